package duplicate_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"leitmotif/corpus/duplicate"
)

// writer makes up texts from a vocabulary with the frequencies of a language: the word
// of rank r has a share of about 1/r.
type writer struct {
	random *rand.Rand
	zipf   *rand.Zipf
}

func newWriter(seed uint64) *writer {
	r := rand.New(rand.NewPCG(seed, 1))
	return &writer{r, rand.NewZipf(r, 1.1, 3, 20_000)}
}

// paragraph has 30 to 80 words.
func (w *writer) paragraph() string {
	var b strings.Builder
	for range 30 + w.random.IntN(50) {
		fmt.Fprintf(&b, "w%d ", w.zipf.Uint64())
	}
	return strings.TrimSpace(b.String())
}

func (w *writer) article() string {
	var paragraphs []string
	for range 3 + w.random.IntN(8) {
		paragraphs = append(paragraphs, w.paragraph())
	}
	return strings.Join(paragraphs, "\n")
}

// copyOf keeps a contiguous 50 to 100 % of the words, reorders paragraphs in half of the
// cases, and inserts foreign text of up to 10 % as a block.
func (w *writer) copyOf(text, foreign string) string {
	words := strings.SplitAfter(text, " ")
	keep := len(words)/2 + w.random.IntN(len(words)-len(words)/2+1)
	start := w.random.IntN(len(words) - keep + 1)
	kept := words[start : start+keep]
	var blocks []string
	for len(kept) > 0 {
		n := min(len(kept), 40+w.random.IntN(40))
		blocks = append(blocks, strings.Join(kept[:n], ""))
		kept = kept[n:]
	}
	if w.random.IntN(2) == 0 {
		w.random.Shuffle(len(blocks), func(i, j int) { blocks[i], blocks[j] = blocks[j], blocks[i] })
	}
	other := strings.SplitAfter(foreign, " ")
	blocks = append(blocks, strings.Join(other[:min(len(other), w.random.IntN(keep/10+1))], ""))
	return strings.Join(blocks, "\n")
}

// evaluate adds a copy of every fourth text and gives precision and recall over pairs.
func evaluate(w *writer, texts []string) (precision, recall float64) {
	h := duplicate.NewHasher()
	var x duplicate.Stories
	source := make(map[int]int) // position of a copy -> position of its source
	for i, text := range texts {
		x.Add(i, h.Sign(text))
	}
	for i := 0; i < len(texts); i += 4 {
		position := len(texts) + len(source)
		source[position] = i
		x.Add(position, h.Sign(w.copyOf(texts[i], texts[(i+1)%len(texts)])))
	}
	right, found := 0, 0
	for _, g := range grouped(&x) {
		for i, a := range g {
			for _, b := range g[i+1:] {
				found++
				if s, ok := source[b]; ok && s == a {
					right++
				}
			}
		}
	}
	return float64(right) / float64(max(found, 1)), float64(right) / float64(len(source))
}

func TestStoriesFindCopies(t *testing.T) {
	w := newWriter(7)
	texts := make([]string, 2000)
	for i := range texts {
		texts[i] = w.article()
	}
	precision, recall := evaluate(w, texts)
	t.Logf("2,000 made-up texts and 500 copies: precision %.3f, recall %.3f", precision, recall)
	if precision < 0.95 || recall < 0.95 {
		t.Errorf("precision %.3f, recall %.3f; want 0.95 of both", precision, recall)
	}
}

// Real articles come with real copies among them, which count as errors here.
func TestStoriesFindCopiesOfNews(t *testing.T) {
	texts := news(t, "10kgnad_test")
	precision, recall := evaluate(newWriter(8), texts)
	t.Logf("%d articles of 10kgnad_test and a copy of every fourth: precision %.3f, recall %.3f", len(texts), precision, recall)
	if precision < 0.95 || recall < 0.95 {
		t.Errorf("precision %.3f, recall %.3f; want 0.95 of both", precision, recall)
	}
}

