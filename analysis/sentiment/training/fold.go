package training

import (
	"slices"

	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/sentiment/passage"
)

// linear is a fitted linear model, before it is folded.
type linear struct {
	design      *design
	scales      scales
	parameters  []float64
	calibration calibration
}

// fold enters a linear model into the word scores of a model whose words are set. Those of
// names stay 0.
func (l *linear) fold(m *sentiment.Model, names map[string]bool) {
	f, which := l.design.features, l.design.mode
	s := &softmax{design: l.design, scales: l.scales}
	s.prepare()
	for j := range which.Features() {
		for k := range sentiment.Classes {
			m.Meta[which][j][k] = l.scales.meta(j) * l.parameters[j*sentiment.Classes+k] * l.calibration.slope
		}
	}
	for k, shift := range l.calibration.shift {
		m.Meta[which][passage.MetaConstant][k] += shift
	}
	var sparse []int32
	for b := range l.design.blocks {
		weights := s.scaled(b, s.block(l.parameters, b))
		for i, word := range m.Words {
			if names[word] {
				continue
			}
			var sum [sentiment.Classes]float64
			sparse = f.appendSparse(sparse[:0], word)
			for _, c := range sparse {
				for k := range sum {
					sum[k] += weights[int(c)*sentiment.Classes+k]
				}
			}
			for j, x := range f.denseOf(word) {
				for k := range sum {
					sum[k] += x * weights[(f.columns+j)*sentiment.Classes+k]
				}
			}
			for k := range sum {
				sum[k] *= l.calibration.slope
			}
			m.SetWord(i, which, b, sum)
		}
		for _, g := range f.grams {
			var score [sentiment.Classes]float64
			for k := range score {
				score[k] = weights[f.gramColumns[g]*sentiment.Classes+k] * l.calibration.slope
			}
			m.SetGram(g, which, b, score)
		}
	}
}

// emptyModel makes a model without scores that knows the words of the features.
func emptyModel(language, name string, f *wordFeatures, suffix bool) *sentiment.Model {
	words := slices.Clone(f.vectors.words)
	for _, w := range f.types {
		if _, frequent := f.wordColumns[w]; frequent || f.lexicon[w] != 0 {
			words = append(words, w)
		}
	}
	for w := range f.lexicon {
		words = append(words, w)
	}
	slices.Sort(words)
	return sentiment.NewModel(language, name, slices.Compact(words), suffix)
}
