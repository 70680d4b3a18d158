package study

import (
	"cmp"
	"strings"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/inference"
	"leitmotif/analysis/result"
)

const (
	// leastOutlets is the number of outlets in a language from which a topic can be that of one.
	leastOutlets = 3
	// mostOfOne is the share of the stories of a topic that one outlet must have, by the lower
	// bound of its interval, and mostElsewhere that which it may have of the other topics.
	mostOfOne, mostElsewhere = 0.8, 0.5
	// mostAlike is the share of the stories of a topic whose titles begin alike, by the lower bound
	// of its interval, and beginning the number of words that are compared.
	mostAlike, beginning = 0.5, 2
)

// Mark marks the topics (ascending ID) that may be none of the news, but of how they are made.
//
// The titles of most stories of a boilerplate topic begin with the same two words: more than half
// of those that have a title, by the lower bound of the 95 % Wilson interval. A topic of a single
// outlet has more than four fifths of its stories that name one from there, by the same bound,
// where at least three are named in the language and that outlet has at most half of those of all
// other topics.
func Mark(c *collection.Collection, topics []result.Topic) {
	markOutlets(c, topics)
	markBeginnings(c, topics)
}

func markOutlets(c *collection.Collection, topics []result.Topic) {
	stories := make([]map[string]int, len(topics)) // by topic and outlet
	outlets := make(map[string]map[string]int)     // by language and outlet
	for i := range stories {
		stories[i] = make(map[string]int)
	}
	for i := range c.Articles {
		a := &c.Articles[i]
		if a.TopicID == 0 || a.DuplicateOf != "" || a.Source == "" {
			continue
		}
		if outlets[a.Language] == nil {
			outlets[a.Language] = make(map[string]int)
		}
		stories[a.TopicID-1][a.Source]++
		outlets[a.Language][a.Source]++
	}
	total := make(map[string]int) // by language
	for language, counts := range outlets {
		for _, n := range counts {
			total[language] += n
		}
	}
	for i := range topics {
		t := &topics[i]
		if len(outlets[t.Language]) < leastOutlets {
			continue
		}
		outlet, most, all := largest(stories[i])
		rest := total[t.Language] - all
		_, low, _ := inference.Wilson(most, max(1, all))
		if low > mostOfOne && float64(outlets[t.Language][outlet]-most) <= mostElsewhere*float64(rest) {
			t.Mark, t.MarkedBy = result.SingleOutlet, outlet
		}
	}
}

// largest is the name with the largest number, the first of several by name, and the sum of all.
func largest(counts map[string]int) (name string, most, all int) {
	for n, count := range counts {
		all += count
		if c := cmp.Or(cmp.Compare(count, most), cmp.Compare(name, n)); c > 0 {
			name, most = n, count
		}
	}
	return name, most, all
}

// markBeginnings finds what most titles of a topic begin with by voting (Boyer and Moore 1991) and
// counts it in a second pass.
func markBeginnings(c *collection.Collection, topics []result.Topic) {
	type ballot struct {
		begins      string
		votes       int
		alike, told int
	}
	ballots := make([]ballot, len(topics))
	each := func(use func(b *ballot, begins string)) {
		for i := range c.Articles {
			a := &c.Articles[i]
			if a.TopicID == 0 || a.DuplicateOf != "" {
				continue
			}
			if begins := beginningOf(a.Title); begins != "" {
				use(&ballots[a.TopicID-1], begins)
			}
		}
	}
	each(func(b *ballot, begins string) {
		switch {
		case b.votes == 0:
			b.begins, b.votes = begins, 1
		case b.begins == begins:
			b.votes++
		default:
			b.votes--
		}
	})
	each(func(b *ballot, begins string) {
		if b.told++; b.begins == begins {
			b.alike++
		}
	})
	for i, b := range ballots {
		if _, low, _ := inference.Wilson(b.alike, max(1, b.told)); low > mostAlike {
			topics[i].Mark, topics[i].MarkedBy = result.Boilerplate, ""
		}
	}
}

// beginningOf gives the first words of a title, "" where it has hardly more.
func beginningOf(title string) string {
	words := strings.Fields(title)
	if len(words) <= beginning {
		return ""
	}
	return strings.ToLower(strings.Join(words[:beginning], " "))
}