// news reads the texts of 60 words and more of a corpus of the evaluation data.
func news(t *testing.T, name string) []string {
	t.Helper()
	for _, dir := range []string{os.Getenv("LEITMOTIF_DATA"), filepath.Join("..", "..", "..", "shared", "data")} {
		f, err := os.Open(filepath.Join(dir, name+".jsonl.gz"))
		if dir == "" || err != nil {
			continue
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for d := json.NewDecoder(bufio.NewReader(z)); ; {
			var r struct{ Text string }
			if err := d.Decode(&r); errors.Is(err, io.EOF) {
				return texts
			} else if err != nil {
				t.Fatal(err)
			}
			if strings.Count(r.Text, " ") >= 60 {
				texts = append(texts, r.Text)
			}
		}
	}
	t.Skipf("no evaluation data: %s is not in LEITMOTIF_DATA or ../shared/data", name)
	return nil
}

func TestSignature(t *testing.T) {
	w := newWriter(3)
	h := duplicate.NewHasher()
	one, two := w.article(), w.article()
	a, same, b := h.Sign(one), h.Sign(strings.ToUpper(one)+"!"), h.Sign(two)
	if a != same {
		t.Error("case and punctuation change the signature")
	}
	if j := a.Resemblance(&b); j > 0.1 || a.NearCopy(&b) {
		t.Errorf("unrelated texts resemble each other: %.2f", j)
	}
	if j := a.Resemblance(&a); j != 1 || !a.NearCopy(&a) {
		t.Errorf("a text resembles itself by %.2f only", j)
	}
	for _, short := range []string{"", "eins zwei drei", strings.Repeat("wort ", 34)} {
		if s := h.Sign(short); !s.IsZero() || s.NearCopy(&s) {
			t.Errorf("%q has a signature", short)
		}
	}
}

// A signature goes through bytes unchanged, that of a text too short for one too.
func TestSignatureBinary(t *testing.T) {
	h := duplicate.NewHasher()
	for _, text := range []string{newWriter(3).article(), "eins zwei drei"} {
		want := h.Sign(text)
		data, err := want.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		got := h.Sign(newWriter(4).article())
		if err := got.UnmarshalBinary(data); err != nil || got != want {
			t.Errorf("%d bytes are read as another signature: %v", len(data), err)
		}
		for n := 1; n < len(data); n++ {
			if err := got.UnmarshalBinary(data[:n]); !errors.Is(err, duplicate.ErrFormat) || got != want {
				t.Fatalf("%d of %d bytes: %v", n, len(data), err)
			}
		}
		if err := got.UnmarshalBinary(make([]byte, len(data)+4)); !errors.Is(err, duplicate.ErrFormat) {
			t.Errorf("%d zeros: %v", len(data)+4, err)
		}
	}
}

func TestStoriesMerge(t *testing.T) {
	w := newWriter(5)
	h := duplicate.NewHasher()
	var whole duplicate.Stories
	shards := make([]duplicate.Stories, 3)
	texts := make([]string, 20)
	for i := range texts {
		texts[i] = w.article()
	}
	for i := range 60 {
		s := h.Sign(texts[i%20])
		whole.Add(i, s)
		shards[i%3].Add(i, s)
	}
	want, err := whole.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	groups := grouped(&whole)
	if len(groups) != 20 || !reflect.DeepEqual(groups[1], []int{1, 21, 41}) {
		t.Errorf("groups %v", groups)
	}
	for _, order := range [][]int{{0, 1, 2}, {2, 0, 1}} {
		var merged duplicate.Stories
		for _, i := range order {
			merged.Merge(&shards[i])
		}
		if got, _ := merged.MarshalBinary(); !bytes.Equal(got, want) {
			t.Errorf("order %v gives other bytes", order)
		}
	}
	var read duplicate.Stories
	if err := read.UnmarshalBinary(want); err != nil || !reflect.DeepEqual(grouped(&read), groups) {
		t.Errorf("read back: %v, %v", grouped(&read), err)
	}
	if err := read.UnmarshalBinary(want[:len(want)-1]); !errors.Is(err, duplicate.ErrFormat) {
		t.Errorf("cut form: %v", err)
	}
}

// grouped gives the groups; only the end of a context makes them fail.
func grouped(x *duplicate.Stories) [][]int {
	groups, err := x.Groups(context.Background())
	if err != nil {
		panic(err)
	}
	return groups
}

// Neither the number of goroutines nor that of the positions changes the groups.
func TestGroupsBy(t *testing.T) {
	w, h := newWriter(5), duplicate.NewHasher()
	var x, turned duplicate.Stories
	const n = 300
	var texts []string
	for i := range n {
		text := w.article()
		if i%3 == 2 {
			text = texts[i/2]
		}
		texts = append(texts, text)
		x.Add(i, h.Sign(text))
		turned.Add(n-1-i, h.Sign(text))
	}
	want := grouped(&x)
	if len(want) < n/6 {
		t.Fatalf("%d groups alone", len(want))
	}
	for _, workers := range []int{0, 1, 2, 5, 100} {
		same, err := x.GroupsBy(t.Context(), workers, func(position int) int { return position })
		if err != nil || !reflect.DeepEqual(same, want) {
			t.Errorf("%d workers: %v, %v", workers, same, err)
		}
		back, err := turned.GroupsBy(t.Context(), workers, func(position int) int { return n - 1 - position })
		if err != nil || !reflect.DeepEqual(back, want) {
			t.Errorf("%d workers, positions turned: %v, %v", workers, back, err)
		}
	}
}

func FuzzStoriesBinary(f *testing.F) {
	var x duplicate.Stories
	w, h := newWriter(1), duplicate.NewHasher()
	x.Add(3, h.Sign(w.article()))
	x.Add(4, h.Sign(w.article()))
	data, _ := x.MarshalBinary()
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		var x duplicate.Stories
		if x.UnmarshalBinary(data) != nil {
			return
		}
		if again, _ := x.MarshalBinary(); !bytes.Equal(again, data) {
			t.Fatal("written back differently")
		}
		grouped(&x)
	})
}

func BenchmarkSign(b *testing.B) {
	text := newWriter(2).article()
	h := duplicate.NewHasher()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		h.Sign(text)
	}
}

func BenchmarkGroups_10000(b *testing.B) {
	w, h := newWriter(4), duplicate.NewHasher()
	var x duplicate.Stories
	for i := range 10_000 {
		x.Add(i, h.Sign(w.article()))
	}
	b.ResetTimer()
	for range b.N {
		grouped(&x)
	}
}
