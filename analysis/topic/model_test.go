package topic

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/panel"
	"leitmotif/analysis/tfidf"
)

// blobs makes n points of length 1 around k axes of r dimensions.
func blobs(n, k, r int, noise float64) (*mat.Dense, []int) {
	random := rand.New(rand.NewPCG(1, 2))
	points, truth := mat.NewDense(n, r, nil), make([]int, n)
	for i := range n {
		truth[i] = i % k
		row := points.RawRowView(i)
		for j := range row {
			row[j] = noise * random.NormFloat64()
		}
		row[truth[i]] += 1
		panel.ScaleToOne(row)
	}
	return points, truth
}

// samePartition tells whether two assignments differ in the numbers alone.
func samePartition(a, b []int) bool {
	forth, back := make(map[int]int), make(map[int]int)
	for i := range a {
		x, seenX := forth[a[i]]
		y, seenY := back[b[i]]
		if seenX && x != b[i] || seenY && y != a[i] {
			return false
		}
		forth[a[i]], back[b[i]] = b[i], a[i]
	}
	return true
}

func TestVarimaxFindsTheAxes(t *testing.T) {
	points, truth := blobs(300, 4, 4, 0.05)
	// Any rotation of the axes must be undone.
	var qr mat.QR
	qr.Factorize(mat.NewDense(4, 4, []float64{2, 1, 0, 3, -1, 2, 5, 1, 1, 1, 1, -2, 0, 3, 1, 1}))
	var turn, turned mat.Dense
	qr.QTo(&turn)
	turned.Mul(points, &turn)
	rotated, rotation, err := Varimax(t.Context(), &turned, 2)
	if err != nil {
		t.Fatal(err)
	}
	var gram mat.Dense
	gram.Mul(rotation.T(), rotation)
	if !mat.EqualApprox(&gram, mat.NewDiagDense(4, []float64{1, 1, 1, 1}), 1e-9) {
		t.Errorf("the rotation is not orthogonal:\n%v", mat.Formatted(&gram))
	}
	assigned := make([]int, 300)
	for i := range assigned {
		row := rotated.RawRowView(i)
		assigned[i] = argmax(row)
		if row[assigned[i]] < 0.8 {
			t.Fatalf("point %d: loadings %v are spread", i, row)
		}
	}
	if !samePartition(assigned, truth) {
		t.Error("the axes were not found")
	}
}

// Turning the planes of one sum at the same time is turning them in order, to the bit.
func TestPlanesOfOneSumShareNoColumn(t *testing.T) {
	const n = 40
	for _, k := range []int{1, 2, 3, 4, 7, 12} {
		points, _ := blobs(n, k, k, 0.8)
		var together, inOrder [][]float64
		for j := range k {
			together, inOrder = append(together, mat.Col(nil, j, points)), append(inOrder, mat.Col(nil, j, points))
		}
		for range 3 {
			want := false
			for p, x := range inOrder {
				for _, y := range inOrder[:p] {
					if angle := planeAngle(x, y); math.Abs(angle) > 1e-4 {
						turn(x, y, angle)
						want = true
					}
				}
			}
			if got := done(turnPlanes(t.Context(), together, n, 1e-4, 3)); got != want {
				t.Errorf("%d columns: turned %v, want %v", k, got, want)
			}
		}
		if !slices.EqualFunc(together, inOrder, slices.Equal) {
			t.Errorf("%d columns are turned otherwise", k)
		}
	}
}

func TestGramHasTheBitsOfTheLibrary(t *testing.T) {
	for _, shape := range [][2]int{{1, 1}, {3, 20}, {700, 33}} {
		points, _ := blobs(shape[0], 1, shape[1], 0.5)
		var want mat.SymDense
		want.SymOuterK(1, points.T())
		if got := gram(points, 2); !mat.Equal(got, &want) {
			t.Errorf("%v: other numbers", shape)
		}
	}
}

// done gives what a function made that nothing but the end of its context makes fail.
func done[T any](made T, err error) T {
	if err != nil {
		panic(err)
	}
	return made
}

