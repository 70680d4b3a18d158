package study

import (
	"cmp"

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
)

// MarkOutlets marks the topics (ascending ID) that are nearly those of a single outlet: where at
// least three are named in the language, one has more than four fifths of the stories of the topic
// that name one, by the lower bound of the 95 % Wilson interval, and at most half of those of all
// other topics.
func MarkOutlets(c *collection.Collection, topics []result.Topic) {
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
