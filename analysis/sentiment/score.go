package sentiment

import "leitmotif/analysis/tone"

// Labels of tone.
const (
	Negative = tone.Negative
	Neutral  = tone.Neutral
	Positive = tone.Positive
)

// Reasons why a text gets no score. They are part of the contract of the tables.
const (
	UnsupportedLanguage = "unsupported_language" // there is no model for the language
	TooShort            = "too_short"            // not one sentence with enough words
	LowCoverage         = "low_coverage"         // the model knows too few of the words
	NotMentioned        = "not_mentioned"        // of a target: the article does not name it
)

// Score is the tone of one article or, for a reason, its absence.
type Score struct {
	Abstain string // why there is no score; "" where there is one
	Label   string // Negative, Neutral or Positive; "" where Abstain is set
	// Counts are the sentences scored by label, and of a target the mentions; Label and the
	// score, Counts.Score, are theirs.
	Counts tone.Counts
	// Probabilities of the three classes: means over the sentences, so they sum to 1.
	// All 0 where Abstain is set.
	Negative, Neutral, Positive float64
	Coverage                    float64 // share of the words, unknown names aside, that the model knows, [0, 1]
	Sentences                   int     // sentences scored
	// Drivers are the terms that moved the score most, largest absolute contribution
	// first, at most five; stop words are not named.
	Drivers  []Driver
	Mentions []Mention // of the targets of the watch list, in order of appearance

	Deep   bool       // the encoder scored the sentences
	open   []question // to the encoder, which Deepen asks
	beyond int        // questions that it was not asked, for there were too many
}

// Towards is the tone of the article towards one target: the counts of its mentions. It
// abstains where the article does not mention the target, or the model knows no targets.
func (s Score) Towards(target string) Score {
	out := Score{Coverage: s.Coverage}
	for _, m := range s.Mentions {
		if m.Target == target && m.Label != "" {
			out.Sentences++
			out.Counts.Count(m.Label)
			out.Negative += m.Negative
			out.Neutral += m.Neutral
			out.Positive += m.Positive
			out.Mentions = append(out.Mentions, m)
		}
	}
	if out.Sentences == 0 {
		return Score{Abstain: NotMentioned, Coverage: s.Coverage}
	}
	n := float64(out.Sentences)
	out.Negative, out.Neutral, out.Positive = out.Negative/n, out.Neutral/n, out.Positive/n
	out.Label = out.Counts.Label()
	return out
}

// Driver is a term with what it adds to the log-odds of positive against negative,
// averaged over the sentences. Forms that differ in case alone are one term; Term is a
// token as the article writes it, within a sentence rather than at its beginning where it
// stands in both, so that it can be found in the text.
type Driver struct {
	Term         string
	Contribution float64
}

// Mention is one place where an article names a target of the watch list.
type Mention struct {
	Sentence int    // counts from 0, over title and text
	Target   string // name of the target
	Alias    string // as the watch list spells it
	// Start and End are the half-open range of the mention in characters (code points) of
	// the text; in the title, where InTitle is set.
	Start, End int
	InTitle    bool
	Text       string // the sentence as written, at most 300 characters: those around the mention
	Quoted     bool   // stands in quoted speech: a quoted voice, not the author's
	Label      string // tone towards the target; "" where the model cannot tell
	Deep       bool   // the encoder scored it
	// Probabilities of the three classes of tone towards the target.
	Negative, Neutral, Positive float64
}

// Sentence is a sentence of an article with its tone as a whole.
type Sentence struct {
	InTitle    bool
	Start, End int // bytes of the title, where InTitle is set, or of the text: [Start, End)
	// Label is what the linear model calls it; "" where it has no score: with too few known words,
	// in the wording of an earlier one, or in an article that has none.
	Label string
}

// Value is the score, in [-1, 1].
func (m Mention) Value() float64 { return tone.Score(m.Negative, m.Neutral, m.Positive) }

// Call enters the probabilities of the tone towards the target and what they are called by the
// neutral band of the model that made them.
func (m *Mention) Call(p [Classes]float64, band float64) {
	m.Negative, m.Neutral, m.Positive = p[ClassNegative], p[ClassNeutral], p[ClassPositive]
	m.Label = tone.Label(m.Value(), band)
}

// ModelInfo describes a model.
type ModelInfo struct {
	Language string
	Name     string
	Terms    int     // terms the model knows; 0 of the encoder
	Band     float64 // see Model
	Deep     bool    // it is the encoder
	// What it scores: sentences, of which articles are made, and towards targets.
	Whole, Towards bool
	Figures        Figures `json:"-"` // they change nothing that is found
}
