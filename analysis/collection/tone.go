package collection

import (
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
