package clean_test

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"leitmotif/corpus"
	"leitmotif/corpus/clean"
)

// dataFile gives the path of a file of the evaluation data and skips the test where the
// data is absent.
func dataFile(t *testing.T, name string) string {
	t.Helper()
	dirs := []string{os.Getenv("LEITMOTIF_DATA"), filepath.Join("..", "..", "..", "shared", "data")}
	for _, dir := range dirs {
		if dir == "" {
			continue
		}
		path := filepath.Join(dir, name)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Skipf("no evaluation data: %s is not in LEITMOTIF_DATA or ../shared/data", name)
	return ""
}

// record is a line of the evaluation data, as far as these tests read it.
type record struct {
	Title, Text, Date, URL, File string
	With, Without                []string
}

// records calls visit for every line of a compressed file of JSON Lines.
func records(t *testing.T, name string, visit func(record)) {
	t.Helper()
	f, err := os.Open(dataFile(t, name+".jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(bufio.NewReader(z)); ; {
		var r record
		if err := d.Decode(&r); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		visit(r)
	}
}

// pages reads the pages of a set, by the name in the field "file".
func pages(t *testing.T, name string) map[string]string {
	t.Helper()
	f, err := os.Open(dataFile(t, name+".tar.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]string)
	for archive := tar.NewReader(z); ; {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		all[h.Name] = strings.ToValidUTF8(string(data), "\ufffd")
	}
}

// tokenF1 compares two texts as bags of words.
func tokenF1(want, got string) float64 {
	bag := make(map[string]int)
	wanted, found, both := 0, 0, 0
	split := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	for w := range strings.FieldsFuncSeq(want, split) {
		bag[w]++
		wanted++
	}
	for w := range strings.FieldsFuncSeq(got, split) {
		found++
		if bag[w] > 0 {
			bag[w]--
			both++
		}
	}
	if both == 0 {
		return 0
	}
	return 2 * float64(both) / float64(wanted+found)
}

// A page saved as text holds its title twice, a caption with a credit, and a comment form.
func TestSavedPage(t *testing.T) {
	data, err := os.ReadFile(dataFile(t, filepath.Join("seed", "altman-taiwan-tsmc.de.txt")))
	if err != nil {
		t.Fatal(err)
	}
	title, text, _ := strings.Cut(string(data), "\n")
	a := &corpus.Article{Title: title, Text: text}
	removed, err := clean.Article(a)
	if err != nil {
		t.Fatal(err)
	}
	// The file has six paragraphs of the article, one of them a heading.
	if lines := strings.Count(a.Text, "\n") + 1; lines != 6 || removed < 0.1 || removed > 0.2 {
		t.Errorf("%d lines, removed share %.2f", lines, removed)
	}
	for _, gone := range []string{a.Title, "Bildnachweis", "Quelle", "Kommentar", "Felder", "\n\n"} {
		if strings.Contains(a.Text, gone) {
			t.Errorf("%q is still there", gone)
		}
	}
}

// The floors lie a little below what was measured when the extraction library was
// chosen, so that an update that loses quality fails.
func TestPagesAgainstGold(t *testing.T) {
	for _, set := range []struct {
		name               string
		floorF1            float64 // least mean token F1; 0 for the set that has only segments
		floorKept, ceiling float64 // least share of wanted, largest share of unwanted segments kept
	}{
		{name: "html_gold_scrapinghub", floorF1: 0.955},
		{name: "html_gold_fundus", floorF1: 0.94},
		{name: "html_gold_trafilatura", floorKept: 0.88, ceiling: 0.10},
	} {
		t.Run(set.name, func(t *testing.T) {
			html := pages(t, set.name)
			var n, rejected, titles, dates, dated, bytes int
			var f1 float64
			var with, withKept, without, withoutKept int
			var spent time.Duration
			records(t, set.name, func(r record) {
				a := &corpus.Article{Text: html[r.File], Markup: corpus.Page, URL: r.URL}
				n++
				bytes += len(a.Text)
				start := time.Now()
				_, err := clean.Article(a)
				spent += time.Since(start)
				if err != nil {
					rejected++
					t.Logf("%s: %v", r.File, err)
					a.Text = ""
				}
				f1 += tokenF1(r.Text, a.Text)
				if r.Title != "" && strings.EqualFold(strings.TrimSpace(r.Title), a.Title) {
					titles++
				}
				if r.Date != "" {
					dated++
					if !a.Published.IsZero() && strings.HasPrefix(r.Date, a.Published.Format(time.DateOnly)) {
						dates++
					}
				}
				for _, s := range r.With {
					with++
					if strings.Contains(a.Title+"\n"+a.Text, s) {
						withKept++
					}
				}
				for _, s := range r.Without {
					without++
					if strings.Contains(a.Text, s) {
						withoutKept++
					}
				}
			})
			f1 /= float64(n)
			t.Logf("%d pages, %d rejected: token F1 %.3f, titles %d, dates %d of %d; wanted segments %d of %d, unwanted %d of %d; %.1f ms a page, %.1f MB/s",
				n, rejected, f1, titles, dates, dated, withKept, with, withoutKept, without,
				spent.Seconds()*1000/float64(n), float64(bytes)/1e6/spent.Seconds())
			if set.floorF1 > 0 && f1 < set.floorF1 {
				t.Errorf("token F1 %.3f, want at least %.3f", f1, set.floorF1)
			}
			if with > 0 && float64(withKept) < set.floorKept*float64(with) {
				t.Errorf("kept %d of %d wanted segments", withKept, with)
			}
			if without > 0 && float64(withoutKept) > set.ceiling*float64(without) {
				t.Errorf("kept %d of %d unwanted segments", withoutKept, without)
			}
		})
	}
}
