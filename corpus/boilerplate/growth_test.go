package boilerplate_test

import (
	"fmt"
	"strings"
	"testing"

	"leitmotif/corpus/boilerplate"
	"leitmotif/corpus/growth"
)

// TestGrowth counts and removes units of texts that are worst for cutting them, and of
// copies.
func TestGrowth(t *testing.T) {
	growth.Main(t, func(t *testing.T) {
		for name, text := range map[string]func(n int) string{
			"stops and brackets": func(n int) string { return strings.Repeat(".)))", n) },
			"one sentence":       func(n int) string { return strings.Repeat("wort ", n) },
			"dates":              func(n int) string { return strings.Repeat("3.10.2026 ", n) },
			"short sentences":    func(n int) string { return strings.Repeat("Da. ", n) },
			"lines":              func(n int) string { return strings.Repeat("Eine Zeile von immer gleicher Art\n", n) },
		} {
			growth.Check(t, name, 3_000, func(n int) {
				var survey boilerplate.Survey
				for i := range 6 {
					survey.Add("", text(n)+fmt.Sprint(i))
				}
				boilerplate.NewRemover(survey.Recurring()).Remove("", text(n))
			})
		}
		growth.Check(t, "copies", 100, func(n int) {
			var survey boilerplate.Survey
			for i := range n {
				survey.Add("", fmt.Sprintf("Das ist ein Satz von vielen. Hier steht der Hinweis der Redaktion. Nummer %d.", i))
			}
			survey.Recurring()
		})
	})
}
