package wording

import (
	"slices"
	"strings"
	"testing"

	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/tokenize"
)

// count counts the terms of texts.
func count(c *tfidf.Counter, texts ...string) *tfidf.Counts {
	for _, text := range texts {
		c.Add(tfidf.Part{Text: text, Tokens: tokenize.Append(nil, text)})
	}
	return c.Take()
}

// pairsOf takes up the pairs of texts.
func pairsOf(t *testing.T, analyser *tokenize.Analyser, texts ...string) (*tfidf.Statistics, *pairs) {
	t.Helper()
	s, counts := tfidf.NewStatistics(), count(tfidf.NewCounter(analyser), texts...)
	s.Add(counts) // the first shard: its terms have the same numbers there
	p, err := newPairs(t.Context(), s, tfidf.InMemory(counts.Documents), 1, 1, analyser.Stem)
	if err != nil {
		t.Fatal(err)
	}
	return s, p
}

// phrasesOf finds the phrases of words in texts, as written.
func phrasesOf(t *testing.T, language string, words, texts []string) []string {
	t.Helper()
	analyser := tokenize.NewAnalyser(language, []string{"the", "of", "and", "for", "die", "der", "mit", "von", "für"})
	s, p := pairsOf(t, analyser, texts...)
	var rows []int
	var terms []int32
	for i := range texts {
		rows = append(rows, i)
	}
	for _, w := range words {
		for n := range int32(s.Terms()) {
			if s.Term(n) == w {
				terms = append(terms, n)
			}
		}
	}
	var out []string
	for _, found := range p.phrases(rows, terms, s.DocumentFrequency, 2) {
		shown := []word{{term: found.term}}
		if b := found.before; b != nil {
			shown[0].capital, shown[0].by = b.own, b.by
			shown = append([]word{{term: b.term, capital: b.capital}}, shown...)
		}
		if a := found.after; a != nil {
			shown[len(shown)-1].capital = a.own
			shown = append(shown, word{a.term, a.capital, a.by})
		}
		out = append(out, written(s, shown))
	}
	return out
}

// banks are texts that hold the word alone.
func banks(n int) []string { return slices.Repeat([]string{"a bank"}, n) }

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
		{"punctuation and most stop words part", "en", []string{"reserve"},
			[]string{"Federal, Reserve", "Federal the Reserve", "Federal. Reserve"}, "Reserve"},
		{"function words join", "de", []string{"verfassungsschutz", "leyen", "haus"},
			[]string{
				"Bundesamt für Verfassungsschutz, Ursula von der Leyen, Haus der Kulturen", "Bundesamt für Verfassungsschutz, Haus der Kulturen",
				"das Bundesamtes für Verfassungsschutz, Ursula von der Leyen", "Leyen", "Haus und Hof, Leyen",
			}, "Bundesamt für Verfassungsschutz|Leyen|Haus der Kulturen"},
		{"all of them the same", "en", []string{"england"},
			[]string{"Bank of England", "Bank of England", "Bank for England", "England", "Church of England"}, "England"},
		{"a pair right beside comes first", "en", []string{"house"},
			[]string{"White House of Windsor", "the House of Windsor", "the House of Windsor, White House", "White House"}, "White House of Windsor"},
		// Three of fifteen are a fifth, three of sixteen are not.
		{"the other word needs a fifth", "en", []string{"england"}, append(banks(12), "Bank of England", "Bank of England", "Bank of England"), "Bank of England"},
		{"or there is no name", "en", []string{"england"}, append(banks(13), "Bank of England", "Bank of England", "Bank of England"), "England"},
		{"and joins capitals alone", "en", []string{"drug", "consumers"},
			[]string{"Food and Drug, producers and consumers", "Food and Drug, producers and consumers"}, "Food and Drug|consumers"},
		{"inflected forms count together, the shortest is shown", "de", []string{"intelligenz"},
			[]string{"die künstliche Intelligenz", "mit künstlicher Intelligenz", "der künstlichen Intelligenz", "Intelligenz"}, "künstliche Intelligenz"},
		{"capitals as in the phrase", "en", []string{"house"},
			[]string{"a white house of a white colour, white", "the White House", "the White House", "the White House"}, "White House"},
		{"a word is no phrase with itself", "en", []string{"duran"}, []string{"Duran Duran", "Duran Duran"}, "Duran"},
	} {
		if got := strings.Join(phrasesOf(t, test.language, test.words, test.texts), "|"); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// A pair that two of five documents hold is not there, however often they repeat it.
func TestPhrasesCountDocuments(t *testing.T) {
	texts := []string{strings.Repeat("central bank, ", 50), "central bank", "bank", "bank", "bank"}
	if got := phrasesOf(t, "en", []string{"bank"}, texts); got[0] != "bank" {
		t.Errorf("phrase %q", got[0])
	}
}

func TestHolding(t *testing.T) {
	analyser := tokenize.NewAnalyser("en", []string{"the", "and"})
	texts := []string{"the Food and Drug Administration", "food and drug administration", "Food and Drug, Administration", "Food, Drug Administration"}
	_, p := pairsOf(t, analyser, texts...)
	var and tfidf.Connector
	for and.String() != " and " {
		and++
	}
	words := []word{{term: 0}, {term: 1, by: and}, {term: 2}}
	for n, want := range map[int][]int{1: {0, 1, 2, 3}, 2: {0, 1, 2}, 3: {0, 1}} {
		if got := p.holding([]int{0, 1, 2, 3}, words[:n]); !slices.Equal(got, want) {
			t.Errorf("%d words: documents %v, want %v", n, got, want)
		}
	}
}
