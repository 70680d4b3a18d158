package sentiment

import "slices"

// linear is a fitted linear model, before it is folded.
type linear struct {
	design      *design
	scales      scales
	parameters  []float64
	calibration calibration
}

// fold enters a linear model into the word scores of a model whose words are set.
func (l *linear) fold(m *Model) {
	f, which := l.design.features, l.design.mode
	s := &softmax{design: l.design, scales: l.scales}
	s.prepare()
	for j := range modeMeta[which] {
		for k := range classes {
			m.meta[which][j][k] = l.scales.meta(j) * l.parameters[j*classes+k] * l.calibration.slope
		}
	}
	for k, shift := range l.calibration.shift {
		m.meta[which][metaConstant][k] += shift
	}
	var sparse []int32
	for b := range l.design.blocks {
		weights := s.scaled(b, s.block(l.parameters, b))
		at := column(which, b)
		for i, word := range m.words {
			var sum [classes]float64
			sparse = f.appendSparse(sparse[:0], word)
			for _, c := range sparse {
				for k := range sum {
					sum[k] += weights[int(c)*classes+k]
				}
			}
			for j, x := range f.denseOf(word) {
				for k := range sum {
					sum[k] += x * weights[(f.columns+j)*classes+k]
				}
			}
			for k := range sum {
				m.scores[i][at+k] = float32(sum[k] * l.calibration.slope)
			}
		}
		for _, g := range f.grams {
			c, score := f.gramColumns[g], m.gramScore(gramKey(g))
			for k := range classes {
				score[at+k] = float32(weights[c*classes+k] * l.calibration.slope)
			}
		}
	}
}

// newModel makes a model without scores that knows the words of the features.
func newModel(language, name string, f *wordFeatures, suffix bool) *Model {
	m := &Model{Language: language, Name: name, suffix: suffix, grams: make(map[uint32]int32)}
	m.words = append(m.words, f.vectors.words...)
	for _, w := range f.types {
		if _, frequent := f.wordColumns[w]; frequent || f.lexicon[w] != 0 {
			m.words = append(m.words, w)
		}
	}
	for w := range f.lexicon {
		m.words = append(m.words, w)
	}
	slices.Sort(m.words)
	m.words = slices.Compact(m.words)
	m.scores = make([]wordScore, len(m.words))
	m.number()
	return m
}
