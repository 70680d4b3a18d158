package page

import "html/template"

// targetHeight is the height, in pixels, of the columns of one direction.
const targetHeight = 40.0

// targetChart draws the articles that name a target over time: positive ones, with the
// neutral ones on top, upwards, and negative ones downwards.
func (w *words) targetChart(t Target, a Axis, id string) template.HTML {
	if t.Peak == 0 {
		return ""
	}
	n := len(t.Series)
	x := func(i float64) float64 { return 100 * i / float64(n) }
	width := x(1)
	var total ToneCounts
	var d, columns drawing
	for i, c := range t.Series {
		total.Negative, total.Neutral, total.Positive = total.Negative+c.Negative, total.Neutral+c.Neutral, total.Positive+c.Positive
		if c.Scored() == 0 {
			continue
		}
		unit := targetHeight / float64(t.Peak)
		columns.add(`<g><title>%s</title>`, escaped(w.tell("watch.column", "period", w.periodName(a.Columns[i]),
			"negative", c.Negative, "neutral", c.Neutral, "positive", c.Positive)))
		bar := func(class string, top, height float64) {
			if height > 0 {
				columns.add(`<rect class="%s" x="%s%%" y="%s" width="%s%%" height="%s"/>`, class,
					place(x(float64(i))+width*0.08), place(top), place(width*0.84), place(height))
			}
		}
		up := unit * float64(c.Positive)
		bar("pos", targetHeight-up, up)
		bar("neu", targetHeight-up-unit*float64(c.Neutral), unit*float64(c.Neutral))
		bar("neg", targetHeight, unit*float64(c.Negative))
		columns.add(`</g>`)
	}
	d.begin("target", id, w.tell("watch.overtime"), w.tell("watch.desc", "negative", total.Negative, "neutral", total.Neutral,
		"positive", total.Positive, "peak", t.Peak), 2*targetHeight+18)
	d.WriteString(columns.String())
	d.add(`<line class="zero" x1="0" x2="100%%" y1="%s" y2="%[1]s"/>`, place(targetHeight))
	d.add(`<text x="0" y="%[1]s">%[2]s</text><text x="50%%" y="%[1]s" text-anchor="middle">%[3]s</text><text x="100%%" y="%[1]s" text-anchor="end">%[4]s</text>`,
		place(2*targetHeight+14), w.periodLabel(a, a.Columns[0]), escaped(w.tell("watch.peak", "n", t.Peak)), w.periodLabel(a, a.Columns[n-1]))
	d.end()
	return d.html()
}
