package state

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"leitmotif/analysis/change"
	"leitmotif/analysis/result"
	"leitmotif/corpus/duplicate"
)

// article makes the ID of an article.
func article(n int) string { return fmt.Sprintf("%020x", n) }

// sample is a state after a run with two languages.
func sample(t *testing.T) *State {
	t.Helper()
	s := Empty()
	s.Runs, s.Fresh, s.Input = 3, 7, []byte{1, 2, 3}
	s.Themes = []Theme{
		{UID: 1, Language: "de", Label: "Hafen", Standing: result.Same, First: 1, Last: 3, Terms: []Term{{"Hafen", 1}}, Marks: []Term{{"hafen", 1}}, NPMI: 0.25, Stability: 1},
		{UID: 2, Language: "en", Label: "port", Standing: result.Merged, First: 1, Last: 2, Parent: 3},
		{UID: 3, Language: "en", Label: "chips", Standing: result.New, First: 3, Last: 3},
	}
	for i := range 100 {
		if err := s.Seen.Add(article(i * i)); err != nil {
			t.Fatal(err)
		}
	}
	now := change.Observation{Topics: []int{1, 3}, Cells: []change.Cell{{Topic: 1, Language: "de", Source: "Bote", Tally: change.Tally{Stories: 4}}}}
	s.History.Add(now, nil)
	s.Changes = []change.Change{{Kind: "topic_new", Topic: 3, Language: "en", Subject: "chips"}}
	s.SetSpace(Space{Language: "en", Terms: []string{"chip", "port"}, Weighting: []byte("w"), Loadings: []byte("l"), Words: []byte("x"), UIDs: []int{3}, Rows: 5, Rank: 2, SingularValues: []float64{2, 1}, Curve: []Candidate{{2, 0.5}}}, Drift{Language: "en", Run: 3, Fitted: Measure{Stories: 5, Unexplained: 1.5, Squares: 0.5, Words: 50, Unknown: 3}})
	s.SetSpace(Space{Language: "de", Terms: []string{"hafen"}, UIDs: []int{1}}, Drift{Language: "de", Run: 1, Reason: "first"})
	return s
}

