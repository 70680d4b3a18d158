package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/spf13/cobra"

	"leitmotif/analysis"
	"leitmotif/analysis/evaluate"
	"leitmotif/analysis/result"
	"leitmotif/cmd/leitmotif/internal/fault"
	"leitmotif/cmd/leitmotif/internal/flags"
	"leitmotif/corpus"
	"leitmotif/corpus/format"
	"leitmotif/seeds"
)

func evaluateCommand(s streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "evaluate",
		Short: "Measure topics or tone against a labelled corpus",
		Args:  fault.Subcommand,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(evaluateTopicsCommand(s), evaluateToneCommand(s), evaluateNamesCommand(s))
	return c
}

// topicQuality is what evaluate topics measures.
type topicQuality struct {
	Corpus       string  `json:"corpus"`
	Articles     int     `json:"articles"` // labelled ones
	Classes      int     `json:"classes"`
	Topics       int     `json:"topics"`
	Outliers     float64 `json:"outliers"` // share without a topic
	NMI          float64 `json:"nmi"`
	ARI          float64 `json:"ari"`
	Homogeneity  float64 `json:"homogeneity"`
	Completeness float64 `json:"completeness"`
	VMeasure     float64 `json:"v_measure"`
	// Themes that gather the topics, and their NMI with the classes, of names with dots such as
	// comp.graphics with what stands before the first one; 0 where there are none.
	Themes    int     `json:"themes,omitempty"`
	ThemesNMI float64 `json:"themes_nmi,omitempty"`
	NPMI      float64 `json:"npmi"`      // mean over topics
	Diversity float64 `json:"diversity"` // share of different terms among the top terms of all topics
	// Stability is the mean share of topics that runs on samples find again; nil where it
	// was not measured.
	Stability *float64 `json:"stability,omitempty"`
	// Labels is the mean share of the terms of a label that the label of the topic found
	// again has too; nil where it was not measured.
	Labels  *float64 `json:"labels,omitempty"`
	Seconds float64  `json:"seconds"`
}

// topicsToMeasure says what evaluate topics does.
type topicsToMeasure struct {
	cfg       analysis.Config
	labelled  bool // analyse articles with a label alone
	stability bool
	draws     bool   // measure steadiness.Draws in place of all else, with articles of
	foreign   string // a corpus, "" = none
	subsets   int    // measure as many steadiness.Subsets in place of all else
}

func evaluateTopicsCommand(s streams) *cobra.Command {
	m := topicsToMeasure{cfg: analysis.Default()}
	cfg := &m.cfg
	asJSON := false
	c := &cobra.Command{
		Use:   "topics CORPUS.jsonl[.gz]...",
		Short: "Compare topics with the labels of a corpus",
		Long: `topics analyses each corpus and compares the topics of its articles with the field
"label" of the records, joined by "id". Articles without a topic count as one more
cluster. Measures: normalised mutual information (NMI), adjusted Rand index (ARI),
homogeneity, completeness and their harmonic mean (V-measure); of the topics themselves
mean NPMI of their top terms and diversity, the share of different terms among those of
all topics; of the themes that gather them NMI, against the part of a label before its first dot. With --stability each corpus is analysed ten times more, each time a random
nine tenths of its articles; a topic is found again where the terms of another have a
cosine of at least 0.7 with its own. Of its label is measured which share of the terms the
label found there has too.

With --holds a corpus is read once, and ten draws of it are compared with the whole: five
with one per cent of articles of --foreign, where that is given, and five without a tenth
of its articles. Printed are the number of topics, the ARI of the articles in common and
the mean Jaccard index of the terms of the labels. With --subsets N the number of topics
chosen is held against that of the classes in N subsets of the classes.`,
		Example: `  leitmotif evaluate topics news.jsonl.gz --topics 20`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage(errors.New("evaluate topics takes at least one corpus"))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			cfg.StopWords = seeds.StopWords()
			if err := cfg.Validate(); err != nil {
				return usage(err)
			}
			if m.foreign != "" && !m.draws {
				return usage(errors.New("--foreign goes with --holds"))
			}
			for _, path := range args {
				if m.draws || m.subsets > 0 {
					h, err := m.holds(c.Context(), path)
					if err != nil {
						return err
					}
					if err := h.print(s.out, asJSON); err != nil {
						return err
					}
					continue
				}
				q, err := m.of(c.Context(), path)
				if err != nil {
					return err
				}
				if err := q.print(s.out, asJSON); err != nil {
					return err
				}
			}
			return nil
		},
	}
	c.Flags().Var(flags.Topics(cfg), "topics", flags.TopicsHelp)
	c.Flags().IntVar(&cfg.Workers, "workers", 0, "`number` of threads, 0 for one per processor")
	c.Flags().BoolVar(&m.labelled, "labelled", false, "analyse the labelled records alone")
	c.Flags().BoolVar(&m.stability, "stability", false, "measure stability too, which takes ten more runs")
	c.Flags().BoolVar(&m.draws, "holds", false, "measure how topics hold when articles come or go")
	c.Flags().StringVar(&m.foreign, "foreign", "", "`corpus` of the articles that come, in the same language")
	c.Flags().IntVar(&m.subsets, "subsets", 0, "`number` of subsets of the classes to choose a number of topics for")
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON line for each corpus")
	return c
}

