package wording

import (
	"strings"
	"testing"

	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/tokenize"
)

func TestNouns(t *testing.T) {
	for _, test := range []struct{ language, text, names, others string }{
		{"de", "Die Mutter erzählt, der Vater erzählt. Erzählt die türkische Regierung? Mrd. und Prozent, The Film", "mutter vater regierung", "erzählt türkische mrd prozent"},
		{"en", strings.Repeat("The strike was over, it ended. They reported a deal. It was available to the port, which had reported an economic rise. Economic news, cs.example.edu ", 9),
			"strike deal port rise", "ended reported available economic news cs.example.edu"},
		{"fr", "le port ferme", "port ferme", ""},
	} {
		s := tfidf.NewStatistics()
		s.Add(count(tfidf.NewCounter(tokenize.NewAnalyser(test.language, []string{"the", "was", "it", "they", "a", "to", "which", "had", "an"})), test.text))
		n := newNouns(test.language, s)
		want := make(map[string]bool)
		for _, w := range strings.Fields(test.names) {
			want[w] = true
		}
		for _, w := range strings.Fields(test.others) {
			want[w] = false
		}
		met := 0
		for term := range int32(s.Terms()) {
			if names, asked := want[s.Term(term)]; asked {
				met++
				if n.names(term) != names {
					t.Errorf("%s: %q names a theme: %v", test.language, s.Term(term), !names)
				}
			}
		}
		if met != len(want) {
			t.Errorf("%s: %d of %d words met", test.language, met, len(want))
		}
	}
}
