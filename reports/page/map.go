package page

import (
	"fmt"
	"html/template"
	"math"
	"unicode/utf8"
)

// A map is drawn in per cent of a surface of 3 : 2 whose text keeps its size. Labels are
// placed for the width below; where the map is much narrower, the style sheet hides them
// and leaves the numbers of the topics.
const (
	mapWidth   = 510.0
	mapHeight  = 340.0
	mapRadius  = 26.0 // of the topic with most stories
	mapLeast   = 5.0  // radius of any topic
	mapLabel   = 26   // characters of a label
	mapLetter  = 6.4  // width of a letter
	mapLine    = 15.0 // height of a line
	mapPadding = 8.0
)

// disc is a topic on the map, in pixels.
type disc struct {
	point   MapPoint
	x, y, r float64
}

// box is a rectangle on the map, in pixels.
type box struct{ left, top, right, bottom float64 }

func (b box) meets(c box) bool {
	return b.left < c.right && c.left < b.right && b.top < c.bottom && c.top < b.bottom
}

func (d disc) box() box { return box{d.x - d.r, d.y - d.r, d.x + d.r, d.y + d.r} }

// discs scales the points to the surface, one scale for both coordinates, in the middle.
func discs(points []MapPoint) []disc {
	most := 1
	low, high := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, p := range points {
		most = max(most, p.Stories)
		for d, v := range [2]float64{p.X, p.Y} {
			low[d], high[d] = min(low[d], v), max(high[d], v)
		}
	}
	const margin = mapRadius + mapPadding
	scale := math.Inf(1)
	for d, size := range [2]float64{mapWidth, mapHeight} {
		if extent := high[d] - low[d]; extent > 0 {
			scale = min(scale, (size-2*margin)/extent)
		}
	}
	if math.IsInf(scale, 1) {
		scale = 0
	}
	out := make([]disc, len(points))
	for i, p := range points {
		out[i] = disc{
			point: p, r: max(mapLeast, mapRadius*math.Sqrt(float64(p.Stories)/float64(most))),
			x: mapWidth/2 + scale*(p.X-(low[0]+high[0])/2),
			y: mapHeight/2 - scale*(p.Y-(low[1]+high[1])/2),
		}
	}
	separate(out)
	return out
}

// separate moves discs apart that would hide one another's numbers: while two are nearer
// than apart of the sum of their radii, both give way by half of what is missing. Discs
// in one place part from left to right, in their order.
func separate(all []disc) {
	const apart, rounds = 0.85, 60
	for range rounds {
		for i := range all {
			for j := range i {
				a, b := &all[j], &all[i]
				dx, dy := b.x-a.x, b.y-a.y
				distance := math.Hypot(dx, dy)
				missing := apart*(a.r+b.r) - distance
				if missing <= 0 {
					continue
				}
				if distance == 0 {
					dx, distance = 1, 1
				}
				dx, dy = dx/distance*missing/2, dy/distance*missing/2
				a.x, a.y, b.x, b.y = a.x-dx, a.y-dy, b.x+dx, b.y+dy
			}
		}
	}
	for i := range all {
		d := &all[i]
		d.x, d.y = max(d.r, min(mapWidth-d.r, d.x)), max(d.r, min(mapHeight-d.r, d.y))
	}
}

// caption is a label with its place.
type caption struct {
	text   string
	x, y   float64
	anchor string
}

// box is the place that the label takes.
func (l caption) box() box {
	width := mapLetter * float64(utf8.RuneCountInString(l.text))
	left := l.x
	switch l.anchor {
	case "end":
		left -= width
	case "middle":
		left -= width / 2
	}
	return box{left, l.y - mapLine + 4, left + width, l.y + 4}
}

// labels places the labels of discs, in their order, where each meets no other and no
// disc: to the right, to the left, below or above. One without such a place is left out.
func labels(all []disc) map[int]caption {
	var taken []box
	for _, d := range all {
		taken = append(taken, d.box())
	}
	placed := make(map[int]caption)
	for i, d := range all {
		text := shortened(d.point.Label, mapLabel)
		for _, try := range []caption{
			{text, d.x + d.r + 5, d.y + 4, "start"},
			{text, d.x - d.r - 5, d.y + 4, "end"},
			{text, d.x, d.y + d.r + 13, "middle"},
			{text, d.x, d.y - d.r - 5, "middle"},
		} {
			place := try.box()
			if place.left < 0 || place.right > mapWidth || place.top < 0 || place.bottom > mapHeight || meetsAny(place, taken) {
				continue
			}
			taken = append(taken, place)
			placed[i] = try
			break
		}
	}
	return placed
}

func meetsAny(b box, others []box) bool {
	for _, o := range others {
		if b.meets(o) {
			return true
		}
	}
	return false
}

// shortened cuts a text to a number of characters.
func shortened(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit-1]) + "…"
}

// topicMap draws the topics of a language: areas are stories, and colour, outline and
// sign tell the tone.
func (w *words) topicMap(m Map) template.HTML {
	all := discs(m.Points)
	names := labels(all)
	across, down := func(x float64) string { return place(100 * x / mapWidth) }, func(y float64) string { return place(100 * y / mapHeight) }
	diagonal := math.Sqrt((mapWidth*mapWidth + mapHeight*mapHeight) / 2) // what SVG takes per cent of a radius of
	var d drawing
	d.add(`<svg class="map" role="group" aria-label="%s">`, escaped(w.tell("map.name", "language", w.languageName(m.Language))))
	for i, c := range all {
		p := c.point
		d.add(`<a href="#topic-%d" class="%s"><title>%s</title><circle cx="%s%%" cy="%s%%" r="%s%%"/>`, p.ID, toneClass(p.Mean),
			escaped(w.mapPoint(p)), across(c.x), down(c.y), place(100*c.r/diagonal))
		if l, ok := names[i]; ok {
			d.add(`<text class="wide" x="%s%%" y="%s%%" text-anchor="%s">%s</text>`, across(l.x), down(l.y), l.anchor, escaped(l.text))
		}
		d.add(`</a>`)
	}
	d.add(`<g class="ids" aria-hidden="true">`) // above all discs
	for _, c := range all {
		d.add(`<text x="%s%%" y="%s%%" dy="4" text-anchor="middle">%d%s</text>`, across(c.x), down(c.y), c.point.ID, toneArrow(c.point.Mean))
	}
	d.add(`</g>`)
	d.end()
	return d.html()
}

// mapPoint says what a disc stands for.
func (w *words) mapPoint(p MapPoint) string {
	if p.Mean.N == 0 {
		return w.tell("map.point", "id", fmt.Sprint(p.ID), "label", p.Label, "n", p.Stories)
	}
	return w.tell("map.scored", "id", fmt.Sprint(p.ID), "label", p.Label, "n", p.Stories, "mean", w.meanText(p.Mean))
}

// markText says what a topic may be instead of one of the news; marks of later versions are named
// as they are.
func (w *words) markText(mark, outlet string) template.HTML {
	switch mark {
	case "single_outlet":
		return w.say("mark.outlet", "outlet", outlet)
	case "register":
		return w.say("mark.register")
	case "boilerplate":
		return w.say("mark.boilerplate")
	}
	return w.say("mark.other", "mark", mark)
}

// toneArrow is the sign of a mean whose whole interval is on one side of 0.
func toneArrow(m Mean) string {
	switch toneClass(m) {
	case "neg":
		return "▼"
	case "pos":
		return "▲"
	default:
		return ""
	}
}
