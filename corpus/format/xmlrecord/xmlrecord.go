// Package xmlrecord reads articles from XML of no known kind, as archives and content systems
// export it, by what its elements are called. In goes a stream that package input has
// unpacked; out comes an article for every element that is a record, or a reject that says what
// is missing.
//
// # Rules
//
// A record is an element that holds fields: elements directly within it, or attributes of its
// own, under the names that package record knows, a text of more than one word among them.
// The first 64 KiB decide which elements these are: all at one path of names from the root.
// Of several paths that counts whose elements hold more than a text, then one that occurs more
// than once, then the one with the better name for the text, then the first. A single record
// needs a name that means a text, for the descriptions in settings are none.
//
// Elements within a field are paragraphs where no text stands beside them, else part of the
// line. Of several fields for one thing the best name that is not empty counts; texts under
// one name are joined, as are authors.
package xmlrecord

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"leitmotif/corpus/format/element"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// candidate is a path at which elements hold a text.
type candidate struct {
	path   []string
	count  int
	fields int // kinds of fields that one of them holds, the most
	rank   int // of the name of its text, the best
}

// poorRank is the first of the names under which settings and lists keep what is no text.
const poorRank = "description"

// Path finds the records of a document by its beginning: the names of the elements from the
// root to each of them; nil where there are none.
func Path(head []byte, names *record.Names) []string {
	const memory = 100 // times the bytes, for the nodes
	r := element.NewReader(bufio.NewReader(bytes.NewReader(head)), memory*int64(len(head)+1))
	root, err := r.Next()
	if err != nil {
		return nil
	}
	_ = r.Whole(root) // the beginning is cut off
	var list []*candidate
	find(root, []string{root.Name}, names, &list)
	poor, usual := names.Find([]byte(poorRank)) // not where the caller names the text
	var best *candidate
	for _, c := range list {
		if usual && c.count == 1 && c.rank >= poor.Rank {
			continue
		}
		if best == nil || c.better(best) {
			best = c
		}
	}
	if best == nil {
		return nil
	}
	return best.path
}

func (c *candidate) better(d *candidate) bool {
	if more, than := c.fields > 1, d.fields > 1; more != than {
		return more
	}
	if more, than := c.count > 1, d.count > 1; more != than {
		return more
	}
	return c.rank < d.rank
}

// find lists the paths within e, whose path is path, at which elements hold a text.
func find(e *element.Element, path []string, names *record.Names, list *[]*candidate) {
	const deepest = 16 // elements around a record
	if len(path) > deepest {
		return
	}
	v, ranks := values(e, names)
	if strings.ContainsAny(strings.TrimSpace(v.Of[record.Text]), " \n") {
		at := slices.IndexFunc(*list, func(c *candidate) bool { return slices.Equal(c.path, path) })
		if at < 0 {
			at = len(*list)
			*list = append(*list, &candidate{path: slices.Clone(path), rank: ranks[record.Text]})
		}
		c := (*list)[at]
		c.count++
		c.rank = min(c.rank, ranks[record.Text])
		fields := 0
		for _, s := range v.Of {
			if s != "" {
				fields++
			}
		}
		c.fields = max(c.fields, fields)
	}
	for _, child := range e.Elements() {
		find(child, append(path, child.Name), names, list)
	}
}

// Read reads the records at a path that Path gave. The record is their number.
func Read(st *input.Stream, names *record.Names, path []string) {
	r := element.NewReader(st.Reader(), st.Limit())
	for n := 0; ; {
		e, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			st.Failed(st.Origin(0), err)
			return
		}
		if !slices.Equal(r.Path(), path) {
			continue
		}
		n++
		o := st.Origin(n)
		var goesOn bool
		switch err := r.Whole(e); {
		case r.IsLarge(err):
			goesOn = st.TooLarge(o)
		case err != nil:
			st.Failed(st.Origin(0), err)
			return
		default:
			v, _ := values(e, names)
			goesOn = v.Emit(o, st)
		}
		if !goesOn {
			return
		}
	}
}

// values takes the fields from an element, with the ranks of their names.
func values(e *element.Element, names *record.Names) (v record.Values, ranks [record.Count]int) {
	take := func(s record.Slot, text string) {
		v.Named = v.Named || s.Field == record.Text
		have := &v.Of[s.Field]
		switch {
		case strings.TrimSpace(text) == "":
		case *have == "" || s.Rank < ranks[s.Field]:
			*have, ranks[s.Field] = text, s.Rank
		case s.Rank == ranks[s.Field] && s.Field == record.Author:
			*have += ", " + text
		}
	}
	var texts []string // under the name that is the best until now
	textRank := -1
	for _, child := range e.Elements() {
		s, ok := names.Column([]byte(nameOf(child, names)))
		if !ok {
			continue
		}
		if s.Field != record.Text {
			take(s, lineOf(child))
			continue
		}
		text, _ := child.Markup()
		if text = strings.TrimSpace(text); textRank < 0 || s.Rank < textRank && text != "" {
			texts, textRank = nil, s.Rank
		}
		if s.Rank == textRank {
			texts = append(texts, text)
		}
		v.Named = true
	}
	if textRank >= 0 {
		take(record.Slot{Field: record.Text, Rank: textRank}, strings.Join(texts, "\n"))
	}
	for _, a := range e.Attributes {
		if s, ok := names.Column([]byte(a.Name.Local)); ok && a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
			take(s, input.Text([]byte(a.Value)))
		}
	}
	for _, x := range names.Explicit() {
		if within := e.At(x.Path...); len(x.Path) > 1 && within != nil {
			text, _ := within.Markup()
			take(record.Slot{Field: x.Field, Rank: -1}, text)
		}
	}
	return v, ranks
}

// nameOf gives what an element calls its field: its name, or where that is none and it has an
// attribute for it, what stands there: "<field name="title">".
func nameOf(e *element.Element, names *record.Names) string {
	if _, ok := names.Column([]byte(e.Name)); ok {
		return e.Name
	}
	for _, attribute := range []string{"name", "key"} {
		if name := e.Attribute(attribute); name != "" {
			return name
		}
	}
	return e.Name
}

// lineOf gives what an element holds beside texts: the name of whom it describes, or its
// text, or what an attribute says in its place.
func lineOf(e *element.Element) string {
	if name := e.Child("name").Line(); name != "" {
		return name
	}
	if line := e.Line(); line != "" {
		return line
	}
	for _, attribute := range []string{"href", "value", "datetime", "when", "content"} {
		if line := e.Attribute(attribute); line != "" {
			return line
		}
	}
	return ""
}
