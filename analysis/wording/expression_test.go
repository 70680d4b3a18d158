package wording

import (
	"math/rand/v2"
	"testing"

	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/tokenize"
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

// TestStemsKeepTheirLetter: terms that begin with different letters are told apart without
// their stems, which must begin alike then: of words of all letters with endings that
// stemmers know, and of exceptions that they list.
func TestStemsKeepTheirLetter(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 0))
	endings := []string{"", "s", "ed", "ing", "ern", "keit", "ungen", "ement", "issante", "mente", "azione", "ación", "lich", "'s", "ies", "es", "e", "-in"}
	for _, language := range []string{"de", "en", "es", "fr", "it", ""} {
		a := tokenize.NewAnalyser(language, nil)
		words := []string{"dying", "lying", "tying", "skis", "skies", "idly", "early", "only", "andes", "a", "y", "yy", "ing", "es"}
		for range 20000 {
			word := make([]byte, 1+r.IntN(6))
			for i := range word {
				word[i] = byte('a' + r.IntN(26))
			}
			words = append(words, string(word)+endings[r.IntN(len(endings))])
		}
		for _, w := range words {
			if stem := a.Stem(w); stem == "" || stem[0] != w[0] {
				t.Fatalf("%q: the stem of %q is %q", language, w, stem)
			}
		}
	}
}

func TestSameWord(t *testing.T) {
	a := tokenize.NewAnalyser("de", nil)
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"rechten", "rechte", true}, {"chip", "ki-chip", true}, {"ki-chip", "chip", true}, {"ki-chips", "chip", false}, // of a compound the part itself
		{"häfen", "hafen", true}, {"ärzte", "arzt", true}, {"haus", "maus", false}, {"1-2", "1", true},
	} {
		if got := sameWord(func(term string) string { return root("de", a, term) }, test.a, test.b); got != test.want {
			t.Errorf("%q and %q: %v", test.a, test.b, got)
		}
	}
}
