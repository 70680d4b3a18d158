package census

import (
	"context"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"leitmotif/analysis/result"
)

// corpusOf makes articles of which the i-th gives the names in given[i], each once and in a
// positive sentence, and is a copy of the article original[i].
func corpusOf(given [][]int32, original []int) Input {
	in := Input{Original: original, Articles: make([]result.Article, len(given))}
	in.Of = func(position int) []result.Named {
		var out []result.Named
		for _, n := range given[position] {
			out = append(out, result.Named{Name: n, Mentions: 1, Positive: 1})
		}
		return out
	}
	return in
}

func names(list ...string) []result.Name {
	var out []result.Name
	for _, n := range list {
		out = append(out, result.Name{Name: n, Kind: result.Person, Forms: []result.NameForm{{Text: n, Mentions: 1}}})
	}
	return out
}

func take(t *testing.T, in Input) *Census {
	t.Helper()
	c, err := Take(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func find(t *testing.T, c *Census, name string) *result.Name {
	t.Helper()
	for i := range c.Names {
		if c.Names[i].Name == name {
			return &c.Names[i]
		}
	}
	t.Fatalf("no %q among %d names", name, len(c.Names))
	return nil
}

// TestStoriesCountOnce: articles 0 and 2 are one story, so that A stands in three articles and two
// stories, B in two articles of one story, which is too few.
func TestStoriesCountOnce(t *testing.T) {
	in := corpusOf([][]int32{{0, 1}, {0}, {0, 1}, {}}, []int{0, 1, 0, 3})
	in.Names = names("A", "B")
	for i, topic := range []int{7, 8, 7, 8} {
		in.Articles[i].TopicID, in.Articles[i].Source, in.Articles[i].Language = topic, []string{"x", "y", "y", "x"}[i], "en"
	}
	c := take(t, in)
	if len(c.Names) != 1 || len(c.Keys) != 2 || c.Left != 0 {
		t.Fatalf("%d names of %d, %d left", len(c.Names), len(c.Keys), c.Left)
	}
	a := find(t, c, "A")
	if a.Stories != 2 || a.Articles != 3 || a.Mentions != 3 || a.Share != 2.0/3 {
		t.Errorf("A: %d stories, %d articles, %d mentions, share %g", a.Stories, a.Articles, a.Mentions, a.Share)
	}
	if a.Tone.Positive != 2 {
		t.Errorf("A: %d positive sentences, of two stories with one each", a.Tone.Positive)
	}
	if want := []result.NameTopic{{TopicID: 7, Stories: 1}, {TopicID: 8, Stories: 1}}; !slices.Equal(a.Topics, want) {
		t.Errorf("topics %v, want %v", a.Topics, want)
	}
	if want := []result.NameOutlet{{Source: "y", Articles: 2}, {Source: "x", Articles: 1}}; !slices.Equal(a.Outlets, want) {
		t.Errorf("outlets %v, want %v", a.Outlets, want)
	}
	for i, want := range []int{1, 1, 1, 0} {
		if n := len(in.Articles[i].Names); n != want {
			t.Errorf("article %d gives %d published names, want %d", i, n, want)
		}
	}
}

// TestEqualKeysAreOne joins two spellings that differ in case: one name in three stories, as the
// one of most mentions.
func TestEqualKeysAreOne(t *testing.T) {
	in := corpusOf([][]int32{{0, 1}, {0}, {1}}, []int{0, 1, 2})
	in.Names = names("Unicef", "UNICEF")
	in.Names[1].Forms[0].Mentions = 5
	c := take(t, in)
	if len(c.Names) != 1 || c.Names[0].Name != "UNICEF" || c.Names[0].Stories != 3 || c.Names[0].Mentions != 4 {
		t.Errorf("names %+v", c.Names)
	}
	if want := []result.NameForm{{Text: "UNICEF", Mentions: 5}, {Text: "Unicef", Mentions: 1}}; !slices.Equal(c.Names[0].Forms, want) {
		t.Errorf("forms %v, want %v", c.Names[0].Forms, want)
	}
	if n := in.Articles[0].Names; len(n) != 1 || n[0].Mentions != 2 {
		t.Errorf("article 0: %v", n)
	}
}

// TestTogether: of ten stories A stands in 0..3, B in 0..2, C in 2..9. A and B share three, more
// than 4 * 3 / 10; A and C two, fewer than 4 * 8 / 10.
func TestTogether(t *testing.T) {
	given, original := make([][]int32, 10), make([]int, 10)
	for i := range given {
		original[i] = i
		for name, in := range []bool{i < 4, i < 3, i > 1} {
			if in {
				given[i] = append(given[i], int32(name))
			}
		}
	}
	in := corpusOf(given, original)
	in.Names = names("A", "B", "C")
	c := take(t, in)
	a := find(t, c, "A")
	if len(a.Together) != 1 || c.Names[a.Together[0].Name].Name != "B" || a.Together[0].Stories != 3 {
		t.Fatalf("A stands with %+v", a.Together)
	}
	// Cells 3, 1, 0, 6 of margins 4, 6 and 3, 7.
	want := 2 * (3*math.Log(3*10/(4.*3)) + math.Log(1*10/(4.*7)) + 6*math.Log(6*10/(6.*7)))
	if got := a.Together[0].LogLikelihood; math.Abs(got-want) > 1e-12 {
		t.Errorf("log-likelihood %g, want %g", got, want)
	}
	if b := find(t, c, "B"); len(b.Together) != 1 || c.Names[b.Together[0].Name].Name != "A" || b.Together[0].LogLikelihood != a.Together[0].LogLikelihood {
		t.Errorf("B stands with %+v", b.Together)
	}
}

// TestSameOnAnyNumber takes the census of many articles on 1 and 8 goroutines, and of the articles
// in another order.
func TestSameOnAnyNumber(t *testing.T) {
	const n = 700
	given, original := make([][]int32, n), make([]int, n)
	var list []string
	for i := range 90 {
		list = append(list, string(rune('A'+i%26))+string(rune('a'+i/26)))
	}
	for i := range given {
		original[i] = i - i%7%2 // some stories of two
		for name := range int32(90) {
			if (i*31+int(name)*17)%(int(name)+3) == 0 {
				given[i] = append(given[i], name)
			}
		}
	}
	var before *Census
	for _, workers := range []int{1, 8} {
		in := corpusOf(given, original)
		in.Names, in.Workers = names(list...), workers
		c := take(t, in)
		if before != nil && !reflect.DeepEqual(before, c) {
			t.Errorf("another census on %d goroutines", workers)
		}
		before = c
	}
	backwards := corpusOf(given, original)
	backwards.Names = names(list...)
	of := backwards.Of
	backwards.Of = func(position int) []result.Named { return of(n - 1 - position) }
	backwards.Original = make([]int, n)
	for i := range original {
		backwards.Original[n-1-i] = n - 1 - original[i]
	}
	if c := take(t, backwards); !reflect.DeepEqual(before, c) {
		t.Error("another census of the same articles in another order")
	}
}

// TestBound keeps the names in most stories.
func TestBound(t *testing.T) {
	given, original := make([][]int32, 6), []int{0, 1, 2, 3, 4, 5}
	list := make([]result.Name, MaxNames+3)
	for i := range list {
		list[i] = result.Name{Name: "N" + string(rune(0x4e00+i)), Kind: result.Place}
		given[0], given[1] = append(given[0], int32(i)), append(given[1], int32(i))
	}
	given[2] = []int32{5}
	in := corpusOf(given, original)
	in.Names = list
	c := take(t, in)
	if len(c.Names) != MaxNames || c.Left != 3 || len(c.Keys) != MaxNames+3 {
		t.Fatalf("%d names, %d left, %d keys", len(c.Names), c.Left, len(c.Keys))
	}
	if find(t, c, list[5].Name).Stories != 3 {
		t.Error("the name in three stories is not counted so")
	}
	if !slices.IsSortedFunc(c.Names, func(a, b result.Name) int { return strings.Compare(a.ID(), b.ID()) }) {
		t.Error("names are not in the order of their IDs")
	}
}