func open(t *testing.T, path string) *Dir {
	t.Helper()
	d, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func closed(t *testing.T, d *Dir) {
	t.Helper()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

// save leaves a state in a directory as a published run does.
func save(t *testing.T, path string, s *State) {
	t.Helper()
	d := open(t, path)
	defer closed(t, d)
	if err := d.Prepare(s, t.TempDir()); err != nil {
		t.Fatal(err)
	}
	if err := d.Commit(); err != nil {
		t.Fatal(err)
	}
}

func load(t *testing.T, path string) (*State, error) {
	t.Helper()
	d := open(t, path)
	defer closed(t, d)
	return d.Load()
}

// files reads the files of a directory that are no lock, by name.
func files(t *testing.T, path string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(path)
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]string)
	for _, e := range entries {
		if e.Name() == lockFile {
			continue
		}
		raw, err := os.ReadFile(filepath.Join(path, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = string(raw)
	}
	return out
}

// equal tells whether two states have the same content, nil being as good as nothing.
func equal(t *testing.T, a, b *State) bool {
	t.Helper()
	form := func(s *State) []byte {
		out, err := encode(ledgerHeader, &ledger{State: s})
		if err != nil {
			t.Fatal(err)
		}
		for i := range s.Spaces {
			space, err := encode(spaceHeader, &s.Spaces[i])
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, space...)
		}
		return out
	}
	return bytes.Equal(form(a), form(b))
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestRoundTrip(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	want := sample(t)
	save(t, path, want)
	got, err := load(t, path)
	if err != nil {
		t.Fatal(err)
	}
	if !equal(t, got, want) || !reflect.DeepEqual(got.Themes[0], want.Themes[0]) || !reflect.DeepEqual(got.Drifts, want.Drifts) || !got.Seen.Has(article(9)) {
		t.Errorf("read %+v\nwritten %+v", got, want)
	}
	if space, drift := got.Space("en"); space == nil || drift.Run != 3 || space.UIDs[0] != 3 {
		t.Errorf("space %+v, drift %+v", space, drift)
	}
	if space, _ := got.Space("fr"); space != nil {
		t.Errorf("space of a language that there is none of: %+v", space)
	}
	// What was read and is written again keeps its files, to the byte.
	before := files(t, path)
	d := open(t, path)
	if err := d.Prepare(got, t.TempDir()); err != nil {
		t.Fatal(err)
	}
	if err := d.Commit(); err != nil {
		t.Fatal(err)
	}
	closed(t, d)
	after := files(t, path)
	delete(before, ledgerFile) // it names the directory of its run
	delete(after, ledgerFile)
	if len(after) != 2 || !maps.Equal(before, after) {
		t.Errorf("files %q became %q", slices.Collect(maps.Keys(before)), slices.Collect(maps.Keys(after)))
	}
}

func TestEqualStatesHaveEqualBytes(t *testing.T) {
	run, a, b := t.TempDir(), filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	for _, path := range []string{a, b} {
		d := open(t, path)
		if err := d.Prepare(sample(t), run); err != nil {
			t.Fatal(err)
		}
		closed(t, d)
	}
	if x, y := files(t, a), files(t, b); len(x) != 3 || !maps.Equal(x, y) {
		t.Error("two equal states have different files")
	}
}

// The next state shares nothing that a run changes with the one before it.
func TestNextLeavesTheStateAsItIs(t *testing.T) {
	s := sample(t)
	next := s.Next()
	next.Themes[0].Label = "other"
	next.SetSpace(Space{Language: "en"}, Drift{Language: "en", Run: 4})
	next.SetSpace(Space{Language: "fr"}, Drift{Language: "fr", Run: 4})
	if err := next.Seen.Add(article(2)); err != nil {
		t.Fatal(err)
	}
	next.History.Add(change.Observation{Topics: []int{9}}, nil)
	if next.Runs != 4 || !equal(t, s, sample(t)) {
		t.Errorf("the state became %+v", s)
	}
}

func TestBeforeTheFirstRun(t *testing.T) {
	s, err := load(t, filepath.Join(t.TempDir(), "deep", "state"))
	if err != nil || !equal(t, s, Empty()) {
		t.Errorf("%+v, %v", s, err)
	}
}

// However a file is damaged, it is told, and nothing in the directory changes.
func TestDamage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	save(t, path, sample(t))
	whole := files(t, path)
	var space string
	for name := range whole {
		if strings.HasPrefix(name, spacePrefix) {
			space = max(space, name)
		}
	}
	type damage struct {
		what string
		do   func(string) string
		want error
	}
	damages := []damage{
		{"empty", func(string) string { return "" }, ErrDamaged},
		{"foreign", func(string) string { return "PAR1 and more of another program" }, ErrForeign},
		{"of a later version", func(s string) string { return strings.Replace(s, " 1\n", " 2\n", 1) }, ErrVersion},
		{"longer", func(s string) string { return s + "x" }, ErrDamaged},
	}
	for _, name := range []string{ledgerFile, space} {
		for n := 1; n < len(whole[name]); n += 1 + len(whole[name])/12 {
			damages := append(slices.Clone(damages),
				damage{fmt.Sprintf("cut to %d bytes", n), func(s string) string { return s[:n] }, ErrDamaged})
			if header := strings.Index(whole[name], "\n") + 1; n >= header {
				damages = append(damages, damage{fmt.Sprintf("changed at byte %d", n), func(s string) string { return s[:n] + string(s[n]^4) + s[n+1:] }, ErrDamaged})
			}
			for _, test := range damages {
				write(t, filepath.Join(path, name), []byte(test.do(whole[name])))
				before := files(t, path)
				_, err := load(t, path)
				if !errors.Is(err, test.want) || !strings.Contains(err.Error(), name) {
					t.Fatalf("%s, %s: %v", name, test.what, err)
				}
				if errors.Is(err, ErrSpace) != (name == space) {
					t.Fatalf("%s, %s: whether a space is the matter: %v", name, test.what, err)
				}
				if !maps.Equal(files(t, path), before) {
					t.Fatalf("%s, %s: the directory changed", name, test.what)
				}
			}
		}
		write(t, filepath.Join(path, name), []byte(whole[name]))
	}
	if _, err := load(t, path); err != nil {
		t.Fatal(err)
	}
}

// Whole files with a content that cannot be.
func TestImpossibleStates(t *testing.T) {
	for name, spoil := range map[string]func(s *State){
		"a number that is missing":    func(s *State) { s.Themes[1].UID = 4 },
		"no history":                  func(s *State) { s.History = nil },
		"a space of unknown themes":   func(s *State) { s.Spaces[0].UIDs = []int{4} },
		"a space without a drift":     func(s *State) { s.Drifts = s.Drifts[:1] },
		"a space of another language": func(s *State) { s.Drifts[0].Language = "fr" },
	} {
		path, s := filepath.Join(t.TempDir(), "state"), sample(t)
		spoil(s)
		save(t, path, s)
		if _, err := load(t, path); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Without its spaces the ledger is still there.
func TestLoadLedger(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	want := sample(t)
	save(t, path, want)
	for name := range files(t, path) {
		if strings.HasPrefix(name, spacePrefix) {
			if err := os.Remove(filepath.Join(path, name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	d := open(t, path)
	defer closed(t, d)
	if _, err := d.Load(); !errors.Is(err, ErrSpace) {
		t.Errorf("a space that is gone: %v", err)
	}
	got, err := d.LoadLedger()
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Themes) != len(want.Themes) || !reflect.DeepEqual(got.Themes[0], want.Themes[0]) || got.Seen.Len() != want.Seen.Len() || len(got.Spaces)+len(got.Drifts) != 0 || got.Input != nil {
		t.Errorf("the ledger %+v", got)
	}
}

// A pending ledger counts if its run was published.
func TestPending(t *testing.T) {
	for _, published := range []bool{false, true} {
		path, run := filepath.Join(t.TempDir(), "state"), filepath.Join(t.TempDir(), "run=1")
		save(t, path, sample(t))
		next := sample(t)
		next.Runs++
		next.Themes = append(next.Themes, Theme{UID: 4, Language: "en"})
		d := open(t, path)
		if err := d.Prepare(next, run); err != nil {
			t.Fatal(err)
		}
		if s, err := d.Load(); err != nil || s.Runs != 3 {
			t.Errorf("before the run is published: %+v, %v", s, err)
		}
		closed(t, d) // as a process that dies does
		if published {
			if err := os.Mkdir(run, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		want := map[bool]int{false: 3, true: 4}[published]
		for range 2 {
			if s, err := load(t, path); err != nil || s.Runs != want || len(s.Themes) != want {
				t.Errorf("published %v: run %d with %d themes, %v", published, s.Runs, len(s.Themes), err)
			}
		}
		if left := files(t, path); left[pendingFile] != "" {
			t.Errorf("published %v: the pending ledger is left", published)
		}
	}
}

// A pending ledger that cannot be read, or whose run cannot be looked at, may be that of a
// published run: it must not be dropped.
func TestPendingThatCannotBeJudged(t *testing.T) {
	path, run := filepath.Join(t.TempDir(), "state"), filepath.Join(t.TempDir(), "file", "run=1")
	d := open(t, path)
	if err := d.Prepare(sample(t), run); err != nil {
		t.Fatal(err)
	}
	closed(t, d)
	whole := files(t, path)
	for name, spoil := range map[string]func(){
		"damaged":          func() { write(t, filepath.Join(path, pendingFile), []byte(whole[pendingFile][:200])) },
		"of a new version": func() { write(t, filepath.Join(path, pendingFile), []byte("leitmotif ledger 2\n")) },
		"no directory":     func() { write(t, filepath.Dir(run), nil) }, // the run would lie in a file
	} {
		spoil()
		before := files(t, path)
		if _, err := Open(path); err == nil || !strings.Contains(err.Error(), "run before") {
			t.Errorf("%s: %v", name, err)
		}
		if !maps.Equal(files(t, path), before) {
			t.Errorf("%s: the directory changed", name)
		}
		write(t, filepath.Join(path, pendingFile), []byte(whole[pendingFile]))
	}
}

// What is discarded, or cannot be prepared, leaves the directory as it was.
func TestDiscard(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	d := open(t, path)
	if err := d.Discard(); err != nil {
		t.Errorf("nothing to discard: %v", err)
	}
	closed(t, d)
	for range 2 { // before the first run, and after one
		before := files(t, path)
		d := open(t, path)
		next, err := d.Load()
		if err != nil {
			t.Fatal(err)
		}
		runs := next.Runs
		next.Runs++
		next.Themes = sample(t).Themes
		next.SetSpace(Space{Language: "en", Terms: []string{"other"}, UIDs: []int{3}}, sample(t).Drifts[0])
		if err := d.Prepare(next, t.TempDir()); err != nil {
			t.Fatal(err)
		}
		if err := d.Discard(); err != nil {
			t.Fatal(err)
		}
		if !maps.Equal(files(t, path), before) {
			t.Errorf("discarded: left are %q, there were %q", slices.Sorted(maps.Keys(files(t, path))), slices.Sorted(maps.Keys(before)))
		}
		if s, err := d.Load(); err != nil || s.Runs != runs {
			t.Errorf("%+v, %v", s, err)
		}
		if err := d.Commit(); err == nil {
			t.Error("there was nothing to commit")
		}
		inTheWay := filepath.Join(path, pendingFile)
		if err := os.MkdirAll(filepath.Join(inTheWay, "directory"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := d.Prepare(next, t.TempDir()); err == nil {
			t.Error("a ledger was written over a directory")
		}
		if err := os.RemoveAll(inTheWay); err != nil {
			t.Fatal(err)
		}
		if !maps.Equal(files(t, path), before) {
			t.Errorf("failed: left are %q", slices.Sorted(maps.Keys(files(t, path))))
		}
		closed(t, d)
		save(t, path, sample(t))
	}
}

// Spaces are written after the ledger that names them: whenever a run dies, the next one knows
// whose they are. Without any ledger they are those of one that was lost.
func TestLostLedger(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	d := open(t, path)
	space := &sample(t).Spaces[0]
	data, err := encode(spaceHeader, space)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	blocked := filepath.Join(path, spacePrefix+hex.EncodeToString(sum[:8]), "directory")
	if err := os.MkdirAll(blocked, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := d.prepare(sample(t), t.TempDir()); err == nil {
		t.Fatal("a space was written over a directory")
	}
	if _, err := os.Stat(filepath.Join(path, pendingFile)); err != nil {
		t.Errorf("no ledger before the space that cannot be written: %v", err)
	}
	closed(t, d)
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
	save(t, path, sample(t))
	if err := os.Remove(filepath.Join(path, ledgerFile)); err != nil {
		t.Fatal(err)
	}
	before := files(t, path)
	if _, err := load(t, path); !errors.Is(err, ErrDamaged) || errors.Is(err, ErrSpace) || !strings.Contains(err.Error(), ledgerFile) {
		t.Errorf("error %v", err)
	}
	if !maps.Equal(files(t, path), before) {
		t.Error("the directory changed")
	}
}

// Spaces that are not needed go with the commit, what dead runs were writing with the next
// opening; nobody else's file does.
func TestSweep(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a [strange] *name", "state")
	save(t, path, sample(t))
	for _, name := range []string{".ledger1234", ".pending1234", ".space-abc1234", "notes", ".hidden"} {
		write(t, filepath.Join(path, name), []byte("x"))
	}
	s, err := load(t, path)
	if err != nil {
		t.Fatal(err)
	}
	english := spacePrefix + s.Spaces[1].digest
	s.SetSpace(Space{Language: "en", Terms: []string{"other"}, UIDs: []int{3}}, s.Drifts[1])
	save(t, path, s)
	left := files(t, path)
	if _, ok := left[english]; ok || len(left) != 5 || left["notes"] == "" || left[".hidden"] == "" {
		t.Errorf("left are %q", slices.Sorted(maps.Keys(left)))
	}
}

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	d := open(t, path)
	if _, err := Open(path); !errors.Is(err, ErrLocked) {
		t.Errorf("the second: %v", err)
	}
	closed(t, d)
	closed(t, open(t, path))
}

func TestSeen(t *testing.T) {
	var s Seen
	for _, id := range []string{article(3), article(1), article(3)} {
		if err := s.Add(id); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range []string{"", "abc", strings.Repeat("g", 20), article(1) + "0"} {
		if s.Add(id) == nil || s.Has(id) {
			t.Errorf("%q is no ID", id)
		}
	}
	data, err := s.MarshalBinary()
	if err != nil || hex.EncodeToString(data) != article(1)+article(3) {
		t.Errorf("%x, %v", data, err)
	}
	var again Seen
	if err := again.UnmarshalBinary(data); err != nil || again.Len() != 2 || !again.Has(article(3)) || again.Has(article(2)) {
		t.Errorf("%v, %v", again, err)
	}
	if again.UnmarshalBinary(data[:15]) == nil || again.Len() != 2 {
		t.Error("half an ID is read, or changed the set")
	}
}

// Signatures without an ID would be copies of nobody.
func TestStoriesWithoutID(t *testing.T) {
	if _, err := (Stories{Signatures: []byte("leitmotif")}).Load(); !errors.Is(err, ErrDamaged) {
		t.Errorf("no signatures: %v", err)
	}
	var stories duplicate.Stories
	stories.Add(1, duplicate.NewHasher().Sign(strings.Repeat("one sentence of many words about the port and its ships ", 9)))
	data, err := stories.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for ids, want := range map[int]error{1: ErrDamaged, 2: nil} {
		if _, err := (Stories{IDs: make([]string, ids), Signatures: data}).Load(); !errors.Is(err, want) {
			t.Errorf("the second signature with %d IDs: %v", ids, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, l := range []*ledger{{State: Empty()}, {State: &State{Runs: 1, Themes: []Theme{{UID: 1}}, History: new(change.History)}, Spaces: []string{"abc"}, Run: "run"}} {
		data, err := encode(ledgerHeader, l)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(ledgerHeader))
	f.Add([]byte("leitmotif ledger 3\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l := new(ledger)
		if err := decode(ledgerHeader, data, l); err != nil {
			if !errors.Is(err, ErrForeign) && !errors.Is(err, ErrVersion) && !errors.Is(err, ErrDamaged) {
				t.Fatalf("an error of no kind: %v", err)
			}
			return
		}
		if l.State == nil || l.State.check() != nil {
			return
		}
		again, err := encode(ledgerHeader, l)
		if err != nil {
			t.Fatal(err)
		}
		read := new(ledger)
		if err := decode(ledgerHeader, again, read); err != nil {
			t.Fatal(err)
		}
		if twice, err := encode(ledgerHeader, read); err != nil || !bytes.Equal(twice, again) {
			t.Fatalf("written back differently, %v", err)
		}
	})
}
