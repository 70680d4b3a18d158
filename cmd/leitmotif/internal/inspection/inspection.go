// Package inspection sums up a finished run for the terminal: in go its tables and its
// manifest, out comes what people ask first.
package inspection

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"leitmotif/analysis/gate"
	"leitmotif/cmd/leitmotif/internal/figure"
	"leitmotif/reports"
	"leitmotif/reports/table"
)

// Inspection sums up a finished run.
type Inspection struct {
	Dir      string           `json:"dir"`
	Run      string           `json:"run"`
	Version  string           `json:"version"`
	Finished time.Time        `json:"finished"`
	Seconds  float64          `json:"seconds"`
	Counts   reports.Counts   `json:"counts"`
	First    *time.Time       `json:"first_published,omitempty"`
	Last     *time.Time       `json:"last_published,omitempty"`
	Spaces   []reports.Space  `json:"spaces"`
	Themes   []Theme          `json:"themes,omitempty"`
	Topics   []Topic          `json:"topics"`
	Outlets  []reports.Outlet `json:"outlets_begin_or_end,omitempty"`
	Names    []Name           `json:"names"` // in most stories first, at most 10 of each kind
	Rejects  map[string]int   `json:"rejects"`
	State    *reports.State   `json:"state,omitempty"`   // nil where no state is kept
	Changes  map[string]int   `json:"changes,omitempty"` // by kind
	Measures *gate.Measures   `json:"measures,omitempty"`
	Refused  []gate.Breach    `json:"refused,omitempty"`
	Abstain  map[string]int   `json:"abstentions"`
}

// Theme gathers topics of the run.
type Theme struct {
	ID       int32    `json:"theme_id"`
	Language string   `json:"language"`
	Label    string   `json:"label"`
	Topics   []int32  `json:"topic_ids"`
	Stories  int64    `json:"stories"`
	Share    float64  `json:"share"`
	Tone     *float64 `json:"sentiment_mean"`
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
	Parent   int32    `json:"parent_id,omitempty"`
	Mark     string   `json:"mark,omitempty"`
	Outlet   string   `json:"marked_outlet,omitempty"`
	Course   *Course  `json:"course,omitempty"` // nil where none is told
}

// Course is how the share of a topic goes, within outlets.
type Course struct {
	Direction string    `json:"direction"` // rising, falling or steady
	Turn      time.Time `json:"turn"`
	Before    float64   `json:"before"`
	After     float64   `json:"after"`
	Outlet    string    `json:"outlet,omitempty"` // that mostly moves the share in all stories
}

// courseOf is nil where the table tells none.
func courseOf(t *table.Topic) *Course {
	if t.Course == "" || t.CourseBefore == nil || t.CourseAfter == nil {
		return nil
	}
	return &Course{t.Course, t.CourseTurn, *t.CourseBefore, *t.CourseAfter, t.CourseOutlet}
}

// Name is a name that articles give.
type Name struct {
	ID      string   `json:"name_id"`
	Name    string   `json:"name"`
	Kind    string   `json:"kind"`
	Stories int64    `json:"stories"`
	Share   float64  `json:"share"`
	Tone    *float64 `json:"sentiment_score"`
	New     *bool    `json:"is_new,omitempty"`
}

// mostNames is how many names of each kind are told of.
const mostNames = 10

// namesOf gives the names in most stories of each kind.
func namesOf(rows []table.Name) []Name {
	out, told := []Name{}, make(map[string]int)
	for _, n := range table.ByStories(rows) {
		if told[n.Kind]++; told[n.Kind] <= mostNames {
			out = append(out, Name{n.NameID, n.Name, n.Kind, n.Stories, n.Share, n.SentimentScore, n.IsNew})
		}
	}
	return out
}

