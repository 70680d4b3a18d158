package analysis_test

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"leitmotif/analysis"
	"leitmotif/analysis/change"
	"leitmotif/analysis/ledger"
	"leitmotif/analysis/ledger/state"
	"leitmotif/corpus"
	"leitmotif/corpus/format"
)

// The tests below run a schedule of many runs over real news, which takes minutes: `make
// schedule` asks for them. Each run takes a window of the weeks before it, thinned to nine
// tenths at random, as no two crawls bring the same.

const scheduleVariable = "LEITMOTIF_SCHEDULE"

// labelled are the articles of a corpus with their sections, "" where none is known.
type labelled struct {
	articles []corpus.Article
	section  map[string]string // by SourceID
}

// readDated leaves out the articles without a date.
func readDated(t *testing.T, name string) labelled {
	t.Helper()
	d := readLabelled(t, name)
	d.articles = slices.DeleteFunc(d.articles, func(a corpus.Article) bool { return a.Published.IsZero() })
	return d
}

func readLabelled(t *testing.T, name string) labelled {
	t.Helper()
	if os.Getenv(scheduleVariable) == "" {
		t.Skipf("takes minutes; set %s, or make schedule", scheduleVariable)
	}
	dir := os.Getenv("LEITMOTIF_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "data")
	}
	path := filepath.Join(dir, name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("needs %s: %v", name, err)
	}
	d := labelled{section: make(map[string]string)}
	// The label stands in a field that no article has; it is read as the author.
	for _, fields := range []map[string]string{nil, {"author": "label"}} {
		source, err := format.Open([]string{path}, format.Options{Fields: fields})
		if err != nil {
			t.Fatal(err)
		}
		for a, err := range source.Articles(context.Background()) {
			switch {
			case err != nil:
				t.Fatal(err)
			case fields != nil:
				d.section[a.SourceID] = a.Author
			default:
				d.articles = append(d.articles, *a)
			}
		}
	}
	return d
}

// calendar is a schedule of runs.
type calendar struct {
	first          time.Duration // from the first article to the end of the first window
	window, step   time.Duration
	hidden         string // section that is left out
	from           int    // until this run
	analysisConfig func(*analysis.Config)
}

const day = 24 * time.Hour

// weekly reads twelve weeks every week.
func weekly() calendar { return calendar{first: 8 * 7 * day, window: 12 * 7 * day, step: 7 * day} }

// thinned tells whether a run takes an article: nine of ten do.
func thinned(id string, run int) bool {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d/%s", run, id)
	return rand.New(rand.NewPCG(h.Sum64(), 0)).Float64() < 0.9
}

// play makes the runs of a calendar, one after the other, and shows each to visit with the
// number of topics of the run before and of those of them that it still has, as long as
// visit asks for more.
func (d labelled) play(t *testing.T, c calendar, visit func(run int, result *analysis.Result, before, kept int) bool) {
	t.Helper()
	first := slices.MinFunc(d.articles, func(a, b corpus.Article) int { return a.Published.Compare(b.Published) }).Published
	last := slices.MaxFunc(d.articles, func(a, b corpus.Article) int { return a.Published.Compare(b.Published) }).Published
	former := state.Empty()
	var before map[int]bool
	for run := 0; ; run++ {
		end := first.Add(c.first + time.Duration(run)*c.step)
		if end.After(last.Add(c.step)) {
			return
		}
		var input list
		for _, a := range d.articles {
			inside := a.Published.Before(end) && !a.Published.Before(end.Add(-c.window))
			out := run < c.from && d.section[a.SourceID] == c.hidden
			if inside && !out && thinned(a.SourceID, run) {
				input = append(input, a)
			}
		}
		cfg := config()
		cfg.State = former
		if c.analysisConfig != nil {
			c.analysisConfig(&cfg)
		}
		result, err := analysis.Run(context.Background(), input, cfg)
		if errors.Is(err, analysis.ErrNoArticles) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		former = result.State
		now, kept := make(map[int]bool), 0
		for i := range result.Topics {
			now[result.Topics[i].UID] = true
			if before[result.Topics[i].UID] {
				kept++
			}
		}
		if !visit(run, result, len(before), kept) {
			return
		}
		before = now
	}
}

// Topics go on from week to week and from year to year.
func TestScheduleCarriesTopics(t *testing.T) {
	t.Parallel()
	yearly := calendar{first: 3 * 365 * day, window: 3 * 365 * day, step: 365 * day}
	for _, test := range []struct {
		corpus   string
		calendar calendar
		refit    ledger.Refit
		least    float64
	}{
		{"fang_covid_de.jsonl.gz", weekly(), ledger.RefitAuto, 0.9},
		{"usnews.jsonl.gz", yearly, ledger.RefitAuto, 0.9},
		{"usnews.jsonl.gz", yearly, ledger.RefitAlways, 0},
	} {
		t.Run(fmt.Sprintf("%s/%s", strings.TrimSuffix(test.corpus, ".jsonl.gz"), test.refit), func(t *testing.T) {
			t.Parallel()
			test.calendar.analysisConfig = func(cfg *analysis.Config) { cfg.Refit = test.refit }
			carried, runs, themes, fits := 0.0, 0, 0, 0
			readDated(t, test.corpus).play(t, test.calendar, func(run int, result *analysis.Result, before, kept int) bool {
				if before > 0 {
					carried += float64(kept) / float64(before)
					runs++
				}
				themes = len(result.State.Themes)
				for _, s := range result.Spaces {
					if s.FitRun == result.State.Runs {
						fits++
					}
				}
				return true
			})
			carried /= float64(runs)
			t.Logf("%.1f %% of the topics are carried from run to run, over %d runs; %d themes in all, found anew %d times", 100*carried, runs, themes, fits)
			if carried < test.least {
				t.Errorf("%.3f of the topics are carried, want %.2f", carried, test.least)
			}
		})
	}
}

