// Package wordpress reads exports of WordPress (WXR, WordPress eXtended RSS, versions 1.0 to
// 1.2). In goes a stream that package input has unpacked; out come the posts that are
// published, each an article, and one reject that says what else the export holds.
//
// Glossary.
//
//   - post: an entry of the blog. Pages (the imprint, "About us"), attachments, menus and what
//     plug-ins keep are items of other types, and no articles.
//   - status: of the items those count that are "publish" and that no password protects; drafts,
//     items that are private, planned or in the bin do not.
//   - shortcode: "[gallery ids="1"]", which WordPress replaces when it shows a post.
//
// Source: wp-admin/includes/export.php and wp-includes/shortcodes.php of WordPress 6. The
// parser of feeds that the program has reads no status and the whole export at once.
package wordpress

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/date"
	"leitmotif/corpus/format/element"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// Is reports whether the feed that begins with head is an export: its root element declares
// the namespace of one.
func Is(head []byte) bool {
	head, _, _ = bytes.Cut(head, []byte("<channel"))
	return bytes.Contains(head, []byte("http://wordpress.org/export/"))
}

// export is what is known of the blog, and how many items of each kind are no articles.
type export struct {
	title, language string
	authors         map[string]string // names by login
	left            map[string]int
}

// Read reads an export. The record is the number of the item.
func Read(st *input.Stream) {
	r := element.NewReader(st.Reader(), st.Limit())
	x := export{authors: make(map[string]string), left: make(map[string]int)}
	err := x.read(st, r)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	st.Failed(st.Origin(0), err, x.said())
}

// read ends without an error where nothing more is wanted.
func (x *export) read(st *input.Stream, r *element.Reader) error {
	for n := 0; ; {
		e, err := r.Next()
		if err != nil {
			return err
		}
		switch e.Name {
		case "rss", "channel":
			continue
		case "item":
			n++
		}
		err = r.Whole(e)
		switch {
		case r.IsLarge(err):
			if e.Name == "item" && !st.TooLarge(st.Origin(n)) {
				return nil
			}
			continue
		case err != nil:
			return err
		}
		switch e.Name {
		case "title":
			x.title = record.PlainTitle(e.Text())
		case "language":
			x.language = record.LanguageCode(e.Text())
		case "author":
			x.authors[e.Child("author_login").Line()] = e.Child("author_display_name").Line()
		case "item":
			if !x.item(st, st.Origin(n), e) {
				return nil
			}
		}
	}
}

// item hands over an item that is a published post, and counts all others.
func (x *export) item(st *input.Stream, o corpus.Origin, e *element.Element) bool {
	kind, status := e.Child("post_type").Line(), e.Child("status").Line()
	switch {
	case kind != "" && kind != "post":
		x.left["of the type "+kind]++
		return true
	case status != "" && status != "publish":
		x.left["with the status "+status]++
		return true
	case e.Child("post_password").Line() != "":
		x.left["with a password"]++
		return true
	}
	title := record.PlainTitle(e.Child("title").Text())
	var content, excerpt string
	for _, encoded := range e.Children("encoded") {
		if strings.Contains(encoded.Space, "excerpt") {
			excerpt = encoded.Text()
		} else {
			content = encoded.Text()
		}
	}
	a := corpus.Article{
		Input:    o,
		SourceID: e.Child("guid").Line(),
		Title:    title,
		Text:     body(content),
		Markup:   corpus.Fragment,
		URL:      e.Child("link").Line(),
		Source:   x.title,
		Author:   x.author(e.Child("creator").Line()),
		Language: x.language,
	}
	if a.SourceID == "" {
		a.SourceID = e.Child("post_id").Line()
	}
	if a.Text == "" {
		a.Text = body(excerpt)
		a.Truncated = a.Text != ""
	}
	if a.Text == "" {
		return st.Reject(o, corpus.NoText, fmt.Sprintf("the post %q has no content", title))
	}
	setDate(&a, e)
	return st.Article(&a)
}

func (x *export) author(login string) string {
	if name := x.authors[login]; name != "" {
		return name
	}
	return login
}

// setDate takes the time in UTC; posts that never had one say the year 0. The time of the
// blog alone has no zone.
func setDate(a *corpus.Article, e *element.Element) {
	for _, name := range []string{"post_date_gmt", "pubDate", "post_date"} {
		given := e.Child(name).Line()
		if name == "post_date_gmt" {
			given += " UTC"
		}
		if _, ok := date.Parse(given); ok {
			record.SetDate(a, given)
			return
		}
	}
	record.SetDate(a, e.Child("pubDate").Line())
}

// said tells what the export holds beside articles; nil where that is nothing.
func (x *export) said() error {
	if len(x.left) == 0 {
		return nil
	}
	total := 0
	var kinds []string
	for kind, n := range x.left {
		total += n
		kinds = append(kinds, fmt.Sprintf("%d %s", n, kind))
	}
	slices.Sort(kinds)
	return &corpus.Reject{Reason: corpus.Empty, Detail: fmt.Sprintf("%d items are no published posts: %s", total, strings.Join(kinds, ", "))}
}
