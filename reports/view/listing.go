package view

import (
	"cmp"
	"html"
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
func listing(set *table.Set, sources []*page.Source) map[string]*page.Article {
	chosen := make(map[string]*page.Article)
	budget := listBytes
	take := func(a *table.Article) bool {
		if chosen[a.ArticleID] != nil {
			return true
		}
		v := articleView(a)
		if budget -= size(v); budget < 0 || len(chosen) == maxListed {
			return false
		}
		v.Listed = true
		chosen[a.ArticleID] = v
		return true
	}
	for _, a := range byUrgency(set, sources) {
		if !take(a) {
			break
		}
	}
	return chosen
}

// byUrgency orders all articles by how much they belong into the list; an article may
// come twice.
func byUrgency(set *table.Set, sources []*page.Source) []*table.Article {
	byID := make(map[string]*table.Article, len(set.Articles))
	byTopic := make(map[int32][]*table.Article)
	newest := make([]*table.Article, 0, len(set.Articles))
	for i := range set.Articles {
		a := &set.Articles[i]
		byID[a.ArticleID] = a
		newest = append(newest, a)
		if a.SentimentScore != nil && a.TopicID != 0 {
			byTopic[a.TopicID] = append(byTopic[a.TopicID], a)
		}
	}
	var order []*table.Article
	for i := range set.Topics {
		ids := set.Topics[i].RepresentativeIDs
		for _, id := range ids[:min(maxRepresenting, len(ids))] {
			if a := byID[id]; a != nil {
				order = append(order, a)
			}
		}
	}
	for _, s := range sources {
		if a := byID[s.ID]; a != nil {
			order = append(order, a)
		}
	}
	for i := range set.Topics {
		scored := byTopic[set.Topics[i].TopicID]
		slices.SortStableFunc(scored, func(a, b *table.Article) int {
			return cmp.Compare(*a.SentimentScore, *b.SentimentScore)
		})
		n := len(scored)
		order = append(order, scored[:min(extremes, n)]...)
		order = append(order, scored[n-min(extremes, n):]...)
	}
	slices.SortStableFunc(newest, func(a, b *table.Article) int { return b.PublishedAt.Compare(a.PublishedAt) })
	return append(order, newest...)
}

// listView puts the chosen articles in order, newest first, undated ones last.
func listView(set *table.Set, chosen map[string]*page.Article) page.List {
	v := page.List{Total: len(set.Articles)}
	topics := make(map[page.Ref]bool)
	outlets, languages := make(map[string]bool), make(map[string]bool)
	for i := range set.Articles {
		a := chosen[set.Articles[i].ArticleID]
		if a == nil {
			continue
		}
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
