package json

import (
	"bytes"
	"slices"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// records turns JSON objects into articles.
type records struct {
	names *record.Names
	buf   []byte // decoded strings
}

// emit hands over the article that the JSON value b describes.
func (j *records) emit(o corpus.Origin, b []byte, st *input.Stream) bool {
	if !Valid(b) {
		return st.Reject(o, corpus.Malformed, whyInvalid(b))
	}
	if b = bytes.TrimSpace(b); b[0] != '{' {
		return st.Reject(o, corpus.Malformed, "the record is no JSON object")
	}
	var v record.Values
	j.fill(&v, b)
	if v.HasText() {
		return v.Emit(o, st)
	}
	h := record.NewHint(j.names)
	hintOf(h, "", b, hintDepth)
	if v.Named {
		return st.Reject(o, corpus.NoText, h.String())
	}
	return st.Reject(o, corpus.NoTextField, h.String())
}

// fill takes the fields from the valid object b. Of several names for one field the
// best that is not empty wins, of equal ones the first.
func (j *records) fill(v *record.Values, b []byte) {
	var chosen [record.Count][]byte
	var rank [record.Count]int
	eachMember(b, func(key, value []byte) {
		s, ok := j.names.Find(key)
		if !ok {
			return
		}
		if s.Field == record.Text {
			v.Named = true
		}
		if !empty(value) && (chosen[s.Field] == nil || s.Rank < rank[s.Field]) {
			chosen[s.Field], rank[s.Field] = value, s.Rank
		}
	})
	for f, value := range chosen {
		if value != nil {
			v.Of[f] = j.flat(value, record.Field(f), flatDepth)
		}
	}
	if v.Named && !v.HasText() {
		j.secondBest(v, b)
	}
	for _, x := range j.names.Explicit() {
		text, found := j.lookUp(b, x)
		if found {
			v.Of[x.Field] = text
			v.Named = v.Named || x.Field == record.Text
		}
	}
}

// secondBest takes the text from the best name that holds any, where what stands under
// the best of all names has no text in it.
func (j *records) secondBest(v *record.Values, b []byte) {
	best := 0
	eachMember(b, func(key, value []byte) {
		s, ok := j.names.Find(key)
		if !ok || s.Field != record.Text || v.HasText() && s.Rank >= best {
			return
		}
		if text := j.flat(value, record.Text, flatDepth); strings.TrimSpace(text) != "" {
			v.Of[record.Text], best = text, s.Rank
		}
	})
}

func empty(value []byte) bool {
	switch value[0] {
	case 'n':
		return true
	case '"':
		return len(bytes.TrimSpace(value[1:len(value)-1])) == 0
	case '{', '[':
		return len(bytes.TrimSpace(value[1:len(value)-1])) == 0
	}
	return false
}

// lookUp gives what stands under the name that the caller gives, or under the path of its
// parts, letter case aside where no name fits exactly.
func (j *records) lookUp(b []byte, x record.Explicit) (text string, found bool) {
	if value := member(b, x.Name); value != nil {
		return j.flat(value, x.Field, flatDepth), true
	}
	if len(x.Path) == 1 {
		return "", false
	}
	return j.along(b, x.Path, x.Field, flatDepth)
}

// along follows a path. Of a list it gives what its elements hold, joined.
func (j *records) along(b []byte, path []string, f record.Field, depth int) (text string, found bool) {
	switch {
	case depth == 0:
		return "", false
	case len(path) == 0:
		return j.flat(b, f, depth), true
	case b[0] == '[':
		var parts []string
		eachElement(b, func(element []byte) {
			part, ok := j.along(element, path, f, depth-1)
			if found = found || ok; part != "" {
				parts = append(parts, part)
			}
		})
		return input.Text([]byte(strings.Join(parts, record.Separator(f)))), found
	}
	if b = member(b, path[0]); b == nil {
		return "", false
	}
	return j.along(b, path[1:], f, depth)
}

func member(b []byte, name string) []byte {
	var exact, folded []byte
	eachMember(b, func(key, value []byte) {
		switch {
		case exact == nil && string(key) == name:
			exact = value
		case folded == nil && bytes.EqualFold(key, []byte(name)):
			folded = value
		}
	})
	if exact != nil {
		return exact
	}
	return folded
}

// bodyMembers are those that an object without such a member holds the pieces of a text
// in: what editors and extractors of pages call the parts of a body.
var bodyMembers = map[string]bool{
	"summary": true, "lead": true, "intro": true, "headline": true, "subheadline": true, "heading": true,
	"sections": true, "subsections": true, "paragraphs": true, "paragraph": true, "blocks": true, "children": true,
	"elements": true, "components": true, "parts": true, "nodes": true, "items": true, "data": true,
}

// flatDepth is how deep a field is looked into, objects and lists counted. The bodies
// that editors write nest blocks in lists in blocks.
const flatDepth = 16

// Text gives how b, a value in JSON or a text, reads as a field.
func Text(b []byte, f record.Field) string {
	b = bytes.TrimSpace(b)
	if !Valid(b) {
		return input.Text(b)
	}
	var j records
	return j.flat(b, f, flatDepth)
}

// flat gives a value as one text: a string decoded, a number as written, an
// object by its name, the elements of a list joined by ", " or, in the text of an
// article, by line breaks. What lies deeper than depth is left out.
func (j *records) flat(value []byte, f record.Field, depth int) string {
	switch value[0] {
	case '"':
		var s []byte
		s, j.buf = unquote(j.buf, value)
		return input.Text(s)
	case '[':
		return j.flatList(value, f, depth)
	case '{':
		switch {
		case depth == 0:
			return ""
		case f == record.Text:
			return j.flatBody(value, depth)
		}
		for _, name := range record.NameMembers {
			if found := member(value, name); found != nil && !empty(found) {
				return j.flat(found, f, depth-1)
			}
		}
		return ""
	case 'n', 't', 'f':
		return ""
	}
	return string(value)
}

// flatBody gives the text of an object: its best member with text, else the pieces in the
// order in which they stand.
func (j *records) flatBody(object []byte, depth int) string {
	var texts [7][]byte // as TextMembers
	var pieces [][]byte
	eachMember(object, func(key, value []byte) {
		name := string(bytes.ToLower(key))
		if i := slices.Index(record.TextMembers, name); i >= 0 && texts[i] == nil {
			texts[i] = value
		} else if bodyMembers[name] {
			pieces = append(pieces, value)
		}
	})
	for _, value := range texts {
		if value == nil {
			continue
		}
		if text := j.flat(value, record.Text, depth-1); text != "" {
			return text
		}
	}
	var parts []string
	for _, value := range pieces {
		if part := j.flat(value, record.Text, depth-1); part != "" {
			parts = append(parts, part)
		}
	}
	return input.Text([]byte(strings.Join(parts, "\n")))
}

func (j *records) flatList(value []byte, f record.Field, depth int) string {
	if depth == 0 {
		return ""
	}
	between := record.Separator(f)
	var list []byte
	eachElement(value, func(element []byte) {
		s := j.flat(element, f, depth-1)
		if s == "" {
			return
		}
		if list != nil {
			list = append(list, between...)
		}
		list = append(list, s...)
	})
	return input.Text(list)
}

// hintDepth is how deep objects and lists are looked into for the longest text.
const hintDepth = 8

// hintOf adds what is in a JSON value, at the top or under a path.
func hintOf(h *record.Hint, path string, value []byte, depth int) {
	switch {
	case len(value) == 0 || depth == 0:
	case value[0] == '"':
		h.Value(path, value[1:len(value)-1])
	case value[0] == '[':
		eachElement(value, func(element []byte) { hintOf(h, path, element, depth-1) })
	case value[0] == '{':
		eachMember(value, func(key, inner []byte) {
			below := record.LineOf(key)
			if path == "" {
				h.Field(below)
			} else {
				below = path + "." + below
			}
			hintOf(h, below, inner, depth-1)
		})
	}
}
