package wiki

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"'''Fett''' und ''kursiv'' und '''''beides'''''":                                   "Fett und kursiv und beides",
		"Der [[Rat]] von [[Hollenbeck (Stadt)|Hollenbeck]]s [[Brücke]]n":                   "Der Rat von Hollenbecks Brücken",
		"a [[:Kategorie:Verkehr|Verkehr]] b [[w:Rat|]] c [[en:Council]]":                   "a Verkehr b Rat c",
		"[[Datei:b.jpg|mini|Die [[Brücke]] {{von|x}} am ''Fluss'']]Text":                   "Text",
		"[[File:b.jpg|thumb|A bridge]]\nText\n[[Category:Traffic]]":                        "Text",
		"Text{{Infobox\n|name = {{a|b}}\n|c = d\n}} geht weiter":                           "Text geht weiter",
		"{{w|Ann Lee}} met {{w|Ole Brandt|Brandt}} and {{w|x|y|lang=de}}":                  "Ann Lee met Brandt and y",
		"vor\n{| class=\"x\"\n|-\n| a || b\n|}\nnach":                                      "vor\nnach",
		"vor\n{|\n| {{x|\n|}} ||\n{|\n|a\n|}\n|}\nnach":                                    "vor\nnach",
		"Satz.<ref name=\"a\">Quelle [[x]]</ref> Noch.<ref name=a /> Ende":                 "Satz. Noch. Ende",
		"Satz.<REF>Quelle</REF> Ende<!-- geheim --> hier":                                  "Satz. Ende hier",
		"a<nowiki>[[kein Link]] {{x}}</nowiki>b":                                           "a[[kein Link]] {{x}}b",
		"<gallery>\nDatei:a.jpg\n</gallery>Text<br/>neu <span x=\"y\">z</span>":            "Text\nneu z",
		"[https://b.example/1 Der Bote] und [https://b.example/2] und https://b.example/3": "Der Bote und und https://b.example/3",
		"Er sagte „das [sic] gilt“ [1]":                                                    "Er sagte „das [sic] gilt“ [1]",
		"== Folgen ==\nText\n=== Mehr ===\nNoch":                                           "Folgen\nText\nMehr\nNoch",
		"Text\n== Quellen ==\n* a\n=== Presse ===\n* b\n== Folgen ==\nEnde":                "Text\nFolgen\nEnde",
		"Text\n==Sources==\n*{{source|url=x}}\n":                                           "Text",
		"* eins\n** zwei\n# drei\n; vier\n: fünf\n----\nsechs":                             "eins\nzwei\ndrei\nvier\nfünf\nsechs",
		"__NOTOC__Text __KEIN_x":                                                           "Text __KEIN_x",
		"a&nbsp;b &amp; c &ndash; d":                                                       "a b & c – d",
		"{{offen\nText":                                                                    "offen\nText",
		"[[offen Text":                                                                     "offen Text",
		"zu }} viel ]] Ende":                                                               "zu viel Ende",
		"1 < 2 und 3 > 2":                                                                  "1 < 2 und 3 > 2",
		"<ref>offen Text":                                                                  "offen Text",
		"<!-- offen Text":                                                                  "",
		"{{#if:x|y}}{{DISPLAYTITLE:x}}{{{1|}}}":                                            "",
	} {
		if got, _ := Text(in); got != want {
			t.Errorf("%q became\n%q, want\n%q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"{{date|March 3, 2025}}":                                "March 3, 2025",
		"{{byline|date=March 3, 2025|location=Wexcombe}} Text":  "March 3, 2025",
		"{{Datum|03.03.2025}} {{Datum|04.03.2025}}":             "03.03.2025",
		"{{Datum|gestern}} {{datum|Datum= 3. März&nbsp;2025 }}": "3. März 2025",
		"{{dated|March 3, 2025}}":                               "",
	} {
		if _, got := Text(in); got != want {
			t.Errorf("%q is of %q, want %q", in, got, want)
		}
	}
	deep := strings.Repeat("[[a|", 1000) + "x" + strings.Repeat("]]", 1000)
	if got, _ := Text(deep); !strings.HasSuffix(got, "x") {
		t.Errorf("deep links: %q", got)
	}
}

func FuzzText(f *testing.F) {
	f.Add("{{a|[[b|c]]}} {|\n|}\n<ref>x</ref> [http://x y] ''z'' == a ==")
	f.Add("[[Datei:x|[[y]]]] {{w|{{w|a}}}} <nowiki>}}</nowiki><!--")
	f.Fuzz(func(t *testing.T, in string) {
		text, dated := Text(in)
		if again, _ := Text(in); again != text {
			t.Fatalf("%q, then %q", text, again)
		}
		if !utf8.ValidString(text) || !utf8.ValidString(dated) || strings.Contains(text, "\n\n") {
			t.Fatalf("text %q, date %q", text, dated)
		}
	})
}
