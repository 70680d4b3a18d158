package page

import (
	"fmt"
	"html/template"
	"math"
	"strings"
)

// Charts are drawn without a viewBox: across in per cent of the width, down in
// pixels. So they are as wide as their column, and their text keeps its size. Lines
// need a coordinate system of their own, which nests a stretched one.

// drawing builds an SVG element.
type drawing struct{ strings.Builder }

// add writes markup; text that comes from the corpus must pass through escaped.
func (d *drawing) add(format string, args ...any) { fmt.Fprintf(d, format, args...) }

func escaped(s string) string { return template.HTMLEscapeString(s) }

func (d *drawing) html() template.HTML { return template.HTML(d.String()) }

// begin opens an SVG that a caption beside it does not explain: id must be unique.
func (d *drawing) begin(class, id, title, desc string, height float64) {
	d.add(`<svg class="%s" width="100%%" height="%s" role="img" aria-labelledby="%s-t %s-d"><title id="%s-t">%s</title><desc id="%s-d">%s</desc>`,
		class, place(height), id, id, id, escaped(title), id, escaped(desc))
}

// decoration opens an SVG that only repeats figures that stand beside it.
func (d *drawing) decoration(class string, height float64) {
	d.add(`<svg class="%s" width="100%%" height="%s" aria-hidden="true" focusable="false">`, class, place(height))
}

func (d *drawing) end() { d.add(`</svg>`) }

// bar draws a share as a horizontal bar.
func bar(share float64) template.HTML {
	var d drawing
	d.decoration("bar", 6)
	d.add(`<rect class="track" width="100%%" height="6"/><rect class="value" width="%s%%" height="6"/>`, place(100*min(1, max(0, share))))
	d.end()
	return d.html()
}

// toneBar draws the shares of the tones side by side: negative, neutral, positive.
func toneBar(c ToneCounts) template.HTML {
	var d drawing
	d.decoration("tonebar", 14)
	x, total := 0.0, float64(max(1, c.Scored()))
	for _, part := range []struct {
		class string
		n     int
	}{{"neg", c.Negative}, {"neu", c.Neutral}, {"pos", c.Positive}} {
		width := 100 * float64(part.n) / total
		if part.n > 0 {
			d.add(`<rect class="%s" x="%s%%" width="%s%%" height="14"/>`, part.class, place(x), place(width))
		}
		x += width
	}
	d.end()
	return d.html()
}

// across is where a score lies on a scale from -span to span, in per cent.
func across(v, span float64) float64 { return 50 + 50*max(-1, min(1, v/span)) }

// intervalPlot draws a mean score and its interval on the scale from -span to span.
func intervalPlot(m Mean, span float64) template.HTML {
	var d drawing
	const height, middle = 48, 24
	d.decoration("interval", height)
	for _, x := range []float64{0, 25, 75, 100} {
		d.add(`<line class="grid" x1="%s%%" x2="%s%%" y1="0" y2="%d"/>`, place(x), place(x), height)
	}
	d.add(`<line class="zero" x1="50%%" x2="50%%" y1="0" y2="%d"/>`, height)
	class := toneClass(m)
	if m.Interval {
		d.add(`<line class="whisker %s" x1="%s%%" x2="%s%%" y1="%d" y2="%d"/>`, class, place(across(m.Low, span)), place(across(m.High, span)), middle, middle)
	}
	if m.N > 0 {
		d.add(`<circle class="%s" cx="%s%%" cy="%d" r="4.5"/>`, class, place(across(m.Score, span)), middle)
	}
	d.end()
	return d.html()
}

// toneClass is negative or positive where a net tone clearly is, and else neutral.
func toneClass(m Mean) string {
	switch m.Clear {
	case "negative":
		return "neg"
	case "positive":
		return "pos"
	default:
		return "neu"
	}
}

