package page

import (
	"fmt"
	"html/template"
	"math"
	"strings"
)

// Measures of the charts over time, in pixels.
const (
	chartHeight = 190.0 // of the plot
	chartTop    = 14.0
	chartFoot   = 22.0 // for the labels below
	countsFoot  = 34.0 // for the numbers of stories below these
)

// gutter is the part of the width, in per cent, that the columns leave to the figures
// of the vertical axis.
const gutter = 7.0

// columnAt is where the i-th of n columns begins, in per cent of the width; the n-th
// is the right edge.
func columnAt(i float64, n int) float64 { return gutter + (100-gutter)*i/float64(n) }

// tickEvery is how many columns lie between two labels on a time axis.
func tickEvery(columns, labels int) int { return max(1, (columns+labels-1)/labels) }

// timeLabels writes the labels of a time axis: up to four that narrow screens show as
// well, and up to twelve in all.
func (w *words) timeLabels(d *drawing, a Axis) {
	n := len(a.Columns)
	step := tickEvery(n, 12)
	narrow := step * tickEvery((n+step-1)/step, 4)
	for i := 0; i+step/2 < n; i += step { // half a label reaches to the right
		class := "wide"
		if i%narrow == 0 && i+narrow/2 < n {
			class = "tick"
		}
		d.add(`<text class="%s" x="%s%%" y="%s" text-anchor="middle">%s</text>`, class, place(columnAt(float64(i)+0.5, n)),
			place(chartTop+chartHeight+16), escaped(w.periodLabel(a, a.Columns[i])))
	}
}

// timeCounts writes a number under every column, below the labels of the time axis: upright, as
// in dense heat tables, where there are many. On narrow screens those of the labels stay.
func (w *words) timeCounts(d *drawing, a Axis, count func(i int) int) {
	n := len(a.Columns)
	class := "counts"
	if dense(n) {
		class = "counts dense"
	}
	if crowded(n) {
		class += " crowded"
	}
	d.add(`<g class="%s">`, class)
	for i := range n {
		if count(i) > 0 {
			class := "n"
			if w.headOf(a, i).Class == "tick" {
				class = "tick"
			}
			d.add(`<text class="%s" x="%s%%" y="%s" text-anchor="%s">%s</text>`, class, place(columnAt(float64(i)+0.5, n)),
				place(chartTop+chartHeight+chartFoot+countsTop(n)), countsAnchor(n), w.number(count(i)))
		}
	}
	d.add(`</g>`)
}

// countsTop is how far the numbers begin below the labels, which is their base line where they
// lie.
func countsTop(columns int) float64 {
	if dense(columns) {
		return 4
	}
	return 12
}

// countsAnchor is where the numbers are held: at their begin where they stand upright.
func countsAnchor(columns int) string {
	if dense(columns) {
		return "start"
	}
	return "middle"
}

// niceStep is the distance of grid lines such that at most five fit below top.
func niceStep(top int) int {
	for magnitude := 1; ; magnitude *= 10 {
		for _, m := range []int{1, 2, 5} {
			if m*magnitude*5 >= top {
				return m * magnitude
			}
		}
	}
}

// stackedBars draws the articles per column, stacked by series.
func (w *words) stackedBars(c Coverage) template.HTML {
	var names []string
	for _, s := range c.Series {
		name := w.seriesName(c, s)
		n := w.tell("watch.articles", "n", s.Total)
		names = append(names, name+" "+n)
	}
	title := w.tell("coverage.time")
	desc := w.tell("coverage.desc", "series", strings.Join(names, ", "), "max", c.Max)
	step := niceStep(c.Max)
	top := float64((c.Max + step - 1) / step * step)
	y := func(v float64) float64 { return chartTop + chartHeight*(1-v/top) }
	var d drawing
	d.begin("chart", "chart-coverage", title, desc, chartTop+chartHeight+chartFoot)
	for v := 0; v <= int(top); v += step {
		d.add(`<line class="grid" x1="0" x2="100%%" y1="%s" y2="%s"/>`, place(y(float64(v))), place(y(float64(v))))
	}
	w.columnsOf(&d, c, y)
	for v := step; v <= int(top); v += step {
		d.add(`<text class="onplot" x="0" y="%s">%s</text>`, place(y(float64(v))-4), w.number(v))
	}
	w.timeLabels(&d, c.Axis)
	d.end()
	return d.html()
}

