// Package telling chooses what stands for all that articles say of a watch list: the targets
// that most of them name, and of each the sentences that are most negative and most positive
// towards it. The run explains these, and the page shows them, so that they must agree.
//
// In go mentions in the order of the table of them, out come those chosen.
//
// Glossary.
//
//   - target: a name of the watch list; a mention is one place that names it.
//   - telling: a sentence is the more so, the farther its score lies from 0.
package telling

import (
	"cmp"
	"slices"

	"leitmotif/analysis/tone"
)

// Limits on what is chosen.
const (
	MaxTargets   = 12
	MaxSentences = 2 // of either tone
)

// Rank is what a target is known by beside others.
type Rank struct {
	Name               string
	Articles, Mentions int // that name it, and places where they do
}

// Compare orders targets: those first that most articles name, then most mentions, then by name.
func Compare(a, b Rank) int {
	return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(b.Mentions, a.Mentions), cmp.Compare(a.Name, b.Name))
}

// Sentences are the most telling ones towards a target, each text once. The zero Sentences hold
// none.
type Sentences[T any] struct{ negative, positive []sentence[T] } // most telling first

type sentence[T any] struct {
	of    T
	text  string
	score float64
}

// Add takes up a mention with its sentence, score and label; of gives what is to be known of it,
// and is asked where it may be chosen.
func (s *Sentences[T]) Add(text string, score float64, label string, of func() T) {
	switch {
	case text == "":
	case label == tone.Negative:
		s.negative = keep(s.negative, text, score, of, MaxSentences, func(old float64) bool { return score < old })
	case label == tone.Positive: // those that stand among the negative ones, too, do not count
		s.positive = keep(s.positive, text, score, of, 2*MaxSentences, func(old float64) bool { return score >= old })
	}
}

// keep puts a sentence into a list of at most so many, each text once, where it goes before
// one of a score that precedes names.
func keep[T any](list []sentence[T], text string, score float64, of func() T, most int, precedes func(old float64) bool) []sentence[T] {
	at := slices.IndexFunc(list, func(s sentence[T]) bool { return precedes(s.score) })
	same := slices.IndexFunc(list, func(s sentence[T]) bool { return s.text == text })
	if at < 0 {
		at = len(list)
	}
	if at == most || same >= 0 && same < at {
		return list
	}
	if same >= 0 {
		list = slices.Delete(list, same, same+1)
	}
	list = slices.Insert(list, at, sentence[T]{of(), text, score})
	return list[:min(len(list), most)]
}

// Chosen are the most negative sentences and the most positive ones, in this order.
func (s *Sentences[T]) Chosen() []T {
	chosen := slices.Clone(s.negative)
	for _, p := range s.positive {
		if len(chosen) == len(s.negative)+MaxSentences {
			break
		}
		if !slices.ContainsFunc(s.negative, func(n sentence[T]) bool { return n.text == p.text }) {
			chosen = append(chosen, p)
		}
	}
	var out []T
	for _, c := range chosen {
		out = append(out, c.of)
	}
	return out
}
