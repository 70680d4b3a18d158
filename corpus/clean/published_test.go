package clean_test

import (
	"fmt"
	"strings"
	"testing"

	"leitmotif/corpus"
	"leitmotif/corpus/clean"
	"leitmotif/corpus/date"
)

// known writes when an article was published as far as that is known, with a "~" where the
// clock had no zone.
func known(a *corpus.Article) string {
	layout := map[corpus.Precision]string{corpus.Year: "2006", corpus.Month: "2006-01", corpus.Day: "2006-01-02", corpus.Second: "2006-01-02 15:04"}[a.Precision]
	text := a.Published.Format(layout)
	if a.Local {
		text += "~"
	}
	return text
}

// The time of day that stands beside the headline belongs to the day that the page states.
func TestTimeShownOnPage(t *testing.T) {
	const (
		paragraph = "<p>Der Stadtrat von Hollenau hat am Abend beschlossen, die alte Uferbrücke zu sperren. Gutachter hatten Risse in drei Pfeilern entdeckt, und die Sanierung kostet elf Millionen Euro.</p>"
		page      = `<html lang="de"><head><title>Brücke gesperrt</title>%s</head><body><header><nav>Politik Sport</nav></header><main><article>%s<h1>Brücke in Hollenau gesperrt</h1>%s%s</article>%s</main></body></html>`
		day       = `<meta name="date" content="2025-03-03">`
	)
	teaser := strings.Repeat("<p>Ein anderer Artikel steht hier.</p>", 30)
	for _, test := range []struct{ head, above, below, end, want string }{
		{day, "", "", "", "2025-03-03"},
		{day, "", `<p class="meta">Mo., 3. März 2025, 14:05 Uhr</p>`, "", "2025-03-03 14:05~"},
		{day, `<p class="meta">Von Karin Holm | 03.03.2025, 14.05 Uhr</p>`, "", "", "2025-03-03 14:05~"},
		{day, "", `<div><span>03.03.2025</span> <span>14:05 Uhr MEZ</span></div>`, "", "2025-03-03 13:05"},
		{day, "", `<p>3. März 2025 · 14:05 Uhr</p>`, "", "2025-03-03 14:05~"},
		{day, "", `<p>Veröffentlicht am 3. März 2025 um 14:05 Uhr</p>`, "", "2025-03-03 14:05~"},
		{day, "", `<p>Published March 3, 2025 at 2:05 p.m. ET</p>`, "", "2025-03-03 19:05"},
		{day, "", `<time datetime="2025-03-03T14:05:00+01:00">vor zwei Stunden</time>`, "", "2025-03-03 13:05"},
		{day, "", `<time itemprop="dateModified" datetime="2025-03-03T14:05:00+01:00">vor zwei Stunden</time>`, "", "2025-03-03"},
		{day, "", `<p>Aktualisiert: 3. März 2025, 14:05 Uhr</p>`, "", "2025-03-03"},
		{day, "", `<p>Stand: 3. März 2025, 14:05 Uhr</p>`, "", "2025-03-03"},
		{day, "", `<p>4. März 2025, 14:05 Uhr</p>`, "", "2025-03-03"},
		{day, "", "", teaser + `<p>3. März 2025, 14:05 Uhr</p>`, "2025-03-03"}, // of another article
		{day, "", `<p>3. März 2025, 14:05 Uhr</p>`, `<p>3. März 2025, 9:00 Uhr</p>`, "2025-03-03 14:05~"},
		{`<meta property="article:published_time" content="2025-03-03T12:05:00+01:00">`, "", `<p>3. März 2025, 14:05 Uhr</p>`, "", "2025-03-03 11:05"},
		{`<meta property="article:published_time" content="2025-03-03 12:05">`, "", "", "", "2025-03-03 12:05~"},
		{`<meta name="date" content="2025-03">`, "", "", "", "2025-03"},
		{`<meta name="date" content="2025-03">`, "", `<p>3. März 2025, 14:05 Uhr</p>`, "", "2025-03-03 14:05~"},
		{`<meta name="date" content="2025">`, "", `<p>4. April 2024, 14:05 Uhr</p>`, "", "2025"},
	} {
		a := &corpus.Article{Markup: corpus.Page, Text: fmt.Sprintf(page, test.head, test.above, test.below, paragraph+paragraph, test.end)}
		if _, err := clean.Article(a); err != nil {
			t.Fatal(err)
		}
		if got := known(a); got != test.want {
			t.Errorf("%s%s%s: published %s, want %s", test.head, test.above, test.below, got, test.want)
		}
	}
}

// What the input says of a date stays; a signature may say more of the same day.
func TestSignatureRefinesGivenDate(t *testing.T) {
	for _, test := range []struct{ given, line, want string }{
		{"2026-10-14", "Von Karin Holm, Alpenblatt | 14. Oktober 2026, 07.30 Uhr", "2026-10-14 07:30~"},
		{"2026-10-13", "Von Karin Holm, Alpenblatt | 14. Oktober 2026, 07.30 Uhr", "2026-10-13"},
		{"2026-10", "Von Karin Holm | 14. Oktober 2026", "2026-10-14"},
		{"2026", "Stand: 14. Oktober 2026, 07.30 Uhr", "2026"},
		{"", "Stand: 14. Oktober 2026, 07.30 Uhr", "2026-10-14 07:30~"},
		{"", "Stand: 15. Oktober 2026, 07.30 Uhr\nVeröffentlicht am 14. Oktober 2026", "2026-10-14"},
		{"2026-10-14T05:30:00Z", "Von Karin Holm | 14. Oktober 2026, 08.30 Uhr", "2026-10-14 05:30"},
	} {
		a := &corpus.Article{Title: "Rat vertagt sich", Text: test.line + "\n\n" + body}
		d, _ := date.ParseField(test.given)
		d.Set(a)
		if _, err := clean.Article(a); err != nil {
			t.Fatal(err)
		}
		if got := known(a); got != test.want {
			t.Errorf("%q, %q: published %s, want %s", test.given, test.line, got, test.want)
		}
	}
}
