package topic

import "math"

// Match pairs rows and columns of a matrix of likenesses one to one, so that the sum of
// the likenesses of the pairs is largest, and returns the column of each row, or -1: the
// Hungarian method in the form of shortest augmenting paths (Kuhn 1955; Jonker and Volgenant 1987), in time n^2 m
// for n rows and m columns. Pairs of a likeness of 0 or less count as unpaired.
func Match(likeness [][]float64) []int {
	rows := len(likeness)
	if rows == 0 {
		return nil
	}
	columns := len(likeness[0])
	// A square of costs: missing rows and columns cost nothing.
	n := max(rows, columns)
	cost := func(i, j int) float64 {
		if i < rows && j < columns {
			return -max(0, likeness[i][j])
		}
		return 0
	}
	// Numbers count from 1; 0 is the row or column that nothing is paired with yet.
	rowPrice, columnPrice := make([]float64, n+1), make([]float64, n+1)
	rowOf, before := make([]int, n+1), make([]int, n+1)
	for i := 1; i <= n; i++ {
		rowOf[0] = i
		least, done := make([]float64, n+1), make([]bool, n+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		at := 0
		for rowOf[at] != 0 {
			done[at] = true
			row, step, next := rowOf[at], math.Inf(1), 0
			for j := 1; j <= n; j++ {
				if done[j] {
					continue
				}
				if c := cost(row-1, j-1) - rowPrice[row] - columnPrice[j]; c < least[j] {
					least[j], before[j] = c, at
				}
				if least[j] < step {
					step, next = least[j], j
				}
			}
			for j := range done {
				if done[j] {
					rowPrice[rowOf[j]] += step
					columnPrice[j] -= step
				} else {
					least[j] -= step
				}
			}
			at = next
		}
		for at != 0 {
			rowOf[at] = rowOf[before[at]]
			at = before[at]
		}
	}
	out := make([]int, rows)
	for i := range out {
		out[i] = -1
	}
	for j := 1; j <= columns; j++ {
		if i := rowOf[j] - 1; i >= 0 && i < rows && likeness[i][j-1] > 0 {
			out[i] = j - 1
		}
	}
	return out
}
