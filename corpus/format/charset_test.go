package format

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func TestCharsetOfInputs(t *testing.T) {
	latin := func(s string) []byte {
		b, err := charmap.Windows1252.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(b)
	}
	wide := func(s string) []byte {
		b, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(b)
	}
	for name, content := range map[string][]byte{
		"a.jsonl": latin(`{"text":"Grüße"}`), "b.jsonl": wide(`{"text":"Grüße"}`), "c.csv": latin("title;text\nT;Grüße\n"),
		"d.csv": wide("title\ttext\nT\tGrüße\n"), "e.txt": latin("T\n\nGrüße"), "f.txt": wide("T\n\nGrüße"), "g.txt": []byte("T\n\nGru\u0308ße"),
		"h.md": latin("# T\nGrüße"), "i.json": wide(`[{"text":"Grüße"}]`), "j.txt": []byte("T\n\nGr\u00fc\x00ß\x07e\u0085"),
	} {
		got := readOne(t, name, content, Options{})
		if len(got.articles) != 1 || got.articles[0].Text != "Grüße" {
			t.Errorf("%s: %v", name, got.order)
			for _, a := range got.articles {
				t.Logf("%q", a.Text)
			}
		}
	}
	// One line in another charset does not spoil the others.
	lines := strings.Repeat(`{"text":"Grüße"}`+"\n", 3) + string(latin(`{"text":"Grüße"}`))
	for _, a := range readOne(t, "a.jsonl", []byte(lines), Options{}).articles {
		if a.Text != "Grüße" {
			t.Errorf("%s: %q", a.Input, a.Text)
		}
	}
}

func TestBinary(t *testing.T) {
	random := make([]byte, 4096)
	state := uint32(1)
	for i := range random {
		state = state*1664525 + 1013904223
		random[i] = byte(state >> 24)
	}
	for name, content := range map[string][]byte{"a.txt": random, "d.html": random, "e.jsonl": random, "f": {0, 1, 2, 3, 0, 0, 5}} {
		wantOrder(t, readOne(t, name, content, Options{}), name+" bad_encoding")
	}
}
