package wording

import (
	"slices"
	"strings"

	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/tokenize"
)

// unnamed are words that name no theme though they are nouns or stand as such: abbreviations,
// and the words that reports of all kinds are told with. Lower case, by language.
var unnamed = map[string]string{
	"de": `abs abend abends angaben anfang art aussage autor autorin bericht bzw ca dienstag donnerstag dpa eur evtl exkl fall fälle folge folgen frage fragen
		freitag geb ggf grund hälfte inkl jahresende jahrgang leser mio mittag mittwoch monat montag morgen mrd nachmittag nacht nr pic
		redaktion rund samstag satz seite sonntag sprecher sprecherin stelle std str tel tipps teil thema tsd uhr usw vergleich vergangenheit vgl video vormittag
		vorjahr wochenende zahl zahlen prozent million millionen milliarde milliarden tausend zusammenhang übersicht überblick newsletter liveticker ticker nachrichten`,
	"en": `apr aug avg bln blah cents clsg co corp cos cts dec doc feb fri geb ii iii inc incl jan jul jun ltd mar mln mon mths nbr net nov obo oct pct percent million millions billion trillion plc
		qtly qtr qtrs rcpts revs sep sept shr shrs thu thurs tue tues vs wed way ways note story stories quotation corrections dlrs subject news others
		people article articles editor editors things part parts lot number numbers question questions`,
}

// nouns tells nouns and names from other words by how the corpus writes them.
type nouns struct {
	language   string
	statistics *tfidf.Statistics
	unnamed    map[string]bool
	english    *tokenize.Analyser // of its function words, which titles bring into other languages
}

func newNouns(language string, s *tfidf.Statistics) nouns {
	n := nouns{language, s, make(map[string]bool), tokenize.NewAnalyser("en", nil)}
	for _, w := range strings.Fields(unnamed[language]) {
		n.unnamed[w] = true
	}
	return n
}

const (
	// leastUses is the number of places in slots from which they tell more than capitals do.
	leastUses = 5
	// modifiers is how many places before another content word, where adjectives stand, but also
	// "oil" in "oil price", count as one against a noun.
	modifiers = 4
)

// is tells whether terms, the forms of one word, are a noun or a name: in German one that is
// mostly written with a capital; in English one that ends a phrase in two of five places that a
// slot tells of, and, where there are few such places, one that is mostly written with a capital, or
// one that is never in a predicative slot and has no ending of participles or adverbs. In other
// languages every term is.
func (n nouns) is(terms ...int32) bool {
	written, capitals := 0, 0
	var u tfidf.Use
	for _, t := range terms {
		all, upper := n.statistics.Capitals(t)
		written, capitals = written+all, capitals+upper
		u = u.Plus(n.statistics.Use(t))
	}
	switch n.language {
	case "de":
		return 2*capitals > written
	case "en":
		against := u.Predicate + u.Modifier/modifiers
		if u.Head+u.Predicate+u.Modifier < leastUses {
			text := n.statistics.Term(terms[0])
			return 2*capitals > written || u.Predicate == 0 && !strings.HasSuffix(text, "ed") && !strings.HasSuffix(text, "ly")
		}
		return 5*u.Head >= 2*(u.Head+against)
	}
	return true
}

// inflected tells whether a term may be a form of a noun: in German those with capitals alone,
// for adjectives have the same endings.
func (n nouns) inflected(term int32) bool { return n.language != "de" || n.is(term) }

// names tells whether terms, the forms of one word, can alone name a theme.
func (n nouns) names(terms ...int32) bool {
	for _, t := range terms {
		if text := n.statistics.Term(t); n.unnamed[text] || isAddress(text) || n.english.Slot(text) != tokenize.NoSlot {
			return false
		}
	}
	return n.is(terms...)
}

// isAddress tells whether a term is one of a machine, "cs.example.edu": words of more than two
// letters joined by a dot.
func isAddress(term string) bool {
	const least = 3
	if !strings.Contains(term, ".") {
		return false
	}
	parts := strings.Split(term, ".")
	return slices.ContainsFunc(parts, func(p string) bool { return len(p) >= least })
}
