package deep

import (
	"cmp"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Driver is a word of a sentence and what it does to the score.
type Driver struct {
	Start, End int     // half-open byte offsets of the word in the text of the request
	Term       string  // the word as it stands there
	Change     float64 // of the log-odds of positive against negative, with the word less without it
}

// Explain gives the words whose leaving out changes the log-odds of positive against negative, log p+/p-, most,
// strongest first, at most so many of them. Left out are single words, of
// letters or digits, outside of the target and not skipped (Li, Monroe and Jurafsky 2016); each costs about as much as scoring
// the sentence.
func (r *Reader) Explain(q Request, most int, skip func(word string) bool) []Driver {
	r.forget()
	r.read(q)
	r.place(-1)
	base := r.odds(nil)[0]
	var words []Driver
	var changed []float64
	w := &r.window
	for i := 0; i < len(w.pieces); {
		first := w.pieces[i]
		next := i + 1
		for next < len(w.pieces) && w.pieces[next].word == first.word {
			next++
		}
		d := Driver{Start: first.from, End: w.pieces[next-1].to}
		d.Term = q.Text[d.Start:d.End]
		if letter, _ := utf8.DecodeRuneInString(d.Term); (next <= w.from || i >= w.to) && (unicode.IsLetter(letter) || unicode.IsDigit(letter)) && !skip(d.Term) {
			words = append(words, d)
			r.place(first.word)
			if len(r.ids) >= together {
				changed = r.odds(changed)
			}
		}
		i = next
	}
	changed = r.odds(changed)
	for i := range words {
		words[i].Change = base - changed[i]
	}
	slices.SortStableFunc(words, func(a, b Driver) int { return cmp.Compare(math.Abs(b.Change), math.Abs(a.Change)) })
	return words[:min(len(words), max(0, most))]
}

// odds appends the log-odds of what waits.
func (r *Reader) odds(dst []float64) []float64 {
	if len(r.inputs) > 0 {
		r.encoder.encode(r.ids, r.segments, r.inputs)
		for _, in := range r.inputs {
			z := r.encoder.logits(in)
			dst = append(dst, z[classes-1]-z[0])
		}
		r.forget()
	}
	return dst
}
