package collection

import (
	"context"
	"slices"

	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/result"
	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/telling"
)

// told is what articles say of a target.
type told struct {
	telling.Rank
	sentences telling.Sentences[*result.Mention]
	last      *result.Article // that names it
}

// Explain gives the most telling mentions that the encoder scored their drivers: it costs a pass
// of the encoder for each word of a sentence. Articles must be in the order of their IDs. It
// stops with the error of ctx where that ends.
func Explain(ctx context.Context, articles []result.Article, explainer *sentiment.Explainer, workers int) error {
	targets := make(map[string]*told)
	for i := range articles {
		a := &articles[i]
		for j := range a.Mentions {
			m := &a.Mentions[j]
			t := targets[m.Target]
			if t == nil {
				t = &told{Rank: telling.Rank{Name: m.Target}}
				targets[m.Target] = t
			}
			t.add(a, m, m.Deep && explainer.Explains(a.Language))
		}
	}
	var mentions []*result.Mention
	for _, t := range mostNamed(targets) {
		for _, m := range t.sentences.Chosen() {
			if m != nil {
				mentions = append(mentions, m)
			}
		}
	}
	explainers := make(chan *sentiment.Explainer, parallel.Workers(workers))
	for range cap(explainers) {
		explainers <- explainer.Fork()
	}
	return parallel.Tasks(ctx, len(mentions), workers, func(i int) error {
		x := <-explainers
		defer func() { explainers <- x }()
		m := mentions[i]
		for _, d := range x.Drivers(m.Text, m.Target, [sentiment.Classes]float64{m.Negative, m.Neutral, m.Positive}) {
			m.Drivers = append(m.Drivers, result.Driver(d))
		}
		return nil
	})
}

// add takes up a mention; of one that was not read deeply nothing is explained.
func (t *told) add(a *result.Article, m *result.Mention, deep bool) {
	t.Mentions++
	if t.last != a {
		t.Articles++
		t.last = a
	}
	t.sentences.Add(m.Text, m.Score(), m.Label, func() *result.Mention {
		if deep {
			return m
		}
		return nil
	})
}

// mostNamed gives the targets that stand for all.
func mostNamed(targets map[string]*told) []*told {
	list := make([]*told, 0, len(targets))
	for _, t := range targets {
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b *told) int { return telling.Compare(a.Rank, b.Rank) })
	return list[:min(len(list), telling.MaxTargets)]
}
