package format

import (
	"bytes"
	"slices"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// jsonRecords turns JSON objects into articles.
type jsonRecords struct {
	names *record.Names
	buf   []byte // decoded strings
}

// emit hands over the article that the JSON value b describes.
func (j *jsonRecords) emit(o corpus.Origin, b []byte, st *input.Stream) bool {
	if !validJSON(b) {
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
	hintOfJSON(h, "", b, hintDepth)
	if v.Named {
		return st.Reject(o, corpus.NoText, h.String())
	}
	return st.Reject(o, corpus.NoTextField, h.String())
}

// fill takes the fields from the valid object b. Of several names for one field the
// best that is not empty wins, of equal ones the first.
func (j *jsonRecords) fill(v *record.Values, b []byte) {
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
		if !emptyJSON(value) && (chosen[s.Field] == nil || s.Rank < rank[s.Field]) {
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
func (j *jsonRecords) secondBest(v *record.Values, b []byte) {
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

func emptyJSON(value []byte) bool {
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
func (j *jsonRecords) lookUp(b []byte, x record.Explicit) (text string, found bool) {
	if value := member(b, x.Name); value != nil {
		return j.flat(value, x.Field, flatDepth), true
	}
	if len(x.Path) == 1 {
		return "", false
	}
	return j.along(b, x.Path, x.Field, flatDepth)
}

// along follows a path. Of a list it gives what its elements hold, joined.
func (j *jsonRecords) along(b []byte, path []string, f record.Field, depth int) (text string, found bool) {
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
		return input.Text([]byte(strings.Join(parts, separator(f)))), found
	}
	if b = member(b, path[0]); b == nil {
		return "", false
	}
	return j.along(b, path[1:], f, depth)
}

// separator stands between the elements of a list.
func separator(f record.Field) string {
	if f == record.Text {
		return "\n"
	}
	return ", "
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

// nameMembers are the members under which an object that stands for a person, an
// outlet, a date or an id holds what it is called, best first. Those with a dollar sign
// are of the extended JSON that MongoDB exports.
var nameMembers = []string{"name", "title", "label", "rendered", "value", "text", "$date", "$oid",
	"$numberLong", "#text", "id"}

// textMembers are the members under which an object that stands for a text holds it, best
// first.
var textMembers = []string{"text", "body", "content", "rendered", "html", "value", "#text"}

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

// flat gives a value as one text: a string decoded, a number as written, an
// object by its name, the elements of a list joined by ", " or, in the text of an
// article, by line breaks. What lies deeper than depth is left out.
func (j *jsonRecords) flat(value []byte, f record.Field, depth int) string {
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
		for _, name := range nameMembers {
			if found := member(value, name); found != nil && !emptyJSON(found) {
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
func (j *jsonRecords) flatBody(object []byte, depth int) string {
	var texts [7][]byte // as textMembers
	var pieces [][]byte
	eachMember(object, func(key, value []byte) {
		name := string(bytes.ToLower(key))
		if i := slices.Index(textMembers, name); i >= 0 && texts[i] == nil {
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

func (j *jsonRecords) flatList(value []byte, f record.Field, depth int) string {
	if depth == 0 {
		return ""
	}
	between := separator(f)
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

// hintOfJSON adds what is in a JSON value, at the top or under a path.
func hintOfJSON(h *record.Hint, path string, value []byte, depth int) {
	switch {
	case len(value) == 0 || depth == 0:
	case value[0] == '"':
		h.Value(path, value[1:len(value)-1])
	case value[0] == '[':
		eachElement(value, func(element []byte) { hintOfJSON(h, path, element, depth-1) })
	case value[0] == '{':
		eachMember(value, func(key, inner []byte) {
			below := record.LineOf(key)
			if path == "" {
				h.Field(below)
			} else {
				below = path + "." + below
			}
			hintOfJSON(h, below, inner, depth-1)
		})
	}
}
