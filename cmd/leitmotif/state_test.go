package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/result"
	"leitmotif/reports"
)

// themes makes articles, one in JSON per line: so many of each theme, with words of its own
// among words that all share.
func themes(day int, perTheme map[string]int) string {
	var out strings.Builder
	for _, theme := range slices.Sorted(maps.Keys(perTheme)) {
		for i := range perTheme[theme] {
			r := rand.New(rand.NewPCG(uint64(day*1000+i), uint64(theme[0])))
			var text []string
			for range 20 {
				text = append(text, fmt.Sprintf("topic%s%c", theme, 'a'+rune(r.IntN(26))), "the", fmt.Sprintf("common%c", 'a'+rune(r.IntN(26))))
			}
			raw, err := json.Marshal(map[string]string{
				"id": fmt.Sprintf("%s-%d-%d", theme, day, i), "title": "Article", "text": strings.Join(text, " ") + ".",
				"language": "en", "source": "Bote", "date": fmt.Sprintf("2026-09-%02dT12:00:00Z", day+1),
			})
			if err != nil {
				panic(err) // strings can be marshalled
			}
			out.Write(append(raw, '\n'))
		}
	}
	return out.String()
}

// filesOf reads the files of a directory, by name.
func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := make(map[string]string)
	for _, name := range entries(t, dir) {
		raw, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		out[name] = string(raw)
	}
	return out
}

// labels gives the labels of the topics of a run by UID.
func labels(t *testing.T, dir string) map[int32]string {
	t.Helper()
	set, _ := load(t, dir)
	out := make(map[int32]string)
	for _, topic := range set.Topics {
		out[topic.TopicUID] = topic.Label
	}
	return out
}

// remembering is an output directory with a state.
type remembering struct{ out, state string }

func newRemembering(t *testing.T) remembering {
	dir := t.TempDir()
	return remembering{filepath.Join(dir, "out"), filepath.Join(dir, "state")}
}

// run runs over the input and wants the exit code.
func (r remembering) run(t *testing.T, want int, input string, args ...string) (stderr string) {
	t.Helper()
	code, _, stderr := call(t, nil, input, append([]string{"run", "-", "--log", "text", "--out", r.out, "--state", r.state}, args...)...)
	if code != want {
		t.Fatalf("%v: exit code %d, want %d\n%s", args, code, want, stderr)
	}
	return stderr
}

var fourThemes = map[string]int{"a": 25, "b": 20, "c": 15, "d": 15}

// The same input twice gives the same bytes of every table and leaves the state as it is.
func TestStateTwice(t *testing.T) {
	r := newRemembering(t)
	input := themes(0, fourThemes)
	r.run(t, exitPublished, input)
	first, kept := filesOf(t, runDirectory(r.out)), filesOf(t, r.state)
	r.run(t, exitPublished, input)
	second := filesOf(t, runDirectory(r.out))
	tables := 0
	for name, data := range first {
		if strings.HasSuffix(name, ".parquet") {
			if tables++; second[name] != data {
				t.Errorf("%s differs", name)
			}
		}
	}
	if tables < 6 || len(second) != len(first) {
		t.Errorf("%d tables, %d files became %d", tables, len(first), len(second))
	}
	if !maps.Equal(filesOf(t, r.state), kept) {
		t.Error("the state changed")
	}
	// A third run with more goes on from both.
	r.run(t, exitPublished, input+themes(1, map[string]int{"a": 2}))
	if after := filesOf(t, r.state); after["ledger"] == kept["ledger"] {
		t.Error("the state did not change")
	}
}

// Without --state nothing speaks of one.
func TestWithoutState(t *testing.T) {
	set, _ := load(t, demo(t))
	for _, topic := range set.Topics {
		if topic.TopicUID != 0 || topic.State != "" {
			t.Errorf("%+v", topic)
		}
	}
	if len(set.Changes) != 0 {
		t.Errorf("changes %+v", set.Changes)
	}
}

