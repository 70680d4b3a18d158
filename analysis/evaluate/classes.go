package evaluate

import "math"

// Classes compares predicted with true classes of a fixed list.
type Classes struct {
	Names []string
	// Confusion[i][j] counts items of class i that were called j.
	Confusion [][]int
	Accuracy  float64
	// MacroF1 is the mean of the classes' F1 measures: the harmonic mean of precision
	// and recall, 0 where a class is never predicted.
	MacroF1  float64
	Majority Baseline
}

// Baseline is what calling every item the most frequent class scores.
type Baseline struct{ Accuracy, MacroF1 float64 }

// CompareClasses measures predictions, both given as indices into names.
func CompareClasses(names []string, truth, predicted []int) Classes {
	if len(truth) != len(predicted) {
		panic("evaluate: truth and predictions differ in length")
	}
	out := Classes{Names: names, Confusion: make([][]int, len(names))}
	for i := range names {
		out.Confusion[i] = make([]int, len(names))
	}
	for i, t := range truth {
		out.Confusion[t][predicted[i]]++
	}
	out.Accuracy, out.MacroF1 = scores(out.Confusion)
	majority, best := make([][]int, len(names)), 0
	for i, row := range out.Confusion {
		majority[i] = make([]int, len(names))
		if sum(row) > sum(out.Confusion[best]) {
			best = i
		}
	}
	for i, row := range out.Confusion {
		majority[i][best] = sum(row)
	}
	out.Majority.Accuracy, out.Majority.MacroF1 = scores(majority)
	return out
}

func sum(row []int) int {
	n := 0
	for _, x := range row {
		n += x
	}
	return n
}

func scores(confusion [][]int) (accuracy, macroF1 float64) {
	hits, all := 0, 0
	for i, row := range confusion {
		hits += row[i]
		all += sum(row)
		predicted := 0
		for _, other := range confusion {
			predicted += other[i]
		}
		if total := sum(row) + predicted; total > 0 {
			macroF1 += 2 * float64(row[i]) / float64(total) / float64(len(confusion))
		}
	}
	if all > 0 {
		accuracy = float64(hits) / float64(all)
	}
	return accuracy, macroF1
}

// calibrationBins is the number of bins of equal width of the expected calibration
// error; 15 is what the literature reports (Guo, Pleiss, Sun and Weinberger 2017).
const calibrationBins = 15

// CalibrationError is the expected calibration error: over bins of the probability of
// the class called most probable, the mean distance between that probability and the
// share of hits, weighted by the number of items. 0 is best.
func CalibrationError(truth []int, probabilities [][]float64) float64 {
	var confidence, hits, count [calibrationBins]float64
	for i, p := range probabilities {
		best := 0
		for c := range p {
			if p[c] > p[best] {
				best = c
			}
		}
		bin := min(calibrationBins-1, int(p[best]*calibrationBins))
		confidence[bin] += p[best]
		count[bin]++
		if best == truth[i] {
			hits[bin]++
		}
	}
	if len(truth) == 0 {
		return 0
	}
	var e float64
	for b := range count {
		e += math.Abs(confidence[b]-hits[b]) / float64(len(truth))
	}
	return e
}

// Brier is the mean squared distance between the probabilities and the truth, summed
// over the classes (Brier 1950), in [0, 2]. 0 is best.
func Brier(truth []int, probabilities [][]float64) float64 {
	var b float64
	for i, p := range probabilities {
		for c, x := range p {
			if c == truth[i] {
				x--
			}
			b += x * x
		}
	}
	return b / float64(max(1, len(truth)))
}
