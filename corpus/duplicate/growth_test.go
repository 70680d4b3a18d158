package duplicate_test

import (
	"fmt"
	"strings"
	"testing"

	"leitmotif/corpus/duplicate"
	"leitmotif/corpus/growth"
)

// TestGrowth groups copies that have all bands in common, some, and one shingle.
func TestGrowth(t *testing.T) {
	growth.Main(t, func(t *testing.T) {
		var b strings.Builder
		for i := range 120 {
			fmt.Fprintf(&b, "wort%d ", i)
		}
		hasher := duplicate.NewHasher()
		for name, text := range map[string]func(i int) string{
			"the same": func(int) string { return b.String() },
			"near":     func(i int) string { return b.String() + fmt.Sprint("ende", i) },
			"shingle":  func(int) string { return strings.Repeat("wort ", 120) },
			"chain": func(i int) string {
				return b.String()[4*(i%90):] + fmt.Sprint(strings.Repeat(fmt.Sprint(" folge", i), i%90))
			},
		} {
			growth.Check(t, name, 50, func(n int) {
				var stories duplicate.Stories
				for i := range n {
					stories.Add(i, hasher.Sign(text(i)))
				}
				if _, err := stories.Groups(t.Context()); err != nil {
					t.Fatal(err)
				}
			})
		}
	})
}
