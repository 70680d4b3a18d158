package study

import (
	"cmp"
	"context"
	"slices"
	"time"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/result"
	"leitmotif/analysis/tone"
	"leitmotif/analysis/trend"
)

// Trends counts the stories of the topics (ascending ID) by period, language by language, in the
// order of topics and periods, and enters the course of each topic. since and until are the
// window that the run was asked for, zero where it has no bound. outlets are those that begin or
// end within the run. It fails when ctx ends.
func Trends(ctx context.Context, c *collection.Collection, topics []result.Topic, since, until time.Time) (rows []result.Trend, outlets []result.Outlet, err error) {
	first, last := dated(c)
	dates := dates{period: trend.PeriodFor(first, last), tones: make(map[cell]tone.Sum), stories: make(map[string][]trend.Story)}
	dates.read(c)
	cover, spans := dates.rhythm.Cover(since, until), trend.Spans(dates.published)
	for _, s := range spans {
		outlets = append(outlets, result.Outlet{Name: s.Outlet, Articles: s.Articles, First: s.First, Last: s.Last, Begins: s.Begins, Ends: s.Ends})
	}
	for _, t := range topics {
		if dates.stories[t.Language] == nil {
			continue
		}
		series, err := trend.Count(ctx, dates.stories[t.Language], len(topics), dates.period, cover, spans)
		if err != nil {
			return nil, nil, err
		}
		delete(dates.stories, t.Language)
		rows = append(rows, dates.rows(series.Cells, topics, t.Language)...)
		for i := range topics {
			if topics[i].Language == t.Language {
				topics[i].Course = courseOf(series.Courses[i])
			}
		}
	}
	slices.SortFunc(rows, func(a, b result.Trend) int {
		return cmp.Or(cmp.Compare(a.TopicID, b.TopicID), a.Start.Compare(b.Start))
	})
	return rows, outlets, nil
}

// dated gives the times of the first and last article whose day is known.
func dated(c *collection.Collection) (first, last time.Time) {
	for i := range c.Articles {
		at := result.KnownDay(c.Articles[i].PublishedAt, c.Articles[i].Precision)
		if !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
		if at.After(last) {
			last = at
		}
	}
	return first, last
}

// cell is a topic, by its ID, in a period.
type cell struct {
	topic int
	start time.Time
}

// dates are the articles as trends need them.
type dates struct {
	period    trend.Period
	rhythm    *trend.Rhythm
	published []trend.Publication
	stories   map[string][]trend.Story // by language
	tones     map[cell]tone.Sum
}

func (d *dates) read(c *collection.Collection) {
	d.rhythm = trend.NewRhythm(d.period)
	d.published = make([]trend.Publication, 0, len(c.Articles))
	for i := range c.Articles {
		a := &c.Articles[i]
		at := result.KnownDay(a.PublishedAt, a.Precision)
		if at.IsZero() {
			continue
		}
		d.rhythm.Add(at)
		d.published = append(d.published, trend.Publication{Outlet: a.Source, Published: at})
		if a.TopicID == 0 || a.DuplicateOf != "" {
			continue
		}
		d.stories[a.Language] = append(d.stories[a.Language], trend.Story{Topic: a.TopicID - 1, Published: at, Source: a.Source})
		if a.Tone.Abstain == "" {
			k := cell{a.TopicID, d.period.Start(at)}
			sum := d.tones[k]
			sum.Add(a.Tone.Counts())
			d.tones[k] = sum
		}
	}
}

// rows are the cells of the topics of a language.
func (d *dates) rows(cells []trend.Cell, topics []result.Topic, language string) (rows []result.Trend) {
	for _, c := range cells {
		if topics[c.Topic].Language != language {
			continue
		}
		rows = append(rows, result.Trend{
			TopicID: c.Topic + 1, Period: string(d.period), Start: c.Start, Stories: c.Stories, Total: c.Total,
			Share: c.Share, Low: c.Low, High: c.High, Adjusted: c.Adjusted, Comparable: c.Comparable,
			Partial: c.Partial, Few: c.Total < trend.Few, Burst: c.Burst, Tone: d.tones[cell{c.Topic + 1, c.Start}].Net(),
		})
	}
	return rows
}

func courseOf(c trend.Course) result.Course {
	return result.Course{
		Direction: string(c.Direction), Turn: c.Turn, Before: c.Before, After: c.After,
		Outlet: c.Outlet, AllBefore: c.AllBefore, AllAfter: c.AllAfter,
	}
}
