package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"leitmotif/corpus/check"
)

// What check counts is what a run then has, and check writes nothing.
func TestCheck(t *testing.T) {
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	news := filepath.Join(dir, "news.csv")
	write(t, news, "headline,body,when\nThe bridge,The council of Steinau met on Monday to speak of the bridge.,2026-03-01\nNothing,,2026-03-02\n")
	config := filepath.Join(dir, "leitmotif.yaml")
	write(t, config, "paths: ["+news+"]\nfield: {date: when}\nout: "+out+"\ntopics: 3\nmax-reject-share: 0.6\n")
	code, stdout, stderr := call(t, nil, "", "check", "--config", config, "--json")
	if code != exitPublished {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	var report check.Report
	if err := json.Unmarshal([]byte(stdout), &report); err != nil {
		t.Fatal(err)
	}
	if len(report.Inputs) != 1 {
		t.Fatalf("%d inputs", len(report.Inputs))
	}
	in := report.Inputs[0]
	if in.Name != "news.csv" || in.Form != "table" || in.Articles != 1 || in.Rejects["no_text"] != 1 || in.Known.Date != 1 || in.Known.Language["en"] != 1 ||
		in.First == nil || in.First.Title != "The bridge" || !strings.HasPrefix(in.First.Text, "The council of Steinau met") {
		t.Errorf("news.csv is %+v", in)
	}
	code, stdout, _ = call(t, nil, "", "check", "--config", config)
	for _, said := range []string{"news.csv\n", "table, 1", "rejected: no_text 1", "record 2: no_text", "The bridge", "1 of 2 records rejected (50.0 %)"} {
		if code != exitPublished || !strings.Contains(stdout, said) {
			t.Errorf("exit code %d, %q is not said in\n%s", code, said, stdout)
		}
	}
	nothingIn(t, out)
	if now := entries(t, dir); len(now) != 2 {
		t.Errorf("the directory of the input holds %v", now)
	}
	if code, _, stderr = call(t, nil, "", "run", "-q", "--config", config); code != exitPublished {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	if _, m := load(t, runDirectory(out)); m.Counts.Articles != in.Articles || m.Counts.Rejected != 1 {
		t.Errorf("the run counts %+v", m.Counts)
	}
}

func TestCheckRefuses(t *testing.T) {
	dir := t.TempDir()
	news, config := filepath.Join(dir, "news.jsonl"), filepath.Join(dir, "c.yaml")
	write(t, news, oneArticle+"\n{\n")
	write(t, config, "topcis: 3\n")
	wrong := filepath.Join(dir, "wrong.yaml")
	write(t, wrong, "tone: fats\n")
	for _, test := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{news}, exitRejects, "1 of 2 records"},
		{[]string{news, "--max-reject-share", "0.5"}, exitPublished, ""},
		{[]string{news, "--max-reject-share", "2"}, exitUsage, "max-reject-share"},
		{[]string{news, "--config", config}, exitUsage, "topcis"},
		{[]string{news, "--config", wrong}, exitUsage, "fats"},
		{[]string{filepath.Join(dir, "none")}, exitUsage, "none"},
		{nil, exitUsage, "no input is named"},
		{[]string{news, "--field", "text=x", "--max-reject-share", "1"}, exitPublished, ""},
	} {
		if code, _, stderr := call(t, nil, "", append([]string{"check"}, test.args...)...); code != test.code || !strings.Contains(stderr, test.says) {
			t.Errorf("%v: exit code %d, want %d\n%s", test.args, code, test.code, stderr)
		}
	}
}
