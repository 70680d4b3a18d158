package wiki

import (
	"html"
	"regexp"
	"strings"

	"leitmotif/corpus/date"
	"leitmotif/corpus/input"
)

// Text gives the running text of wikitext, paragraphs parted by line breaks, and the date that
// a template for one in it says, "" where there is none. Templates, tables, pictures,
// categories, footnotes, comments and what draws something else are dropped; of links the label
// stays, of headings the words; sections that list sources or links are dropped with their
// heading. What is not closed is text.
//
// The cost is in proportion to the text: constructs nest up to a bound, over which their
// marks are text.
func Text(wikitext string) (text, dated string) {
	s := scanner{in: wikitext, low: lower(wikitext), ends: make(map[string]int)}
	s.scan()
	return lines(html.UnescapeString(string(s.out))), s.dated
}

// deepest is how deep templates, tables and links may nest.
const deepest = 40

// construct is a template, a table or a link that has been opened.
type construct struct {
	mark byte // "{" of a template, "|" of a table, "[" of a link
	at   int  // where its content begins in the output
	bar  int  // where the first bar at its level stands in the output; -1 where there is none
}

type scanner struct {
	in        string
	low       string // in, its letters of ASCII in lower case
	at        int
	out       []byte
	open      []construct
	addresses int            // in brackets, that have not ended
	ends      map[string]int // by end mark: where it is next, or the length of in
	dated     string
}

func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c | 0x20
		}
	}
	return string(b)
}

func (s *scanner) scan() {
	for s.at < len(s.in) {
		n := strings.IndexAny(s.in[s.at:], "<{}[]|'_")
		if n < 0 {
			n = len(s.in) - s.at
		}
		s.out = append(s.out, s.in[s.at:s.at+n]...)
		if s.at += n; s.at == len(s.in) {
			return
		}
		if taken := s.special(); taken > 0 {
			s.at += taken
			continue
		}
		s.out = append(s.out, s.in[s.at])
		s.at++
	}
}

// special acts on what begins here, and gives its length; 0 where it is text.
func (s *scanner) special() int {
	rest := s.in[s.at:]
	switch rest[0] {
	case '<':
		return s.tag(rest)
	case '{':
		switch {
		case strings.HasPrefix(rest, "{{"):
			return s.push('{', 2)
		case strings.HasPrefix(rest, "{|") && s.atLineStart():
			return s.push('|', 2)
		}
	case '}':
		if strings.HasPrefix(rest, "}}") {
			return s.close('{', 2)
		}
	case '|':
		if strings.HasPrefix(rest, "|}") && s.atLineStart() && !strings.HasPrefix(rest, "|}}") {
			return s.close('|', 2)
		}
		if n := len(s.open); n > 0 && s.open[n-1].bar < 0 {
			s.open[n-1].bar = len(s.out)
		}
	case '[':
		if strings.HasPrefix(rest, "[[") {
			return s.push('[', 2)
		}
		return s.address(rest)
	case ']':
		if strings.HasPrefix(rest, "]]") {
			return s.close('[', 2)
		}
		if s.addresses > 0 {
			s.addresses--
			return 1
		}
	case '\'':
		if n := len(rest) - len(strings.TrimLeft(rest, "'")); n > 1 {
			return n
		}
	case '_':
		return len(magicWord.FindString(rest[:min(len(rest), 40)]))
	}
	return 0
}

var magicWord = regexp.MustCompile(`^__[A-ZÄÖÜ]{3,}__`)

// atLineStart reports whether nothing but white space stands before in the line.
func (s *scanner) atLineStart() bool {
	const looked = 40 // bytes
	before := s.in[max(0, s.at-looked):s.at]
	before = strings.TrimRight(before, " \t:")
	return before == "" && s.at <= looked || strings.HasSuffix(before, "\n")
}

