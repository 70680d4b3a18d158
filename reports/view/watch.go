package view

import (
	"cmp"
	"maps"
	"slices"

	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// Limits on the watch list of the page; mentions.parquet has them all.
const (
	maxTargets    = 12
	maxSentences  = 2 // of either tone
	sentenceLimit = 300
)

// target gathers what is said of a name.
type target struct {
	mentions []*table.Mention
	quoted   int
	articles map[string]*towards
	order    []string // of the articles, as they come
}

// towards is the tone of an article towards a target: the sums over the scored mentions
// of the probabilities of negative, neutral and positive.
type towards struct {
	sums   [3]float64
	scored float64
}

// add enters the tone into a group: the mean over the mentions, called by the most
// probable class, in doubt neutral.
func (t *towards) add(g *toneGroup) {
	switch negative, neutral, positive := t.sums[0], t.sums[1], t.sums[2]; {
	case negative > max(neutral, positive):
		g.counts.Negative++
	case positive > max(negative, neutral):
		g.counts.Positive++
	default:
		g.counts.Neutral++
	}
	g.scores = append(g.scores, (t.sums[2]-t.sums[0])/t.scored)
}

// watchView is what is said of the names on the watch list, or nil where none is named.
func watchView(set *table.Set, axis page.Axis) *page.Watch {
	if len(set.Mentions) == 0 {
		return nil
	}
	byID := make(map[string]*table.Article, len(set.Articles))
	for i := range set.Articles {
		byID[set.Articles[i].ArticleID] = &set.Articles[i]
	}
	targets := make(map[string]*target)
	for i := range set.Mentions {
		m := &set.Mentions[i]
		t := targets[m.Target]
		if t == nil {
			t = &target{articles: make(map[string]*towards)}
			targets[m.Target] = t
		}
		t.add(m)
	}
	v := &page.Watch{Axis: axis}
	for _, name := range slices.Sorted(maps.Keys(targets)) {
		v.Targets = append(v.Targets, targets[name].view(name, axis, byID))
	}
	slices.SortStableFunc(v.Targets, func(a, b page.Target) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(b.Mentions, a.Mentions))
	})
	v.Left = max(0, len(v.Targets)-maxTargets)
	v.Targets = v.Targets[:min(len(v.Targets), maxTargets)]
	var groups []page.ToneGroup
	for _, t := range v.Targets {
		groups = append(groups, page.ToneGroup{Mean: t.Mean})
	}
	v.Span = span(groups)
	return v
}

func (t *target) add(m *table.Mention) {
	t.mentions = append(t.mentions, m)
	if m.Quoted {
		t.quoted++
	}
	a := t.articles[m.ArticleID]
	if a == nil {
		a = new(towards)
		t.articles[m.ArticleID] = a
		t.order = append(t.order, m.ArticleID)
	}
	if m.SentimentScore == nil {
		return
	}
	for c, p := range []float64{*m.PNegative, *m.PNeutral, *m.PPositive} {
		a.sums[c] += p
	}
	a.scored++
}

func (t *target) view(name string, axis page.Axis, byID map[string]*table.Article) page.Target {
	var all toneGroup
	columns := make([]toneGroup, len(axis.Columns))
	for _, id := range t.order {
		a := t.articles[id]
		if a.scored == 0 {
			continue
		}
		a.add(&all)
		if c := columnOf(axis, byID[id].PublishedAt); c >= 0 {
			a.add(&columns[c])
		}
	}
	v := page.Target{
		Name: plain(name, nameLimit), Mentions: len(t.mentions), Quoted: t.quoted, Articles: len(t.order),
		Tone: all.counts, Mean: all.mean(), Sentences: t.telling(byID),
	}
	if len(columns) > 1 {
		for i := range columns {
			c := columns[i].counts
			v.Series = append(v.Series, c)
			v.Peak = max(v.Peak, c.Negative, c.Neutral+c.Positive)
		}
	}
	return v
}

// telling chooses the sentences that are most negative and most positive towards the
// target, each text once: those called so with the most extreme scores.
func (t *target) telling(byID map[string]*table.Article) []page.Sentence {
	ranked := slices.Clone(t.mentions)
	ranked = slices.DeleteFunc(ranked, func(m *table.Mention) bool { return m.SentimentScore == nil || m.Text == "" })
	slices.SortStableFunc(ranked, func(a, b *table.Mention) int { return cmp.Compare(*a.SentimentScore, *b.SentimentScore) })
	var chosen []page.Sentence
	seen := make(map[string]bool)
	take := func(m *table.Mention, tone string) bool {
		if m.Sentiment != tone || seen[m.Text] {
			return false
		}
		seen[m.Text] = true
		chosen = append(chosen, page.Sentence{
			Text: plain(m.Text, sentenceLimit), Name: plain(m.Alias, nameLimit), Tone: m.Sentiment, Score: *m.SentimentScore,
			Quoted: m.Quoted, In: sourceView(byID[m.ArticleID]),
		})
		return true
	}
	for i, n := 0, 0; i < len(ranked) && n < maxSentences; i++ {
		if take(ranked[i], negative) {
			n++
		}
	}
	for i, n := len(ranked)-1, 0; i >= 0 && n < maxSentences; i-- {
		if take(ranked[i], positive) {
			n++
		}
	}
	return chosen
}
