package wording

import (
	"fmt"
	"strings"
	"testing"

	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/tokenize"
	"leitmotif/corpus/growth"
)

// TestGrowth feeds keywords the documents that are worst for them.
func TestGrowth(t *testing.T) {
	growth.Main(t, func(t *testing.T) {
		growth.Check(t, "keywords/parts of compounds in pairs", 300, func(n int) {
			// The best term is a part of all others, so that none of them says anything new, and
			// each has a phrase that is looked for in the whole article.
			var b strings.Builder
			b.WriteString(strings.Repeat("stern, ", 3*n))
			for i := range n {
				fmt.Fprintf(&b, "stern-b%dx beiwort%dx, ", i, i)
			}
			text := b.String()
			counter := tfidf.NewCounter(tokenize.NewAnalyser("de", nil))
			for range leastPairs {
				counter.Add(tfidf.Part{Text: text, Tokens: tokenize.Append(nil, text)})
			}
			statistics := tfidf.NewStatistics()
			counts := counter.Take()
			statistics.Add(counts) // the first shard: its terms have the same numbers there
			lexicon, err := NewLexicon(t.Context(), "de", statistics, tfidf.InMemory(counts.Documents), 1)
			if err != nil {
				t.Fatal(err)
			}
			keywords := lexicon.Keywords()
			for _, d := range counts.Documents {
				keywords.Of(d)
			}
		})
	})
}
