package analysis

import (
	"testing"

	"leitmotif/analysis/result"
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

// beside are phrases by term: what stands before and after.
type beside map[int32]struct{ before, after *tfidf.Beside }

func (b beside) phrase(term int32) tfidf.Phrase {
	return tfidf.Phrase{Term: term, Before: b[term].before, After: b[term].after}
}

const of = tfidf.Connector(1)

func TestExpressionsSayTheSame(t *testing.T) {
	phrases := beside{
		england: {before: &tfidf.Beside{Term: bank, By: of}},
		reserve: {before: &tfidf.Beside{Term: federal}},
		notes:   {before: &tfidf.Beside{Term: reserve}},
		justice: {before: &tfidf.Beside{Term: england}}, // Bank of England justice
		court:   {after: &tfidf.Beside{Term: bank, By: of}},
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
	phrases := beside{
		bank:    {after: &tfidf.Beside{Term: england, By: of}},
		england: {before: &tfidf.Beside{Term: bank, By: of}, after: &tfidf.Beside{Term: notes}},
		federal: {after: &tfidf.Beside{Term: reserve}},
		reserve: {before: &tfidf.Beside{Term: federal}, after: &tfidf.Beside{Term: federal}},
		notes:   {after: &tfidf.Beside{Term: court}},
		court:   {after: &tfidf.Beside{Term: justice}},
	}
	for term, want := range map[int32]int{bank: 4, england: 4, reserve: 2, federal: 2, justice: 1} {
		e := newExpression(term, phrases.phrase)
		if len(e.words) != want {
			t.Errorf("term %d: %+v", term, e.words)
		}
		for i, w := range e.words {
			if (w.Term == england) != (w.By == of) || i == 0 && w.By != 0 {
				t.Errorf("term %d: joined wrongly: %+v", term, e.words)
			}
		}
	}
}

// A label has no two terms of which one is a part of the other.
func TestNamingTerms(t *testing.T) {
	got := namingTerms([]result.TermWeight{{Term: "Bank"}, {Term: "Bank of England"}, {Term: "rates"}, {Term: "exchange rate"}, {Term: "Interest Rates"}})
	want := []string{"Bank", "rates", "exchange rate"}
	if len(got) != len(want) || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("%q, want %q", got, want)
	}
}

// "and" may join two names; beside one of them the other stands alone.
func TestNamesSideBySide(t *testing.T) {
	var and tfidf.Connector
	for !and.Coordinates() {
		and++
	}
	phrases := beside{
		notes:   {before: &tfidf.Beside{Term: bank, By: and}},
		england: {before: &tfidf.Beside{Term: bank, By: of}},
	}
	for _, test := range []struct {
		term, shown int32
		want        int
	}{{notes, bank, 1}, {notes, court, 2}, {notes, notes, 2}, {england, bank, 2}} {
		e := newExpression(test.term, phrases.phrase)
		words := e.beside(func(term int32) bool { return term == test.shown })
		if len(words) != test.want || test.want == 1 && words[0].Term != test.term {
			t.Errorf("term %d beside %d: %+v", test.term, test.shown, words)
		}
	}
}
