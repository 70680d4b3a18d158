package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"leitmotif/analysis/evaluate"
	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/sentiment/training"
	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/watchlist"
	"leitmotif/cmd/leitmotif/internal/inspection"
)

// toneSettings steer evaluate tone.
type toneSettings struct {
	split    string
	language string
	target   bool
	models   map[string]string
}

func evaluateToneCommand(s streams) *cobra.Command {
	set := toneSettings{}
	c := &cobra.Command{
		Use:   "tone CORPUS.jsonl[.gz]...",
		Short: "Compare tone with the labels of a corpus",
		Long: `tone scores every record of a corpus that has the label negative, neutral or positive
and compares. It prints macro-F1, accuracy, expected calibration error and Brier score,
the confusion matrix and the coverage, and beside them what calling everything the most
frequent class scores, and what the model of film reviews does that ships with
cdipaolo/sentiment.

With --target it measures the tone towards the target of each record: at target_from
and target_to where they are given (in characters), else the mean over all places that
name the target or its last word.

A record without a score counts as neutral with equal probabilities.`,
		Example: `  leitmotif evaluate tone newsmtsc.jsonl.gz --split test-rw --target`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage(errors.New("evaluate tone takes at least one corpus"))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			for _, path := range args {
				if err := set.measure(s.out, path); err != nil {
					return err
				}
			}
			return nil
		},
	}
	f := c.Flags()
	f.StringVar(&set.split, "split", "", "measure only records of this `split`")
	f.BoolVar(&set.target, "target", false, "measure the tone towards the target of each record")
	f.StringVar(&set.language, "language", "", "language `code` of records without one")
	f.StringToStringVar(&set.models, "model", nil, "tone model to use for a language, such as `nl=nl.tone`")
	return c
}

// measure scores a corpus and prints what it finds.
func (t toneSettings) measure(out io.Writer, path string) error {
	scored, films, tally, err := t.evaluate(path)
	if err != nil {
		return err
	}
	if err := scored.print(out); err != nil {
		return err
	}
	if _, err := fmt.Fprintln(out, tally.String()); err != nil {
		return err
	}
	return films.print(out)
}

// evaluate scores a corpus, with the models of a scorer and with that of the film reviews.
func (t toneSettings) evaluate(path string) (scored, films toneQuality, tally *toneTally, err error) {
	records, err := readRecords(path, t.split)
	if err != nil {
		return scored, films, nil, err
	}
	reviews, err := sentiment.NewFilmReviews()
	if err != nil {
		return scored, films, nil, err
	}
	scorer, err := sentiment.NewScorer(sentiment.Options{Models: t.models})
	if err != nil {
		return scored, films, nil, err
	}
	var truth, called, filmed []int
	var probabilities [][]float64
	tally = &toneTally{}
	for _, r := range records {
		x, ok := r.example()
		if !ok {
			continue
		}
		if r.Lang == "" {
			r.Lang = t.language
		}
		score, err := t.score(scorer, r, x)
		if err != nil {
			return scored, films, nil, fmt.Errorf("%s: %w", path, err)
		}
		label, p := tally.add(score)
		truth, called, probabilities = append(truth, x.Label), append(called, label), append(probabilities, p)
		text := strings.TrimSpace(r.Title + "\n\n" + r.Text)
		filmed = append(filmed, reviews.Call(text, tokenize.Append(nil, text)))
	}
	if len(truth) == 0 {
		return scored, films, nil, fmt.Errorf("%s: no record of split %q has one of the labels negative, neutral and positive", path, t.split)
	}
	scored = newToneQuality(t.title(path), truth, probabilities, called)
	films = newToneQuality("the model of film reviews inside cdipaolo/sentiment", truth, nil, filmed)
	return scored, films, tally, nil
}

func (t toneSettings) title(path string) string {
	out := path
	if t.split != "" {
		out += ", split " + t.split
	}
	if t.target {
		out += ", towards the target"
	}
	return out
}

