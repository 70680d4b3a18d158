package study

import (
	"cmp"
	"context"
	"slices"
	"time"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/inference"
	"leitmotif/analysis/result"
	"leitmotif/analysis/tone"
	"leitmotif/analysis/trend"
)

// addFigures computes the figures of the topics (ascending ID) from their articles. Copies
// count in the number of articles alone.
func addFigures(c *collection.Collection, topics []result.Topic) {
	stories := 0
	for _, t := range topics {
		stories += t.Stories
	}
	tones, labels := make([]tone.Sum, len(topics)), make([]tone.Counts, len(topics))
	for i := range c.Articles {
		a := &c.Articles[i]
		if a.TopicID == 0 {
			continue
		}
		t := &topics[a.TopicID-1]
		if at := result.KnownDay(a.PublishedAt, a.Precision); !at.IsZero() {
			if t.First.IsZero() || at.Before(t.First) {
				t.First = at
			}
			if at.After(t.Last) {
				t.Last = at
			}
		}
		if a.Tone.Abstain != "" || a.DuplicateOf != "" {
			continue
		}
		tones[t.ID-1].Add(a.Tone.Counts())
		labels[t.ID-1].Count(a.Tone.Label)
	}
	for i := range topics {
		t := &topics[i]
		t.Share, t.ShareLow, t.ShareHigh = inference.Wilson(t.Stories, max(1, stories))
		t.Tone = tones[i].Net()
		t.Negative, t.Neutral, t.Positive = labels[i].Negative, labels[i].Neutral, labels[i].Positive
	}
}

// Trends counts the stories of the topics (ascending ID) by period, language by language, in the
// order of topics and periods. It fails when ctx ends.
func Trends(ctx context.Context, c *collection.Collection, topics []result.Topic) ([]result.Trend, error) {
	var first, last time.Time
	for i := range c.Articles {
		at := result.KnownDay(c.Articles[i].PublishedAt, c.Articles[i].Precision)
		if !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
		if at.After(last) {
			last = at
		}
	}
	period := trend.PeriodFor(first, last)
	type key struct {
		topic int
		start time.Time
	}
	tones := make(map[key]tone.Sum)
	stories := make(map[string][]trend.Story)
	for i := range c.Articles {
		a := &c.Articles[i]
		at := result.KnownDay(a.PublishedAt, a.Precision)
		if a.TopicID == 0 || at.IsZero() || a.DuplicateOf != "" {
			continue
		}
		stories[a.Language] = append(stories[a.Language], trend.Story{Topic: a.TopicID - 1, Published: at, Source: a.Source})
		if a.Tone.Abstain == "" {
			k := key{a.TopicID, period.Start(at)}
			sum := tones[k]
			sum.Add(a.Tone.Counts())
			tones[k] = sum
		}
	}
	var out []result.Trend
	for _, t := range topics {
		if stories[t.Language] == nil {
			continue
		}
		rows, err := trend.Count(ctx, stories[t.Language], len(topics), period)
		if err != nil {
			return nil, err
		}
		delete(stories, t.Language)
		for _, row := range rows {
			if topics[row.Topic].Language != t.Language {
				continue
			}
			out = append(out, result.Trend{
				TopicID: row.Topic + 1, Period: string(period), Start: row.Start, Stories: row.Stories, Total: row.Total,
				Share: row.Share, Low: row.Low, High: row.High, Partial: row.Partial, Burst: row.Burst,
				Tone: tones[key{row.Topic + 1, row.Start}].Net(),
			})
		}
	}
	slices.SortFunc(out, func(a, b result.Trend) int {
		return cmp.Or(cmp.Compare(a.TopicID, b.TopicID), a.Start.Compare(b.Start))
	})
	return out, nil
}
