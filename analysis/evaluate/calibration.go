package evaluate

import "math"

// LogLoss is the mean of -ln p of the true class; 0 is best, ln 3 what equal probabilities of
// three classes have. It is +Inf where a true class was given no probability.
func LogLoss(truth []int, probabilities [][]float64) float64 {
	loss := 0.0
	for i, p := range probabilities {
		loss -= math.Log(p[truth[i]])
	}
	return loss / float64(max(1, len(truth)))
}

// reliabilityBins is the number of bins of equal width of a reliability diagram.
const reliabilityBins = 10

// Bin is one of the bins of a reliability diagram.
type Bin struct {
	Count int     // probabilities in it
	Mean  float64 // of the probabilities, [0, 1]
	Share float64 // of them that came true, [0, 1]
}

// Reliability sorts all probabilities, those of every class of every item, into ten bins
// (Murphy and Winkler 1977). Probabilities mean what they say where Mean and Share are alike.
func Reliability(truth []int, probabilities [][]float64) [reliabilityBins]Bin {
	var out [reliabilityBins]Bin
	for i, p := range probabilities {
		for class, x := range p {
			b := &out[min(reliabilityBins-1, int(x*reliabilityBins))]
			b.Count++
			b.Mean += x
			if class == truth[i] {
				b.Share++
			}
		}
	}
	for i := range out {
		n := float64(max(1, out[i].Count))
		out[i].Mean /= n
		out[i].Share /= n
	}
	return out
}
