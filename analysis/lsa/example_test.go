package lsa_test

import (
	"context"
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"

	"leitmotif/analysis/lsa"
	"leitmotif/analysis/svd"
	"leitmotif/analysis/tfidf"
)

// Texts that share no word lie together where a third one holds the words of both.
func ExampleFit() {
	const dock, strike, port, chip, plant = 0, 1, 2, 3, 4
	a := tfidf.NewMatrix([]tfidf.Row{
		{Terms: []int32{dock}, Weights: []float64{1}},
		{Terms: []int32{port}, Weights: []float64{1}},
		{Terms: []int32{dock, strike, port}, Weights: []float64{1, 1, 1}},
		{Terms: []int32{chip, plant}, Weights: []float64{1, 1}},
	}, 5, 1)
	space, points, err := lsa.Fit(context.Background(), a, svd.Options{Rank: 2, Tolerance: 1e-9})
	if err != nil {
		fmt.Println(err)
		return
	}
	space.Scale(points)
	fmt.Printf("dock and port %.2f\n", floats.Dot(points.RawRowView(0), points.RawRowView(1)))
	fmt.Printf("dock and chip %.2f\n", math.Abs(floats.Dot(points.RawRowView(0), points.RawRowView(3))))
	// Output:
	// dock and port 1.00
	// dock and chip 0.00
}
