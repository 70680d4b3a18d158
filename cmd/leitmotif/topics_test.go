package main

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"strings"
	"testing"
)

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
