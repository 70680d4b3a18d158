package element

import (
	"encoding/xml"
	"html"
	"strings"

	"leitmotif/corpus/input"
)

// Element is an element with what it holds.
type Element struct {
	// Space is the address of its namespace, or the prefix of one that is not declared.
	Space      string
	Name       string // without the prefix
	Attributes []xml.Attr
	Nodes      []Node
}

// Node is part of what an element holds: another element, or where there is none, text.
type Node struct {
	Element *Element
	Text    string
}

// Attribute gives the attribute of a name, whatever its namespace; "" where there is none. It
// is text on one line.
func (e *Element) Attribute(name string) string {
	if e == nil {
		return ""
	}
	for _, a := range e.Attributes {
		if a.Name.Local == name {
			return input.Line(input.Text([]byte(a.Value)))
		}
	}
	return ""
}

// Child gives the first element of a name directly within e, whatever its namespace; nil
// where there is none. So does the Child of nil.
func (e *Element) Child(name string) *Element {
	if e == nil {
		return nil
	}
	for _, n := range e.Nodes {
		if n.Element != nil && n.Element.Name == name {
			return n.Element
		}
	}
	return nil
}

// At goes down by the names of elements, each the first of its name.
func (e *Element) At(names ...string) *Element {
	for _, name := range names {
		e = e.Child(name)
	}
	return e
}

// Children gives all elements of a name directly within e.
func (e *Element) Children(name string) (list []*Element) {
	for _, child := range e.Elements() {
		if child.Name == name {
			list = append(list, child)
		}
	}
	return list
}

// Elements gives all elements directly within e.
func (e *Element) Elements() (list []*Element) {
	if e == nil {
		return nil
	}
	for _, n := range e.Nodes {
		if n.Element != nil {
			list = append(list, n.Element)
		}
	}
	return list
}

// All gives the elements of a name anywhere within e, in the order of their start tags; of
// those within each other the outermost alone.
func (e *Element) All(name string) (list []*Element) {
	if e != nil {
		e.collect(name, &list)
	}
	return list
}

func (e *Element) collect(name string, list *[]*Element) {
	for _, n := range e.Nodes {
		switch {
		case n.Element == nil:
		case n.Element.Name == name:
			*list = append(*list, n.Element)
		default:
			n.Element.collect(name, list)
		}
	}
}

// Text gives all text within e, as it is written.
func (e *Element) Text() string {
	if e == nil {
		return ""
	}
	if len(e.Nodes) == 1 && e.Nodes[0].Element == nil {
		return input.Text([]byte(e.Nodes[0].Text))
	}
	var out strings.Builder
	e.write(&out)
	return input.Text([]byte(out.String()))
}

func (e *Element) write(out *strings.Builder) {
	for _, n := range e.Nodes {
		if n.Element != nil {
			n.Element.write(out)
		} else {
			out.WriteString(n.Text)
		}
	}
}

// Line is Text on one line.
func (e *Element) Line() string { return input.Line(e.Text()) }

// kept are the elements of HTML and NITF that part a text, by what they are in HTML.
var kept = map[string]string{
	"p": "p", "br": "br", "h1": "h1", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6",
	"ul": "ul", "ol": "ol", "li": "li", "dl": "div", "dt": "p", "dd": "p", "blockquote": "blockquote", "bq": "blockquote",
	"pre": "pre", "div": "div", "section": "div", "article": "div", "main": "div", "table": "table", "tbody": "tbody",
	"tr": "tr", "td": "td", "th": "th", "hr": "hr", "hl1": "h1", "hl2": "h2", "block": "div", "para": "p",
}

// silent are the elements that hold no running text: what a browser does not show, and what
// stands beside an article or around it.
var silent = map[string]bool{
	"head": true, "script": true, "style": true, "template": true, "iframe": true, "object": true, "svg": true,
	"header": true, "footer": true, "nav": true, "aside": true, "form": true, "figure": true, "figcaption": true, "caption": true,
	"media": true, "media-caption": true, "media-producer": true, "fn": true,
}

// inline are the elements that stand within a line wherever they are.
var inline = map[string]bool{
	"a": true, "abbr": true, "b": true, "cite": true, "code": true, "em": true, "font": true, "i": true, "mark": true, "q": true, "s": true,
	"small": true, "span": true, "strong": true, "sub": true, "sup": true, "time": true, "u": true, "lang": true, "org": true, "person": true,
	"location": true, "chron": true, "money": true, "num": true, "event": true, "function": true, "object.title": true, "virtloc": true,
	"postaddr": true, "copyrite": true, "classifier": true, "frac": true,
}

// Markup gives what e holds as text: where elements stand in it, as HTML of the article alone
// (plain is false), else as it is written. Of elements that are neither of HTML nor of NITF
// those are paragraphs that stand beside no text.
func (e *Element) Markup() (text string, plain bool) {
	if e == nil {
		return "", true
	}
	var out strings.Builder
	if !e.tagged() {
		return e.Text(), true
	}
	if !e.markup(&out) {
		return "", false
	}
	return input.Text([]byte(out.String())), false
}

// tagged reports whether an element stands within e.
func (e *Element) tagged() bool {
	for _, n := range e.Nodes {
		if n.Element != nil {
			return true
		}
	}
	return false
}

// mixed reports whether text stands directly within e.
func (e *Element) mixed() bool {
	for _, n := range e.Nodes {
		if n.Element == nil && strings.TrimSpace(n.Text) != "" {
			return true
		}
	}
	return false
}

// markup writes what e holds as HTML, and tells whether a word is among it.
func (e *Element) markup(out *strings.Builder) (words bool) {
	mixed := e.mixed()
	words = mixed
	for _, n := range e.Nodes {
		child := n.Element
		if child == nil {
			out.WriteString(html.EscapeString(n.Text))
			continue
		}
		name := strings.ToLower(child.Name)
		if silent[name] {
			continue
		}
		tag := kept[name]
		if tag == "" && !mixed && !inline[name] {
			tag = "div"
		}
		if tag != "" {
			out.WriteString("<" + tag + ">")
		}
		words = child.markup(out) || words
		if tag != "" && tag != "br" && tag != "hr" {
			out.WriteString("</" + tag + ">")
		}
	}
	return words
}
