package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"leitmotif/analysis/gate"
	"leitmotif/reports"
	"leitmotif/reports/table"
)

// inspection sums up a finished run.
type inspection struct {
	Dir      string           `json:"dir"`
	Run      string           `json:"run"`
	Version  string           `json:"version"`
	Finished time.Time        `json:"finished"`
	Seconds  float64          `json:"seconds"`
	Counts   reports.Counts   `json:"counts"`
	First    *time.Time       `json:"first_published,omitempty"`
	Last     *time.Time       `json:"last_published,omitempty"`
	Spaces   []reports.Space  `json:"spaces"`
	Topics   []inspectedTopic `json:"topics"`
	Rejects  map[string]int   `json:"rejects"`
	State    *reports.State   `json:"state,omitempty"`   // nil where no state is kept
	Changes  map[string]int   `json:"changes,omitempty"` // by kind
	Measures *gate.Measures   `json:"measures,omitempty"`
	Refused  []gate.Breach    `json:"refused,omitempty"`
	Abstain  map[string]int   `json:"abstentions"`
}

type inspectedTopic struct {
	ID       int32    `json:"topic_id"`
	UID      int32    `json:"topic_uid,omitempty"`
	Language string   `json:"language"`
	Label    string   `json:"label"`
	Stories  int64    `json:"stories"`
	Share    float64  `json:"share"`
	Tone     *float64 `json:"sentiment_mean"`
	NPMI     float64  `json:"coherence_npmi"`
}

