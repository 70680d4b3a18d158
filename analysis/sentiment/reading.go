package sentiment

import (
	"math"
	"slices"

	"leitmotif/analysis/sentiment/passage"
	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/tone"
)

// reading is a model with what it has computed about surface forms, and the sums over the
// article being read.
type reading struct {
	model  *Model
	store  *formStore
	prior  [passage.Modes][Classes]float64
	forms  []formOfTerm // by number of the surface form; those not met yet are zero
	places []int32      // by number of the text of a term: index into terms, and 1; 0 where it has none
	terms  []term

	ids           []int32 // of the tokens being read
	roles         []passage.Role
	meta          []float64
	rooms         passage.Rooms
	nominees      []passage.Nominee // of the sentence
	weights       []passage.Weights // of its words
	sentences     int
	counts        tone.Counts // of them
	probabilities [Classes]float64
	logits        [Classes]float64
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
	r := &reading{model: store.model, store: store, meta: make([]float64, passage.TowardsFeatures), empty: empty}
	for which := range passage.Modes {
		r.prior[which] = r.model.constant(which)
	}
	return r
}

// forget makes ready for other numbers of surface forms.
func (r *reading) forget() {
	clear(r.forms)
	r.forms, r.places, r.terms, r.touched = r.forms[:0], r.places[:0], r.terms[:0], r.touched[:0]
	r.articles = 0
}

// begin makes ready for an article.
func (r *reading) begin() {
	r.articles++
	r.touched = r.touched[:0]
	r.sentences, r.counts = 0, tone.Counts{}
	r.probabilities, r.logits = [Classes]float64{}, [Classes]float64{}
}

// lookup sets ids and roles to the forms of the tokens of a text, which are numbered in surfaces.
func (r *reading) lookup(x *tokenize.Text, surfaces *tokenize.Index) {
	r.ids, r.roles = x.Forms, r.roles[:0]
	for _, id := range x.Forms {
		if n := int(id) + 1; n > len(r.forms) {
			r.forms = append(r.forms, make([]formOfTerm, n-len(r.forms))...)
		}
		f := &r.forms[id]
		if f.form == nil {
			*f = r.enter(int(id), surfaces)
		}
		r.roles = append(r.roles, f.role)
	}
}

// enter finds out about a surface form that the reading meets for the first time.
func (r *reading) enter(id int, surfaces *tokenize.Index) formOfTerm {
	number := surfaces.Term(id)
	text := surfaces.Text(number)
	if number >= len(r.places) {
		r.places = append(r.places, make([]int32, surfaces.Len()-len(r.places))...)
	}
	if r.places[number] == 0 {
		r.terms = append(r.terms, term{empty: r.empty[text]})
		r.places[number] = int32(len(r.terms))
	}
	return formOfTerm{r.store.get(surfaces.Text(id), text), r.places[number] - 1}
}

// passage gives a sentence of the text whose tokens were looked up last.
func (r *reading) passage(text string, tokens []tokenize.Token, marks []passage.Mark, x passage.Sentence) passage.Passage {
	return passage.Passage{
		Text: text, Tokens: tokens[x.First:x.Last], Marks: marks[x.First:x.Last], Roles: r.roles[x.First:x.Last], Spelling: r.ids[x.First:x.Last],
		CasesTell: r.model.Guess.Words != nil,
	}.Prepare(&r.rooms)
}

// tone computes the logits of a sentence whose first token has the given number. With
// explain it enters the contributions of its words.
func (r *reading) tone(p passage.Passage, first int, explain bool) [Classes]float64 {
	nominees, guessed := r.elected(p, first), 0.0
	if len(nominees) > 0 {
		guessed = r.model.Guess.Share
	}
	r.clearWeights(p)
	meta := r.meta[:passage.WholeFeatures]
	p.WholeMeta(meta)
	var z [Classes]float64
	r.addConstant(&z, passage.Whole, meta, 1-guessed)
	p.Weigh(r.weights, 1-guessed)
	for i := range nominees {
		if c := &nominees[i]; c.Share > 0 {
			r.addConstant(&z, passage.Towards, c.Meta[:], guessed*c.Share)
			p.WeighTowards(r.weights, c.Span, guessed*c.Share)
		}
	}
	r.addWords(&z, first, explain)
	if explain {
		r.explainTurns(p, first, nominees, guessed)
	}
	return z
}

// explainTurns enters the part of the pairs of a sentence, which stands in its features, as
// that of their words.
func (r *reading) explainTurns(p passage.Passage, first int, nominees []passage.Nominee, guessed float64) {
	for i := range p.Tokens {
		at, ok := p.Pair(i)
		if !ok {
			continue
		}
		part := (1 - guessed) * passage.HalfPair(len(p.Tokens)) * r.model.logOdds(passage.Whole, at)
		for n := range nominees {
			part += guessed * nominees[n].Share * passage.HalfPair(p.Words(nominees[n].Span)) * r.model.logOdds(passage.Towards, at)
		}
		id := r.ids[first+i]
		r.touch(r.forms[id].term, id, i == 0).contribution += part
	}
}

