package reports

import (
	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// newView computes every figure of the page from the rows of the tables and the
// deterministic part of the manifest.
func newView(set *table.Set, m *Manifest) *page.View {
	t := newTallies(set)
	axis := newAxis(set)
	watch, stories := watchView(set, axis), storyViews(set)
	sources := sourcesOf(watch, stories)
	listed := listing(set, sources)
	for _, s := range sources {
		s.Listed = listed[s.ID] != nil
	}
	topics := topicViews(set, axis, listed)
	v := &page.View{
		Language: m.ReportLanguage,
		Version:  m.Version,
		Schema:   m.SchemaVersion,
		Corpus:   corpusView(set, t),
		Changes:  changesView(set, m),
		Topics:   topics[:min(maxTopics, len(topics))],
		Further:  topics[min(maxTopics, len(topics)):],
		Heat:     heatView(topics, axis),
		Matrix:   matrixView(set, topics, t),
		Tone:     toneView(set, axis, topics, t),
		Watch:    watch,
		Stories:  stories,
		Coverage: coverageView(set, axis, t),
		List:     listView(set, listed),
		Quality:  qualityView(set, m, t),
		Method:   methodView(m),
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
	return v
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