func TestStartAndSphericalKMeans(t *testing.T) {
	points, truth := blobs(500, 6, 12, 0.12)
	assigned, centroids, err := SphericalKMeans(t.Context(), points, done(Start(t.Context(), points, 6, 2)), 6, 2)
	if err != nil {
		t.Fatal(err)
	}
	if !samePartition(assigned, truth) {
		t.Error("the groups were not found")
	}
	for i, own := range assigned {
		for j := range 6 {
			if mat.Dot(mat.NewVecDense(12, points.RawRowView(i)), centroids.RowView(j)) >
				mat.Dot(mat.NewVecDense(12, points.RawRowView(i)), centroids.RowView(own))+1e-12 {
				t.Fatalf("point %d is nearer to centroid %d than to its own", i, j)
			}
		}
	}
}

func TestCentroidsLeaveOutUnassigned(t *testing.T) {
	points := mat.NewDense(3, 2, []float64{1, 0, 0, 1, 0.6, 0.8})
	c := done(Centroids(t.Context(), points, []int{0, -1, 0}, 2, 1))
	want := []float64{1.6, 0.8}
	panel.ScaleToOne(want)
	if math.Abs(c.At(0, 0)-want[0]) > 1e-12 || math.Abs(c.At(0, 1)-want[1]) > 1e-12 || c.At(1, 0) != 0 {
		t.Errorf("centroids %v", mat.Formatted(c))
	}
}

// counts makes term frequencies of 1 from lists of terms.
func counts(terms int, documents ...[]int32) *tfidf.Frequencies {
	same := make([]int32, terms)
	for i := range same {
		same[i] = int32(i)
	}
	rows := make(tfidf.InMemory, len(documents))
	for i, d := range documents {
		rows[i] = tfidf.Document{Terms: d, Counts: slices.Repeat([]int32{1}, len(d))}
	}
	return done((&tfidf.Vocabulary{Terms: same, Column: same}).Frequencies(context.Background(), rows, 1))
}

// The evidence of a document for another topic, by hand.
func TestEvidence(t *testing.T) {
	m := counts(3, []int32{0, 1}, []int32{0, 1}, []int32{2}, []int32{1, 2})
	evidence := mat.NewDense(4, 2, nil)
	if err := weigh(t.Context(), m, []int{0, 0, 1, 1}, 2, 1, evidence); err != nil {
		t.Fatal(err)
	}
	// Topic 1 holds terms 1 (once) and 2 (twice), topic 0 terms 0 and 1 (twice each), and once
	// counts u = ln 2. Document 0 has terms 0 and 1 and speaks for topic 1 with
	//   u ln((0+a)/(2u+a)) + u ln((u+a)/(2u+a)) - 2u ln((3u+3a)/(4u+3a)).
	const a, u = prior, math.Ln2
	want := u*math.Log(a/(2*u+a)) + u*math.Log((u+a)/(2*u+a)) - 2*u*math.Log((3*u+3*a)/(4*u+3*a))
	if got := evidence.At(0, 1); math.Abs(got-want) > 1e-12 {
		t.Errorf("evidence for the other topic %g, want %g", got, want)
	}
	// For its own topic without its own counts: terms 0 (1 against 0) and 1 (1 against 1,
	// whose logarithm is 0), length 4u - 2u = 2u.
	want = u*math.Log((u+a)/(0+a)) - 2*u*math.Log((2*u+3*a)/(3*u+3*a))
	if got := evidence.At(0, 0); math.Abs(got-want) > 1e-12 {
		t.Errorf("evidence for its own topic %g, want %g", got, want)
	}
}

// A document on the wrong side goes where its words are.
func TestRefineMovesWhatIsMisplaced(t *testing.T) {
	var documents [][]int32
	var start []int
	for i := range 20 {
		if i%2 == 0 {
			documents = append(documents, []int32{0, 1, 2})
		} else {
			documents = append(documents, []int32{3, 4, 5})
		}
		start = append(start, i%2)
	}
	start[4], start[7] = 1, 0
	got, evidence, err := Refine(t.Context(), counts(6, documents...), start, 2, refinements, 1)
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range got {
		if x != i%2 || argmax(evidence.RawRowView(i)) != x {
			t.Errorf("document %d is in topic %d with evidence %v", i, x, evidence.RawRowView(i))
		}
	}
	if start[4] != 1 {
		t.Error("the start was changed")
	}
}

