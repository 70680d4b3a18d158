package wording

import (
	"cmp"
	"context"
	"math"
	"slices"

	"leitmotif/analysis/internal/parallel"
)

// candidates returns the best terms of each topic with their scores, best first, those of one
// family as one: the most frequent of them that the vocabulary has. A term counts for the topic
// in which it scores best:
//
//	sqrt(p(w|t)) * ln( p(w|t) / p(w) )
//
// with p the share of documents that hold it, each counted for a topic by the topic's share of it, so
// a term must be both frequent in the topic and rare outside, and documents between two topics,
// which the next run may put elsewhere, say little. The score is multiplied by what weight gives of
// the term, (0, 1], and by how its documents are spread over outlets. families may be nil: then each
// term is one of its own. It fails when ctx ends.
func (topics *Topics) candidates(ctx context.Context, families families, weight func(term int32) float64, workers int) ([][]candidate, error) {
	groups := topics.groups(families)
	topic, score, err := topics.scores(ctx, groups, workers)
	if err != nil {
		return nil, err
	}
	out := make([][]candidate, topics.K)
	for w, s := range score {
		if s > 0 {
			s *= weight(topics.Vocabulary.Terms[groups[w][0]])
			out[topic[w]] = append(out[topic[w]], candidate{column: int(groups[w][0]), score: s, group: groups[w]})
		}
	}
	spread := topics.newSpread()
	for t, list := range out {
		rank(list)
		list = list[:min(mostCandidates, len(list))]
		for i := range list {
			list[i].holders = topics.holders(list[i].group)
			list[i].score *= spread.of(t, list[i].holders)
		}
		rank(list)
		out[t] = list
	}
	return out, nil
}

// rank puts the best first.
func rank(list []candidate) {
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.column, b.column))
	})
}

// scores gives of each group of columns the topic in which it scores best, and the score.
func (topics *Topics) scores(ctx context.Context, groups [][]int32, workers int) (topic []int, score []float64, err error) {
	documents, total := topics.sizes()
	topic, score = make([]int, len(groups)), make([]float64, len(groups))
	err = parallel.Chunks(ctx, len(groups), 1024, workers, func(_, lo, hi int) {
		in := make([]float64, topics.K)
		for w := lo; w < hi; w++ {
			clear(in)
			all := 0.0
			holders := topics.holders(groups[w])
			for _, d := range holders {
				for _, s := range topics.shares(d) {
					in[s.Topic] += float64(s.Weight)
					all += float64(s.Weight)
				}
			}
			for t, x := range in {
				if x == 0 {
					continue
				}
				expected := all * documents[t] / total
				if s := math.Sqrt(x/documents[t]) * math.Log((x+0.5)/(expected+0.5)); s > score[w] {
					topic[w], score[w] = t, s
				}
			}
		}
	})
	return topic, score, err
}

// groups lists the columns of each family, the most frequent first, in the order of that one.
func (topics *Topics) groups(families families) [][]int32 {
	terms := topics.Vocabulary.Terms
	columns := make([]int32, len(terms))
	for i := range columns {
		columns[i] = int32(i)
	}
	out := make([][]int32, 0, len(terms))
	if families == nil {
		for i := range columns {
			out = append(out, columns[i:i+1])
		}
		return out
	}
	shown := func(column int32) int32 { return families[terms[column]] }
	slices.SortFunc(columns, func(a, b int32) int {
		if c := cmp.Compare(shown(a), shown(b)); c != 0 {
			return c
		}
		frequency := func(column int32) int { return len(topics.Postings.Holders(int(column))) }
		return cmp.Or(cmp.Compare(frequency(b), frequency(a)), cmp.Compare(a, b))
	})
	for from, to := 0, 1; to <= len(columns); to++ {
		if to == len(columns) || shown(columns[to]) != shown(columns[from]) {
			out = append(out, columns[from:to])
			from = to
		}
	}
	slices.SortFunc(out, func(a, b []int32) int { return cmp.Compare(a[0], b[0]) })
	return out
}

// holders are the documents that hold any of the columns, ascending.
func (topics *Topics) holders(columns []int32) []int32 {
	if len(columns) == 1 {
		return topics.Postings.Holders(int(columns[0]))
	}
	var out []int32
	for _, c := range columns {
		out = append(out, topics.Postings.Holders(int(c))...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
