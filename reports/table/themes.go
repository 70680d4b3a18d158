package table

import (
	"cmp"
	"slices"

	"leitmotif/analysis"
	"leitmotif/analysis/result"
)

func themeRows(res *analysis.Result) []Theme {
	rows := make([]Theme, 0, len(res.Themes))
	for i := range res.Themes {
		t := &res.Themes[i]
		rows = append(rows, Theme{
			ThemeID:           int32(t.ID),
			Language:          t.Language,
			Label:             t.Label,
			Terms:             termRows(t.Terms),
			TopicIDs:          idRows(t.Topics),
			Topics:            int64(len(t.Topics)),
			Articles:          int64(t.Articles),
			Stories:           int64(t.Stories),
			Share:             t.Share,
			ShareLow:          t.ShareLow,
			ShareHigh:         t.ShareHigh,
			Sentiment:         t.Tone.Label(),
			SentimentMean:     present(t.Tone.N() > 0, t.Tone.Score()),
			SentimentLow:      present(t.Tone.Told(), t.Tone.Low),
			SentimentHigh:     present(t.Tone.Told(), t.Tone.High),
			SentencesNegative: int64(t.Tone.Negative),
			SentencesNeutral:  int64(t.Tone.Neutral),
			SentencesPositive: int64(t.Tone.Positive),
			Negative:          int64(t.Negative),
			Neutral:           int64(t.Neutral),
			Positive:          int64(t.Positive),
		})
	}
	return rows
}

// languageRows are those of the spaces, in the order of their languages.
func languageRows(res *analysis.Result) []Language {
	themes := make(map[string]int64)
	for i := range res.Themes {
		themes[res.Themes[i].Language]++
	}
	rows := make([]Language, 0, len(res.Spaces))
	for i := range res.Spaces {
		s := &res.Spaces[i]
		rows = append(rows, Language{
			Language:          s.Language,
			Articles:          int64(s.Articles),
			Stories:           int64(s.Rows),
			Topics:            int64(s.Topics),
			TopicsSought:      counted(s.Sought > 0, s.Sought),
			TopicsLow:         counted(s.Low > 0, s.Low),
			TopicsHigh:        counted(s.High > 0, s.High),
			Themes:            themes[s.Language],
			StoriesHeld:       int64(s.Held),
			HeldShare:         present(s.Sought > 0, float64(s.Held)/float64(max(1, s.Rows))),
			StoriesUnclear:    int64(s.Unclear),
			Rank:              counted(s.Rank > 0, s.Rank),
			ExplainedVariance: present(s.Rank > 0, s.ExplainedVariance),
			Reason:            s.Reason,
		})
	}
	slices.SortFunc(rows, func(a, b Language) int { return cmp.Compare(a.Language, b.Language) })
	return rows
}

func termRows(terms []result.TermWeight) []TermWeight {
	var rows []TermWeight
	for _, w := range terms {
		rows = append(rows, TermWeight{Term: w.Term, Weight: w.Weight})
	}
	return rows
}

func idRows(ids []int) []int32 {
	var rows []int32
	for _, id := range ids {
		rows = append(rows, int32(id))
	}
	return rows
}
