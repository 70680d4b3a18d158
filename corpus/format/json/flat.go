package json

import (
	"bytes"
	"slices"
	"strings"

	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

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

// bodyMembers are those that an object without a text holds the pieces of one in: what
// editors and extractors of pages call the parts of a body.
var bodyMembers = map[string]bool{
	"summary": true, "lead": true, "intro": true, "headline": true, "subheadline": true, "heading": true,
	"sections": true, "subsections": true, "paragraphs": true, "paragraph": true, "blocks": true, "children": true,
	"elements": true, "content_elements": true, "components": true, "parts": true, "nodes": true, "items": true, "data": true,
}

// paragraphTypes are the types of pieces whose own pieces run on, runTypes those of pieces
// that run on by themselves, and otherTypes those of pieces that are not of the text.
var (
	paragraphTypes = words(`p paragraph heading header h1 h2 h3 h4 h5 h6 blockquote quote list_item listItem list-item li`)
	runTypes       = words(`bold italic underline strikethrough link text_link mention mention_name hashtag cashtag bot_command
		email phone code spoiler custom_emoji plain strong em emphasis a span`)
	otherTypes = words(`image img picture photo gallery slideshow video audio embed iframe ad advertisement newsletter
		related byline author_info date kicker title`)
)

func words(list string) map[string]bool {
	set := make(map[string]bool)
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
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

// flat gives a value as one text: a string decoded, a number as written, an object by what
// it is called, the elements of a list joined by ", " or, in the text of an article, by line
// breaks. Of a list of titles, dates, addresses or ids it gives the first. What lies deeper
// than depth is left out.
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
		for _, name := range f.Members() {
			if found := member(value, name); found != nil && !empty(found) {
				return j.flat(found, f, depth-1)
			}
		}
		if f == record.Author {
			return strings.TrimSpace(j.part(value, givenNames) + " " + j.part(value, familyNames))
		}
		return ""
	case 'n', 't', 'f':
		return ""
	}
	return string(value)
}

// givenNames and familyNames are the members of a person that is called by two names.
var (
	givenNames  = []string{"first_name", "firstname", "given", "givenname", "given_name", "vorname"}
	familyNames = []string{"last_name", "lastname", "family", "familyname", "family_name", "surname", "nachname"}
)

// part gives the first of some members that is there.
func (j *records) part(object []byte, names []string) string {
	for _, name := range names {
		if found := member(object, name); found != nil && found[0] == '"' {
			return j.flat(found, record.Author, 1)
		}
	}
	return ""
}

// flatBody gives the text of an object: its best member with text, else what stands under
// another name of a text, else the pieces in the order in which they stand.
func (j *records) flatBody(object []byte, depth int) string {
	texts := make([][]byte, len(record.Text.Members()))
	var pieces [][]byte
	var named []byte
	best := 0
	kind := ""
	eachMember(object, func(key, value []byte) {
		name := string(bytes.ToLower(key))
		switch i := slices.Index(record.Text.Members(), name); {
		case i >= 0 && texts[i] == nil:
			texts[i] = value
		case kindMembers[name] && value[0] == '"' && kind == "":
			kind = string(value[1 : len(value)-1])
		case bodyMembers[name]:
			pieces = append(pieces, value)
		case j.names != nil:
			s, ok := j.names.Key(key)
			if ok && s.Field == record.Text && !s.Excerpt && !empty(value) && (named == nil || s.Rank < best) {
				named, best = value, s.Rank
			}
		}
	})
	if otherTypes[kind] {
		return ""
	}
	defer func(before bool) { j.running = before }(j.running)
	j.running = paragraphTypes[kind]
	for _, value := range append(texts, named) {
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
	first := f == record.Title || f == record.Date || f == record.URL || f == record.ID || f == record.Text && areAlternatives(value)
	runs := f == record.Text && j.holdsRuns(value)
	running := j.running
	var list []byte
	ran := false // the element before runs on
	eachElement(value, func(element []byte) {
		if first && list != nil {
			return
		}
		run := f == record.Text && j.runsOn(element, runs, running)
		s := j.flat(element, f, depth-1)
		if s == "" {
			return
		}
		if list != nil && !(ran && run) {
			list = append(list, between...)
		}
		list = append(list, s...)
		ran = run
	})
	return input.Text(list)
}

// areAlternatives tells whether the elements of a list are each the whole text, in one
// media type each, as in ninjs.
func areAlternatives(list []byte) bool {
	found, begun := false, false
	eachElement(list, func(element []byte) {
		if !begun && element[0] == '{' {
			found = member(element, "contenttype") != nil
		}
		begun = true
	})
	return found
}

// holdsRuns tells whether an element of a list is a piece that runs on by its type: strings
// beside it do so as well.
func (j *records) holdsRuns(list []byte) bool {
	found := false
	eachElement(list, func(element []byte) {
		found = found || element[0] == '{' && runTypes[typeOf(element)]
	})
	return found
}

// runsOn tells whether an element of a text goes on in the line of the one before.
func (j *records) runsOn(element []byte, runs, running bool) bool {
	switch element[0] {
	case '"':
		return runs
	case '{':
		kind := typeOf(element)
		return runTypes[kind] || running && (kind == "text" || kind == "")
	}
	return false
}

// kindMembers are those in which a piece of a text says of its type; with an underscore in
// portable text (Sanity).
var kindMembers = map[string]bool{"type": true, "_type": true}

// typeOf gives what an object says of its type.
func typeOf(object []byte) (kind string) {
	eachMember(object, func(key, value []byte) {
		if value[0] == '"' && kind == "" && kindMembers[string(key)] {
			kind = string(value[1 : len(value)-1])
		}
	})
	return kind
}
