package ledger

import (
	"slices"

	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/result"
	"leitmotif/analysis/topic"
)

const (
	// leastLikeness is the likeness below which a topic is no continuation of a theme.
	leastLikeness = 0.25
	// leastCosine is the cosine of marks below which it is none either: a space puts articles
	// on what it does not know somewhere, and they may make a topic together.
	leastCosine = 0.1
	// steadyLikeness is the likeness of terms below which a theme counts as drifted.
	steadyLikeness = 0.5
	// mostly is the share of the articles of a topic that makes it a part of a theme, or of
	// those of a theme that makes it part of a topic.
	mostly = 0.5
)

// overlap counts the articles of the run in each topic that the former space gave to each
// of its themes.
type overlap struct {
	former []int   // UIDs
	both   [][]int // by former theme and topic
	themes []int   // articles by former theme
	topics []int   // articles by topic
	old    [][]int // both, of the articles that an earlier run had
}

// overlaps compares where the former space and the new model put the articles of the run.
func overlaps(former *placement, model *topic.Model) *overlap {
	if former == nil {
		return nil
	}
	k := len(former.space.UIDs)
	o := &overlap{former: former.space.UIDs, both: make([][]int, k), old: make([][]int, k), themes: make([]int, k), topics: make([]int, model.K)}
	for i := range k {
		o.both[i], o.old[i] = make([]int, model.K), make([]int, model.K)
	}
	for row, a := range former.model.Assigned {
		b := model.Assigned[row]
		if a < 0 || b < 0 {
			continue
		}
		o.both[a][b]++
		if !former.fresh[row] {
			o.old[a][b]++
		}
		o.themes[a]++
		o.topics[b]++
	}
	return o
}

// identify finds out which of the topics of a language, given as themes without number,
// are known, and enters them into the ledger: one to one, so that the sum of likenesses is
// largest. The likeness of a theme and a topic is the cosine of their marks; where the
// former space could place the articles of the run, its mean with the Jaccard index of the
// articles of both. It returns the UIDs.
func identify(next *state.State, topics []state.Theme, o *overlap) []int {
	k := len(topics)
	var candidates []int // UIDs
	for i := range next.Themes {
		if t := &next.Themes[i]; len(topics) > 0 && t.Language == topics[0].Language && !t.Gone() {
			candidates = append(candidates, t.UID)
		}
	}
	row := make(map[int]int) // of the overlap, by UID
	if o != nil {
		for i, uid := range o.former {
			row[uid] = i
		}
	}
	cosines, likeness := make([][]float64, len(candidates)), make([][]float64, len(candidates))
	for i, uid := range candidates {
		cosines[i], likeness[i] = make([]float64, k), make([]float64, k)
		for t := range topics {
			cosines[i][t] = likenessOf(next.Theme(uid).Marks, topics[t].Marks)
			x := cosines[i][t]
			if r, placed := row[uid]; placed {
				shared := o.both[r][t]
				x = (x + float64(shared)/float64(max(1, o.themes[r]+o.topics[t]-shared))) / 2
			}
			if x >= leastLikeness && cosines[i][t] >= leastCosine {
				likeness[i][t] = x
			}
		}
	}
	uids := make([]int, k)
	for i, t := range match(likeness) {
		if t < 0 {
			continue
		}
		theme := next.Theme(candidates[i])
		topics[t].UID, topics[t].First, topics[t].Last, topics[t].Label = theme.UID, theme.First, theme.Last, theme.Label
		switch {
		case theme.Label == "" && !topics[t].Unclear && theme.Unclear:
			topics[t].Standing = result.New // no run has told of it yet
		case theme.Standing == result.Dormant && !theme.Unclear: // else no run has told that it was gone
			topics[t].Standing = result.Revived
		case cosines[i][t] < steadyLikeness:
			topics[t].Standing = result.Drifted
		default:
			topics[t].Standing = result.Same
		}
		uids[t] = theme.UID
	}
	enterFound(next, topics, uids, o)
	enterLost(next, topics, candidates, uids, o)
	return uids
}

// enterFound enters the topics into the ledger; those that are no theme yet get a number, and
// count as split where most of their articles are old ones of one theme that goes on.
func enterFound(next *state.State, topics []state.Theme, uids []int, o *overlap) {
	continued := make(map[int]bool)
	for t, uid := range uids {
		if uid != 0 && !topics[t].Unclear {
			continued[uid] = true
		}
	}
	for t := range topics {
		theme := &topics[t]
		if uids[t] == 0 {
			theme.UID, theme.First, theme.Standing = len(next.Themes)+1, next.Runs, result.New
			if o != nil {
				for r, uid := range o.former {
					if continued[uid] && float64(o.old[r][t]) > mostly*float64(o.topics[t]) {
						theme.Standing, theme.Parent = result.Split, uid
					}
				}
			}
			uids[t] = theme.UID
			next.Themes = append(next.Themes, *theme)
			continue
		}
		next.Themes[theme.UID-1] = *theme
	}
}

// enterLost marks the candidates that are none of the topics: merged where most of their
// old articles are in one, else dormant. New articles do not count: they were put there by
// a space that may not know what they are about, and who is merged never comes back. It is not
// gone, but unclear, where most of them are in topics that are.
func enterLost(next *state.State, topics []state.Theme, candidates, uids []int, o *overlap) {
	for _, uid := range candidates {
		if slices.Contains(uids, uid) {
			continue
		}
		theme := next.Theme(uid)
		theme.Standing = result.Dormant
		if o == nil {
			continue
		}
		r := slices.Index(o.former, uid)
		if r < 0 {
			continue
		}
		old, unclear := 0, 0
		for t, shared := range o.old[r] {
			if old += shared; topics[t].Unclear {
				unclear += shared
			}
		}
		if float64(unclear) > mostly*float64(old) {
			theme.Unclear = true
		}
		for t, shared := range o.old[r] {
			if float64(shared) > mostly*float64(old) && !topics[t].Unclear {
				theme.Standing, theme.Parent = result.Merged, uids[t]
			}
		}
	}
}

// likenessOf is the cosine of two lists of marks of length 1.
func likenessOf(a, b []state.Term) float64 {
	weights := make(map[string]float64, len(a))
	for _, m := range a {
		weights[m.Text] = m.Weight
	}
	var cosine float64
	for _, m := range b {
		cosine += weights[m.Text] * m.Weight
	}
	return cosine
}
