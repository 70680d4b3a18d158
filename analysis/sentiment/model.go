package sentiment

import (
	"math"
	"slices"

	shipped "github.com/cdipaolo/sentiment"

	"leitmotif/analysis/sentiment/passage"
	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/tone"
)

// Columns of the word scores: three classes for each block of each mode.
const (
	columnsWhole   = passage.WholeBlocks * Classes
	columnsTowards = passage.Blocks * Classes
	columns        = columnsWhole + columnsTowards
)

// column gives the first of the three columns of a block.
func column(m passage.Mode, block int) int {
	if m == passage.Whole {
		return block * Classes
	}
	return columnsWhole + block*Classes
}

// wordScore is what a word adds to the logits of the three classes, by block.
type wordScore [columns]float32

// set sets the scores of three columns.
func (w *wordScore) set(column int, score [Classes]float64) {
	for k, x := range score {
		w[column+k] = float32(x)
	}
}

func (w *wordScore) add(o *wordScore) {
	for i := range w {
		w[i] += o[i]
	}
}

// Model is the tone of one language. The linear model is folded into one score per word
// and block: vectors, orientations and character n-grams exist during training only.
// Unknown words are scored by their n-grams or by their ending. The fields are for training
// to set before the model scores or is encoded; three numbers are those of the classes.
type Model struct {
	Language string // ISO 639-1
	Name     string

	Words      []string       // those it knows, ascending and different
	index      tokenize.Index // of Words
	scores     []wordScore
	grams      gramTable // places in gramScores; empty where unknown words get no score
	gramScores []wordScore
	// gramBlocks are the columns at which the blocks begin in which n-grams have scores. They
	// are few, and unknown words have many n-grams.
	gramBlocks []int
	suffix     bool

	// Meta are the weights of the features of the sentence itself, the leading
	// Mode.Features of them in each mode.
	Meta  [passage.Modes][passage.TowardsFeatures][Classes]float64
	Guess Guess
	// Zero lowers the logit of positive and raises that of negative, so that the net tone
	// expected of unlabelled news is 0, of sentences and towards targets.
	Zero [passage.Modes]float64
	// Band is the score, in [0, 1], up to which a sentence or a mention is called neutral, in
	// either direction.
	Band float64
	// bayes holds the classifier of the language; BayesShare is the weight of its logits,
	// not negative, beside those of the linear model.
	bayes      shipped.Models
	classifier *Bayes // that of bayes; nil where the model has none
	BayesShare [passage.Modes]float64
	// Targets tells whether the model was trained on targets, so that it may be asked for
	// the tone towards one.
	Targets bool
}

// Terms is the number of words that the model knows.
func (m *Model) Terms() int { return len(m.Words) }

// notWord is the place of a word that the model does not know.
const notWord = -1

// place gives the place of a word in Words, or notWord.
func (m *Model) place(word string) int {
	if at, known := m.index.Find(word); known {
		return at
	}
	return notWord
}

// score sets the score of a word with its place, which must be 0; known is false where the
// model has nothing but its n-grams to go by.
func (m *Model) score(score *wordScore, word string, place int) (known bool) {
	if place != notWord {
		*score, known = m.scores[place], true
	} else {
		known = m.unknown(score, word)
	}
	if m.classifier == nil {
		return known
	}
	likelihood, ok := m.classifier.LogLikelihoods(word)
	if !ok {
		return known
	}
	for _, mode := range [...]passage.Mode{passage.Whole, passage.Towards} {
		at := column(mode, passage.BlockAll)
		for k, x := range likelihood {
			score[at+k] += float32(m.BayesShare[mode] * x)
		}
	}
	return true
}

// unknown sets the score of a word that is not in Words.
func (m *Model) unknown(score *wordScore, word string) (known bool) {
	if m.suffix {
		for ending := range passage.Endings(word) {
			if i, ok := m.index.Find(ending); ok {
				*score = m.scores[i]
				return true
			}
		}
	}
	if m.grams.count == 0 {
		return false
	}
	// Each n-gram counts once. A word has few, so a scan finds repetitions soonest.
	var room [64]uint32
	seen := room[:0]
	for g := range passage.Grams(word) {
		key := gramKey(g)
		i, ok := m.grams.find(key)
		if !ok || slices.Contains(seen, key) {
			continue
		}
		seen = append(seen, key)
		gram := &m.gramScores[i]
		for _, at := range m.gramBlocks {
			sum, part := score[at:at+Classes], gram[at:at+Classes]
			for k := range sum {
				sum[k] += part[k]
			}
		}
	}
	return false
}

