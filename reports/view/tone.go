package view

import (
	"cmp"
	"math"
	"slices"

	"leitmotif/analysis/inference"
	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// sentiment labels, as in the articles table.
const (
	negative = "negative"
	neutral  = "neutral"
	positive = "positive"
)

// toneGroup gathers the tone of some articles.
type toneGroup struct {
	counts page.ToneCounts
	scores []float64
}

func (g *toneGroup) add(a *table.Article) {
	if a.SentimentScore == nil {
		return
	}
	switch a.Sentiment {
	case negative:
		g.counts.Negative++
	case neutral:
		g.counts.Neutral++
	case positive:
		g.counts.Positive++
	default:
		return
	}
	g.scores = append(g.scores, *a.SentimentScore)
}

// mean is the mean score with its interval, where there are scores enough for one.
func (g *toneGroup) mean() page.Mean {
	mean, low, high := inference.Mean(g.scores, -1, 1)
	m := page.Mean{N: len(g.scores), Score: mean}
	if m.N >= inference.LeastMean {
		m.Low, m.High, m.Interval = low, high, true
	}
	return m
}

func (g *toneGroup) view(name string) page.ToneGroup {
	return page.ToneGroup{Name: name, Tone: g.counts, Mean: g.mean()}
}

// tones is how the corpus sounds.
type tones struct {
	axis       page.Axis
	all        toneGroup
	bySource   map[string]*toneGroup
	byLanguage map[string]*toneGroup
	columns    []toneGroup
}

func newTones(axis page.Axis) *tones {
	return &tones{
		axis: axis, columns: make([]toneGroup, len(axis.Columns)),
		bySource: make(map[string]*toneGroup), byLanguage: make(map[string]*toneGroup),
	}
}

func (t *tones) add(a *table.Article) {
	t.all.add(a)
	group(t.bySource, a.Source).add(a)
	group(t.byLanguage, a.Language).add(a)
	if c := columnOf(t.axis, a.KnownDay()); c >= 0 {
		t.columns[c].add(a)
	}
}

// view is nil where nothing was scored.
func (t *tones) view(topics []page.Topic, tallies tallies) *page.Tone {
	if len(t.all.scores) == 0 {
		return nil
	}
	v := &page.Tone{Overall: t.all.view(""), Axis: t.axis}
	for _, c := range tallies.languages {
		if g := t.byLanguage[c.Name]; c.Name != "" && len(g.scores) > 0 {
			v.Languages = append(v.Languages, g.view(plain(c.Name, nameLimit)))
		}
	}
	for _, c := range tallies.outlets {
		g := t.bySource[c.Name]
		if len(g.scores) == 0 {
			continue
		}
		if len(v.Outlets) == maxOutlets {
			v.Left++
			continue
		}
		v.Outlets = append(v.Outlets, g.view(plain(c.Name, nameLimit)))
	}
	for _, t := range topics[:min(len(topics), maxHeatRows)] {
		if t.Mean.N > 0 {
			v.Topics = append(v.Topics, page.ToneGroup{Name: t.Label, Anchor: topicAnchor(t.ID), Tone: t.Tone, Mean: t.Mean})
		}
	}
	if len(t.columns) > 1 {
		for i := range t.columns {
			v.Periods = append(v.Periods, t.columns[i].view(""))
		}
	}
	byMean(v.Outlets)
	byMean(v.Topics)
	v.Span = span([]page.ToneGroup{v.Overall}, v.Languages, v.Outlets, v.Topics)
	v.Reach = span(v.Periods)
	return v
}

// byMean orders groups by their mean score, lowest first.
func byMean(groups []page.ToneGroup) {
	slices.SortStableFunc(groups, func(a, b page.ToneGroup) int { return cmp.Compare(a.Mean.Score, b.Mean.Score) })
}

func group(groups map[string]*toneGroup, name string) *toneGroup {
	g := groups[name]
	if g == nil {
		g = new(toneGroup)
		groups[name] = g
	}
	return g
}

// span is half the width of a scale that holds the means of all groups with their
// intervals: the largest absolute bound, rounded up to a quarter.
func span(lists ...[]page.ToneGroup) float64 {
	largest := 0.0
	for _, groups := range lists {
		for _, g := range groups {
			largest = max(largest, math.Abs(g.Mean.Score))
			if g.Mean.Interval {
				largest = max(largest, math.Abs(g.Mean.Low), math.Abs(g.Mean.High))
			}
		}
	}
	return min(1, max(0.25, math.Ceil(largest*4)/4))
}
