package wording

import (
	"strings"
	"unicode/utf8"

	"leitmotif/analysis/tokenize"
)

// inflection knows how the nouns of a language are inflected, as far as labels ask for it. The
// zero value knows nothing.
type inflection struct {
	// of tells whether long can be a form of the noun short, its citation form or nominative.
	of func(short, long string) bool
	// oblique tells whether long is hardly anything but a genitive or a dative plural of short,
	// where plural tells whether short itself is the plural of another form.
	oblique func(short, long string, plural bool) bool
}

func newInflection(language string) inflection {
	switch language {
	case "de":
		return inflection{germanForm, germanOblique}
	case "en":
		return inflection{englishForm, func(string, string, bool) bool { return false }}
	}
	return inflection{}
}

// root is the same for terms that people would take for one word: their stem, in German without
// what makes a word female, "Schülerinnen", and without the s of names, "Trumps".
func root(language string, analyser *tokenize.Analyser, term string) string {
	if language != "de" {
		return analyser.Stem(term)
	}
	const least = 4 // letters of a root
	for _, ending := range femaleEndings {
		rest, ok := strings.CutSuffix(term, ending.female)
		if ok && strings.HasSuffix(rest, ending.male) && utf8.RuneCountInString(rest) >= least {
			term = rest
			break
		}
	}
	stem := analyser.Stem(analyser.Stem(term)) // "Turniers" loses its s and then its ending
	if rest, ok := strings.CutSuffix(stem, "s"); ok && utf8.RuneCountInString(rest) >= least {
		return rest
	}
	return stem
}

// femaleEndings are those of German words for women and the ends of the words for men that they
// are put to: without these "Termin" would be a woman.
var femaleEndings = []struct{ female, male string }{
	{"innen", ""}, {"in", "er"}, {"in", "ent"}, {"in", "ant"}, {"in", "ist"}, {"in", "eur"}, {"in", "tor"}, {"in", "ärzt"}, {"in", "anwält"},
}

// umlauts without their dots.
var umlauts = strings.NewReplacer("ä", "a", "ö", "o", "ü", "u")

// Plurals in -er are few, but in many compounds; elsewhere the ending makes another word of it,
// "Kauf" and "Käufer".
var pluralsInEr = strings.Fields(`amt bad bild blatt brett buch dach dorf ei fach feld geld gesicht glas glied grab gut haus holz
	huhn kind kleid kraut land licht lied loch mann mitglied rad schild schloss tal volk wald wort`)

func germanForm(short, long string) bool {
	plain := long
	if umlauts.Replace(short) == short {
		plain = umlauts.Replace(long)
	}
	rest, ok := strings.CutPrefix(plain, short)
	if !ok {
		return germanLatin(short, long)
	}
	switch rest {
	case "":
		return plain != long
	case "e", "n", "en":
		return true
	case "er", "ern":
		for _, end := range pluralsInEr {
			if strings.HasSuffix(short, end) {
				return true
			}
		}
		return false
	case "s", "es", "ns", "nen", "se", "sen", "ens":
		return plain == long
	}
	return false
}

// germanLatin tells of the plurals of Latin and Greek words: "Museum" and "Museen".
func germanLatin(short, long string) bool {
	for _, end := range []string{"um", "a"} {
		if base, ok := strings.CutSuffix(short, end); ok && len(base) > 2 && long == base+"en" {
			return true
		}
	}
	return false
}

func germanOblique(short, long string, plural bool) bool {
	switch rest, _ := strings.CutPrefix(long, short); rest {
	case "s", "es", "ns":
		return true
	case "n":
		return plural || strings.HasSuffix(short, "er") || strings.HasSuffix(short, "el")
	}
	return false
}

func englishForm(short, long string) bool {
	switch rest, _ := strings.CutPrefix(long, short); rest {
	case "s", "es":
		return true
	}
	if base, ok := strings.CutSuffix(short, "y"); ok {
		return long == base+"ies"
	}
	return false
}
