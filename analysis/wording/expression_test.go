package wording

import (
	"testing"

	"leitmotif/analysis/tfidf"
)

// Terms of the tests below, as numbers.
const (
	bank = int32(iota)
	england
	federal
	reserve
	notes
	court
	justice
)

// sides are phrases by term: what stands before and after.
type sides map[int32]struct{ before, after *neighbour }

func (s sides) phrase(term int32) phrase {
	return phrase{term: term, before: s[term].before, after: s[term].after}
}

const of = tfidf.Connector(1)

func TestExpressionsSayTheSame(t *testing.T) {
	phrases := sides{
		england: {before: &neighbour{term: bank, by: of}},
		reserve: {before: &neighbour{term: federal}},
		notes:   {before: &neighbour{term: reserve}},
		justice: {before: &neighbour{term: england}}, // Bank of England justice
		court:   {after: &neighbour{term: bank, by: of}},
	}
	for _, test := range []struct {
		name        string
		better, one int32
		want        bool
	}{
		{"the name after its bare word", bank, england, false},
		{"the bare word after its name", england, bank, true},
		{"a phrase after its bare word", federal, reserve, true},
		{"a longer phrase after a part", reserve, notes, true},
		{"two words in common", england, justice, true},
		{"one word in common", england, court, false},
		{"nothing in common", england, reserve, false},
	} {
		a, b := newExpression(test.better, phrases.phrase), newExpression(test.one, phrases.phrase)
		if got := a.says(b, func(a, b int32) bool { return a == b }); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

// A phrase grows at both ends, never in a circle and never beyond its bound.
func TestExpressionsGrow(t *testing.T) {
	phrases := sides{
		bank:    {after: &neighbour{term: england, by: of}},
		england: {before: &neighbour{term: bank, by: of}, after: &neighbour{term: notes}},
		federal: {after: &neighbour{term: reserve}},
		reserve: {before: &neighbour{term: federal}, after: &neighbour{term: federal}},
		notes:   {after: &neighbour{term: court}},
		court:   {after: &neighbour{term: justice}},
	}
	for term, want := range map[int32]int{bank: 4, england: 4, reserve: 2, federal: 2, justice: 1} {
		e := newExpression(term, phrases.phrase)
		if len(e.words) != want {
			t.Errorf("term %d: %+v", term, e.words)
		}
		for i, w := range e.words {
			if (w.term == england) != (w.by == of) || i == 0 && w.by != 0 {
				t.Errorf("term %d: joined wrongly: %+v", term, e.words)
			}
		}
	}
}

// "and" may join two names; beside one of them the other stands alone.
func TestNamesSideBySide(t *testing.T) {
	var and tfidf.Connector
	for !and.Coordinates() {
		and++
	}
	phrases := sides{
		notes:   {before: &neighbour{term: bank, by: and}},
		england: {before: &neighbour{term: bank, by: of}},
	}
	for _, test := range []struct {
		term, shown int32
		want        int
	}{{notes, bank, 1}, {notes, court, 2}, {notes, notes, 2}, {england, bank, 2}} {
		e := newExpression(test.term, phrases.phrase)
		words := e.beside(func(term int32) bool { return term == test.shown })
		if len(words) != test.want || test.want == 1 && words[0].term != test.term {
			t.Errorf("term %d beside %d: %+v", test.term, test.shown, words)
		}
	}
}
