package topic

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/evaluate"
)

// Candidate is a number of topics with what Choose found of it.
type Candidate struct {
	K int
	// Stability is the mean adjusted Rand index of clusterings of four fifths of the
	// documents each, two at a time, on the three fifths that they share.
	Stability float64
}

const (
	// chooseDocuments bounds the documents that Choose clusters; more are thinned evenly.
	chooseDocuments = 5000
	// folds is the number of parts into which documents fall by turns; each clustering
	// leaves one out.
	folds = 5
)

// Choose names the number of topics that suits the points: of five numbers around 3
// n^0.18, spaced by a factor of 2^(1/4), the one with the largest stability * sqrt(K).
//
// Stability under resampling is the criterion of Ben-Hur, Elisseeff and Guyon (2002, "A
// stability based method for discovering structure in clustered data"). It favours few
// clusters, hence the factor. By itself it would not find the scale at which people part
// a corpus into subjects, since every corpus has structure at several scales. The power
// law is a prior, not an estimate: it follows how the number of sections that editors use
// grows with the number of articles (8 for seventy, 10 for a thousand, 18 for twenty
// thousand, 24 for a hundred thousand). Whoever wants finer topics asks for them.
func Choose(points *mat.Dense, workers int) (int, []Candidate) {
	n, r := points.Dims()
	centre := 3 * math.Pow(float64(n), 0.18)
	points = thin(points, chooseDocuments)
	n, _ = points.Dims()
	var candidates []Candidate
	best, top := 1, math.Inf(-1)
	for e := -2; e <= 2; e++ {
		k := max(2, int(math.Round(centre*math.Pow(2, float64(e)/4))))
		if k > min(n*(folds-1)/folds, r) || len(candidates) > 0 && candidates[len(candidates)-1].K == k {
			continue
		}
		c := Candidate{K: k, Stability: stability(points, k, workers)}
		candidates = append(candidates, c)
		if score := c.Stability * math.Sqrt(float64(k)); score > top {
			best, top = k, score
		}
	}
	return best, candidates
}

// thin returns at most count rows, evenly spread.
func thin(points *mat.Dense, count int) *mat.Dense {
	n, _ := points.Dims()
	if n <= count {
		return points
	}
	return subset(points, thinned(n, count))
}

// thinned returns at most count of the numbers below n, evenly spread.
func thinned(n, count int) []int {
	count = min(n, count)
	rows := make([]int, count)
	for i := range rows {
		rows[i] = i * (n - 1) / max(1, count-1)
	}
	return rows
}

func subset(points *mat.Dense, rows []int) *mat.Dense {
	_, r := points.Dims()
	out := mat.NewDense(len(rows), r, nil)
	for i, from := range rows {
		out.SetRow(i, points.RawRowView(from))
	}
	return out
}

// hashed spreads neighbours in the input over parts: Fibonacci hashing (Knuth, The Art of
// Computer Programming 3, section 6.4).
func hashed(i, parts int) int { return int(uint32(i)*2654435761>>8) % parts }

// stability clusters the points five times, each time without one fold, and returns the
// mean agreement of two clusterings that follow each other on the folds that they share.
func stability(points *mat.Dense, k, workers int) float64 {
	n, _ := points.Dims()
	var assigned [folds][]int
	for leave := range assigned {
		var rows []int
		for i := range n {
			if hashed(i, folds) != leave {
				rows = append(rows, i)
			}
		}
		part := subset(points, rows)
		clusters, _ := SphericalKMeans(part, Start(part, k), k, workers)
		assigned[leave] = slices.Repeat([]int{-1}, n)
		for i, row := range rows {
			assigned[leave][row] = clusters[i]
		}
	}
	var mean float64
	for leave := range assigned {
		var a, b []int
		for i, x := range assigned[leave] {
			if y := assigned[(leave+1)%folds][i]; x >= 0 && y >= 0 {
				a, b = append(a, x), append(b, y)
			}
		}
		mean += evaluate.CompareClusters(a, b).ARI / folds
	}
	return mean
}
