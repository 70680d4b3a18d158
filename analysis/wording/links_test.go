package wording

import (
	"fmt"
	"slices"
	"testing"

	"leitmotif/analysis/result"
)

// topicsOf makes topics of two languages from the words that mark them, all with the same
// weight.
func topicsOf(left, right [][]string) ([]result.Topic, [][]Mark) {
	var topics []result.Topic
	var marks [][]Mark
	for i, words := range slices.Concat(left, right) {
		language := "de"
		if i >= len(left) {
			language = "en"
		}
		topics = append(topics, result.Topic{ID: i + 1, Language: language})
		var m []Mark
		for _, w := range words {
			m = append(m, Mark{w, 0.2})
		}
		marks = append(marks, m)
	}
	return topics, marks
}

// Each of ten topics shares six names with its counterpart, and one with the next topic.
func TestTopicsThatShareNamesAreLinked(t *testing.T) {
	var left, right [][]string
	for i := range 10 {
		var names []string
		for n := range 6 {
			names = append(names, fmt.Sprintf("name%d-%d", i, n))
		}
		left = append(left, append(names, fmt.Sprintf("stray%d", i)))
		right = append(right, append(slices.Clone(names), fmt.Sprintf("stray%d", (i+1)%10)))
	}
	topics, marks := topicsOf(left, right)
	if err := Link(t.Context(), topics, marks); err != nil {
		t.Fatal(err)
	}
	for i, topic := range topics {
		if want := []int{(i+10)%20 + 1}; !slices.Equal(topic.Linked, want) {
			t.Errorf("topic %d: linked %v, want %v", topic.ID, topic.Linked, want)
		}
	}
}

// Words that are shared without any order, one by one, link nothing.
func TestStrayWordsLinkNothing(t *testing.T) {
	left, right := make([][]string, 10), make([][]string, 10)
	for i := range 60 {
		word := fmt.Sprintf("word%d", i)
		left[i%10] = append(left[i%10], word)
		right[i/6] = append(right[i/6], word)
	}
	topics, marks := topicsOf(left, right)
	if err := Link(t.Context(), topics, marks); err != nil {
		t.Fatal(err)
	}
	for _, topic := range topics {
		if topic.Linked != nil {
			t.Errorf("topic %d: linked %v", topic.ID, topic.Linked)
		}
	}
}

func TestNothingSharedLinksNothing(t *testing.T) {
	topics, marks := topicsOf([][]string{{"hafen"}}, [][]string{{"port"}, {}})
	if err := Link(t.Context(), topics, marks); err != nil {
		t.Fatal(err)
	}
	for _, topic := range topics {
		if topic.Linked != nil {
			t.Errorf("topic %d: linked %v", topic.ID, topic.Linked)
		}
	}
}
