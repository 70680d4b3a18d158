package passage

import (
	"slices"
	"strings"
	"testing"

	"leitmotif/analysis/tokenize"
)

// cut gives the sentences of a text.
func cut(language, text string) []string {
	var out []string
	for _, s := range Sentences(language, text, tokenize.Append(nil, text)) {
		out = append(out, text[s.Start:s.End])
	}
	return out
}

func TestSentences(t *testing.T) {
	tests := []struct{ language, text, want string }{
		{"en", "Shares fell. Analysts were calm.", "Shares fell|Analysts were calm"},
		{"en", "Mr. Smith met Dr. Jones at 5 p.m. on Monday.", "Mr. Smith met Dr. Jones at 5 p.m. on Monday"},
		{"en", "He left at 5 p.m. She stayed.", "He left at 5 p.m|She stayed"},
		{"en", "J. P. Morgan rose 3.14 percent. It was a record.", "J. P. Morgan rose 3.14 percent|It was a record"},
		{"en", "The U.S. economy grew. So did Europe.", "The U.S. economy grew|So did Europe"},
		{"en", "He moved to the U.S. The family followed.", "He moved to the U.S|The family followed"},
		{"en", "See fig. 3 and no. 5. He said no. Then he left.", "See fig. 3 and no. 5|He said no|Then he left"},
		{"en", "“Stop!” he said. “Why?” she asked.", "Stop!” he said|Why?” she asked"},
		{"en", "“It is over.” The crowd left.", "It is over|The crowd left"},
		{"en", "Profit rose in 2025. 300 people were hired.", "Profit rose in 2025|300 people were hired"},
		{"en", "Really?! Yes… Maybe.", "Really|Yes|Maybe"},
		{"en", "A headline\nThe text begins. It ends.", "A headline|The text begins|It ends"},
		{"en", "This is a line of an old message that was wrapped by the\nprogram that sent it. It goes on.", "This is a line of an old message that was wrapped by the\nprogram that sent it|It goes on"},
		{"en", "One paragraph\n\nanother one", "One paragraph|another one"},
		{"en", "Visit example.org for more. Thanks.", "Visit example.org for more|Thanks"},
		{"de", "Am 3. Mai sprach Dr. Merkel. Sie lobte z. B. die Bahn.", "Am 3. Mai sprach Dr. Merkel|Sie lobte z. B. die Bahn"},
		{"de", "Das war 2025. Seitdem ist Ruhe.", "Das war 2025|Seitdem ist Ruhe"},
		{"de", "Im 21. Jahrhundert kostet das 3,5 Mio. Euro.", "Im 21. Jahrhundert kostet das 3,5 Mio. Euro"},
		{"de", "Er wurde 3. Die Freude war groß.", "Er wurde 3|Die Freude war groß"},
		{"de", "„Das ist gut.“ Die Ministerin ging.", "Das ist gut|Die Ministerin ging"},
		{"de", "Er kam um 14 Uhr. Danach regnete es usw. Der Tag war lang.", "Er kam um 14 Uhr|Danach regnete es usw|Der Tag war lang"},
		{"de", "Nach § 5 Abs. 2 gilt das. Ende.", "Nach § 5 Abs. 2 gilt das|Ende"},
		{"xx", "", ""},
		{"xx", "…", ""},
	}
	for _, test := range tests {
		if got := strings.Join(cut(test.language, test.text), "|"); got != test.want {
			t.Errorf("%s %q:\n got %s\nwant %s", test.language, test.text, got, test.want)
		}
	}
}

func TestQuotations(t *testing.T) {
	tests := []struct{ text, want string }{
		{"He said: “This is a scandal.” Nobody answered.", "This is a scandal"},
		{"Er sagte: „Das ist ein Skandal.“ Niemand widersprach.", "Das ist ein Skandal"},
		{"Er sagte: »Ein Skandal.« Niemand widersprach.", "Ein Skandal"},
		{"«Un scandale», dit-il.", "Un scandale"},
		{`A "good" day and a "bad" one.`, "good bad"},
		{"“An open quotation\n\nends with its paragraph.", "An open quotation"},
		{"No quotation at all, it's plain.", ""},
	}
	for _, test := range tests {
		tokens := tokenize.Append(nil, test.text)
		var got []string
		for i, m := range AppendMarks(nil, "de", test.text, tokens) {
			if m&quoted != 0 {
				got = append(got, tokens[i].Text(test.text))
			}
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%q: quoted %q, want %q", test.text, got, test.want)
		}
	}
}

func TestLongListsAreCut(t *testing.T) {
	text := strings.Repeat("word ", 300)
	for _, s := range Sentences("en", text, tokenize.Append(nil, text)) {
		if s.Last-s.First > maxSentence {
			t.Errorf("a sentence of %d tokens", s.Last-s.First)
		}
	}
}

func FuzzSentences(f *testing.F) {
	for _, s := range []string{"A. B. C.", "Am 3. Mai.\n\n„Nein!“ – “Yes”", "z.B. U.S. 3.14\n\n\n.", "\xff.\n A", "。！？ 日本", "\"\"\"“„"} {
		f.Add("de", s)
		f.Add("en", s)
	}
	f.Fuzz(func(t *testing.T, language, text string) {
		tokens := tokenize.Append(nil, text)
		marks := AppendMarks(nil, language, text, tokens)
		if len(marks) != len(tokens) {
			t.Fatalf("%d marks for %d tokens", len(marks), len(tokens))
		}
		next := 0
		for _, s := range Sentences(language, text, tokens) {
			if s.First != next || s.Last <= s.First || s.Start != int(tokens[s.First].Start) || s.End != int(tokens[s.Last-1].End) {
				t.Fatalf("sentence %+v after token %d", s, next)
			}
			next = s.Last
		}
		if next != len(tokens) {
			t.Fatalf("tokens from %d on stand in no sentence", next)
		}
		if !slices.Equal(marks, AppendMarks(nil, language, text, tokens)) {
			t.Fatal("marks differ from run to run")
		}
	})
}
