package topic

import (
	"context"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/parallel"
)

// Candidate is a number of topics with what Choose found of it.
type Candidate struct {
	K int
	// Stability is the prediction strength of the weakest quarter of the clusters beyond
	// chance, at most 1; chance has 0.
	Stability float64
}

// Choice is the number of topics that suits a corpus.
type Choice struct {
	K         int
	Low, High int // the plausible numbers, Low <= K <= High: those of which noise could have made the best
	Curve     []Candidate
}

const (
	// chooseDocuments bounds the documents of a small corpus that Choose clusters; of more it
	// takes a sample. 1,500 and 2,000 choose no better than 1,000.
	chooseDocuments = 1000
	// chooseSamples is the number of samples of a large corpus, of sampleDocuments each: many
	// small ones say more than few large ones.
	chooseSamples, sampleDocuments = 12, 500
	// folds is the number of parts into which documents are dealt; each clustering leaves
	// one out.
	folds = 5
	// weakest is the part of the clusters, one in four, that speaks for all.
	weakest = 4
	// leastStrength is what counts as no strength at all, in noise and among few documents:
	// there the prior decides. Beyond mostStrength one cannot be told from the other.
	leastStrength, mostStrength = 0.1, 0.97
	// certainty is the weight of -ln(1 - strength): clusters that nearly always come back.
	certainty = 0.1
	// bandwidth is the standard deviation in ln K of the kernel that smooths the strengths.
	bandwidth = 0.2
	// steepness is the power of K / prior by which numbers away from the prior lose. 1 keeps corpora
	// of three to six large classes at seven to ten topics, .8 takes large ones below their classes.
	steepness = 0.85
	// noise is the difference of scores that says little, about the standard error of ln strength
	// over samples, and plausible how often that a number may fall below the best one.
	noise, plausible = 0.075, 2
	// holds is the strength from which clusters count as found (Tibshirani and Walther: 0.8 to
	// 0.9), and promising that from which it is worth looking for such ones.
	holds, promising = 0.8, 0.5
)

// Choose names the number of topics that suits the corpus, and those that suit it about as well.
// Of the rungs of a ladder, 2 to 8, 10, 12, 14, 17, 20, 24, ..., from a fifth of the prior
// 3 n^0.18 to one and a half of it, each K has the score
//
//	ln strength(K) - 0.1 ln(1 - strength(K)) - 0.85 |ln(K / prior)|
//
// The choice is the rung nearest to the mean of ln K under the weights exp(score / 0.075), not
// the K of the largest score: where neighbours are nearly equal the largest is an accident, and
// their mean hardly moves when a few documents come or go. A coarse ladder then keeps small
// moves from showing, for topics of K and K + 1 clusters differ in more than one of them. Low and
// High are the rungs whose score is within 0.15 of the best.
//
// The points are clustered five times for each K, each time without a fifth of them. Fifths
// and samples are drawn by Keys, so that one document more or less hardly changes them. Of a
// cluster of one clustering, the prediction strength is the share of the pairs of its points
// that another clustering puts together too (Tibshirani and Walther 2005, "Cluster
// validation by prediction strength"); K clusters of equal size have 1/K by chance, for
// which it is corrected as the Rand index is. They take the weakest cluster of all, but the
// mean of the weakest quarter varies less; and they take the largest K whose strength is
// above 0.8 to 0.9, which news reaches for two or three topics only. Where the choice or a
// number between it and the next rungs reaches 0.8, the strongest of them is taken.
//
// The strength is the mean over two views of a small corpus, that of all dimensions and that
// of half of them, or over twelve samples of a large one, and where it is weak the
// neighbours of a number of topics have a say: what one number happens to reach once says less.
//
// The prior matters where a corpus has structure at several scales, as most have. It follows
// how the number of sections that editors use grows with the number of articles (8 for
// seventy, 10 for a thousand, 18 for twenty thousand, 24 for a hundred thousand). Its tails are
// those of Laplace: corpora of few themes are not rare. Whoever wants finer topics asks for them.
// It fails when ctx ends.
func (e *Embedding) Choose(ctx context.Context) (Choice, error) {
	n, _ := e.Points.Dims()
	if e.views != nil {
		rows := sample(e.Keys, 0, chooseDocuments)
		keys := entries(e.Keys, rows)
		return choose(ctx, n, []crowd{{subset(e.Points, rows), keys}, {subset(e.views[halfRank], rows), keys}}, e.Workers)
	}
	var samples []crowd
	for i := range max(1, min(chooseSamples, n/sampleDocuments)) {
		rows := sample(e.Keys, i, sampleDocuments)
		samples = append(samples, crowd{subset(e.Points, rows), entries(e.Keys, rows)})
	}
	return choose(ctx, n, samples, e.Workers)
}

// crowd is points with the keys of their documents.
type crowd struct {
	points *mat.Dense
	keys   []uint64
}

