package gate

import (
	"math"
	"slices"
	"strings"
	"testing"

	"leitmotif/analysis"
	"leitmotif/analysis/result"
	"leitmotif/analysis/sentiment"
	"leitmotif/corpus"
)

func ptr(v float64) *float64 { return &v }

// usual is a run as it should be.
func usual() Measures {
	return Measures{
		Articles: 100, Rejects: 0.02, Duplicates: 0.1, Boilerplate: 0.05, Coherence: ptr(0.3), UnknownWords: ptr(0.08),
		Languages: map[string]float64{"de": 0.6, "en": 0.4},
	}
}

func TestMeasure(t *testing.T) {
	known := func(coverage float64) result.Tone { return result.Tone{Coverage: coverage} }
	got := Measure(&analysis.Result{
		Articles: []result.Article{
			{Language: "de", BoilerplateShare: 0.1, Words: 300, Tone: known(0.9)},
			{Language: "de", BoilerplateShare: 0.3, Words: 100, Tone: known(0.5)},
			{Language: "fr", Words: 1000, Tone: result.Tone{Abstain: sentiment.UnsupportedLanguage}},
			{Language: "de", Words: 2, Tone: result.Tone{Abstain: sentiment.TooShort}},
			{Words: 10},
		},
		Topics:  []result.Topic{{NPMI: 0.5}, {NPMI: 0.2}, {NPMI: -0.1}},
		Rejects: []corpus.Reject{{Reason: corpus.Unreadable}, {Reason: corpus.Malformed}, {Reason: corpus.Empty}},
		Counts:  result.Counts{Records: 9, Rejected: 3, Empty: 1, Articles: 5, Duplicates: 1},
		Tone:    result.ToneInfo{Models: []result.ToneModel{{Language: "de"}, {Language: "en"}}},
	})
	near := func(name string, got, want float64) {
		if math.Abs(got-want) > 1e-12 {
			t.Errorf("%s is %g, want %g", name, got, want)
		}
	}
	near("articles", float64(got.Articles), 5)
	near("unreadable", float64(got.Unreadable), 1)
	near("rejects", got.Rejects, 0.25)                 // 2 of 8, the empty input left out
	near("duplicates", got.Duplicates, 0.2)            // 1 of 5
	near("boilerplate", got.Boilerplate, 0.08)         // (0.1 + 0.3) / 5
	near("coherence", *got.Coherence, 0.2)             // (0.5 + 0.2 - 0.1) / 3
	near("unknown words", *got.UnknownWords, 80./400.) // 300 x 0.1 + 100 x 0.5 of 400; French and too short ones are not read
	near("German", got.Languages["de"], 0.6)
	near("French", got.Languages["fr"], 0.2)
	near("undetermined", got.Languages["und"], 0.2)
	if none := Measure(&analysis.Result{Articles: []result.Article{{Words: 9}}}); none.Coherence != nil || none.UnknownWords != nil {
		t.Errorf("measures without topics and models: %+v", none)
	}
}

// Every absolute gate lets its own limit through and stops what lies beyond it.
func TestLimits(t *testing.T) {
	for _, test := range []struct {
		gate, at, beyond string // settings of the gate for the usual run
		want             string
	}{
		{"articles-min", "100", "101", "articles-min: 100 < 101"},
		{"articles-max", "100", "99", "articles-max: 100 > 99"},
		{"unreadable-min", "0", "1", "unreadable-min: 0 < 1"},
		{"unreadable-max", "0", "", ""},
		{"rejects-min", "0.02", "0.03", "rejects-min: 0.02 < 0.03"},
		{"rejects-max", "0.02", "0.01", "rejects-max: 0.02 > 0.01"},
		{"duplicates-min", "0.1", "0.2", "duplicates-min: 0.1 < 0.2"},
		{"duplicates-max", "0.1", "0.05", "duplicates-max: 0.1 > 0.05"},
		{"boilerplate-min", "0.05", "0.06", "boilerplate-min: 0.05 < 0.06"},
		{"boilerplate-max", "0.05", "0", "boilerplate-max: 0.05 > 0"},
		{"coherence-min", "0.3", "0.31", "coherence-min: 0.3 < 0.31"},
		{"coherence-max", "0.3", "-0.1", "coherence-max: 0.3 > -0.1"},
		{"unknown-words-min", "0.08", "1", "unknown-words-min: 0.08 < 1"},
		{"unknown-words-max", "0.08", "0.07", "unknown-words-max: 0.08 > 0.07"},
		{"language-de-min", "0.6", "0.7", "language-de-min: 0.6 < 0.7"},
		{"language-en-max", "0.4", "0.3", "language-en-max: 0.4 > 0.3"},
		{"language-fr-min", "0", "0.1", "language-fr-min: 0 < 0.1"}, // no article is French
		{"language-und-max", "0", "", ""},
	} {
		for _, setting := range []string{test.at, test.beyond} {
			if setting == "" {
				continue
			}
			g, err := Parse(map[string]string{test.gate: setting})
			if err != nil {
				t.Fatal(err)
			}
			breaches := g.Check(usual(), nil)
			if passes := len(breaches) == 0; passes != (setting == test.at) {
				t.Errorf("%s=%s: %v", test.gate, setting, breaches)
			}
			if len(breaches) == 1 && breaches[0].String() != test.want {
				t.Errorf("%s=%s says %q, want %q", test.gate, setting, breaches[0], test.want)
			}
		}
	}
}

