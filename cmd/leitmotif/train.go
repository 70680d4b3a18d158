package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"leitmotif/analysis/sentiment/training"
	"leitmotif/cmd/leitmotif/internal/fault"
	"leitmotif/cmd/leitmotif/internal/labelled"
	"leitmotif/cmd/leitmotif/internal/quality"
)

func trainCommand(s streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "train",
		Short: "Make a tone model",
		Args:  fault.Subcommand,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(trainToneCommand(s))
	return c
}

// trainSettings steer train tone.
type trainSettings struct {
	language, data, labelled, lexicon, teacher, out string
	texts                                           []string
	crossValidate                                   bool
	workers                                         int
}

func trainToneCommand(s streams) *cobra.Command {
	set := trainSettings{}
	c := &cobra.Command{
		Use:   "tone --language CODE --out FILE",
		Short: "Make a tone model from labelled sentences",
		Long: `tone makes a model of the tone of news and writes it to a file, which the setting
"tone-model" of a run names. The same input gives the same bytes.

The models for en and de inside the program are made from a directory of corpora
(--data; see the model cards). For any other language, or for sentences of your own,
name a file of JSON Lines (--labelled) with the fields

  text    a sentence
  label   negative, neutral or positive
  target_from, target_to   where the target stands, in characters; may be absent

and, where there are any, files of unlabelled news with the field text (--texts), from
which it learns which words are used alike, and a lexicon (--lexicon): lines of a value
and its words, negative values for bad words. Sentences that another model has judged
(--teacher) are JSON Lines with the fields text, p (the probabilities of negative,
neutral and positive) and, where they are those of the tone towards a target, start and
end, in characters.`,
		Example: `  leitmotif train tone --language en --data ../shared/data --out en.tone
  leitmotif train tone --language de --data ../shared/data --cross-validate
  leitmotif train tone --language nl --labelled zinnen.jsonl --texts nieuws.jsonl.gz --out nl.tone`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := set.check(); err != nil {
				return usage(err)
			}
			return trainTone(c.Context(), s, set)
		},
	}
	f := c.Flags()
	f.StringVar(&set.language, "language", "", "language `code` (ISO 639-1)")
	f.StringVar(&set.data, "data", "", "`directory` of the corpora of the shipped models")
	f.StringVar(&set.labelled, "labelled", "", "`file` of labelled sentences")
	f.StringSliceVar(&set.texts, "texts", nil, "`files` of unlabelled texts")
	f.StringVar(&set.lexicon, "lexicon", "", "`file` of values and words")
	f.StringVar(&set.teacher, "teacher", "", "`file` of sentences with the probabilities that another model gave them")
	f.StringVarP(&set.out, "out", "o", "", "model `file` to write")
	f.BoolVar(&set.crossValidate, "cross-validate", false, "measure by five-fold cross-validation in place of writing a model")
	f.IntVar(&set.workers, "workers", 0, "`number` of threads, 0 for one per processor")
	return c
}

func (t trainSettings) check() error {
	var faults []error
	if len(t.language) < 2 {
		faults = append(faults, errors.New("--language must be given"))
	}
	if t.out == "" && !t.crossValidate {
		faults = append(faults, errors.New("either --out or --cross-validate must be given"))
	}
	switch {
	case (t.data == "") == (t.labelled == ""):
		faults = append(faults, errors.New("either --data or --labelled must be given"))
	case t.data != "" && toneData[t.language].labelled == "":
		faults = append(faults, fmt.Errorf("--data serves en and de; name the sentences of %q with --labelled", t.language))
	}
	return errors.Join(faults...)
}

// toneSources are the corpora that a shipped model is made from: one of labelled
// sentences, others of which only the statistics of words are used.
type toneSources struct {
	labelled string
	split    string // of the labelled sentences; "" where there is none
	texts    []string
	lexicons []string
}

var toneData = map[string]toneSources{
	"en": {
		labelled: "newsmtsc.jsonl.gz", split: "train",
		texts:    []string{"reuters21578.jsonl.gz", "usnews.jsonl.gz", "20newsgroups.jsonl.gz", "nyt_headlines.jsonl.gz", "emobank.jsonl.gz"},
		lexicons: []string{"lexicons/AFINN-en-165.txt", "lexicons/vader_lexicon.txt"},
	},
	"de": {
		labelled: "gerntsa.jsonl.gz",
		texts:    []string{"fang_covid_de.jsonl.gz", "10kgnad_test.jsonl.gz", "german_frontpages.jsonl.gz"},
		lexicons: []string{"lexicons/afinn165_multilingual_de.json"},
	},
}

