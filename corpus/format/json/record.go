package json

import (
	"bytes"
	"slices"

	"leitmotif/corpus"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// records turns JSON objects into articles.
type records struct {
	names  *record.Names
	around record.Values // what the wrapper says of all its records
	buf    []byte        // decoded strings
	// running tells that the value is looked into within a paragraph, whose pieces run on.
	running bool
}

// nestedDepth is how deep a record may lie within the objects that hold it.
const nestedDepth = 3

// object is what is known of an object by its members.
type object struct {
	b       []byte
	path    string // of the object within the record, with a dot at its end
	values  record.Values
	parts   []part // of the record, within it
	objects bool   // there are objects within it
	whole   bool   // it has a text that is neither an excerpt nor a note
	columns bool   // its text and its title are lists
	listed  bool   // what stands under the name of its text is a list of records
}

// part is an object under the name of an envelope.
type part struct {
	rank  int // of the name
	path  string
	value []byte
}

// read takes into o the fields from the members of the valid object b. Of several names for one
// field the best that is not empty wins, of equal ones the first.
func (j *records) read(o *object, b []byte, path string, v record.Values) {
	*o = object{b: b, path: path, values: v}
	var chosen, names [record.Count][]byte
	var slots [record.Count]record.Slot
	watched := v.Watched() != nil
	pieces := false // the text stands under the name of its pieces
	eachMember(b, func(key, value []byte) {
		if value[0] == '{' {
			o.objects = true
			if rank := j.partRank(key, value); rank >= 0 {
				p := part{rank: rank, value: value}
				if watched {
					p.path = path + pathName(key) + "."
				}
				o.parts = append(o.parts, p)
			}
		}
		s, ok := j.names.Key(key)
		if !ok || isSource(key, value) {
			return
		}
		f := s.Field
		if f == record.Text {
			o.values.Named = true
			o.whole = o.whole || !s.Excerpt && !isNote(key)
		}
		if !empty(value) && !isKey(f, value) && (chosen[f] == nil || s.Rank < slots[f].Rank) {
			chosen[f], slots[f] = value, s
			if f == record.Text && value[0] == '[' {
				pieces = pieceNames[record.Plain(string(key))]
			}
			if watched {
				names[f] = bytes.Clone(key)
			}
		}
	})
	again := false
	for f, value := range chosen {
		if value != nil && !o.values.Take(slots[f], j.flat(value, record.Field(f), flatDepth), path+string(names[f])) {
			again = true
		}
	}
	if again {
		j.takeAll(&o.values, path, b)
	}
	o.whole = o.whole && o.values.HasText() && !o.values.Excerpt
	text, title := chosen[record.Text], chosen[record.Title]
	if o.whole && text != nil && text[0] == '[' && text[skipSpace(text, 1)] == '{' {
		own := shape{title: title != nil, place: chosen[record.URL] != nil}
		o.listed = !list{text, true, pieces, false}.isText(j, own)
		o.whole = !o.listed
	}
	o.columns = text != nil && title != nil && text[0] == '[' && title[0] == '['
}

// partRank tells how good a member that is an object is as a part of a record; negative where
// it is none. What stands under the name of a text is one where it has title and date or
// address, and so are the article that a page is about (JSON-LD) and the page of an article that
// says where it was read (Fundus).
func (j *records) partRank(key, value []byte) int {
	const behind = 100 // envelopes
	rank := record.EnvelopeRank(key)
	if rank >= 0 {
		return rank
	}
	if string(key) == "mainEntity" && isArticleType(schemaType(value)) || string(key) == "html" && j.shapeOf(value, 0).place {
		return behind
	}
	if s, ok := j.names.Key(key); !ok || s.Field != record.Text {
		return rank
	}
	if own := j.shapeOf(value, 0); own.title && own.place {
		return behind
	}
	return rank
}

// complete takes what an object lacks from the parts of the record within it, and from the
// wrapper around it.
func (j *records) complete(o *object, depth int) {
	v := &o.values
	if o.objects && depth > 0 {
		slices.SortStableFunc(o.parts, func(a, b part) int { return a.rank - b.rank })
		for _, p := range o.parts {
			var inner object
			j.read(&inner, p.value, p.path, v.Beside())
			j.complete(&inner, depth-1)
			v.Fill(&inner.values)
		}
		if !v.HasText() || v.Excerpt {
			j.search(v, o.path, o.b, depth)
		}
	}
}

// emit hands over the article that an object describes.
func (j *records) emit(at corpus.Origin, o *object, st *input.Stream) bool {
	v := &o.values
	if !o.whole && !v.Excerpt && v.HasText() && v.Of[record.Title] == "" && v.Of[record.URL] == "" && isFault(o.b) {
		return v.Reject(at, corpus.NotAnArticle, "an interface says that it failed: "+corpus.Shorten(input.Line(v.Of[record.Text]), longestFault), st)
	}
	j.complete(o, nestedDepth)
	for _, x := range j.names.Explicit() {
		if text, found := j.lookUp(o.b, x); found {
			v.Of[x.Field] = ""
			v.Take(record.Slot{Field: x.Field}, text, x.Name)
			v.Named = v.Named || x.Field == record.Text
		}
	}
	v.Fill(&j.around)
	if v.Watched() != nil {
		j.watch(v, "", o.b, nestedDepth)
	}
	if v.HasText() {
		return v.Emit(at, st)
	}
	h := record.NewHint(j.names)
	hintOf(h, "", o.b, hintDepth)
	switch {
	case v.Named:
		return v.Reject(at, corpus.NoText, h.String(), st)
	case !v.HeadlineAlone() || h.Running():
		return v.Reject(at, corpus.NoTextField, h.String(), st)
	}
	return v.Emit(at, st)
}

// isNote tells whether a text under a name may be what an interface says of its answer.
func isNote(key []byte) bool { return bytes.EqualFold(key, []byte("message")) }

// longestFault is how much of what an interface says is told, in characters.
const longestFault = 120

// isFault tells whether an object with a message is what an interface answers when it fails:
// there is a code or an error beside it, or a status that says so.
func isFault(b []byte) (fault bool) {
	eachMember(b, func(key, value []byte) {
		switch string(bytes.ToLower(key)) {
		case "code", "error":
			fault = fault || !empty(value) && value[0] != 'f'
		case "status":
			status := string(bytes.ToLower(bytes.Trim(value, `"`)))
			fault = fault || status == "error" || status == "fail" || status == "failed"
		}
	})
	return fault
}

// takeAll takes the fields from all members of b, where what stands under the best name of
// all is of no use.
func (j *records) takeAll(v *record.Values, path string, b []byte) {
	eachMember(b, func(key, value []byte) {
		s, ok := j.names.Key(key)
		if !ok || isSource(key, value) || empty(value) || isKey(s.Field, value) || !v.Wants(s) {
			return
		}
		name := ""
		if v.Watched() != nil {
			name = path + string(key)
		}
		v.Take(s, j.flat(value, s.Field, flatDepth), name)
	})
}

// isSource tells whether a member is what Elasticsearch calls the source of a record: the
// record itself.
func isSource(key, value []byte) bool { return value[0] == '{' && string(key) == "_source" }

// isKey tells whether a value is a number in the place of a name or an address: the key of
// what is kept elsewhere.
func isKey(f record.Field, value []byte) bool {
	number := '0' <= value[0] && value[0] <= '9' || value[0] == '-'
	return number && (f == record.Author || f == record.Source || f == record.URL)
}

func empty(value []byte) bool {
	switch value[0] {
	case 'n':
		return true
	case '"', '{', '[':
		return len(bytes.TrimSpace(value[1:len(value)-1])) == 0
	}
	return false
}

// holder is an object that may hold a record, with the objects around it.
type holder struct {
	object []byte
	path   string
	around []*holder
}

// search looks for a record with a whole text in the objects within b, whatever they are
// called, those least deep first and of several the one with the best name for its text,
// then the first by its path, with what its own parts say. Objects that stand for a field, and
// those beside an article (pictures, comments), are left out.
func (j *records) search(v *record.Values, path string, b []byte, depth int) {
	const most = 256 // objects
	level := []*holder{{object: b, path: path}}
	for seen := 0; depth > 0 && len(level) > 0; depth-- {
		var below []*holder
		var best *holder
		var found record.Values
		for _, h := range level {
			eachMember(h.object, func(key, value []byte) {
				if value[0] != '{' || seen == most || j.isAside(key) {
					return
				}
				seen++
				inner := &holder{value, h.path + pathName(key) + ".", append(h.around[:len(h.around):len(h.around)], h)}
				below = append(below, inner)
				var o object
				j.read(&o, value, inner.path, v.Beside())
				w := o.values
				if w.HasText() && !w.Excerpt && (best == nil || w.Before(&found) || !found.Before(&w) && inner.path < best.path) {
					best, found = inner, w
				}
			})
		}
		if best != nil {
			var o object
			j.read(&o, best.object, best.path, v.Beside())
			j.complete(&o, depth)
			v.Fill(&o.values)
			for i := len(best.around) - 1; i > 0; i-- {
				var o object
				j.read(&o, best.around[i].object, best.around[i].path, v.Beside())
				v.Fill(&o.values)
			}
			return
		}
		level = below
	}
}

// asides are the names of what stands beside an article, as Plain leaves them.
var asides = map[string]bool{"image": true, "images": true, "picture": true, "photo": true, "media": true, "video": true,
	"thumbnail": true, "featuredimage": true, "leadimage": true, "caption": true, "comment": true, "comments": true,
	"replies": true, "related": true, "relatedarticles": true, "advertisement": true, "newsletter": true, "error": true}

// isAside tells whether an object under a name is no part of the record.
func (j *records) isAside(key []byte) bool {
	if s, ok := j.names.Key(key); ok && s.Field != record.Text && record.EnvelopeRank(key) < 0 {
		return true
	}
	return asides[record.Plain(string(key))]
}

// watch tells the survey of the members of b that are under no name of a field, and have not
// fed the text of v as those of an object in its place.
func (j *records) watch(v *record.Values, path string, b []byte, depth int) {
	fed := path != "" && v.FedBy(record.Text, path[:len(path)-1])
	eachMember(b, func(key, value []byte) {
		if _, ok := j.names.Key(key); ok && value[0] != '{' || empty(value) || fed && isPiece(key) {
			return
		}
		name := path + pathName(key)
		switch value[0] {
		case '{':
			if depth > 0 && !j.isAside(key) {
				j.watch(v, name+".", value, depth-1)
			}
		case 't', 'f':
		default:
			v.Watched().Unknown(name, input.Line(j.flat(value, record.Text, flatDepth)))
		}
	})
}

// isPiece tells whether an object that stands for a text holds it, or pieces of it, in a member.
func isPiece(key []byte) bool {
	name := string(bytes.ToLower(key))
	return bodyMembers[name] || slices.Contains(record.Text.Members(), name)
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
			below := pathName(key)
			if path == "" {
				h.Field(below)
			} else {
				below = path + "." + below
			}
			hintOf(h, below, inner, depth-1)
		})
	}
}

// pathName gives a key as a part of a path; no name is longer.
func pathName(key []byte) string {
	const longest = 200 // bytes
	return record.LineOf(key[:min(len(key), longest)])
}
