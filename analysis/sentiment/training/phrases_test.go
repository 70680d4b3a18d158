package training

import (
	"slices"
	"strings"
	"testing"

	"leitmotif/analysis/sentiment"
)

func TestPhrases(t *testing.T) {
	got, err := parsePhrases(strings.NewReader("# a comment\nwho = Ann | Bo\nend = wins | waits\npositive 3: [{who}] {end} here\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"Ann wins here", "Bo waits here", "Ann waits here"}
	for i, x := range got {
		if x.Text != want[i] || x.Text[x.Start:x.End] != strings.Fields(want[i])[0] || x.Probabilities[sentiment.ClassPositive] != 1-phraseDoubt {
			t.Errorf("%+v, want %q", x, want[i])
		}
	}
	for _, bad := range []string{"positive 1: {who}", "positive: all", "glad 1: all", "positive 1: {who", "nothing"} {
		if _, err := parsePhrases(strings.NewReader(bad)); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}

// TestGrammars: the grammars are read, their classes are alike in number, and where a phrase
// has a target that stands in it.
func TestGrammars(t *testing.T) {
	for _, language := range []string{"de", "en"} {
		list, err := phrases(language, 1)
		if err != nil {
			t.Fatal(err)
		}
		var count [sentiment.Classes]int
		for _, x := range list {
			count[slices.Index(x.Probabilities[:], 1-phraseDoubt)]++
			if x.Start > x.End || x.End > len(x.Text) || strings.ContainsAny(x.Text, "{}[]|") {
				t.Errorf("%s: %+v", language, x)
			}
		}
		for k, n := range count {
			if 4*n < len(list) {
				t.Errorf("%s: %d of %d are %s", language, n, len(list), sentiment.Names[k])
			}
		}
	}
	if list, err := phrases("nl", 1); err != nil || list != nil {
		t.Errorf("a language without a grammar: %d phrases, %v", len(list), err)
	}
}

func TestParseTaught(t *testing.T) {
	got, err := ParseTaught([]byte(`{"text": "Für Ann war es gut", "start": 4, "end": 7, "p": [0.1, 0.2, 0.7]}`))
	if err != nil || got.Text[got.Start:got.End] != "Ann" || !got.Towards || got.Probabilities[sentiment.ClassPositive] != 0.7 {
		t.Errorf("%+v, %v", got, err)
	}
	for _, bad := range []string{
		"no", `{"text": "a", "p": [1, 0]}`, `{"text": "a", "p": [0.5, 0, 0]}`, `{"text": "a", "p": [1.5, -0.5, 0]}`,
		`{"text": "a", "p": [0, 1, 0], "start": 3, "end": 5}`,
		`{"text": "Ann won", "p": [0, 1, 0], "start": 3, "end": 99}`, `{"text": "Ann won", "p": [0, 1, 0], "start": 5, "end": 2}`,
		`{"text": "Ann won", "p": [0, 1, 0], "start": -5, "end": 2}`, `{"text": "", "p": [0, 1, 0]}`,
	} {
		if _, err := ParseTaught([]byte(bad)); err == nil {
			t.Errorf("%s: no error", bad)
		}
	}
}

// TestIsName: in English few in lower case make a name, in German capitals beside it.
func TestIsName(t *testing.T) {
	for _, test := range []struct {
		language string
		count    caseCount
		want     bool
	}{
		{"en", caseCount{}, false}, {"en", caseCount{capital: 1}, true}, {"en", caseCount{lower: 1, capital: 8}, false},
		{"en", caseCount{lower: 1, capital: 9}, true}, {"de", caseCount{capital: 9}, false}, {"de", caseCount{capital: 4, beside: 2}, true},
		{"de", caseCount{capital: 2, beside: 2}, false},
	} {
		if got := test.count.isName(test.language); got != test.want {
			t.Errorf("%s %+v: %v", test.language, test.count, got)
		}
	}
}

func FuzzParseTaught(f *testing.F) {
	f.Add([]byte(`{"text": "Für Ann war es gut", "start": 4, "end": 7, "p": [0.1, 0.2, 0.7]}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		x, err := ParseTaught(line)
		if err == nil && (x.Towards != (x.Start < x.End) || x.Start < 0 || x.End > len(x.Text)) {
			t.Errorf("%+v", x)
		}
	})
}
