package study

import (
	"slices"
	"testing"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/tokenize"
)

func TestAllot(t *testing.T) {
	for _, test := range []struct {
		name   string
		topics int
		suited []int
		want   []int
	}{
		{"as suits", 27, []int{17, 10}, []int{17, 10}},
		// 29/27 of 17 and 10 are 18.26 and 10.74.
		{"nearly in proportion", 29, []int{17, 10}, []int{18, 11}},
		{"equals: the first has more", 3, []int{4, 4}, []int{2, 1}},
		{"at least one each", 10, []int{40, 1, 1}, []int{8, 1, 1}},
		{"more parts than topics", 1, []int{5, 5, 5}, []int{1, 1, 1}},
		{"one part", 12, []int{7}, []int{12}},
		{"no part", 12, nil, []int{}},
	} {
		if got := allot(test.topics, test.suited); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// A former number of topics stays while it is plausible.
func TestKeepsNumber(t *testing.T) {
	for _, test := range []struct {
		former, low, high int
		want              bool
	}{{7, 7, 12, true}, {12, 7, 12, true}, {6, 7, 12, false}, {13, 7, 12, false}, {0, 0, 0, false}, {0, 1, 3, false}} {
		s := Study{Former: Former{Topics: test.former}}
		s.Space.Low, s.Space.High = test.low, test.high
		if s.keepsNumber() != test.want {
			t.Errorf("%d topics before, %d to %d plausible: not %t", test.former, test.low, test.high, test.want)
		}
	}
}

// keysOf gives the keys of texts, as a collection has them.
func keysOf(texts ...string) []uint64 {
	counter := tfidf.NewCounter(tokenize.NewAnalyser("en", nil))
	for _, text := range texts {
		counter.Add(tfidf.Part{Text: text, Tokens: tokenize.Append(nil, text)})
	}
	_, keys := tfidf.NewStatistics().Add(counter.Take())
	return keys
}

// The rows of a language are in the same order however its articles come in.
func TestOrderByContent(t *testing.T) {
	texts := []string{"harbour ship crane", "goal striker match goal", "goal striker match", "flour butter oven", "ship harbour harbour"}
	ordered := func(order []int) []string {
		var in, out []string
		for _, i := range order {
			in = append(in, texts[i])
		}
		g := Group{Code: "en", Originals: []int{0, 1, 2, 3, 4}}
		g.orderByContent(&collection.Collection{Keys: keysOf(in...)})
		for _, position := range g.Originals {
			out = append(out, in[position])
		}
		return out
	}
	want := ordered([]int{0, 1, 2, 3, 4})
	for _, order := range [][]int{{4, 3, 2, 1, 0}, {2, 0, 4, 1, 3}} {
		if got := ordered(order); !slices.Equal(got, want) {
			t.Errorf("order %v: rows %q, want %q", order, got, want)
		}
	}
}

// Keys are different even where words are not, and another article leaves them as they are.
func TestKeysOfContent(t *testing.T) {
	keys := func(texts ...string) []uint64 {
		var g Group
		for i := range texts {
			g.Originals = append(g.Originals, i)
		}
		g.orderByContent(&collection.Collection{Keys: keysOf(texts...)})
		return g.Keys
	}
	few := keys("harbour ship", "ship harbour", "ship harbour", "goal striker")
	more := keys("flour butter", "goal striker", "harbour ship", "ship harbour", "harbour ship")
	if len(few) != 4 || !slices.IsSorted(few) || len(slices.Compact(slices.Clone(few))) != 4 {
		t.Errorf("keys %d are not ascending and different", few)
	}
	for _, key := range few {
		if !slices.Contains(more, key) {
			t.Errorf("key %d of %d is not among %d", key, few, more)
		}
	}
}
