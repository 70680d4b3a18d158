package study

import (
	"leitmotif/analysis/collection"
	"leitmotif/analysis/inference"
	"leitmotif/analysis/result"
	"leitmotif/analysis/tone"
)

// addFigures computes the figures of the topics (ascending ID) from their articles. Copies
// count in the number of articles alone.
func addFigures(c *collection.Collection, topics []result.Topic) {
	stories := 0
	for _, t := range topics {
		stories += t.Stories
	}
	tones, labels := make([]tone.Sum, len(topics)), make([]tone.Counts, len(topics))
	for i := range c.Articles {
		a := &c.Articles[i]
		if a.TopicID == 0 {
			continue
		}
		t := &topics[a.TopicID-1]
		if at := result.KnownDay(a.PublishedAt, a.Precision); !at.IsZero() {
			if t.First.IsZero() || at.Before(t.First) {
				t.First = at
			}
			if at.After(t.Last) {
				t.Last = at
			}
		}
		if a.Tone.Abstain != "" || a.DuplicateOf != "" {
			continue
		}
		tones[t.ID-1].Add(a.Tone.Counts())
		labels[t.ID-1].Count(a.Tone.Label)
	}
	for i := range topics {
		t := &topics[i]
		t.Share, t.ShareLow, t.ShareHigh = inference.Wilson(t.Stories, max(1, stories))
		t.Tone = tones[i].Net()
		t.Negative, t.Neutral, t.Positive = labels[i].Negative, labels[i].Neutral, labels[i].Positive
	}
}
