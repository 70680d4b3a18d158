package study

import (
	"context"
	"fmt"
	"slices"

	"leitmotif/analysis/result"
)

// ChooseNumbers decides on the number of topics of each language, Space.Topics: its own where
// it is given, else what suits its articles, or, where a number for all languages is given,
// its share of that. Languages that go on with the topics they have keep their number, and so
// do those that find topics anew where the former number is plausible: which of several plausible
// numbers a run comes to must not depend on a few articles. It fails when ctx ends.
func ChooseNumbers(ctx context.Context, studies []*Study, options Options) error {
	var with []*Study
	topics, left := options.Topics, options.Topics
	for _, s := range studies {
		switch {
		case s.Embedding == nil:
			left -= s.Former.Topics
		case options.TopicsByLanguage[s.Code] > 0:
			s.Space.Topics = options.TopicsByLanguage[s.Code]
		case topics > 0 || !s.Former.Resume:
			with = append(with, s)
		}
	}
	if len(with) == 1 && topics > 0 {
		with[0].Space.Topics = max(1, left)
		return nil
	}
	suited := make([]int, len(with))
	for i, s := range with {
		choice, err := s.Embedding.Choose(ctx)
		if err != nil {
			return fmt.Errorf("choose the number of topics in %s: %w", s.Name(), err)
		}
		suited[i] = choice.K
		if topics == 0 {
			s.Space.Low, s.Space.High = choice.Low, choice.High
			if s.keepsNumber() {
				suited[i] = s.Former.Topics
			}
		}
		for _, candidate := range choice.Curve {
			s.Space.Curve = append(s.Space.Curve, result.Candidate(candidate))
		}
	}
	if topics > 0 {
		suited = allot(left, suited)
	}
	for i, s := range with {
		s.Space.Topics = suited[i]
	}
	return nil
}

// keepsNumber tells whether the number of topics of earlier runs lies in the plausible range.
func (s *Study) keepsNumber() bool {
	return s.Former.Topics >= max(1, s.Space.Low) && s.Former.Topics <= s.Space.High
}

// allot shares a number of topics out in proportion to the numbers that suit each part, at
// least one to each (Webster's method: the next topic goes to the part with the largest
// suited / (topics so far + 1/2), the first of several).
func allot(topics int, suited []int) []int {
	out := slices.Repeat([]int{1}, len(suited))
	if len(suited) == 0 {
		return out
	}
	for range topics - len(suited) {
		next := 0
		for i := range suited {
			if suited[i]*(2*out[next]+1) > suited[next]*(2*out[i]+1) {
				next = i
			}
		}
		out[next]++
	}
	return out
}
