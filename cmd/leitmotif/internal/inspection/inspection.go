// Package inspection sums up a finished run for the terminal: in go its tables and its
// manifest, out comes what people ask first.
package inspection

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"leitmotif/analysis/gate"
	"leitmotif/reports"
	"leitmotif/reports/table"
)

// Inspection sums up a finished run.
type Inspection struct {
	Dir      string          `json:"dir"`
	Run      string          `json:"run"`
	Version  string          `json:"version"`
	Finished time.Time       `json:"finished"`
	Seconds  float64         `json:"seconds"`
	Counts   reports.Counts  `json:"counts"`
	First    *time.Time      `json:"first_published,omitempty"`
	Last     *time.Time      `json:"last_published,omitempty"`
	Spaces   []reports.Space `json:"spaces"`
	Topics   []Topic         `json:"topics"`
	Rejects  map[string]int  `json:"rejects"`
	State    *reports.State  `json:"state,omitempty"`   // nil where no state is kept
	Changes  map[string]int  `json:"changes,omitempty"` // by kind
	Measures *gate.Measures  `json:"measures,omitempty"`
	Refused  []gate.Breach   `json:"refused,omitempty"`
	Abstain  map[string]int  `json:"abstentions"`
}

// Topic is a topic of the run.
type Topic struct {
	ID       int32    `json:"topic_id"`
	UID      int32    `json:"topic_uid,omitempty"`
	Language string   `json:"language"`
	Label    string   `json:"label"`
	Stories  int64    `json:"stories"`
	Share    float64  `json:"share"`
	Tone     *float64 `json:"sentiment_mean"`
	NPMI     float64  `json:"coherence_npmi"`
}

// Of sums up the run in dir, whose tables and manifest are given.
func Of(dir string, set *table.Set, m *reports.Manifest) (Inspection, error) {
	out := Inspection{
		Dir: dir, Run: m.Clock.Run, Measures: m.Measures, Refused: m.Refused, Version: m.Version, Finished: m.Clock.Finished, Seconds: m.Clock.Seconds, Counts: m.Counts,
		Spaces: m.Spaces, Rejects: make(map[string]int), Abstain: make(map[string]int),
		State: m.State, Changes: make(map[string]int),
	}
	for i := range out.Spaces {
		out.Spaces[i].SingularValues = nil // of no use to people, and long
	}
	for _, t := range set.Topics {
		out.Topics = append(out.Topics, Topic{t.TopicID, t.TopicUID, t.Language, t.Label, t.Stories, t.Share, t.SentimentMean, t.CoherenceNPMI})
	}
	for _, c := range set.Changes {
		out.Changes[c.Kind]++
	}
	for _, r := range set.Rejects {
		out.Rejects[string(r.Reason)]++
	}
	for a, err := range set.Articles {
		if err != nil {
			return Inspection{}, fmt.Errorf("load run %s: %w", dir, err)
		}
		if a.AbstainReason != "" {
			out.Abstain[a.AbstainReason]++
		}
		if at := a.KnownDay(); !at.IsZero() {
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

// Print writes the summary for people.
func (i Inspection) Print(to io.Writer) error {
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "run\t%s\n", i.Dir)
	fmt.Fprintf(w, "made\t%s by leitmotif %s in %.1f s\n", i.Finished.UTC().Format("2006-01-02 15:04 UTC"), i.Version, i.Seconds)
	fmt.Fprintf(w, "articles\t%d of %d records; %d copies, %d rejected%s\n",
		i.Counts.Articles, i.Counts.Records, i.Counts.Duplicates, i.Counts.Rejected, Listed(i.Rejects))
	if n := i.Counts.Truncated; n > 0 {
		fmt.Fprintf(w, "truncated\t%d articles of which the input holds the beginning alone\n", n)
	}
	if n := i.Counts.Shortened; n > 0 {
		fmt.Fprintf(w, "shortened\t%d articles with a title or another field over its bound\n", n)
	}
	if n := i.Counts; n.Outside+n.OutsideUndated > 0 {
		fmt.Fprintf(w, "left out\t%d published outside the window, %d without a date\n", n.Outside, n.OutsideUndated)
	}
	if i.State != nil {
		changes := "nothing unusual"
		if len(i.Changes) > 0 {
			changes = "changes" + Listed(i.Changes)
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
		fmt.Fprintf(w, "no tone\t%s\n", strings.TrimSpace(Listed(i.Abstain)))
	}
	for _, space := range i.Spaces {
		fmt.Fprintf(w, "language %s\t%d articles, %d terms, %d dimensions (%.0f %% of the weight), %d topics%s%s\n",
			space.Language, space.Articles, space.Terms, space.Rank, 100*space.ExplainedVariance, space.Topics, plausible(space), reason(space.Reason))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if len(i.Topics) == 0 {
		return nil
	}
	w = tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\ntopic\tlang\tstories\tshare\ttone\tNPMI\tlabel")
	for _, t := range i.Topics {
		tone := "-"
		if t.Tone != nil {
			tone = fmt.Sprintf("%+.2f", math.Round(100**t.Tone)/100+0) // + 0 takes the sign off -0
		}
		fmt.Fprintf(w, "%d\t%s\t%d\t%.1f %%\t%s\t%.2f\t%s\n", t.ID, t.Language, t.Stories, 100*t.Share, tone, t.NPMI, t.Label)
	}
	return w.Flush()
}

// plausible is the range of the number of topics, "" where it is one number or the number was given.
func plausible(s reports.Space) string {
	if s.TopicsLow >= s.TopicsHigh {
		return ""
	}
	return fmt.Sprintf(" (%d to %d)", s.TopicsLow, s.TopicsHigh)
}

func reason(text string) string {
	if text == "" {
		return ""
	}
	return ": " + text
}

// Listed gives counts by name as " (name count, ...)".
func Listed(counts map[string]int) string {
	if len(counts) == 0 {
		return ""
	}
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		parts = append(parts, fmt.Sprintf("%s %d", k, counts[k]))
	}
	return " (" + strings.Join(parts, ", ") + ")"
}
