package change

import "math"

// A share or a tone is not the same in every run even when nothing has happened that is
// worth telling: stories follow events, and events come in bunches. Its wander is the
// standard deviation tau, between runs, of what lies behind the counts: of the logarithm
// of the odds that a story holds the subject, or of the mean tone. Runs that differ by
// chance alone have tau = 0.
//
// A history of a few runs says little about the tau of one subject, and much about that
// of all. So tau is given a distribution over a grid of values, learned from all
// subjects (empirical Bayes; Laird 1978), which each subject's own runs then sharpen. A
// test takes the mean of its p-value over that distribution: what is not known about tau
// counts against a change.

// Grids of tau, and how many subjects the even distribution over a grid, from which
// learning starts, is worth.
var (
	oddsWander = []float64{0, 0.1, 0.2, 0.3, 0.4, 0.55, 0.75, 1, 1.4, 2}
	toneWander = []float64{0, 0.02, 0.04, 0.06, 0.09, 0.13, 0.18, 0.25}
)

const (
	wanderPrior  = 1
	wanderRounds = 50
)

// learnWander turns the logarithms of the likelihoods of every tau, by subject, into the
// probabilities of every tau for each subject.
func learnWander(logs [][]float64) [][]float64 {
	if len(logs) == 0 {
		return nil
	}
	grid := len(logs[0])
	common := make([]float64, grid)
	for j := range common {
		common[j] = 1 / float64(grid)
	}
	out := make([][]float64, len(logs))
	for range wanderRounds {
		next := make([]float64, grid)
		for j := range next {
			next[j] = wanderPrior / float64(grid)
		}
		for i, l := range logs {
			out[i] = posterior(common, l)
			for j, p := range out[i] {
				next[j] += p
			}
		}
		for j := range next {
			common[j] = next[j] / (wanderPrior + float64(len(logs)))
		}
	}
	return out
}

// An event is a run in which something happened to a subject, so that its odds or tone
// say nothing about how they usually wander. One run in ten is expected to be one.
const eventPart = 0.1

// ordinary takes the chance of an event, in which the likelihood is that of the given
// log, out of the likelihoods of every tau.
func ordinary(logs []float64, event float64) []float64 {
	out := make([]float64, len(logs))
	for j, l := range logs {
		top := max(l, event)
		out[j] = top + math.Log((1-eventPart)*math.Exp(l-top)+eventPart*math.Exp(event-top))
	}
	return out
}

// posterior is proportional to the prior times the likelihood.
func posterior(prior, logs []float64) []float64 {
	top := math.Inf(-1)
	for _, l := range logs {
		top = max(top, l)
	}
	out, total := make([]float64, len(logs)), 0.0
	for j, l := range logs {
		out[j] = prior[j] * math.Exp(l-top)
		total += out[j]
	}
	for j := range out {
		out[j] /= total
	}
	return out
}

// The logarithms of odds ratios over which the wander of shares is integrated lie on a
// lattice around 0: three standard deviations of the largest tau.
const (
	nodeStep  = 0.05
	nodeReach = 120
)

// node is the i-th odds ratio's logarithm, i in [0, 2*nodeReach].
func node(i int) float64 { return float64(i-nodeReach) * nodeStep }

// nodeWeights gives, for every tau of the grid, the probabilities of the nodes under a
// normal distribution with mean 0 and standard deviation tau*sqrt(scale).
func nodeWeights(scale float64) [][]float64 {
	out := make([][]float64, len(oddsWander))
	for j, tau := range oddsWander {
		out[j] = make([]float64, 2*nodeReach+1)
		if tau == 0 {
			out[j][nodeReach] = 1
			continue
		}
		total := 0.0
		for i := range out[j] {
			z := node(i) / tau
			out[j][i] = math.Exp(-z * z / (2 * scale))
			total += out[j][i]
		}
		for i := range out[j] {
			out[j][i] /= total
		}
	}
	return out
}