// Wrong settings are told before anything is read, and leave no state.
func TestStateUsage(t *testing.T) {
	list := filepath.Join(t.TempDir(), "overrides.yaml")
	r := newRemembering(t)
	input := themes(0, fourThemes)
	r.run(t, exitPublished, input)
	kept, published := filesOf(t, r.state), entries(t, r.out)
	for text, says := range map[string]string{
		"99: {hide: true}":      "no such topic",
		"1: {merge: 99}":        "no topic 99",
		"1: {title: x}":         "title",
		"1: {merge: 1}":         "merged itself",
		"1: {}\n2: {merge: -1}": "override 2",
	} {
		write(t, list, text)
		if stderr := r.run(t, exitUsage, input, "--overrides", list); !strings.Contains(stderr, says) || !strings.Contains(stderr, list) {
			t.Errorf("%q: %s", text, stderr)
		}
	}
	r.run(t, exitUsage, input, "--overrides", list+".missing")
	r.run(t, exitUsage, input, "--refit", "sometimes")
	if !maps.Equal(filesOf(t, r.state), kept) || !slices.Equal(entries(t, r.out), published) {
		t.Error("a wrong setting left something")
	}
	for _, args := range [][]string{{"--only-new"}, {"--refit", "never"}, {"--overrides", list}} {
		out := filepath.Join(t.TempDir(), "out")
		code, _, stderr := call(t, nil, input, append([]string{"run", "-", "-q", "--out", out}, args...)...)
		if code != exitUsage || !strings.Contains(stderr, "--state") {
			t.Errorf("%v without a state: exit code %d\n%s", args, code, stderr)
		}
		nothingIn(t, out)
	}
}

// What analysts say is in the tables and in the report.
func TestOverridesInTheTables(t *testing.T) {
	r, list := newRemembering(t), filepath.Join(t.TempDir(), "overrides.yaml")
	input := themes(0, fourThemes)
	r.run(t, exitPublished, input)
	before := slices.Sorted(maps.Keys(labels(t, runDirectory(r.out))))
	write(t, list, fmt.Sprintf("%d: {name: Chip industry}\n%d: {hide: true}\n%d: {merge: %d}\n", before[0], before[1], before[2], before[0]))
	r.run(t, exitPublished, input, "--overrides", list)
	set, _ := load(t, runDirectory(r.out))
	now := labels(t, runDirectory(r.out))
	if len(now) != len(before)-2 || now[before[0]] != "Chip industry" {
		t.Errorf("topics %v became %v", before, now)
	}
	known := make(map[int32]bool)
	for _, topic := range set.Topics {
		known[topic.TopicID] = true
	}
	for _, row := range set.ArticleTopics {
		if !known[row.TopicID] {
			t.Errorf("article_topics names topic %d", row.TopicID)
		}
	}
	for _, row := range set.Trends {
		if !known[row.TopicID] {
			t.Errorf("trends names topic %d", row.TopicID)
		}
	}
	page, err := os.ReadFile(filepath.Join(runDirectory(r.out), reports.ReportFile))
	if err != nil || !bytes.Contains(page, []byte("Chip industry")) {
		t.Errorf("the report does not name the topic: %v", err)
	}
}

func TestStateHeld(t *testing.T) {
	r := newRemembering(t)
	d, err := state.Open(r.state)
	if err != nil {
		t.Fatal(err)
	}
	stderr := r.run(t, exitLocked, themes(0, fourThemes))
	if !strings.Contains(stderr, "lock of the state") {
		t.Error(stderr)
	}
	nothingIn(t, r.out)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	r.run(t, exitPublished, themes(0, fourThemes))
}

// spaceFile is the file of the only space.
func (r remembering) spaceFile(t *testing.T) string {
	t.Helper()
	for _, name := range entries(t, r.state) {
		if strings.HasPrefix(name, "space-") {
			return filepath.Join(r.state, name)
		}
	}
	t.Fatal("no space")
	return ""
}

// A damaged state is refused and stays as it is; a damaged space can be made anew.
func TestStateDamaged(t *testing.T) {
	r := newRemembering(t)
	input := themes(0, fourThemes)
	r.run(t, exitPublished, input)
	uids := labels(t, runDirectory(r.out))
	for _, file := range []string{filepath.Join(r.state, "ledger"), r.spaceFile(t)} {
		whole, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		write(t, file, string(whole[:len(whole)/2]))
		before, published := filesOf(t, r.state), entries(t, r.out)
		stderr := r.run(t, exitFailed, input)
		if !strings.Contains(stderr, file) || !strings.Contains(stderr, "damaged") || strings.Contains(stderr, "--refit always") != (file == r.spaceFile(t)) {
			t.Errorf("%s: %s", file, stderr)
		}
		if !maps.Equal(filesOf(t, r.state), before) || !slices.Equal(entries(t, r.out), published) {
			t.Errorf("%s: something changed", file)
		}
		if file != r.spaceFile(t) {
			write(t, file, string(whole))
		}
	}
	stderr := r.run(t, exitPublished, input, "--refit", "always")
	if !strings.Contains(stderr, "cannot be read") {
		t.Errorf("no warning: %s", stderr)
	}
	if now := labels(t, runDirectory(r.out)); !maps.Equal(now, uids) {
		t.Errorf("topics %v became %v", uids, now)
	}
	r.run(t, exitPublished, input)
}

