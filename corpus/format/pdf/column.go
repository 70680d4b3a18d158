package pdf

import (
	"cmp"
	"slices"
	"strings"
)

// line is a line of a column, read from left to right.
type line struct {
	text                     string
	left, bottom, right, top float64
}

func (l *line) size() float64 { return l.top - l.bottom }

// column is lines below each other.
type column []line

const (
	// mostColumns beside each other are columns of text; what has more is a table.
	mostColumns = 8
	// deepest is how often columns are looked for within columns.
	deepest = 6
	// shortestRow is the mean length in characters of the lines of a column of text; cells of
	// a table are shorter.
	shortestRow = 15
)

// span is an extent from left to right.
type span struct{ left, right float64 }

// columnsOf gives the columns of a page, or of a part of it, in reading order. It walks down
// the bands of the page, which are its lines across. Bands that leave the same gutter free are
// columns beside each other and are read one after the other; a band that crosses the gutter,
// such as a headline, ends them. Gutter is the least width of one.
//
// It is a cut of the kind of XY trees (Nagy and Seth 1984). Cost: n log n in the runs.
func columnsOf(runs []run, gutter float64, depth int) []column {
	var all []column
	var group []run
	var free []span // extents of the columns of group
	end := func() {
		if len(group) > 0 {
			all = append(all, readGroup(group, free, gutter, depth)...)
		}
		group, free = nil, nil
	}
	for _, band := range bandsOf(runs) {
		extents := cover(nil, band, gutter)
		both := cover(free, band, gutter)
		if len(group) > 0 && len(both) == 1 && max(len(free), len(extents)) > 1 {
			end()
			both = extents
		}
		group, free = append(group, band...), both
	}
	end()
	return all
}

// readGroup reads bands: as columns where each of at least two has lines of text, else across.
func readGroup(group []run, free []span, gutter float64, depth int) []column {
	if len(free) > 1 && depth > 0 {
		parts := make([][]run, len(free))
		for _, r := range group {
			at, _ := slices.BinarySearchFunc(free, r.left, func(s span, x float64) int { return cmp.Compare(s.right, x) })
			at = min(at, len(free)-1)
			parts[at] = append(parts[at], r)
		}
		texts := 0
		for _, part := range parts {
			if isText(part) {
				texts++
			}
		}
		if texts > 1 {
			var all []column
			for _, part := range parts {
				all = append(all, columnsOf(part, gutter, depth-1)...)
			}
			return all
		}
	}
	var c column
	for _, band := range bandsOf(group) {
		c = append(c, rowOf(band))
	}
	return []column{c}
}

// isText tells a column of text from the cells of a table.
func isText(part []run) bool {
	length := 0
	for i := range part {
		length += len(part[i].text)
	}
	rows := len(bandsOf(part))
	return rows > 1 && length >= rows*shortestRow
}

// bandsOf parts runs into the lines across that they stand on, from the top. Of each run the
// middle half of its height counts, for lines may touch.
func bandsOf(runs []run) [][]run {
	sorted := slices.Clone(runs)
	slices.SortStableFunc(sorted, func(a, b run) int {
		return cmp.Or(cmp.Compare(b.top+b.bottom, a.top+a.bottom), cmp.Compare(a.left, b.left))
	})
	var bands [][]run
	from, floor := 0, 0.0
	for i := range sorted {
		r := &sorted[i]
		core := r.size() / 4
		if i > 0 && r.top-core <= floor {
			bands = append(bands, sorted[from:i:i])
			from = i
		}
		if i == from || r.bottom+core < floor {
			floor = r.bottom + core
		}
	}
	if len(sorted) > 0 {
		bands = append(bands, sorted[from:])
	}
	return bands
}

// cover adds the extents of a band to those that are covered, which are in order and apart by
// a gutter at least. What would be too many columns is one extent.
func cover(covered []span, band []run, gutter float64) []span {
	all := slices.Clone(covered)
	for i := range band {
		all = append(all, span{band[i].left, band[i].right})
	}
	slices.SortFunc(all, func(a, b span) int { return cmp.Or(cmp.Compare(a.left, b.left), cmp.Compare(a.right, b.right)) })
	merged := all[:0]
	for _, s := range all {
		if n := len(merged); n > 0 && s.left-merged[n-1].right < gutter {
			merged[n-1].right = max(merged[n-1].right, s.right)
		} else {
			merged = append(merged, s)
		}
	}
	if n := len(merged); n > mostColumns {
		return []span{{merged[0].left, merged[n-1].right}}
	}
	return merged
}

// rowOf reads a band from left to right. Its size is that of the run with most text.
func rowOf(band []run) line {
	slices.SortStableFunc(band, func(a, b run) int { return cmp.Compare(a.left, b.left) })
	l := line{left: band[0].left, right: band[0].right}
	longest := 0
	var text strings.Builder
	for i := range band {
		r := &band[i]
		if i > 0 && r.left-l.right > 0.1*r.size() {
			text.WriteByte(' ')
		}
		if i+1 < len(band) {
			text.WriteString(strings.TrimSuffix(r.text, string(softHyphen))) // no line ends here
		} else {
			text.WriteString(r.text)
		}
		l.right = max(l.right, r.right)
		if len(r.text) > longest {
			longest, l.bottom, l.top = len(r.text), r.bottom, r.top
		}
	}
	l.text = text.String()
	return l
}
