package view

import (
	"leitmotif/reports/page"
)

// mapViews lays out the topics of every language, that of most articles first. A language
// with fewer than three topics has nothing to show that way.
func mapViews(v *page.View, topics []page.Topic, at map[int][2]float64) []page.Map {
	const fewest = 3
	var maps []page.Map
	for _, l := range v.Corpus.Languages {
		m := page.Map{Language: l.Name}
		for _, t := range topics[:min(len(topics), maxTopics)] {
			if t.Language == l.Name {
				m.Points = append(m.Points, page.MapPoint{Ref: t.Ref, X: at[t.ID][0], Y: at[t.ID][1], Stories: t.Stories, Mean: t.Mean})
			}
		}
		if len(m.Points) >= fewest {
			maps = append(maps, m)
		}
	}
	return maps
}
