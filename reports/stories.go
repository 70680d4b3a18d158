package reports

import (
	"cmp"
	"slices"

	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// Limits on the stories of the page.
const (
	maxStories = 12
	maxCopies  = 6
	maxFlows   = 12
)

// sourceView says where a text stands.
func sourceView(a *table.Article, listed map[string]*page.Article) page.Source {
	return page.Source{
		ID: plain(a.ArticleID, nameLimit), Listed: listed[a.ArticleID] != nil,
		Title: titleOf(a), Outlet: plain(a.Source, nameLimit), Date: a.PublishedAt, Language: plain(a.Language, termLimit),
	}
}

// titleOf is the title for the page; the text's beginning tells more than none.
func titleOf(a *table.Article) string {
	if title := plain(a.Title, titleLimit); title != "" {
		return title
	}
	return plain(a.Lead, headLimit)
}

// storyViews are the stories with most copies, and who copies whom; nil where nobody does.
func storyViews(set *table.Set, listed map[string]*page.Article) *page.Stories {
	byID := make(map[string]*table.Article, len(set.Articles))
	copies := make(map[string][]*table.Article)
	for i := range set.Articles {
		a := &set.Articles[i]
		byID[a.ArticleID] = a
		if a.DuplicateOf != "" {
			copies[a.DuplicateOf] = append(copies[a.DuplicateOf], a)
		}
	}
	if len(copies) == 0 {
		return nil
	}
	v := &page.Stories{Total: len(copies)}
	type pair struct{ from, to string }
	flows := make(map[pair]int)
	var first []*table.Article
	for i := range set.Articles {
		a := &set.Articles[i]
		if len(copies[a.ArticleID]) > 0 {
			first = append(first, a)
		}
		if from := byID[a.DuplicateOf]; from != nil {
			v.Copies++
			flows[pair{from.Source, a.Source}]++
		}
	}
	slices.SortStableFunc(first, func(a, b *table.Article) int {
		return cmp.Or(cmp.Compare(len(copies[b.ArticleID]), len(copies[a.ArticleID])), compareDates(a, b))
	})
	for _, a := range first[:min(len(first), maxStories)] {
		v.Largest = append(v.Largest, storyView(a, copies[a.ArticleID], listed))
	}
	for p, n := range flows {
		v.Flows = append(v.Flows, page.Flow{From: plain(p.from, nameLimit), To: plain(p.to, nameLimit), Copies: n})
	}
	slices.SortFunc(v.Flows, func(a, b page.Flow) int {
		return cmp.Or(cmp.Compare(b.Copies, a.Copies), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	v.Left = max(0, len(v.Flows)-maxFlows)
	v.Flows = v.Flows[:min(len(v.Flows), maxFlows)]
	return v
}

// compareDates orders articles by date, undated ones last.
func compareDates(a, b *table.Article) int {
	if a.PublishedAt.IsZero() != b.PublishedAt.IsZero() {
		if a.PublishedAt.IsZero() {
			return 1
		}
		return -1
	}
	return a.PublishedAt.Compare(b.PublishedAt)
}

func storyView(first *table.Article, copies []*table.Article, listed map[string]*page.Article) page.Story {
	s := page.Story{First: sourceView(first, listed), Left: max(0, len(copies)-maxCopies)}
	s.Topic = page.Ref{ID: int(first.TopicID), Label: plain(first.TopicLabel, labelLimit)}
	slices.SortStableFunc(copies, compareDates)
	for _, a := range copies[:min(len(copies), maxCopies)] {
		c := page.Copy{Source: sourceView(a, listed), Retitled: a.Title != "" && a.Title != first.Title}
		if !a.PublishedAt.IsZero() && !first.PublishedAt.IsZero() {
			c.After, c.Timed = a.PublishedAt.Sub(first.PublishedAt), true
		}
		s.Copies = append(s.Copies, c)
	}
	return s
}
