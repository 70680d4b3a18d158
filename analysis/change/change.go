// Package change finds what is different in the new stories of a run from what earlier
// runs brought: topics that rise, fade or fall silent, tones that shift, outlets that
// begin or stop, names that are new in the company of a target, words that enter.
//
// In come an Observation, which counts the stories that no earlier run held, and the
// History, which sums the observations of earlier runs; out come the few Changes worth
// telling. There is no clock and no randomness: the same numbers give the same changes.
//
// A reader must be able to trust that a quiet day says nothing. Hence:
//
//   - Within outlets. The stories of a language from an outlet are a stratum, and a topic
//     is compared with its share in the same strata. An outlet that publishes twice as
//     much, comes or goes moves no topic; nor does one that alone writes more about it.
//   - Wander. From run to run a topic's share and a tone vary by more than chance, because
//     stories follow events. How much is learned from the history, for each subject and
//     from all of them where it is short; see wander.
//   - One error for all. All tests of a run are a family (Holm 1979): where runs differ by
//     chance and their usual wander alone, at most the given part of them, 5 %, announce
//     anything at all.
//   - Size. A change must be large enough to matter, however certain it is.
//   - Once. What was announced is not announced again for some runs, unless it grew.
package change

import (
	"cmp"
	"math"
	"slices"
)

// Kind is what has changed.
type Kind string

// Kinds of change; the subject is in the fields that are named here.
const (
	TopicRising     Kind = "topic_rising"      // Topic: its share is larger
	TopicFading     Kind = "topic_fading"      // Topic: its share is smaller
	TopicSilent     Kind = "topic_silent"      // Topic: no story, in this run or since some
	ToneShift       Kind = "tone_shift"        // Topic: its mean tone is another
	TargetRising    Kind = "target_rising"     // Target: named in a larger share of stories
	TargetFading    Kind = "target_fading"     // Target: named in a smaller share
	TargetSilent    Kind = "target_silent"     // Target: not named, in this run or since some
	TargetToneShift Kind = "target_tone_shift" // Target: the mean tone towards it is another
	SourceStarted   Kind = "source_started"    // Subject: an outlet without stories before
	SourceSilent    Kind = "source_silent"     // Subject: an outlet without stories, in this run or since some
	CompanionNew    Kind = "companion_new"     // Target, and Subject: a name not named with it before
	TermEntered     Kind = "term_entered"      // Language and Subject: a word or phrase hardly seen before
)

// Change is a difference between the new stories of a run and those of earlier runs.
type Change struct {
	Kind     Kind
	Topic    int    // permanent number of the topic, or 0
	Language string // of the topic or term, or ""
	Target   string // of the watch list, or ""
	Subject  string // outlet, name or term, or ""

	// Before and After are the mean tones in [-1, 1] for the tone kinds. For the others
	// they are the shares in [0, 1] of the stories that could hold the subject: for a
	// topic or target those of the strata seen before and now, for an outlet all, for a
	// name those that name its target, for a term those of its language. Before is the
	// share or tone that the outlets had before, weighted by their stories of now.
	Before, After float64
	// Low and High bound the difference After-Before for the tone kinds and the ratio
	// After/Before for the others, with 95 % confidence as to the stories counted; the
	// usual wander between runs comes on top. High is +Inf where nothing was before.
	Low, High float64
	// P is the probability of such a difference where nothing but chance and the usual
	// wander is at work, adjusted for all tests of the run: never above alpha.
	P float64
	// BeforeN and AfterN count stories of the subject: all, or those with a tone for the
	// tone kinds.
	BeforeN, AfterN int
	// Sources counts the outlets whose stories AfterN counts; 0 for a name.
	Sources int
	// Runs counts the runs whose new stories AfterN counts: 1, or more where a silence
	// lasts longer.
	Runs int
}

// effect is the size of the change, to be compared with that of the same kind and
// subject in another run: the difference of tones, or the logarithm of the ratio.
func (c Change) effect() float64 {
	if c.Kind == ToneShift || c.Kind == TargetToneShift {
		return math.Abs(c.After - c.Before)
	}
	if c.Before == 0 || c.After == 0 {
		return math.MaxFloat64
	}
	return math.Abs(math.Log(c.After / c.Before))
}

// What a change must reach to be worth telling.
const (
	leastRatio   = 1.5 // of shares, up or down
	leastTone    = 0.1 // difference of mean tones
	leastStories = 3   // new stories of anything that rises or begins
	enteredRatio = 10  // of the shares of a term
	leastSources = 3   // outlets of a term that entered, or all where there are fewer
)

// leastRuns is the number of runs that a history must hold, and a topic must have existed
// in, before anything is compared: with fewer nobody knows what is usual.
const leastRuns = 4

// topicWeight is what the question which topics rise and fall counts for, to 1 of each of
// the six others.
const topicWeight = 6

// Detect returns the changes of the new stories of a run against the history of earlier
// runs, the most certain first. With alpha, in (0, 1), as the bound, at most that part of
// runs that differ by chance and usual wander alone announce any change at all.
//
// Half of the error, where all can be asked, goes to the shares of topics; the other half
// equally to the other questions (shares of targets, tones of both, outlets, terms,
// companions), and within a question equally to its tests. Changes that the history knows
// as announced are left out, see History.Add; the history itself stays as it is.
func Detect(h *History, now Observation, alpha float64) []Change {
	if len(h.runs) < leastRuns {
		return nil
	}
	current := now.sum()
	if current.stories == 0 {
		return nil
	}
	table := newTable(h.runs, current)
	var groups []group
	ask := func(tests []test, weight float64) {
		if len(tests) > 0 {
			groups = append(groups, group{tests, len(tests), weight})
		}
	}
	ask(shares(table, table.topics, topicKinds), topicWeight)
	ask(shares(table, table.targets, targetKinds), 1)
	ask(tones(table, table.topics, ToneShift), 1)
	ask(tones(table, table.targets, TargetToneShift), 1)
	ask(outlets(table), 1)
	weight := 0.0
	for _, g := range groups {
		weight += g.weight
	}
	var arriving []*arrivals
	for _, a := range []*arrivals{companions(h, now, current), terms(h, now, current)} {
		if a.asked() {
			arriving = append(arriving, a)
			weight++
		}
	}
	for _, a := range arriving {
		groups = append(groups, a.group(alpha/weight))
	}
	found := slices.DeleteFunc(family(groups, alpha), h.told)
	slices.SortFunc(found, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.P, b.P), compareKeys(a.key(), b.key()))
	})
	return found
}
