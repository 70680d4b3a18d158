package sentiment

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"leitmotif/analysis/tokenize"
)

// reading is a model with what it has computed about surface forms, and the sums over the
// article being read.
type reading struct {
	model *Model
	prior [modes][classes]float64
	memo  map[string]int32 // by surface form: index into forms
	forms []form
	terms []string // by term: as shown
	names map[string]int32
	parts []string

	ids           []int32 // of the tokens being read
	uses          []use
	meta          []float64
	sentences     int
	probabilities [classes]float64
	logits        [classes]float64
	articles      int32
	contribution  []float64 // by term, in log-odds, summed over the sentences
	lastSeen      []int32   // by term: number of the last article that held it
	touched       []int32   // terms of the article
}

// form is what a model makes of a surface form.
type form struct {
	score   wordScore
	term    int32
	known   bool
	name    bool // an unknown word that looks like a name
	negates bool
}

// maxForms bounds the memory of a reading; beyond it everything is computed anew.
const maxForms = 1 << 18

func newReading(m *Model) *reading {
	r := &reading{model: m, meta: make([]float64, metaTowards)}
	for which := range modes {
		r.prior[which] = m.constant(which)
	}
	r.forget()
	return r
}

func (r *reading) forget() {
	r.memo, r.names = make(map[string]int32), make(map[string]int32)
	r.forms, r.terms, r.contribution, r.lastSeen, r.touched = nil, nil, nil, nil, nil
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
		id, ok := r.memo[surface]
		if !ok {
			id = r.enter(strings.Clone(surface))
		}
		r.ids = append(r.ids, id)
	}
}

// enter computes a new surface form. A compound with hyphens is the sum of its parts.
func (r *reading) enter(surface string) int32 {
	f := form{known: true}
	r.parts = parts(r.parts[:0], surface)
	for _, word := range r.parts {
		score, known := r.model.lookup(word)
		f.score.add(&score)
		f.known = f.known && known
		f.negates = f.negates || negates(r.model.Language, word)
	}
	f.known = f.known && len(r.parts) > 0
	f.name = !f.known && looksLikeName(r.model.Language, surface)
	term := tokenize.Term(surface)
	at, ok := r.names[term]
	if !ok {
		at = int32(len(r.terms))
		r.names[term] = at
		r.terms = append(r.terms, term)
		r.contribution, r.lastSeen = append(r.contribution, 0), append(r.lastSeen, 0)
	}
	f.term = at
	id := int32(len(r.forms))
	r.forms = append(r.forms, f)
	r.memo[surface] = id
	return id
}

// looksLikeName tells of an unknown word whether it is more likely a name than a word of
// another language. German writes all nouns with a capital.
func looksLikeName(language, surface string) bool {
	first, _ := utf8.DecodeRuneInString(surface)
	return language != "de" && unicode.IsUpper(first)
}

// evaluate computes the logits of a sentence whose first token has the given number. With
// explain it enters the contributions of its words.
func (r *reading) evaluate(which mode, p passage, first int, target span, explain bool) [classes]float64 {
	ids := r.ids[first:]
	meta := r.meta[:modeMeta[which]]
	r.uses = layout(r.uses[:0], meta, p, which, target, func(i int) bool { return r.forms[ids[i]].negates })
	z := r.prior[which]
	for j, value := range meta {
		for k := range z {
			z[k] += value * r.model.meta[which][j][k]
		}
	}
	for _, u := range r.uses {
		f := &r.forms[ids[u.token]]
		at := column(which, u.block)
		score := f.score[at : at+classes]
		for k := range z {
			z[k] += u.weight * float64(score[k])
		}
		if explain {
			if r.lastSeen[f.term] != r.articles {
				r.lastSeen[f.term], r.contribution[f.term] = r.articles, 0
				r.touched = append(r.touched, f.term)
			}
			r.contribution[f.term] += u.weight * (float64(score[positive]) - float64(score[negative]))
		}
	}
	return z
}

// sentence adds a sentence to the article where it holds enough known words, and returns
// its numbers of words and known words.
func (r *reading) sentence(s passage, first int) (words, known int) {
	for _, id := range r.ids[first : first+len(s.tokens)] {
		if r.forms[id].known {
			known++
		}
		if !r.forms[id].name {
			words++
		}
	}
	if known < minKnown {
		return words, known
	}
	z := r.evaluate(whole, s, first, span{}, true)
	p := softened(z[:], 1)
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
	return softened(z[:], 1)
}

// drivers lists the n strongest terms. Few are wanted of many, so each is put in its
// place among the best so far.
func (r *reading) drivers(n int) []Driver {
	out := make([]Driver, 0, min(n, len(r.touched))+1)
	for _, t := range r.touched {
		d := Driver{r.terms[t], r.contribution[t] / float64(r.sentences)}
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
