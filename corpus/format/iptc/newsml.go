package iptc

import (
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/element"
	"leitmotif/corpus/format/record"
)

// withdrawn are the statuses of items that are not for publication (NewsCodes, pubstatus).
var withdrawn = map[string]bool{"canceled": true, "cancelled": true, "withheld": true}

// readItem reads an item of NewsML-G2.
func readItem(e *element.Element) (a corpus.Article, why *corpus.Reject) {
	item, content := e.Child("itemMeta"), e.Child("contentMeta")
	a.Title = record.PlainTitle(firstOf(headline(content), item.Child("title").Line()))
	if class := code(item.Child("itemClass").Attribute("qcode")); class != "" && class != "text" {
		return a, notText("the item " + quoted(a.Title) + " is no text but of the class " + class)
	}
	if status := code(item.Child("pubStatus").Attribute("qcode")); withdrawn[status] {
		return a, notText("the item " + quoted(a.Title) + " is not for publication: " + status)
	}
	a.SourceID = e.Attribute("guid")
	provider := item.Child("provider")
	a.Source = record.PlainTitle(firstOf(provider.Child("name").Line(), provider.Attribute("literal"),
		strings.Trim(content.Child("creditline").Line(), " –-"), code(provider.Attribute("qcode")), e.At("rightsInfo", "copyrightHolder").Attribute("literal")))
	a.Author = firstOf(author(content.Child("by").Line()), creators(content))
	a.Language = record.LanguageCode(firstOf(content.Child("language").Attribute("tag"), e.Attribute("lang")))
	setDate(&a, content.Child("contentCreated").Line(), item.Child("versionCreated").Line(), item.Child("firstCreated").Line())
	for _, n := range e.Child("contentSet").Elements() {
		if strings.TrimSpace(a.Text) == "" && (n.Name == "inlineXML" || n.Name == "inlineData") {
			setContent(&a, n)
		}
	}
	for _, description := range content.Children("description") {
		if role := code(description.Attribute("role")); role == "" || role == "summary" {
			setSummary(&a, description)
		}
	}
	return a, nil
}

// code gives what stands behind the colon of a code (QCode).
func code(qcode string) string { return qcode[strings.IndexByte(qcode, ':')+1:] }

// headline gives the first headline that is not one below another, else the first.
func headline(content *element.Element) string {
	list := content.Children("headline")
	for _, h := range list {
		if !strings.Contains(strings.ToLower(h.Attribute("role")), "sub") && h.Line() != "" {
			return h.Line()
		}
	}
	if len(list) > 0 {
		return list[0].Line()
	}
	return ""
}

// creators gives the people who made an item: names of two words, for others are of a
// program, an agency or an account.
func creators(content *element.Element) string {
	var names []string
	for _, c := range content.Children("creator") {
		if name := firstOf(c.Child("name").Line(), c.Attribute("literal")); strings.Contains(name, " ") {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// setContent takes the text from what an item carries: NITF, XHTML or anything else. Of
// XHTML the part is taken that is called the main one.
func setContent(a *corpus.Article, content *element.Element) {
	for _, nitf := range content.All("nitf") {
		inner, _ := readNITF(nitf)
		a.Text, a.Markup, a.Truncated = inner.Text, inner.Markup, inner.Truncated
		a.Author = firstOf(a.Author, inner.Author)
		a.Title = firstOf(a.Title, inner.Title)
		return
	}
	for _, name := range []string{"main", "article"} {
		if parts := content.All(name); len(parts) == 1 {
			content = parts[0]
			break
		}
	}
	if body := content.All("body"); len(body) == 1 {
		content = body[0]
	}
	setText(a, content)
}

// readPackage says what a package is: its items are sent by themselves.
func readPackage(e *element.Element) (a corpus.Article, why *corpus.Reject) {
	title := firstOf(headline(e.Child("contentMeta")), e.At("itemMeta", "title").Line())
	return a, notText("a package " + quoted(title) + " that refers to other items")
}

func readOther(e *element.Element) (a corpus.Article, why *corpus.Reject) {
	return a, notText("an item without text: " + e.Name)
}

// readNewsML reads an item of NewsML 1: its first component that is text.
func readNewsML(e *element.Element) (a corpus.Article, why *corpus.Reject) {
	first := func(name string) *element.Element {
		if list := e.All(name); len(list) > 0 {
			return list[0]
		}
		return nil
	}
	management := e.Child("NewsManagement")
	a.Title = record.PlainTitle(firstOf(first("HeadLine").Line(), e.At("Identification", "NameLabel").Line()))
	if status := strings.ToLower(management.Child("Status").Attribute("FormalName")); withdrawn[status] || status == "embargoed" {
		return a, notText("the item " + quoted(a.Title) + " is not for publication: " + status)
	}
	identifier := e.At("Identification", "NewsIdentifier")
	a.SourceID = firstOf(identifier.Child("PublicIdentifier").Line(), identifier.Child("NewsItemId").Line())
	a.Source = record.PlainTitle(firstOf(party(first("Provider")), first("CreditLine").Line(), party(first("Source")), identifier.Child("ProviderId").Line()))
	a.Author = author(first("ByLine").Line())
	a.Language = record.LanguageCode(firstOf(first("Language").Attribute("FormalName"), e.Attribute("lang")))
	setDate(&a, management.Child("FirstCreated").Line(), management.Child("ThisRevisionCreated").Line(), identifier.Child("DateId").Line())
	media := ""
	for _, item := range e.All("ContentItem") {
		kind := item.Child("MediaType").Attribute("FormalName")
		if kind != "" && !strings.EqualFold(kind, "text") && !strings.EqualFold(kind, "ComplexData") {
			media = kind
			continue
		}
		if content := item.Child("DataContent"); content != nil && strings.TrimSpace(a.Text) == "" {
			setContent(&a, content)
		}
	}
	if strings.TrimSpace(a.Text) == "" && media != "" {
		return a, notText("the item " + quoted(a.Title) + " is no text but of the class " + media)
	}
	return a, nil
}

// party gives the name of a party of NewsML 1.
func party(e *element.Element) string { return e.Child("Party").Attribute("FormalName") }
