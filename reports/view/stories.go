package view

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"leitmotif/analysis/result"
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
		Title: titleOf(a), Outlet: plain(a.Source, nameLimit), Date: a.PublishedAt, Precision: a.PublishedPrecision, Language: plain(a.Language, termLimit),
	}
}

// titleOf is the title for the page; the text's beginning tells more than none.
func titleOf(a *table.Article) string {
	if title := plain(a.Title, titleLimit); title != "" {
		return title
	}
	return plain(a.Lead, headLimit)
}

// version is an article of a story that several tell.
type version struct {
	id, story, source string
	published         time.Time // the last instant at which it may have been
}

// stories are the versions of all stories with copies.
type stories struct {
	versions []version
	largest  [][]version // once want has looked
	total    int         // stories
	flows    map[flow]int
}

// flow leads from the outlet of a story to that of a copy.
type flow struct{ from, to string }

func (s *stories) add(a *table.Article) {
	if a.Copies > 0 || a.StoryID != a.ArticleID {
		s.versions = append(s.versions, version{a.ArticleID, a.StoryID, a.Source, result.KnownBy(a.PublishedAt, a.PublishedPrecision)})
	}
}

// want sorts the versions by story and enters the articles that the page says more of into
// found. The first of a story is here the earliest, undated ones last: the tables name the
// first of the input. A story of an earlier run, whose original is not here, does not count.
func (s *stories) want(found map[string]*table.Article) {
	slices.SortStableFunc(s.versions, func(a, b version) int {
		return cmp.Or(strings.Compare(a.story, b.story), compareVersions(a, b))
	})
	s.flows = make(map[flow]int)
	var all [][]version
	for rest := s.versions; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].story == rest[0].story {
			n++
		}
		story := rest[:n]
		rest = rest[n:]
		if n < 2 || !slices.ContainsFunc(story, func(v version) bool { return v.id == v.story }) {
			continue
		}
		all = append(all, story)
		for _, copied := range story[1:] {
			s.flows[flow{story[0].source, copied.source}]++
		}
	}
	slices.SortFunc(all, func(a, b []version) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), compareVersions(a[0], b[0]), cmp.Compare(a[0].id, b[0].id))
	})
	s.total, s.largest = len(all), all[:min(len(all), maxStories)]
	for _, story := range s.largest {
		for _, v := range story[:min(len(story), maxCopies+1)] {
			found[v.id] = nil
		}
	}
}

// view shows the stories with most copies, and who copies whom; it is nil where nobody
// does.
func (s *stories) view(found map[string]*table.Article) *page.Stories {
	if s.total == 0 {
		return nil
	}
	v := &page.Stories{Total: s.total}
	for _, story := range s.largest {
		v.Largest = append(v.Largest, storyView(story, found))
	}
	for f, n := range s.flows {
		v.Copies += n
		v.Flows = append(v.Flows, page.Flow{From: plain(f.from, nameLimit), To: plain(f.to, nameLimit), Copies: n})
	}
	slices.SortFunc(v.Flows, func(a, b page.Flow) int {
		return cmp.Or(cmp.Compare(b.Copies, a.Copies), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	v.Left = max(0, len(v.Flows)-maxFlows)
	v.Flows = v.Flows[:min(len(v.Flows), maxFlows)]
	return v
}

// compareVersions orders versions by date, undated ones last.
func compareVersions(a, b version) int {
	if a.published.IsZero() != b.published.IsZero() {
		if a.published.IsZero() {
			return 1
		}
		return -1
	}
	return a.published.Compare(b.published)
}

// between says how long after the first a copy was published: in whole days, byDay, where no
// more is known of one of them, and nothing where the day is not.
func between(first, copied *table.Article) (after time.Duration, known, byDay bool) {
	from, to := first.KnownDay(), copied.KnownDay()
	if from.IsZero() || to.IsZero() {
		return 0, false, false
	}
	if byDay = first.PublishedPrecision == "day" || copied.PublishedPrecision == "day"; byDay {
		const day = 24 * time.Hour
		from, to = from.Truncate(day), to.Truncate(day)
	}
	return max(0, to.Sub(from)), true, byDay
}

// storyView is a story with its copies, earliest first.
func storyView(story []version, found map[string]*table.Article) page.Story {
	first, copies := found[story[0].id], story[1:]
	s := page.Story{First: sourceView(first), Left: max(0, len(copies)-maxCopies)}
	s.Topic = page.Ref{ID: int(first.TopicID), Label: plain(first.TopicLabel, labelLimit)}
	for _, v := range copies[:min(len(copies), maxCopies)] {
		a := found[v.id]
		c := page.Copy{Source: sourceView(a), Retitled: a.Title != "" && a.Title != first.Title}
		c.After, c.Timed, c.ByDay = between(first, a)
		s.Copies = append(s.Copies, c)
	}
	return s
}
