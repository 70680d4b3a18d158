package record

import (
	"html"
	"regexp"
	"strings"

	"golang.org/x/text/language"

	"leitmotif/corpus"
	"leitmotif/corpus/date"
	"leitmotif/corpus/input"
)

// Emit hands over the article that v describes, or the reason why v describes none. A
// record that has no field for a text gives its headline as the text, where it has an address
// or a date: lists of articles hold no more.
func (v *Values) Emit(o corpus.Origin, st *input.Stream) bool {
	v.survey.record(v)
	text := strings.TrimSpace(v.Of[Text])
	if text == "" && v.HeadlineAlone() {
		text = PlainTitle(v.Of[Title])
		v.Excerpt = true
	}
	if text == "" {
		if v.Named {
			return st.Reject(o, corpus.NoText, "")
		}
		return st.Reject(o, corpus.NoTextField, "")
	}
	if text == removed && strings.TrimSpace(v.Of[Title]) == removed {
		return st.Reject(o, corpus.NotAnArticle, "the service has removed the article")
	}
	a := &corpus.Article{
		Input:     o,
		SourceID:  input.Line(v.Of[ID]),
		Title:     PlainTitle(v.Of[Title]),
		Text:      text,
		Markup:    MarkupOf(text),
		URL:       input.Line(v.Of[URL]),
		Source:    input.Line(v.Of[Source]),
		Author:    WithoutBy(input.Line(v.Of[Author])),
		Language:  LanguageCode(v.Of[Language]),
		Truncated: v.Excerpt,
	}
	SetDate(a, v.date())
	return st.Article(a)
}

// removed stands in the place of title and text of an article that NewsAPI no longer has.
const removed = "[Removed]"

// byline begins a line that says who wrote an article: in German before two names at least,
// for "Von" begins names as well.
var byline = regexp.MustCompile(`^(?:[Bb][Yy] |V(?:on|ON) (?:\p{Lu}[\p{L}.'’-]* )+\p{Lu})`)

// WithoutBy gives the name in a line that says who wrote an article.
func WithoutBy(author string) string {
	if len(author) > len("by ") && byline.MatchString(author) {
		_, author, _ = strings.Cut(author, " ")
	}
	return author
}

// SetDate sets when a was published, or keeps a date that cannot be in BadDate.
func SetDate(a *corpus.Article, given string) {
	given = input.Line(given)
	if given == "" {
		return
	}
	if d, ok := date.ParseField(given); ok {
		d.Set(a)
	} else {
		a.BadDate = given
	}
}

// tags are the elements that mark a text as HTML. Names that people write between
// angle brackets in running text (an address, a placeholder) are not among them.
var tags = map[string]bool{
	"a": true, "article": true, "b": true, "blockquote": true, "body": true, "br": true, "div": true,
	"em": true, "figure": true, "figcaption": true, "font": true, "footer": true, "h1": true, "h2": true,
	"h3": true, "h4": true, "h5": true, "h6": true, "head": true, "header": true, "hr": true, "html": true,
	"i": true, "iframe": true, "img": true, "li": true, "main": true, "meta": true, "ol": true, "p": true,
	"pre": true, "script": true, "section": true, "small": true, "span": true, "strong": true,
	"style": true, "sub": true, "sup": true, "table": true, "tbody": true, "td": true, "th": true,
	"title": true, "tr": true, "u": true, "ul": true,
}

// MarkupOf tells plain text from HTML by the presence of a tag, and a page from a
// fragment by what it begins with.
func MarkupOf(text string) corpus.Markup {
	rest := text
	for {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			return corpus.Plain
		}
		rest = rest[i+1:]
		if startsTag(rest) {
			break
		}
	}
	head := strings.ToLower(text[:min(len(text), 1024)])
	if strings.HasPrefix(head, "<!doctype html") || strings.Contains(head, "<html") {
		return corpus.Page
	}
	return corpus.Fragment
}

// startsTag reports whether s, which follows a "<", is the rest of a known tag. Agency
// reports put stock symbols between angle brackets ("<EM>", "<P>"), so that a short name
// in capitals counts only where the tag closes an element.
func startsTag(s string) bool {
	const longest = len("blockquote")
	s, closing := strings.CutPrefix(s, "/")
	n := 0
	for n < len(s) && n <= longest && isAlphanumeric(s[n]) {
		n++
	}
	if n == 0 || n > longest || n == len(s) {
		return false
	}
	name := strings.ToLower(s[:n])
	switch s[n] {
	case '>':
	case '/', ' ', '\n', '\t':
		if closing {
			return false
		}
	default:
		return false
	}
	return tags[name] && (closing || name == s[:n] || n > 2 || name == "br")
}

func isAlphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

var (
	anyTag    = regexp.MustCompile(`</?[A-Za-z][^<>]*>`)
	anyEntity = regexp.MustCompile(`&(#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);`)
)

// HasEntity reports whether an entity of HTML is in a text.
func HasEntity(s string) bool { return anyEntity.MatchString(s) }

// PlainTitle gives a title as running text on one line: feeds and content systems put
// tags and entities into titles.
func PlainTitle(s string) string {
	if MarkupOf(s) != corpus.Plain {
		s = anyTag.ReplaceAllString(s, "")
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = input.Text([]byte(anyEntity.ReplaceAllStringFunc(s, html.UnescapeString)))
	}
	return input.Line(s)
}

// languageNames are the names of languages as outlets write them, in English and German.
var languageNames = map[string]string{
	"german": "de", "deutsch": "de", "english": "en", "englisch": "en", "french": "fr", "französisch": "fr",
	"spanish": "es", "spanisch": "es", "italian": "it", "italienisch": "it", "dutch": "nl",
	"niederländisch": "nl", "polish": "pl", "polnisch": "pl", "russian": "ru", "russisch": "ru",
	"turkish": "tr", "türkisch": "tr", "portuguese": "pt", "portugiesisch": "pt", "ukrainian": "uk", "ukrainisch": "uk",
	"arabic": "ar", "arabisch": "ar", "chinese": "zh", "chinesisch": "zh", "japanese": "ja", "japanisch": "ja",
	"swedish": "sv", "schwedisch": "sv", "danish": "da", "dänisch": "da", "norwegian": "no", "norwegisch": "no",
	"finnish": "fi", "finnisch": "fi", "czech": "cs", "tschechisch": "cs", "hungarian": "hu", "ungarisch": "hu",
	"romanian": "ro", "rumänisch": "ro", "greek": "el", "griechisch": "el", "croatian": "hr", "kroatisch": "hr",
	"serbian": "sr", "serbisch": "sr", "bulgarian": "bg", "bulgarisch": "bg", "korean": "ko", "koreanisch": "ko",
}

// LanguageCode gives the ISO 639-1 code for a tag ("de-AT", "en_US"), an ISO 639-2 code
// ("deu", "ger") or a name of a language, and "" for anything else.
func LanguageCode(s string) string {
	s, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(s)), " (") // "English (UK)"
	switch s {
	case "":
		return ""
	case "de", "en":
		return s
	case "ger": // bibliographic code; language.Parse knows the terminological one
		return "de"
	}
	if code, ok := languageNames[s]; ok {
		return code
	}
	tag, err := language.Parse(s)
	if err != nil {
		return ""
	}
	base, confidence := tag.Base()
	if code := base.String(); confidence >= language.High && len(code) == 2 {
		return code
	}
	return ""
}
