package view

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"leitmotif/analysis/inference"
	"leitmotif/analysis/tone"
	"leitmotif/analysis/trend"
	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// Limits of the tables on the data.
const (
	maxRejects  = 100
	maxInputs   = 20
	maxRemoved  = 20
	detailLimit = 200
	pathLimit   = 120
)

func (s *survey) corpusView(set *table.Set) page.Corpus {
	v := s.corpus
	v.Articles = s.articles
	v.Topics = len(set.Topics)
	v.Outlets = len(s.outlets)
	v.Languages = named(s.languages, len(s.languages))
	v.Files = len(s.inputs)
	for _, c := range s.inputs[:min(maxInputs, len(s.inputs))] {
		c.Name = plain(c.Name, pathLimit)
		v.Inputs = append(v.Inputs, c)
	}
	return v
}

func (s *survey) qualityView(set *table.Set, m *Facts) page.Quality {
	v := page.Quality{
		Records:    m.Counts.Records,
		Articles:   m.Counts.Articles,
		Rejected:   m.Counts.Rejected,
		Duplicates: m.Counts.Duplicates,
		Undated:    m.Counts.Undated,
		BadDates:   m.Counts.BadDates,
		Relabelled: m.Counts.Relabelled,
		Outliers:   s.outliers,
		Reasons:    named(s.reasons, len(s.reasons)),
		Abstained:  named(s.abstained, len(s.abstained)),
		Languages:  named(s.languages, len(s.languages)),
		Left:       max(0, len(set.Rejects)-maxRejects),
	}
	for _, r := range set.Rejects[:min(maxRejects, len(set.Rejects))] {
		v.Rejects = append(v.Rejects, page.Reject{
			Input: plain(r.Input, pathLimit), Record: r.Record,
			Reason: plain(r.Reason, nameLimit), Detail: plain(r.Detail, detailLimit),
		})
	}
	for _, r := range m.RemovedLines[:min(maxRemoved, len(m.RemovedLines))] {
		v.Removed = append(v.Removed, page.Removed{Outlet: plain(r.Source, nameLimit), Text: plain(r.Text, detailLimit), Articles: r.Articles})
	}
	v.RemovedAll = m.Counts.RemovedLines
	return v
}

// byLanguage writes the numbers of topics of single languages as --topics takes them.
func byLanguage(topics map[string]int) string {
	var out []string
	for _, code := range slices.Sorted(maps.Keys(topics)) {
		if n := topics[code]; n > 0 {
			out = append(out, fmt.Sprintf("%s=%d", code, n))
		}
	}
	return strings.Join(out, ",")
}

func methodView(m *Facts) page.Method {
	c := m.Configuration
	number := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	orChosen := func(n int) string { // 0 leaves the choice to the program
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	v := page.Method{MinInterval: inference.LeastMean, Few: trend.Few, NetBand: tone.NetBand, Settings: []page.Setting{
		{Name: "topics", Value: cmp.Or(orChosen(c.Topics), byLanguage(c.TopicsByLanguage))},
		{Name: "rank", Value: orChosen(c.Rank)},
		{Name: "min_articles", Value: strconv.Itoa(c.MinArticles)},
		{Name: "min_document_frequency", Value: orChosen(c.MinDocumentFrequency)},
		{Name: "max_document_share", Value: number(c.MaxDocumentShare)},
		{Name: "max_terms", Value: strconv.Itoa(c.MaxTerms)},
		{Name: "tolerance", Value: number(c.Tolerance)},
		{Name: "min_topic_weight", Value: number(c.MinTopicWeight)},
	}}
	if c.Depth != "" { // runs below version 1.8 of the schema had no choice
		v.Settings = append(v.Settings, page.Setting{Name: "tone", Value: string(c.Depth)})
	}
	for _, s := range m.Spaces {
		space := page.Space{
			Language: plain(s.Language, nameLimit), Articles: s.Articles, Rows: s.Rows, Terms: s.Terms, Rank: s.Rank,
			Explained: s.ExplainedVariance, Topics: s.Topics, Low: s.TopicsLow, High: s.TopicsHigh, Reason: plain(s.Reason, detailLimit),
		}
		for _, c := range s.Curve {
			space.Tried = append(space.Tried, page.Trial{Topics: c.K, Stability: c.Stability})
		}
		v.Spaces = append(v.Spaces, space)
	}
	for _, t := range m.ToneModels {
		v.Models = append(v.Models, page.Model{
			Language: plain(t.Language, nameLimit), Name: plain(t.Name, nameLimit),
			Sentences: t.Sentences, Whole: t.Figures.Whole, Towards: t.Figures.Towards, Corpus: plain(t.Figures.Corpus, nameLimit),
			Terms: t.Terms, Scored: t.Scored, Score: t.Mean, Band: t.Band,
		})
	}
	return v
}
