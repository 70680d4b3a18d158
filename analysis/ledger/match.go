package ledger

import (
	"math"
	"slices"
)

// match pairs rows and columns of a matrix of likenesses one to one, so that the sum of
// the likenesses of the pairs is largest, and returns the column of each row, or -1: the
// Hungarian method in the form of shortest augmenting paths (Kuhn 1955; Jonker and
// Volgenant 1987), in time n^2 m for n rows and m columns, or the other way round where
// there are more rows. Pairs of a likeness of 0 or less count as unpaired.
func match(likeness [][]float64) []int {
	if len(likeness) == 0 {
		return nil
	}
	rows, columns := len(likeness), len(likeness[0])
	out := slices.Repeat([]int{-1}, rows)
	if rows <= columns {
		for j, i := range pair(rows, columns, func(i, j int) float64 { return -max(0, likeness[i][j]) }) {
			if i >= 0 && likeness[i][j] > 0 {
				out[i] = j
			}
		}
		return out
	}
	for i, j := range pair(columns, rows, func(j, i int) float64 { return -max(0, likeness[i][j]) }) {
		if j >= 0 && likeness[i][j] > 0 {
			out[i] = j
		}
	}
	return out
}

// pair gives the row of each column, or -1, in the pairing of all rows that costs least.
// There are no more rows than columns.
func pair(rows, columns int, cost func(i, j int) float64) []int {
	// Numbers count from 1; 0 is the row or column that nothing is paired with yet.
	rowPrice, columnPrice := make([]float64, rows+1), make([]float64, columns+1)
	rowOf, before := make([]int, columns+1), make([]int, columns+1)
	for i := 1; i <= rows; i++ {
		rowOf[0] = i
		least, done := make([]float64, columns+1), make([]bool, columns+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		at := 0
		for rowOf[at] != 0 {
			done[at] = true
			row, step, next := rowOf[at], math.Inf(1), 0
			for j := 1; j <= columns; j++ {
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
	for j := range rowOf {
		rowOf[j]-- // from 1 to from 0
	}
	return rowOf[1:]
}
