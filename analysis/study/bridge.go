package study

import (
	"cmp"
	"context"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/topic"
	"leitmotif/analysis/wordvector"
)

const (
	// fullText is the median number of different words of an article, stop words aside, from
	// which on a corpus speaks for itself.
	fullText = 25
	// headline is the median up to which word vectors have bridged as their share of the points;
	// between the two it falls with the logarithm, so that no length makes a leap.
	headline = 10
	// bridged is that share. On headlines in English and German .3 to .6 do nearly as well.
	bridged = 0.5
	// frequent is the share of the articles in which a word counts half as a rare one: a of Arora,
	// Liang and Ma 2017, "A simple but tough-to-beat baseline for sentence embeddings", with the
	// document frequency in place of the probability of a word.
	frequent = 0.01
)

// NewBridge returns the mean word vectors of the articles of a language where they are short; nil
// where they are not, and where there are no vectors. It also counts words that are too rare for
// the vocabulary. It fails when ctx ends.
func NewBridge(ctx context.Context, code string, statistics *tfidf.Statistics, documents tfidf.Documents, workers int) (*topic.Bridge, error) {
	share := bridgeShare(medianTerms(documents))
	if share == 0 {
		return nil, nil
	}
	table := wordvector.Open(code)
	if table == nil {
		return nil, nil
	}
	b := &topic.Bridge{Means: mat.NewDense(documents.Len(), table.Dimensions(), nil), Known: make([]float64, documents.Len()), Share: share}
	known := lookUp(table, statistics)
	return b, documents.Each(ctx, workers, func(row int, d tfidf.Document) {
		var words []word
		all := 0.0
		for i, number := range d.Terms {
			tf := math.Log1p(float64(d.Counts[i]))
			if w := known[number]; w.entry >= 0 {
				w.length *= tf
				words = append(words, w)
				b.Known[row] += tf
			}
			all += tf
		}
		if len(words) > 0 {
			b.Known[row] /= all
		}
		// The numbers of terms follow the order of the articles; those of entries do not.
		slices.SortFunc(words, func(x, y word) int { return cmp.Or(cmp.Compare(x.entry, y.entry), cmp.Compare(x.length, y.length)) })
		for _, w := range words {
			table.Add(b.Means.RawRowView(row), w.entry, w.length)
		}
	})
}

// word is an entry of a table with the length that its vector has in a sum.
type word struct {
	entry  int
	length float64
}

// lookUp finds the entry of every term, -1 for none, and the weight of the term.
func lookUp(table *wordvector.Table, statistics *tfidf.Statistics) []word {
	out := make([]word, statistics.Terms())
	n := float64(max(1, statistics.Documents()))
	for i := range out {
		df := float64(statistics.DocumentFrequency(int32(i)))
		out[i] = word{table.Find(statistics.Term(int32(i))), frequent / (frequent + df/n)}
	}
	return out
}

// medianTerms is the median number of different terms of a document, 0 without documents.
func medianTerms(documents tfidf.Documents) int {
	if documents.Len() == 0 {
		return 0
	}
	terms := make([]int, documents.Len())
	for row := range terms {
		terms[row] = documents.Terms(row)
	}
	slices.Sort(terms)
	return terms[len(terms)/2]
}

// bridgeShare is the share of word vectors in the points of a corpus whose articles have a
// median number of different terms, [0, bridged].
func bridgeShare(median int) float64 {
	short := math.Log(fullText/float64(max(1, median))) / math.Log(fullText/float64(headline))
	return bridged * max(0, min(1, short))
}
