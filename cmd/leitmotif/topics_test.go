package main

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"leitmotif/analysis"
)

func TestTopicCounts(t *testing.T) {
	for _, test := range []struct {
		uses  string // of the flag, parted by spaces
		shown string
		fault string
	}{
		{uses: "12", shown: "12"},
		{uses: "12 auto", shown: "auto"},
		{uses: "en=20,de=9", shown: "de=9,en=20"},
		{uses: "de=9 en=20", shown: "de=9,en=20"},
		{uses: "en-GB=20,German=auto", shown: "de=auto,en=20"},
		{uses: "en=20,en=9", fault: "two numbers for the language en"},
		{uses: "en=20 English=9", fault: "two numbers for the language en"},
		{uses: "klingon=2", fault: `unknown language "klingon"`},
		{uses: "=2", fault: `unknown language ""`},
		{uses: "en=0", fault: "en=0: must be a positive number or auto"},
		{uses: "en=-3", fault: "en=-3: must be"},
		{uses: "en=", fault: "en=: must be"},
		{uses: "en=5,9", fault: `"9" is no number of a language`},
		{uses: "9 en=5", fault: "9 for all languages"},
		{uses: "en=5 9", fault: "en=5"},
		{uses: "en", fault: "must be a positive number or auto"},
	} {
		var cfg analysis.Config
		flag := topicCounts{&cfg}
		var err error
		for use := range strings.FieldsSeq(test.uses) {
			if err == nil {
				err = flag.Set(use)
			}
		}
		switch {
		case test.fault == "" && (err != nil || flag.String() != test.shown):
			t.Errorf("%s: %s (%v), want %s", test.uses, flag, err, test.shown)
		case test.fault != "" && (err == nil || !strings.Contains(err.Error(), test.fault)):
			t.Errorf("%s: %v, want %s", test.uses, err, test.fault)
		}
	}
}

// Numbers by language come from the command line and from the file, and are in manifest,
// report and state.
func TestTopicsByLanguage(t *testing.T) {
	config := filepath.Join(t.TempDir(), "leitmotif.yaml")
	write(t, config, "topics:\n  en: 7\n  de: 5\nstate: "+t.TempDir()+"\n")
	out := t.TempDir()
	numbers := func(args ...string) (asked, found map[string]int, spaces string) {
		t.Helper()
		if code, _, stderr := call(t, nil, "", append([]string{"run", filepath.Join("..", "..", "seeds", "demo"), "-q", "--out", out, "--config", config}, args...)...); code != exitPublished && code != exitRejects {
			t.Fatalf("exit code %d\n%s", code, stderr)
		}
		set, m := load(t, runDirectory(out))
		found = make(map[string]int)
		for _, topic := range set.Topics {
			found[topic.Language]++
		}
		raw, err := json.Marshal(m.Spaces)
		if err != nil {
			t.Fatal(err)
		}
		return m.Configuration.TopicsByLanguage, found, string(raw)
	}
	want := map[string]int{"en": 7, "de": 5}
	if asked, found, _ := numbers(); !maps.Equal(asked, want) || !maps.Equal(found, want) {
		t.Errorf("from the file: asked for %v, found %v", asked, found)
	}
	want = map[string]int{"en": 6, "de": 5}
	asked, found, spaces := numbers("--topics", "en=6,de=5")
	if !maps.Equal(asked, want) || !maps.Equal(found, want) {
		t.Errorf("flag over file: asked for %v, found %v", asked, found)
	}
	if strings.Count(spaces, "another number of topics asked for") != 1 {
		t.Errorf("English alone asks for another number: %s", spaces)
	}
}