// Where nothing is new the run before stands; otherwise what is known is counted.
func TestOnlyNewArticles(t *testing.T) {
	r := newRemembering(t)
	metrics := filepath.Join(t.TempDir(), "m.prom")
	input := themes(0, fourThemes)
	r.run(t, exitPublished, input, "--only-new")
	published, kept := entries(t, r.out), filesOf(t, r.state)
	latest := runDirectory(r.out)
	r.run(t, exitPublished, input, "--only-new", "--metrics-file", metrics)
	if !slices.Equal(entries(t, r.out), published) || runDirectory(r.out) != latest || !maps.Equal(filesOf(t, r.state), kept) {
		t.Error("a run with nothing new left something")
	}
	if code := readMetrics(t, metrics)["leitmotif_exit_code"]; code != 0 {
		t.Errorf("the metrics tell of exit code %g", code)
	}
	// A copy of an article of the first run, under another ID.
	line, _, _ := strings.Cut(input, "\n")
	r.run(t, exitPublished, input+themes(1, map[string]int{"a": 4})+strings.Replace(line, `"a-0-0"`, `"echo"`, 1), "--only-new")
	set, manifest := load(t, runDirectory(r.out))
	if n := manifest.Counts; n.Articles != 5 || n.Known != 75 || manifest.State.Fresh != 4 || n.Duplicates != 1 || n.Records != 80 {
		t.Errorf("counts %+v", n)
	}
	if len(set.Articles) != 5 {
		t.Errorf("%d articles", len(set.Articles))
	}
}

// What a gate holds back is not remembered either.
func TestRefusedRunLeavesTheState(t *testing.T) {
	r := newRemembering(t)
	input := themes(0, fourThemes)
	r.run(t, exitRefused, input, "--gate", "articles-min=1000")
	if left := filesOf(t, r.state); len(left) != 1 {
		t.Errorf("the state holds %q", slices.Collect(maps.Keys(left)))
	}
	r.run(t, exitPublished, input)
	kept := filesOf(t, r.state)
	r.run(t, exitRefused, input+themes(1, fourThemes), "--gate", "articles-min=1000")
	if !maps.Equal(filesOf(t, r.state), kept) {
		t.Error("the state changed")
	}
	r.run(t, exitPublished, input+themes(1, fourThemes), "--gate", "articles-min=1000", "--publish-anyway")
	if maps.Equal(filesOf(t, r.state), kept) {
		t.Error("a run that was published all the same is not remembered")
	}
}

