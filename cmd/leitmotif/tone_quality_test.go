package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/tokenize"
)

// toneCorpus gives the path of a corpus for evaluation, which is no part of the module.
func toneCorpus(t *testing.T, name string) string {
	t.Helper()
	data := os.Getenv("LEITMOTIF_DATA")
	if data == "" {
		data = filepath.Join("..", "..", "..", "shared", "data")
	}
	path := filepath.Join(data, name)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		t.Skipf("no corpus %s (set LEITMOTIF_DATA)", path)
	}
	return path
}

// TestToneQuality holds the embedded English model to what it scored when it was made, less
// a little.
func TestToneQuality(t *testing.T) {
	for _, test := range []struct {
		corpus               string
		settings             toneSettings
		leastF1, calibration float64
	}{
		{"newsmtsc.jsonl.gz", toneSettings{split: "test-rw", target: true}, 0.68, 0.04},
		{"newsmtsc.jsonl.gz", toneSettings{split: "test-rw"}, 0.615, 0.045},
		{"persent.jsonl.gz", toneSettings{target: true}, 0.35, 0.12},
	} {
		q, _, _, err := test.settings.evaluate(toneCorpus(t, test.corpus))
		if err != nil {
			t.Fatal(err)
		}
		if q.Classes.MacroF1 < test.leastF1 || q.Calibration > test.calibration {
			t.Errorf("%s: macro-F1 %.4f, calibration error %.4f; want at least %.3f, at most %.3f", q.Name, q.Classes.MacroF1, q.Calibration, test.leastF1, test.calibration)
		}
		var out bytes.Buffer
		if err := q.print(&out); err != nil {
			t.Fatal(err)
		}
		t.Log(out.String())
	}
}

// TestNoClassTakesAll: over long texts of mixed subjects no class holds above 80 %.
func TestNoClassTakesAll(t *testing.T) {
	scorer, err := sentiment.NewScorer(sentiment.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, every := range map[string]int{"20newsgroups.jsonl.gz": 10, "fang_covid_de.jsonl.gz": 10} {
		count, scored, number := make(map[string]int), 0, 0
		err := eachRecord(toneCorpus(t, name), func(r toneRecord) bool {
			if number++; number%every != 0 {
				return true
			}
			score := scorer.Article(r.Lang, r.Title, tokenize.Append(nil, r.Title), r.Text, tokenize.Append(nil, r.Text))
			if score.Abstain == "" {
				count[score.Label]++
				scored++
			}
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
		for label, n := range count {
			if 10*n > 8*scored {
				t.Errorf("%s: %d of %d are %s", name, n, scored, label)
			}
		}
	}
}
