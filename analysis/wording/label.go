package wording

import (
	"fmt"
	"slices"
	"strings"

	"leitmotif/analysis/result"
)

// labelTerms is the number of terms in a label.
const labelTerms = 3

// Label names every topic by its first terms, by one more where a name is taken; the order
// of the terms and their case make no other name. kept holds names by UID that
// stay.
func Label(topics []result.Topic, kept map[int]string) {
	taken := make(map[string]bool)
	for i := range topics {
		name := kept[topics[i].UID]
		if key := nameKey(strings.Split(name, ", ")); name != "" && !taken[key] {
			topics[i].Label, taken[key] = name, true
		}
	}
	for i := range topics {
		if topics[i].Label != "" {
			continue
		}
		terms := namingTerms(topics[i].Terms)
		n := min(labelTerms, len(terms))
		for n < len(terms) && taken[nameKey(terms[:n])] {
			n++
		}
		name, key := strings.Join(terms[:n], ", "), nameKey(terms[:n])
		if name == "" || taken[key] {
			name = strings.TrimSpace(fmt.Sprintf("%s (%s %d)", name, topics[i].Language, topics[i].ID))
		}
		taken[key] = true
		topics[i].Label = name
	}
}

// namingTerms are the terms without those that repeat the words of a better one: beside "Bank"
// a topic may have the term "Bank of England", but a label needs one of them.
func namingTerms(list []result.TermWeight) []string {
	var out []string
	taken := make(map[string]bool)
	for _, t := range list {
		words := strings.Fields(strings.ToLower(t.Term))
		if slices.ContainsFunc(words, func(w string) bool { return taken[w] }) && len(words) > 1 {
			continue
		}
		out = append(out, t.Term)
		if len(words) == 1 {
			taken[words[0]] = true
		}
	}
	return out
}

// nameKey is the same for names that people would take for one.
func nameKey(terms []string) string {
	folded := make([]string, len(terms))
	for i, t := range terms {
		folded[i] = strings.ToLower(t)
	}
	slices.Sort(folded)
	return strings.Join(folded, "\x00")
}
