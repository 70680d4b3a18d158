package table

import (
	"maps"
	"slices"

	"leitmotif/analysis"
	"leitmotif/analysis/tone"
)

// targetSum is what is said of a target.
type targetSum struct {
	row     Target
	stories map[string]bool // of several articles; the others are counted in the row
	tone    tone.ByStory
}

// targetRows sums the mentions of a run up, target by target in the order of their names.
func targetRows(res *analysis.Result) []Target {
	sums := make(map[string]*targetSum)
	for i := range res.Articles {
		a := &res.Articles[i]
		for target, counts := range a.Towards() {
			s := sums[target]
			if s == nil {
				s = &targetSum{row: Target{Target: target}, stories: make(map[string]bool)}
				sums[target] = s
			}
			s.row.Articles++
			if a.Copies > 0 {
				s.stories[a.StoryID] = true
			} else {
				s.row.Stories++
			}
			s.tone.Add(a.StoryID, a.Copies > 0, counts)
		}
		for j := range a.Mentions {
			row := &sums[a.Mentions[j].Target].row
			row.Mentions++
			if a.Mentions[j].Quoted {
				row.Quoted++
			}
		}
	}
	rows := make([]Target, 0, len(sums))
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		rows = append(rows, sums[name].close())
	}
	return rows
}

// close completes the row.
func (s *targetSum) close() Target {
	row, net := s.row, s.tone.Net()
	row.Stories += int64(len(s.stories))
	row.Negative, row.Neutral, row.Positive = int64(net.Negative), int64(net.Neutral), int64(net.Positive)
	scored := net.N() > 0
	negative, neutral, positive := net.Shares()
	row.PNegative, row.PNeutral, row.PPositive = present(scored, negative), present(scored, neutral), present(scored, positive)
	row.SentimentScore, row.Sentiment = present(scored, net.Score()), net.Label()
	row.SentimentLow, row.SentimentHigh = present(net.Told(), net.Low), present(net.Told(), net.High)
	return row
}
