package page

import "testing"

func TestTrust(t *testing.T) {
	m := Method{Models: []Model{
		{Language: "de", Scored: 3, Whole: 0.467, Towards: 0.469, Corpus: "A"},
		{Language: "en", Scored: 3, Whole: 0.64, Corpus: "B"},
		{Language: "en", Sentences: 3, Towards: 0.75, Corpus: "B"},
		{Language: "nl", Scored: 3},                             // of which nothing was measured
		{Language: "fr", Whole: 0.9, Towards: 0.9, Corpus: "C"}, // which scored nothing
	}}
	w := in(t, "en")
	for towards, want := range map[bool]string{
		false: "How far to trust the tone of sentences, as macro-F1 on labelled news (1 is to call them as people do, a third is to guess): German 0.47 (A), a weak hint, of use where many sentences agree; English 0.64 (B), a hint over many sentences, no verdict on one.",
		true:  "How far to trust the tone of a sentence towards a name, as macro-F1 on labelled news (1 is to call it as people do, a third is to guess): German 0.47 (A), a weak hint, of use where many sentences agree; English 0.75 (B), good for comparing names and periods, no verdict on a single sentence.",
	} {
		if got := w.trust(m, towards); got != want {
			t.Errorf("towards %v:\n%s, want\n%s", towards, got, want)
		}
	}
	if got := w.trust(Method{}, true); got != "" {
		t.Errorf("of no model: %q", got)
	}
}
