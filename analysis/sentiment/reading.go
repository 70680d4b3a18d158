package sentiment

import (
	"math"
	"slices"
	"strings"

	"github.com/zeebo/xxh3"

	"leitmotif/analysis/tokenize"
)

// reading is a model with what it has computed about surface forms, and the sums over the
// article being read.
type reading struct {
	model *Model
	store *formStore
	prior [modes][classes]float64
	memo  map[uint64]int32 // by the hash of a surface form: index into forms
	forms []formOfTerm
	names map[uint64]int32 // by the hash of a term: index into terms
	terms []term

	ids           []int32 // of the tokens being read
	uses          []use
	meta          []float64
	sentences     int
	probabilities [classes]float64
	logits        [classes]float64
	articles      int32
	touched       []int32 // terms of the article
	empty         map[string]bool
}

// formOfTerm is a form and the term that it counts for.
type formOfTerm struct {
	*form
	term int32
}

// term gathers the surface forms that differ in case alone.
type term struct {
	contribution float64 // in log-odds, summed over the sentences
	article      int32   // number of the last article that held it
	form         int32   // as that article writes it
	opening      bool    // that form opens a sentence, where the capital says nothing
	empty        bool    // a word without a subject, which is not named among the strongest
}

// newReading makes a reading. empty are words in lower case that say nothing by themselves.
func newReading(store *formStore, empty map[string]bool) *reading {
	r := &reading{model: store.model, store: store, meta: make([]float64, metaTowards), empty: empty}
	for which := range modes {
		r.prior[which] = r.model.constant(which)
	}
	r.forget()
	return r
}

func (r *reading) forget() {
	r.memo, r.names = make(map[uint64]int32), make(map[uint64]int32)
	r.forms, r.terms, r.touched = nil, nil, nil
	r.articles = 0
}

// begin makes ready for an article.
func (r *reading) begin() {
	if len(r.forms) > maxForms {
		r.forget()
	}
	r.articles++
	r.touched = r.touched[:0]
	r.sentences = 0
	r.probabilities, r.logits = [classes]float64{}, [classes]float64{}
}

// lookup sets ids to the forms of tokens.
func (r *reading) lookup(text string, tokens []tokenize.Token) {
	r.ids = r.ids[:0]
	for _, t := range tokens {
		surface := t.Text(text)
		key := xxh3.HashString(surface)
		id, ok := r.memo[key]
		if !ok {
			id = r.enter(key, surface)
		}
		r.ids = append(r.ids, id)
	}
}

// enter numbers a surface form that the reading meets for the first time.
func (r *reading) enter(key uint64, surface string) int32 {
	f := r.store.get(key, surface)
	at, ok := r.names[f.term]
	if !ok {
		at = int32(len(r.terms))
		r.names[f.term] = at
		r.terms = append(r.terms, term{empty: r.empty[strings.ToLower(surface)]})
	}
	id := int32(len(r.forms))
	r.forms = append(r.forms, formOfTerm{f, at})
	r.memo[key] = id
	return id
}

// evaluate computes the logits of a sentence whose first token has the given number. With
// explain it enters the contributions of its words.
func (r *reading) evaluate(which mode, p passage, first int, target span, explain bool) [classes]float64 {
	ids := r.ids[first:]
	meta := r.meta[:modeMeta[which]]
	r.uses = layout(r.uses[:0], meta, p, which, target, func(i int) role { return r.forms[ids[i]].role })
	z := r.prior[which]
	for j, value := range meta {
		for k := range z {
			z[k] += value * r.model.meta[which][j][k]
		}
	}
	for _, u := range r.uses {
		f := r.forms[ids[u.token]]
		at := column(which, u.block)
		score := f.score[at : at+classes]
		for k := range z {
			z[k] += u.weight * float64(score[k])
		}
		if explain {
			r.touch(f.term, ids[u.token], u.token == 0).contribution += u.weight * (float64(score[positive]) - float64(score[negative]))
		}
	}
	return z
}

// touch gives a term of the article, which writes it in the given form. The first form
// that does not open a sentence is the one to show.
func (r *reading) touch(id, form int32, opening bool) *term {
	t := &r.terms[id]
	switch {
	case t.article != r.articles:
		*t = term{article: r.articles, form: form, opening: opening, empty: t.empty}
		r.touched = append(r.touched, id)
	case t.opening && !opening:
		t.form, t.opening = form, false
	}
	return t
}

// count gives the numbers of words, unknown names aside, and of known words among tokens.
func (r *reading) count(first, last int) (words, known int) {
	for _, id := range r.ids[first:last] {
		if r.forms[id].known {
			known++
		}
		if !r.forms[id].name {
			words++
		}
	}
	return words, known
}

// sentence adds a sentence to the article where it holds enough known words, and returns
// its numbers of words and known words.
func (r *reading) sentence(s passage, first int) (words, known int) {
	words, known = r.count(first, first+len(s.tokens))
	if known < minKnown {
		return words, known
	}
	z := r.evaluate(whole, s, first, span{}, true)
	p := softened(z)
	for k := range z {
		r.logits[k] += z[k]
		r.probabilities[k] += p[k]
	}
	r.sentences++
	return words, known
}

// target gives the probabilities of the tone towards a target.
func (r *reading) target(s passage, first int, target span) [classes]float64 {
	z := r.evaluate(towards, s, first, target, false)
	return softened(z)
}

// drivers lists the n strongest terms, those without a subject only where all are asked
// for. Few are wanted of many, so each is put in its place among the best so far.
func (r *reading) drivers(n int, all bool) []Driver {
	out := make([]Driver, 0, min(n, len(r.touched))+1)
	for _, id := range r.touched {
		t := &r.terms[id]
		if t.empty && !all {
			continue
		}
		d := Driver{r.forms[t.form].surface, t.contribution / float64(r.sentences)}
		if d.Contribution == 0 || len(out) == n && !stronger(d, out[n-1]) {
			continue
		}
		at, _ := slices.BinarySearchFunc(out, d, func(a, b Driver) int {
			if stronger(a, b) {
				return -1
			}
			return 1
		})
		out = slices.Insert(out, at, d)
		out = out[:min(n, len(out))]
	}
	return out
}

// stronger orders drivers by absolute contribution, then by term.
func stronger(a, b Driver) bool {
	x, y := math.Abs(a.Contribution), math.Abs(b.Contribution)
	return x > y || x == y && a.Term < b.Term
}
