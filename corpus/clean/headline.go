package clean

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"leitmotif/corpus/fold"
)

// headline cuts the name of the outlet off the title of a page ("Title - Outlet"): where
// a first-level heading of the page is the title without it, or the last part is the
// name of the outlet.
func headline(title, outlet string, headings []string) string {
	for _, h := range headings {
		if rest, ok := strings.CutPrefix(title, h); ok && len(h) >= minRunIn && strings.IndexAny(strings.TrimSpace(rest), "-|*–—｜·") == 0 {
			return h
		}
	}
	if outlet == "" || len(title) <= len(outlet) {
		return title
	}
	head, tail := title[:len(title)-len(outlet)], title[len(title)-len(outlet):]
	bare := strings.TrimRight(head, " -|*–—｜·")
	if strings.EqualFold(tail, outlet) && len(bare) < len(strings.TrimRight(head, " ")) && bare != "" {
		return bare
	}
	return title
}

// firstHeadings gives the texts of the <h1> elements of a page in their order. One
// within another belongs to that one.
func firstHeadings(n *html.Node) []string {
	if n.Type == html.ElementNode && n.DataAtom == atom.H1 {
		if text := fold.Line(renderText(n)); text != "" {
			return []string{text}
		}
		return nil
	}
	var found []string
	for c := range n.ChildNodes() {
		found = append(found, firstHeadings(c)...)
	}
	return found
}
