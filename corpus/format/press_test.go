package format

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// exported reads a sample of package press.
func exported(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("press", "testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Each document of an export of a press database is an article, with its number.
func TestExports(t *testing.T) {
	for name, documents := range map[string]int{"nexis.txt": 3, "nexis_de.txt": 2, "nexis.html": 2, "nexisuni.txt": 3, "factiva_codes.txt": 2,
		"factiva.txt": 2, "factiva.html": 2, "factiva_codes.html": 1, "proquest.txt": 2, "genios.txt": 2, "pmg.txt": 2, "ots.txt": 1,
		"apa.txt": 2, "swissdox.txt": 2, "pressreader.txt": 2, "pressreader_labels.txt": 2} {
		got := readOne(t, name, exported(t, name), Options{})
		if len(got.articles) != documents || len(got.rejects) != 0 {
			t.Errorf("%s: %v", name, got.order)
			continue
		}
		for i, a := range got.articles {
			if a.Input.Record != i+1 || a.Title == "" || a.Source == "" || a.BadDate != "" ||
				a.Published.IsZero() && name != "pressreader_labels.txt" {
				t.Errorf("%s: %+v", name, *a)
			}
		}
	}
	// In another charset, and compressed.
	latin := []byte(strings.NewReplacer("ä", "\xe4", "ü", "\xfc", "ö", "\xf6", "ß", "\xdf", "Ä", "\xc4", "Ö", "\xd6", "\n", "\r\n").
		Replace(string(exported(t, "nexis_de.txt"))))
	for _, test := range []struct {
		name    string
		content []byte
	}{{"a.txt", latin}, {"a.txt.gz", gzipped(t, latin)}, {"a", latin}} {
		got := readOne(t, test.name, test.content, Options{})
		wantOrder(t, got, test.name+"#1", test.name+"#2")
		if len(got.articles) == 0 {
			continue
		}
		a := got.articles[0]
		if a.Title != "Stadtrat beschließt den Bau der neuen Hafenbrücke" || a.Source != "Wexlinger Anzeiger" || a.Author != "Jana Ohlert" ||
			a.Language != "de" || !a.Published.Equal(time.Date(2025, 3, 3, 20, 50, 0, 0, time.UTC)) || a.Truncated {
			t.Errorf("%s: %+v", test.name, *a)
		}
	}
}

// A document without a text and one that is not there are rejects.
func TestExportGaps(t *testing.T) {
	text := string(exported(t, "nexis.txt"))
	first, second := strings.Index(text, "1 of 3 DOCUMENTS"), strings.Index(text, "2 of 3 DOCUMENTS")
	text = text[:first] + strings.Replace(text[second:], "The owner of the old mill called the plan for a new bridge a mistake and said\nthat the road past her yard would be too narrow.\n", "", 1)
	got := readOne(t, "a.txt", []byte(text), Options{})
	wantOrder(t, got, "a.txt#1 no_text", "a.txt#2", "a.txt malformed")
	if len(got.rejects) == 2 && got.rejects[1].Detail != "of 3 documents not found: 1" {
		t.Errorf("%v", got.rejects[1])
	}
	marked := readOne(t, "a.txt", exported(t, "factiva.txt"), Options{})
	if len(marked.articles) != 2 || !marked.articles[0].Truncated || marked.articles[1].Truncated {
		t.Error("the article with 30 of 1,041 words alone is truncated")
	}
}
