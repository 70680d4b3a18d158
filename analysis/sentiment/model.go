package sentiment

import (
	"cmp"
	"math"
	"slices"

	shipped "github.com/cdipaolo/sentiment"
)

// Columns of the word scores: three classes for each block of each mode.
const (
	columnsWhole   = wholeBlocks * classes
	columnsTowards = blocks * classes
	columns        = columnsWhole + columnsTowards
)

// column gives the first of the three columns of a block.
func column(m mode, block int) int {
	if m == whole {
		return block * classes
	}
	return columnsWhole + block*classes
}

// wordScore is what a word adds to the logits of the three classes, by block.
type wordScore [columns]float32

func (w *wordScore) add(o *wordScore) {
	for i := range w {
		w[i] += o[i]
	}
}

// Model is the tone of one language. The linear model is folded into one score per word
// and block: vectors, orientations and character n-grams exist during training only.
// Unknown words are scored by their n-grams or by their ending.
type Model struct {
	Language string
	Name     string

	words      []string // ascending
	index      map[string]int32
	scores     []wordScore
	grams      map[uint32]int32 // by hash: index into gramScores; empty where unknown words get no score
	gramScores []wordScore
	suffix     bool
	meta       [modes][metaTowards][classes]float64
	guess      guess
	lean       [classes]float64 // added to the logits of every sentence; see centre
	// offset is added to the logarithms of the probabilities before the largest decides.
	offset [modes][classes]float64
	// bayes holds the classifier of the language; share is its weight beside the linear
	// model in each mode.
	bayes shipped.Models
	share [modes]float64
	// targets tells whether the model was trained on targets.
	targets bool
}

// Terms is the number of words that the model knows.
func (m *Model) Terms() int { return len(m.words) }

// lookup gives the score of a word; known is false where the model has nothing but its
// n-grams to go by.
func (m *Model) lookup(word string) (score wordScore, known bool) {
	if foreign[m.Language][word] {
		return score, false
	}
	if i, ok := m.index[word]; ok {
		score, known = m.scores[i], true
	} else {
		score, known = m.unknown(word)
	}
	if classifier := m.bayes[shipped.Language(m.Language)]; classifier != nil {
		if likelihood, ok := logLikelihoods(classifier, word); ok {
			known = true
			for _, mode := range []mode{whole, towards} {
				at := column(mode, blockAll)
				for k, x := range likelihood {
					score[at+k] += float32(m.share[mode] * x)
				}
			}
		}
	}
	return score, known
}

func (m *Model) unknown(word string) (score wordScore, known bool) {
	if m.suffix {
		for ending := range endings(word) {
			if i, ok := m.index[ending]; ok {
				return m.scores[i], true
			}
		}
	}
	if len(m.grams) == 0 || !isWordLike(word) {
		return score, false
	}
	// Each n-gram counts once. A word has few, so a scan finds repetitions soonest.
	var room [64]uint32
	seen := room[:0]
	for g := range grams(word) {
		key := gramKey(g)
		if slices.Contains(seen, key) {
			continue
		}
		seen = append(seen, key)
		if i, ok := m.grams[key]; ok {
			score.add(&m.gramScores[i])
		}
	}
	return score, false
}

// constant gives the part of the logits that every sentence has: the constant of the
// linear model is among its features; this is that of naive Bayes.
func (m *Model) constant(which mode) (out [classes]float64) {
	if classifier := m.bayes[shipped.Language(m.Language)]; classifier != nil {
		out = logPriors(classifier)
		for k := range out {
			out[k] *= m.share[which]
		}
	}
	return out
}

// Distances of a mean score from 0 up to which it is called neutral: of the sentences of
// an article, and of the mentions of a target. Means of many sentences lie close together,
// in German closer than in English; there a band of 0.1 called four articles in five
// neutral.
const (
	articleBand = 0.08
	mentionBand = 0.1
)

// fewSentences is the largest number of sentences whose mean is decided like a single
// one: by its most probable class after offsets, which in cross-validation did better on
// them than any band.
const fewSentences = 3

// meanLabel decides what a mean is called.
func meanLabel(p [classes]float64, band float64) int {
	switch score := p[positive] - p[negative]; {
	case score > band:
		return positive
	case score < -band:
		return negative
	}
	return neutral
}

// label decides what an article of n different sentences is called.
func (m *Model) label(p [classes]float64, n int) int {
	if n <= fewSentences {
		return decide(p, m.offset[whole])
	}
	return meanLabel(p, articleBand)
}

func (m *Model) number() {
	m.index = make(map[string]int32, len(m.words))
	for i, w := range m.words {
		m.index[w] = int32(i)
	}
}

// gramScore gives the score of an n-gram to be set.
func (m *Model) gramScore(key uint32) *wordScore {
	i, ok := m.grams[key]
	if !ok {
		i = int32(len(m.gramScores))
		m.grams[key] = i
		m.gramScores = append(m.gramScores, wordScore{})
	}
	return &m.gramScores[i]
}

// quantum is the largest whole number that a score is rounded to: scores are stored in 16
// bits, those of n-grams, of which a word has many, in 8.
const (
	quantumWord = math.MaxInt16
	quantumGram = math.MaxInt8
)

// steps gives the size of one step in each column.
func steps(scores func(yield func(*wordScore) bool), quantum float64) (out [columns]float32) {
	for s := range scores {
		for c, x := range s {
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

// gramKeys lists the n-grams in ascending order of their hashes.
func (m *Model) gramKeys() []uint32 {
	keys := make([]uint32, 0, len(m.grams))
	for k := range m.grams {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b uint32) int { return cmp.Compare(a, b) })
	return keys
}
