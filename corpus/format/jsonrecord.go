package format

import (
	"bytes"

	"leitmotif/corpus"
)

// jsonRecords turns JSON objects into articles.
type jsonRecords struct {
	names *names
	buf   []byte // decoded strings
}

// emit hands over the article that the JSON value b describes.
func (j *jsonRecords) emit(o corpus.Origin, b []byte, e *emitter) bool {
	if !validJSON(b) {
		return e.reject(o, corpus.Malformed, whyInvalid(b))
	}
	if b = bytes.TrimSpace(b); b[0] != '{' {
		return e.reject(o, corpus.Malformed, "the record is no JSON object")
	}
	var v values
	j.fill(&v, b)
	return v.emit(o, e)
}

// fill takes the fields from the valid object b. Of several names for one field the
// best that is not empty wins, of equal ones the first.
func (j *jsonRecords) fill(v *values, b []byte) {
	var chosen [fieldCount][]byte
	var rank [fieldCount]int
	eachMember(b, func(key, value []byte) {
		s, ok := j.names.find(key)
		if !ok {
			return
		}
		if s.field == fieldText {
			v.named = true
		}
		if !emptyJSON(value) && (chosen[s.field] == nil || s.rank < rank[s.field]) {
			chosen[s.field], rank[s.field] = value, s.rank
		}
	})
	for f, value := range chosen {
		if value != nil {
			v.text[f] = j.flat(value, field(f), flatDepth)
		}
	}
	for _, x := range j.names.explicit {
		found := lookUp(b, x.name, x.path)
		if x.field == fieldText && found != nil {
			v.named = true
		}
		if found != nil {
			v.text[x.field] = j.flat(found, x.field, flatDepth)
		}
	}
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

// lookUp finds the value under a name, or under the path of its parts, letter case
// aside where no name fits exactly. Nil means there is none.
func lookUp(b []byte, name string, path []string) []byte {
	if found := member(b, name); found != nil || len(path) == 1 {
		return found
	}
	for _, part := range path {
		if b = member(b, part); b == nil {
			return nil
		}
	}
	return b
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

// textMembers are the members under which an object that stands for a text holds it.
var textMembers = []string{"text", "body", "content", "rendered", "html", "value", "#text"}

// flatDepth is how deep a field is looked into: a list of objects whose name is an
// object is three deep.
const flatDepth = 4

// flat gives a value as one clean text: a string decoded, a number as written, an
// object by its name, the elements of a list joined by ", " or, in the text of an
// article, by line breaks. What lies deeper than depth is left out.
func (j *jsonRecords) flat(value []byte, f field, depth int) string {
	switch value[0] {
	case '"':
		var s []byte
		s, j.buf = unquote(j.buf, value)
		return cleanText(s)
	case '[':
		return j.flatList(value, f, depth)
	case '{':
		if depth == 0 {
			return ""
		}
		members := nameMembers
		if f == fieldText {
			members = textMembers
		}
		for _, name := range members {
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

func (j *jsonRecords) flatList(value []byte, f field, depth int) string {
	if depth == 0 {
		return ""
	}
	between := ", "
	if f == fieldText {
		between = "\n"
	}
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
	return cleanText(list)
}
