package ledger

import (
	"math"
	"math/rand/v2"
	"testing"
)

// best is the largest sum of likenesses of any pairing of the rows from row on, by trial.
func best(likeness [][]float64, row int, taken []bool) float64 {
	if row == len(likeness) {
		return 0
	}
	most := best(likeness, row+1, taken) // the row goes unpaired
	for j, x := range likeness[row] {
		if !taken[j] && x > 0 {
			taken[j] = true
			most = max(most, x+best(likeness, row+1, taken))
			taken[j] = false
		}
	}
	return most
}

// No pairing is better than that of match, whichever way the matrix lies.
func TestMatch(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, shape := range [][2]int{{1, 1}, {3, 3}, {2, 5}, {5, 2}, {5, 5}} {
		for range 20 {
			likeness := make([][]float64, shape[0])
			for i := range likeness {
				for range shape[1] {
					likeness[i] = append(likeness[i], max(0, r.Float64()-0.4))
				}
			}
			sum, taken := 0.0, make([]bool, shape[1])
			for i, j := range match(likeness) {
				if j < 0 {
					continue
				}
				if taken[j] || likeness[i][j] == 0 {
					t.Fatalf("%v: row %d is paired with column %d, which is taken or unlike", likeness, i, j)
				}
				taken[j] = true
				sum += likeness[i][j]
			}
			if want := best(likeness, 0, make([]bool, shape[1])); math.Abs(sum-want) > 1e-12 {
				t.Errorf("%v: pairs of %.3f, want %.3f", likeness, sum, want)
			}
		}
	}
}