// announced describes the new topics of a result, those that are new as a whole and those that
// split off from known ones, with the number of their articles that are of a section. It
// tells whether the section makes up a third of one of them.
func (d labelled) announced(result *analysis.Result, section string) (description string, meant bool) {
	for _, change := range result.Changes {
		if change.TopicID == 0 || change.Kind != ledger.TopicNew && change.Kind != ledger.TopicSplit {
			continue
		}
		of, all := 0, 0
		for _, a := range result.Articles {
			if a.TopicID == change.TopicID {
				all++
				if d.section[a.SourceID] == section {
					of++
				}
			}
		}
		description += fmt.Sprintf(" %s %q, %d of %d articles of the section;", change.Kind, change.Subject, of, all)
		meant = meant || 3*of >= all
	}
	return description, meant
}

// A section that was left out is announced as a new topic as soon as it comes. A third of
// the articles have no section and are there from the start, some of them on its theme.
func TestScheduleAnnouncesNewTheme(t *testing.T) {
	t.Parallel()
	for _, section := range []string{"Sport", "Wirtschaft"} {
		t.Run(section, func(t *testing.T) {
			t.Parallel()
			c := weekly()
			c.first += 21 * c.step
			c.hidden, c.from = section, 3
			d := readDated(t, "fang_covid_de.jsonl.gz")
			found := false
			d.play(t, c, func(run int, result *analysis.Result, _, _ int) bool {
				if run < c.from {
					return true
				}
				announced, meant := d.announced(result, section)
				t.Logf("run %d announces:%s", run-c.from+1, announced)
				found = found || meant
				return run == c.from
			})
			if !found {
				t.Error("not announced within two runs")
			}
		})
	}
}

// Each section of a small corpus is left out in turn, for two runs over nine tenths of the
// others, and then is there. The second run is a quiet one.
func TestScheduleAnnouncesNewSection(t *testing.T) {
	t.Parallel()
	d := readLabelled(t, "10kgnad_test.jsonl.gz")
	sections := slices.Compact(slices.Sorted(maps.Values(d.section)))
	missed, untrue := 0, 0
	for _, section := range sections {
		former := state.Empty()
		for run := range 3 {
			var input list
			for _, a := range d.articles {
				if (run == 2 || d.section[a.SourceID] != section) && thinned(a.SourceID, run) {
					input = append(input, a)
				}
			}
			cfg := config()
			cfg.State = former
			result, err := analysis.Run(context.Background(), input, cfg)
			if err != nil {
				t.Fatal(err)
			}
			former = result.State
			announced, meant := d.announced(result, section)
			switch {
			case run == 1 && announced != "":
				untrue++
				t.Logf("%s: announces before it comes:%s", section, announced)
			case run == 2:
				t.Logf("%s: announces:%s", section, announced)
				if !meant {
					missed++
				}
			}
		}
	}
	if missed > 1 {
		t.Errorf("%d of %d sections are not announced, want at most 1", missed, len(sections))
	}
	if untrue > 0 {
		t.Errorf("%d of %d quiet runs announce a new topic", untrue, len(sections))
	}
}

// With the dates dealt at random nothing happens, and next to nothing is announced.
func TestScheduleShuffledDates(t *testing.T) {
	t.Parallel()
	d := readDated(t, "fang_covid_de.jsonl.gz")
	deal := rand.New(rand.NewPCG(1, 2))
	deal.Shuffle(len(d.articles), func(i, j int) {
		d.articles[i].Published, d.articles[j].Published = d.articles[j].Published, d.articles[i].Published
	})
	runs, moved, found := 0, 0, 0
	d.play(t, weekly(), func(run int, result *analysis.Result, _, _ int) bool {
		runs++
		tested := slices.ContainsFunc(result.Changes, func(c ledger.Change) bool {
			return c.Tested() && c.Kind != change.TermEntered && c.Kind != change.CompanionNew
		})
		if tested {
			moved++
		}
		if run > 0 && slices.ContainsFunc(result.Changes, func(c ledger.Change) bool {
			return c.Kind == ledger.TopicNew || c.Kind == ledger.TopicSplit
		}) {
			found++
		}
		return true
	})
	t.Logf("of %d runs %d announce a burst, a shift or a silence, %d a new topic", runs, moved, found)
	// 5 % are allowed; up to the 95 % quantile of that many runs the test cannot tell.
	if limit := runs/20 + 3; moved > limit {
		t.Errorf("%d of %d runs announce a burst or a shift, want at most %d", moved, runs, limit)
	}
	if found > runs/20 {
		t.Errorf("%d of %d runs announce a new topic, want at most 1 in 20", found, runs)
	}
}
