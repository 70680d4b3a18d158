package analysis

import (
	"cmp"
	"slices"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/inference"
	"leitmotif/analysis/result"
	"leitmotif/analysis/sentiment"
)

// toneOf sums up what each tone model did.
func toneOf(c *collection.Collection, models []sentiment.ModelInfo) result.ToneInfo {
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
