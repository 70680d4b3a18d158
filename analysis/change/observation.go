package change

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// Observation is what was new in a run: the stories that no earlier run held, copies
// counted once. The order of the slices is of no matter, and rows with the same names
// add up.
type Observation struct {
	// Topics are the permanent numbers of the topics that the run's model knows, with new
	// stories or without. A topic is compared only with runs that knew it, and only one
	// that is known can be silent. The topics of Cells are known in any case.
	Topics     []int
	Cells      []Cell
	Targets    []TargetCell
	Terms      []TermCount
	Companions []Companion
}

// Cell counts the new stories of a topic in a language from an outlet. Every new story is
// in exactly one cell.
type Cell struct {
	Topic            int // permanent number, from 1; 0 for stories without a topic
	Language, Source string
	Tally
}

// TargetCell counts the new stories in a language from an outlet that name a target of
// the watch list; Tone is that towards the target.
type TargetCell struct {
	Target, Language, Source string
	Tally
}

// Tally counts stories and sums their tones.
type Tally struct {
	Stories int
	Scored  int // of these with a tone
	// Sums of the net tones of stories, each in [-1, 1], and of their squares.
	Tone, ToneSquares float64
}

// TermCount counts the new stories in a language that hold a term, and their outlets.
type TermCount struct {
	Language, Term   string
	Stories, Sources int
}

// Companion counts the new stories that name a target of the watch list and another name.
type Companion struct {
	Target, Name string
	Stories      int
}

// SetTone enters the net tone of a single story.
func (t *Tally) SetTone(score float64) { t.Scored, t.Tone, t.ToneSquares = 1, score, score*score }

func (t *Tally) add(o Tally) {
	t.Stories += o.Stories
	t.Scored += o.Scored
	t.Tone += o.Tone
	t.ToneSquares += o.ToneSquares
}

// valid tells whether the numbers can be those of stories.
func (t Tally) valid() bool {
	return t.Stories >= 0 && t.Scored >= 0 && t.Scored <= t.Stories &&
		math.Abs(t.Tone) <= float64(t.Scored)*(1+1e-9) && t.ToneSquares >= 0 && t.ToneSquares <= float64(t.Scored)*(1+1e-9)
}

// stratum is within what subjects are compared: a language of an outlet.
type stratum struct{ language, source string }

func compareStrata(a, b stratum) int {
	return cmp.Or(cmp.Compare(a.language, b.language), cmp.Compare(a.source, b.source))
}

// subject is a topic, or a target by its name.
type subject struct {
	topic  int
	target string
}

func compareSubjects(a, b subject) int {
	return cmp.Or(cmp.Compare(a.topic, b.topic), cmp.Compare(a.target, b.target))
}

// count is a row of a run: the stories of a subject in a stratum.
type count struct {
	subject
	stratum
	Tally
}

func compareCounts(a, b count) int {
	return cmp.Or(compareSubjects(a.subject, b.subject), compareStrata(a.stratum, b.stratum))
}

// run is an observation as the history keeps it. Both lists are ascending; the topics
// include those of the cells.
type run struct {
	stories int
	topics  []int
	cells   []count // of topics and of stories without one: every story once
	targets []count
}

// sum brings an observation into the form of a run.
func (o Observation) sum() run {
	cells := make([]count, len(o.Cells))
	topics := make(map[int]bool, len(o.Topics))
	for _, topic := range o.Topics {
		topics[topic] = true
	}
	for i, c := range o.Cells {
		cells[i] = count{subject{topic: c.Topic}, stratum{c.Language, c.Source}, c.Tally}
		topics[c.Topic] = true
	}
	targets := make([]count, len(o.Targets))
	for i, c := range o.Targets {
		targets[i] = count{subject{target: c.Target}, stratum{c.Language, c.Source}, c.Tally}
	}
	delete(topics, 0)
	out := run{topics: slices.Sorted(maps.Keys(topics)), cells: merged(cells), targets: merged(targets)}
	for _, c := range out.cells {
		out.stories += c.Stories
	}
	return out
}

// merged sorts rows and adds up those with the same names; rows whose numbers cannot be
// those of stories are left out. Rows are summed in the order
// of their numbers, so that the order in which they came changes no bit.
func merged(rows []count) []count {
	slices.SortFunc(rows, func(a, b count) int {
		return cmp.Or(compareCounts(a, b), cmp.Compare(a.Stories, b.Stories), cmp.Compare(a.Scored, b.Scored),
			cmp.Compare(a.Tone, b.Tone), cmp.Compare(a.ToneSquares, b.ToneSquares))
	})
	out := rows[:0]
	for _, row := range rows {
		if row.Stories <= 0 || !row.valid() {
			continue
		}
		if last := len(out) - 1; last >= 0 && compareCounts(out[last], row) == 0 {
			out[last].add(row.Tally)
			continue
		}
		out = append(out, row)
	}
	return out
}
