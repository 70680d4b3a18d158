package clean

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Extraction gathers the text of an element anew for each element around it, so depth
// multiplies its work.
const (
	// maxDepth is the depth from which on elements stand beside each other; of 654 pages
	// of news the deepest has 42.
	maxDepth = 64
	// maxHeight is the height up to which an element below that is kept as it is, so that
	// paragraphs remain paragraphs, with their links and emphasis.
	maxHeight = 4
)

// flatten replaces elements deeper than maxDepth by what they hold, where that is higher
// than maxHeight.
func flatten(n *html.Node, depth int) {
	if depth < maxDepth {
		for c := range n.ChildNodes() {
			flatten(c, depth+1)
		}
		return
	}
	parts := spread(nil, n)
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
	for _, part := range parts {
		if part.Parent != nil {
			part.Parent.RemoveChild(part)
		}
		n.AppendChild(part)
	}
}

// spread appends what n holds and what is not higher than maxHeight, in its order, with a
// line break where an element ended a line.
func spread(parts []*html.Node, n *html.Node) []*html.Node {
	for c := range n.ChildNodes() {
		if !higher(c, maxHeight) {
			parts = append(parts, c)
			continue
		}
		ends := !inline[c.DataAtom]
		if ends {
			parts = append(parts, newBreak())
		}
		parts = spread(parts, c)
		if ends {
			parts = append(parts, newBreak())
		}
	}
	return parts
}

// higher tells whether elements stand in n in more than height levels, n the first.
func higher(n *html.Node, height int) bool {
	if n.Type != html.ElementNode {
		return false
	}
	if height == 0 {
		return true
	}
	for c := range n.ChildNodes() {
		if higher(c, height-1) {
			return true
		}
	}
	return false
}

func newBreak() *html.Node {
	return &html.Node{Type: html.ElementNode, Data: "br", DataAtom: atom.Br}
}
