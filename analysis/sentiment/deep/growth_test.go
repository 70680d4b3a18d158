package deep

import (
	"strings"
	"testing"

	"leitmotif/corpus/growth"
)

// TestGrowth reads texts that are worst for cutting and for finding the target.
func TestGrowth(t *testing.T) {
	growth.Main(t, func(t *testing.T) {
		r := small(t).NewReader()
		for name, text := range map[string]func(n int) string{
			"one word":       func(n int) string { return strings.Repeat("abcde", n) },
			"long words":     func(n int) string { return strings.Repeat(strings.Repeat("a", 99)+" ", n/20) },
			"words":          func(n int) string { return strings.Repeat("strike ", n) },
			"marks":          func(n int) string { return strings.Repeat(".", 5*n) },
			"accents":        func(n int) string { return "a" + strings.Repeat("\u0301\u0323", 3*n) },
			"broken letters": func(n int) string { return strings.Repeat("\xff\xc3", 3*n) },
		} {
			growth.Check(t, name, 3000, func(n int) {
				s := text(n)
				r.Score(nil, []Request{{s, len(s) / 2, min(len(s), len(s)/2+7)}, {Text: s}})
			})
		}
	})
}
