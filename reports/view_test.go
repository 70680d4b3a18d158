package reports

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"leitmotif/analysis"
	"leitmotif/reports/page"
	"leitmotif/reports/table"
	"leitmotif/reports/view"
)

// viewOf is the view of an English page.
func viewOf(res *analysis.Result) *page.View {
	v, err := view.New(context.Background(), table.New(res), &manifestOf(res).Facts)
	if err != nil {
		panic(err) // only the end of the context is an error
	}
	return v
}

// TestView compares every figure of the page with testdata/view.json, which was made
// from the fixture by -update and read through. Numbers may differ in the last bits,
// since processors differ in how they fuse multiplications and additions.
func TestView(t *testing.T) {
	res := fixture(45)
	checkView(t, viewOf(res), "view.json")
}

// checkView compares a view with a file of testdata, which -update writes.
func checkView(t *testing.T, v *page.View, name string) {
	t.Helper()
	raw, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, append(raw, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var got, want any
	if err := errors.Join(json.Unmarshal(raw, &got), json.Unmarshal(read(t, path), &want)); err != nil {
		t.Fatal(err)
	}
	if at := difference(got, want, "View"); at != "" {
		t.Errorf("the view differs from %s: %s", path, at)
	}
}

// difference says where two decoded JSON values differ, or nothing.
func difference(got, want any, at string) string {
	switch want := want.(type) {
	case map[string]any:
		fields, _ := got.(map[string]any)
		if g, w := slices.Sorted(maps.Keys(fields)), slices.Sorted(maps.Keys(want)); !slices.Equal(g, w) {
			return fmt.Sprintf("%s has the fields %q, want %q", at, g, w)
		}
		for _, name := range slices.Sorted(maps.Keys(want)) {
			if d := difference(fields[name], want[name], at+"."+name); d != "" {
				return d
			}
		}
	case []any:
		list, _ := got.([]any)
		if len(list) != len(want) {
			return fmt.Sprintf("%s has %d elements, want %d", at, len(list), len(want))
		}
		for i := range want {
			if d := difference(list[i], want[i], fmt.Sprintf("%s[%d]", at, i)); d != "" {
				return d
			}
		}
	case float64:
		if v, ok := got.(float64); !ok || math.Abs(v-want) > 1e-9 {
			return fmt.Sprintf("%s is %v, want %v", at, got, want)
		}
	default:
		if got != want {
			return fmt.Sprintf("%s is %v, want %v", at, got, want)
		}
	}
	return ""
}

// TestFindings holds the fixture to what was planted in it: offshore wind is the subject of one
// outlet, the flood sounds worst and the film festival best.
func TestFindings(t *testing.T) {
	res := fixture(312)
	v := viewOf(res)
	var kinds []string
	for _, f := range v.Findings {
		kinds = append(kinds, f.Kind)
		switch f.Kind {
		case page.ToneRange:
			if f.Topic.Label != "Hochwasser und Deiche" || f.Other.Label != "Filmfestspiele" {
				t.Errorf("tone: %+v", f)
			}
		case page.Focus:
			if f.Outlet != "Harbour Gazette" || f.Topic.Label != "Offshore wind" {
				t.Errorf("focus: %+v", f)
			}
		}
	}
	if got, want := strings.Join(kinds, " "), "largest burst tone_range focus data"; got != want {
		t.Errorf("findings %s, want %s", got, want)
	}
}

// TestFindingsOverTime: of twice as many articles it is plain that offshore wind rises, also in the
// outlets that write less of it, and that the strikes end.
func TestFindingsOverTime(t *testing.T) {
	v := viewOf(fixture(600))
	found := make(map[string]page.Finding)
	for _, f := range v.Findings {
		found[f.Kind] = f
	}
	if f := found[page.Rising]; f.Topic.Label != "Offshore wind" || f.Share < 1.5*f.Before || !f.Within || f.Turn.Weekday() != time.Monday {
		t.Errorf("rising: %+v", f)
	}
	if f := found[page.Falling]; f.Topic.Label != "Rail strikes" || f.Before < 1.5*f.Share {
		t.Errorf("falling: %+v", f)
	}
}

// TestViewOfOlderRun: the page of a run before the rule of tone says so, shows no tone of anything
// larger than an article or a name, and prints no query that its tables cannot answer.
func TestViewOfOlderRun(t *testing.T) {
	res := fixture(300)
	m := manifestOf(res)
	m.SchemaVersion = "1.7"
	v, err := view.New(context.Background(), table.New(res), &m.Facts)
	if err != nil {
		t.Fatal(err)
	}
	if v.Tone != nil || !v.OlderTone || len(v.Queries.Tone)+len(v.Queries.ToneTime) > 0 {
		t.Error("the tone of an older run is shown, or nothing is said of it")
	}
	queries := slices.Concat(v.Queries.Key, v.Queries.Findings, v.Queries.Map, v.Queries.Watch, v.Queries.List, v.Queries.Method)
	for _, topic := range v.Topics {
		if topic.Tone.Scored() > 0 || topic.Mean != (page.Mean{}) {
			t.Errorf("topic %d has the tone %+v, %+v", topic.ID, topic.Tone, topic.Mean)
		}
		queries = append(queries, topic.Queries...)
	}
	for _, sql := range queries {
		if strings.Contains(sql, "sentences_") || strings.Contains(sql, "targets.parquet") {
			t.Errorf("a run of version 1.7 cannot answer: %s", sql)
		}
	}
	var b strings.Builder
	if err := page.Render(&b, v); err != nil || !strings.Contains(b.String(), "made by an earlier version") {
		t.Errorf("the page does not say that the run is older: %v", err)
	}
}

// TestQueriesHoldNoTextOfTheCorpus looks for the names of the fixture in the queries.
func TestQueriesHoldNoTextOfTheCorpus(t *testing.T) {
	res := fixture(300)
	v := viewOf(res)
	var all []string
	q := v.Queries
	for _, list := range [][]string{q.Key, q.Findings, q.Map, q.Heat, q.Outlets, q.Tone, q.ToneTime, q.Watch, q.Stories, q.Coverage, q.List, q.Data, q.Method, v.Topics[0].Queries} {
		if len(list) == 0 {
			t.Error("a part of the page has no query")
		}
		all = append(all, list...)
	}
	names := []string{"Kaiwerk", "Inga"}
	for _, c := range v.Coverage.Outlets {
		names = append(names, c.Name)
	}
	for _, sql := range all {
		if !strings.HasSuffix(sql, ";") || !strings.Contains(sql, ".parquet'") && !strings.Contains(sql, "'manifest.json'") {
			t.Errorf("no query of a file: %s", sql)
		}
		for _, name := range names {
			if strings.Contains(sql, name) {
				t.Errorf("a query names %s: %s", name, sql)
			}
		}
	}
	empty := viewOf(&analysis.Result{}).Queries
	if empty.Key != nil || empty.List != nil || empty.Watch != nil || len(empty.Data) != 1 {
		t.Errorf("queries of an empty run: %+v", empty)
	}
}
