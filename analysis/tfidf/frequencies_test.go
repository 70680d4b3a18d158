package tfidf

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/panel"
)

// drawn makes documents of known and unknown terms, some of which occur very often, with a
// vocabulary that turns the order of the terms about.
func drawn(documents, terms int) ([]Document, *Vocabulary) {
	random := rand.New(rand.NewPCG(1, uint64(documents)))
	out := make([]Document, documents)
	for i := range out {
		for _, t := range random.Perm(2 * terms)[:random.IntN(terms)] {
			out[i].Terms = append(out[i].Terms, int32(t))
			out[i].Counts = append(out[i].Counts, []int32{1, 2, 3, many - 1, many, many + 1, 70_000}[random.IntN(7)])
		}
	}
	v := &Vocabulary{Column: slices.Repeat([]int32{-1}, 2*terms)}
	for column := range terms {
		v.Terms = append(v.Terms, int32(2*(terms-column)-1))
		v.Column[v.Terms[column]] = int32(column)
	}
	return out, v
}

// dense gives the term frequencies in the plain form.
func dense(documents []Document, v *Vocabulary) *mat.Dense {
	out := mat.NewDense(len(documents), len(v.Terms), nil)
	for i, d := range documents {
		for p, number := range d.Terms {
			if column := v.Column[number]; column >= 0 {
				out.Set(i, int(column), float64(d.Counts[p]))
			}
		}
	}
	return out
}

func TestFrequenciesAgreeWithThePlainForm(t *testing.T) {
	documents, v := drawn(300, 37)
	f, plain := frequencies(t, v, documents), dense(documents, v)
	var room []float64
	for i, d := range documents {
		words, known := 0, 0.0
		for _, n := range d.Counts {
			words += int(n)
		}
		r := f.Logs(i, room[:0])
		room = r.Weights
		if !slices.IsSorted(r.Terms) || !slices.Equal(r.Terms, f.Terms(i)) {
			t.Fatalf("terms %v of document %d", r.Terms, i)
		}
		row := plain.RawRowView(i)
		for p, term := range r.Terms {
			if r.Weights[p] != math.Log1p(row[term]) || float64(f.tf(i, f.start[i]+p)) != row[term] {
				t.Errorf("document %d, term %d: tf %d, ln(1 + tf) %g", i, term, f.tf(i, f.start[i]+p), r.Weights[p])
			}
			known += row[term]
			row[term] = 0
		}
		if slices.ContainsFunc(row, func(x float64) bool { return x != 0 }) {
			t.Errorf("document %d has more terms: %v", i, row)
		}
		if unknown, all := f.Unknown(i); all != words || unknown != words-int(known) {
			t.Errorf("document %d: %d of %d words unknown, want %g of %d", i, unknown, all, float64(words)-known, words)
		}
	}
}

func TestPostings(t *testing.T) {
	documents, v := drawn(300, 37)
	f, plain := frequencies(t, v, documents), dense(documents, v)
	for _, workers := range []int{1, 3, 64} {
		p, err := f.Postings(t.Context(), workers)
		if err != nil {
			t.Fatal(err)
		}
		if n, m := p.Dims(); n != 300 || m != 37 {
			t.Fatalf("%d x %d", n, m)
		}
		for term := range v.Terms {
			var want []int32
			for i := range documents {
				if plain.At(i, term) > 0 {
					want = append(want, int32(i))
				}
			}
			if got := p.Holders(term); !slices.Equal(got, want) {
				t.Errorf("%d workers, term %d: %v, want %v", workers, term, got, want)
			}
		}
	}
}

// Sums and products are those of the plain form, and the same to the bit with any number of
// workers.
func TestSumsAndProducts(t *testing.T) {
	documents, v := drawn(2500, 90)
	f := frequencies(t, v, documents)
	counts := dense(documents, v)
	counts.Apply(func(_, _ int, x float64) float64 { return math.Log1p(x) }, counts)
	_, weights, err := Fit(t.Context(), f, 1)
	if err != nil {
		t.Fatal(err)
	}
	n, m, r := 2500, 90, 21
	random := rand.New(rand.NewPCG(5, 6))
	src, assigned := mat.NewDense(m, r, nil), make([]int, n)
	for i := range m {
		for j := range r {
			src.Set(i, j, random.NormFloat64())
		}
	}
	for i := range assigned {
		assigned[i] = random.IntN(5) - 1
	}
	all := func(workers int) []*mat.Dense {
		w := &Matrix{pattern: weights.pattern, weights: weights.weights, workers: workers}
		w.split()
		sums, products, weighed := mat.NewDense(m, 4, nil), mat.NewDense(n, r, nil), mat.NewDense(n, r, nil)
		panelIn, panelOut := make([]float64, n*panel.Width), make([]float64, m*panel.Width)
		for i := range panelIn {
			panelIn[i] = math.Sin(float64(i))
		}
		w.MulTrans(panelOut, panelIn)
		back := make([]float64, n*panel.Width)
		w.Mul(back, panelOut)
		for _, err := range []error{
			f.SumLogs(t.Context(), assigned, sums, workers),
			f.EachProduct(t.Context(), src, workers, func(i int, product []float64) { products.SetRow(i, product) }),
			w.EachProduct(t.Context(), src, func(i int, product []float64) { weighed.SetRow(i, product) }),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		return []*mat.Dense{sums, products, weighed, mat.NewDense(m, panel.Width, panelOut), mat.NewDense(n, panel.Width, back)}
	}
	got := all(1)
	var wantSums, wantProducts, wantWeighed, wantOut, wantBack mat.Dense
	indicator := mat.NewDense(n, 4, nil)
	for i, t := range assigned {
		if t >= 0 {
			indicator.Set(i, t, 1)
		}
	}
	wantSums.Mul(counts.T(), indicator)
	wantProducts.Mul(counts, src)
	wantWeighed.Mul(weights, src)
	panelIn := mat.NewDense(n, panel.Width, nil)
	for i := range n * panel.Width {
		panelIn.Set(i/panel.Width, i%panel.Width, math.Sin(float64(i)))
	}
	wantOut.Mul(weights.T(), panelIn)
	wantBack.Mul(weights, &wantOut)
	for i, want := range []*mat.Dense{&wantSums, &wantProducts, &wantWeighed, &wantOut, &wantBack} {
		if !mat.EqualApprox(got[i], want, 1e-8) {
			t.Errorf("product %d differs from the plain form", i)
		}
	}
	for _, workers := range []int{2, 3, 16} {
		for i, again := range all(workers) {
			if !mat.Equal(again, got[i]) {
				t.Errorf("product %d with %d workers has other bits", i, workers)
			}
		}
	}
}

// Every term lies in one band.
func TestBands(t *testing.T) {
	for _, p := range []pattern{
		{terms: 0, start: []int{0}}, {terms: 1, start: []int{0, 1}, index: []int32{0}},
		{terms: 100, start: []int{0, 3}, index: []int32{7, 8, 99}}, {terms: 100, start: []int{0}},
	} {
		for _, workers := range []int{1, 2, 3, 7, 200} {
			next := int32(0)
			for _, b := range p.bands(workers) {
				if b.lo != next || b.hi < b.lo {
					t.Errorf("%d terms, %d workers: a band from %d to %d behind %d", p.terms, workers, b.lo, b.hi, next)
				}
				next = b.hi
			}
			if int(next) != p.terms {
				t.Errorf("%d terms, %d workers: the bands end with %d", p.terms, workers, next)
			}
		}
	}
}
