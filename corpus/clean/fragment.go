package clean

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"

	"leitmotif/corpus"
	"leitmotif/corpus/fold"
	"leitmotif/corpus/markup"
)

// fromFragment turns HTML of the article alone into text.
func fromFragment(a *corpus.Article) error {
	text, err := fragmentText(a, a.Text)
	if err != nil {
		return err
	}
	a.Text = text
	if strings.Contains(a.Title, "<") || strings.Contains(a.Title, "&") {
		if title, err := fragmentText(a, a.Title); err == nil && title != "" {
			a.Title = fold.Line(title)
		}
	}
	return nil
}

// fragmentText parses a fragment under the limits and gives its text.
func fragmentText(a *corpus.Article, source string) (string, error) {
	if limit := markup.FragmentLimit(source); limit != "" {
		return "", reject(a, corpus.TooLarge, limit)
	}
	nodes, err := html.ParseFragment(strings.NewReader(source), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return "", reject(a, corpus.Nesting, err.Error())
	}
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	return renderText(body), nil
}

// silent are elements whose content is nothing to read in an article: code, controls,
// embedded media, and the captions of pictures.
var silent = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true, atom.Math: true,
	atom.Iframe: true, atom.Object: true, atom.Audio: true, atom.Video: true, atom.Canvas: true, atom.Head: true,
	atom.Form: true, atom.Button: true, atom.Select: true, atom.Textarea: true, atom.Input: true, atom.Nav: true,
	atom.Figcaption: true, atom.Title: true,
}

// inline are elements that do not end a line. All others do.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.Acronym: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Big: true,
	atom.Cite: true, atom.Code: true, atom.Data: true, atom.Del: true, atom.Dfn: true, atom.Em: true, atom.Font: true,
	atom.I: true, atom.Img: true, atom.Ins: true, atom.Kbd: true, atom.Label: true, atom.Mark: true, atom.Q: true,
	atom.S: true, atom.Samp: true, atom.Small: true, atom.Span: true, atom.Strike: true, atom.Strong: true,
	atom.Sub: true, atom.Sup: true, atom.Time: true, atom.Tt: true, atom.U: true, atom.Var: true, atom.Wbr: true,
	atom.Td: true, atom.Th: true,
}

// renderText gives the text under a node: one line for each block, cells of
// a table row parted by blanks. The result is folded.
func renderText(root *html.Node) string {
	var b strings.Builder
	renderInto(&b, root)
	return fold.Text(norm.NFC.String(strings.ToValidUTF8(b.String(), "\ufffd")))
}

// renderInto writes the text under n; the parser bounds the depth.
func renderInto(b *strings.Builder, n *html.Node) {
	switch n.Type {
	case html.TextNode:
		// Line breaks of the source are blanks; only elements end lines.
		b.WriteString(strings.Map(breakToBlank, n.Data))
		return
	case html.ElementNode:
		if silent[n.DataAtom] || isHidden(n) {
			return
		}
	case html.DocumentNode:
	default:
		return
	}
	ends := n.Type == html.ElementNode && !inline[n.DataAtom]
	if ends {
		b.WriteByte('\n')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		renderInto(b, c)
	}
	switch {
	case ends:
		b.WriteByte('\n')
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		b.WriteByte(' ')
	}
}

// notShown are the styles of what readers do not see, such as the line that newsletters have for
// the list of mails.
var notShown = regexp.MustCompile(`(?i)(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)`)

// isHidden reports whether an element is not shown.
func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "style" && notShown.MatchString(a.Val) {
			return true
		}
	}
	return false
}

// breakToBlank replaces the line breaks of HTML's source.
func breakToBlank(r rune) rune {
	if r == '\n' || r == '\r' || r == '\f' || r == '\t' {
		return ' '
	}
	return r
}
