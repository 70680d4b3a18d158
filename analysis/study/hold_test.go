package study

import (
	"testing"

	"leitmotif/analysis/collection"
	"leitmotif/analysis/result"
)

// A language of which no topic is published for want of a clear one says why; others do not.
func TestHoldSaysWhyNot(t *testing.T) {
	c := &collection.Collection{Articles: []result.Article{
		{Language: "de", NoTopic: result.NoClearTopic},
		{Language: "de", NoTopic: result.NoClearTopic, DuplicateOf: "x"},
		{Language: "en", TopicID: 1},
		{Language: "en", NoTopic: result.NoClearTopic},
		{Language: "fr", NoTopic: result.HiddenTopic},
	}}
	spaces := []result.Space{{Language: "de", Sought: 4}, {Language: "en", Sought: 4, Topics: 1}, {Language: "fr", Sought: 1}}
	Hold(c, spaces)
	for i, want := range []struct {
		held, unclear int
		reason        bool
	}{{0, 1, true}, {1, 1, false}, {0, 0, false}} {
		if s := &spaces[i]; s.Held != want.held || s.Unclear != want.unclear || (s.Reason != "") != want.reason {
			t.Errorf("%s holds %d, has %d unclear and the reason %q, want %+v", s.Language, s.Held, s.Unclear, s.Reason, want)
		}
	}
}
