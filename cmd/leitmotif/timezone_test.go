package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Two outlets, a time that clocks in Berlin never showed, one with a zone, and dates of which
// no time is known.
const clocks = `{"id": "a", "source": "Hollenauer Bote", "text": "The port of Norderhafen was closed on Monday.", "date": "2025-07-03 14:05"}
{"id": "b", "source": "Wexcombe Post", "text": "The council of Steinau met for hours and hours.", "date": "2025-07-03 14:05"}
{"id": "c", "source": "Hollenauer Bote", "text": "A ferry with a hundred people aboard ran aground.", "date": "2025-03-30 02:30"}
{"id": "d", "source": "Hollenauer Bote", "text": "Prices of bread have risen for the third month.", "date": "2025-07-03T14:05:00Z"}
{"id": "e", "source": "Hollenauer Bote", "text": "The museum shows pictures that nobody has seen.", "date": "03.07.2025"}
{"id": "f", "source": "Hollenauer Bote", "text": "A bridge was opened after eleven years of work.", "date": "Juli 2025"}
{"id": "g", "source": "Hollenauer Bote", "text": "The orchestra plays in the open air this summer.", "date": "2025"}
{"id": "h", "source": "Hollenauer Bote", "text": "Nobody knows when this was written or by whom."}
`

func TestTimeZone(t *testing.T) {
	dir := t.TempDir()
	config := filepath.Join(dir, "settings.yaml")
	write(t, config, "time-zone: Europe/Berlin\ntime-zones:\n  Wexcombe Post: Europe/London\n")
	known := "d 2025-07-03T14:05:00Z second, e 2025-07-03T00:00:00Z day, f 2025-07-01T00:00:00Z month, g 2025-01-01T00:00:00Z year, h "
	for _, test := range []struct {
		env       []string
		args      []string
		want      string
		ambiguous int
	}{
		{nil, nil, "a 2025-07-03T14:05:00Z second, b 2025-07-03T14:05:00Z second, c 2025-03-30T02:30:00Z second, " + known, 0},
		{nil, []string{"--config", config}, "a 2025-07-03T12:05:00Z second, b 2025-07-03T13:05:00Z second, c 2025-03-30T01:30:00Z second, " + known, 1},
		{[]string{"LEITMOTIF_TIME_ZONE=Europe/Berlin"}, nil, "a 2025-07-03T12:05:00Z second, b 2025-07-03T12:05:00Z second, c 2025-03-30T01:30:00Z second, " + known, 1},
		{nil, []string{"--time-zones", "wexcombe post=Europe/London"}, "a 2025-07-03T14:05:00Z second, b 2025-07-03T13:05:00Z second, c 2025-03-30T02:30:00Z second, " + known, 0},
	} {
		out := t.TempDir()
		code, stdout, stderr := call(t, test.env, clocks, append([]string{"run", "-", "--out", out, "--log", "json"}, test.args...)...)
		if code != exitPublished || !strings.Contains(stdout, "times without a zone: 3 articles") || !strings.Contains(stderr, `"zoneless_times":3,"ambiguous_times":`) {
			t.Fatalf("%v: exit code %d\n%s%s", test.args, code, stdout, stderr)
		}
		set, manifest := load(t, filepath.Join(out, "latest"))
		told := make(map[string]string)
		for _, a := range set.Articles {
			if told[a.SourceID] = a.PublishedPrecision; !a.PublishedAt.IsZero() {
				told[a.SourceID] = a.PublishedAt.Format(time.RFC3339) + " " + a.PublishedPrecision
			}
		}
		var got []string
		for _, id := range sortedKeys(told) {
			got = append(got, id+" "+told[id])
		}
		if text := strings.Join(got, ", "); text != test.want {
			t.Errorf("%v: %s, want %s", test.args, text, test.want)
		}
		if n := manifest.Counts; n.Zoneless != 3 || n.Ambiguous != test.ambiguous || n.Undated != 1 {
			t.Errorf("%v: counts %+v", test.args, n)
		}
	}
	for args, want := range map[string]string{"--config " + config: "2025-07-03T12:05:00Z", "--time-zone Asia/Tokyo": "2025-07-03T05:05:00Z", "--json": `"published_precision": "second"`} {
		code, stdout, stderr := call(t, nil, clocks, append([]string{"check", "-"}, strings.Fields(args)...)...)
		if code != exitPublished || !strings.Contains(stdout, want) {
			t.Errorf("check %s: exit code %d, without %s\n%s%s", args, code, want, stdout, stderr)
		}
	}
	if code, stdout, _ := call(t, nil, strings.Split(clocks, "\n")[4], "check", "-"); code != exitPublished || !strings.Contains(stdout, "2025-07-03, ") {
		t.Errorf("check of a day: exit code %d\n%s", code, stdout)
	}
	if code, _, stderr := call(t, nil, clocks, "check", "-", "--time-zone", "Mars/Base"); code != exitUsage {
		t.Errorf("check: exit code %d: %s", code, stderr)
	}
	for _, args := range [][]string{{"--time-zone", "Mars/Base"}, {"--time-zone", "Local"}, {"--time-zones", "Bote=Berlin"}} {
		code, _, stderr := call(t, nil, clocks, append([]string{"run", "-", "--out", dir}, args...)...)
		if code != exitUsage || !strings.Contains(stderr, "is no zone of the IANA database") {
			t.Errorf("%v: exit code %d: %s", args, code, stderr)
		}
	}
}
