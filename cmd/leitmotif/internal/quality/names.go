package quality

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zeebo/xxh3"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/names"
	"leitmotif/analysis/sentiment"
	"leitmotif/corpus"
	"leitmotif/corpus/format"
)

// NamesHelp says what evaluate names measures.
const NamesHelp = `names finds the names of articles and compares them with those that people have labelled: a table
of tab-separated values with a line for each name of an article, and the columns split, corpus
(the name of the file without endings), id, kind (person, organisation or place, with a question
mark where it may be found or not) and name (its forms parted by "|"; "" where an article has
none). Read are the labelled articles of each corpus and others around them, whose names count
as evidence. A name is found where its full form is one of those labelled and its kind is the
same.`

// Names are the settings of evaluate names.
type Names struct {
	Labels string // path of the labels
	Around int    // other articles read of each corpus
	Split  string // "" = all
	Errors io.Writer
}

// nameLabel is one line of the labels.
type nameLabel struct {
	kind     string
	optional bool
	forms    []string
}

// NameQuality is what was found of a kind, or of all.
type NameQuality struct {
	Split, Kind            string
	Labelled, Found, Right int // names labelled; names found, and of these those labelled
	Met                    int // of the labelled, those found
}

// Precision is the share of what was found that is labelled.
func (q NameQuality) Precision() float64 { return float64(q.Right) / float64(max(1, q.Found)) }

// Recall is the share of what is labelled that was found.
func (q NameQuality) Recall() float64 { return float64(q.Met) / float64(max(1, q.Labelled)) }

// F1 is the harmonic mean of both.
func (q NameQuality) F1() float64 {
	p, r := q.Precision(), q.Recall()
	return 2 * p * r / max(p+r, 1e-9)
}

// Measure prints what was found, by split and kind.
func (n Names) Measure(ctx context.Context, out io.Writer, paths []string) error {
	answers, err := n.Of(ctx, paths)
	if err != nil {
		return err
	}
	for _, q := range answers {
		if _, err := fmt.Fprintf(out, "%s %s: %d names labelled, %d found: precision %.3f recall %.3f f1 %.3f\n",
			q.Split, q.Kind, q.Labelled, q.Found, q.Precision(), q.Recall(), q.F1()); err != nil {
			return err
		}
	}
	return nil
}

