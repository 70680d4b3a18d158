package wording

import (
	"slices"
	"strings"
	"testing"

	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/tokenize"
)

func TestRoot(t *testing.T) {
	for language, pairs := range map[string][][3]string{
		"de": {
			{"trump", "trumps", "same"}, {"schüler", "schülerinnen", "same"}, {"präsidentin", "präsident", "same"}, {"turnier", "turniers", "same"},
			{"preis", "preise", "same"}, {"haus", "häusern", "same"}, {"ärztinnen", "arzt", "same"}, {"termin", "term", ""}, {"haus", "haut", ""},
		},
		"en": {{"strike", "strikes", "same"}, {"policy", "policies", "same"}, {"bus", "bush", ""}},
	} {
		analyser := tokenize.NewAnalyser(language, nil)
		for _, p := range pairs {
			if same := root(language, analyser, p[0]) == root(language, analyser, p[1]); same != (p[2] == "same") {
				t.Errorf("%s: %q and %q: %v", language, p[0], p[1], same)
			}
		}
	}
}

func TestInflection(t *testing.T) {
	de, en := newInflection("de"), newInflection("en")
	for _, test := range []struct {
		of          func(short, long string) bool
		short, long string
		want        bool
	}{
		{de.of, "risikogebiet", "risikogebieten", true}, {de.of, "risikogebiete", "risikogebieten", true}, {de.of, "maske", "masken", true},
		{de.of, "krankenhaus", "krankenhäuser", true}, {de.of, "hafen", "häfen", true}, {de.of, "arzt", "ärzten", true}, {de.of, "kind", "kindern", true},
		{de.of, "museum", "museen", true}, {de.of, "firma", "firmen", true}, {de.of, "trump", "trumps", true}, {de.of, "ergebnis", "ergebnisse", true},
		{de.of, "gebäude", "gebäuden", true}, {de.of, "kauf", "käufer", false}, {de.of, "schule", "schüler", false}, {de.of, "berlin", "berliner", false},
		{de.of, "präsident", "präsidentin", false}, {en.of, "strike", "strikes", true}, {en.of, "policy", "policies", true}, {en.of, "build", "building", false},
	} {
		if got := test.of(test.short, test.long); got != test.want {
			t.Errorf("%q of %q: %v", test.long, test.short, got)
		}
	}
}

// TestShownForms holds which form of a noun people are shown, by how often each is written.
func TestShownForms(t *testing.T) {
	for _, test := range []struct{ language, text, term, want string }{
		{"de", "Risikogebieten Risikogebieten Risikogebieten Risikogebiete Risikogebiet", "risikogebieten", "Risikogebiet"},
		{"de", "Masken Masken Masken Masken Maske", "maske", "Masken"},
		{"de", "Maske Masken Masken", "masken", "Maske"},
		{"de", "Trumps Trumps Trump", "trumps", "Trump"},
		{"de", "gelben gelben gelb gelb", "gelben", "gelben"}, // no noun
		{"de", "Schülerinnen Schüler", "schülerinnen", "Schülerinnen"},
		{"en", "strikes strikes strike", "strikes", "strike"},
		{"en", "passengers passengers passengers passenger", "passenger", "passengers"},
	} {
		var texts []string
		for _, word := range strings.Fields(test.text) {
			texts = append(texts, slices.Repeat([]string{word}, leastPairs)...)
		}
		s, counts := tfidf.NewStatistics(), count(tfidf.NewCounter(tokenize.NewAnalyser(test.language, nil)), texts...)
		s.Add(counts)
		l, err := NewLexicon(t.Context(), test.language, s, tfidf.InMemory(counts.Documents), 1)
		if err != nil {
			t.Fatal(err)
		}
		for term := range int32(s.Terms()) {
			if got := l.surface(term); s.Term(term) == test.term && got != test.want {
				t.Errorf("%s: %q is shown as %q, want %q", test.text, test.term, got, test.want)
			}
		}
	}
}

func TestDotted(t *testing.T) {
	for surface, want := range map[string]string{"U.S": "U.S.", "N.F.L": "N.F.L.", "US": "US", "A": "A", "a.b": "a.b", "U.SA": "U.SA", "3.5": "3.5"} {
		if got := dotted(surface); got != want {
			t.Errorf("%q: %q, want %q", surface, got, want)
		}
	}
}

// "the Republican leaders" is no noun: where it is known how words are used, that decides.
func TestShownByUse(t *testing.T) {
	rare := "Republican leaders of the Republicans"
	text := "the Republican leaders, the Republican leaders, the Republican leaders, a Republican of the "
	for want, texts := range map[string][]string{
		"Republicans": slices.Repeat([]string{text + "Republicans"}, 20),
		"Republican":  append(slices.Repeat([]string{text + "party"}, 20), rare, rare, rare),
	} {
		s, counts := tfidf.NewStatistics(), count(tfidf.NewCounter(tokenize.NewAnalyser("en", []string{"the", "a", "of"})), texts...)
		s.Add(counts)
		l, err := NewLexicon(t.Context(), "en", s, tfidf.InMemory(counts.Documents), 1)
		if err != nil {
			t.Fatal(err)
		}
		if got := l.surface(0); got != want {
			t.Errorf("%q is shown as %q", want, got)
		}
	}
}

// "New" is a stop word, and half of the name of places.
func TestNewPlaces(t *testing.T) {
	texts := slices.Repeat([]string{"the New York Harbour", "a new Harbour", "a New Harbour"}, leastPairs)
	s, p := pairsOf(t, tokenize.NewAnalyser("en", []string{"the", "a", "new"}), texts...)
	l := &Lexicon{statistics: s, pairs: p}
	for term := range int32(s.Terms()) {
		l.families = append(l.families, term)
	}
	got := []string{l.surface(0), l.surface(1), l.written([]word{{term: 0, capital: true}, {term: 1, capital: true}})}
	if want := []string{"New York", "Harbour", "New York Harbour"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
