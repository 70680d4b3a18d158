package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leitmotif/cmd/leitmotif/internal/inspection"
)

// Five articles: one a day before the window, one at its first instant, one at its last,
// one at its end, one without a date.
const fiveDays = `{"id": "a", "text": "The port of Norderhafen was closed on Monday.", "date": "2026-11-20"}
{"id": "b", "text": "The council of Steinau met for hours and hours.", "date": "2026-11-21T06:00:00Z"}
{"id": "c", "text": "A ferry with a hundred people aboard ran aground.", "date": "2026-11-23T05:59:59Z"}
{"id": "d", "text": "Prices of bread have risen for the third month.", "date": "2026-11-23T06:00:00Z"}
{"id": "e", "text": "The museum shows pictures that nobody has seen."}
`

func TestWindow(t *testing.T) {
	out := t.TempDir()
	code, stdout, stderr := call(t, nil, fiveDays, "run", "-", "--out", out, "--log", "json",
		"--now", "2026-11-23T06:00:00Z", "--since", "2d", "--until", "2026-11-23T06:00:00Z")
	if code != exitPublished || !strings.Contains(stdout, "2 articles published outside the window, 1 without a date") || !strings.Contains(stderr, `"outside":2`) {
		t.Fatalf("exit code %d\n%s%s", code, stdout, stderr)
	}
	set, manifest := load(t, filepath.Join(out, "latest"))
	var ids []string
	for _, a := range set.Articles {
		ids = append(ids, a.SourceID)
	}
	if n := manifest.Counts; len(ids) != 2 || n.Records != 5 || n.Outside != 2 || n.OutsideUndated != 1 {
		t.Errorf("articles %v, counts %+v", ids, n)
	}
	if c := manifest.Configuration; c.Since.Format(time.RFC3339) != "2026-11-21T06:00:00Z" || c.Until.Format(time.RFC3339) != "2026-11-23T06:00:00Z" {
		t.Errorf("the manifest states the window %s to %s", c.Since, c.Until)
	}
	_, stdout, _ = call(t, nil, "", "inspect", "--json", out)
	var summary inspection.Inspection
	if err := json.Unmarshal([]byte(stdout), &summary); err != nil || summary.Counts.Outside != 2 || summary.Counts.OutsideUndated != 1 {
		t.Errorf("%v: %s", err, stdout)
	}
	if _, stdout, _ = call(t, nil, "", "inspect", out); !strings.Contains(stdout, "2 published outside the window, 1 without a date") {
		t.Errorf("inspect keeps silent about the window:\n%s", stdout)
	}
}

func TestWindowWithoutArticles(t *testing.T) {
	for _, test := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"--since", "2026-12-01"}, exitFailed, "no usable article in the window from 2026-12-01T00:00:00Z: 4 articles lie outside, 1 have no usable date"},
		{[]string{"--since", "tomorrow"}, exitUsage, "since"},
		{[]string{"--until", "0d"}, exitUsage, "until"},
		{[]string{"--since", "1d", "--until", "2d"}, exitUsage, "must lie before until"},
	} {
		out := filepath.Join(t.TempDir(), "out")
		code, _, stderr := call(t, nil, fiveDays, append([]string{"run", "-", "-q", "--out", out}, test.args...)...)
		if code != test.code || !strings.Contains(stderr, test.says) {
			t.Errorf("%v: exit code %d, want %d:\n%s", test.args, code, test.code, stderr)
		}
		nothingIn(t, out)
	}
}