// score gives the tone of a record, or towards its target.
func (t toneSettings) score(s *sentiment.Scorer, r toneRecord, x training.Example) (sentiment.Score, error) {
	tokens := tokenize.Append(nil, r.Text)
	if t.target && x.Start < x.End {
		m, ok := s.Target(r.Lang, r.Text, tokens, x.Start, x.End)
		if !ok {
			return sentiment.Score{Abstain: sentiment.UnsupportedLanguage}, nil
		}
		return sentiment.Score{Label: m.Label, Negative: m.Negative, Neutral: m.Neutral, Positive: m.Positive, Coverage: 1}, nil
	}
	if !t.target {
		return s.Article(r.Lang, r.Title, tokenize.Append(nil, r.Title), r.Text, tokens), nil
	}
	return t.towards(s, r, tokens)
}

// towards averages over the places that name the target of a record.
func (t toneSettings) towards(s *sentiment.Scorer, r toneRecord, tokens []tokenize.Token) (sentiment.Score, error) {
	words := strings.Fields(r.Target)
	if len(words) == 0 {
		return sentiment.Score{}, errors.New("a record has no target")
	}
	list := &watchlist.List{Targets: []watchlist.Target{{Name: r.Target, Aliases: words[len(words)-1:]}}}
	score := s.Watching(list).Article(r.Lang, r.Title, tokenize.Append(nil, r.Title), r.Text, tokens)
	return score.Towards(r.Target), nil
}

// toneTally counts what evaluate tone reports beside the measures.
type toneTally struct {
	records  int
	coverage float64
	abstain  map[string]int
}

// add enters a score and gives its class and probabilities.
func (t *toneTally) add(s sentiment.Score) (label int, p []float64) {
	t.records++
	t.coverage += s.Coverage
	if s.Abstain != "" {
		if t.abstain == nil {
			t.abstain = make(map[string]int)
		}
		t.abstain[s.Abstain]++
		return 1, []float64{1.0 / 3, 1.0 / 3, 1.0 / 3}
	}
	for i, name := range sentiment.Names {
		if s.Label == name {
			label = i
		}
	}
	return label, []float64{s.Negative, s.Neutral, s.Positive}
}

func (t *toneTally) String() string {
	scored := t.records
	for _, n := range t.abstain {
		scored -= n
	}
	return fmt.Sprintf("%d records, %d scored%s; coverage %.3f\n", t.records, scored, inspection.Listed(t.abstain), t.coverage/float64(max(1, t.records)))
}

// toneQuality is what is measured of one method.
type toneQuality struct {
	Name        string
	Classes     evaluate.Classes
	Calibrated  bool    // the method gives probabilities
	Calibration float64 // expected calibration error
	Brier       float64
}

func newToneQuality(name string, truth []int, probabilities [][]float64, called []int) toneQuality {
	q := toneQuality{Name: name, Classes: evaluate.CompareClasses(sentiment.Names, truth, called)}
	if probabilities != nil {
		q.Calibrated = true
		q.Calibration, q.Brier = evaluate.CalibrationError(truth, probabilities), evaluate.Brier(truth, probabilities)
	}
	return q
}

func (q toneQuality) print(out io.Writer) error {
	fmt.Fprintf(out, "%s\nmacro-F1 %.4f, accuracy %.4f (majority class: %.4f, %.4f)", q.Name,
		q.Classes.MacroF1, q.Classes.Accuracy, q.Classes.Majority.MacroF1, q.Classes.Majority.Accuracy)
	if q.Calibrated {
		fmt.Fprintf(out, ", calibration error %.4f, Brier score %.4f", q.Calibration, q.Brier)
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(w, "\ntrue \\ called\t")
	for _, name := range q.Classes.Names {
		fmt.Fprintf(w, "%s\t", name)
	}
	fmt.Fprintln(w)
	for i, row := range q.Classes.Confusion {
		fmt.Fprintf(w, "%s\t", q.Classes.Names[i])
		for _, n := range row {
			fmt.Fprintf(w, "%d\t", n)
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w)
	return w.Flush()
}