// constant gives the part of the logits that every sentence has: the constant of the
// linear model is among its features; this is that of naive Bayes.
func (m *Model) constant(which passage.Mode) (out [Classes]float64) {
	if m.classifier != nil {
		out = m.classifier.LogPriors()
		for k := range out {
			out[k] *= m.BayesShare[which]
		}
	}
	return out
}

// logOdds gives what a feature of the sentence adds to the log-odds.
func (m *Model) logOdds(which passage.Mode, feature int) float64 {
	return m.Meta[which][feature][ClassPositive] - m.Meta[which][feature][ClassNegative]
}

// call gives the label of probabilities.
func (m *Model) call(p [Classes]float64) string { return tone.Label(Value(p), m.Band) }

// NewModel makes a model without scores that knows words, which must ascend and differ.
// suffix lets a long unknown word take the scores of its longest known ending; see Endings.
func NewModel(language, name string, words []string, suffix bool) *Model {
	m := &Model{Language: language, Name: name, Words: words, suffix: suffix}
	m.scores = make([]wordScore, len(words))
	m.number()
	return m
}

// Place gives the place of a word in Words, [0, len(Words)).
func (m *Model) Place(word string) (at int, known bool) {
	at = m.place(word)
	return max(at, 0), at != notWord
}

func (m *Model) number() {
	for _, w := range m.Words {
		m.index.Number(w)
	}
}

// SetWord sets what the word at a place in Words adds to the logits where it counts in a
// block of a mode, [0, which.Blocks()). It is kept in 32 bits, and in 8 by Encode.
func (m *Model) SetWord(place int, which passage.Mode, block int, score [Classes]float64) {
	m.scores[place].set(column(which, block), score)
}

// SetGram sets what one of the Grams of an unknown word adds to the logits where the word
// counts in a block. It is kept in 32 bits, and in 8 by Encode.
func (m *Model) SetGram(gram string, which passage.Mode, block int, score [Classes]float64) {
	at := column(which, block)
	m.gramScore(gramKey(gram)).set(at, score)
	m.useGramBlock(at)
}

// SetBayes sets the naive Bayes of the language.
func (m *Model) SetBayes(b *Bayes) {
	m.bayes = shipped.Models{shipped.Language(m.Language): b.counts}
	m.classifier = &Bayes{m.bayes[shipped.Language(m.Language)]}
}

// gramScore gives the score of an n-gram to be set.
func (m *Model) gramScore(key uint32) *wordScore {
	at := m.grams.number(key)
	if at == len(m.gramScores) {
		m.gramScores = append(m.gramScores, wordScore{})
	}
	return &m.gramScores[at]
}

// quantum is the largest whole number that a score is rounded to: they are stored in 8 bits.
const quantum = math.MaxInt8

// steps gives the size of one step in each column.
func steps(scores []wordScore) (out [columns]float32) {
	for i := range scores {
		for c, x := range scores[i] {
			out[c] = max(out[c], float32(math.Abs(float64(x))))
		}
	}
	for c := range out {
		out[c] = float32(float64(out[c]) / quantum)
	}
	return out
}

// rounded gives the number of steps, more than 0 in size, nearest to x.
func rounded(x, step float32) int {
	return int(math.RoundToEven(float64(x) / float64(step)))
}

// useGramBlock notes that n-grams have scores in the block that begins at a column.
func (m *Model) useGramBlock(column int) {
	if !slices.Contains(m.gramBlocks, column) {
		m.gramBlocks = append(m.gramBlocks, column)
	}
}

// gramKeys lists the n-grams in ascending order of their hashes.
func (m *Model) gramKeys() []uint32 {
	var keys []uint32
	for _, s := range m.grams.slots {
		if s.number > 0 {
			keys = append(keys, s.key)
		}
	}
	slices.Sort(keys)
	return keys
}
