package change

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// Memory is the number of runs that a history holds.
const Memory = 30

// quiet is the number of runs for which an announced change is not announced again unless
// it grew: by grownRatio where it is a ratio, by grownTone where it is a tone.
const (
	quiet      = 4
	grownRatio = 1.5
	grownTone  = 0.1
)

// Bounds of what a history holds, for each of its two generations.
const (
	mostTerms      = 100_000
	mostCompanions = 25_000
)

// History sums what the runs so far brought. The zero value is a history without runs.
//
// Topics, targets and outlets are kept run by run, for the last Memory runs. Terms and
// companions are too many for that. They are summed in two generations of up to Memory/2
// runs each: when the newer one is full it becomes the older one, and the former older
// one is forgotten, so that their counts always go back between Memory/2 and Memory runs
// (or to the first run). A generation that grows too large drops its rarest entries and
// remembers how many stories of any entry it may have dropped (Manku and Motwani 2002);
// tests add these to the count of before.
type History struct {
	number       int   // runs so far
	runs         []run // the last ones, ascending
	older, newer generation
	announced    []announcement // ascending by key
}

// generation sums some runs in a row.
type generation struct {
	runs              int
	terms, companions census
}

// census counts stories by entry.
type census struct {
	stories map[string]int // all, by population
	counts  []entryCount   // ascending by entry
	missed  int            // an entry may have up to so many stories more
}

// entryCount is an entry with its number of stories.
type entryCount struct {
	entry
	stories int
}

// announcement remembers a change that was announced.
type announcement struct {
	key
	run    int // its number, from 1
	effect float64
}

// key names what a change is about.
type key struct {
	kind     Kind
	topic    int
	language string
	target   string
	subject  string
}

func (c Change) key() key { return key{c.Kind, c.Topic, c.Language, c.Target, c.Subject} }

func compareKeys(a, b key) int {
	return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.topic, b.topic), cmp.Compare(a.language, b.language),
		cmp.Compare(a.target, b.target), cmp.Compare(a.subject, b.subject))
}

// Clone returns a copy that can be added to without changing the history.
func (h *History) Clone() *History {
	out := *h
	out.runs, out.announced = slices.Clone(h.runs), slices.Clone(h.announced)
	out.older, out.newer = h.older.clone(), h.newer.clone()
	return &out
}

func (g generation) clone() generation {
	for _, t := range []*census{&g.terms, &g.companions} {
		t.stories, t.counts = maps.Clone(t.stories), slices.Clone(t.counts)
	}
	return g
}

// Runs returns the number of runs that were added, those without new stories aside.
func (h *History) Runs() int { return h.number }

// Add takes up the observation of a run together with the changes that were announced
// for it: those that Detect returned, or the ones of them that were shown. A run without
// new stories leaves the history as it is.
//
// A change is remembered as announced for the next four runs, and a silence until it ends;
// Detect leaves it out meanwhile unless it has grown by half (or by 0.1, a tone) since.
func (h *History) Add(now Observation, announced []Change) {
	r := now.sum()
	if r.stories == 0 {
		return
	}
	h.number++
	h.runs = append(h.runs, r)
	if len(h.runs) > Memory {
		h.runs = slices.Delete(h.runs, 0, 1)
	}
	h.remember(r, announced)
	if h.newer.runs == Memory/2 {
		h.older, h.newer = h.newer, generation{}
	}
	h.newer.add(now, r)
}

// remember brings the announcements up to date.
func (h *History) remember(now run, announced []Change) {
	heard := make(map[key]bool) // silences that have ended
	for _, c := range now.cells {
		heard[key{kind: TopicSilent, topic: c.topic}] = true
		heard[key{kind: SourceSilent, subject: c.source}] = true
	}
	for _, c := range now.targets {
		heard[key{kind: TargetSilent, target: c.target}] = true
	}
	fresh := make(map[key]bool)
	for _, c := range announced {
		fresh[c.key()] = true
	}
	h.announced = slices.DeleteFunc(h.announced, func(a announcement) bool {
		silence := a.key
		silence.language = ""
		last := quiet
		if a.silence() {
			last = Memory
		}
		return fresh[a.key] || heard[silence] || h.number-a.run > last
	})
	for _, c := range announced {
		if fresh[c.key()] {
			h.announced = append(h.announced, announcement{c.key(), h.number, c.effect()})
			fresh[c.key()] = false
		}
	}
	slices.SortFunc(h.announced, func(a, b announcement) int { return compareKeys(a.key, b.key) })
}

