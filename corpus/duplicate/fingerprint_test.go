package duplicate_test

import (
	"strings"
	"testing"

	"leitmotif/corpus/duplicate"
)

// body is longer than the length from which a text stands for itself.
var body = strings.Repeat("Der Rat hat am Montag über die alte Brücke beraten und nichts beschlossen. ", 4)

func TestExact(t *testing.T) {
	for _, c := range []struct {
		name         string
		title1, one  string
		title2, two  string
		same, isZero bool
	}{
		{"same", "T", body, "T", body, true, false},
		{"other title, long text", "Rat vertagt sich", body, "Keine Entscheidung zur Brücke", body, true, false},
		{"other title, short text", "Rat vertagt sich", "Mehr in Kürze.", "Unfall", "Mehr in Kürze.", false, false},
		{"same title, short text", "Unfall!", "Mehr in Kürze.", "Unfall", "mehr in kürze", true, false},
		{"title repeated in the text", "Rat vertagt sich", "Rat vertagt sich\n" + body, "Anderswo", body, true, false},
		{"case, punctuation, breaks", "", body, "", strings.ToUpper(strings.ReplaceAll(body, ". ", " –\n")), true, false},
		{"quotation marks", "", "„Nein“, sagt sie. " + body, "", "\"Nein\", sagt sie. " + body, true, false},
		{"soft hyphen", "", "Brü\u00adcke " + body, "", "Brücke " + body, true, false},
		{"one word differs", "", body + "eins", "", body + "zwei", false, false},
		{"words joined", "", body + "ab", "", body + "a b", false, false},
		{"title and text change places", "ab", "c", "a", "bc", false, false},
		{"figures count", "", body + "2:1", "", body + "3:1", false, false},
		{"nothing", "", "", "!", "…", true, true},
	} {
		a, b := duplicate.Exact(c.title1, c.one), duplicate.Exact(c.title2, c.two)
		if (a == b) != c.same || a.IsZero() != c.isZero {
			t.Errorf("%s: %x and %x; want same = %v, zero = %v", c.name, a, b, c.same, c.isZero)
		}
	}
}

// A stored fingerprint must mean the same in every later version. The value was computed
// by this package.
func TestExactIsStable(t *testing.T) {
	const want = "7f69800010d41dc689da008595cd48aa"
	if got := duplicate.Exact("", "Brücke 17").String(); got != want {
		t.Errorf("fingerprint %s, want %s", got, want)
	}
}

func FuzzExact(f *testing.F) {
	f.Add("title", "title text")
	f.Add("", "\xff\u0301ẞ\u00ad")
	f.Fuzz(func(t *testing.T, title, text string) {
		h := duplicate.NewHasher()
		h.Exact(text, title) // leaves something in the buffers
		fp := h.Exact(title, text)
		if fp != duplicate.Exact(title, text) {
			t.Fatal("the fingerprint depends on what was hashed before")
		}
		if fp != duplicate.Exact(" "+title, text+" .") {
			t.Fatal("punctuation at the ends changes the fingerprint")
		}
	})
}

func BenchmarkExact(b *testing.B) {
	text := strings.Repeat(body, 12)
	h := duplicate.NewHasher()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		h.Exact("Rat vertagt sich", text)
	}
}
