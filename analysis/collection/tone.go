package collection

import (
	"cmp"
	"slices"

	"leitmotif/analysis/result"
	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/tone"
)

// newTone takes over what the tone model found in an article.
func newTone(s sentiment.Score) result.Tone {
	t := result.Tone{
		Abstain: s.Abstain, Label: s.Label, Coverage: s.Coverage,
		Deep: s.Deep, Negative: s.Counts.Negative, Neutral: s.Counts.Neutral, Positive: s.Counts.Positive,
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
		out = append(out, result.Mention{
			Sentence: m.Sentence, Target: m.Target, Alias: m.Alias, Start: m.Start, End: m.End, InTitle: m.InTitle,
			Text: m.Text, Quoted: m.Quoted, Label: m.Label, Deep: m.Deep, Negative: m.Negative, Neutral: m.Neutral, Positive: m.Positive,
		})
	}
	return out
}

// ToneInfo sums up what each tone model did, in the order of their languages, the encoder last of its own.
func (c *Collection) ToneInfo(models []sentiment.ModelInfo) result.ToneInfo {
	var info result.ToneInfo
	for _, m := range models {
		model := result.ToneModel{Language: m.Language, Name: m.Name, Deep: m.Deep, Whole: m.Whole, Towards: m.Towards, Terms: m.Terms, Band: m.Band, Figures: result.Figures(m.Figures)}
		if m.Deep {
			model.Sentences, model.Beyond = c.Deep.Sentences, c.Deep.Beyond
		}
		var counts tone.Counts
		for i := range c.Articles {
			a := &c.Articles[i]
			if m.Deep == a.Tone.Deep && a.Language == m.Language && a.Tone.Abstain == "" {
				model.Scored++
				counts.Add(a.Tone.Counts())
			}
		}
		model.Score = counts.Score()
		info.Models = append(info.Models, model)
	}
	slices.SortStableFunc(info.Models, func(a, b result.ToneModel) int { return cmp.Compare(a.Language, b.Language) })
	return info
}
