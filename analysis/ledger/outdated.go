package ledger

import (
	"fmt"
	"math"

	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/study"
)

const (
	// staleShare is the number of stories since the fit, relative to those of the fit, above
	// which the topics are found again. It bounds how long a new theme can stay unseen.
	staleShare = 0.1
	// A batch of stories leaves the band where what the space does not know of it exceeds
	// what it did not know of those before it by bandWidth standard errors and by bandShare
	// of itself; before there is anything to compare with but the fit, by firstShare, as
	// the stories that a space was fitted to are better known than any others.
	bandWidth  = 4
	bandShare  = 0.1
	firstShare = 0.3
	// gatherShare is the share of the new stories that would have to lie in other topics
	// for them to be dealt as those before, above which they count as gathered.
	gatherShare = 0.25
	// leastRows is the number of stories, relative to those of the fit, below which a run
	// does not find topics anew: a day's articles must not undo those of a year.
	leastRows = 0.5
)

// fitReason says why the topics of a language are to be found in this run; "" where those
// known serve, or where there are too few articles to find any.
func (b *Book) fitReason(g *study.Group, known *placement) string {
	switch {
	case known == nil:
		return "first"
	case b.repeated || !g.Suffices(b.options.MinArticles):
		return ""
	}
	return known.outdated(&b.options)
}

// outdated says why the topics should be found anew, or "".
func (p *placement) outdated(o *Options) string {
	fitted := p.drift.Fitted
	switch {
	case o.Refit == RefitNever:
		return ""
	case o.Refit == RefitAlways:
		return "always"
	case o.Topics != p.drift.Asked, o.TopicsByLanguage[p.drift.Language] != p.drift.AskedOwn:
		return "another number of topics asked for"
	case float64(p.all.Stories) < leastRows*float64(fitted.Stories):
		return ""
	case p.space.Sought == 0:
		return "the state does not know which of its topics hold"
	}
	since := p.drift.Placed.Stories + p.seen.Stories
	switch {
	case float64(since) > staleShare*float64(fitted.Stories):
		return fmt.Sprintf("%d new stories after %d", since, fitted.Stories)
	case beyond(p.seen, fitted, p.drift.Placed, unexplained):
		return "the space explains less of the new stories"
	case beyond(p.seen, fitted, p.drift.Placed, unknownWords):
		return "the new stories have more unknown words"
	case p.gathered() > gatherShare:
		return "the new stories gather in some of the topics"
	}
	return ""
}

// gathered compares how the new stories and those known before are dealt to the topics: the
// total variation distance, less twice what it would be on average by chance alone. A theme
// that nobody has written of before still looks like some topic or other.
func (p *placement) gathered() float64 {
	fresh, known := make([]float64, p.model.K), make([]float64, p.model.K)
	var allFresh, allKnown float64
	for row, t := range p.model.Assigned {
		switch {
		case t < 0:
		case p.fresh[row]:
			fresh[t]++
			allFresh++
		default:
			known[t]++
			allKnown++
		}
	}
	if allFresh == 0 || allKnown == 0 {
		return 0
	}
	var distance, chance float64
	for t := range fresh {
		share := (fresh[t] + known[t]) / (allFresh + allKnown)
		distance += math.Abs(fresh[t]/allFresh-known[t]/allKnown) / 2
		// The mean of the absolute value of a normal deviate is sqrt(2/pi) of its deviation.
		chance += math.Sqrt(2/math.Pi*share*(1-share)*(1/allFresh+1/allKnown)) / 2
	}
	return distance - 2*chance
}

// unexplained is the mean share of the squared weight of a story that the space does not
// explain, with its variance.
func unexplained(m state.Measure) (mean, variance float64) {
	n := float64(max(1, m.Stories))
	mean = m.Unexplained / n
	return mean, math.Max(0, m.Squares/n-mean*mean)
}

// unknownWords is the share of words outside of the vocabulary, with the variance that it
// would have from story to story if a twentieth of the words of a story were independent
// of each other.
func unknownWords(m state.Measure) (mean, variance float64) {
	const dependent = 20
	mean = float64(m.Unknown) / float64(max(1, m.Words))
	length := float64(m.Words) / float64(max(1, m.Stories))
	return mean, mean * (1 - mean) / math.Max(1, length/dependent)
}

// beyond tells whether a measure of a batch leaves its band.
func beyond(batch, fitted, placed state.Measure, of func(state.Measure) (mean, variance float64)) bool {
	if batch.Stories == 0 {
		return false
	}
	reference, margin := fitted, firstShare
	if placed.Stories >= batch.Stories {
		reference, margin = placed, bandShare
	}
	now, variance := of(batch)
	before, usual := of(reference)
	variance = math.Max(variance, usual) // a few stories say little of how they vary
	return now > before*(1+margin) && now-before > bandWidth*math.Sqrt(variance/float64(batch.Stories))
}