func (s *scanner) push(mark byte, taken int) int {
	if len(s.open) == deepest {
		return 0
	}
	s.open = append(s.open, construct{mark, len(s.out), -1})
	return taken
}

// longestTemplate bounds those that are looked into, in bytes.
const longestTemplate = 1000

// close ends the construct that was opened last where the mark is its, and what is open within
// a template or a table when its mark comes; a mark that fits nothing is dropped.
func (s *scanner) close(mark byte, taken int) int {
	n := len(s.open) - 1
	for n >= 0 && s.open[n].mark != mark {
		n--
	}
	if n < 0 || mark == '[' && n < len(s.open)-1 {
		return taken
	}
	c := s.open[n]
	s.open = s.open[:n]
	var kept string
	switch mark {
	case '{':
		if len(s.out)-c.at <= longestTemplate {
			kept = s.template(string(s.out[c.at:]))
		}
	case '[':
		kept = link(string(s.out[c.at:]), c.bar-c.at)
	}
	s.out = append(s.out[:c.at], kept...)
	return taken
}

// speaking are the templates that show their last parameter.
var speaking = map[string]bool{"w": true, "wikipedia": true, "wp": true, "lang": true, "nowrap": true, "small": true, "l": true, "s": true}

// dating are the templates that say when an article is of, by their first parameter or the one
// called date.
var dating = map[string]bool{"date": true, "datum": true, "byline": true, "data": true, "fecha": true}

// template gives what a template shows of its content, and takes the date that it may say.
func (s *scanner) template(content string) string {
	parts := strings.Split(content, "|")
	name := strings.ToLower(strings.TrimSpace(parts[0]))
	switch {
	case speaking[name] || strings.HasPrefix(name, "lang-"):
		for i := len(parts) - 1; i > 0; i-- {
			if !strings.Contains(parts[i], "=") {
				return parts[i]
			}
		}
	case dating[name] && s.dated == "":
		for _, p := range parts[1:] {
			key, value, named := strings.Cut(p, "=")
			if !named {
				value = key
			} else if k := strings.ToLower(strings.TrimSpace(key)); k != "date" && k != "datum" && k != "1" {
				continue
			}
			if value = input.Line(html.UnescapeString(value)); value != "" {
				if _, ok := date.Parse(value); ok {
					s.dated = value
					break
				}
			}
		}
	}
	return ""
}

// shown are the namespaces whose links show what they name, or stand for something else than
// text: pictures and categories, in the languages of large wikis.
var shown = regexp.MustCompile(`^(?i)\s*(file|image|media|datei|bild|fichier|archivo|imagen|immagine|bestand|plik|` +
	`category|kategorie|catégorie|categoría|categoria|categorie|kategoria)\s*:`)

// interwiki is a link to the same page in another language.
var interwiki = regexp.MustCompile(`^[a-z]{2,3}(-[a-z]+)?:`)

// link gives the label of a link, whose first bar stands at bar.
func link(content string, bar int) string {
	if shown.MatchString(content[:min(len(content), 40)]) {
		return ""
	}
	if bar >= 0 {
		if label := strings.TrimSpace(content[bar+1:]); label != "" {
			return content[bar+1:]
		}
		content = content[:bar]
	} else if interwiki.MatchString(content) {
		return ""
	}
	content = strings.TrimPrefix(content, ":")
	if prefix, name, ok := strings.Cut(content, ":"); ok && bar >= 0 && !strings.Contains(prefix, " ") {
		return name // "[[w:Name|]]" shows the name
	}
	return content
}

// externalLink is an address in brackets with its label.
var externalLink = regexp.MustCompile(`^\[(?:(?i:https?|ftp|irc):)?//[^\s\]]*[ \t]*`)

// address acts on an address in brackets: the label stays, up to the bracket that is dropped.
func (s *scanner) address(rest string) int {
	const longest = 2000 // bytes of an address
	n := len(externalLink.FindString(rest[:min(len(rest), longest)]))
	if n > 0 {
		s.addresses++
	}
	return n
}

