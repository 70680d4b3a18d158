// Package evaluate measures how good results are against known labels.
//
// In come labels and what a run assigned, out go the measures of the field, each with
// the trivial baseline that it must beat.
package evaluate

import (
	"math"
	"slices"
)

// Clusters compares an assignment of n items to clusters with their true classes.
// All measures are symmetric but Homogeneity and Completeness.
type Clusters struct {
	Items, Classes, Clusters int
	// NMI is the normalised mutual information with the arithmetic mean of the entropies
	// (Vinh, Epps and Bailey 2010, "NMI sum"), in [0, 1]. One cluster for all scores 0.
	NMI float64
	// ARI is the adjusted Rand index (Hubert and Arabie 1985): 1 for equal partitions,
	// 0 expected for random ones.
	ARI float64
	// Homogeneity, Completeness and VMeasure, their harmonic mean (Rosenberg and
	// Hirschberg 2007), in [0, 1]. VMeasure equals NMI.
	Homogeneity, Completeness, VMeasure float64
}

// CompareClusters measures the assignment of items to clusters against their classes,
// any comparable names; both slices have one entry per item.
func CompareClusters[C, K comparable](classes []C, clusters []K) Clusters {
	if len(classes) != len(clusters) {
		panic("evaluate: classes and clusters differ in length")
	}
	n := len(classes)
	out := Clusters{Items: n}
	rowOf, colOf := make(map[C]int), make(map[K]int)
	cells := make(map[[2]int]int)
	var rows, cols []int
	for i := range n {
		r, c := place(rowOf, classes[i], &rows), place(colOf, clusters[i], &cols)
		rows[r]++
		cols[c]++
		cells[[2]int{r, c}]++
	}
	out.Classes, out.Clusters = len(rows), len(cols)
	if n == 0 {
		return out
	}
	keys := make([][2]int, 0, len(cells))
	for key := range cells {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	var mutual, pairs float64
	for _, key := range keys {
		x := float64(cells[key])
		mutual += x / float64(n) * math.Log(x*float64(n)/(float64(rows[key[0]])*float64(cols[key[1]])))
		pairs += choose2(x)
	}
	hRow, hCol := entropy(rows, n), entropy(cols, n)
	out.Homogeneity, out.Completeness = ratio(mutual, hRow), ratio(mutual, hCol)
	if hRow+hCol == 0 {
		out.VMeasure = 1 // one class, one cluster
	} else {
		out.VMeasure = 2 * mutual / (hRow + hCol)
	}
	out.NMI = out.VMeasure
	var rowPairs, colPairs float64
	for _, x := range rows {
		rowPairs += choose2(float64(x))
	}
	for _, x := range cols {
		colPairs += choose2(float64(x))
	}
	expected := 0.0
	if n > 1 {
		expected = rowPairs * colPairs / choose2(float64(n))
	}
	if most := (rowPairs + colPairs) / 2; most == expected {
		out.ARI = 1
	} else {
		out.ARI = (pairs - expected) / (most - expected)
	}
	return out
}

func place[T comparable](of map[T]int, name T, counts *[]int) int {
	at, ok := of[name]
	if !ok {
		at = len(*counts)
		of[name] = at
		*counts = append(*counts, 0)
	}
	return at
}

func choose2(x float64) float64 { return x * (x - 1) / 2 }

func entropy(counts []int, n int) float64 {
	var h float64
	for _, x := range counts {
		p := float64(x) / float64(n)
		h -= p * math.Log(p)
	}
	return h
}

func ratio(mutual, entropy float64) float64 {
	if entropy == 0 {
		return 1
	}
	return mutual / entropy
}