// choose is Choose for one or several samples of n documents.
func choose(ctx context.Context, n int, samples []crowd, workers int) (Choice, error) {
	centre := 3 * math.Pow(float64(n), 0.18)
	most := int(1.5 * centre)
	for _, s := range samples {
		size, r := s.points.Dims()
		most = min(most, size*(folds-1)/folds, r)
	}
	var candidates []Candidate
	for k := 2; k <= most; k = nextRung(k) {
		if 5*k >= int(centre) {
			candidates = append(candidates, Candidate{K: k})
		}
	}
	if len(candidates) == 0 {
		return Choice{K: 1, Low: 1, High: 1}, nil
	}
	if err := measure(ctx, samples, candidates, workers); err != nil {
		return Choice{}, err
	}
	scores := scoresOf(candidates, centre)
	best := middle(candidates, scores)
	choice := Choice{K: candidates[best].K, Low: candidates[best].K, High: candidates[best].K, Curve: candidates}
	top := slices.Max(scores)
	for i, c := range candidates {
		if scores[i] >= top-plausible*noise {
			choice.Low, choice.High = min(choice.Low, c.K), max(choice.High, c.K)
		}
	}
	return choice, choice.sharpen(ctx, samples, best, most, workers)
}

// nextRung is the number of topics above one on the ladder.
func nextRung(k int) int { return max(k+1, int(math.Round(1.2*float64(k)))) }

// middle returns the candidate nearest to the mean of ln K under the weights exp(score/noise).
// A candidate stands for the numbers about it, so its weight grows with the room between its
// neighbours.
func middle(candidates []Candidate, scores []float64) int {
	room, top := spacing(candidates), slices.Max(scores)
	mean, total := 0.0, 0.0
	for i, c := range candidates {
		weight := room[i] * math.Exp((scores[i]-top)/noise)
		mean += weight * math.Log(float64(c.K))
		total += weight
	}
	mean /= total
	nearest := 0
	for i, c := range candidates {
		if math.Abs(math.Log(float64(c.K))-mean) < math.Abs(math.Log(float64(candidates[nearest].K))-mean) {
			nearest = i
		}
	}
	return nearest
}

// spacing is the room of each candidate in ln K: half the way between its neighbours, at the
// ends the way to the only one.
func spacing(candidates []Candidate) []float64 {
	out := slices.Repeat([]float64{1}, len(candidates))
	if len(candidates) < 2 {
		return out
	}
	for i := range out {
		lo, hi := max(0, i-1), min(len(out)-1, i+1)
		out[i] = math.Log(float64(candidates[hi].K)/float64(candidates[lo].K)) / float64(hi-lo)
	}
	return out
}

// sharpen looks between the choice and the next rungs where its strength is promising, and takes the
// number of clusters that hold, if any do.
func (c *Choice) sharpen(ctx context.Context, samples []crowd, at, most, workers int) error {
	from, to := c.K, min(most, nextRung(c.K)-1)
	if at > 0 {
		from = c.Curve[at-1].K + 1
	}
	if c.Curve[at].Stability < promising || from == to {
		return nil
	}
	var between []Candidate
	for k := from; k <= to; k++ {
		if k != c.K {
			between = append(between, Candidate{K: k})
		}
	}
	if err := measure(ctx, samples, between, workers); err != nil {
		return err
	}
	strongest := c.Curve[at]
	for _, b := range between {
		if b.Stability >= holds && b.Stability > strongest.Stability {
			strongest = b
		}
	}
	if strongest.K != c.K {
		c.K, c.Low, c.High = strongest.K, min(c.Low, strongest.K), max(c.High, strongest.K)
		c.Curve = append(c.Curve, strongest)
		slices.SortFunc(c.Curve, func(a, b Candidate) int { return a.K - b.K })
	}
	return nil
}

// measure sets the strength of each candidate to its mean over the samples.
func measure(ctx context.Context, samples []crowd, candidates []Candidate, workers int) error {
	for _, s := range samples {
		if err := measureStrength(ctx, s, candidates, workers); err != nil {
			return err
		}
	}
	for i := range candidates {
		candidates[i].Stability /= float64(len(samples))
	}
	return nil
}

// scoresOf gives the scores that Choose weighs.
func scoresOf(candidates []Candidate, centre float64) []float64 {
	scores := logStrength(candidates)
	for i, c := range candidates {
		scores[i] -= steepness * math.Abs(math.Log(float64(c.K)/centre))
	}
	return scores
}

// logStrength returns ln s - certainty ln(1-s) of the strength s of each candidate, mixed with
// the mean over it and its neighbours by a normal kernel. Its own has the square of the strength
// as its share: where clusters hold, their number is no accident, and that of others says
// nothing.
func logStrength(candidates []Candidate) []float64 {
	logs, room := make([]float64, len(candidates)), spacing(candidates)
	for i, c := range candidates {
		s := math.Min(mostStrength, math.Max(leastStrength, c.Stability))
		logs[i] = math.Log(s) - certainty*math.Log1p(-s)
	}
	mixed := make([]float64, len(logs))
	for i, own := range logs {
		mean, total := 0.0, 0.0
		for j, other := range logs {
			off := math.Log(float64(candidates[j].K)/float64(candidates[i].K)) / bandwidth
			weight := room[j] * math.Exp(-off*off/2)
			mean += weight * other
			total += weight
		}
		share := math.Min(mostStrength, math.Max(leastStrength, candidates[i].Stability))
		share *= share
		mixed[i] = share*own + (1-share)*mean/total
	}
	return mixed
}