// towards computes the logits of the tone towards a target.
func (r *reading) towards(p passage.Passage, first int, target passage.Span) [Classes]float64 {
	r.clearWeights(p)
	meta := r.meta[:passage.TowardsFeatures]
	p.TargetMeta(meta, target)
	var z [Classes]float64
	r.addConstant(&z, passage.Towards, meta, 1)
	p.WeighTowards(r.weights, target, 1)
	r.addWords(&z, first, false)
	return z
}

func (r *reading) clearWeights(p passage.Passage) {
	r.weights = slices.Grow(r.weights[:0], len(p.Tokens))[:len(p.Tokens)]
	clear(r.weights)
}

// addConstant adds the part of the logits that no word has, times share.
func (r *reading) addConstant(z *[Classes]float64, which passage.Mode, meta []float64, share float64) {
	sum := r.prior[which]
	for j, value := range meta {
		if value == 0 {
			continue
		}
		for k := range sum {
			sum[k] += value * r.model.Meta[which][j][k]
		}
	}
	for k := range z {
		z[k] += share * sum[k]
	}
}

// addWords adds to the logits the scores of the words of a sentence, which were weighed.
func (r *reading) addWords(z *[Classes]float64, first int, explain bool) {
	for i, id := range r.ids[first : first+len(r.weights)] {
		f := r.forms[id]
		var sum [Classes]float64
		for b, weight := range r.weights[i] {
			if weight == 0 {
				continue
			}
			score := f.score[b*Classes:][:Classes]
			for k := range sum {
				sum[k] += weight * float64(score[k])
			}
		}
		for k := range z {
			z[k] += sum[k]
		}
		if explain {
			r.touch(f.term, id, i == 0).contribution += sum[ClassPositive] - sum[ClassNegative]
		}
	}
}

// elected guesses whom a sentence is about. It gives none without a model of that, or where
// the sentence has neither names nor pronouns.
func (r *reading) elected(p passage.Passage, first int) []passage.Nominee {
	if r.model.Guess.Share == 0 {
		return nil
	}
	r.nominees = p.AppendNominees(r.nominees[:0])
	for n := range r.nominees {
		c := &r.nominees[n]
		p.TargetMeta(c.Meta[:], c.Span)
		c.Share = r.model.Guess.pull(c.Meta[:])
		for _, id := range r.ids[first+c.First : first+c.Last] {
			c.Share += float64(r.forms[id].pull) / float64(c.Last-c.First)
		}
	}
	Elect(r.nominees)
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
// its numbers of words and known words, and its label, "" where it was not added.
func (r *reading) sentence(s passage.Passage, first int) (words, known int, label string) {
	words, known = r.count(first, first+len(s.Tokens))
	if known < minKnown {
		return words, known, ""
	}
	z := Centred(r.tone(s, first, true), r.model.Zero[passage.Whole])
	p := Softmax(z)
	for k := range z {
		r.logits[k] += z[k]
		r.probabilities[k] += p[k]
	}
	label = r.model.call(p)
	r.counts.Count(label)
	r.sentences++
	return words, known, label
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

// Reader scores the sentences of whole texts without a word on what moved them. It is not
// safe for concurrent use.
type Reader struct {
	reading   *reading
	surfaces  tokenize.Index
	text      tokenize.Text
	marks     []passage.Mark
	sentences []passage.Sentence
	names     []passage.Nominee
}

// NewReader makes a reader of texts in the language of a model.
func NewReader(m *Model) *Reader {
	return &Reader{reading: newReading(newFormStore(m), nil)}
}

// AppendLogits appends the logits, before Model.Zero, of the sentences of a text that a Scorer
// would score, of equal sentences all; in mode Towards those towards each of their full names.
func (r *Reader) AppendLogits(dst [][Classes]float64, which passage.Mode, text string) [][Classes]float64 {
	if r.surfaces.Len() > maxForms {
		r.surfaces.Clear()
		r.reading.forget()
	}
	r.text.Set(text, &r.surfaces)
	tokens := r.text.Tokens
	r.marks = passage.AppendMarks(r.marks[:0], r.reading.model.Language, text, tokens)
	r.sentences = passage.AppendSentences(r.sentences[:0], tokens, r.marks)
	r.reading.begin()
	r.reading.lookup(&r.text, &r.surfaces)
	for _, x := range r.sentences {
		p := r.reading.passage(text, tokens, r.marks, x)
		if _, known := r.reading.count(x.First, x.Last); known < minKnown {
			continue
		}
		if which == passage.Whole {
			dst = append(dst, r.reading.tone(p, x.First, false))
			continue
		}
		r.names = p.AppendNominees(r.names[:0])
		for _, name := range r.names {
			if name.Last-name.First >= fullName {
				dst = append(dst, r.reading.towards(p, x.First, name.Span))
			}
		}
	}
	return dst
}

// fullName is the number of words with a capital, side by side, from which on they are taken
// for a name: in German every noun has a capital.
const fullName = 2
