package tfidf

import (
	"strings"
	"testing"

	"leitmotif/analysis/tokenize"
)

// phrasesOf finds the phrases of words in texts, as written.
func phrasesOf(language string, words, texts []string) []string {
	analyser := tokenize.NewAnalyser(language, []string{"the", "of", "die", "der", "mit"})
	s := NewStatistics()
	documents := s.Add(count(NewCounter(analyser), texts...))
	p := s.Pairs(documents, 1, analyser.Stem)
	var rows, holders []int
	var terms []int32
	for i := range documents {
		rows = append(rows, i)
	}
	for _, w := range words {
		for n := range int32(s.Terms()) {
			if s.Term(n) == w {
				terms, holders = append(terms, n), append(holders, s.DocumentFrequency(n))
			}
		}
	}
	var out []string
	for _, phrase := range p.Phrases(rows, terms, holders, 2) {
		written := []Word{{Term: phrase.Term}}
		if b := phrase.Before; b != nil {
			written[0].Capital = b.Own
			written = append([]Word{b.Word}, written...)
		}
		if a := phrase.After; a != nil {
			written[len(written)-1].Capital = a.Own
			written = append(written, a.Word)
		}
		out = append(out, s.Written(written))
	}
	return out
}

func TestPhrases(t *testing.T) {
	for _, test := range []struct {
		name, language string
		words, texts   []string
		want           string
	}{
		{"a name is written in full once", "en", []string{"altman", "sam"},
			[]string{"Sam Altman spoke. Altman left, Altman returned.", "They met Sam Altman, but Altman was late.", "Altman called."},
			"Sam Altman|Sam Altman"},
		{"exactly half is no majority", "en", []string{"rates"},
			[]string{"interest rates", "interest rates", "exchange rates", "the rates"}, "rates"},
		{"punctuation and stop words part", "en", []string{"reserve"},
			[]string{"Federal, Reserve", "Federal of Reserve", "Federal. Reserve"}, "Reserve"},
		{"inflected forms count together, the shortest is shown", "de", []string{"intelligenz"},
			[]string{"die künstliche Intelligenz", "mit künstlicher Intelligenz", "der künstlichen Intelligenz", "Intelligenz"}, "künstliche Intelligenz"},
		{"capitals as in the phrase", "en", []string{"house"},
			[]string{"a white house of a white colour, white", "the White House", "the White House", "the White House"}, "White House"},
		{"a word is no phrase with itself", "en", []string{"duran"}, []string{"Duran Duran", "Duran Duran"}, "Duran"},
	} {
		if got := strings.Join(phrasesOf(test.language, test.words, test.texts), "|"); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// A pair that two of five documents hold is not there, however often they repeat it.
func TestPhrasesCountDocuments(t *testing.T) {
	texts := []string{strings.Repeat("central bank, ", 50), "central bank", "bank", "bank", "bank"}
	if got := phrasesOf("en", []string{"bank"}, texts); got[0] != "bank" {
		t.Errorf("phrase %q", got[0])
	}
}