// columnsOf draws the stacked columns.
func (w *words) columnsOf(d *drawing, c Coverage, y func(float64) float64) {
	n := len(c.Axis.Columns)
	width := columnAt(1, n) - columnAt(0, n)
	gap := width * 0.14
	for i, p := range c.Axis.Columns {
		period := w.periodName(p)
		below := 0.0
		for s, series := range c.Series {
			count := series.Values[i]
			if count == 0 {
				continue
			}
			name := w.seriesName(c, series)
			text := w.tell("coverage.bar", "period", period, "name", name, "n", count)
			above := below + float64(count)
			d.add(`<rect class="%s" x="%s%%" y="%s" width="%s%%" height="%s"><title>%s</title></rect>`, seriesClass(c, s),
				place(columnAt(float64(i), n)+gap/2), place(y(above)), place(width-gap), place(y(below)-y(above)), escaped(text))
			below = above
		}
	}
}

// seriesName is the name of a series for the reader.
func (w *words) seriesName(c Coverage, s Series) string {
	switch {
	case s.Name == "":
		return w.tell("coverage.other")
	case c.By == "language":
		return w.languageName(s.Name)
	default:
		return s.Name
	}
}

// seriesClass is the class that colours a series; what is left over is grey.
func seriesClass(c Coverage, i int) string {
	if c.Series[i].Name == "" {
		return "rest"
	}
	return fmt.Sprintf("s%d", i)
}

// legend names the series of the stacked columns.
func (w *words) legend(c Coverage) template.HTML {
	var d drawing
	d.add(`<ul class="legend">`)
	for i := range c.Series {
		name := w.seriesName(c, c.Series[i])
		d.add(`<li><svg width="12" height="12" aria-hidden="true" focusable="false"><rect class="%s" width="12" height="12"/></svg> %s <span class="quiet">%s</span></li>`,
			seriesClass(c, i), escaped(name), w.number(c.Series[i].Total))
	}
	d.add(`</ul>`)
	return d.html()
}

// toneOverTime draws the mean score of every column with its interval.
func (w *words) toneOverTime(t Tone) template.HTML {
	title := w.tell("tone.overtime")
	low, high := math.Inf(1), math.Inf(-1)
	for _, g := range t.Periods {
		if g.Mean.N > 0 {
			low, high = min(low, g.Mean.Score), max(high, g.Mean.Score)
		}
	}
	desc := w.tell("tone.desc", "low", w.score(low), "high", w.score(high))
	up := w.tell("tone.up")
	down := w.tell("tone.down")
	y := func(v float64) float64 { return chartTop + chartHeight/2*(1-max(-1, min(1, v/t.Reach))) }
	var d drawing
	d.begin("chart", "chart-tone", title, desc, chartTop+chartHeight+chartFoot+countsFoot)
	for _, v := range []float64{-t.Reach, -t.Reach / 2, 0, t.Reach / 2, t.Reach} {
		class := "grid"
		if v == 0 {
			class = "zero"
		}
		d.add(`<line class="%s" x1="0" x2="100%%" y1="%s" y2="%s"/>`, class, place(y(v)), place(y(v)))
	}
	w.tonePoints(&d, t, y)
	d.add(`<text class="onplot" x="0" y="%s">%s %s</text><text class="onplot" x="0" y="%s">0</text><text class="onplot" x="0" y="%s">%s %s</text>`,
		place(y(t.Reach)+12), w.score(t.Reach), escaped(up), place(y(0)-4), place(y(-t.Reach)-4), w.score(-t.Reach), escaped(down))
	w.timeLabels(&d, t.Axis)
	w.timeCounts(&d, t.Axis, func(i int) int { return t.Periods[i].Mean.Stories })
	d.end()
	return d.html()
}

// tonePoints draws the whiskers and points of the tone over time, hollow ones of few stories.
func (w *words) tonePoints(d *drawing, t Tone, y func(float64) float64) {
	for i, g := range t.Periods {
		if g.Mean.N == 0 {
			continue
		}
		period := w.periodName(t.Axis.Columns[i])
		mean := w.meanText(g.Mean)
		text := w.tell("tone.point", "period", period, "mean", mean, "n", g.Mean.N)
		x := place(columnAt(float64(i)+0.5, len(t.Periods)))
		class := toneClass(g.Mean)
		if g.Mean.Stories < t.Axis.Few {
			class = "few"
		}
		d.add(`<g class="%s"><title>%s</title>`, class, escaped(text))
		if g.Mean.Interval {
			d.add(`<line class="whisker" x1="%s%%" x2="%s%%" y1="%s" y2="%s"/>`, x, x, place(y(g.Mean.Low)), place(y(g.Mean.High)))
		}
		d.add(`<circle cx="%s%%" cy="%s" r="4"/></g>`, x, place(y(g.Mean.Score)))
	}
}
