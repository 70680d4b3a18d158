package wording

import (
	"slices"
	"strconv"
	"strings"

	"leitmotif/analysis/result"
)

// dominant is the share of the stories of a theme from which on it may be called as its topic is.
const dominant = 0.8

// LabelThemes names every theme by its first terms, by others where that name is taken by another
// theme or by one of its topics, unless most of its stories are of that topic. topics, in the
// order of their IDs, have their labels.
func LabelThemes(themes []result.Theme, topics []result.Topic) {
	taken := make(map[string]bool)
	for i := range themes {
		theme := &themes[i]
		own := make(map[string]bool)
		for _, id := range theme.Topics {
			if t := &topics[id-1]; float64(t.Stories) < dominant*float64(theme.Stories) {
				own[nameKey(strings.Split(t.Label, ", "))] = true
			}
		}
		terms := namingTerms(theme.Terms)
		name := slices.Clone(terms[:min(labelTerms, len(terms))])
		for n := len(name); n < len(terms) && (taken[nameKey(name)] || own[nameKey(name)]); n++ {
			name = append(name[:labelTerms-1], terms[n])
		}
		if len(name) == 0 || taken[nameKey(name)] {
			name = append(name, "("+theme.Language+" "+strconv.Itoa(theme.ID)+")")
		}
		taken[nameKey(name)] = true
		theme.Label = strings.Join(name, ", ")
	}
}
