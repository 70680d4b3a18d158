package sentiment

import (
	"strings"
	"testing"

	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/watchlist"
	"leitmotif/corpus/growth"
)

// TestGrowth reads texts that are worst for finding and showing names.
func TestGrowth(t *testing.T) {
	growth.Main(t, func(t *testing.T) {
		scorer, err := NewScorer(Options{Watchlist: &watchlist.List{Targets: []watchlist.Target{{Name: "Alpenblatt"}}}})
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]func(n int) string{
			"a name in every part of one word": func(n int) string { return strings.Repeat("Alpenblatt-", n) },
			"one sentence":                     func(n int) string { return strings.Repeat("Alpenblatt ", n) },
			"marks within a sentence": func(n int) string {
				return strings.Repeat("Alpenblatt ", 60) + strings.Repeat("(", 8*n) + " Alpenblatt"
			},
			"stops":           func(n int) string { return strings.Repeat("Das. Alpenblatt. ", n) },
			"initials":        func(n int) string { return strings.Repeat("A.B. C", n) },
			"quotation marks": func(n int) string { return strings.Repeat("„Das “ist” ", n) },
			"pairs":           func(n int) string { return strings.Repeat("steigt der nach Schulden ", n) },
			"nominees":        func(n int) string { return strings.Repeat("Sie Anna er ", n) },
		} {
			growth.Check(t, name, 300, func(n int) {
				s := text(n)
				scorer.Article("de", "", nil, s, tokenize.Append(nil, s))
			})
		}
	})
}
