package view

import (
	"cmp"
	"slices"
	"strings"

	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// Limits on outlets in charts; the article list knows them all.
const (
	maxOutlets = 12
	maxSeries  = 5
)

// tallies are the articles counted by what the charts are grouped by, most first,
// ties by name. The names are as in the tables.
type tallies struct {
	languages []page.Count // "" among them
	outlets   []page.Count // named ones alone
	unnamed   int
	inputs    []page.Count
	abstained []page.Count
	reasons   []page.Count // of rejects
}

// counts are the numbers that tallies rank.
type counts struct{ languages, sources, inputs, abstained map[string]int }

func newCounts() counts {
	return counts{make(map[string]int), make(map[string]int), make(map[string]int), make(map[string]int)}
}

func (c counts) add(a *table.Article) {
	c.languages[a.Language]++
	c.sources[a.Source]++
	c.inputs[a.Input]++
	if a.AbstainReason != "" {
		c.abstained[a.AbstainReason]++
	}
}

func (c counts) rank(rejects []table.Reject) tallies {
	reasons := make(map[string]int)
	for i := range rejects {
		reasons[rejects[i].Reason]++
	}
	t := tallies{unnamed: c.sources[""]}
	delete(c.sources, "")
	t.languages, t.outlets = ranked(c.languages), ranked(c.sources)
	t.inputs, t.abstained, t.reasons = ranked(c.inputs), ranked(c.abstained), ranked(reasons)
	return t
}

// ranked lists counts, largest first, ties by name, each with its share of all.
func ranked(counts map[string]int) []page.Count {
	list := make([]page.Count, 0, len(counts))
	total := 0
	for name, n := range counts {
		list = append(list, page.Count{Name: name, Count: n})
		total += n
	}
	slices.SortFunc(list, func(a, b page.Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Name, b.Name))
	})
	for i := range list {
		list[i].Share = float64(list[i].Count) / float64(total)
	}
	return list
}

// named makes the names of counts fit for the page and keeps at most limit of them.
func named(counts []page.Count, limit int) []page.Count {
	var list []page.Count
	for _, c := range counts[:min(limit, len(counts))] {
		c.Name = plain(c.Name, nameLimit)
		list = append(list, c)
	}
	return list
}

// told is the number of counts that have a name.
func told(counts []page.Count) int {
	n := 0
	for _, c := range counts {
		if c.Name != "" {
			n++
		}
	}
	return n
}

// coverage counts the articles over time. The columns are stacked by language, or by outlet
// where all is in one language.
type coverage struct {
	shown  page.Coverage
	of     func(a *table.Article) string // by what the columns are stacked
	place  map[string]int                // of the series
	rest   page.Series
	totals []int
}

func newCoverage(axis page.Axis, t tallies) *coverage {
	c := &coverage{
		shown: page.Coverage{
			Axis:    axis,
			By:      "language",
			Outlets: named(t.outlets, maxOutlets),
			Left:    max(0, len(t.outlets)-maxOutlets),
			Unnamed: t.unnamed,
		},
		of:     func(a *table.Article) string { return a.Language },
		place:  make(map[string]int),
		rest:   page.Series{Values: make([]int, len(axis.Columns))},
		totals: make([]int, len(axis.Columns)),
	}
	keys := t.languages
	if told(t.languages) < 2 {
		c.shown.By = "source"
		c.of, keys = func(a *table.Article) string { return a.Source }, t.outlets
	}
	for _, k := range keys {
		if k.Name != "" && len(c.place) < maxSeries {
			c.place[k.Name] = len(c.place)
			c.shown.Series = append(c.shown.Series, page.Series{Name: plain(k.Name, nameLimit), Values: make([]int, len(axis.Columns))})
		}
	}
	return c
}

func (c *coverage) add(a *table.Article) {
	column := columnOf(c.shown.Axis, a.KnownDay())
	if column < 0 {
		return
	}
	s := &c.rest
	if p, ok := c.place[c.of(a)]; ok {
		s = &c.shown.Series[p]
	}
	s.Values[column]++
	s.Total++
	c.totals[column]++
}

// view shows series where there is a course of time, and outlets in any case.
func (c *coverage) view() page.Coverage {
	if len(c.totals) < 2 {
		c.shown.Series = nil
		return c.shown
	}
	if c.rest.Total > 0 {
		c.shown.Series = append(c.shown.Series, c.rest)
	}
	c.shown.Max = slices.Max(c.totals)
	return c.shown
}

// matrix counts what the outlets with most articles write about. Since a topic lives in one
// language, an outlet's share of it is taken of the articles that the outlet has in that
// language.
type matrix struct {
	shown    page.Matrix
	columns  map[string]int   // of the outlets
	rows     map[int32]int    // of the topics
	language map[int32]string // of all topics
	totals   map[string][]int // by language of the topic and outlet
}

func newMatrix(topics []table.Topic, t tallies) *matrix {
	m := &matrix{
		shown:   page.Matrix{Outlets: named(t.outlets, maxOutlets), Left: max(0, len(t.outlets)-maxOutlets)},
		columns: make(map[string]int), rows: make(map[int32]int),
		language: make(map[int32]string), totals: make(map[string][]int),
	}
	for i, o := range t.outlets[:len(m.shown.Outlets)] {
		m.columns[o.Name] = i
	}
	for i := range topics {
		topic := &topics[i]
		m.language[topic.TopicID] = topic.Language
		if i < maxHeatRows {
			m.rows[topic.TopicID] = i
			m.shown.Rows = append(m.shown.Rows, page.MatrixRow{Topic: refOf(topic), Cells: make([]page.MatrixCell, len(m.shown.Outlets))})
		}
	}
	return m
}

func (m *matrix) add(a *table.Article) {
	column, ok := m.columns[a.Source]
	if !ok || a.TopicID == 0 {
		return
	}
	l := m.language[a.TopicID]
	if m.totals[l] == nil {
		m.totals[l] = make([]int, len(m.columns))
	}
	m.totals[l][column]++
	if row, ok := m.rows[a.TopicID]; ok {
		m.shown.Rows[row].Cells[column].Count++
	}
}

// view is nil where fewer than two outlets are named, or there are fewer than two topics.
func (m *matrix) view() *page.Matrix {
	if len(m.columns) < 2 || len(m.language) < 2 {
		return nil
	}
	fillShares(&m.shown, func(topic int) []int { return m.totals[m.language[int32(topic)]] })
	return &m.shown
}

// fillShares computes the shares of a matrix from its counts and the articles of each
// outlet that could have had the topic.
func fillShares(m *page.Matrix, totals func(topic int) []int) {
	for _, row := range m.Rows {
		of := totals(row.Topic.ID)
		if of == nil {
			continue
		}
		for j := range row.Cells {
			c := &row.Cells[j]
			if c.Total = of[j]; c.Total > 0 {
				c.Share = float64(c.Count) / float64(c.Total)
			}
			m.Max = max(m.Max, c.Share)
		}
	}
}
