package clean_test

import (
	"fmt"
	"strings"
	"testing"

	"leitmotif/corpus"
	"leitmotif/corpus/clean"
)

// TestDeepPage holds that an article is read whole and in order from under any number of
// elements that the parser lets be open.
func TestDeepPage(t *testing.T) {
	var want []string
	for i := range 30 {
		want = append(want, fmt.Sprintf("Am Tag %d blieb der Hafen von Altbrück gesperrt, sagte die Sprecherin der Stadt.", i))
	}
	paragraphs := "<p>" + strings.Join(want, "</p><p>") + "</p>"
	parts := strings.Join(want, "</div><div>")
	links := "<p>" + strings.ReplaceAll(strings.Join(want, "</p><p>"), "Hafen", `<a href="/h"><b>Hafen</b></a>`) + "</p>"
	for _, depth := range []int{10, 60, 64, 65, 70, 150, 450} {
		for name, inner := range map[string]string{"paragraphs": paragraphs, "blocks": "<div>" + parts + "</div>", "links": links} {
			open, end := strings.Repeat("<div>", depth), strings.Repeat("</div>", depth)
			a := &corpus.Article{Markup: corpus.Page, Text: "<html><head><title>Hafen</title></head><body>" + open + inner + end + "</body></html>"}
			if _, err := clean.Article(a); err != nil {
				t.Errorf("%s under %d elements: %v", name, depth, err)
				continue
			}
			if got := strings.Join(want, "\n"); a.Text != got {
				t.Errorf("%s under %d elements:\n%s\nwant\n%s", name, depth, a.Text, got)
			}
		}
	}
}