func (q topicQuality) print(w io.Writer, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(w).Encode(q)
	}
	stability := ""
	if q.Stability != nil {
		stability = fmt.Sprintf(" stability %.3f labels %.3f", *q.Stability, *q.Labels)
	}
	themes := ""
	if q.Themes > 0 {
		themes = fmt.Sprintf(" themes %d NMI %.3f", q.Themes, q.ThemesNMI)
	}
	_, err := fmt.Fprintf(w, "%s: %d labelled articles, %d classes, %d topics, outliers %.3f: NMI %.3f ARI %.3f V %.3f (homogeneity %.3f, completeness %.3f) NPMI %.3f diversity %.2f%s%s, %.1f s\n",
		q.Corpus, q.Articles, q.Classes, q.Topics, q.Outliers, q.NMI, q.ARI, q.VMeasure, q.Homogeneity, q.Completeness, q.NPMI, q.Diversity, themes, stability, q.Seconds)
	return err
}

// of measures the topics of one corpus.
func (m topicsToMeasure) of(ctx context.Context, path string) (topicQuality, error) {
	truth, err := readLabels(path)
	if err != nil {
		return topicQuality{}, err
	}
	if len(truth) == 0 {
		return topicQuality{}, fmt.Errorf("%s: no record has both an id and a label", path)
	}
	source, err := format.Open([]string{path}, format.Options{})
	if err != nil {
		return topicQuality{}, usage(err)
	}
	kept := func(a *corpus.Article) bool { return !m.labelled || truth[a.SourceID] != "" }
	start := time.Now()
	answer, err := analysis.Run(ctx, filter{source, kept}, m.cfg)
	if err != nil {
		return topicQuality{}, err
	}
	q := compareTopics(answer, truth)
	q.Corpus, q.Seconds = path, time.Since(start).Seconds()
	if m.stability {
		found, labels, err := m.foundAgain(ctx, source, kept, answer)
		if err != nil {
			return topicQuality{}, err
		}
		q.Stability, q.Labels = &found, &labels
	}
	return q, nil
}

// compareTopics compares the topics of the articles with their labels.
func compareTopics(answer *analysis.Result, truth map[string]string) topicQuality {
	var classes, coarse []string
	var clusters, themes []int
	parent := make([]int, len(answer.Topics)+1)
	for i := range answer.Topics {
		parent[i+1] = answer.Topics[i].Parent
	}
	outliers := 0
	for _, a := range answer.Articles {
		label, ok := truth[a.SourceID]
		if !ok {
			continue
		}
		classes, clusters = append(classes, label), append(clusters, a.TopicID)
		kind, _, _ := strings.Cut(label, ".")
		coarse, themes = append(coarse, kind), append(themes, parent[a.TopicID])
		if a.TopicID == 0 {
			outliers++
		}
	}
	m := evaluate.CompareClusters(classes, clusters)
	q := topicQuality{
		Articles: m.Items, Classes: m.Classes, Topics: len(answer.Topics),
		Outliers: float64(outliers) / float64(max(1, m.Items)), NMI: m.NMI, ARI: m.ARI,
		Homogeneity: m.Homogeneity, Completeness: m.Completeness, VMeasure: m.VMeasure,
	}
	if q.Themes = len(answer.Themes); q.Themes > 0 {
		q.ThemesNMI = evaluate.CompareClusters(coarse, themes).NMI
	}
	different, all := make(map[string]bool), 0
	for _, t := range answer.Topics {
		q.NPMI += t.NPMI / float64(len(answer.Topics))
		for _, term := range t.Terms {
			different[t.Language+" "+strings.ToLower(term.Term)] = true
			all++
		}
	}
	q.Diversity = float64(len(different)) / float64(max(1, all))
	return q
}

