package training

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/sentiment/passage"
	"leitmotif/analysis/svd"
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/tokenize"
)

// Word vectors: rows of U S^(1/2) of the truncated decomposition U S V' of the positive
// pointwise mutual information between words and the words around them (Levy, Goldberg
// and Dagan 2015, "Improving Distributional Similarity with Lessons Learned from Word
// Embeddings", sections 2.1 and 3), scaled to unit length. Words used alike get vectors
// of similar direction.
const (
	vectorWords      = 40_000 // vocabulary: the most frequent words
	vectorMinCount   = 5      // least number of occurrences of a word
	vectorDimensions = 300
	contextWindow    = 5    // words on either side
	contextSmoothing = 0.75 // exponent on the frequencies of contexts (Levy et al., section 3.3)
	vectorTolerance  = 0.1  // of the decomposition: directions matter, digits do not
)

// vectors holds the vectors of a vocabulary.
type vectors struct {
	words []string // most frequent first
	index map[string]int
	count []int // occurrences
	total int   // occurrences of all words, those outside the vocabulary included
	rows  *mat.Dense
	// suffix lets a long unknown word take the vector of its longest known ending: the
	// head of a German compound stands at its end.
	suffix bool
}

// reader numbers the words of texts in order of appearance.
type reader struct {
	index  map[string]int32
	words  []string
	flow   []int32 // all texts, -1 between them
	tokens []tokenize.Token
	parts  []string
}

func (r *reader) read(text string) {
	r.tokens = tokenize.Append(r.tokens[:0], text)
	for _, t := range r.tokens {
		r.parts = passage.AppendWords(r.parts[:0], t.Text(text))
		for _, p := range r.parts {
			id, known := r.index[p]
			if !known {
				id = int32(len(r.words))
				r.index[p] = id
				r.words = append(r.words, p)
			}
			r.flow = append(r.flow, id)
		}
	}
	for range contextWindow {
		r.flow = append(r.flow, -1)
	}
}

// newVectors computes the vectors of the words of texts. Its cost is that of the
// decomposition: a minute on two cores for twenty million words.
func newVectors(ctx context.Context, texts func(yield func(string) bool), workers int) (*vectors, error) {
	r := reader{index: make(map[string]int32)}
	for text := range texts {
		r.read(text)
	}
	v := &vectors{}
	v.choose(&r)
	matrix := v.associations(r.flow, workers)
	result, err := svd.Truncated(ctx, matrix, svd.Options{Rank: vectorDimensions, Tolerance: vectorTolerance, Workers: workers})
	if errors.Is(err, svd.ErrEmpty) {
		return &vectors{rows: &mat.Dense{}}, nil // texts too few to tell which words are used alike
	}
	if err != nil {
		return nil, fmt.Errorf("decompose the associations of %d words: %w", len(v.words), err)
	}
	v.rows = result.U
	_, dimensions := v.rows.Dims()
	for i := range v.words {
		row := v.rows.RawRowView(i)
		var square float64
		for j := range dimensions {
			row[j] *= math.Sqrt(result.Values[j])
			square += row[j] * row[j]
		}
		for j := range row {
			row[j] /= math.Sqrt(square) + 1e-9 // a word without associations stays zero
		}
	}
	return v, nil
}

// choose takes the most frequent words into the vocabulary and renumbers the flow.
func (v *vectors) choose(r *reader) {
	counts := make([]int, len(r.words))
	for _, id := range r.flow {
		if id >= 0 {
			counts[id]++
			v.total++
		}
	}
	order := make([]int32, 0, len(r.words))
	for id := range r.words {
		if counts[id] >= vectorMinCount {
			order = append(order, int32(id))
		}
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(r.words[a], r.words[b]))
	})
	order = order[:min(vectorWords, len(order))]
	renumbered := make([]int32, len(r.words))
	for id := range renumbered {
		renumbered[id] = -1
	}
	v.index = make(map[string]int, len(order))
	for rank, id := range order {
		renumbered[id] = int32(rank)
		v.index[r.words[id]] = rank
		v.words = append(v.words, r.words[id])
		v.count = append(v.count, counts[id])
	}
	for i, id := range r.flow {
		if id >= 0 {
			r.flow[i] = renumbered[id]
		}
	}
}

// associations gives the matrix of positive pointwise mutual information, words x
// contexts:
//
//	PPMI(w, c) = max(0, ln(n(w, c) / (n(w) p(c)))), p(c) = n(c)^0.75 / sum n^0.75,
//
// n(w, c) being how often c stands within contextWindow words of w.
func (v *vectors) associations(flow []int32, workers int) *tfidf.Matrix {
	n := len(v.words)
	places := placesOf(flow, v.count)
	rows := make([]tfidf.Row, n)
	totals := make([]float64, n)
	parallel.Brief(n, 64, workers, func(_, lo, hi int) {
		seen := make([]int32, n)
		for w := lo; w < hi; w++ {
			rows[w] = neighbours(flow, places[w], seen)
			for _, c := range rows[w].Weights {
				totals[w] += c
			}
		}
	})
	smoothed, sum := make([]float64, n), 0.0
	for c, total := range totals {
		smoothed[c] = math.Pow(total, contextSmoothing)
		sum += smoothed[c]
	}
	for w := range rows {
		row, kept := rows[w], 0
		for i, c := range row.Terms {
			if x := math.Log(row.Weights[i] * sum / (totals[w] * smoothed[c])); x > 0 {
				row.Terms[kept], row.Weights[kept] = c, x
				kept++
			}
		}
		rows[w] = tfidf.Row{Terms: row.Terms[:kept], Weights: row.Weights[:kept]}
	}
	return tfidf.NewMatrix(rows, n, workers)
}

// placesOf lists the positions of every word in the flow.
func placesOf(flow []int32, counts []int) [][]int32 {
	places := make([][]int32, len(counts))
	for w, c := range counts {
		places[w] = make([]int32, 0, c)
	}
	for at, w := range flow {
		if w >= 0 {
			places[w] = append(places[w], int32(at))
		}
	}
	return places
}

// neighbours counts the words around the places of one word. seen is all zero before
// and after.
func neighbours(flow, places, seen []int32) tfidf.Row {
	var terms []int32
	for _, at := range places {
		for i := max(0, int(at)-contextWindow); i <= min(len(flow)-1, int(at)+contextWindow); i++ {
			c := flow[i]
			if c < 0 || i == int(at) {
				continue
			}
			if seen[c] == 0 {
				terms = append(terms, c)
			}
			seen[c]++
		}
	}
	slices.Sort(terms)
	row := tfidf.Row{Terms: terms, Weights: make([]float64, len(terms))}
	for i, c := range terms {
		row.Weights[i] = float64(seen[c])
		seen[c] = 0
	}
	return row
}

// find gives the row of a word, or with suffix that of its longest known ending; -1
// where there is none.
func (v *vectors) find(word string) int {
	if i, ok := v.index[word]; ok {
		return i
	}
	if v.suffix {
		for ending := range passage.Endings(word) {
			if i, ok := v.index[ending]; ok {
				return i
			}
		}
	}
	return -1
}

// rarity is the weight of smooth inverse frequency a / (a + p(w)) with a = 1e-3 (Arora,
// Liang and Ma 2017, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings").
func (v *vectors) rarity(row int) float64 {
	const a = 1e-3
	return a / (a + float64(v.count[row])/float64(v.total))
}
