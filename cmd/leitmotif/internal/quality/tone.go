// Package quality measures the tone models against what people have called the records of a
// corpus, beside simpler ways: labels go in, measures for people come out.
package quality

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"leitmotif/analysis/evaluate/vader"
	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/sentiment/training"
	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/watchlist"
	"leitmotif/cmd/leitmotif/internal/inspection"
	"leitmotif/cmd/leitmotif/internal/labelled"
)

// Help tells what Measure does.
const Help = `tone scores every record of a corpus that has the label negative, neutral or positive
and compares: the tone of each text as a whole, and, where records have a target, the
tone towards it. It prints macro-F1, accuracy, log loss, expected calibration error and
Brier score, what share of the records each class was called and is, the confusion
matrix, the coverage, and for every tenth of probability how often it came true. Beside
them stand what calling everything the most frequent class scores, VADER on English
records, and the model of film reviews that ships with cdipaolo/sentiment.

The target stands at target_from and target_to where they are given (in characters);
else the tone towards it is that of all places that name it or its last word. With
--target nothing else is measured.

--tone deep has the encoder score whole texts too, and --tone fast not even targets.

A record without a score counts as neutral with equal probabilities.`

// Settings steer Measure.
type Settings struct {
	Split    string // of the records that count; "" means all
	Language string // of records that name none
	Target   bool   // leave the tone of whole texts out
	Depth    sentiment.Depth
	Models   map[string]string // see sentiment.Options
}

// Measure scores a corpus and prints what it finds. Of records of a split for training that are
// measured with all others it warns.
func (t Settings) Measure(out, warnings io.Writer, path string) error {
	answers, err := t.Of(path)
	if err != nil {
		return err
	}
	if n := answers[0].trained; n > 0 {
		if _, err := fmt.Fprintf(warnings, "leitmotif: warning: %s: %d of the records are of split train, which a model may have learned from; --split leaves them out\n", path, n); err != nil {
			return err
		}
	}
	for i := range answers {
		if err := answers[i].print(out); err != nil {
			return err
		}
	}
	return nil
}

// Answer is what is measured of one question to a corpus.
type Answer struct {
	Tone  Tone  // by the models of a scorer
	Vader *Tone // by VADER; nil where records are not in English
	Films Tone  // by the model of film reviews
	tally tally

	trained int // of the records of the corpus, where all splits count
}

// Of scores a corpus: first the tone of whole texts, unless Target is set, then that towards
// targets, if records have any.
func (t Settings) Of(path string) ([]Answer, error) {
	records, err := labelled.Read(path, t.Split)
	if err != nil {
		return nil, err
	}
	title := path
	if t.Split != "" {
		title += ", split " + t.Split
	}
	var out []Answer
	for _, towards := range []bool{false, true} {
		if t.Target && !towards {
			continue
		}
		ways, err := t.ways(towards)
		if err != nil {
			return nil, err
		}
		a, err := t.answer(title, ways, records, towards)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if a.tally.records > 0 {
			out = append(out, a)
		}
	}
	if len(out) > 0 {
		for _, r := range records {
			if t.Split == "" && r.Split == "train" {
				out[0].trained++
			}
		}
		return out, nil
	}
	wanted := "one of the labels negative, neutral and positive"
	if t.Target {
		wanted += " and a target"
	}
	return nil, fmt.Errorf("%s: no record of split %q has %s", path, t.Split, wanted)
}

// ways are the ways of scoring that are measured beside each other.
type ways struct {
	scorer *sentiment.Scorer
	vader  *vader.Analyser
	films  *sentiment.FilmReviews
}

func (t Settings) ways(towards bool) (w ways, err error) {
	if w.films, err = sentiment.NewFilmReviews(); err != nil {
		return w, err
	}
	if w.vader, err = vader.New(); err != nil {
		return w, err
	}
	options := sentiment.Options{Models: t.Models, Depth: t.Depth}
	if towards {
		options.Watchlist = new(watchlist.List) // so that targets are scored as those of one
		if t.Depth == sentiment.Deep {
			options.Depth = sentiment.Auto // nobody asks for whole texts
		}
	}
	w.scorer, err = sentiment.NewScorer(options)
	return w, err
}

