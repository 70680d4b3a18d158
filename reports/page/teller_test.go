package page

import (
	"strings"
	"testing"
	"time"
)

// A teller says what the page says, without its links, and shows any label as it is.
func TestTeller(t *testing.T) {
	const label = `<b>&amp; "port"`
	for _, language := range []string{"en", "de"} {
		tell, err := NewTeller(language)
		if err != nil {
			t.Fatal(err)
		}
		heading, lines := tell.Findings([]Finding{
			{Kind: Largest, Topic: Ref{3, label}, Count: 11, Total: 138, Share: 0.08},
			{Kind: Data, Anchor: "data", Count: 2, Total: 156},
		})
		w := tell.w
		if heading != w.tell("findings.title") || len(lines) != 2 || !strings.Contains(lines[0], label) || strings.Contains(lines[0], "href") {
			t.Errorf("%s: %q, %q", language, heading, lines)
		}
		if link := w.tell("finding.data.link"); strings.Contains(lines[1], link) || !strings.HasSuffix(lines[1], ".") {
			t.Errorf("%s: a link without its place: %q", language, lines[1])
		}
		_, intro, changes := tell.Changes(&Changes{Run: 2, Fresh: 40, Known: 5, MoreNames: 3,
			Names: []ChangeLine{{Subject: "Inga Petersen", Stories: 2}},
			Lines: []ChangeLine{{Kind: "topic_rising", Topic: Ref{3, label}, Before: 0.04, After: 0.12}},
			Terms: []ChangeLine{{Subject: "curfew", Stories: 5}}, Companions: []ChangeLine{{Subject: "Neumann", Target: "Kaiwerk", Stories: 4}},
		})
		if len(changes) != 4 || !strings.Contains(changes[0], "Inga Petersen") || !strings.Contains(changes[1], label) || !strings.Contains(changes[2], "curfew") || !strings.Contains(changes[3], "Kaiwerk") {
			t.Errorf("%s: %q", language, changes)
		}
		if !strings.Contains(intro, "40") || !strings.Contains(intro, "5") {
			t.Errorf("%s: %q", language, intro)
		}
		if _, first, none := tell.Changes(&Changes{Run: 1}); first != w.tell("changes.first") || none != nil {
			t.Errorf("%s: %q, %q", language, first, none)
		}
		if title, published := tell.Head(Corpus{Articles: 5}); title != w.tell("page.empty", "articles", 5) || published != "" {
			t.Errorf("%s: %q, %q", language, title, published)
		}
		noon := time.Date(2026, 11, 23, 13, 0, 0, 0, time.FixedZone("", 3600))
		if got := tell.Instant(noon); !strings.HasSuffix(got, "12:00 UTC") {
			t.Errorf("%s: %q", language, got)
		}
		if tell.Err() != nil {
			t.Error(tell.Err())
		}
		if tell.Changes(&Changes{Run: 2, Lines: []ChangeLine{{Kind: "unheard"}}}); tell.Err() != nil {
			t.Error(tell.Err())
		}
		if tell.Findings([]Finding{{Kind: "unheard"}}); tell.Err() == nil {
			t.Error("a finding without wording is no fault")
		}
	}
	if _, err := NewTeller("fr"); err == nil {
		t.Error("a teller in French")
	}
}
