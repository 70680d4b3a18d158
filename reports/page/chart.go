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

// Measures of a sparkline, in pixels: the shares, and below them the number of stories.
const (
	sparkHeight = 72.0
	sparkBars   = 12.0
)

// sparkline draws the share of a topic over time with its interval, over bars of the stories that
// it is a share of. Columns with few of them are dotted.
func (w *words) sparkline(t Topic, a Axis) template.HTML {
	top, highest, first, last := 0.0, 0.0, -1, -1
	least, most := math.MaxInt, 0
	for i, c := range t.Series {
		if c.Total == 0 {
			continue
		}
		least, most = min(least, c.Total), max(most, c.Total)
		if last = i; first < 0 {
			first = i
		}
		if c.told() {
			top, highest = max(top, c.Share, c.High), max(highest, c.Share)
		}
	}
	if first < 0 {
		return ""
	}
	if top == 0 { // in all of them are few
		for _, c := range t.Series {
			top, highest = max(top, c.Share), max(highest, c.Share)
		}
	}
	n := w.tell("spark.n", "low", w.number(least), "high", w.number(most))
	if least == most {
		n = w.tell("spark.same", "n", w.number(most))
	}
	desc := w.tell("spark.desc", "first", w.percent(t.Series[first].Share), "last", w.percent(t.Series[last].Share), "peak", w.percent(highest),
		"low", least, "high", most, "few", a.Few)
	step := 1000 / float64(len(t.Series))
	x := func(i int) float64 { return (float64(i) + 0.5) * step }
	y := func(v float64) float64 {
		return 4 + (sparkHeight-8)*(1-min(1, v/max(top, math.SmallestNonzeroFloat64)))
	}
	const foot = sparkHeight + sparkBars
	var d drawing
	d.begin("spark", fmt.Sprintf("spark-%d", t.ID), w.tell("topic.overtime"), desc, foot+18)
	d.add(`<svg width="100%%" height="%s" viewBox="0 0 1000 %s" preserveAspectRatio="none">`, place(foot), place(foot))
	d.add(`<path class="band" d="%s"/>`, band(t.Series, x, y))
	d.add(`<path class="axis" d="M0 %s H1000"/>`, place(y(0)))
	d.add(`<path class="line" d="%s"/>`, line(t.Series, x, y))
	d.add(`<path class="line thin" d="%s"/>`, thin(t.Series, x, y))
	for i, c := range t.Series {
		if c.Burst && c.Total > 0 {
			d.add(`<path class="dot" d="M%s %sh0"/>`, place(x(i)), place(y(c.Share)))
		}
	}
	d.add(`<path class="bars" d="%s"/>`, bars(t.Series, step, float64(most)))
	d.end()
	d.add(`<text x="0" y="%s">%s</text><text x="50%%" y="%s" text-anchor="middle">%s</text><text x="100%%" y="%s" text-anchor="end">%s</text>`,
		place(foot+14), w.periodLabel(a, a.Columns[0]), place(foot+14), escaped(n), place(foot+14), w.periodLabel(a, a.Columns[len(a.Columns)-1]))
	d.end()
	return d.html()
}

// bars is the path of the numbers of stories, hanging below the shares, of columns that are step
// wide.
func bars(cells []Cell, step, most float64) string {
	var b strings.Builder
	for i, c := range cells {
		if c.Total > 0 {
			fmt.Fprintf(&b, "M%s %sh%sv%sh-%sz", place((float64(i)+0.1)*step), place(sparkHeight), place(0.8*step),
				place(max(1, sparkBars*float64(c.Total)/most)), place(0.8*step))
		}
	}
	return b.String()
}

// line is the path through the shares, broken where there is none or few stories.
func line(cells []Cell, x func(int) float64, y func(float64) float64) string {
	var b strings.Builder
	command := "M"
	for i, c := range cells {
		if c.Total == 0 || c.Few {
			command = "M"
			continue
		}
		fmt.Fprintf(&b, "%s%s %s", command, place(x(i)), place(y(c.Share)))
		if alone := command == "M" && (i+1 == len(cells) || cells[i+1].Total == 0 || cells[i+1].Few); alone {
			b.WriteString("h0") // a round dot
		}
		command = "L"
	}
	return b.String()
}

// thin is the path through the shares of few stories, to and from their neighbours.
func thin(cells []Cell, x func(int) float64, y func(float64) float64) string {
	var b strings.Builder
	for i, c := range cells {
		if c.Total == 0 {
			continue
		}
		next := i+1 < len(cells) && cells[i+1].Total > 0
		switch {
		case next && (c.Few || cells[i+1].Few):
			fmt.Fprintf(&b, "M%s %sL%s %s", place(x(i)), place(y(c.Share)), place(x(i+1)), place(y(cells[i+1].Share)))
		case c.Few && !next && (i == 0 || cells[i-1].Total == 0):
			fmt.Fprintf(&b, "M%s %sh0", place(x(i)), place(y(c.Share)))
		}
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

// shade is the level of a cell of the heat table over time: of few stories it stays pale,
// whatever their share is.
func shade(c Cell, top float64) int {
	if c.Few {
		return min(palest, level(c.Share, top))
	}
	return level(c.Share, top)
}

// palest is the highest level of a cell of few stories.
const palest = 2

// dense tells whether a heat table has too many columns for figures in its cells.
func dense(columns int) bool { return columns > 16 }

// crowded tells whether there are too many columns for upright figures below each of them on
// narrow screens.
func crowded(columns int) bool { return columns > 31 }
