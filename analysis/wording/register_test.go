package wording

import (
	"slices"
	"testing"

	"leitmotif/analysis/tfidf"
)

// Topic 0 is the first half of the documents. Ten words mark it; the documents that hold all of
// them, and how many words name something, tell whether it is a manner of telling.
func TestRegister(t *testing.T) {
	const terms, documents = 10, 8
	var same []int32
	var candidates []candidate
	for w := range terms {
		same, candidates = append(same, int32(w)), append(candidates, candidate{column: w})
	}
	for _, test := range []struct {
		holders []int
		naming  int // so many of the words
		want    bool
	}{
		{[]int{0, 4, 5}, 6, true},     // a third of those that hold the words are in the topic
		{[]int{0, 4, 5}, 7, false},    // three words name nothing
		{[]int{0, 1, 4, 5}, 6, false}, // half of them are in the topic
		{[]int{0, 1, 2, 3}, 0, false}, // it alone has these words
	} {
		held := make(tfidf.InMemory, documents)
		for i := range held {
			if slices.Contains(test.holders, i) {
				held[i] = tfidf.Document{Terms: same, Counts: slices.Repeat([]int32{1}, terms)}
			}
		}
		vocabulary := &tfidf.Vocabulary{Terms: same, Column: same}
		frequencies, err := vocabulary.Frequencies(t.Context(), held, 1)
		if err != nil {
			t.Fatal(err)
		}
		topics := Topics{K: 2, Assigned: []int{0, 0, 0, 0, 1, 1, 1, 1}, Vocabulary: vocabulary}
		if topics.Postings, err = frequencies.Postings(t.Context(), 1); err != nil {
			t.Fatal(err)
		}
		l := &Lexicon{names: make([]bool, terms)}
		for w := range test.naming {
			l.names[w] = true
		}
		if got := l.register(&topics, 0, candidates); got != test.want {
			t.Errorf("%+v: register is %v", test, got)
		}
	}
}