func inspectCommand(s streams) *cobra.Command {
	asJSON := false
	maxAge := ""
	c := &cobra.Command{
		Use:   "inspect DIR",
		Short: "Sum up a finished run in the terminal",
		Long: `inspect reads the tables of a finished run and says what it found. DIR is the
directory of a run, or an output directory, whose newest run is meant.

With --max-age it is a health check: it says when the run ended, and its exit code is 1
where that is longer ago or there is no run.`,
		Example: `  leitmotif inspect out
  leitmotif inspect out/run=20261123T060000Z --json
  leitmotif inspect out --max-age 26h`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage(errors.New("inspect takes one directory"))
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			dir := runDirectory(args[0])
			if maxAge != "" {
				age, err := checkAge(dir, maxAge, time.Now())
				if err != nil {
					return err
				}
				if !asJSON {
					_, err = fmt.Fprintln(s.out, age)
					return err
				}
			}
			set, manifest, err := reports.Load(c.Context(), dir)
			if err != nil {
				return err
			}
			summary, err := sumUp(dir, set, manifest)
			if err != nil {
				return err
			}
			if asJSON {
				encoder := json.NewEncoder(s.out)
				encoder.SetIndent("", "  ")
				return encoder.Encode(summary)
			}
			return summary.print(s)
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.Flags().StringVar(&maxAge, "max-age", "", "longest `time` since the end of the run, such as 26h or 8d; fail where it is longer")
	return c
}

// runDirectory gives the run that dir means: itself, or the newest below it.
func runDirectory(dir string) string {
	if _, err := os.Stat(filepath.Join(dir, reports.ManifestFile)); err == nil {
		return dir
	}
	if newest, err := filepath.EvalSymlinks(filepath.Join(dir, reports.LatestLink)); err == nil {
		return newest
	}
	return dir
}

func sumUp(dir string, set *table.Set, m *reports.Manifest) (inspection, error) {
	out := inspection{
		Dir: dir, Run: m.Clock.Run, Measures: m.Measures, Refused: m.Refused, Version: m.Version, Finished: m.Clock.Finished, Seconds: m.Clock.Seconds, Counts: m.Counts,
		Spaces: m.Spaces, Rejects: make(map[string]int), Abstain: make(map[string]int),
		State: m.State, Changes: make(map[string]int),
	}
	for i := range out.Spaces {
		out.Spaces[i].SingularValues = nil // of no use to people, and long
	}
	for _, t := range set.Topics {
		out.Topics = append(out.Topics, inspectedTopic{t.TopicID, t.TopicUID, t.Language, t.Label, t.Stories, t.Share, t.SentimentMean, t.CoherenceNPMI})
	}
	for _, c := range set.Changes {
		out.Changes[c.Kind]++
	}
	for _, r := range set.Rejects {
		out.Rejects[string(r.Reason)]++
	}
	for a, err := range set.Articles {
		if err != nil {
			return inspection{}, fmt.Errorf("load run %s: %w", dir, err)
		}
		if a.AbstainReason != "" {
			out.Abstain[a.AbstainReason]++
		}
		if at := a.PublishedAt; !at.IsZero() {
			if out.First == nil || at.Before(*out.First) {
				out.First = &at
			}
			if out.Last == nil || at.After(*out.Last) {
				out.Last = &at
			}
		}
	}
	return out, nil
}

func (i inspection) print(s streams) error {
	w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "run\t%s\n", i.Dir)
	fmt.Fprintf(w, "made\t%s by leitmotif %s in %.1f s\n", i.Finished.UTC().Format("2006-01-02 15:04 UTC"), i.Version, i.Seconds)
	fmt.Fprintf(w, "articles\t%d of %d records; %d copies, %d rejected%s\n",
		i.Counts.Articles, i.Counts.Records, i.Counts.Duplicates, i.Counts.Rejected, listed(i.Rejects))
	if n := i.Counts.Shortened; n > 0 {
		fmt.Fprintf(w, "shortened\t%d articles with a title or another field over its bound\n", n)
	}
	if n := i.Counts; n.Outside+n.OutsideUndated > 0 {
		fmt.Fprintf(w, "left out\t%d published outside the window, %d without a date\n", n.Outside, n.OutsideUndated)
	}
	if i.State != nil {
		changes := "nothing unusual"
		if len(i.Changes) > 0 {
			changes = "changes" + listed(i.Changes)
		}
		fmt.Fprintf(w, "state\trun %d, %d new stories; %s\n", i.State.Run, i.State.Fresh, changes)
	}
	for _, b := range i.Refused {
		fmt.Fprintf(w, "refused\t%s; published anyway\n", b)
	}
	if i.First != nil {
		fmt.Fprintf(w, "dated\t%s to %s, %d without a date\n", i.First.Format(time.DateOnly), i.Last.Format(time.DateOnly), i.Counts.Undated)
	}
	if len(i.Abstain) > 0 {
		fmt.Fprintf(w, "no tone\t%s\n", strings.TrimSpace(listed(i.Abstain)))
	}
	for _, space := range i.Spaces {
		fmt.Fprintf(w, "language %s\t%d articles, %d terms, %d dimensions (%.0f %% of the weight), %d topics%s\n",
			space.Language, space.Articles, space.Terms, space.Rank, 100*space.ExplainedVariance, space.Topics, reason(space.Reason))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if len(i.Topics) == 0 {
		return nil
	}
	w = tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\ntopic\tlang\tstories\tshare\ttone\tNPMI\tlabel")
	for _, t := range i.Topics {
		tone := "-"
		if t.Tone != nil {
			tone = fmt.Sprintf("%+.2f", *t.Tone)
		}
		fmt.Fprintf(w, "%d\t%s\t%d\t%.1f %%\t%s\t%.2f\t%s\n", t.ID, t.Language, t.Stories, 100*t.Share, tone, t.NPMI, t.Label)
	}
	return w.Flush()
}

func reason(text string) string {
	if text == "" {
		return ""
	}
	return ": " + text
}

// listed gives counts by name as " (name count, ...)".
func listed(counts map[string]int) string {
	if len(counts) == 0 {
		return ""
	}
	var parts []string
	for _, k := range sortedKeys(counts) {
		parts = append(parts, fmt.Sprintf("%s %d", k, counts[k]))
	}
	return " (" + strings.Join(parts, ", ") + ")"
}
