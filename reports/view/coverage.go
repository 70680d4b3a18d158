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

func newTallies(set *table.Set) tallies {
	languages, sources := make(map[string]int), make(map[string]int)
	inputs, abstained, reasons := make(map[string]int), make(map[string]int), make(map[string]int)
	for i := range set.Articles {
		a := &set.Articles[i]
		languages[a.Language]++
		sources[a.Source]++
		inputs[a.Input]++
		if a.AbstainReason != "" {
			abstained[a.AbstainReason]++
		}
	}
	for i := range set.Rejects {
		reasons[set.Rejects[i].Reason]++
	}
	t := tallies{unnamed: sources[""]}
	delete(sources, "")
	t.languages, t.outlets = ranked(languages), ranked(sources)
	t.inputs, t.abstained, t.reasons = ranked(inputs), ranked(abstained), ranked(reasons)
	return t
}

// Languages counts the articles by language as told, "" among them, most first.
func Languages(set *table.Set) []page.Count { return newTallies(set).languages }

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

// coverageView is how many articles there are over time and by outlet. The columns
// are stacked by language, or by outlet where all is in one language.
func coverageView(set *table.Set, axis page.Axis, t tallies) page.Coverage {
	v := page.Coverage{
		Axis:    axis,
		By:      "language",
		Outlets: named(t.outlets, maxOutlets),
		Left:    max(0, len(t.outlets)-maxOutlets),
		Unnamed: t.unnamed,
	}
	of, keys := func(a *table.Article) string { return a.Language }, t.languages
	if told(t.languages) < 2 {
		v.By = "source"
		of, keys = func(a *table.Article) string { return a.Source }, t.outlets
	}
	if len(axis.Columns) < 2 {
		return v
	}
	place := make(map[string]int)
	for _, k := range keys {
		if k.Name != "" && len(place) < maxSeries {
			place[k.Name] = len(place)
			v.Series = append(v.Series, page.Series{Name: plain(k.Name, nameLimit), Values: make([]int, len(axis.Columns))})
		}
	}
	rest := page.Series{Values: make([]int, len(axis.Columns))}
	totals := make([]int, len(axis.Columns))
	for i := range set.Articles {
		a := &set.Articles[i]
		c := columnOf(axis, a.PublishedAt)
		if c < 0 {
			continue
		}
		s := &rest
		if p, ok := place[of(a)]; ok {
			s = &v.Series[p]
		}
		s.Values[c]++
		s.Total++
		totals[c]++
	}
	if rest.Total > 0 {
		v.Series = append(v.Series, rest)
	}
	v.Max = slices.Max(totals)
	return v
}

// matrixView is what the outlets with most articles write about, or nil where fewer
// than two are named. Since a topic lives in one language, an outlet's share of it is
// taken of the articles that the outlet has in that language.
func matrixView(set *table.Set, topics []page.Topic, t tallies) *page.Matrix {
	if len(t.outlets) < 2 || len(topics) < 2 {
		return nil
	}
	m := &page.Matrix{Outlets: named(t.outlets, maxOutlets), Left: max(0, len(t.outlets)-maxOutlets)}
	place := make(map[string]int)
	for i, o := range t.outlets[:len(m.Outlets)] {
		place[o.Name] = i
	}
	rows, language := make(map[int32]int), make(map[int32]string)
	for i, topic := range topics {
		language[int32(topic.ID)] = topic.Language
		if i < maxHeatRows {
			rows[int32(topic.ID)] = i
			m.Rows = append(m.Rows, page.MatrixRow{Topic: topic.Ref, Cells: make([]page.MatrixCell, len(m.Outlets))})
		}
	}
	totals := make(map[string][]int) // by language of the topic and outlet
	for i := range set.Articles {
		a := &set.Articles[i]
		column, ok := place[a.Source]
		if !ok || a.TopicID == 0 {
			continue
		}
		l := language[a.TopicID]
		if totals[l] == nil {
			totals[l] = make([]int, len(m.Outlets))
		}
		totals[l][column]++
		if row, ok := rows[a.TopicID]; ok {
			m.Rows[row].Cells[column].Count++
		}
	}
	fillShares(m, func(topic int) []int { return totals[language[int32(topic)]] })
	return m
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