// answer asks a corpus for the tone of whole texts, or towards targets.
func (t Settings) answer(title string, w ways, records []labelled.Record, towards bool) (out Answer, err error) {
	var truth, called, counted, filmed []int
	var probabilities [][]float64
	english := true
	for _, r := range records {
		x, ok := r.Example()
		if !ok || towards && r.Target == "" && x.Start >= x.End {
			continue
		}
		if r.Lang == "" {
			r.Lang = t.Language
		}
		english = english && r.Lang == "en"
		score, err := score(w.scorer, r, x, towards)
		if err != nil {
			return out, fmt.Errorf("line %d: %w", r.Line, err)
		}
		label, p := out.tally.add(score)
		truth, called, probabilities = append(truth, x.Label), append(called, label), append(probabilities, p)
		text := strings.TrimSpace(r.Title + "\n\n" + r.Text)
		counted = append(counted, callOf(w.vader.Compound(text)))
		filmed = append(filmed, w.films.Call(text, tokenize.Append(nil, text)))
	}
	if title += ": tone of the text"; towards {
		title = strings.TrimSuffix(title, "of the text") + "towards the target"
	}
	out.Tone = New(title, truth, probabilities, called)
	out.Films = New("the model of film reviews inside cdipaolo/sentiment", truth, nil, filmed)
	if english {
		v := New("VADER (Hutto and Gilbert 2014), of the text", truth, nil, counted)
		out.Vader = &v
	}
	return out, nil
}

// callOf gives the class that VADER calls a text of a score.
func callOf(compound float64) int {
	switch {
	case compound >= vader.Threshold:
		return sentiment.ClassPositive
	case compound <= -vader.Threshold:
		return sentiment.ClassNegative
	}
	return sentiment.ClassNeutral
}

// score gives the tone of a record, or towards its target.
func score(s *sentiment.Scorer, r labelled.Record, x training.Example, towards bool) (sentiment.Score, error) {
	tokens := tokenize.Append(nil, r.Text)
	switch {
	case !towards:
		return s.Article(r.Lang, r.Title, tokenize.Append(nil, r.Title), r.Text, tokens), nil
	case x.Start >= x.End:
		return byName(s, r, tokens)
	}
	m, ok := s.Target(r.Lang, r.Text, tokens, x.Start, x.End)
	if !ok {
		return sentiment.Score{Abstain: sentiment.UnsupportedLanguage}, nil
	}
	return sentiment.Score{Label: m.Label, Negative: m.Negative, Neutral: m.Neutral, Positive: m.Positive, Coverage: 1}, nil
}

// byName gives the tone over the places that name the target of a record.
func byName(s *sentiment.Scorer, r labelled.Record, tokens []tokenize.Token) (sentiment.Score, error) {
	words := strings.Fields(r.Target)
	if len(words) == 0 {
		return sentiment.Score{}, errors.New("its target is blank")
	}
	list := &watchlist.List{Targets: []watchlist.Target{{Name: r.Target, Aliases: words[len(words)-1:]}}}
	score := s.Watching(list).Article(r.Lang, r.Title, tokenize.Append(nil, r.Title), r.Text, tokens)
	return score.Towards(r.Target), nil
}

// tally counts what is reported beside the measures.
type tally struct {
	records  int
	coverage float64
	abstain  map[string]int
}

// add enters a score and gives its class and probabilities.
func (t *tally) add(s sentiment.Score) (label int, p []float64) {
	t.records++
	t.coverage += s.Coverage
	if s.Abstain != "" {
		if t.abstain == nil {
			t.abstain = make(map[string]int)
		}
		t.abstain[s.Abstain]++
		return sentiment.ClassNeutral, []float64{1.0 / 3, 1.0 / 3, 1.0 / 3}
	}
	for i, name := range sentiment.Names {
		if s.Label == name {
			label = i
		}
	}
	return label, []float64{s.Negative, s.Neutral, s.Positive}
}

func (t *tally) String() string {
	scored := t.records
	for _, n := range t.abstain {
		scored -= n
	}
	return fmt.Sprintf("%d records, %d scored%s; coverage %.3f\n", t.records, scored, inspection.Listed(t.abstain), t.coverage/float64(max(1, t.records)))
}
