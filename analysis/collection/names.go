package collection

import (
	"context"
	"fmt"

	"leitmotif/analysis/names"
	"leitmotif/analysis/sentiment"
)

// toned gives the sentences of the article that was scored last, with their tone.
func (r *reader) toned() []names.Sentence {
	r.sentences = r.sentences[:0]
	for _, s := range r.tone.Sentences() {
		t := names.NoTone
		switch s.Label {
		case sentiment.Negative:
			t = -1
		case sentiment.Neutral:
			t = 0
		case sentiment.Positive:
			t = 1
		}
		r.sentences = append(r.sentences, names.Sentence{InTitle: s.InTitle, Start: s.Start, End: s.End, Tone: t})
	}
	return r.sentences
}

// FindNames gives the names that the articles name, by position. It can be called once, when Finish
// has returned and Recall has not been called; it fails where what was kept of the articles
// cannot be read back, and when ctx ends.
func (c *Collection) FindNames(ctx context.Context) (*names.Found, error) {
	decided := c.candidates.Decide()
	c.candidates = nil
	for shard := range c.shards {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		item, err := c.held.At(shard, nil)
		if err != nil {
			return nil, err
		}
		var counts *names.Counts
		if s := item.Value(); s != nil {
			counts = s.names
		} else if counts, err = readNames(item.Packed()); err != nil {
			return nil, fmt.Errorf("read candidates for names back: %w", err)
		}
		decided.Add(counts)
	}
	return decided.Found(), nil
}
