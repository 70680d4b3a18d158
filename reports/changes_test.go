package reports

import (
	"math"
	"strings"
	"testing"

	"leitmotif/analysis/change"
	"leitmotif/analysis/ledger"
	"leitmotif/analysis/ledger/state"
)

// The page has words for every kind of change, in both languages.
func TestChangesHaveWords(t *testing.T) {
	kinds := []change.Kind{
		ledger.TopicNew, ledger.TopicSplit, ledger.TopicMerged, ledger.TopicDormant, ledger.TopicRevived, ledger.TopicDrifted,
		change.TopicRising, change.TopicFading, change.TopicSilent, change.ToneShift, change.TargetRising, change.TargetFading,
		change.TargetSilent, change.TargetToneShift, change.SourceStarted, change.SourceSilent, change.CompanionNew, change.TermEntered,
	}
	res := fixture(60)
	res.State = &state.State{Runs: 3}
	res.Counts.Fresh = 17
	for _, kind := range kinds {
		c := ledger.Change{Change: change.Change{Kind: kind, Subject: "Subject <b>", Before: 0.1, After: 0.2, High: math.Inf(1), AfterN: 5}}
		if strings.HasPrefix(string(kind), "topic") || kind == change.ToneShift {
			c.Topic, c.TopicID = 7, 1
		}
		if strings.HasPrefix(string(kind), "target") || kind == change.CompanionNew {
			c.Target = "Target & Co"
		}
		if strings.HasPrefix(string(kind), "topic_") == (c.Kind != ledger.TopicNew) {
			c.Runs = 1
		}
		res.Changes = append(res.Changes, c)
	}
	for _, language := range []string{"en", "de"} {
		o := options()
		o.Language = language
		page := string(read(t, write(t, res, o), ReportFile))
		_, section, found := strings.Cut(page, `<section id="changes"`)
		section, _, _ = strings.Cut(section, `<details`)
		if !found {
			t.Fatalf("%s: no section on changes", language)
		}
		for _, kind := range kinds {
			if strings.Contains(section, string(kind)) {
				t.Errorf("%s: no words for %s", language, kind)
			}
		}
		if strings.Contains(section, "Subject <b>") || !strings.Contains(section, "Target &amp; Co") {
			t.Errorf("%s: texts of the corpus are not escaped", language)
		}
		if items := strings.Count(section, "<li>"); items != len(kinds) {
			t.Errorf("%s: %d items, want %d", language, items, len(kinds))
		}
	}
}

// A quiet run says so, and one without a state has no such section.
func TestNoChanges(t *testing.T) {
	res := fixture(60)
	if page := string(read(t, write(t, res, options()), ReportFile)); strings.Contains(page, `id="changes"`) {
		t.Error("a run without a state speaks of changes")
	}
	res.State = &state.State{Runs: 2}
	if page := string(read(t, write(t, res, options()), ReportFile)); !strings.Contains(page, "Nothing unusual") {
		t.Error("a quiet run does not say so")
	}
}
