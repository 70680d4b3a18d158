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
package view

import (
	"context"

	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// New computes every figure of the page from the rows of the tables and what the run says
// of itself. It fails when ctx ends, which it asks between the parts of the page.
func New(ctx context.Context, set *table.Set, m *Facts) (*page.View, error) {
	t := newTallies(set)
	axis := newAxis(set)
	watch, stories := watchView(set, axis), storyViews(set)
	sources := sourcesOf(watch, stories)
	listed := listing(set, sources)
	for _, s := range sources {
		s.Listed = listed[s.ID] != nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	topics := topicViews(set, axis, listed)
	v := &page.View{
		Language: m.ReportLanguage,
		Version:  m.Version,
		Schema:   m.SchemaVersion,
		Topics:   topics[:min(maxTopics, len(topics))],
		Further:  topics[min(maxTopics, len(topics)):],
		Watch:    watch,
		Stories:  stories,
		Method:   methodView(m),
	}
	for _, part := range []func(){
		func() { v.Corpus = corpusView(set, t) },
		func() { v.Changes = changesView(set, m) },
		func() { v.Heat = heatView(topics, axis) },
		func() { v.Matrix = matrixView(set, topics, t) },
		func() { v.Tone = toneView(set, axis, topics, t) },
		func() { v.Coverage = coverageView(set, axis, t) },
		func() { v.List = listView(set, listed) },
		func() { v.Quality = qualityView(set, m, t) },
	} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		part()
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
	v.Maps = mapViews(v, topics, at)
	v.Findings = findingViews(v, topics)
	v.Queries = queryViews(v, set)
	return v, ctx.Err()
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