const (
	samples     = 10
	sampleShare = 0.9
	alike       = 0.7 // least cosine of the terms of a topic that is found again
)

// foundAgain is the mean share of topics that runs on random samples of the articles find
// again, and the mean share of their labels that is the same there.
func (m topicsToMeasure) foundAgain(ctx context.Context, source corpus.Source, kept func(*corpus.Article) bool, whole *analysis.Result) (found, labels float64, err error) {
	hits, same := 0, 0.0
	for sample := range samples {
		draw := rand.New(rand.NewPCG(uint64(sample), samples))
		part, err := analysis.Run(ctx, filter{source, func(a *corpus.Article) bool { return kept(a) && draw.Float64() < sampleShare }}, m.cfg)
		if err != nil {
			return 0, 0, fmt.Errorf("sample %d: %w", sample+1, err)
		}
		for _, t := range whole.Topics {
			most, label := 0.0, ""
			for _, other := range part.Topics {
				if c := cosineOfTerms(t, other); c > most {
					most, label = c, other.Label
				}
			}
			if most >= alike {
				hits++
				same += sameTerms(t.Label, label)
			}
		}
	}
	return float64(hits) / float64(max(1, samples*len(whole.Topics))), same / float64(max(1, hits)), nil
}

// sameTerms is the share of the terms of a label that another one has too, whatever their
// case and order.
func sameTerms(label, other string) float64 {
	terms, others := strings.Split(strings.ToLower(label), ", "), strings.Split(strings.ToLower(other), ", ")
	shared := 0
	for _, term := range terms {
		if slices.Contains(others, term) {
			shared++
		}
	}
	return float64(shared) / float64(len(terms))
}

// cosineOfTerms compares the terms of two topics of one language by their weights, word by
// word: a phrase counts for each of its words.
func cosineOfTerms(a, b result.Topic) float64 {
	if a.Language != b.Language {
		return 0
	}
	x, y := wordWeights(a), wordWeights(b)
	var product, left, right float64
	for _, word := range slices.Sorted(maps.Keys(x)) {
		product += x[word] * y[word]
		left += x[word] * x[word]
	}
	for _, word := range slices.Sorted(maps.Keys(y)) {
		right += y[word] * y[word]
	}
	if product == 0 {
		return 0
	}
	return product / math.Sqrt(left*right)
}

func wordWeights(t result.Topic) map[string]float64 {
	out := make(map[string]float64)
	for _, term := range t.Terms {
		for word := range strings.FieldsSeq(strings.ToLower(term.Term)) {
			out[word] = max(out[word], term.Weight)
		}
	}
	return out
}

// filter is a source without the articles that keep turns down.
type filter struct {
	corpus.Source
	keep func(*corpus.Article) bool
}

// Articles implements corpus.Source.
func (f filter) Articles(ctx context.Context) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		for a, err := range f.Source.Articles(ctx) {
			if err == nil && !f.keep(a) {
				continue
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

// readLabels reads the labels of a corpus by the id of the record.
func readLabels(path string) (labels map[string]string, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	var in io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		unzipped, err := gzip.NewReader(file)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		in = unzipped
	}
	labels = make(map[string]string)
	lines := bufio.NewReader(in)
	for number := 1; ; number++ {
		line, err := lines.ReadBytes('\n')
		if len(line) > 1 {
			var record struct{ ID, Label string }
			if err := json.Unmarshal(line, &record); err != nil {
				return nil, fmt.Errorf("read %s line %d: %w", path, number, err)
			}
			if record.ID != "" && record.Label != "" {
				labels[record.ID] = record.Label
			}
		}
		if errors.Is(err, io.EOF) {
			return labels, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
	}
}
