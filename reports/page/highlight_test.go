package page

import (
	"html/template"
	"testing"
)

func TestMarked(t *testing.T) {
	drivers := []Driver{{"win", 0.5}, {"win back", 0.2}, {"Schäden", -0.4}, {"<b>", -1}, {"", 1}}
	for text, want := range map[string]template.HTML{
		"They win, and Win back.":   `They <mark class="p">win</mark>, and <mark class="p">Win back</mark>.`,
		"A window and twin":         "A window and twin",
		"schäden & Schädenersatz":   `<mark class="n">schäden</mark> &amp; Schädenersatz`,
		"a <b> in </b> it":          `a <mark class="n">&lt;b&gt;</mark> in &lt;/b&gt; it`,
		"win":                       `<mark class="p">win</mark>`,
		"":                          "",
		"\xff win \xc3":             "\xff <mark class=\"p\">win</mark> \xc3",
		"win\u0301 is another word": "win\u0301 is another word",
	} {
		if got := marked(text, drivers); got != want {
			t.Errorf("%q is marked %q, want %q", text, got, want)
		}
	}
}

func TestNaming(t *testing.T) {
	s := Sentence{Text: "„TSMCs Chef“ & das TSMC-Werk, nicht XTSMC.", Name: "TSMC"}
	if got, want := naming(s), template.HTML("„<b>TSMC</b>s Chef“ &amp; das <b>TSMC</b>-Werk, nicht XTSMC."); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
