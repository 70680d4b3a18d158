package record

import "strings"

// nameMembers are the members under which an object that stands for a person, an
// outlet, a date or an id holds what it is called, best first. Those with a dollar sign
// are of the extended JSON that MongoDB exports, those with an at sign of JSON-LD.
var nameMembers = []string{"name", "title", "label", "main", "original", "rendered", "value", "text", "fullname", "full_name",
	"display_name", "byline", "$date", "$oid", "$numberLong", "@value", "@id", "#text", "id"}

// textMembers are the members under which an object that stands for a text holds it, best
// first.
var textMembers = []string{"text", "body", "content", "rendered", "html", "value", "#text"}

// addressMembers are those of an object that stands for an address.
var addressMembers = []string{"href", "url", "@id", "canonical", "permalink", "link", "web", "rendered", "value", "text", "#text"}

// Members gives under which members an object that stands for the field holds it, best first.
func (f Field) Members() []string {
	switch f {
	case Text:
		return textMembers
	case URL:
		return addressMembers
	}
	return nameMembers
}

// envelopes are the names under which a record holds a part of itself, best first.
var envelopes = []string{"source", "fields", "node", "attributes", "article", "artikel", "story", "post", "document", "doc",
	"item", "record", "data", "content", "properties", "metadata", "meta", "metadaten", "header", "head", "info", "thread",
	"links", "embedded"}

// EnvelopeRank tells how good a name is for a part of a record; negative where it is none.
// An outlet is called source as well: what Elasticsearch calls so begins with an underscore.
func EnvelopeRank(name []byte) int {
	const longest = 12 // bytes
	if len(name) > longest || strings.EqualFold(string(name), "source") {
		return -1
	}
	plain := Plain(string(name))
	for i, known := range envelopes {
		if known == plain {
			return i
		}
	}
	return -1
}

// Separator stands between the elements of a list.
func Separator(f Field) string {
	if f == Text {
		return "\n"
	}
	return ", "
}