// A run without a value keeps no limit on it.
func TestLimitWithoutValue(t *testing.T) {
	g, err := Parse(map[string]string{"coherence-min": "-1", "unknown-words-max": "1"})
	if err != nil {
		t.Fatal(err)
	}
	got := g.Check(Measures{Articles: 3}, nil)
	if len(got) != 2 || got[0].String() != "coherence-min: none < -1" || got[1].String() != "unknown-words-max: none > 1" {
		t.Errorf("breaches %v", got)
	}
}

func TestParse(t *testing.T) {
	if g, err := Parse(nil); err != nil || g.History != 0 || len(g.Check(Measures{}, nil)) != 0 {
		t.Errorf("no settings: %+v, %v", g, err)
	}
	_, err := Parse(map[string]string{
		"article-min": "1", "articles": "1", "articles-min": "-1", "rejects-max": "20", "coherence-min": "high", "coherence-max": "NaN",
		"history": "0", "language-German-min": "0.5", "duplicates-min": "0.5", "duplicates-max": "0.4",
	})
	if err == nil {
		t.Fatal("no fault found")
	}
	for _, fault := range []string{
		"gate article-min: no such gate; there are articles-min, articles-max, unreadable-min", "gate articles: no such gate", "gate articles-min: must lie in 0..", "gate rejects-max: must lie in 0..1, not 20",
		`gate coherence-min: "high" is no number`, `gate coherence-max: "NaN" is no number`, "gate history: the factor", "gate language-German-min: no such gate",
		"gate duplicates-min (0.5) is above duplicates-max (0.4)",
	} {
		if !strings.Contains(err.Error(), fault) {
			t.Errorf("%q is not among the faults:\n%v", fault, err)
		}
	}
}

// ten are earlier runs: 91, 93, ... 109 articles, the median of which is 100 with a MAD of
// 5 (deviations 1, 1, 3, 3, 5, 5, ... 9), and all else as usual.
func ten() []Measures {
	var runs []Measures
	for i := range 10 {
		m := usual()
		m.Articles = 91 + 2*i
		runs = append(runs, m)
	}
	return runs
}

