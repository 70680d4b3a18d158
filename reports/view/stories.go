package view

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
func sourceView(a *table.Article) page.Source {
	return page.Source{
		ID:    plain(a.ArticleID, nameLimit),
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
// The first article of a story is here the earliest, undated ones last: the tables name
// the first of the input.
func storyViews(set *table.Set) *page.Stories {
	groups := make(map[string][]*table.Article)
	for i := range set.Articles {
		a := &set.Articles[i]
		groups[a.StoryID] = append(groups[a.StoryID], a)
	}
	type pair struct{ from, to string }
	flows := make(map[pair]int)
	v := &page.Stories{}
	var stories [][]*table.Article
	for i := range set.Articles {
		story := groups[set.Articles[i].ArticleID]
		if len(story) < 2 {
			continue
		}
		slices.SortStableFunc(story, compareDates)
		stories = append(stories, story)
		v.Copies += len(story) - 1
		for _, a := range story[1:] {
			flows[pair{story[0].Source, a.Source}]++
		}
	}
	if len(stories) == 0 {
		return nil
	}
	v.Total = len(stories)
	slices.SortFunc(stories, func(a, b []*table.Article) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), compareDates(a[0], b[0]), cmp.Compare(a[0].ArticleID, b[0].ArticleID))
	})
	for _, story := range stories[:min(len(stories), maxStories)] {
		v.Largest = append(v.Largest, storyView(story[0], story[1:]))
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

// storyView is a story with its copies, earliest first.
func storyView(first *table.Article, copies []*table.Article) page.Story {
	s := page.Story{First: sourceView(first), Left: max(0, len(copies)-maxCopies)}
	s.Topic = page.Ref{ID: int(first.TopicID), Label: plain(first.TopicLabel, labelLimit)}
	for _, a := range copies[:min(len(copies), maxCopies)] {
		c := page.Copy{Source: sourceView(a), Retitled: a.Title != "" && a.Title != first.Title}
		if !a.PublishedAt.IsZero() && !first.PublishedAt.IsZero() {
			c.After, c.Timed = a.PublishedAt.Sub(first.PublishedAt), true
		}
		s.Copies = append(s.Copies, c)
	}
	return s
}
