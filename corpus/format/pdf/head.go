package pdf

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"leitmotif/corpus"
	"leitmotif/corpus/date"
	"leitmotif/corpus/input"
)

// longestTitle is the length in characters over which lines are no title but a paragraph.
const longestTitle = 200

// programTitle are titles that programs put in: names of files, of templates, of programs.
var programTitle = regexp.MustCompile(`(?i)^(microsoft (word|powerpoint|excel)|powerpoint[- ]|untitled|unbenannt|ohne titel|kein titel|no title|document\d*$|dokument\d*$|layout \d|print(ing)?$|drucken$|title$|titel$|about:|https?://|file:|slide \d|folie \d|scan)|\.(docx?|dotx?|odt|rtf|pdf|indd?|qxp|qxd|pptx?|xlsx?|html?|tmp|txt|tex|dvi|ps|eps|cdr|pub)$|^[\w\-.]+$`)

// isTitle tells whether a property is the title of an article: more than one word, made by people.
func isTitle(s string) bool {
	return len(strings.Fields(s)) > 1 && utf8.RuneCountInString(s) <= longestTitle && !programTitle.MatchString(s)
}

// programAuthor are authors that programs put in, and names of accounts.
var programAuthor = regexp.MustCompile(`(?i)adobe|acrobat|microsoft|indesign|quarkxpress|distiller|writer$|openoffice|libreoffice|latex|pdf|ghostscript|chrom(e|ium)|mozilla|firefox|safari|word$|^(admin(istrator)?|user|benutzer|anwender|owner|besitzer|author|autor|unknown|unbekannt|\(?anonymous\)?|root|test|scanner|default|none|null|n/a)$|\.(exe|dll)$|\\|@|^\W*$`)

// authorOf gives the author that a property names; "" where it names a program or an account.
func authorOf(s string) string {
	first, _ := utf8.DecodeRuneInString(s)
	if programAuthor.MatchString(s) || !strings.Contains(s, " ") && (unicode.IsLower(first) || strings.ContainsAny(s, "0123456789_")) {
		return ""
	}
	return s
}

// headlineOf gives the lines of the largest print on the first pages, a fifth larger than the
// running text at least, and the columns without them; of those with three words or more if
// there are any, for the name of a newspaper may be larger still.
func headlineOf(columns []column) (headline string, rest []column) {
	body := lineSize(columns)
	for _, words := range [...]int{3, 1} {
		at, i := largest(columns, body, words)
		if i < 0 {
			continue
		}
		lines := columns[at]
		size := lines[i].size()
		same := func(k int) bool { return lines[k].size() > 0.93*size && lines[k].size() < 1.07*size }
		from, to := i, i+1
		for from > 0 && same(from-1) {
			from--
		}
		for to < len(lines) && same(to) {
			to++
		}
		var texts []string
		for _, l := range lines[from:to] {
			texts = append(texts, l.text)
		}
		title := lineOf(joined(texts, nil))
		if utf8.RuneCountInString(title) > longestTitle {
			continue
		}
		rest = slices.Clone(columns)
		rest[at] = slices.Concat(lines[:from], lines[to:])
		return title, rest
	}
	return "", columns
}

// largest finds the line in the largest print, with so many words, in the first lines.
func largest(columns []column, body float64, words int) (at, i int) {
	const looked = 60 // lines
	size, n := 0.0, 0
	at, i = -1, -1
	for c := range columns {
		for k := range columns[c] {
			if n++; n > looked {
				return at, i
			}
			l := &columns[c][k]
			if l.size() > max(1.2*body, 1.05*size) && len(strings.Fields(l.text)) >= words {
				size, at, i = l.size(), c, k
			}
		}
	}
	return at, i
}

func lineOf(s string) string { return input.Line(input.Text([]byte(s))) }

// lineSize is the size of most of the text in columns.
func lineSize(columns []column) float64 {
	var runs []run
	for _, c := range columns {
		for _, l := range c {
			runs = append(runs, run{text: l.text, bottom: l.bottom, top: l.top})
		}
	}
	return bodySize(runs)
}

