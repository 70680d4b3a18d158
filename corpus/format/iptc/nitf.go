package iptc

import (
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/element"
	"leitmotif/corpus/format/record"
)

// readNITF reads an article in NITF (News Industry Text Format).
func readNITF(e *element.Element) (a corpus.Article, why *corpus.Reject) {
	head, docdata := e.Child("head"), e.At("head", "docdata")
	body := e.Child("body")
	top := body.Child("body.head")
	published := head.Child("pubdata")

	a.Title = record.PlainTitle(firstOf(top.At("hedline", "hl1").Line(), head.Child("title").Line(), top.At("hedline", "hl2").Line()))
	a.Author = bylines(top.Children("byline"))
	a.SourceID = docdata.Child("doc-id").Attribute("id-string")
	a.Source = record.PlainTitle(firstOf(published.Attribute("name"), top.Child("distributor").Line(),
		docdata.Child("doc-id").Attribute("regsrc"), docdata.Child("doc.copyright").Attribute("holder")))
	a.Language = record.LanguageCode(firstOf(e.Attribute("baselang"), e.Attribute("lang"), body.Attribute("lang")))
	if address := published.Attribute("ex-ref"); strings.HasPrefix(address, "http") {
		a.URL = address
	}
	story := top.At("dateline", "story.date")
	setDate(&a, docdata.Child("date.issue").Attribute("norm"), published.Attribute("date.publication"), story.Attribute("norm"),
		docdata.Child("date.release").Attribute("norm"), story.Line())
	content := body.Child("body.content")
	if content == nil && top == nil {
		content = body
	}
	setText(&a, wholeText(content))
	setSummary(&a, top.Child("abstract"))
	return a, nil
}

// wholeText gives the block that holds the whole text where content says one besides, as
// archives do that say the first paragraph in a block of its own.
func wholeText(content *element.Element) *element.Element {
	for _, block := range content.Children("block") {
		if block.Attribute("class") == "full_text" {
			return block
		}
	}
	return content
}

// bylines joins the names in bylines, without the titles of the writers. One that says another
// again in the order of a register is left out.
func bylines(list []*element.Element) string {
	var names []string
	for i, byline := range list {
		if i > 0 && byline.Attribute("class") == "normalized_byline" {
			continue
		}
		var people []string
		for _, person := range byline.All("person") {
			people = append(people, person.Line())
		}
		if len(people) == 0 {
			people = append(people, author(lineWithout(byline, "byttl")))
		}
		for _, name := range people {
			if name != "" {
				names = append(names, name)
			}
		}
	}
	return strings.Join(names, ", ")
}

// lineWithout gives the text of e without that of the elements of a name directly within it.
func lineWithout(e *element.Element, name string) string {
	rest := *e
	rest.Nodes = nil
	for _, n := range e.Nodes {
		if n.Element == nil || n.Element.Name != name {
			rest.Nodes = append(rest.Nodes, n)
		}
	}
	return rest.Line()
}
