package svd_test

import (
	"context"
	"fmt"

	"leitmotif/analysis/svd"
	"leitmotif/analysis/tfidf"
)

// Two blocks of equal rows: each is a direction, the larger one first.
func ExampleTruncated() {
	a := tfidf.NewMatrix([]tfidf.Row{
		{Terms: []int32{0, 1}, Weights: []float64{3, 4}},
		{Terms: []int32{2}, Weights: []float64{2}},
	}, 3, 1)
	r, err := svd.Truncated(context.Background(), a, svd.Options{Rank: 2, Tolerance: 1e-9})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f\n", r.Values)
	fmt.Printf("%.1f %.1f %.1f\n", r.V.At(0, 0), r.V.At(1, 0), r.V.At(2, 1))
	// Output:
	// [5.0 2.0]
	// 0.6 0.8 1.0
}
