package view

import (
	"cmp"
	"context"
	"fmt"
	"iter"

	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// figures is what the second pass over the articles counts, and the articles that it finds.
type figures struct {
	coverage *coverage
	matrix   *matrix
	tone     *tones
	watch    *watch
	// found are the articles that the page names, by ID: representatives of the topics, those
	// of the largest stories, and in the end those of the sentences on the watch list.
	found map[string]*table.Article
}

func newFigures(ctx context.Context, set *table.Set, s *survey, axis page.Axis) (*figures, error) {
	f := &figures{
		coverage: newCoverage(axis, s.tallies),
		matrix:   newMatrix(set.Topics, s.tallies),
		tone:     newTones(axis),
		watch:    newWatch(axis),
		found:    make(map[string]*table.Article),
	}
	for i := range set.Topics {
		for _, id := range representatives(&set.Topics[i]) {
			f.found[id] = nil
		}
	}
	s.stories.want(f.found)
	mentions, stop := iter.Pull2(iter.Seq2[*table.Mention, error](set.Mentions))
	defer stop()
	m, err, more := mentions()
	visit := func(a *table.Article) error {
		f.coverage.add(a)
		f.matrix.add(a)
		f.tone.add(a)
		if _, wanted := f.found[a.ArticleID]; wanted {
			row := *a
			f.found[a.ArticleID] = &row
		}
		for ; more && err == nil && m.ArticleID == a.ArticleID; m, err, more = mentions() {
			f.watch.add(a, m)
		}
		f.watch.end(a)
		return err
	}
	if err := cmp.Or(eachArticle(ctx, set, visit), err); err != nil {
		return nil, err
	}
	if more {
		return nil, fmt.Errorf("a mention of %s in the article %q, which there is not", m.Target, m.ArticleID)
	}
	return f, nil
}
