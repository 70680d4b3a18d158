// Package sitemap reads sitemaps of news (sitemaps.org 0.9 with Google's extension
// sitemap-news 0.9). In goes a stream that package input has unpacked; out comes an article
// for every address with a title. Its text is the title, for a sitemap holds no more of an
// article, and it is marked as truncated. Addresses without a title are told in one reject.
package sitemap

import (
	"errors"
	"fmt"
	"io"

	"leitmotif/corpus"
	"leitmotif/corpus/format/element"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// Is reports whether a document whose root element is root, in lower case, is a sitemap or a
// list of them.
func Is(root string) bool { return root == "urlset" || root == "sitemapindex" }

// Read reads a sitemap. The record is the number of the address.
func Read(st *input.Stream) {
	r := element.NewReader(st.Reader(), st.Limit())
	bare, maps, err := read(st, r)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	var left error
	switch {
	case maps > 0:
		left = &corpus.Reject{Reason: corpus.Unsupported, Detail: fmt.Sprintf("a list of sitemaps: %d addresses", maps)}
	case bare > 0:
		left = &corpus.Reject{Reason: corpus.Unsupported, Detail: fmt.Sprintf("a sitemap with addresses without a title: %d", bare)}
	}
	st.Failed(st.Origin(0), err, left)
}

// read hands over what has a title, and counts the addresses without one and those of other
// sitemaps.
func read(st *input.Stream, r *element.Reader) (bare, maps int, err error) {
	for n := 0; ; {
		e, err := r.Next()
		if err != nil {
			return bare, maps, err
		}
		if e.Name != "url" && e.Name != "sitemap" {
			continue
		}
		n++
		o := st.Origin(n)
		switch err := r.Whole(e); {
		case r.IsLarge(err):
			if !st.TooLarge(o) {
				return bare, maps, nil
			}
			continue
		case err != nil:
			return bare, maps, err
		}
		news := e.Child("news")
		title := record.PlainTitle(news.Child("title").Text())
		switch {
		case e.Name == "sitemap":
			maps++
			continue
		case title == "":
			bare++
			continue
		}
		a := &corpus.Article{
			Input:     o,
			Title:     title,
			Text:      title,
			URL:       e.Child("loc").Line(),
			Source:    record.PlainTitle(news.At("publication", "name").Text()),
			Language:  record.LanguageCode(news.At("publication", "language").Line()),
			Truncated: true,
		}
		given := news.Child("publication_date").Line()
		if given == "" {
			given = e.Child("lastmod").Line()
		}
		record.SetDate(a, given)
		if !st.Article(a) {
			return bare, maps, nil
		}
	}
}