func (k key) silence() bool {
	return k.kind == TopicSilent || k.kind == TargetSilent || k.kind == SourceSilent
}

// told tells whether a change of the next run was announced already and has not grown.
func (h *History) told(c Change) bool {
	i, found := slices.BinarySearchFunc(h.announced, c.key(), func(a announcement, k key) int { return compareKeys(a.key, k) })
	if !found {
		return false
	}
	a := h.announced[i]
	if a.silence() {
		return true
	}
	grown := math.Log(grownRatio)
	if c.Kind == ToneShift || c.Kind == TargetToneShift {
		grown = grownTone
	}
	return h.number+1-a.run <= quiet && c.effect() <= a.effect+grown
}

// add takes up a run.
func (g *generation) add(o Observation, r run) {
	g.runs++
	for _, c := range r.cells {
		g.terms.populate(c.language, c.Stories)
	}
	terms := make([]entryCount, len(o.Terms))
	for i, t := range o.Terms {
		terms[i] = entryCount{entry{t.Language, t.Term}, t.Stories}
	}
	g.terms.add(terms)
	g.terms.prune(mostTerms)
	for _, c := range r.targets {
		g.companions.populate(c.target, c.Stories)
	}
	companions := make([]entryCount, len(o.Companions))
	for i, c := range o.Companions {
		companions[i] = entryCount{entry{c.Target, c.Name}, c.Stories}
	}
	g.companions.add(companions)
	g.companions.prune(mostCompanions)
}

func (t *census) populate(population string, stories int) {
	if t.stories == nil {
		t.stories = make(map[string]int)
	}
	t.stories[population] += stories
}

// add takes up more entries, in any order and any number of times each.
func (t *census) add(more []entryCount) {
	more = slices.DeleteFunc(more, func(c entryCount) bool { return c.stories <= 0 })
	slices.SortFunc(more, func(a, b entryCount) int { return compareEntries(a.entry, b.entry) })
	once := more[:0]
	for _, c := range more {
		if last := len(once) - 1; last >= 0 && once[last].entry == c.entry {
			once[last].stories += c.stories
		} else {
			once = append(once, c)
		}
	}
	t.counts = union(t.counts, once)
}

// union merges two lists that ascend by entry and adds up the stories of those in both.
func union(a, b []entryCount) []entryCount {
	out := make([]entryCount, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch order := compareEntries(a[0].entry, b[0].entry); {
		case order < 0:
			out, a = append(out, a[0]), a[1:]
		case order > 0:
			out, b = append(out, b[0]), b[1:]
		default:
			out, a, b = append(out, entryCount{a[0].entry, a[0].stories + b[0].stories}), a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// of gives the stories of an entry.
func (t *census) of(e entry) int {
	at, found := slices.BinarySearchFunc(t.counts, e, func(c entryCount, e entry) int { return compareEntries(c.entry, e) })
	if !found {
		return 0
	}
	return t.counts[at].stories
}

// prune drops the rarest entries, all of the same number of stories together, until at
// most the given number is left.
func (t *census) prune(most int) {
	if len(t.counts) <= most {
		return
	}
	sizes := make([]int, len(t.counts))
	for i, c := range t.counts {
		sizes[i] = c.stories
	}
	slices.Sort(sizes)
	rare := sizes[len(sizes)-most-1]
	t.counts = slices.DeleteFunc(t.counts, func(c entryCount) bool { return c.stories <= rare })
	t.missed += rare
}

// plus gives the sum of two.
func (t *census) plus(o *census) *census {
	out := &census{stories: make(map[string]int), counts: union(t.counts, o.counts), missed: t.missed + o.missed}
	for _, part := range []*census{t, o} {
		for population, n := range part.stories {
			out.stories[population] += n
		}
	}
	return out
}

func (h *History) terms() *census      { return h.older.terms.plus(&h.newer.terms) }
func (h *History) companions() *census { return h.older.companions.plus(&h.newer.companions) }
