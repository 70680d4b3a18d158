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
	// chooseSamples is the number of samples of a large corpus, of sampleDocuments each. With
	// two of 1,000 nine tenths of 20newsgroups asked for 12 to 20 topics; with six of 500 all of
	// it asked for 16 or for 13 by what 35 of its 19,956 texts say, with twelve for 16; the time
	// grows with their number more than with their size.
	chooseSamples, sampleDocuments = 12, 500
	// firstSamples are taken for every number; the others for those whose score is less than
	// margin, a factor of 1.2 in strength, from the best.
	firstSamples, margin = 6, 0.15
	// folds is the number of parts into which documents are dealt; each clustering leaves
	// one out.
	folds = 5
	// weakest is the part of the clusters, one in four, that speaks for all.
	weakest = 4
	// finer is the power of K by which finer topics are preferred.
	finer = 0.4
	// priorWidth is the standard deviation of ln K under the prior, a factor of 2.2: strengths
	// vary more than a wider one, of a factor of 4, puts right. On samples of 250 to 2,500
	// articles .6 to .9 choose alike.
	priorWidth = 0.8
	// leastStrength is what counts as no strength at all, in noise and among few documents:
	// there the prior decides.
	leastStrength = 0.1
)

// Choose names the number of topics that suits the corpus: of all numbers from a quarter of
// the prior 3 n^0.18 to one and a half of it, the K with the largest
//
//	strength(K) * K^0.4 * exp(-ln(K / prior)^2 / (2 * 0.8^2))
//
// The points are clustered five times for each K, each time without a fifth of them. Fifths
// and samples are drawn by Keys, so that one document more or less hardly changes them. Of a
// cluster of one clustering, the prediction strength is the share of the pairs of its points
// that another clustering puts together too (Tibshirani and Walther 2005, "Cluster
// validation by prediction strength"); K clusters of equal size have 1/K by chance, for
// which it is corrected as the Rand index is. They take the weakest cluster of all, but the
// mean of the weakest quarter varies less; and they take the largest K whose strength is
// above 0.8 to 0.9, which news reaches for two or three topics only. In news strength falls
// by about the power 0.4 of K, and falls steeply where a cluster is torn that has no parts.
//
// The strength is the mean over two views of a small corpus, that of all dimensions and that
// of half of them, or over twelve samples of a large one, and where it is weak the
// neighbours of a number of topics have a say: what one number happens to reach once says less.
//
// The prior matters where a corpus has structure at several scales, as most have. It follows
// how the number of sections that editors use grows with the number of articles (8 for
// seventy, 10 for a thousand, 18 for twenty thousand, 24 for a hundred thousand). Whoever
// wants finer topics asks for them. It fails when ctx ends.
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
	for k := max(2, int(centre/4)); k <= most; k++ {
		candidates = append(candidates, Candidate{K: k})
	}
	first := samples[:min(len(samples), firstSamples)]
	if err := measure(ctx, first, candidates, workers); err != nil {
		return Choice{}, err
	}
	if further := samples[len(first):]; len(further) > 0 {
		if err := measureAgain(ctx, first, further, candidates, centre, workers); err != nil {
			return Choice{}, err
		}
	}
	scores := scoresOf(candidates, centre)
	best := 0
	for i := range scores {
		if scores[i] > scores[best] {
			best = i
		}
	}
	if len(candidates) == 0 {
		return Choice{K: 1, Low: 1, High: 1, Curve: candidates}, nil
	}
	return Choice{K: candidates[best].K, Low: candidates[best].K, High: candidates[best].K, Curve: candidates}, nil
}

// measure sets the strength of each candidate to its mean over the samples.
func measure(ctx context.Context, samples []crowd, candidates []Candidate, workers int) error {
	for i := range candidates {
		candidates[i].Stability = 0
	}
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

// measureAgain takes further samples for the candidates that may yet win, whose strengths are
// then the means over all samples.
func measureAgain(ctx context.Context, first, further []crowd, candidates []Candidate, centre float64, workers int) error {
	scores := scoresOf(candidates, centre)
	top := slices.Max(scores)
	var near []int
	var again []Candidate
	for i, score := range scores {
		if score > top-margin {
			near, again = append(near, i), append(again, candidates[i])
		}
	}
	if err := measure(ctx, further, again, workers); err != nil {
		return err
	}
	n, m := float64(len(first)), float64(len(further))
	for i, at := range near {
		candidates[at].Stability = (n*candidates[at].Stability + m*again[i].Stability) / (n + m)
	}
	return nil
}

// scoresOf gives the logarithms of what Choose looks for the largest of.
func scoresOf(candidates []Candidate, centre float64) []float64 {
	scores := logStrength(candidates)
	for i, c := range candidates {
		off := math.Log(float64(c.K)/centre) / priorWidth
		scores[i] += finer*math.Log(float64(c.K)) - off*off/2
	}
	return scores
}

// logStrength returns the logarithm of the strength of each candidate, mixed with the mean of
// its own and those of its neighbours. Its own has the square of the strength as its share:
// where clusters hold, their number is no accident, and that of others says nothing.
func logStrength(candidates []Candidate) []float64 {
	logs := make([]float64, len(candidates))
	for i, c := range candidates {
		logs[i] = math.Log(math.Max(leastStrength, c.Stability))
	}
	mixed := make([]float64, len(logs))
	for i, own := range logs {
		near := logs[max(0, i-1):min(len(logs), i+2)]
		share := math.Exp(2 * own)
		mixed[i] = share*own + (1-share)*sum(near)/float64(len(near))
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
	var parts [folds]part
	err := parallel.Tasks(ctx, folds, workers, func(leave int) error {
		parts[leave] = newPart(s.points, fold, leave)
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

// newPart leaves out the points of one fold.
func newPart(points *mat.Dense, fold []int, leave int) part {
	var p part
	for i, f := range fold {
		if f != leave {
			p.rows = append(p.rows, i)
		}
	}
	p.axes = newAxes(subset(points, p.rows), 1)
	return p
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
