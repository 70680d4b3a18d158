package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"leitmotif/analysis/steadiness"
	"leitmotif/corpus"
	"leitmotif/corpus/format"
)

// holding is what evaluate topics measures with --holds and --subsets.
type holding struct {
	Corpus string `json:"corpus"`
	// Topics, Low and High are the number of topics of the whole corpus and its range; 0 without draws.
	Topics  int                 `json:"topics,omitempty"`
	Low     int                 `json:"topics_low,omitempty"`
	High    int                 `json:"topics_high,omitempty"`
	Draws   []steadiness.Draw   `json:"draws,omitempty"`
	Subsets []steadiness.Subset `json:"subsets,omitempty"`
}

// holds measures how topics hold in the draws of a corpus, and in subsets of its classes.
func (m topicsToMeasure) holds(ctx context.Context, path string) (_ holding, err error) {
	out := holding{Corpus: path}
	labels, err := readLabels(path)
	if err != nil {
		return out, err
	}
	own, err := format.Open([]string{path}, format.Options{})
	if err != nil {
		return out, usage(err)
	}
	var foreign corpus.Source
	if m.foreign != "" {
		if foreign, err = format.Open([]string{m.foreign}, format.Options{}); err != nil {
			return out, usage(err)
		}
	}
	kept := func(a *corpus.Article) bool { return !m.labelled || labels[a.SourceID] != "" }
	c, err := steadiness.Read(ctx, filter{own, kept}, foreign, labels, m.cfg)
	if err != nil {
		return out, fmt.Errorf("%s: %w", path, err)
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	if m.draws {
		space, err := c.Draws(ctx, func(d steadiness.Draw) { out.Draws = append(out.Draws, d) })
		if err != nil {
			return out, err
		}
		out.Topics, out.Low, out.High = space.Topics, space.Low, space.High
	}
	if m.subsets > 0 {
		err = c.Subsets(ctx, m.subsets, func(s steadiness.Subset) { out.Subsets = append(out.Subsets, s) })
	}
	return out, err
}

func (h holding) print(w io.Writer, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(w).Encode(h)
	}
	var err error
	say := func(format string, args ...any) {
		if err == nil {
			_, err = fmt.Fprintf(w, format, args...)
		}
	}
	if h.Topics > 0 {
		say("%s: %d topics (%d to %d)\n", h.Corpus, h.Topics, h.Low, h.High)
	}
	for _, kind := range []string{steadiness.Added, steadiness.Dropped} {
		var ari, labels []float64
		for _, d := range h.Draws {
			if d.Kind == kind {
				say("  %s: %d topics, ARI %.3f labels %.3f\n", d.Kind, d.Topics, d.ARI, d.Labels)
				ari, labels = append(ari, d.ARI), append(labels, d.Labels)
			}
		}
		if len(ari) > 0 {
			slices.Sort(ari)
			slices.Sort(labels)
			middle := len(ari) / 2
			say("%s %s: ARI worst %.3f median %.3f, labels worst %.3f median %.3f\n", h.Corpus, kind, ari[0], ari[middle], labels[0], labels[middle])
		}
	}
	reach, within := 0, 0
	for _, s := range h.Subsets {
		say("  %d classes, %d articles: %d topics, V %.3f, of %d topics %.3f\n", s.Classes, s.Articles, s.Topics, s.Chosen, s.Classes, s.Given)
		if s.Reaches() {
			reach++
		}
		if s.Within() {
			within++
		}
	}
	if n := float64(len(h.Subsets)); n > 0 {
		say("%s subsets: %.3f reach 95 %% of V, %.3f within half and twice the classes\n", h.Corpus, float64(reach)/n, float64(within)/n)
	}
	return err
}
