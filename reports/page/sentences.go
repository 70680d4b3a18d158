package page

import (
	"fmt"
	"html/template"
	"math"
	"strings"
	"time"
)

// finding words a finding; names of topics in it are links to their places.
func (w *words) finding(f Finding) template.HTML {
	key := "finding." + f.Kind
	switch f.Kind {
	case Largest:
		return w.say(key, "topic", topicLink(f.Topic), "count", f.Count, "total", f.Total, "share", w.percent(f.Share))
	case Rising, Falling:
		if f.Within {
			key += ".in"
		}
		return w.say(key, "topic", topicLink(f.Topic), "before", w.percent(f.Before), "share", w.percent(f.Share), "turn", w.longDate(f.Turn))
	case Mix:
		return w.say(key, "topic", topicLink(f.Topic), "before", w.percent(f.Before), "share", w.percent(f.Share), "turn", w.longDate(f.Turn),
			"outlet", anchor(f.Anchor, f.Outlet), "span", w.spanText(f.Span))
	case Burst:
		period := w.periodName(f.Period)
		return w.say(key, "topic", topicLink(f.Topic), "period", period, "count", f.Count, "total", f.Total, "share", w.percent(f.Share))
	case ToneRange:
		low := w.rangeText(f.Mean)
		high := w.rangeText(f.Against)
		return w.say(key, "count", f.Count, "topic", topicLink(f.Topic), "low", w.score(f.Mean.Score), "lowrange", low,
			"other", topicLink(f.Other), "high", w.score(f.Against.Score), "highrange", high)
	case Focus:
		outlet := anchor(f.Anchor, f.Outlet)
		return w.say(key, "outlet", outlet, "share", w.percent(f.Share), "topic", topicLink(f.Topic), "before", w.percent(f.Before))
	case Data:
		return w.dataFinding(f)
	default:
		return template.HTML(w.fail("no wording for a finding of kind %q", f.Kind))
	}
}

// dataFinding words what the reader must know about the data.
func (w *words) dataFinding(f Finding) template.HTML {
	part := func(key string, n int) string {
		if n == 0 {
			return w.tell(key + ".none")
		}
		return w.tell(key+".some", "n", n, "total", f.Total)
	}
	return w.say("finding.data", "rejected", part("data.rejected", f.Count), "copies", part("data.copies", f.Copies),
		"undated", part("data.undated", f.Undated), "link", anchor(f.Anchor, w.tell("finding.data.link")))
}

// anchor is a link to a place in the page.
func anchor(id, text string) template.HTML {
	return template.HTML(`<a href="#` + template.HTMLEscapeString(id) + `">` + template.HTMLEscapeString(text) + `</a>`)
}

// topicLink is the label of a topic, linked to its place.
func topicLink(r Ref) template.HTML { return anchor(fmt.Sprintf("topic-%d", r.ID), r.Label) }

// meanText is a mean score, with its interval where it has one.
func (w *words) meanText(m Mean) string {
	if !m.Interval {
		return w.score(m.Score)
	}
	return w.tell("tone.interval", "score", w.score(m.Score), "low", w.score(m.Low), "high", w.score(m.High))
}

// toneRule says how tones are called, with the bands of the languages that have one.
func (w *words) toneRule(m Method) string {
	var bands []string
	whole := make(map[string]float64) // of sentences, by language
	for _, x := range m.Models {
		key := "tone.band"
		switch {
		case x.Band == 0 || x.Scored == 0 && x.Sentences == 0:
			continue
		case x.Scored > 0:
			whole[x.Language] = x.Band
		case whole[x.Language] == x.Band: // one band for both
			continue
		default: // it has read the sentences that name a target, and no others
			key = "tone.bandnames"
		}
		bands = append(bands, w.tell(key, "band", w.decimal(x.Band), "language", w.languageName(x.Language)))
	}
	list := ""
	if len(bands) > 0 {
		list = " (" + strings.Join(bands, ", ") + ")"
	}
	return w.tell("tone.rule", "bands", list, "net", w.decimal(m.NetBand))
}

// rangeText is the interval of a net tone.
func (w *words) rangeText(m Mean) string {
	return w.tell("tone.range", "low", w.score(m.Low), "high", w.score(m.High))
}

// changeText says how the share of a topic moved.
func (w *words) changeText(c Change) string {
	text := w.tell("change."+c.Direction, "before", w.percent(c.Before), "after", w.percent(c.After), "turn", w.date(c.Turn))
	if c.Outlet == "" {
		return text
	}
	return text + " " + w.tell("change.mix", "before", w.percent(c.AllBefore), "after", w.percent(c.AllAfter),
		"outlet", c.Outlet, "span", w.spanText(c.Span))
}