// scaleLabels draws the figures over the interval plots.
func (w *words) scaleLabels(span float64) template.HTML {
	var d drawing
	d.decoration("scale", 16)
	for _, l := range []struct {
		x      float64
		v      float64
		anchor string
	}{{0, -span, "start"}, {50, 0, "middle"}, {100, span, "end"}} {
		d.add(`<text x="%s%%" y="12" text-anchor="%s">%s</text>`, place(l.x), l.anchor, w.score(l.v))
	}
	d.end()
	return d.html()
}

// sparkline draws the share of a topic over time with its interval.
func (w *words) sparkline(t Topic, a Axis) template.HTML {
	top, first, last := 0.0, -1, -1
	for i, c := range t.Series {
		top = max(top, c.Share, c.High)
		if c.Total > 0 {
			if last = i; first < 0 {
				first = i
			}
		}
	}
	if first < 0 || top == 0 {
		return ""
	}
	highest := 0.0
	for _, c := range t.Series {
		highest = max(highest, c.Share)
	}
	title := w.tell("topic.overtime")
	desc := w.tell("spark.desc", "first", w.percent(t.Series[first].Share), "last", w.percent(t.Series[last].Share), "peak", w.percent(highest))
	const height = 72
	x := func(i int) float64 { return (float64(i) + 0.5) * 1000 / float64(len(t.Series)) }
	y := func(v float64) float64 { return 4 + (height-8)*(1-v/top) }
	var d drawing
	d.begin("spark", fmt.Sprintf("spark-%d", t.ID), title, desc, height+18)
	d.add(`<svg width="100%%" height="%d" viewBox="0 0 1000 %d" preserveAspectRatio="none">`, height, height)
	d.add(`<path class="band" d="%s"/>`, band(t.Series, x, y))
	d.add(`<path class="axis" d="M0 %s H1000"/>`, place(y(0)))
	d.add(`<path class="line" d="%s"/>`, line(t.Series, x, y))
	for i, c := range t.Series {
		if c.Burst && c.Total > 0 {
			d.add(`<path class="dot" d="M%s %sh0"/>`, place(x(i)), place(y(c.Share)))
		}
	}
	d.end()
	d.add(`<text x="0" y="%d">%s</text><text x="100%%" y="%d" text-anchor="end">%s</text>`,
		height+14, w.periodLabel(a, a.Columns[0]), height+14, w.periodLabel(a, a.Columns[len(a.Columns)-1]))
	d.end()
	return d.html()
}

// line is the path through the shares, broken where there is none.
func line(cells []Cell, x func(int) float64, y func(float64) float64) string {
	var b strings.Builder
	command := "M"
	for i, c := range cells {
		if c.Total == 0 {
			command = "M"
			continue
		}
		fmt.Fprintf(&b, "%s%s %s", command, place(x(i)), place(y(c.Share)))
		command = "L"
	}
	return b.String()
}

// band is the area between the bounds of the shares, one polygon per unbroken run.
func band(cells []Cell, x func(int) float64, y func(float64) float64) string {
	var b strings.Builder
	for i := 0; i < len(cells); i++ {
		if !cells[i].Bounds {
			continue
		}
		end := i
		for end < len(cells) && cells[end].Bounds {
			end++
		}
		command := "M"
		for j := i; j < end; j++ {
			fmt.Fprintf(&b, "%s%s %s", command, place(x(j)), place(y(cells[j].High)))
			command = "L"
		}
		for j := end - 1; j >= i; j-- {
			fmt.Fprintf(&b, "L%s %s", place(x(j)), place(y(cells[j].Low)))
		}
		b.WriteString("Z")
		i = end
	}
	return b.String()
}

// level is how dark a cell of a heat table is: 0 for nothing, then 1 to 7.
func level(share, top float64) int {
	if share <= 0 || top <= 0 {
		return 0
	}
	return min(7, max(1, int(math.Ceil(7*share/top))))
}

// dense tells whether a heat table has too many columns for figures in its cells.
func dense(columns int) bool { return columns > 16 }