func TestHistory(t *testing.T) {
	g := Gates{History: 6}
	change := func(edit func(m *Measures)) Measures {
		m := usual()
		edit(&m)
		return m
	}
	for name, test := range map[string]struct {
		run  Measures
		want string
	}{
		// 100 ± 6 x 5.
		"as usual":           {usual(), ""},
		"within the band":    {change(func(m *Measures) { m.Articles = 70 }), ""},
		"few articles":       {change(func(m *Measures) { m.Articles = 69 }), "history-articles: 69 < 70 (median of 10 runs: 100)"},
		"many articles":      {change(func(m *Measures) { m.Articles = 131 }), "history-articles: 131 > 130 (median of 10 runs: 100)"},
		"more rejects":       {change(func(m *Measures) { m.Rejects = 0.06 }), "history-rejects: 0.06 > 0.05 (median of 10 runs: 0.02)"}, // MAD 0, floor 0.005
		"a few rejects":      {change(func(m *Measures) { m.Rejects = 0.045 }), ""},
		"no rejects":         {change(func(m *Measures) { m.Rejects = 0 }), ""}, // fewer are no reason
		"many copies":        {change(func(m *Measures) { m.Duplicates = 0.14 }), "history-duplicates: 0.14 > 0.13 (median of 10 runs: 0.1)"},
		"an unreadable file": {change(func(m *Measures) { m.Unreadable = 20 }), ""}, // has no band
		"few copies":         {change(func(m *Measures) { m.Duplicates = 0.06 }), "history-duplicates: 0.06 < 0.07 (median of 10 runs: 0.1)"},
		"more boilerplate":   {change(func(m *Measures) { m.Boilerplate = 0.09 }), "history-boilerplate: 0.09 > 0.08 (median of 10 runs: 0.05)"},
		"less boilerplate":   {change(func(m *Measures) { m.Boilerplate = 0.01 }), "history-boilerplate: 0.01 < 0.02 (median of 10 runs: 0.05)"},
		"less coherence":     {change(func(m *Measures) { m.Coherence = ptr(0.2) }), "history-coherence: 0.2 < 0.24 (median of 10 runs: 0.3)"},
		"more coherence":     {change(func(m *Measures) { m.Coherence = ptr(0.9) }), ""},
		"no topics":          {change(func(m *Measures) { m.Coherence = nil }), "history-coherence: none < 0.24 (median of 10 runs: 0.3)"},
		"other words":        {change(func(m *Measures) { m.UnknownWords = ptr(0.12) }), "history-unknown-words: 0.12 > 0.11 (median of 10 runs: 0.08)"},
		"no other words":     {change(func(m *Measures) { m.UnknownWords = ptr(0.01) }), ""},
		"another language":   {change(func(m *Measures) { m.Languages = map[string]float64{"de": 0.5, "en": 0.4, "fr": 0.1} }), "history-languages: 0.1 > 0.06 (median of 10 runs: 0)"},
		"nearly the same":    {change(func(m *Measures) { m.Languages = map[string]float64{"de": 0.55, "en": 0.45} }), ""},
		"a language is off":  {change(func(m *Measures) { m.Languages = map[string]float64{"de": 1} }), "history-languages: 0.4 > 0.06 (median of 10 runs: 0)"},
	} {
		got := g.Check(test.run, ten())
		switch {
		case test.want == "" && len(got) > 0, test.want != "" && (len(got) != 1 || got[0].String() != test.want):
			t.Errorf("%s: %v, want %q", name, got, test.want)
		}
	}
	odd := change(func(m *Measures) { m.Articles = 1 })
	if got := g.Check(odd, ten()[:MinRuns-1]); len(got) != 0 {
		t.Errorf("a band of %d runs: %v", MinRuns-1, got)
	}
	if got := g.Check(odd, ten()[:MinRuns]); len(got) != 1 {
		t.Errorf("a band of %d runs: %v", MinRuns, got)
	}
	if got := (Gates{}).Check(odd, ten()); len(got) != 0 {
		t.Errorf("history that nobody asked for: %v", got)
	}
}

// One wild run among the earlier ones hardly moves the band, where mean and standard
// deviation would have made it useless: here (10 x 100 + 5000) / 11 = 545 with 1,478.
func TestHistoryBearsAnOutlier(t *testing.T) {
	wild := usual()
	wild.Articles = 5000
	few := usual()
	few.Articles = 60
	got := Gates{History: 6}.Check(few, append(ten(), wild))
	// Median 101 (the sixth of 91, 93, ..., 109, 5000), deviations 0, 2, 2, 4, 4, 6: MAD 6.
	if len(got) != 1 || got[0].String() != "history-articles: 60 < 65 (median of 11 runs: 101)" {
		t.Errorf("breaches %v", got)
	}
}

func TestMedianAndDistance(t *testing.T) {
	for _, test := range []struct {
		values []float64
		want   float64
	}{{[]float64{3}, 3}, {[]float64{3, 1}, 2}, {[]float64{9, 1, 2}, 2}, {[]float64{4, 1, 3, 2}, 2.5}} {
		before := slices.Clone(test.values)
		if got := median(test.values); got != test.want || !slices.Equal(before, test.values) {
			t.Errorf("the median of %v is %g, want %g", before, got, test.want)
		}
	}
	a, b := map[string]float64{"de": 0.6, "en": 0.4}, map[string]float64{"de": 0.5, "fr": 0.5}
	for _, test := range []struct {
		a, b map[string]float64
		want float64
	}{{a, a, 0}, {a, b, 0.5}, {b, a, 0.5}, {a, map[string]float64{"fr": 1}, 1}} { // (0.1 + 0.4 + 0.5) / 2
		if got := distance(test.a, test.b); math.Abs(got-test.want) > 1e-12 {
			t.Errorf("%v and %v are %g apart, want %g", test.a, test.b, got, test.want)
		}
	}
}
