package quality_test

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leitmotif/analysis/sentiment"
	"leitmotif/cmd/leitmotif/internal/quality"
)

const corpus = `{"lang":"en","label":"negative","split":"a","target":"Kaiwerk","target_from":19,"target_to":26,"text":"Dockers attack the Kaiwerk board as corrupt and dishonest."}
{"lang":"en","label":"neutral","split":"a","text":"The ferry to the island runs on Monday and on Thursday."}
{"lang":"en","label":"positive","split":"a","target":"Inga Petersen","text":"Critics praise the wonderful and generous Inga Petersen."}
{"lang":"en","label":"unknown","split":"a","target":"Inga Petersen","text":"No label of ours."}
{"lang":"de","label":"negative","split":"b","target":"Kaiwerk","text":"Der Vorstand der Kaiwerk AG hat versagt."}
{"lang":"en","label":"neutral","split":"c","target":" ","text":"A target without a name."}
`

func write(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "corpus.jsonl")
	if err := os.WriteFile(path, []byte(corpus), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// One call answers for whole texts and for targets, the latter over the records that have one,
// by place or by name.
func TestMeasure(t *testing.T) {
	path := write(t)
	var out strings.Builder
	if err := (quality.Settings{Split: "a"}).Measure(&out, &out, path); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		"split a: tone of the text\nmacro-F1 1.0000, accuracy 1.0000 (majority class: 0.1667, 0.3333), log loss ",
		"split a: tone towards the target\nmacro-F1 0.6667, accuracy 1.0000 (majority class: 0.2222, 0.5000), log loss ",
		"3 records, 3 scored; coverage ", "2 records, 2 scored; coverage 1.000",
		"VADER (Hutto and Gilbert 2014), of the text\nmacro-F1 1.0000, accuracy 1.0000",
		"share called     0.333    0.333     0.333",
	} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("%q is not in\n%s", part, out.String())
		}
	}
}

func TestVaderIsEnglish(t *testing.T) {
	path := write(t)
	for split, vader := range map[string]bool{"a": true, "b": false} {
		answers, err := quality.Settings{Split: split}.Of(path)
		if err != nil || len(answers) != 2 || (answers[0].Vader != nil) != vader {
			t.Errorf("split %s: %+v, %v", split, answers, err)
		}
	}
}

func TestFaults(t *testing.T) {
	path := write(t)
	for split, want := range map[string]string{"none": `no record of split "none" has one of the labels`, "c": "line 6: its target is blank"} {
		if _, err := (quality.Settings{Split: split}).Of(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("split %s: %v, want %q", split, err, want)
		}
	}
}

// Bars end where shares do, on a scale of fifty, and the mark stands at the mean.
func TestPrintReliability(t *testing.T) {
	q := quality.New("dice", []int{0, 1}, [][]float64{{0.3, 0.4, 0.3}, {0.3, 0.4, 0.3}}, []int{sentiment.ClassNeutral, sentiment.ClassNeutral})
	var out strings.Builder
	if err := q.Print(&out); err != nil {
		t.Fatal(err)
	}
	// Four of .3, of which one came true; two of .4, of which one did.
	for _, line := range []string{
		"  .3 to 0.4       4  0.300 0.250  =============  |\n",
		"  .4 to 0.5       2  0.400 0.500  ====================|====\n",
		"  .9 to 1.0       0  \n",
	} {
		if !strings.Contains(out.String(), line) {
			t.Errorf("%q is not in\n%s", line, out.String())
		}
	}
	if want := -(math.Log(0.3) + math.Log(0.4)) / 2; math.Abs(q.LogLoss-want) > 1e-15 {
		t.Errorf("log loss %g, want %g", q.LogLoss, want)
	}
}

// Records for training that are measured with all others are warned of; none where a split is named.
func TestWarnsOfTraining(t *testing.T) {
	path := filepath.Join(t.TempDir(), "labelled.jsonl")
	lines := `{"text": "Ann won a wonderful prize.", "label": "positive", "split": "train", "lang": "en"}` + "\n" +
		`{"text": "The firm lied shamefully.", "label": "negative", "split": "test", "lang": "en"}` + "\n"
	if err := os.WriteFile(path, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	for split, want := range map[string]bool{"": true, "test": false, "train": false} {
		var out, warnings strings.Builder
		if err := (quality.Settings{Split: split}).Measure(&out, &warnings, path); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(warnings.String(), "1 of the records are of split train") != want {
			t.Errorf("split %q: %q", split, warnings.String())
		}
	}
}
