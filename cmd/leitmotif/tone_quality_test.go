package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/tokenize"
	"leitmotif/cmd/leitmotif/internal/labelled"
	"leitmotif/cmd/leitmotif/internal/quality"
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
// a little, and VADER to what the program of its authors scores there.
func TestToneQuality(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine reads thousands of sentences, which is slow where races are looked for")
	}
	for _, test := range []struct {
		corpus               string
		settings             quality.Settings
		leastF1, calibration []float64
		vader                float64
	}{
		{"newsmtsc.jsonl.gz", quality.Settings{Split: "test-rw", Depth: sentiment.Fast}, []float64{0.63, 0.67}, []float64{0.045, 0.04}, 0.513},
		{"newsmtsc.jsonl.gz", quality.Settings{Split: "test-rw", Depth: sentiment.Deep}, []float64{0.66, 0.735}, []float64{0.045, 0.05}, 0.513},
		{"persent.jsonl.gz", quality.Settings{Target: true}, []float64{0.40}, []float64{0.2}, 0.323},
	} {
		answers, err := test.settings.Of(toneCorpus(t, test.corpus))
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range answers {
			if q := a.Tone; q.Classes.MacroF1 < test.leastF1[i] || q.Calibration > test.calibration[i] {
				t.Errorf("%s: macro-F1 %.4f, calibration error %.4f; want at least %.3f, at most %.3f", q.Name, q.Classes.MacroF1, q.Calibration, test.leastF1[i], test.calibration[i])
			}
			if f1 := a.Vader.Classes.MacroF1; math.Abs(f1-test.vader) > 0.003 {
				t.Errorf("%s: VADER has a macro-F1 of %.4f, %.3f by its authors' program", a.Tone.Name, f1, test.vader)
			}
			t.Log(a.Tone.Name, a.Tone.Classes.MacroF1)
		}
	}
}

// TestFigures holds what the program says of its models to testdata/quality.txt and, of the
// German one, to the table of its card.
func TestFigures(t *testing.T) {
	golden, err := os.ReadFile(filepath.Join("testdata", "quality.txt"))
	if err != nil {
		t.Fatal(err)
	}
	card, err := os.ReadFile(filepath.Join("..", "..", "analysis", "sentiment", "models", "de.md"))
	if err != nil {
		t.Fatal(err)
	}
	scorer, err := sentiment.NewScorer(sentiment.Options{Depth: sentiment.Deep})
	if err != nil {
		t.Fatal(err)
	}
	short := func(f float64) string { return strings.TrimPrefix(fmt.Sprintf("%.3f", f), "0") }
	for _, m := range scorer.Models() {
		if m.Language == "de" {
			for row, f := range map[string]float64{"towards the target": m.Figures.Towards, "the passage": m.Figures.Whole} {
				if !regexp.MustCompile(`(?m)^\| GerNTSA, ` + row + ` \|.* ` + regexp.QuoteMeta(short(f)) + ` `).Match(card) {
					t.Errorf("the card has no %s of GerNTSA, %s", short(f), row)
				}
			}
			continue
		}
		depth := sentiment.Fast
		if m.Deep {
			depth = sentiment.Deep
		}
		for mode, f := range map[string]float64{"": m.Figures.Whole, "towards the target ": m.Figures.Towards} {
			if line := fmt.Sprintf("newsmtsc test-rw %s%s macro-f1 0%s\n", mode, depth, short(f)); !strings.Contains(string(golden), line) {
				t.Errorf("quality.txt has no line %q", line)
			}
		}
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
		err := labelled.Each(toneCorpus(t, name), func(r labelled.Record) bool {
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
