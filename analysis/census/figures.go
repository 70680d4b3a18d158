package census

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"

	"leitmotif/analysis/inference"
	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/result"
	"leitmotif/analysis/tone"
)

// figures completes the names that are published.
func (t *table) figures(ctx context.Context) error {
	const some = 64
	return parallel.Chunks(ctx, len(t.names), some, t.Workers, func(_, lo, hi int) {
		p := &pairs{table: t, shared: make([]int, len(t.names)), last: make([]int32, len(t.names))}
		c := &counter{table: t, topics: make(map[int]int), outlets: make(map[string]int), languages: make(map[string]bool)}
		for i := lo; i < hi; i++ {
			c.count(i)
			t.names[i].Together = p.of(i)
		}
	})
}

// counter counts names one after the other.
type counter struct {
	*table
	topics    map[int]int
	outlets   map[string]int
	languages map[string]bool
	told      []int // topics of the story under way
}

// count counts a name by article, story, topic, outlet and tone.
func (t *counter) count(name int) {
	to := &t.names[name]
	topics, outlets, languages, told := t.topics, t.outlets, t.languages, t.told
	clear(topics)
	clear(outlets)
	clear(languages)
	var sum tone.Sum
	former := -1
	for _, place := range t.places[t.starts[name]:t.starts[name+1]] {
		a := &t.Articles[t.order[place]]
		n := named(a, name)
		to.Articles++
		to.Mentions += int(n.Mentions)
		if a.Language != "" {
			languages[a.Language] = true
		}
		if a.Source != "" {
			outlets[a.Source]++
		}
		if day := result.KnownDay(a.PublishedAt, a.Precision); !day.IsZero() {
			if to.First.IsZero() || day.Before(to.First) {
				to.First = day
			}
			if day.After(to.Last) {
				to.Last = day
			}
		}
		if former < 0 || !t.sameStory(former, int(place)) {
			sum.Add(n.Counts())
			told = told[:0]
		}
		if a.TopicID != 0 && !slices.Contains(told, a.TopicID) {
			told = append(told, a.TopicID)
			topics[a.TopicID]++
		}
		former = int(place)
	}
	t.told = told
	to.Tone, to.Languages = sum.Net(), slices.Sorted(maps.Keys(languages))
	to.Share, to.ShareLow, to.ShareHigh = inference.Wilson(to.Stories, t.stories)
	for _, id := range ranked(topics) {
		to.Topics = append(to.Topics, result.NameTopic{TopicID: id, Stories: topics[id]})
	}
	for _, source := range ranked(outlets) {
		to.Outlets = append(to.Outlets, result.NameOutlet{Source: source, Articles: outlets[source]})
	}
}

// named is what an article says of a name that it gives.
func named(a *result.Article, name int) result.Named {
	at, _ := slices.BinarySearchFunc(a.Names, name, func(n result.Named, name int) int { return cmp.Compare(int(n.Name), name) })
	return a.Names[at]
}

// ranked gives the keys of the largest counts, ties by key.
func ranked[K cmp.Ordered](counts map[K]int) []K {
	keys := slices.SortedFunc(maps.Keys(counts), func(a, b K) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return keys[:min(listed, len(keys))]
}

// pairs finds the names that stand together with one after the other.
type pairs struct {
	*table
	shared []int   // stories by name, of those that both stand in; 0 between names
	last   []int32 // by name, the number of the story that counted it last
	number int32   // of the story under way, over all names
}

// of gives the companions of a name: those that share more stories with it than chance would
// have it, at least MinStories.
func (p *pairs) of(name int) []result.NameTogether {
	var met []int32
	former := -1
	for _, place := range p.places[p.starts[name]:p.starts[name+1]] {
		if former < 0 || !p.sameStory(former, int(place)) {
			p.number++
		}
		former = int(place)
		list := p.Articles[p.order[place]].Names
		if len(list) > MaxPaired {
			continue
		}
		for _, n := range list {
			if int(n.Name) == name || p.last[n.Name] == p.number {
				continue
			}
			p.last[n.Name] = p.number
			if p.shared[n.Name]++; p.shared[n.Name] == 1 {
				met = append(met, n.Name)
			}
		}
	}
	var out []result.NameTogether
	for _, other := range met {
		both, a, b := p.shared[other], p.names[name].Stories, p.names[other].Stories
		p.shared[other] = 0
		if both < MinStories || float64(both)*float64(p.stories) <= float64(a)*float64(b) {
			continue
		}
		out = append(out, result.NameTogether{Name: int(other), Stories: both, LogLikelihood: LogLikelihood(both, a, b, p.stories)})
	}
	slices.SortFunc(out, func(a, b result.NameTogether) int {
		return cmp.Or(cmp.Compare(b.LogLikelihood, a.LogLikelihood), cmp.Compare(b.Stories, a.Stories), cmp.Compare(a.Name, b.Name))
	})
	return slices.Clone(out[:min(listed, len(out))])
}

// LogLikelihood is the statistic G² of Dunning (1993, Computational Linguistics 19, 61-74) of two
// names in a and b of n stories, and in so many together, against independence:
//
//	2 sum over the cells k of the 2 x 2 table of k ln(k / e),  e the product of its margins / n.
//
// It is at least 0, and near to chi-squared with one degree of freedom where names are independent.
func LogLikelihood(both, a, b, n int) float64 {
	cell := func(k, row, column int) float64 {
		if k == 0 {
			return 0
		}
		return float64(k) * math.Log(float64(k)*float64(n)/(float64(row)*float64(column)))
	}
	sum := cell(both, a, b) + cell(a-both, a, n-b) + cell(b-both, n-a, b) + cell(n-a-b+both, n-a, n-b)
	return max(0, 2*sum)
}
