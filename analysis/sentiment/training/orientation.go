package training

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// Semantic orientation (Turney and Littman 2003, "Measuring Praise and Criticism")
// carries the values of a lexicon over to every word that has a vector: ridge
// regression from vectors to values.
const (
	ridgePenalty  = 10.0
	ridgeFolds    = 5
	contradiction = 1.0 // standard deviations
)

// orientation predicts the value of every word of the vocabulary, in standard
// deviations from the mean.
func orientation(v *vectors, lexicon Lexicon) ([]float64, error) {
	words, rows, values := v.valued(lexicon)
	if len(words) <= ridgeFolds {
		return make([]float64, len(v.words)), nil
	}
	r, err := fitRidge(v.rows, rows, values)
	if err != nil {
		return nil, fmt.Errorf("fit the orientation of %d words: %w", len(words), err)
	}
	out := make([]float64, len(v.words))
	for i := range out {
		out[i] = r.predict(v.rows.RawRowView(i))
	}
	standardise(out)
	return out, nil
}

// withoutContradictions leaves out of a lexicon the words whose vectors speak clearly
// against their value: errors of translation and words that the news uses in another
// sense. Each word is judged by a regression that has not seen it.
func withoutContradictions(v *vectors, lexicon Lexicon) (Lexicon, error) {
	words, rows, values := v.valued(lexicon)
	if len(words) <= ridgeFolds {
		return lexicon, nil
	}
	predicted := make([]float64, len(words))
	for fold := range ridgeFolds {
		var keptRows []int
		var keptValues []float64
		for i := range words {
			if i%ridgeFolds != fold {
				keptRows, keptValues = append(keptRows, rows[i]), append(keptValues, values[i])
			}
		}
		r, err := fitRidge(v.rows, keptRows, keptValues)
		if err != nil {
			return nil, fmt.Errorf("check the lexicon: %w", err)
		}
		for i := fold; i < len(words); i += ridgeFolds {
			predicted[i] = r.predict(v.rows.RawRowView(rows[i]))
		}
	}
	standardise(predicted)
	out := make(Lexicon, len(lexicon))
	for w, x := range lexicon {
		out[w] = x
	}
	for i, w := range words {
		if predicted[i]*math.Copysign(1, values[i]) < -contradiction {
			delete(out, w)
		}
	}
	return out, nil
}

// valued lists the words of a lexicon that have a vector of their own, in alphabetical
// order, with their rows and values.
func (v *vectors) valued(lexicon Lexicon) (words []string, rows []int, values []float64) {
	for w := range lexicon {
		if _, ok := v.index[w]; ok {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	for _, w := range words {
		rows, values = append(rows, v.index[w]), append(values, lexicon[w])
	}
	return words, rows, values
}

// ridge is a linear regression: value = mean + (x - centre)' weights.
type ridge struct {
	centre, weights []float64
	mean            float64
}

// fitRidge minimises the sum of squared errors + ridgePenalty |weights|^2 over the given
// rows of x: (X'X + penalty I) weights = X'y, X and y centred.
func fitRidge(x *mat.Dense, rows []int, y []float64) (ridge, error) {
	_, d := x.Dims()
	r := ridge{centre: make([]float64, d), mean: stat.Mean(y, nil)}
	for _, i := range rows {
		for j, value := range x.RawRowView(i) {
			r.centre[j] += value / float64(len(rows))
		}
	}
	centred := mat.NewDense(len(rows), d, nil)
	residual := mat.NewVecDense(len(rows), nil)
	for k, i := range rows {
		for j, value := range x.RawRowView(i) {
			centred.Set(k, j, value-r.centre[j])
		}
		residual.SetVec(k, y[k]-r.mean)
	}
	var gram mat.Dense
	gram.Mul(centred.T(), centred)
	penalised := mat.NewSymDense(d, nil)
	for i := range d {
		for j := i; j < d; j++ {
			penalised.SetSym(i, j, gram.At(i, j))
		}
		penalised.SetSym(i, i, gram.At(i, i)+ridgePenalty)
	}
	var right, weights mat.VecDense
	right.MulVec(centred.T(), residual)
	var factor mat.Cholesky
	if !factor.Factorize(penalised) {
		return r, fmt.Errorf("the normal equations of %d words are not positive definite", len(rows))
	}
	if err := factor.SolveVecTo(&weights, &right); err != nil {
		return r, fmt.Errorf("solve the normal equations: %w", err)
	}
	r.weights = weights.RawVector().Data
	return r, nil
}

func (r ridge) predict(x []float64) float64 {
	out := r.mean
	for j, value := range x {
		out += (value - r.centre[j]) * r.weights[j]
	}
	return out
}

// standardise shifts and scales values to mean 0 and standard deviation 1.
func standardise(x []float64) {
	mean, deviation := stat.PopMeanStdDev(x, nil)
	if deviation == 0 {
		deviation = 1
	}
	for i := range x {
		x[i] = (x[i] - mean) / deviation
	}
}