// Of sums up the run in dir, whose tables and manifest are given.
func Of(dir string, set *table.Set, m *reports.Manifest) (Inspection, error) {
	out := Inspection{
		Dir: dir, Run: m.Clock.Run, Measures: m.Measures, Refused: m.Refused, Version: m.Version, Finished: m.Clock.Finished, Seconds: m.Clock.Seconds, Counts: m.Counts,
		Spaces: m.Spaces, Rejects: make(map[string]int), Abstain: make(map[string]int),
		State: m.State, Changes: make(map[string]int), Outlets: m.Outlets,
	}
	for i := range out.Spaces {
		out.Spaces[i].SingularValues = nil // of no use to people, and long
	}
	for i := range set.Topics {
		t := &set.Topics[i]
		out.Topics = append(out.Topics, Topic{t.TopicID, t.TopicUID, t.Language, t.Label, t.Stories, t.Share, t.SentimentMean, t.CoherenceNPMI,
			t.ParentID, t.Mark, t.MarkedOutlet, courseOf(t)})
	}
	for _, t := range set.Themes {
		out.Themes = append(out.Themes, Theme{t.ThemeID, t.Language, t.Label, t.TopicIDs, t.Stories, t.Share, t.SentimentMean})
	}
	out.Names = namesOf(set.Names)
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
	fmt.Fprintf(w, "articles\t%s of %s records; %s copies, %s rejected%s\n",
		figure.Count(i.Counts.Articles), figure.Count(i.Counts.Records), figure.Count(i.Counts.Duplicates), figure.Count(i.Counts.Rejected), Listed(i.Rejects))
	if n := i.Counts.Truncated; n > 0 {
		fmt.Fprintf(w, "truncated\t%s of which the input holds the beginning alone\n", figure.Counted(n, "article"))
	}
	if n := i.Counts.Shortened; n > 0 {
		fmt.Fprintf(w, "shortened\t%s with a title or another field over its bound\n", figure.Counted(n, "article"))
	}
	if n := i.Counts; n.Outside+n.OutsideUndated > 0 {
		fmt.Fprintf(w, "left out\t%s published outside the window, %s without a date\n", figure.Count(n.Outside), figure.Count(n.OutsideUndated))
	}
	if i.State != nil {
		changes := "nothing unusual"
		if len(i.Changes) > 0 {
			changes = "changes" + Listed(i.Changes)
		}
		fmt.Fprintf(w, "state\trun %d, %s new stories; %s\n", i.State.Run, figure.Count(i.State.Fresh), changes)
	}
	for _, b := range i.Refused {
		fmt.Fprintf(w, "refused\t%s; published anyway\n", b)
	}
	if i.First != nil {
		fmt.Fprintf(w, "dated\t%s to %s, %s without a date\n", i.First.Format(time.DateOnly), i.Last.Format(time.DateOnly), figure.Count(i.Counts.Undated))
	}
	for _, o := range i.Outlets {
		fmt.Fprintf(w, "outlet\t%q only %s\n", o.Source, presence(o))
	}
	for _, t := range i.Topics {
		if c := t.Course; c != nil && c.Direction != "steady" {
			fmt.Fprintf(w, "%s\ttopic %d, %.1f %% before %s, %.1f %% since, within outlets\n", c.Direction, t.ID, 100*c.Before, c.Turn.Format(time.DateOnly), 100*c.After)
		}
	}
	if len(i.Abstain) > 0 {
		fmt.Fprintf(w, "no tone\t%s\n", strings.TrimSpace(Listed(i.Abstain)))
	}
	for _, space := range i.Spaces {
		fmt.Fprintf(w, "language %s\t%s, %s, %s (%.0f %% of the weight), %s%s%s\n", space.Language, figure.Counted(space.Articles, "article"), figure.Counted(space.Terms, "term"),
			figure.Counted(space.Rank, "dimension"), 100*space.ExplainedVariance, figure.Counted(space.Topics, "topic"), held(&space), reason(space.Reason))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if err := i.printTopics(to); err != nil {
		return err
	}
	return i.printNames(to)
}

func (i Inspection) printTopics(to io.Writer) error {
	if len(i.Topics) == 0 {
		return nil
	}
	if err := i.printThemes(to); err != nil {
		return err
	}
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\ntopic\tlang\tstories\tshare\ttone\tNPMI\tlabel")
	for _, t := range i.Topics {
		fmt.Fprintf(w, "%d\t%s\t%s\t%.1f %%\t%s\t%s\t%s%s\n", t.ID, t.Language, figure.Count(t.Stories), 100*t.Share, signed(t.Tone), figure.Fixed(t.NPMI, 2), t.Label, marked(&t))
	}
	return w.Flush()
}

// presence says when there are articles of an outlet.
func presence(o reports.Outlet) string {
	first, last := o.First.Format(time.DateOnly), o.Last.Format(time.DateOnly)
	switch {
	case !o.Ends:
		return "from " + first + " on"
	case !o.Begins:
		return "until " + last
	}
	return "from " + first + " to " + last
}

func (i Inspection) printNames(to io.Writer) error {
	if len(i.Names) == 0 {
		return nil
	}
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\nstories\tshare\ttone\tkind\tname")
	for _, n := range i.Names {
		news := ""
		if n.New != nil && *n.New {
			news = " (new)"
		}
		fmt.Fprintf(w, "%s\t%.1f %%\t%s\t%s\t%s%s\n", figure.Count(n.Stories), 100*n.Share, signed(n.Tone), n.Kind, n.Name, news)
	}
	return w.Flush()
}

// printThemes writes the themes with the numbers of their topics.
func (i Inspection) printThemes(to io.Writer) error {
	if len(i.Themes) == 0 {
		return nil
	}
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\ntheme\tlang\tstories\tshare\ttone\ttopics\tlabel")
	for _, t := range i.Themes {
		var ids []string
		for _, id := range t.Topics {
			ids = append(ids, fmt.Sprint(id))
		}
		fmt.Fprintf(w, "%d\t%s\t%s\t%.1f %%\t%s\t%s\t%s\n", t.ID, t.Language, figure.Count(t.Stories), 100*t.Share, signed(t.Tone), strings.Join(ids, " "), t.Label)
	}
	return w.Flush()
}

// signed gives a net tone, "-" where there is none.
func signed(tone *float64) string {
	if tone == nil {
		return "-"
	}
	return figure.Signed(*tone)
}

// marked says what a topic may be instead of one of the news.
func marked(t *Topic) string {
	switch {
	case t.Outlet != "":
		return fmt.Sprintf(" (nearly only in %s)", t.Outlet)
	case t.Mark != "":
		return fmt.Sprintf(" (%s)", t.Mark)
	}
	return ""
}

// held says how many topics were looked for and how much of a language they hold; "" where that is
// not known.
func held(s *reports.Space) string {
	if s.TopicsSought == 0 {
		return ""
	}
	sought := fmt.Sprintf("%d sought", s.TopicsSought)
	if s.TopicsLow < s.TopicsHigh {
		sought += fmt.Sprintf(", %d to %d plausible", s.TopicsLow, s.TopicsHigh)
	}
	stories := float64(max(1, s.Rows))
	verb := "hold"
	if s.Topics == 1 {
		verb = "holds"
	}
	return fmt.Sprintf(" (%s) %s %.0f %% of the stories, %.0f %% have no clear topic", sought, verb, 100*float64(s.StoriesHeld)/stories, 100*float64(s.StoriesUnclear)/stories)
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
		parts = append(parts, k+" "+figure.Count(counts[k]))
	}
	return " (" + strings.Join(parts, ", ") + ")"
}
