package watchlist

import (
	"fmt"
	"strings"
	"testing"

	"leitmotif/analysis/tokenize"
	"leitmotif/corpus/growth"
)

// TestGrowth looks for the names that are worst to find.
func TestGrowth(t *testing.T) {
	growth.Main(t, func(t *testing.T) {
		// Every name begins with the same word, which the text says again and again.
		growth.Check(t, "names with one first word", 100, func(n int) {
			var list List
			for i := range n {
				list.Targets = append(list.Targets, Target{Name: fmt.Sprintf("Neue Zeitung Nummer%d", i)})
			}
			text := strings.Repeat("Neue Zeitung Nummer7 und Neue Zeitung, ", n)
			NewMatcher(&list).Find(text, tokenize.Append(nil, text))
		})
	})
}
