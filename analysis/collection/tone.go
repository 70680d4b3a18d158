package collection

import (
	"cmp"
	"slices"

	"leitmotif/analysis/inference"
	"leitmotif/analysis/result"
	"leitmotif/analysis/sentiment"
)

// newTone takes over what the tone model found in an article.
func newTone(s sentiment.Score) result.Tone {
	t := result.Tone{
		Abstain: s.Abstain, Label: s.Label, Coverage: s.Coverage, Sentences: s.Sentences,
		Negative: s.Negative, Neutral: s.Neutral, Positive: s.Positive,
	}
	for _, d := range s.Drivers {
		t.Drivers = append(t.Drivers, result.Driver(d))
	}
	return t
}

// newMentions takes over the mentions of targets.
func newMentions(s sentiment.Score) []result.Mention {
	var out []result.Mention
	for _, m := range s.Mentions {
		out = append(out, result.Mention(m))
	}
	return out
}

// ToneInfo sums up what each tone model did, in the order of their languages.
func (c *Collection) ToneInfo(models []sentiment.ModelInfo) result.ToneInfo {
	var info result.ToneInfo
	for _, m := range models {
		model := result.ToneModel{Language: m.Language, Name: m.Name, Terms: m.Terms}
		var scores []float64
		for i := range c.Articles {
			a := &c.Articles[i]
			if a.Language == m.Language && a.Tone.Abstain == "" {
				scores = append(scores, a.Tone.Score())
			}
		}
		model.Scored = len(scores)
		model.Mean, _, _ = inference.Mean(scores, -1, 1)
		info.Models = append(info.Models, model)
	}
	slices.SortFunc(info.Models, func(a, b result.ToneModel) int { return cmp.Compare(a.Language, b.Language) })
	return info
}
