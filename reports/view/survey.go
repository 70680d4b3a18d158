package view

import (
	"context"
	"slices"

	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// survey is what the first pass over the articles finds.
type survey struct {
	tallies
	corpus   page.Corpus // all that needs no names
	articles int
	outliers int
	dates    []int64 // of the articles whose day is known, milliseconds since 1970
	stories  stories
	newest   leaders
	extremes map[int32]*extreme // by topic
}

// extreme are the articles of most extreme tone of a topic.
type extreme struct{ lowest, highest leaders }

func newSurvey(ctx context.Context, set *table.Set) (*survey, error) {
	s := &survey{
		// Where the list is full, one more tells so.
		newest:   leaders{most: maxListed + 1, precedes: func(a, b *table.Article) bool { return a.PublishedAt.After(b.PublishedAt) }},
		extremes: make(map[int32]*extreme, len(set.Topics)),
	}
	for i := range set.Topics {
		s.extremes[set.Topics[i].TopicID] = &extreme{
			leaders{most: extremes, precedes: func(a, b *table.Article) bool { return leaning(a) < leaning(b) }},
			leaders{most: extremes, precedes: func(a, b *table.Article) bool { return leaning(a) >= leaning(b) }},
		}
	}
	count := newCounts()
	err := eachArticle(ctx, set, func(a *table.Article) error {
		count.add(a)
		s.add(a)
		return nil
	})
	s.tallies = count.rank(set.Rejects)
	return s, err
}

func (s *survey) add(a *table.Article) {
	s.articles++
	s.corpus.Words += a.Words
	if a.DuplicateOf == "" {
		s.corpus.Stories++
	} else {
		s.corpus.Copies++
	}
	if a.IsOutlier {
		s.outliers++
	}
	if d := a.KnownDay(); !d.IsZero() {
		s.dates = append(s.dates, d.UnixMilli())
		if s.corpus.First.IsZero() || d.Before(s.corpus.First) {
			s.corpus.First = d
		}
		if d.After(s.corpus.Last) {
			s.corpus.Last = d
		}
	}
	s.stories.add(a)
	s.newest.add(a)
	if e := s.extremes[a.TopicID]; e != nil && a.SentimentScore != nil {
		e.lowest.add(a)
		e.highest.add(a)
	}
}

// leaning is the net tone of an article as if it had one negative and one positive sentence
// more, so that a single sentence is not the most extreme of all; the score where a table of an
// earlier version of the schema has no counts.
func leaning(a *table.Article) float64 {
	if a.SentencesNegative == nil {
		return *a.SentimentScore
	}
	c := countsOf(a)
	return float64(c.Balance()) / float64(c.N()+2)
}

// leaders are the first articles in an order, at most so many.
type leaders struct {
	most     int
	precedes func(a, b *table.Article) bool // whether a, which came later, goes before b
	list     []*table.Article
}

// add takes in a copy of the row where it belongs to the first.
func (l *leaders) add(a *table.Article) {
	at, _ := slices.BinarySearchFunc(l.list, a, func(b, a *table.Article) int {
		if l.precedes(a, b) {
			return 1
		}
		return -1
	})
	if at == l.most {
		return
	}
	if len(l.list) == l.most {
		l.list = l.list[:l.most-1]
	}
	row := *a
	l.list = slices.Insert(l.list, at, &row)
}
