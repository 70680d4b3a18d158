package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/spf13/cobra"

	"leitmotif/analysis"
	"leitmotif/analysis/evaluate"
	"leitmotif/corpus/format"
	"leitmotif/seeds"
)

func evaluateCommand(s streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "evaluate",
		Short: "Measure topics or tone against a labelled corpus",
		Args: func(_ *cobra.Command, args []string) error {
			return usage(fmt.Errorf("evaluate what? %q is neither topics nor tone", strings.Join(args, " ")))
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(evaluateTopicsCommand(s))
	return c
}

// topicQuality is what evaluate topics measures.
type topicQuality struct {
	Corpus    string  `json:"corpus"`
	Articles  int     `json:"articles"` // labelled ones
	Classes   int     `json:"classes"`
	Topics    int     `json:"topics"`
	Outliers  float64 `json:"outliers"` // share without a topic
	NMI       float64 `json:"nmi"`
	ARI       float64 `json:"ari"`
	VMeasure  float64 `json:"v_measure"`
	NPMI      float64 `json:"npmi"`      // mean over topics
	Diversity float64 `json:"diversity"` // share of different terms among the top terms of all topics
	Seconds   float64 `json:"seconds"`
}

func evaluateTopicsCommand(s streams) *cobra.Command {
	cfg := analysis.Default()
	asJSON := false
	c := &cobra.Command{
		Use:   "topics CORPUS.jsonl[.gz]...",
		Short: "Compare topics with the labels of a corpus",
		Long: `topics analyses each corpus and compares the topics of its articles with the field
"label" of the records, joined by "id". Articles without a topic count as one more
cluster. Measures: normalised mutual information (NMI), adjusted Rand index (ARI),
V-measure; of the topics themselves mean NPMI of their top terms and diversity.`,
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
			for _, path := range args {
				q, err := measureTopics(c.Context(), path, cfg)
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
	c.Flags().Var((*count)(&cfg.Topics), "topics", "number of topics over all languages, or auto")
	c.Flags().IntVar(&cfg.Workers, "workers", 0, "`number` of threads, 0 for one per processor")
	c.Flags().BoolVar(&asJSON, "json", false, "print a JSON line for each corpus")
	return c
}

func (q topicQuality) print(w io.Writer, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(w).Encode(q)
	}
	_, err := fmt.Fprintf(w, "%s: %d labelled articles, %d classes, %d topics, outliers %.3f: NMI %.3f ARI %.3f V %.3f NPMI %.3f diversity %.2f, %.1f s\n",
		q.Corpus, q.Articles, q.Classes, q.Topics, q.Outliers, q.NMI, q.ARI, q.VMeasure, q.NPMI, q.Diversity, q.Seconds)
	return err
}

func measureTopics(ctx context.Context, path string, cfg analysis.Config) (topicQuality, error) {
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
	start := time.Now()
	result, err := analysis.Run(ctx, source, cfg)
	if err != nil {
		return topicQuality{}, err
	}
	var classes []string
	var clusters []int
	outliers := 0
	for _, a := range result.Articles {
		label, ok := truth[a.SourceID]
		if !ok {
			continue
		}
		classes, clusters = append(classes, label), append(clusters, a.TopicID)
		if a.TopicID == 0 {
			outliers++
		}
	}
	m := evaluate.CompareClusters(classes, clusters)
	q := topicQuality{
		Corpus: path, Articles: m.Items, Classes: m.Classes, Topics: len(result.Topics),
		Outliers: float64(outliers) / float64(max(1, m.Items)), NMI: m.NMI, ARI: m.ARI, VMeasure: m.VMeasure,
		Seconds: time.Since(start).Seconds(),
	}
	different, all := make(map[string]bool), 0
	for _, t := range result.Topics {
		q.NPMI += t.NPMI / float64(len(result.Topics))
		for _, term := range t.Terms {
			different[t.Language+" "+term.Term] = true
			all++
		}
	}
	q.Diversity = float64(len(different)) / float64(max(1, all))
	return q, nil
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
