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

// namingTerms are the terms without those that repeat the words of a better one or what it says:
// beside "Bank" a topic may have the term "Bank of England", and beside "Demonstration"
// "Demonstranten", but a label needs one of them.
func namingTerms(list []result.TermWeight) []string {
	var out []string
	var taken [][]string
	for _, t := range list {
		words := strings.Fields(strings.ToLower(t.Term))
		if slices.ContainsFunc(taken, func(better []string) bool { return repeats(better, words) }) {
			continue
		}
		out, taken = append(out, t.Term), append(taken, words)
	}
	return out
}

// repeats tells whether any of the words is akin to one of the better ones.
func repeats(better, words []string) bool {
	for _, w := range words {
		if slices.ContainsFunc(better, func(b string) bool { return akin(b, w) }) {
			return true
		}
	}
	return false
}

// leastCommon is the least number of letters that akin words have in common.
const leastCommon = 4

// akin tells whether two words seem to be made of one, as derivations and compounds are: they
// begin alike for more than half of the shorter one, or the one ends with the other.
func akin(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	x, y := []rune(a), []rune(b)
	if len(x) < leastCommon {
		return a == b
	}
	n := 0
	for n < min(len(x), len(y)) && x[n] == y[n] {
		n++
	}
	return n >= leastCommon && 2*n > min(len(x), len(y)) || strings.HasSuffix(b, a)
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
