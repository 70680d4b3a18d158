package view

import (
	"cmp"
	"math"
	"slices"

	"leitmotif/analysis/tone"
	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// toneGroup gathers the tone of some articles, or towards a target in them.
type toneGroup struct{ sum tone.ByStory }

func (g *toneGroup) add(a *table.Article) { g.count(a, countsOf(a)) }

// count enters the sentences or mentions of an article.
func (g *toneGroup) count(a *table.Article, c tone.Counts) { g.sum.Add(a.StoryID, a.Copies > 0, c) }

// countsOf are the sentences of an article by label.
func countsOf(a *table.Article) (c tone.Counts) {
	if a.SentencesNegative == nil || a.SentencesNeutral == nil || a.SentencesPositive == nil {
		return c
	}
	return tone.Counts{Negative: int(*a.SentencesNegative), Neutral: int(*a.SentencesNeutral), Positive: int(*a.SentencesPositive)}
}

// withoutTone is a set without the tones of its topics, which the versions before
// table.ToneVersion reckoned otherwise than the page explains.
func withoutTone(set *table.Set) *table.Set {
	bare := *set
	bare.Topics = slices.Clone(set.Topics)
	for i := range bare.Topics {
		t := &bare.Topics[i]
		t.Negative, t.Neutral, t.Positive = 0, 0, 0
		t.SentencesNegative, t.SentencesNeutral, t.SentencesPositive = 0, 0, 0
		t.SentimentMean, t.SentimentLow, t.SentimentHigh = nil, nil, nil
	}
	return &bare
}

// toneCounts are counts as the page knows them.
func toneCounts(c tone.Counts) page.ToneCounts {
	return page.ToneCounts{Negative: c.Negative, Neutral: c.Neutral, Positive: c.Positive}
}

// meanView is a net tone with its interval, where there are stories enough for one.
func meanView(n tone.Net) page.Mean {
	m := page.Mean{N: n.N(), Stories: n.Stories, Score: n.Score()}
	if n.Told() {
		m.Low, m.High, m.Interval, m.Clear = n.Low, n.High, true, tone.Clear(n.Low, n.High)
	}
	return m
}

func (g *toneGroup) view(name string) page.ToneGroup {
	net := g.sum.Net()
	return page.ToneGroup{Name: name, Tone: toneCounts(net.Counts), Mean: meanView(net)}
}

// scored tells whether anything has a tone.
func (g *toneGroup) scored() bool { return g.sum.Counts().N() > 0 }

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
	if !t.all.scored() {
		return nil
	}
	v := &page.Tone{Overall: t.all.view(""), Axis: t.axis}
	for _, c := range tallies.languages {
		if g := t.byLanguage[c.Name]; c.Name != "" && g.scored() {
			v.Languages = append(v.Languages, g.view(plain(c.Name, nameLimit)))
		}
	}
	for _, c := range tallies.outlets {
		g := t.bySource[c.Name]
		if !g.scored() {
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

// byMean orders groups by their net tone, lowest first.
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
