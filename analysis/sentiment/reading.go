package sentiment

import (
	"math"
	"slices"

	"leitmotif/analysis/tokenize"
)

// reading is a model with what it has computed about surface forms, and the sums over the
// article being read.
type reading struct {
	model *Model
	store *formStore
	prior [modes][classes]float64
	memo  map[string]int32 // by surface form: index into forms
	forms []formOfTerm
	names map[string]int32 // by the text of a term: index into terms
	terms []term

	ids           []int32 // of the tokens being read
	roles         []role
	meta          []float64
	rooms         rooms
	nominees      []nominee // of the sentence
	weights       []weights // of its words
	sentences     int
	probabilities [classes]float64
	logits        [classes]float64
	articles      int32
	touched       []int32         // terms of the article
	empty         map[string]bool // by the text of a term
}

// formOfTerm is a form and the term that it counts for.
type formOfTerm struct {
	*form
	term int32
}

// term gathers the surface forms that differ in case alone. What outlives an article, empty,
// depends on the text of the term, never on the form that was met first.
type term struct {
	contribution float64 // in log-odds, summed over the sentences
	article      int32   // number of the last article that held it
	form         int32   // as that article writes it
	opening      bool    // that form opens a sentence, where the capital says nothing
	empty        bool    // a word without a subject, which is not named among the strongest
}

// newReading makes a reading. empty are terms that say nothing by themselves.
func newReading(store *formStore, empty map[string]bool) *reading {
	r := &reading{model: store.model, store: store, meta: make([]float64, metaTowards), empty: empty}
	for which := range modes {
		r.prior[which] = r.model.constant(which)
	}
	r.forget()
	return r
}

func (r *reading) forget() {
	r.memo, r.names = make(map[string]int32), make(map[string]int32)
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

// lookup sets ids and roles to the forms of tokens.
func (r *reading) lookup(text string, tokens []tokenize.Token) {
	r.ids, r.roles = r.ids[:0], r.roles[:0]
	for _, t := range tokens {
		surface := t.Text(text)
		id, ok := r.memo[surface]
		if !ok {
			id = r.enter(surface)
		}
		r.ids, r.roles = append(r.ids, id), append(r.roles, r.forms[id].role)
	}
}

// enter numbers a surface form that the reading meets for the first time.
func (r *reading) enter(surface string) int32 {
	f := r.store.get(surface)
	at, ok := r.names[f.term]
	if !ok {
		at = int32(len(r.terms))
		r.names[f.term] = at
		r.terms = append(r.terms, term{empty: r.empty[f.term]})
	}
	id := int32(len(r.forms))
	r.forms = append(r.forms, formOfTerm{f, at})
	r.memo[f.surface] = id
	return id
}

// passage gives a sentence of the text whose tokens were looked up last.
func (r *reading) passage(text string, tokens []tokenize.Token, marks []mark, x Sentence) passage {
	return passage{
		text: text, tokens: tokens[x.First:x.Last], marks: marks[x.First:x.Last], roles: r.roles[x.First:x.Last], spelling: r.ids[x.First:x.Last],
	}.prepare(&r.rooms)
}

// tone computes the logits of a sentence whose first token has the given number. With
// explain it enters the contributions of its words.
func (r *reading) tone(p passage, first int, explain bool) [classes]float64 {
	nominees, guessed := r.elected(p, first), 0.0
	if len(nominees) > 0 {
		guessed = r.model.guess.share
	}
	r.clearWeights(p)
	meta := r.meta[:metaWhole]
	p.meta(meta, len(p.tokens))
	z := r.model.lean
	r.addConstant(&z, whole, meta, 1-guessed)
	p.weigh(r.weights, 1-guessed)
	for i := range nominees {
		if c := &nominees[i]; c.share > 0 {
			r.addConstant(&z, towards, c.meta[:], guessed*c.share)
			p.weighTowards(r.weights, c.span, guessed*c.share)
		}
	}
	r.addWords(&z, first, explain)
	return z
}

// target gives the probabilities of the tone towards a target.
func (r *reading) target(p passage, first int, target span) [classes]float64 {
	r.clearWeights(p)
	meta := r.meta[:metaTowards]
	p.targetMeta(meta, target)
	var z [classes]float64
	r.addConstant(&z, towards, meta, 1)
	p.weighTowards(r.weights, target, 1)
	r.addWords(&z, first, false)
	return softened(z)
}

func (r *reading) clearWeights(p passage) {
	r.weights = slices.Grow(r.weights[:0], len(p.tokens))[:len(p.tokens)]
	clear(r.weights)
}

// addConstant adds the part of the logits that no word has, times share.
func (r *reading) addConstant(z *[classes]float64, which mode, meta []float64, share float64) {
	sum := r.prior[which]
	for j, value := range meta {
		if value == 0 {
			continue
		}
		for k := range sum {
			sum[k] += value * r.model.meta[which][j][k]
		}
	}
	for k := range z {
		z[k] += share * sum[k]
	}
}

// addWords adds to the logits the scores of the words of a sentence, which were weighed.
func (r *reading) addWords(z *[classes]float64, first int, explain bool) {
	for i, id := range r.ids[first : first+len(r.weights)] {
		f := r.forms[id]
		var sum [classes]float64
		for b, weight := range r.weights[i] {
			if weight == 0 {
				continue
			}
			score := f.score[b*classes:][:classes]
			for k := range sum {
				sum[k] += weight * float64(score[k])
			}
		}
		for k := range z {
			z[k] += sum[k]
		}
		if explain {
			r.touch(f.term, id, i == 0).contribution += sum[positive] - sum[negative]
		}
	}
}

// elected guesses whom a sentence is about. It gives none without a model of that, or where
// the sentence has neither names nor pronouns.
func (r *reading) elected(p passage, first int) []nominee {
	if r.model.guess.share == 0 {
		return nil
	}
	r.nominees = p.appendNominees(r.nominees[:0])
	for n := range r.nominees {
		c := &r.nominees[n]
		p.targetMeta(c.meta[:], c.span)
		c.share = r.model.guess.pull(c.meta[:])
		for _, id := range r.ids[first+c.first : first+c.last] {
			c.share += float64(r.forms[id].pull) / float64(c.last-c.first)
		}
	}
	elect(r.nominees)
	return r.nominees
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
	z := r.tone(s, first, true)
	p := softened(z)
	for k := range z {
		r.logits[k] += z[k]
		r.probabilities[k] += p[k]
	}
	r.sentences++
	return words, known
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

// unlabelled scores the sentences of texts as a Scorer would.
func (m *Model) unlabelled(texts func(yield func(string) bool)) (out []weighted) {
	r := newReading(newFormStore(m), nil)
	var tokens []tokenize.Token
	var marks []mark
	var sentences []Sentence
	for text := range texts {
		tokens = tokenize.Append(tokens[:0], text)
		marks = appendMarks(marks[:0], m.Language, text, tokens)
		sentences = appendSentences(sentences[:0], tokens, marks)
		r.begin()
		r.lookup(text, tokens)
		from := len(out)
		for _, x := range sentences {
			p := r.passage(text, tokens, marks, x)
			if _, known := r.count(x.First, x.Last); known >= minKnown {
				out = append(out, weighted{logits: r.tone(p, x.First, false)})
			}
		}
		for i := from; i < len(out); i++ {
			out[i].weight = 1 / float64(len(out)-from)
		}
	}
	return out
}