// spanText says when an outlet is in the corpus: "from 3 March 2026 on".
func (w *words) spanText(s Span) string {
	first, last := w.longDate(s.First), w.longDate(s.Last)
	switch {
	case !s.Ends:
		return w.tell("span.begins", "first", first)
	case !s.Begins:
		return w.tell("span.ends", "last", last)
	}
	return w.tell("span.within", "first", first, "last", last)
}

// axisNote says what a column of the time axis is.
func (w *words) axisNote(a Axis) string {
	switch years := yearsPerColumn(a); {
	case a.Step == 1:
		return w.tell("axis." + a.Kind)
	case years == 1:
		return w.tell("axis.year")
	case years > 1:
		return w.tell("axis.years", "n", years)
	}
	return w.tell("axis."+a.Kind+"s", "n", a.Step)
}

// periodName names a period within a sentence.
func (w *words) periodName(p Period) string {
	first := w.date(p.Start)
	switch hours := p.End.Sub(p.Start).Hours(); {
	case hours <= 24:
		return w.tell("period.day", "date", first)
	case hours <= 7*24:
		return w.tell("period.week", "date", first)
	case p.Start.Day() == 1 && p.Start.AddDate(0, 1, 0).Equal(p.End):
		return w.tell("period.month", "date", fmt.Sprintf("%s %d", w.months[p.Start.Month()-1], p.Start.Year()))
	case p.Start.YearDay() == 1 && p.Start.AddDate(1, 0, 0).Equal(p.End):
		return fmt.Sprint(p.Start.Year())
	default:
		return w.tell("period.span", "date", first, "last", w.date(p.End.AddDate(0, 0, -1)))
	}
}

// yearsPerColumn is how many years a column is; 0 where it is no whole number.
func yearsPerColumn(a Axis) int {
	if a.Kind != "month" || a.Step%12 != 0 {
		return 0
	}
	return a.Step / 12
}

// periodLabel is the short name of a column: 14 Sep, Sep 26 for months, 2026 for years.
func (w *words) periodLabel(a Axis, p Period) string {
	switch {
	case yearsPerColumn(a) > 0:
		return fmt.Sprint(p.Start.Year())
	case a.Kind == "month":
		return fmt.Sprintf("%s %02d", w.short[p.Start.Month()-1], p.Start.Year()%100)
	}
	return w.dayMonth(p.Start, w.short)
}

// peak says when the share of a topic was highest, of the whole periods that have enough
// stories, with the outlets' usual part where that makes a difference; "" where there is none.
func (w *words) peak(t Topic, a Axis) string {
	best, mixed := -1, false
	for i, c := range t.Series {
		if !c.told() || c.Stories == 0 {
			continue
		}
		if mixed = mixed || math.Abs(c.Adjusted-c.Share) >= visible; best < 0 || c.Adjusted > t.Series[best].Adjusted {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	name := w.periodName(a.Columns[best])
	key := "topic.peak"
	if mixed {
		key = "topic.peak.in"
	}
	return w.tell(key, "share", w.percent(t.Series[best].Adjusted), "period", name)
}

// outletName is the name of an outlet; where none is named, it says so.
func (w *words) outletName(name string) string {
	if name == "" {
		return w.tell("outlets.nameless")
	}
	return name
}

// later says how long after the first a copy appeared.
func (w *words) later(c Copy) string {
	const day = 24 * time.Hour
	switch hours := int(c.After.Hours()); {
	case !c.Timed:
		return w.tell("stories.untimed")
	case c.ByDay && c.After < day:
		return w.tell("stories.sameday")
	case c.ByDay:
		return w.tell("stories.days", "n", int(c.After/day))
	case c.After < time.Hour:
		return w.tell("stories.same")
	case c.After < 2*day:
		return w.tell("stories.hours", "n", hours)
	default:
		return w.tell("stories.days", "n", hours/24)
	}
}

// visible is the least difference of shares that is told: half a point in a hundred.
const visible = 0.005

// heatCell says what a cell of the heat table stands for.
func (w *words) heatCell(a Axis, i int, c Cell) string {
	name := w.periodName(a.Columns[i])
	if c.Total == 0 {
		return w.tell("heat.empty", "period", name)
	}
	text := w.tell("heat.cell", "period", name, "stories", c.Stories, "total", c.Total, "share", w.percent(c.Share))
	if math.Abs(c.Adjusted-c.Share) >= visible {
		text = w.tell("heat.adjusted", "cell", text, "share", w.percent(c.Adjusted))
	}
	switch {
	case c.Few:
		return w.tell("heat.fewcell", "cell", text)
	case c.Burst:
		return w.tell("heat.burst", "cell", text)
	}
	return text
}

// matrixCell says what a cell of the matrix of outlets stands for.
func (w *words) matrixCell(outlet Count, c MatrixCell) string {
	if c.Total == 0 {
		return w.tell("outlets.none", "outlet", outlet.Name)
	}
	return w.tell("outlets.cell", "outlet", outlet.Name, "count", c.Count, "total", c.Total, "share", w.percent(c.Share))
}
