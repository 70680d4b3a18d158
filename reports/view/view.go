// Package view computes every figure of the page, and chooses what it shows.
//
// In come the rows of the tables (table.Set) and what the run says of itself (Facts), out
// goes a page.View: findings, charts, lists, and the SQL under each figure that yields it
// from the files. Nothing else is asked, so that the same files give the same page. All
// texts of the corpus are cut and freed of control characters here, see plain.
//
// Glossary.
//
//   - axis: the time axis that all charts share; its columns are one or more periods.
//   - tally: articles counted by language, outlet and the like.
//   - finding: one of the sentences at the head of the page.
//   - listing: the articles that the page lists, chosen by urgency where not all fit.
//   - survey: the first pass over the articles, which finds what to look at.
//   - figures: what the second pass counts, once the time axis and the groups are known.
package view

import (
	"cmp"
	"context"

	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// New computes every figure of the page from the rows of the tables and what the run says
// of itself. It goes through the articles twice, and through the mentions beside them; what
// it keeps of a pass is bounded by the page, but for a few numbers of each article. It fails
// where a pass does, and when ctx ends.
func New(ctx context.Context, set *table.Set, m *Facts) (*page.View, error) {
	older := table.Earlier(m.SchemaVersion, table.ToneVersion)
	if older {
		set = withoutTone(set)
	}
	s, err := newSurvey(ctx, set)
	if err != nil {
		return nil, err
	}
	axis := newAxis(s.dates, set.Trends)
	f, err := newFigures(ctx, set, s, axis)
	if err != nil {
		return nil, err
	}
	watch, stories := f.watch.view(f.found), s.stories.view(f.found)
	sources := sourcesOf(watch, stories)
	listed := listing(set.Topics, s, f.found, sources)
	for _, s := range sources {
		s.Listed = listed[s.ID] != nil
	}
	names, err := newNames(set).view(set, m, listed)
	if err != nil {
		return nil, err
	}
	topics := topicViews(set, m.Outlets, axis, listed)
	v := &page.View{
		Language: pageLanguage(m.ReportLanguage, s.languages),
		Version:  m.Version,
		Schema:   m.SchemaVersion,
		Corpus:   s.corpusView(set),
		Changes:  Changes(set, m),
		Names:    names,
		Topics:   topics[:min(maxTopics, len(topics))],
		Further:  topics[min(maxTopics, len(topics)):],
		Heat:     heatView(topics, axis),
		Matrix:   f.matrix.view(),
		Tone:     f.tone.view(topics, s.tallies),
		Watch:    watch,
		Stories:  stories,
		Coverage: f.coverage.view(),
		List:     listView(listed, s.articles),
		Quality:  s.qualityView(set, m),
		Method:   methodView(m),
	}
	if older {
		v.Tone, v.OlderTone = nil, true
	}
	if m.AsOf != nil {
		v.AsOf = *m.AsOf
	}
	for _, b := range m.Refused {
		v.Refused = append(v.Refused, b.String())
	}
	at := make(map[int][2]float64, len(set.Topics))
	for i := range set.Topics {
		at[int(set.Topics[i].TopicID)] = [2]float64{set.Topics[i].MapX, set.Topics[i].MapY}
	}
	v.Outlines = outlineViews(set, topics)
	v.Maps = mapViews(v, topics, at)
	v.Findings = findingViews(v, topics)
	v.Queries = queryViews(v, set)
	return v, ctx.Err()
}

// eachArticle hands every article to visit, who may keep a copy of the row.
func eachArticle(ctx context.Context, set *table.Set, visit func(a *table.Article) error) error {
	for a, err := range set.Articles {
		if err := cmp.Or(err, ctx.Err()); err != nil {
			return err
		}
		if err := visit(a); err != nil {
			return err
		}
	}
	return nil
}

// sourcesOf are the articles that the page names beside the topics.
func sourcesOf(watch *page.Watch, stories *page.Stories) []*page.Source {
	var sources []*page.Source
	if watch != nil {
		for _, t := range watch.Targets {
			for i := range t.Sentences {
				sources = append(sources, &t.Sentences[i].In)
			}
		}
	}
	if stories != nil {
		for i := range stories.Largest {
			s := &stories.Largest[i]
			sources = append(sources, &s.First)
			for j := range s.Copies {
				sources = append(sources, &s.Copies[j].Source)
			}
		}
	}
	return sources
}
