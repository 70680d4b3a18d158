package catalogue

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"leitmotif/reports"
)

// put makes a file of a run.
func put(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

const (
	older = "run=20261122T060000Z"
	newer = "run=20261123T060000Z"
)

// output is a directory of two runs, the newer of which is the latest.
func output(t *testing.T) string {
	out := t.TempDir()
	put(t, filepath.Join(out, older), reports.ManifestFile, `{"counts": {"articles": 12345, "records": 12400, "duplicates": 7, "rejected": 55},
		"configuration": {"Since": "2026-10-24T00:00:00Z", "Until": "0001-01-01T00:00:00Z"}, "spaces": [{"topics": 9}, {"topics": 4}],
		"refused": [{"gate": "articles-min", "value": 12345, "below": true, "limit": 20000}], "clock": {"seconds": 12.34}}`)
	put(t, filepath.Join(out, newer), reports.ManifestFile, `{"counts": {"articles": 80}, "state": {"run": 2, "fresh": 40}}`)
	put(t, filepath.Join(out, newer), "topics.parquet", strings.Repeat("x", 5010))
	if err := os.Symlink(newer, filepath.Join(out, reports.LatestLink)); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestFind(t *testing.T) {
	out := output(t)
	for _, dir := range []string{out, filepath.Join(out, newer), filepath.Join(out, reports.LatestLink)} {
		found, err := Find(dir)
		if resolved, _ := filepath.EvalSymlinks(found); err != nil || filepath.Base(resolved) != newer {
			t.Errorf("%s: %s, %v", dir, found, err)
		}
	}
	file, empty, dangling, unlinked := filepath.Join(t.TempDir(), "file"), t.TempDir(), output(t), output(t)
	put(t, filepath.Dir(file), "file", "")
	if err := os.RemoveAll(filepath.Join(dangling, newer)); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(unlinked, reports.LatestLink)); err != nil {
		t.Fatal(err)
	}
	half := filepath.Join(empty, newer)
	put(t, half, "topics.parquet", "")
	for dir, want := range map[string]string{
		filepath.Join(empty, "none"): "there is no directory", file: "is a file", empty: "holds no finished run",
		half: "is no finished run: it has no manifest.json", dangling: "latest leads to " + newer + ", which is not there",
		unlinked: "has no latest; name one of its 2 runs, such as " + filepath.Join(unlinked, newer),
	} {
		_, err := Find(dir)
		if err == nil || !strings.Contains(err.Error(), want) || !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v, want %q", dir, err, want)
		}
	}
}

func TestWhole(t *testing.T) {
	dir := t.TempDir()
	_, err := os.Open(filepath.Join(dir, "topics.parquet"))
	if got := Whole(dir+"/", err); got == nil || !strings.Contains(got.Error(), "is not whole: topics.parquet is missing") {
		t.Error(got)
	}
	_, other := os.Open(filepath.Join(dir, "elsewhere", "x"))
	for _, err := range []error{other, errors.New("damaged"), nil} {
		if got := Whole(dir, err); got != err {
			t.Errorf("%v has become %v", err, got)
		}
	}
}

func TestList(t *testing.T) {
	out := output(t)
	put(t, filepath.Join(out, "run=20261124T060000Z"), reports.ManifestFile, "{")
	runs, err := List(out)
	if err != nil || len(runs) != 3 {
		t.Fatalf("%v: %+v", err, runs)
	}
	first, second := runs[0], runs[1]
	if first.Articles != 12345 || first.Topics != 13 || first.New != nil || first.Since == nil || first.Until != nil || first.Latest || len(first.Refused) != 1 {
		t.Errorf("%+v", first)
	}
	if second.New == nil || *second.New != 40 || !second.Latest || second.Bytes < 5000 || second.Since != nil {
		t.Errorf("%+v", second)
	}
	if runs[2].Fault == "" {
		t.Errorf("a broken manifest: %+v", runs[2])
	}
	var b strings.Builder
	if err := Print(&b, runs); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(b.String(), "\n")
	for i, want := range map[int][]string{
		1: {older, "from", "2026-10-24", "12,345", "7", "55", "-", "13", "1", "refused"},
		2: {newer, "*", "all", "80", "0", "0", "40", "0", "-", "5.1", "kB", "0.0", "s"},
		3: {"run=20261124T060000Z", "cannot", "be", "read"},
		5: {older + ":", "published", "although", "refused", "by", "articles-min:"},
	} {
		if got := strings.Fields(lines[i]); !slices.Equal(got[:min(len(want), len(got))], want) {
			t.Errorf("line %d is %q, want %q", i, got, want)
		}
	}
	b.Reset()
	var again []Run
	if err := JSON(&b, runs); err != nil || json.Unmarshal([]byte(b.String()), &again) != nil || len(again) != 3 || again[0].Refused[0] != first.Refused[0] {
		t.Errorf("%v:\n%s", err, b.String())
	}
	if _, err := List(filepath.Join(out, "none")); err == nil || !strings.Contains(err.Error(), "there is no directory") {
		t.Error(err)
	}
	if _, err := List(filepath.Join(out, runs[0].Name)); err == nil || !strings.Contains(err.Error(), "is a run; name the directory") {
		t.Error(err)
	}
	if _, err := List(t.TempDir()); err == nil || !strings.Contains(err.Error(), "holds no finished run") {
		t.Error(err)
	}
}
