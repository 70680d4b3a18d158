package analysis

import (
	"cmp"
	"context"
	"slices"
	"time"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/inference"
	"leitmotif/analysis/result"
	"leitmotif/analysis/trend"
	"leitmotif/analysis/wording"
)

// newResult puts the parts together: topics of all languages numbered by size, their
// figures, trends, and articles in the order of their IDs.
func newResult(ctx context.Context, c *collection.Collection, m *memory, all []findings, cfg Config) (*Result, error) {
	number(all)
	var topics []result.Topic
	var marks [][]wording.Mark
	for i := range all {
		if err := all[i].assign(ctx, c, cfg.MinTopicWeight); err != nil {
			return nil, err
		}
		topics, marks = append(topics, all[i].topics...), append(marks, all[i].marks...)
	}
	if err := wording.Link(ctx, topics, marks); err != nil {
		return nil, err
	}
	slices.SortFunc(topics, func(a, b result.Topic) int { return cmp.Compare(a.ID, b.ID) })
	describe(c, topics)
	wording.Label(topics, m.labels(cfg.Overrides))
	trends, err := countTrends(ctx, c, topics)
	if err != nil {
		return nil, err
	}
	answer := &Result{
		Articles: slices.Clone(c.Articles), Topics: topics, Trends: trends, Rejects: c.Rejects,
		Boilerplate: c.Lines, Counts: c.Counts, Config: cfg,
	}
	slices.SortFunc(answer.Articles, func(a, b result.Article) int { return cmp.Compare(a.ID, b.ID) })
	return answer, ctx.Err()
}

// number gives topics their numbers over all languages, most stories first.
func number(all []findings) {
	var order []*result.Topic
	for i := range all {
		for j := range all[i].topics {
			order = append(order, &all[i].topics[j])
		}
	}
	slices.SortStableFunc(order, func(a, b *result.Topic) int { return cmp.Compare(b.Stories, a.Stories) })
	for i, t := range order {
		t.ID = i + 1
	}
}

// describe computes the figures of the topics (ascending ID) from their articles. Copies
// count in the number of articles alone.
func describe(c *collection.Collection, topics []result.Topic) {
	stories := 0
	for _, t := range topics {
		stories += t.Stories
	}
	scores := make([][]float64, len(topics))
	for i := range c.Articles {
		a := &c.Articles[i]
		if a.TopicID == 0 {
			continue
		}
		t := &topics[a.TopicID-1]
		if at := a.PublishedAt; !at.IsZero() {
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
		scores[t.ID-1] = append(scores[t.ID-1], a.Tone.Score())
		switch a.Tone.Label {
		case "negative":
			t.Negative++
		case "neutral":
			t.Neutral++
		case "positive":
			t.Positive++
		}
	}
	for i := range topics {
		t := &topics[i]
		t.Share, t.ShareLow, t.ShareHigh = inference.Wilson(t.Stories, max(1, stories))
		t.Scored = len(scores[i])
		t.ToneMean, t.ToneLow, t.ToneHigh = inference.Mean(scores[i], -1, 1)
	}
}

// countTrends counts stories by period, language by language.
func countTrends(ctx context.Context, c *collection.Collection, topics []result.Topic) ([]result.Trend, error) {
	var first, last time.Time
	for i := range c.Articles {
		at := c.Articles[i].PublishedAt
		if at.IsZero() {
			continue
		}
		if first.IsZero() || at.Before(first) {
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
	tones := make(map[key][]float64)
	stories := make(map[string][]trend.Story)
	for i := range c.Articles {
		a := &c.Articles[i]
		if a.TopicID == 0 || a.PublishedAt.IsZero() || a.DuplicateOf != "" {
			continue
		}
		stories[a.Language] = append(stories[a.Language], trend.Story{Topic: a.TopicID - 1, Published: a.PublishedAt, Source: a.Source})
		if a.Tone.Abstain == "" {
			k := key{a.TopicID, period.Start(a.PublishedAt)}
			tones[k] = append(tones[k], a.Tone.Score())
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
			scores := tones[key{row.Topic + 1, row.Start}]
			mean, _, _ := inference.Mean(scores, -1, 1)
			out = append(out, result.Trend{
				TopicID: row.Topic + 1, Period: string(period), Start: row.Start, Stories: row.Stories, Total: row.Total,
				Share: row.Share, Low: row.Low, High: row.High, Partial: row.Partial, Burst: row.Burst,
				ToneMean: mean, Scored: len(scores),
			})
		}
	}
	slices.SortFunc(out, func(a, b result.Trend) int {
		return cmp.Or(cmp.Compare(a.TopicID, b.TopicID), a.Start.Compare(b.Start))
	})
	return out, nil
}