// titleOf chooses the title: of a bookmark, else of the property of a document that is one
// article, else the headline, else a first paragraph that is no sentence. What says the title
// is taken out of the text, unless nothing is left then.
func titleOf(bookmarked, property string, columns []column) (title string, paragraphs []string) {
	headline, below := headlineOf(columns)
	switch {
	case bookmarked != "":
		title = bookmarked
	case isTitle(property):
		title = property
	default:
		title = headline
	}
	if headline != "" && sameTitle(headline, title) {
		columns = below
	}
	if paragraphs = paragraphsOf(columns); len(paragraphs) == 0 {
		return "", []string{headline}
	}
	first := lineOf(paragraphs[0])
	if title == "" && utf8.RuneCountInString(first) <= longestTitle && !strings.HasSuffix(first, ".") {
		title = first
	}
	if len(paragraphs) > 1 && sameTitle(first, title) {
		return title, paragraphs[1:]
	}
	if len(paragraphs) == 1 && first == title {
		return "", paragraphs
	}
	return title, paragraphs
}

// sameTitle tells whether a line says what a title does, behind which the name of an outlet
// may stand.
func sameTitle(line, title string) bool {
	line, title = strings.ToLower(line), strings.ToLower(title)
	if line == title {
		return line != ""
	}
	rest, ok := strings.CutPrefix(title, line)
	return ok && len(strings.Fields(line)) > 2 && strings.IndexAny(strings.TrimSpace(rest), "-–—|:·") == 0
}

// printedURL gives the address that a browser prints below each page.
func printedURL(pages []page) string {
	for i := range pages {
		for _, text := range pages[i].furniture {
			if m := printedFrom.FindStringSubmatch(text); m != nil {
				return m[1]
			}
		}
	}
	return ""
}

const months = `januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|` +
	`january|february|march|may|june|july|october|december|` +
	`jan\.?|feb\.?|mär\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|okt\.?|oct\.?|nov\.?|dez\.?|dec\.?`

// dated finds dates with a day and a year of four digits, in German and English.
var dated = regexp.MustCompile(`(?i)\b(\d{1,2}\.\s?\d{1,2}\.\s?(19|20)\d\d|\d{1,2}\.?\s(` + months + `)\s(19|20)\d\d|(` + months + `)\s\d{1,2},?\s(19|20)\d\d|(19|20)\d\d-\d\d-\d\d)\b`)

// date sets when a was published: the date in the furniture, else the first one in the first
// lines. Where the text has none at all it is the day when the document was made, for an
// article that tells of dates may have been printed years later.
func (r *reading) date(a *corpus.Article, pages []page, columns []column) {
	const looked = 12 // lines
	for i := range pages {
		for _, text := range pages[i].furniture {
			if !printedAt.MatchString(text) && setDate(a, text) {
				return
			}
		}
	}
	left := looked
	for _, c := range columns {
		for _, l := range c[:min(left, len(c))] {
			if setDate(a, l.text) {
				return
			}
		}
		left -= min(left, len(c))
	}
	if !dated.MatchString(a.Text) {
		moment(r.created).Set(a)
	}
}

func setDate(a *corpus.Article, text string) bool {
	found := dated.FindString(text)
	d, ok := date.Parse(found)
	if ok {
		d.Set(a)
	}
	return ok
}

// moment reads a date as properties have it (ISO 32000-1, 7.9.4): "D:20261123060000+01'00'",
// anything behind the day left out or not.
func moment(s string) date.Date {
	const day = len("20060102")
	s = strings.TrimPrefix(strings.ReplaceAll(s, "'", ""), "D:")
	if utc, _, ok := strings.Cut(s, "Z"); ok {
		s = utc + "Z"
	}
	d, ok := date.Parse(s)
	if !ok && len(s) > day {
		d, _ = date.Parse(s[:day])
	}
	return d
}