// silent are the elements whose content is no text.
var silent = map[string]bool{"ref": true, "gallery": true, "math": true, "timeline": true, "syntaxhighlight": true, "source": true,
	"score": true, "imagemap": true, "includeonly": true, "dynamicpagelist": true, "poll": true, "inputbox": true, "templatedata": true,
	"maplink": true, "mapframe": true, "graph": true, "chem": true, "hiero": true, "style": true, "script": true, "references": true}

var wikiTag = regexp.MustCompile(`^</?([A-Za-z][A-Za-z0-9]{0,20})(?:[\s/][^<>]*)?>`)

// breaking are the elements that end a line.
var breaking = map[string]bool{"br": true, "p": true, "div": true, "li": true, "tr": true, "blockquote": true, "center": true}

// tag acts on a comment or an element: what is silent is dropped with its content, of others
// the tags.
func (s *scanner) tag(rest string) int {
	if strings.HasPrefix(rest, "<!--") {
		if end := s.next("-->"); end >= 0 {
			return end + len("-->") - s.at
		}
		return len(rest)
	}
	const longest = 1000 // bytes of a tag
	m := wikiTag.FindStringSubmatch(rest[:min(len(rest), longest)])
	if m == nil {
		return 0
	}
	name := strings.ToLower(m[1])
	if opens := rest[1] != '/' && !strings.HasSuffix(m[0], "/>"); opens && (silent[name] || name == "nowiki") {
		if end := s.next("</" + name); end >= 0 {
			content := s.in[s.at+len(m[0]) : max(end, s.at+len(m[0]))]
			if name == "nowiki" {
				s.out = append(s.out, content...)
			}
			if close := strings.IndexByte(s.in[end:min(len(s.in), end+longest)], '>'); close >= 0 {
				end += close + 1
			}
			return end - s.at
		}
	}
	if breaking[name] {
		s.out = append(s.out, '\n')
	}
	return len(m[0])
}

// next gives where a mark stands next; -1 where it does not any more. Each mark is looked for
// once over the text.
func (s *scanner) next(mark string) int {
	at, known := s.ends[mark]
	if !known || at < s.at {
		if at = strings.Index(s.low[s.at:], mark); at < 0 {
			at = len(s.in)
		} else {
			at += s.at
		}
		s.ends[mark] = at
	}
	if at == len(s.in) {
		return -1
	}
	return at
}

var (
	heading = regexp.MustCompile(`^(={1,6})\s*(.*?)\s*={1,6}$`)
	// listing are the headings of sections that list sources, links and the like.
	listing = regexp.MustCompile(`^(?i)(quellen?|quellenangaben?|einzelnachweise?|weblinks?|siehe auch|themenverwandte (artikel|portale)|literatur|` +
		`anmerkungen|sources?|references?|external links?|see also|notes|further reading|related (news|articles)|sister links|` +
		`notes et références|liens externes|voir aussi|fuentes|enlaces externos|fonti|collegamenti esterni)\W*$`)
)

// lines drops what marks lines up, and the sections that list.
func lines(text string) string {
	var out strings.Builder
	dropped := 0 // level of the heading whose section is dropped; 0 is none
	for line := range strings.SplitSeq(input.Text([]byte(text)), "\n") {
		line = strings.TrimSpace(line)
		if m := heading.FindStringSubmatch(line); m != nil {
			if level := len(m[1]); dropped == 0 || level <= dropped {
				if dropped = 0; listing.MatchString(m[2]) {
					dropped = level
				}
			}
			line = m[2]
		}
		line = strings.TrimLeft(line, "*#:; ")
		if strings.Trim(line, "-") == "" && len(line) >= 4 {
			line = ""
		}
		if dropped > 0 || strings.Trim(line, "|[]{}()·, ") == "" {
			continue
		}
		if out.Len() > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(input.Line(line))
	}
	return out.String()
}
