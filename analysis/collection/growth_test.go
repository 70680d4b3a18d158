package collection

import (
	"strings"
	"testing"

	"leitmotif/corpus"
	"leitmotif/corpus/growth"
)

// TestGrowth feeds identity the articles that are worst for it.
func TestGrowth(t *testing.T) {
	growth.Main(t, func(t *testing.T) {
		growth.Check(t, "identity/copies without an id", 300, func(n int) {
			known := newIdentities()
			a := &corpus.Article{Title: "Titel", Text: strings.Repeat("Wort ", 20)}
			for range n {
				x, err := newIdentity(a)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := known.give(x); err != nil {
					t.Fatal(err)
				}
			}
		})
	})
}