func subset(points *mat.Dense, rows []int) *mat.Dense {
	_, r := points.Dims()
	out := mat.NewDense(len(rows), r, nil)
	for i, from := range rows {
		out.SetRow(i, points.RawRowView(from))
	}
	return out
}

// measureStrength clusters the points once without each fold for each candidate, and adds
// the mean strength over all pairs of clusterings, each way, to that of the candidate.
func measureStrength(ctx context.Context, s crowd, candidates []Candidate, workers int) error {
	n, fold := len(s.keys), dealFolds(s.keys, folds, foldDeal)
	// The clusterings are independent of each other, so each is done by one goroutine.
	grams, err := gramsOf(ctx, s.points, fold, folds, workers)
	if err != nil {
		return err
	}
	var parts [folds]part
	err = parallel.Tasks(ctx, folds, workers, func(leave int) error {
		parts[leave] = newPart(s.points, fold, leave, grams)
		return nil
	})
	if err != nil {
		return err
	}
	assigned := make([][]int, len(candidates)*folds)
	err = parallel.Tasks(ctx, len(assigned), workers, func(task int) (err error) {
		// The largest numbers take longest and begin first.
		task = len(assigned) - 1 - task
		assigned[task], err = parts[task%folds].cluster(ctx, candidates[task/folds].K, n)
		return err
	})
	if err != nil {
		return err
	}
	for c := range candidates {
		of, total := assigned[c*folds:(c+1)*folds], 0.0
		for i, a := range of {
			for _, b := range of[:i] {
				total += strength(a, b, candidates[c].K) + strength(b, a, candidates[c].K)
			}
		}
		candidates[c].Stability += total / (folds * (folds - 1))
	}
	return nil
}

// part is the points without a fold.
type part struct {
	rows []int
	axes *axes
}

// newPart leaves out the points of one fold. grams are those of the folds.
func newPart(points *mat.Dense, fold []int, leave int, grams []*mat.SymDense) part {
	_, r := points.Dims()
	p, all := part{rows: make([]int, 0, len(fold))}, mat.NewSymDense(r, nil)
	for i, f := range fold {
		if f != leave {
			p.rows = append(p.rows, i)
		}
	}
	for f, g := range grams {
		if f != leave {
			all.AddSym(all, g)
		}
	}
	p.axes = newAxes(subset(points, p.rows), all)
	return p
}

// gramsOf gives the Gram matrix of the points of each fold: those of all parts that leave one
// out are sums of them.
func gramsOf(ctx context.Context, points *mat.Dense, fold []int, folds, workers int) ([]*mat.SymDense, error) {
	rows, grams := make([][]int, folds), make([]*mat.SymDense, folds)
	for i, f := range fold {
		rows[f] = append(rows[f], i)
	}
	err := parallel.Tasks(ctx, folds, workers, func(f int) error {
		_, r := points.Dims()
		if grams[f] = mat.NewSymDense(r, nil); len(rows[f]) > 0 {
			grams[f] = gram(subset(points, rows[f]), 1)
		}
		return nil
	})
	return grams, err
}

// cluster returns the cluster of each of n points, -1 for those that the part leaves out.
func (p part) cluster(ctx context.Context, k, n int) ([]int, error) {
	return p.clusterBy(ctx, k, n, rough)
}

// clusterBy is cluster with an effort of any size.
func (p part) clusterBy(ctx context.Context, k, n int, e effort) ([]int, error) {
	start, err := p.axes.start(ctx, k, e, 1)
	if err != nil {
		return nil, err
	}
	clusters, _, err := cluster(ctx, p.axes.points, start, k, e, 1)
	if err != nil {
		return nil, err
	}
	all := slices.Repeat([]int{-1}, n)
	for i, row := range p.rows {
		all[row] = clusters[i]
	}
	return all, nil
}

// strength returns the mean prediction strength of the weakest quarter of k clusters, two
// or more, at least of one, corrected for chance; another assignment of the same points to
// k clusters tells which pairs belong together. Points with -1 in either count nowhere. A
// cluster of fewer than two points has no pair and no strength.
func strength(clusters, other []int, k int) float64 {
	size, both := make([]int, k), make([]int, k*k)
	for i, c := range clusters {
		if o := other[i]; c >= 0 && o >= 0 {
			size[c]++
			both[c*k+o]++
		}
	}
	strengths := make([]float64, k)
	for c := range strengths {
		together := 0
		for _, x := range both[c*k : (c+1)*k] {
			together += x * (x - 1)
		}
		if size[c] > 1 {
			strengths[c] = float64(together) / float64(size[c]*(size[c]-1))
		}
	}
	slices.Sort(strengths)
	weak := strengths[:max(1, k/weakest)]
	chance := 1 / float64(k)
	return (sum(weak)/float64(len(weak)) - chance) / (1 - chance)
}
