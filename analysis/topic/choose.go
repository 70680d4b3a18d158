package topic

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/evaluate"
	"leitmotif/analysis/internal/parallel"
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
	chooseDocuments = 2500
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
	for e := -2; e <= 2; e++ {
		k := max(2, int(math.Round(centre*math.Pow(2, float64(e)/4))))
		if k > min(n*(folds-1)/folds, r) || len(candidates) > 0 && candidates[len(candidates)-1].K == k {
			continue
		}
		candidates = append(candidates, Candidate{K: k})
	}
	measureStability(points, candidates, workers)
	best, top := 1, math.Inf(-1)
	for _, c := range candidates {
		if score := c.Stability * math.Sqrt(float64(c.K)); score > top {
			best, top = c.K, score
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

// measureStability clusters the points five times for each candidate, each time without
// one fold, and enters the mean agreement of two clusterings that follow each other on the
// folds that they share.
func measureStability(points *mat.Dense, candidates []Candidate, workers int) {
	n, _ := points.Dims()
	var rows [folds][]int
	var parts [folds]*mat.Dense
	for leave := range folds {
		for i := range n {
			if hashed(i, folds) != leave {
				rows[leave] = append(rows[leave], i)
			}
		}
		parts[leave] = subset(points, rows[leave])
	}
	// The clusterings are independent of each other, so each is done by one goroutine.
	assigned := make([][]int, len(candidates)*folds)
	parallel.Chunks(len(assigned), 1, workers, func(task, _, _ int) {
		k, leave := candidates[task/folds].K, task%folds
		clusters, _ := SphericalKMeans(parts[leave], Start(parts[leave], k), k, 1)
		all := slices.Repeat([]int{-1}, n)
		for i, row := range rows[leave] {
			all[row] = clusters[i]
		}
		assigned[task] = all
	})
	for c := range candidates {
		for leave := range folds {
			var a, b []int
			for i, x := range assigned[c*folds+leave] {
				if y := assigned[c*folds+(leave+1)%folds][i]; x >= 0 && y >= 0 {
					a, b = append(a, x), append(b, y)
				}
			}
			candidates[c].Stability += evaluate.CompareClusters(a, b).ARI / folds
		}
	}
}