// trainTone makes or measures a model.
func trainTone(ctx context.Context, s streams, t trainSettings) error {
	set, failed, err := t.trainingSet()
	if err != nil {
		return err
	}
	if t.crossValidate {
		results, err := training.CrossValidate(ctx, set)
		if err := errors.Join(err, *failed); err != nil {
			return err
		}
		for _, v := range results {
			name := "tone of the sentence"
			if v.Towards {
				name = "tone towards the target"
			}
			q := quality.New(fmt.Sprintf("%s, %s, cross-validated", t.language, name), v.Labels, v.Probabilities, v.Called)
			if err := q.Print(s.out); err != nil {
				return err
			}
		}
		return nil
	}
	model, err := training.Train(ctx, set)
	if err := errors.Join(err, *failed); err != nil {
		return err
	}
	if err := os.WriteFile(t.out, model.Encode(), 0o644); err != nil {
		return fmt.Errorf("write tone model: %w", err)
	}
	_, err = fmt.Fprintf(s.out, "%s: %d terms, from %d sentences\n", t.out, model.Terms(), len(set.Examples))
	return err
}

// trainingSet gathers what the settings name. Texts are read while the model is made;
// what then fails stands in failed.
func (t trainSettings) trainingSet() (set training.Set, failed *error, err error) {
	failed = new(error)
	set = training.Set{Language: t.language, Workers: t.workers}
	sentences, split, texts := t.labelled, "", t.texts
	if set.Lexicon, err = t.lexiconOf(); err != nil {
		return set, nil, err
	}
	if t.data != "" {
		sources := toneData[t.language]
		sentences, split = filepath.Join(t.data, sources.labelled), sources.split
		for _, name := range sources.texts {
			texts = append(texts, filepath.Join(t.data, name))
		}
	}
	records, err := labelled.Read(sentences, split)
	if err != nil {
		return set, nil, err
	}
	for _, r := range records {
		if x, ok := r.Example(); ok {
			set.Examples = append(set.Examples, x)
		}
	}
	if t.teacher != "" {
		if set.Taught, err = readTaught(t.teacher); err != nil {
			return set, nil, err
		}
	}
	set.Texts = func(yield func(string) bool) {
		for _, path := range texts {
			more := true
			err := labelled.Each(path, func(r labelled.Record) bool {
				more = yield(r.Flow())
				return more
			})
			if err != nil {
				*failed = err
				return
			}
			if !more {
				return
			}
		}
		seen := make(map[string]bool)
		for _, x := range set.Examples {
			if !seen[x.Text] {
				seen[x.Text] = true
				if !yield(x.Text) {
					return
				}
			}
		}
	}
	return set, failed, nil
}

// readTaught reads the sentences that another model has judged.
func readTaught(path string) (out []training.Taught, err error) {
	err = labelled.Lines(path, func(_ int, line []byte) (more bool, err error) {
		x, err := training.ParseTaught(line)
		out = append(out, x)
		return true, err
	})
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("read %s: it holds no sentence", path)
	}
	return out, err
}

// lexiconOf reads the lexicons.
func (t trainSettings) lexiconOf() (training.Lexicon, error) {
	own, err := training.OwnWords(t.language)
	if err != nil {
		return nil, err
	}
	var lists []training.Lexicon
	if t.data != "" {
		for _, name := range toneData[t.language].lexicons {
			list, err := training.ReadPublicLexicon(filepath.Join(t.data, name))
			if err != nil {
				return nil, err
			}
			lists = append(lists, list)
		}
	}
	if t.lexicon != "" {
		file, err := os.Open(t.lexicon)
		if err != nil {
			return nil, fmt.Errorf("open lexicon: %w", err)
		}
		list, err := training.ParseLexicon(file)
		if err := errors.Join(err, file.Close()); err != nil {
			return nil, fmt.Errorf("%s: %w", t.lexicon, err)
		}
		lists = append(lists, list)
	}
	return training.MergeLexicons(lists, own), nil
}
