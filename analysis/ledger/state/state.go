// Package state is what a run remembers for the next one: the topics that ever were, the
// semantic space of each language with the words of its topics, and the articles seen.
//
// A run gets the State of the run before it, leaves it as it is, and returns the next one.
// How a state gets to the disk and back is the matter of Dir.
//
// Glossary.
//
//   - theme: a topic across runs. Its number, the UID, is given once and never again.
//   - ledger: the list of all themes that ever were.
//   - space: what is needed to place an article among the topics of a language without the
//     articles that they were found in: vocabulary, weighting, loadings and words.
//   - fit: the analysis of a corpus that a space comes from.
package state

import (
	"cmp"
	"slices"

	"leitmotif/analysis/change"
	"leitmotif/analysis/result"
)

// Term is a term with its weight.
type Term struct {
	Text   string  `cbor:"1,keyasint"`
	Weight float64 `cbor:"2,keyasint"`
}

// Theme is a topic across runs.
type Theme struct {
	UID      int             `cbor:"1,keyasint"` // counts from 1
	Language string          `cbor:"2,keyasint"`
	Label    string          `cbor:"3,keyasint"`
	Standing result.Standing `cbor:"4,keyasint"`
	// First and Last are the numbers of the first and of the latest run that found it.
	First int `cbor:"5,keyasint"`
	Last  int `cbor:"6,keyasint"`
	// Parent is the theme that it split from or was merged into; 0 = none.
	Parent int    `cbor:"7,keyasint"`
	Terms  []Term `cbor:"8,keyasint"` // as shown to people, best first
	// Marks are the terms that tell it from others, as the vocabulary spells them, in a
	// vector of length 1; they are those of its latest fit.
	Marks     []Term  `cbor:"9,keyasint"`
	NPMI      float64 `cbor:"10,keyasint"`
	Stability float64 `cbor:"11,keyasint"`
	// Unclear says that what its latest fit found does not hold: no run tells of it until another
	// fit does. One that no run has told of has no label.
	Unclear bool `cbor:"12,keyasint,omitempty"`
	// Register says that it is rather a manner of telling.
	Register bool `cbor:"13,keyasint,omitempty"`
}

// Gone tells whether the theme is not looked for any more.
func (t *Theme) Gone() bool { return t.Standing == result.Merged }

// Space is the semantic space of a language with the words of its topics.
type Space struct {
	Language string   `cbor:"1,keyasint"`
	Terms    []string `cbor:"2,keyasint"` // columns, in byte order
	// The forms of tfidf.Weighting, lsa.Space and topic.Words.
	Weighting []byte `cbor:"3,keyasint"`
	Loadings  []byte `cbor:"4,keyasint"`
	Words     []byte `cbor:"5,keyasint"`
	UIDs      []int  `cbor:"6,keyasint"` // theme of each topic of Words
	Rows      int    `cbor:"7,keyasint"` // stories that it was fitted to
	Rank      int    `cbor:"8,keyasint"`
	Weights   int    `cbor:"9,keyasint"` // non-zero weights of the matrix
	// Singular values, descending; share of the squared weights that the space holds; and
	// what chose the number of topics.
	SingularValues    []float64   `cbor:"10,keyasint"`
	ExplainedVariance float64     `cbor:"11,keyasint"`
	Curve             []Candidate `cbor:"12,keyasint"`
	// Low and High bound the plausible numbers of topics; 0 where the number was given.
	Low  int `cbor:"13,keyasint,omitempty"`
	High int `cbor:"14,keyasint,omitempty"`
	// Sought is the number of topics looked for; 0 in states that do not know it.
	Sought int     `cbor:"15,keyasint,omitempty"`
	Groups []Group `cbor:"16,keyasint,omitempty"` // themes that gather the topics

	digest string // of its file, where it has one
}

// Candidate is a number of topics with the stability that it showed.
type Candidate struct {
	K         int     `cbor:"1,keyasint"`
	Stability float64 `cbor:"2,keyasint"`
}

// Group is topics of a space, by their places in it, that are alike.
type Group struct {
	Topics []int  `cbor:"1,keyasint"`
	Terms  []Term `cbor:"2,keyasint"` // as shown to people, best first
}

