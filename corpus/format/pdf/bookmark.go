package pdf

import (
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"leitmotif/corpus/format/record"
)

// bookmark is an entry of the outline (ISO 32000-1, 12.3.3).
type bookmark struct {
	title string
	page  int     // counted from 0; -1 where it leads to none
	top   float64 // where on the page it leads to, in points; 0 where it does not say
	below []bookmark
}

const (
	mostBookmarks = 5000 // of a document; the rest is left out
	deepestLevel  = 3
)

// bookmarks gives the outline of a document. An outline that leads back into itself is read
// until there are too many entries.
func (d *document) bookmarks() ([]bookmark, error) {
	left := mostBookmarks
	return d.bookmarksBelow(nil, deepestLevel, &left)
}

func (d *document) bookmarksBelow(parent *references.FPDF_BOOKMARK, levels int, left *int) ([]bookmark, error) {
	first, err := d.in.FPDFBookmark_GetFirstChild(&requests.FPDFBookmark_GetFirstChild{Document: d.ref, Bookmark: parent})
	if err != nil {
		return nil, d.fault(err)
	}
	var all []bookmark
	for at := first.Bookmark; at != nil && *left > 0; {
		*left--
		b, err := d.bookmark(*at)
		if err != nil {
			return nil, err
		}
		if levels > 1 {
			if b.below, err = d.bookmarksBelow(at, levels-1, left); err != nil {
				return nil, err
			}
		}
		all = append(all, b)
		next, err := d.in.FPDFBookmark_GetNextSibling(&requests.FPDFBookmark_GetNextSibling{Document: d.ref, Bookmark: *at})
		if err != nil {
			return nil, d.fault(err)
		}
		at = next.Bookmark
	}
	return all, nil
}

func (d *document) bookmark(ref references.FPDF_BOOKMARK) (bookmark, error) {
	b := bookmark{page: -1}
	title, err := d.in.FPDFBookmark_GetTitle(&requests.FPDFBookmark_GetTitle{Bookmark: ref})
	if err == nil {
		b.title = record.LineOf([]byte(title.Title))
	}
	dest, err := d.in.FPDFBookmark_GetDest(&requests.FPDFBookmark_GetDest{Document: d.ref, Bookmark: ref})
	if err == nil && dest.Dest != nil {
		index, err := d.in.FPDFDest_GetDestPageIndex(&requests.FPDFDest_GetDestPageIndex{Document: d.ref, Dest: *dest.Dest})
		if err == nil {
			b.page = index.Index
		}
		location, err := d.in.FPDFDest_GetLocationInPage(&requests.FPDFDest_GetLocationInPage{Dest: *dest.Dest})
		if err == nil && location.Y != nil {
			b.top = within(*location.Y)
		}
	}
	return b, d.lost()
}

// part is pages that make one article.
type part struct {
	title       string // of its bookmark
	first, last int    // pages, counted from 0
}

// partsOf parts a document by its bookmarks where they clearly part it into articles, as in
// reviews of the press: there are two at least, each leads to the top of a page of its own,
// in the order of the pages. The sections of one article begin anywhere on its pages. Where
// bookmarks are grouped, the groups do not count. What stands before the first bookmark is a
// part without a title.
func partsOf(outline []bookmark, pages []page) []part {
	for len(outline) == 1 && len(outline[0].below) > 0 {
		outline = outline[0].below
	}
	for _, list := range [][]bookmark{ungrouped(outline), outline} {
		if !beginPages(list, pages) {
			continue
		}
		var parts []part
		if list[0].page > 0 {
			parts = append(parts, part{"", 0, list[0].page - 1})
		}
		for i, b := range list {
			last := len(pages) - 1
			if i+1 < len(list) {
				last = list[i+1].page - 1
			}
			parts = append(parts, part{b.title, b.page, last})
		}
		return parts
	}
	return []part{{"", 0, len(pages) - 1}}
}

// ungrouped puts the bookmarks of groups in their place.
func ungrouped(outline []bookmark) []bookmark {
	var all []bookmark
	for _, b := range outline {
		if len(b.below) > 0 {
			all = append(all, b.below...)
		} else {
			all = append(all, b)
		}
	}
	return all
}

// beginPages tells whether each of several bookmarks leads to the top of a page behind that of
// the one before.
func beginPages(list []bookmark, pages []page) bool {
	before := -1
	for _, b := range list {
		if b.page <= before || b.page >= len(pages) || b.title == "" || !pages[b.page].above(b.top) {
			return false
		}
		before = b.page
	}
	return len(list) > 1
}

// above tells whether a height on a page is above nearly all that is written on it.
func (p *page) above(top float64) bool {
	if top == 0 || len(p.runs) == 0 {
		return true
	}
	over := 0
	for i := range p.runs {
		if p.runs[i].bottom > top {
			over++
		}
	}
	return over <= edge && over*2 < len(p.runs)
}
