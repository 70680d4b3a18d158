package wordvector

import (
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// encoded is the form of a table of words in two dimensions.
func encoded(t *testing.T, words []string, first, second []int8) []byte {
	t.Helper()
	data := binary.LittleEndian.AppendUint32(nil, uint32(len(words)))
	data = binary.LittleEndian.AppendUint32(data, 2)
	data = append(data, strings.Join(words, "\n")+"\n"...)
	for _, column := range [][]int8{first, second} {
		for _, x := range column {
			data = append(data, byte(x))
		}
	}
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return z.EncodeAll(data, nil)
}

func TestVector(t *testing.T) {
	table, err := Decode(encoded(t, []string{"heit", "ministerin", "tor"}, []int8{1, 3, 0}, []int8{1, -4, 2}))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		term string
		want [2]float64
		ok   bool
	}{
		{"ministerin", [2]float64{0.6, -0.8}, true}, // 3, -4 over a length of 5
		{"notfallministerin", [2]float64{0.6, -0.8}, true},
		{"tor", [2]float64{0, 1}, true},
		{"motor", [2]float64{}, false},    // an ending of three letters is no head
		{"neuheit", [2]float64{}, false},  // nor one of four
		{"minister", [2]float64{}, false}, // a beginning tells nothing
		{"", [2]float64{}, false},
		{"\xff\xfeministerin", [2]float64{0.6, -0.8}, true},
	} {
		got := []float64{0, 0}
		entry := table.Find(test.term)
		if entry >= 0 {
			table.Add(got, entry, 1)
		}
		if ok := entry >= 0; ok != test.ok || math.Abs(got[0]-test.want[0]) > 1e-15 || math.Abs(got[1]-test.want[1]) > 1e-15 {
			t.Errorf("%q: %v %v, want %v %v", test.term, got, ok, test.want, test.ok)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	good := encoded(t, []string{"harbour", "ship"}, []int8{1, 2}, []int8{3, 4})
	if _, err := Decode(good); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"nothing":      nil,
		"no frame":     []byte("harbour"),
		"half a frame": good[:len(good)/2],
		"out of order": encoded(t, []string{"ship", "harbour"}, []int8{1, 2}, []int8{3, 4}),
		"too short":    encoded(t, []string{"harbour", "ship"}, nil, nil),
		"no words":     encoded(t, nil, nil, nil),
	} {
		if _, err := Decode(data); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Words that mean alike things are nearer to each other than to others, in both tables.
func TestTablesKnowWhatIsAlike(t *testing.T) {
	for _, test := range []struct{ language, word, near, far string }{
		{"en", "quarterback", "touchdown", "inflation"},
		{"en", "senate", "congress", "recipe"},
		{"en", "museum", "gallery", "vaccine"},
		{"de", "torwart", "stürmer", "inflation"},
		{"de", "bundestag", "parlament", "rezept"},
		{"de", "museum", "ausstellung", "impfstoff"},
	} {
		table := Open(test.language)
		cosine := func(a, b string) (c float64) {
			x, y := make([]float64, table.Dimensions()), make([]float64, table.Dimensions())
			first, second := table.Find(a), table.Find(b)
			if first < 0 || second < 0 {
				t.Fatalf("%s has no vector of %q or of %q", test.language, a, b)
			}
			table.Add(x, first, 1)
			table.Add(y, second, 1)
			for j := range x {
				c += x[j] * y[j]
			}
			return c
		}
		if near, far := cosine(test.word, test.near), cosine(test.word, test.far); near <= far {
			t.Errorf("%s: %q is as near to %q (%.2f) as to %q (%.2f)", test.language, test.word, test.far, far, test.near, near)
		}
	}
	if Open("fr") != nil || Open("") != nil {
		t.Error("a language has vectors that nobody made")
	}
}

func FuzzFind(f *testing.F) {
	for _, term := range []string{"", "headline", "klimaschutzministerin", "\xff", "ß", strings.Repeat("a", 1024)} {
		f.Add(term)
	}
	table := Open("de")
	f.Fuzz(func(t *testing.T, term string) {
		entry := table.Find(term)
		if entry < 0 {
			return
		}
		if !strings.HasSuffix(term, table.words[entry]) {
			t.Errorf("%q has the vector of %q", term, table.words[entry])
		}
		v := make([]float64, table.Dimensions())
		table.Add(v, entry, 1)
		var square float64
		for _, x := range v {
			square += x * x
		}
		if math.Abs(square-1) > 1e-9 {
			t.Errorf("%q: a vector of length %g", term, math.Sqrt(square))
		}
	})
}