// A run that died between its publication and the last step of its state is completed by
// the next; one that died before it was published is forgotten.
func TestDeadRunIsCompleted(t *testing.T) {
	for _, published := range []bool{true, false} {
		r := newRemembering(t)
		input := themes(0, fourThemes)
		r.run(t, exitPublished, input)
		d, err := state.Open(r.state)
		if err != nil {
			t.Fatal(err)
		}
		s, err := d.Load()
		if err != nil {
			t.Fatal(err)
		}
		next := s.Next()
		number := len(next.Themes) + 1
		next.Themes = append(next.Themes, state.Theme{UID: number, Language: "en", Label: "of the dead run", Standing: result.New, First: 2, Last: 2})
		run := filepath.Join(r.out, "run=dead")
		if err := d.Prepare(next, run); err != nil {
			t.Fatal(err)
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		if published {
			if err := os.Mkdir(run, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		r.run(t, exitPublished, input+themes(1, map[string]int{"a": 2, "e": 40}))
		if got := loadState(t, r.state); got.Runs != map[bool]int{true: 3, false: 2}[published] || (got.Theme(number).Label == "of the dead run") != published {
			t.Errorf("published %v: run %d, theme %+v", published, got.Runs, got.Theme(number))
		}
	}
}

// loadState loads the state that is kept in a directory.
func loadState(t *testing.T, path string) *state.State {
	t.Helper()
	d, err := state.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := d.Load()
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return s
}

// meanings gives the theme of each UID in the published runs of an output directory, and
// fails where one number stands for two.
func (r remembering) meanings(t *testing.T, into map[int32]string) {
	t.Helper()
	for _, name := range entries(t, r.out) {
		if !strings.HasPrefix(name, "run=") {
			continue
		}
		set, _ := load(t, filepath.Join(r.out, name))
		votes := make(map[int32]map[string]int)
		for _, a := range set.Articles {
			if a.TopicID == 0 {
				continue
			}
			theme, _, _ := strings.Cut(a.SourceID, "-")
			if votes[a.TopicID] == nil {
				votes[a.TopicID] = make(map[string]int)
			}
			votes[a.TopicID][theme]++
		}
		for _, topic := range set.Topics {
			best := ""
			for _, theme := range slices.Sorted(maps.Keys(votes[topic.TopicID])) {
				if n := votes[topic.TopicID]; n[theme] > n[best] {
					best = theme
				}
			}
			if known := into[topic.TopicUID]; known != "" && known != best || topic.TopicUID == 0 {
				t.Fatalf("%s: topic %d is of %s and was of %s", name, topic.TopicUID, best, known)
			}
			into[topic.TopicUID] = best
		}
	}
}

// However a run is killed, its state can be loaded, the next run succeeds, and no number of
// a topic that was published is given to another. Every run has a theme that is new, and
// lacks one of the run before.
func TestKillWithState(t *testing.T) {
	r := newRemembering(t)
	args := []string{"run", "-", "-q", "--out", r.out, "--state", r.state, "--refit", "always"}
	round := 0
	input := func() string {
		round++
		window := make(map[string]int)
		for i := range 3 {
			window[string([]byte{byte('a' + (round+i)%26), byte('a' + (round+i)/26)})] = 12
		}
		return themes(0, window)
	}
	whole, publish := timed(t, process(t, input(), args...), r.out)
	w, p := timed(t, process(t, input(), args...), r.out)
	whole, publish = min(whole, w), min(publish, p)
	random := rand.New(rand.NewPCG(20261123, 10))
	killed, n, meaning := 0, (kills(t)+1)/2, make(map[int32]string)
	for i := range n {
		k := killing{process: process(t, input(), args...)}
		longest := whole
		switch i % 3 {
		case 1: // from the moment at which the next state is there
			longest = publish
			k.begun = func() bool { _, err := os.Stat(filepath.Join(r.state, "pending")); return err == nil }
		case 2: // around publication and the last step of the state
			longest = min(publish, 3*time.Millisecond)
			former, err := newest(r.out)
			if err != nil {
				t.Fatal(err)
			}
			k.begun = func() bool {
				now, err := filepath.EvalSymlinks(filepath.Join(r.out, reports.LatestLink))
				return err == nil && now != former
			}
		}
		k.delay = time.Duration(random.Int64N(int64(longest)))
		if k.do(t) {
			killed++
		}
		if err := halfDone(r.out); err != nil {
			t.Fatalf("kill %d: %v", i, err)
		}
		before := loadState(t, r.state)
		c := process(t, input(), args...)
		if err := c.Run(); err != nil {
			t.Fatalf("kill %d: the next run fails: %v\n%s", i, err, c.Stderr)
		}
		if after := loadState(t, r.state); after.Runs != before.Runs+1 || len(after.Themes) < len(before.Themes) {
			t.Fatalf("kill %d: run %d with %d themes after run %d with %d", i, after.Runs, len(after.Themes), before.Runs, len(before.Themes))
		}
		if left := entries(t, r.state); len(left) != 3 { // lock, ledger and space
			t.Fatalf("kill %d: the state holds %q", i, left)
		}
	}
	r.meanings(t, meaning)
	if len(meaning) < n {
		t.Errorf("only %d topics were ever published", len(meaning))
	}
	t.Logf("%d of %d runs were killed, %d topics; a run takes %v, publishing %v of it", killed, n, len(meaning), whole, publish)
	if killed < n/3 {
		t.Errorf("only %d of %d runs were killed", killed, n)
	}
}

// inspect says where a run stands among those with its state.
func TestInspectState(t *testing.T) {
	r := newRemembering(t)
	r.run(t, exitPublished, themes(0, fourThemes))
	_, out, _ := call(t, nil, "", "inspect", r.out)
	if !strings.Contains(out, "run 1, 75 new stories; nothing unusual") {
		t.Errorf("inspect says nothing of the state:\n%s", out)
	}
	_, out, _ = call(t, nil, "", "inspect", r.out, "--json")
	if !strings.Contains(out, `"topic_uid": 1,`) {
		t.Errorf("inspect --json names no topic_uid:\n%s", out)
	}
}