// Of measures the names that are found in corpora: those of all kinds, and of each, by split.
func (n Names) Of(ctx context.Context, paths []string) ([]NameQuality, error) {
	labels, splits, err := n.read()
	if err != nil {
		return nil, err
	}
	found, err := n.find(ctx, paths, labels)
	if err != nil {
		return nil, err
	}
	sums := make(map[[2]string]*NameQuality)
	var order [][2]string
	for _, split := range slices.Compact(slices.Sorted(maps.Values(splits))) {
		for _, kind := range []string{"names", names.Person.String(), names.Organisation.String(), names.Place.String()} {
			k := [2]string{split, kind}
			order = append(order, k)
			sums[k] = &NameQuality{Split: split, Kind: kind}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(labels)) {
		if n.Split != "" && splits[id] != n.Split {
			continue
		}
		n.compare(id, labels[id], found[id], func(kind string) []*NameQuality {
			return []*NameQuality{sums[[2]string{splits[id], "names"}], sums[[2]string{splits[id], kind}]}
		})
	}
	var answers []NameQuality
	for _, k := range order {
		if sums[k].Labelled > 0 {
			answers = append(answers, *sums[k])
		}
	}
	return answers, nil
}

// compare counts the names of an article.
func (n Names) compare(id string, labels []nameLabel, found []names.Name, sums func(kind string) []*NameQuality) {
	met := make([]bool, len(labels))
	for _, name := range found {
		right, optional := false, false
		for i, l := range labels {
			if !slices.Contains(l.forms, plainName(name.Text)) {
				continue
			}
			switch {
			case l.optional:
				optional = true
			case l.kind == name.Kind.String():
				right, met[i] = true, true
			}
		}
		if optional && !right {
			continue
		}
		for _, q := range sums(name.Kind.String()) {
			q.Found++
			if right {
				q.Right++
			}
		}
		if !right && n.Errors != nil {
			fmt.Fprintf(n.Errors, "%s: not labelled: %s %s\n", id, name.Kind, name.Text)
		}
	}
	for i, l := range labels {
		if l.optional {
			continue
		}
		for _, q := range sums(l.kind) {
			q.Labelled++
			if met[i] {
				q.Met++
			}
		}
		if !met[i] && n.Errors != nil {
			fmt.Fprintf(n.Errors, "%s: missed: %s %s\n", id, l.kind, l.forms[0])
		}
	}
}

// plainName is a name as names are compared.
func plainName(name string) string {
	return strings.TrimPrefix(strings.TrimRight(strings.ToLower(strings.ReplaceAll(name, "’", "'")), "."), "the ")
}

// read reads the labels by article, and the split of each.
func (n Names) read() (labels map[string][]nameLabel, splits map[string]string, err error) {
	data, err := os.ReadFile(n.Labels)
	if err != nil {
		return nil, nil, err
	}
	labels, splits = make(map[string][]nameLabel), make(map[string]string)
	first := true
	for line := range strings.Lines(string(data)) {
		row := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(row) != 5 {
			return nil, nil, fmt.Errorf("read labels %s: %d columns in the line %q", n.Labels, len(row), line)
		}
		if first {
			first = false // the names of the columns
			continue
		}
		id := labelledID(row[1], row[2])
		splits[id] = row[0]
		if row[4] == "" {
			labels[id] = nil
			continue
		}
		l := nameLabel{kind: strings.TrimSuffix(row[3], "?"), optional: strings.HasSuffix(row[3], "?")}
		for form := range strings.SplitSeq(row[4], "|") {
			l.forms = append(l.forms, plainName(form))
		}
		labels[id] = append(labels[id], l)
	}
	return labels, splits, nil
}

// find gives the names of the labelled articles.
func (n Names) find(ctx context.Context, paths []string, labels map[string][]nameLabel) (found map[string][]names.Name, err error) {
	kept := make(map[string]bool)
	source, err := format.Open(paths, format.Options{})
	if err != nil {
		return nil, err
	}
	if err := n.choose(ctx, source, labels, kept); err != nil {
		return nil, err
	}
	texts, err := collection.Survey(ctx, chosen{source, kept}, collection.Options{}, func(int) {})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, texts.Close()) }()
	scorer, err := sentiment.NewScorer(sentiment.Options{Depth: sentiment.Fast})
	if err != nil {
		return nil, err
	}
	c, err := texts.Ingest(ctx, scorer, func(int) {})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	all, err := c.FindNames(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.Recall(ctx); err != nil {
		return nil, err
	}
	found = make(map[string][]names.Name)
	for position, a := range c.Articles {
		id := labelledID(a.Input.File, a.SourceID)
		if _, labelled := labels[id]; !labelled {
			continue
		}
		for _, m := range all.Of(position) {
			found[id] = append(found[id], all.Names[m.Name])
		}
	}
	return found, nil
}

// choose adds the labelled articles to those that are kept, and others of each corpus by the
// hash of their ids, of those with the same text one.
func (n Names) choose(ctx context.Context, source corpus.Source, labels map[string][]nameLabel, kept map[string]bool) error {
	type other struct {
		id   string
		text uint64
	}
	others, taken := make(map[string][]other), make(map[uint64]bool)
	for a, err := range source.Articles(ctx) {
		var reject *corpus.Reject
		if errors.As(err, &reject) {
			continue
		}
		if err != nil {
			return err
		}
		name, x := corpusOf(a.Input.File), other{labelledID(a.Input.File, a.SourceID), xxh3.HashString(a.Text)}
		if _, known := labels[x.id]; known {
			kept[x.id], taken[x.text] = true, true
		} else {
			others[name] = append(others[name], x)
		}
	}
	for _, list := range others {
		slices.SortFunc(list, func(a, b other) int { return cmp.Compare(xxh3.HashString(a.id), xxh3.HashString(b.id)) })
		around := n.Around
		for _, x := range list {
			if around > 0 && !taken[x.text] {
				kept[x.id], taken[x.text] = true, true
				around--
			}
		}
	}
	return nil
}

// labelledID names an article as the labels do, which have no line breaks within.
func labelledID(path, id string) string {
	return corpusOf(path) + " " + strings.Join(strings.Fields(id), " ")
}

func corpusOf(path string) string {
	name, _, _ := strings.Cut(filepath.Base(path), ".")
	return name
}

// chosen is a source with some of its articles.
type chosen struct {
	corpus.Source
	kept map[string]bool
}

// Articles implements corpus.Source.
func (c chosen) Articles(ctx context.Context) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		for a, err := range c.Source.Articles(ctx) {
			if err == nil && !c.kept[labelledID(a.Input.File, a.SourceID)] {
				continue
			}
			if !yield(a, err) {
				return
			}
		}
	}
}
