package fold

import (
	"strings"
	"testing"
)

// A scan finds the first byte that folding changes, and tells of long tokens and of
// characters that may be broken.
func TestScan(t *testing.T) {
	long := strings.Repeat("a", LongToken)
	for _, c := range []struct {
		text string
		want Scanned
	}{
		{"", Scanned{}},
		{"Ein Satz.\nNoch einer.\n\nUnd einer.", Scanned{Folded: 33}},
		{"zwei  Blanks", Scanned{Folded: 5}},
		{" vorn", Scanned{}},
		{"hinten ", Scanned{Folded: 6}},
		{"am Ende \nder Zeile", Scanned{Folded: 8}},
		{"a\n\n\nb", Scanned{Folded: 3}},
		{"Tab\tdarin", Scanned{Folded: 3}},
		{"ein langes Wort und\x7fEnde", Scanned{Folded: 19}},
		{"weiches Trenn\u00adzeichen", Scanned{Folded: 13}},
		{"über die Brücke", Scanned{Folded: 17}},
		{"die BrÃ¼cke", Scanned{Folded: 13, Damaged: true}},
		{"Â und Ã sind", Scanned{Folded: 14, Damaged: true}},
		{"Spaß“", Scanned{Folded: 8, Damaged: true}},
		{long, Scanned{Folded: LongToken, Long: true}},
		{long[1:] + " b", Scanned{Folded: LongToken + 1}},
		{"a " + long + " b", Scanned{Folded: LongToken + 4, Long: true}},
	} {
		if got := Scan(c.text); got != c.want {
			t.Errorf("%q: %+v, want %+v", c.text, got, c.want)
		}
	}
}

// Folding a folded text changes nothing, and a scan knows it.
func FuzzText(f *testing.F) {
	f.Add("e\u200b\u0301 \u202ex\u00ad\r\n\n\n\u0085y\u200d\u2028")
	f.Add("  Eins \t\u00a0zwei\r\n\r\n\r\ndrei\u2028vier\x00 ")
	f.Add(strings.Repeat("Wort ", 20) + strings.Repeat("a", 70))
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\ufffd")
		folded := Text(text)
		if again := Text(folded); again != folded {
			t.Fatalf("%q folds to %q, then to %q", text, folded, again)
		}
		if found := Scan(text); found.Folded == len(text) && folded != text {
			t.Fatalf("%q is folded, and folds to %q", text, folded)
		}
		if line := Line(text); strings.Contains(line, "\n") || strings.Contains(line, "  ") {
			t.Fatalf("%q as a line is %q", text, line)
		}
	})
}