// Drift is what was seen of the stories placed in a space since its fit.
type Drift struct {
	Language string `cbor:"1,keyasint"`
	Run      int    `cbor:"2,keyasint"` // number of the run that fitted the space
	Reason   string `cbor:"5,keyasint"` // why it did
	// Asked and AskedOwn are the numbers of topics that it was to find over all languages
	// and in this one; 0 = any.
	Asked    int `cbor:"6,keyasint"`
	AskedOwn int `cbor:"7,keyasint,omitempty"`
	// Fitted holds the stories of the fit, Placed those that came after it.
	Fitted Measure `cbor:"3,keyasint"`
	Placed Measure `cbor:"4,keyasint"`
}

// Measure sums up how well a space explains stories.
type Measure struct {
	Stories int `cbor:"1,keyasint"`
	// Unexplained and Squares sum the share of the squared weight of each story that the
	// space does not explain, and its square.
	Unexplained float64 `cbor:"2,keyasint"`
	Squares     float64 `cbor:"3,keyasint"`
	// Words are the words of the stories, Unknown those outside of the vocabulary.
	Words   int `cbor:"4,keyasint"`
	Unknown int `cbor:"5,keyasint"`
}

// Add takes up a story.
func (m *Measure) Add(unexplained float64, unknown, words int) {
	m.Stories++
	m.Unexplained += unexplained
	m.Squares += unexplained * unexplained
	m.Unknown += unknown
	m.Words += words
}

// Merge adds other.
func (m *Measure) Merge(other Measure) {
	m.Stories += other.Stories
	m.Unexplained += other.Unexplained
	m.Squares += other.Squares
	m.Unknown += other.Unknown
	m.Words += other.Words
}

// State is what a run remembers.
type State struct {
	Runs   int     `cbor:"1,keyasint"` // runs so far, repetitions not counted
	Themes []Theme `cbor:"2,keyasint"` // ascending UID, which are 1, 2, 3 and so on
	Drifts []Drift `cbor:"3,keyasint"` // of the spaces, in their order
	Seen   Seen    `cbor:"4,keyasint"` // articles of all runs so far
	// Input is the digest of articles and configuration of the latest run, by which its
	// repetition is known.
	Input []byte `cbor:"5,keyasint"`
	Fresh int    `cbor:"10,keyasint"` // stories that were new in the latest run
	// Instruments is the digest of the tone models and stop words of the latest run: what is
	// measured with others is no change of the world.
	Instruments []byte `cbor:"11,keyasint"`
	// Recurring is what counted as boilerplate so far, in the form of boilerplate.Recurring.
	Recurring []byte  `cbor:"6,keyasint"`
	Stories   Stories `cbor:"7,keyasint"`
	// History is what the changes of a run are told from, Changes those of the latest one.
	History *change.History `cbor:"8,keyasint"`
	Changes []change.Change `cbor:"9,keyasint"`
	// Names are those found so far; states of versions that found none lack them.
	Names Names `cbor:"12,keyasint"`

	Spaces []Space `cbor:"-"` // ascending Language; each has a file of its own
}

// Empty is the state before the first run.
func Empty() *State { return &State{History: new(change.History)} }

// Space returns the space of a language with its drift, or nil where there is none.
func (s *State) Space(language string) (*Space, *Drift) {
	i, ok := slices.BinarySearchFunc(s.Spaces, language, func(x Space, l string) int { return cmp.Compare(x.Language, l) })
	if !ok {
		return nil, nil
	}
	return &s.Spaces[i], &s.Drifts[i]
}

// Next returns a copy that the next run may write to; its number is one more. What is in
// the slices is shared and must be replaced, not changed.
func (s *State) Next() *State {
	next := *s
	next.Runs++
	next.Themes, next.Spaces, next.Drifts = slices.Clone(s.Themes), slices.Clone(s.Spaces), slices.Clone(s.Drifts)
	next.Seen = s.Seen.clone()
	next.History = s.History.Clone()
	return &next
}

// SetSpace puts a space in the place of that of its language.
func (s *State) SetSpace(space Space, drift Drift) {
	i, ok := slices.BinarySearchFunc(s.Spaces, space.Language, func(x Space, l string) int { return cmp.Compare(x.Language, l) })
	if ok {
		s.Spaces[i], s.Drifts[i] = space, drift
		return
	}
	s.Spaces = slices.Insert(s.Spaces, i, space)
	s.Drifts = slices.Insert(s.Drifts, i, drift)
}

// Theme returns the theme of a UID, or nil.
func (s *State) Theme(uid int) *Theme {
	if uid < 1 || uid > len(s.Themes) {
		return nil
	}
	return &s.Themes[uid-1]
}
