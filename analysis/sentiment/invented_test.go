package sentiment

import (
	"os"
	"slices"
	"strings"
	"testing"

	"leitmotif/analysis/evaluate"
)

// TestInventedSentences holds the embedded models to what they score on short sentences of
// markets, of general news and of plain prose: bland words and names must not have a tone,
// turns for the better and for the worse must have theirs. One half was looked at while the
// models were made, the other measured once at the end.
func TestInventedSentences(t *testing.T) {
	s, err := NewScorer(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		language, half string
		least          float64
	}{
		{"en", "invented", 0.8}, {"en", "unseen", 0.7}, {"de", "invented", 0.7}, {"de", "unseen", 0.6},
	} {
		raw, err := os.ReadFile("testdata/" + test.half + "." + test.language + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		var truth, called []int
		for line := range strings.Lines(string(raw)) {
			label, text, _ := strings.Cut(strings.TrimSpace(line), " ")
			if label == "#" {
				continue
			}
			got := scoreText(s, test.language, "", text)
			truth, called = append(truth, slices.Index(Names, label)), append(called, slices.Index(Names, got.Label))
			if got.Label != label {
				t.Logf("%s, not %s: %s", got.Label, label, text)
			}
		}
		if f := evaluate.CompareClasses(Names, truth, called).MacroF1; f < test.least {
			t.Errorf("%s, %s: macro-F1 %.3f, want at least %.2f", test.language, test.half, f, test.least)
		}
	}
}