func TestLargest(t *testing.T) {
	x := []float64{3, 9, 1, 9, 5, 7}
	if got := largest(x, 3, 3); !slices.Equal(got, []int{1, 5, 4}) {
		t.Errorf("largest three but one: %v", got)
	}
	if got := largest(x, -1, 2); !slices.Equal(got, []int{1, 3}) {
		t.Errorf("the first of equals comes first: %v", got)
	}
}

func TestRank(t *testing.T) {
	for n, want := range map[int]int{1: 3, 20: 10, 1000: 70, 5000: 100, 1_000_000: 100} {
		if got := Rank(n); got != want {
			t.Errorf("rank for %d documents: %d, want %d", n, got, want)
		}
	}
}

func TestDropEmpty(t *testing.T) {
	evidence := mat.NewDense(2, 3, []float64{5, 1, 2, 0, 3, 4})
	assigned, kept, _ := dropEmpty([]int{0, 2}, evidence)
	if _, k := kept.Dims(); k != 2 || !slices.Equal(assigned, []int{0, 1}) || kept.At(1, 1) != 4 {
		t.Errorf("%v\n%v", assigned, mat.Formatted(kept))
	}
}

// Groups that stand well apart are counted, few or many.
func TestChooseCountsGroups(t *testing.T) {
	for _, groups := range []int{3, 6, 9, 13} {
		points, _ := blobs(600, groups, 20, 0.1)
		if c, err := choose(t.Context(), 600, []crowd{{points, numbered(600)}}, 2); err != nil || c.K != groups {
			t.Errorf("%d groups: %+v", groups, c)
		}
	}
}

func TestNextRung(t *testing.T) {
	var ladder []int
	for k := 2; k < 40; k = nextRung(k) {
		ladder = append(ladder, k)
	}
	if want := []int{2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 24, 29, 35}; !slices.Equal(ladder, want) {
		t.Errorf("ladder %d, want %d", ladder, want)
	}
}

// Of numbers that are nearly equal the one in their middle is chosen, whichever is the best by a
// little; one that stands out is chosen wherever it is.
func TestMiddle(t *testing.T) {
	candidates := []Candidate{{K: 8}, {K: 10}, {K: 12}, {K: 14}, {K: 17}}
	for _, test := range []struct {
		scores []float64
		want   int
	}{
		{[]float64{-1, 0, 0, 0, -1}, 12},
		{[]float64{-1, 0.03, 0, 0, -1}, 12},
		{[]float64{-1, 0, 0, 0.03, -1}, 12},
		{[]float64{0.5, 0, 0, 0, -1}, 8},
		{[]float64{-1, 0, 0, 0, 0.5}, 17},
	} {
		if got := candidates[middle(candidates, test.scores)].K; got != test.want {
			t.Errorf("scores %g: %d topics, want %d", test.scores, got, test.want)
		}
	}
	if middle(candidates[:1], []float64{0}) != 0 {
		t.Error("an only candidate is not chosen")
	}
}

// Where there is nothing to find, the prior alone decides: 3 * 1000^0.18 = 10.4.
func TestChooseOfNoise(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	points := mat.NewDense(1000, 30, nil)
	for i := range 1000 {
		for j := range 30 {
			points.Set(i, j, random.NormFloat64())
		}
		panel.ScaleToOne(points.RawRowView(i))
	}
	if c, err := choose(t.Context(), 1000, []crowd{{points, numbered(1000)}}, 2); err != nil || c.K < 5 || c.K > 15 {
		t.Errorf("in noise: %+v", c)
	}
}

// Prediction strength by hand: of cluster 0 (four points) the other assignment keeps three
// together, 3 of 6 pairs; of cluster 1 (two) the only pair; cluster 2 has one point and no
// pair. The weakest quarter of two or three is one cluster, chance a half or a third.
func TestStrength(t *testing.T) {
	clusters := []int{0, 0, 0, 0, 1, 1, 2, -1, 0}
	other := []int{1, 1, 1, 0, 0, 0, 2, 1, -1}
	for _, test := range []struct {
		points, k int
		want      float64
	}{{9, 3, (0 - 1.0/3) / (2.0 / 3)}, {6, 2, 0}, {3, 2, -1}} {
		if got := strength(clusters[:test.points], other[:test.points], test.k); math.Abs(got-test.want) > 1e-12 {
			t.Errorf("%d points, %d clusters: strength %g, want %g", test.points, test.k, got, test.want)
		}
	}
}
