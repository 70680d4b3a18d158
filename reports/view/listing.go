package view

import (
	"cmp"
	"html"
	"maps"
	"slices"
	"strings"

	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// Limits of the article list, which keep the page under 3 MB whatever the corpus.
const (
	maxListed   = 2000
	listBytes   = 1_750_000 // of HTML, estimated
	rowBytes    = 420       // of an article besides its texts
	tagBytes    = 40        // of a keyword or driver besides its text
	extremes    = 10        // of either sign, per topic
	maxKeywords = 6
)

// articleView is an article as the page shows it.
func articleView(a *table.Article) *page.Article {
	v := &page.Article{
		ID:        plain(a.ArticleID, nameLimit),
		Title:     titleOf(a),
		URL:       webAddress(a.URL),
		Lead:      plain(a.Lead, leadLimit),
		Date:      a.PublishedAt,
		Precision: a.PublishedPrecision,
		Source:    plain(a.Source, nameLimit),
		Language:  plain(a.Language, termLimit),
		Topic:     page.Ref{ID: int(a.TopicID), Label: plain(a.TopicLabel, labelLimit)},
		Tone:      a.Sentiment,
		Abstain:   plain(a.AbstainReason, nameLimit),
		Duplicate: a.DuplicateOf != "",
	}
	if plain(a.Title, titleLimit) == "" { // the lead stands in for it
		v.Lead = ""
	}
	if a.SentimentScore != nil {
		v.Score = *a.SentimentScore
	} else {
		v.Tone = ""
	}
	for _, k := range a.Keywords[:min(maxKeywords, len(a.Keywords))] {
		v.Keywords = append(v.Keywords, plain(k, termLimit))
	}
	for _, d := range a.SentimentDrivers {
		v.Drivers = append(v.Drivers, page.Driver{Term: plain(d.Term, termLimit), Contribution: d.Contribution})
	}
	return v
}

// size estimates the bytes of HTML that an article in the list takes.
func size(a *page.Article) int {
	n := rowBytes
	for _, s := range []string{a.ID, a.Title, a.URL, a.Lead, a.Source, a.Topic.Label, a.Abstain} {
		n += len(html.EscapeString(s))
	}
	for _, k := range a.Keywords {
		n += tagBytes + len(html.EscapeString(k))
	}
	for _, d := range a.Drivers {
		n += tagBytes + len(html.EscapeString(d.Term))
	}
	return n
}

// listing chooses the articles of the list and returns their views by id. Everything
// is listed where it fits. Otherwise it is, until the list is full: the
// representatives of every topic, then the sources that the page names elsewhere, then
// the articles of most extreme tone of every topic, then the newest.
func listing(topics []table.Topic, s *survey, found map[string]*table.Article, sources []*page.Source) map[string]*page.Article {
	chosen := make(map[string]*page.Article)
	budget := listBytes
	for _, a := range byUrgency(topics, s, found, sources) {
		if chosen[a.ArticleID] != nil {
			continue
		}
		v := articleView(a)
		if budget -= size(v); budget < 0 || len(chosen) == maxListed {
			break
		}
		v.Listed = true
		chosen[a.ArticleID] = v
	}
	return chosen
}

// byUrgency orders articles by how much they belong into the list: all of them, or more than
// fit into it; an article may come twice.
func byUrgency(topics []table.Topic, s *survey, found map[string]*table.Article, sources []*page.Source) []*table.Article {
	var order []*table.Article
	take := func(id string) {
		if a := found[id]; a != nil {
			order = append(order, a)
		}
	}
	for i := range topics {
		for _, id := range representatives(&topics[i]) {
			take(id)
		}
	}
	for _, s := range sources {
		take(s.ID)
	}
	for i := range topics {
		e := s.extremes[topics[i].TopicID]
		order = append(order, e.lowest.list...)
		slices.Reverse(e.highest.list)
		order = append(order, e.highest.list...)
	}
	return append(order, s.newest.list...)
}

// listView puts the chosen articles in order, newest first, undated ones last.
func listView(chosen map[string]*page.Article, articles int) page.List {
	v := page.List{Total: articles}
	topics := make(map[page.Ref]bool)
	outlets, languages := make(map[string]bool), make(map[string]bool)
	for _, id := range slices.Sorted(maps.Keys(chosen)) {
		a := chosen[id]
		v.Articles = append(v.Articles, *a)
		topics[a.Topic], outlets[a.Source], languages[a.Language] = true, true, true
	}
	slices.SortStableFunc(v.Articles, func(a, b page.Article) int {
		return cmp.Or(b.Date.Compare(a.Date), strings.Compare(a.ID, b.ID))
	})
	for ref := range topics {
		if ref.ID != 0 {
			v.Topics = append(v.Topics, ref)
		}
	}
	slices.SortFunc(v.Topics, func(a, b page.Ref) int { return cmp.Compare(a.ID, b.ID) })
	v.Outlets, v.Languages = sortedNames(outlets), sortedNames(languages)
	return v
}

func sortedNames(names map[string]bool) []string {
	var list []string
	for name := range names {
		if name != "" {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}
