package view

import (
	"math"
	"time"

	"leitmotif/analysis"
	"leitmotif/analysis/inference"
	"leitmotif/analysis/tone"
	"leitmotif/analysis/trend"
	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// Limits on what the page shows of topics; the tables hold them all.
const (
	maxTopics       = 40 // shown in full
	maxHeatRows     = 30
	maxTerms        = 10
	maxRepresenting = 3
)

// topicViews makes the views of all topics, in the order of their ids.
func topicViews(set *table.Set, outlets []Outlet, axis page.Axis, articles map[string]*page.Article) []page.Topic {
	trends := make(map[int32][]table.Trend)
	for _, t := range set.Trends {
		trends[t.TopicID] = append(trends[t.TopicID], t)
	}
	from, to := extent(set.Trends)
	views := make([]page.Topic, 0, len(set.Topics))
	for i := range set.Topics {
		t := &set.Topics[i]
		v := page.Topic{
			Ref:      refOf(t),
			UID:      int(t.TopicUID),
			Language: plain(t.Language, termLimit),
			Mark:     plain(t.Mark, nameLimit),
			Outlet:   plain(t.MarkedOutlet, nameLimit),
			Articles: int(t.Articles),
			Stories:  int(t.Stories),
			Share:    t.Share,
			Low:      t.ShareLow,
			High:     t.ShareHigh,
			NPMI:     t.CoherenceNPMI,
			Found:    int(math.Round(t.Stability * analysis.Resamples)),
			Samples:  analysis.Resamples,
			First:    t.FirstPublished,
			Last:     t.LastPublished,
			Tone:     tonesOf(t),
			Series:   series(trends[t.TopicID], axis, from, to),
			Change:   changeOf(t, trends[t.TopicID], outlets),
		}
		v.Mean = meanOf(t)
		for _, w := range t.Terms[:min(maxTerms, len(t.Terms))] {
			v.Terms = append(v.Terms, page.Term{Text: plain(w.Term, termLimit), Weight: w.Weight})
		}
		for _, id := range representatives(t) {
			if a := articles[id]; a != nil {
				v.Representatives = append(v.Representatives, *a)
			}
		}
		v.Queries = topicQueries(&v)
		views = append(views, v)
	}
	for i := range set.Topics {
		for _, id := range set.Topics[i].LinkedTopics {
			other := &views[id-1]
			views[i].Linked = append(views[i].Linked, page.Linked{Ref: other.Ref, Language: other.Language, Stories: other.Stories, Mean: other.Mean})
		}
	}
	return views
}

func refOf(t *table.Topic) page.Ref {
	return page.Ref{ID: int(t.TopicID), Label: plain(t.Label, labelLimit)}
}

// representatives are the IDs of the articles that stand for a topic on the page.
func representatives(t *table.Topic) []string {
	return t.RepresentativeIDs[:min(maxRepresenting, len(t.RepresentativeIDs))]
}

// tonesOf are the sentences of a topic by label.
func tonesOf(t *table.Topic) page.ToneCounts {
	return page.ToneCounts{Negative: int(t.SentencesNegative), Neutral: int(t.SentencesNeutral), Positive: int(t.SentencesPositive)}
}

// meanOf is the net tone of a topic, with its interval where the table gives one. Tables
// below version 1.5 of the schema give one also for fewer articles than bear it.
func meanOf(t *table.Topic) page.Mean {
	if t.SentimentMean == nil {
		return page.Mean{}
	}
	return meanWithin(*t.SentimentMean, t.SentimentLow, t.SentimentHigh, tonesOf(t).Scored(), int(t.Negative+t.Neutral+t.Positive))
}

// meanWithin is a net tone of n sentences of some stories, with its interval where these bear it.
func meanWithin(score float64, low, high *float64, n, stories int) page.Mean {
	m := page.Mean{Score: score, N: n, Stories: stories}
	if stories >= inference.LeastMean && low != nil && high != nil {
		m.Low, m.High, m.Interval = *low, *high, true
		m.Clear = tone.Clear(m.Low, m.High)
	}
	return m
}

// extent is the time of all trends, [from, to).
func extent(trends []table.Trend) (from, to time.Time) {
	for i := range trends {
		t := &trends[i]
		if end := trend.Period(t.Period).Add(t.PeriodStart, 1); end.After(to) {
			to = end
		}
		if from.IsZero() || t.PeriodStart.Before(from) {
			from = t.PeriodStart
		}
	}
	return from, to
}

// series puts the trends of a topic on the axis, adding up the periods of a column. One that
// reaches out of the time [from, to) of all trends is partial.
func series(trends []table.Trend, axis page.Axis, from, to time.Time) []page.Cell {
	if len(trends) == 0 || len(axis.Columns) == 0 {
		return nil
	}
	cells := make([]page.Cell, len(axis.Columns))
	for _, t := range trends {
		i := columnOf(axis, t.PeriodStart)
		if i < 0 || t.Period != axis.Kind {
			continue
		}
		c := &cells[i]
		c.Stories += int(t.Stories)
		c.Total += int(t.TotalStories)
		c.Partial = c.Partial || t.Partial
		c.Burst = c.Burst || t.Burst
		c.Adjusted += float64(t.TotalStories) * adjusted(t)
	}
	for i := range cells {
		c := &cells[i]
		c.Partial = c.Partial || axis.Columns[i].Start.Before(from) || axis.Columns[i].End.After(to)
		if c.Total > 0 {
			c.Share, c.Low, c.High = inference.Wilson(c.Stories, c.Total)
			c.Bounds = true
			c.Adjusted /= float64(c.Total)
			c.Few = c.Total < trend.Few
		}
	}
	return cells
}

// adjusted is the share with the outlets' part in all stories; the share itself where the table
// has none, as those below version 1.9 of the schema.
func adjusted(t table.Trend) float64 {
	switch {
	case t.ShareAdjusted != nil:
		return *t.ShareAdjusted
	case t.Share != nil:
		return *t.Share
	}
	return 0
}

// changeOf is the course of a topic as the table has it; nil where that tells none, as those
// below version 1.9 of the schema.
func changeOf(t *table.Topic, trends []table.Trend, outlets []Outlet) *page.Change {
	if t.Course == "" || t.CourseBefore == nil || t.CourseAfter == nil {
		return nil
	}
	c := &page.Change{Direction: t.Course, Turn: t.CourseTurn, Before: *t.CourseBefore, After: *t.CourseAfter}
	for _, o := range outlets {
		if o.Source == t.CourseOutlet && o.Source != "" {
			c.Outlet = plain(o.Source, nameLimit)
			c.Span = page.Span{First: o.First, Last: o.Last, Begins: o.Begins, Ends: o.Ends}
			c.AllBefore, c.AllAfter = sharesAround(trends, c.Turn)
		}
	}
	return c
}

// sharesAround are the shares of a topic in all stories of the whole periods before a time and
// from it on, 0 where there are none.
func sharesAround(trends []table.Trend, turn time.Time) (before, after float64) {
	var hits, total [2]int64
	for _, t := range trends {
		half := 0
		if !t.PeriodStart.Before(turn) {
			half = 1
		}
		if !t.Partial {
			hits[half] += t.Stories
			total[half] += t.TotalStories
		}
	}
	return float64(hits[0]) / float64(max(1, total[0])), float64(hits[1]) / float64(max(1, total[1]))
}

// heatView is the share of the largest topics over time, or nil without dates.
func heatView(topics []page.Topic, axis page.Axis) *page.Heat {
	h := &page.Heat{Axis: axis}
	told := make(map[string]bool) // languages
	thin := 0.0                   // largest share of any period
	for _, t := range topics {
		if t.Series == nil || len(h.Topics) == maxHeatRows {
			continue
		}
		h.Topics = append(h.Topics, t)
		volume := page.Volume{Language: t.Language}
		for _, c := range t.Series {
			thin = max(thin, c.Share)
			if !c.Partial && !c.Few { // few stories make large shares
				h.Max = max(h.Max, c.Share)
			}
			volume.Stories = append(volume.Stories, c.Total)
		}
		if !told[t.Language] {
			told[t.Language] = true
			h.Volumes = append(h.Volumes, volume)
		}
	}
	if len(h.Topics) == 0 || len(axis.Columns) < 2 {
		return nil
	}
	if h.Max == 0 {
		h.Max = thin
	}
	return h
}
