package deep

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Driver is a word of a sentence and what it does to the score.
type Driver struct {
	Start, End int     // half-open byte offsets of the word in the text of the request
	Term       string  // the word as it stands there
	Change     float64 // of the value, with the word less without it
}

// Explain gives the words whose leaving out lowers a value of the probabilities most, strongest
// first, those last that raise it, at most so many. Left out are single words, which begin with
// a letter, outside of the target and not skipped (Li, Monroe and Jurafsky 2016); each costs
// about as much as scoring the sentence.
func (r *Reader) Explain(q Request, value func(Probabilities) float64, most int, skip func(word string, start, end int) bool) []Driver {
	r.forget()
	r.read(q)
	r.place(-1)
	base := value(r.flush(nil)[0])
	var words []Driver
	var changed []Probabilities
	w := &r.window
	for i := 0; i < len(w.pieces); {
		first := w.pieces[i]
		next := i + 1
		for next < len(w.pieces) && w.pieces[next].word == first.word {
			next++
		}
		d := Driver{Start: first.from, End: w.pieces[next-1].to}
		d.Term = q.Text[d.Start:d.End]
		if letter, _ := utf8.DecodeRuneInString(d.Term); (next <= w.from || i >= w.to) && unicode.IsLetter(letter) && !skip(d.Term, d.Start, d.End) {
			words = append(words, d)
			r.place(first.word)
			if len(r.ids) >= together {
				changed = r.flush(changed)
			}
		}
		i = next
	}
	changed = r.flush(changed)
	for i := range words {
		words[i].Change = base - value(changed[i])
	}
	slices.SortStableFunc(words, func(a, b Driver) int { return cmp.Compare(b.Change, a.Change) })
	return words[:min(len(words), max(0, most))]
}
