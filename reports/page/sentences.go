package page

import (
	"fmt"
	"html/template"
)

// finding words a finding; names of topics in it are links to their places.
func finding(f Finding) (template.HTML, error) {
	key := "finding." + f.Kind
	switch f.Kind {
	case Largest:
		return say(key, "topic", topicLink(f.Topic), "count", f.Count, "total", f.Total, "share", percent(f.Share))
	case Rising, Falling:
		return say(key, "topic", topicLink(f.Topic), "before", percent(f.Before), "share", percent(f.Share))
	case Burst:
		period, err := periodName(f.Period)
		if err != nil {
			return "", err
		}
		return say(key, "topic", topicLink(f.Topic), "period", period, "count", f.Count, "total", f.Total, "share", percent(f.Share))
	case ToneRange:
		low, err := rangeText(f.Mean)
		if err != nil {
			return "", err
		}
		high, err := rangeText(f.Against)
		if err != nil {
			return "", err
		}
		return say(key, "topic", topicLink(f.Topic), "low", score(f.Mean.Score), "lowrange", low,
			"other", topicLink(f.Other), "high", score(f.Against.Score), "highrange", high)
	case Focus:
		outlet := anchor(f.Anchor, f.Outlet)
		return say(key, "outlet", outlet, "share", percent(f.Share), "topic", topicLink(f.Topic), "before", percent(f.Before))
	case Data:
		return dataFinding(f)
	default:
		return "", fmt.Errorf("no wording for a finding of kind %q", f.Kind)
	}
}

// dataFinding words what the reader must know about the data.
func dataFinding(f Finding) (template.HTML, error) {
	part := func(key string, n int) (string, error) {
		if n == 0 {
			return tell(key + ".none")
		}
		return tell(key+".some", "n", n, "total", f.Total)
	}
	rejected, err := part("data.rejected", f.Count)
	if err != nil {
		return "", err
	}
	copies, err := part("data.copies", f.Copies)
	if err != nil {
		return "", err
	}
	undated, err := part("data.undated", f.Undated)
	if err != nil {
		return "", err
	}
	link, err := tell("finding.data.link")
	if err != nil {
		return "", err
	}
	return say("finding.data", "rejected", rejected, "copies", copies, "undated", undated, "link", anchor(f.Anchor, link))
}

// anchor is a link to a place in the page.
func anchor(id, text string) template.HTML {
	return template.HTML(`<a href="#` + template.HTMLEscapeString(id) + `">` + template.HTMLEscapeString(text) + `</a>`)
}

// topicLink is the label of a topic, linked to its place.
func topicLink(r Ref) template.HTML { return anchor(fmt.Sprintf("topic-%d", r.ID), r.Label) }

// meanText is a mean score, with its interval where it has one.
func meanText(m Mean) (string, error) {
	if !m.Interval {
		return score(m.Score), nil
	}
	return tell("tone.interval", "score", score(m.Score), "low", score(m.Low), "high", score(m.High))
}

// rangeText is the interval of a mean score.
func rangeText(m Mean) (string, error) {
	return tell("tone.range", "low", score(m.Low), "high", score(m.High))
}

// changeText says how the share of a topic moved.
func changeText(c Change) (string, error) {
	key := "change.steady"
	switch {
	case c.Significant && c.After > c.Before:
		key = "change.rising"
	case c.Significant:
		key = "change.falling"
	}
	return tell(key, "before", percent(c.Before), "after", percent(c.After))
}

// axisNote says what a column of the time axis is.
func axisNote(a Axis) (string, error) {
	if a.Step == 1 {
		return tell("axis." + a.Kind)
	}
	return tell("axis."+a.Kind+"s", "n", a.Step)
}

// periodName names a period within a sentence.
func periodName(p Period) (string, error) {
	first := date(p.Start)
	switch hours := p.End.Sub(p.Start).Hours(); {
	case hours <= 24:
		return tell("period.day", "date", first)
	case hours <= 7*24:
		return tell("period.week", "date", first)
	case p.Start.Day() == 1 && p.Start.AddDate(0, 1, 0).Equal(p.End):
		return tell("period.month", "date", p.Start.Format("January 2006"))
	default:
		return tell("period.span", "date", first, "last", date(p.End.AddDate(0, 0, -1)))
	}
}

// periodLabel is the short name of a column: 14 Sep, or Sep 26 for months.
func periodLabel(a Axis, p Period) string {
	if a.Kind == "month" {
		return p.Start.Format("Jan 06")
	}
	return p.Start.Format("2 Jan")
}

// peak says when the share of a topic was highest; "" where it has no shares.
func peak(t Topic, a Axis) (string, error) {
	best := -1
	for i, c := range t.Series {
		if c.Total > 0 && c.Stories > 0 && (best < 0 || c.Share > t.Series[best].Share) {
			best = i
		}
	}
	if best < 0 {
		return "", nil
	}
	name, err := periodName(a.Columns[best])
	if err != nil {
		return "", err
	}
	return tell("topic.peak", "share", percent(t.Series[best].Share), "period", name)
}

// heatCell says what a cell of the heat table stands for.
func heatCell(a Axis, i int, c Cell) (string, error) {
	name, err := periodName(a.Columns[i])
	if err != nil {
		return "", err
	}
	if c.Total == 0 {
		return tell("heat.empty", "period", name)
	}
	text, err := tell("heat.cell", "period", name, "stories", c.Stories, "total", c.Total, "share", percent(c.Share))
	if err != nil || !c.Burst {
		return text, err
	}
	return tell("heat.burst", "cell", text)
}

// matrixCell says what a cell of the matrix of outlets stands for.
func matrixCell(outlet Count, c MatrixCell) (string, error) {
	if c.Total == 0 {
		return tell("outlets.none", "outlet", outlet.Name)
	}
	return tell("outlets.cell", "outlet", outlet.Name, "count", c.Count, "total", c.Total, "share", percent(c.Share))
}
