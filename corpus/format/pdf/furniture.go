package pdf

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// edge is how many lines at the top and at the bottom of a page may be furniture: running
// headers, footers, page numbers.
const edge = 3

var (
	pageNumber = regexp.MustCompile(`(?i)^(seite|page|s\.|p\.)?[\s\-–—|·]*\d{1,4}(\s*(/|\||von|of)\s*\d{1,4})?[\s\-–—|·]*$`)
	// printedFrom and printedAt are what browsers print around a page.
	printedFrom = regexp.MustCompile(`^(https?://\S+)\s+\d+/\d+$`)
	printedAt   = regexp.MustCompile(`^(\d{1,3} (von|of) \d{1,3} )?\d{1,2}[./]\d{1,2}[./]\d{2,4}, \d{1,2}:\d\d( ?[AP]M)?( |$)`)
)

// page is what was read of a page.
type page struct {
	runs      []run
	furniture []string // lines that were taken off
	body      float64  // size of running text
}

// held is what a page takes, in bytes.
func (p *page) held() int64 {
	const place = 64
	n := int64(0)
	for i := range p.runs {
		n += int64(len(p.runs[i].text)) + place
	}
	return n
}

// edges gives the lines across at the top and at the bottom of a page, each from the outside.
// Lines of the size of a headline are none of the furniture.
func (p *page) edges(bands [][]run) (head, foot [][]run) {
	take := func(band []run) bool {
		size := 0.0
		for i := range band {
			size = max(size, band[i].size())
		}
		return size <= 1.3*p.body
	}
	for i := 0; i < min(edge, len(bands)) && take(bands[i]); i++ {
		head = append(head, bands[i])
	}
	for i := 0; i < min(edge, len(bands)-len(head)) && take(bands[len(bands)-1-i]); i++ {
		foot = append(foot, bands[len(bands)-1-i])
	}
	return head, foot
}

// place is a line at an edge of a page.
type place struct {
	text   string // masked
	height int    // eighths of an inch from the lower edge of the page
}

func placeOf(band []run) place {
	row := rowOf(band)
	return place{masked(row.text), int(math.Floor(row.bottom / 9))}
}

// dropFurniture takes the lines off pages that recur at the same height of their edges, numbers
// aside: on two of up to four pages, on three of more. Numbers of pages and what browsers print
// go from single pages as well.
func dropFurniture(pages []page) {
	need := 3
	if len(pages) <= 4 {
		need = 2
	}
	type edges struct{ head, foot [][]run }
	count := make(map[place]int) // pages
	all := make([]edges, len(pages))
	for i := range pages {
		all[i].head, all[i].foot = pages[i].edges(bandsOf(pages[i].runs))
		seen := make(map[place]bool)
		for _, band := range slices.Concat(all[i].head, all[i].foot) {
			if at := placeOf(band); !seen[at] {
				seen[at] = true
				count[at]++
			}
		}
	}
	recurs := func(at place) bool {
		return count[at]+count[place{at.text, at.height - 1}]+count[place{at.text, at.height + 1}] >= need
	}
	for i := range pages {
		gone := make(map[run]bool)
		for _, bands := range [...][][]run{all[i].head, all[i].foot} {
			for outside, band := range bands {
				text := rowOf(band).text
				alone := printedFrom.MatchString(text) || printedAt.MatchString(text) || pageNumber.MatchString(text)
				if recurs(placeOf(band)) || outside == 0 && alone {
					pages[i].furniture = append(pages[i].furniture, text)
					for _, r := range band {
						gone[r] = true
					}
				}
			}
		}
		pages[i].runs = slices.DeleteFunc(pages[i].runs, func(r run) bool { return gone[r] })
	}
}

// masked gives a line in lower case with one # for each number.
func masked(text string) string {
	var out strings.Builder
	number := false
	for _, r := range strings.ToLower(text) {
		if unicode.IsDigit(r) {
			if !number {
				out.WriteByte('#')
			}
			number = true
			continue
		}
		number = false
		out.WriteRune(r)
	}
	return out.String()
}
