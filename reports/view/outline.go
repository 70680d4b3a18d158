package view

import (
	"cmp"
	"slices"

	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// outlineViews gives the topics of each language under their themes, the language of most articles
// first; runs of versions that gathered none have none.
func outlineViews(set *table.Set, topics []page.Topic) []page.Outline {
	languages := slices.Clone(set.Languages)
	slices.SortStableFunc(languages, func(a, b table.Language) int { return cmp.Compare(b.Articles, a.Articles) })
	var out []page.Outline
	for i := range languages {
		l := &languages[i]
		if l.Topics == 0 && l.TopicsSought == nil {
			continue
		}
		v := page.Outline{Language: plain(l.Language, termLimit), Topics: int(l.Topics), Unclear: float64(l.StoriesUnclear) / float64(max(1, l.Stories))}
		if l.TopicsSought != nil {
			v.Sought = int(*l.TopicsSought)
		}
		if l.HeldShare != nil {
			v.Held = *l.HeldShare
		}
		for j := range set.Themes {
			if t := &set.Themes[j]; t.Language == l.Language {
				v.Themes = append(v.Themes, themeView(t, topics))
			}
		}
		out = append(out, v)
	}
	return out
}

func themeView(t *table.Theme, topics []page.Topic) page.Theme {
	v := page.Theme{
		Ref:     page.Ref{ID: int(t.ThemeID), Label: plain(t.Label, labelLimit)},
		Stories: int(t.Stories), Share: t.Share, Low: t.ShareLow, High: t.ShareHigh,
	}
	for _, id := range t.TopicIDs {
		if i := int(id) - 1; i >= 0 && i < len(topics) {
			v.Topics = append(v.Topics, topics[i].Ref)
		}
	}
	if t.SentimentMean != nil {
		tones := page.ToneCounts{Negative: int(t.SentencesNegative), Neutral: int(t.SentencesNeutral), Positive: int(t.SentencesPositive)}
		v.Mean = meanWithin(*t.SentimentMean, t.SentimentLow, t.SentimentHigh, tones.Scored(), int(t.Negative+t.Neutral+t.Positive))
	}
	return v
}
