// Package tfidf counts terms and weights them: from tokens to a sparse matrix of
// documents x terms.
//
// Counting is cut into shards: a Counter fills the Counts of one shard, and Statistics
// takes the shards up in their order. When the whole corpus has been counted its documents
// are read once more, into Frequencies; weights follow from those.
//
// The idf of a Weighting is that of james-bowman/nlp: its TfidfTransformer turns the document
// frequencies into the idf that every row of every run is multiplied by, and its binary form
// is part of the state. What it does not do stands around it: the dampened frequency goes in,
// and the length of the rows is set to 1 when they come out. Its vectoriser and its SVD have
// no part in a run: the one holds texts as maps, the other a dense matrix.
//
// Glossary.
//
//   - tf(t, d): how often the term t occurs in document d.
//   - df(t): document frequency, the number of documents that hold t.
//   - idf(t) = ln((1+n)/(1+df(t))) for n documents: the inverse document frequency of
//     james-bowman/nlp.
//   - surface form: a term as people wrote it.
//   - pair: two content words with nothing but a space between them; a joined pair has a
//     connector there, such as "of".
package tfidf

import (
	"unicode"
	"unicode/utf8"

	"leitmotif/analysis/tokenize"
)

// Document holds the terms of one document, in the order of their first occurrence,
// as numbers of its shard or of Statistics.
type Document struct {
	Terms  []int32
	Counts []int32
	// Follows holds the first pair that each term begins in the document. News names
	// people and bodies in full when it first mentions them, so that the first pair says
	// more of a name than the most frequent one would.
	Follows []Follow
	// Joined holds the first joined pair of those terms that begin one, in the order of Terms.
	Joined []Joint
}

// Renumber gives the terms of the document other numbers: those that numbers has in the
// places of the present ones. It changes what the document holds.
func (d Document) Renumber(numbers []int32) {
	for i, t := range d.Terms {
		d.Terms[i] = numbers[t]
	}
	for i, f := range d.Follows {
		d.Follows[i] = f.renumber(numbers)
	}
	for i, x := range d.Joined {
		d.Joined[i] = Joint{numbers[x.First], x.Next.renumber(numbers), x.By}
	}
}

// Joint is a joined pair.
type Joint struct {
	First int32
	Next  Follow
	By    Connector // never a mere space; 0 = no pair
}

// Follow is the term that stands right behind another one, and whether each of the two
// was written with a capital; or NoFollow.
type Follow int32

// NoFollow stands behind a term that begins no pair.
const NoFollow Follow = -1

func newFollow(term int32, capital, nextCapital bool) Follow {
	f := Follow(term) << 2
	if capital {
		f |= 1
	}
	if nextCapital {
		f |= 2
	}
	return f
}

// Term returns the second term of the pair.
func (f Follow) Term() int32 { return int32(f >> 2) }

// Capitals tells whether the first and the second word begin with a capital.
func (f Follow) Capitals() (first, second bool) { return f&1 != 0, f&2 != 0 }

// renumber gives the same pair with another number for its second term.
func (f Follow) renumber(number []int32) Follow {
	if f == NoFollow {
		return f
	}
	return Follow(number[f.Term()])<<2 | f&3
}

// Form is how often a term was written in one way.
type Form struct {
	Term    int32
	Surface string
	Count   int
}

// Use is how often a term stood in the slots of package tokenize, which tell nouns from other
// words. But for New it is zero in languages without known slots.
type Use struct {
	Head      int32 // in a nominal slot, and no content word right behind it
	Modifier  int32 // in a nominal slot, before a content word
	Predicate int32 // in a predicative slot
	New       int32 // with a capital, behind "New", as "York"
}

// Plus gives the sum of two uses.
func (u Use) Plus(v Use) Use {
	return Use{u.Head + v.Head, u.Modifier + v.Modifier, u.Predicate + v.Predicate, u.New + v.New}
}

// Counts are the counts of one shard of documents.
type Counts struct {
	Terms     []string // by number, in the order of their first occurrence
	Uses      []Use    // by number of the term
	Forms     []Form   // in the order of their first occurrence
	Documents []Document
}

// Counter counts the terms of documents, shard by shard. It remembers what it learned
// about words from one shard to the next. It is not safe for concurrent use.
type Counter struct {
	analyser *tokenize.Analyser
	surfaces *tokenize.Index
	shared   bool // surfaces is that of others as well
	numbers  []int32
	words    []word  // by number of surfaces
	places   []place // of terms, by number of surfaces
	shard    int32
	counts   *Counts
	seen     []int32 // count of each term in the document under way
	follows  []Follow
	joints   []Joint
	touched  []int32
}

// word is what a Counter knows of a surface form.
type word struct {
	term    int32 // number of surfaces, and 1; noContent, or 0 for what was not met
	capital bool
	slot    tokenize.Slot // right behind it
	place                 // of the form: number is that of its term, form its own
	form    int32
}

// noContent is the term of a surface form that tells of no subject.
const noContent = -1

// place is where a shard holds something: the last one that does.
type place struct {
	shard  int32 // from 1
	number int32
}

// NewCounter makes a counter of the content terms that the analyser finds. Its memory grows with
// the number of different words that it meets.
func NewCounter(analyser *tokenize.Analyser) *Counter {
	return &Counter{analyser: analyser, surfaces: new(tokenize.Index), shard: 1, counts: &Counts{}}
}

// NewSharing makes a counter of texts whose tokens are numbered in an index. It serves as long
// as that is not cleared.
func NewSharing(analyser *tokenize.Analyser, surfaces *tokenize.Index) *Counter {
	c := NewCounter(analyser)
	c.surfaces, c.shared = surfaces, true
	return c
}

// Add counts a document, given as its parts. A counter that shares no index needs no numbers of
// their tokens.
func (c *Counter) Add(parts ...Part) {
	for _, part := range parts {
		var last word // the content word that ends at end, if that is more than 0
		end := 0
		slot, waiting := tokenize.NoSlot, nobody
		numbers := part.Forms
		if !c.shared {
			c.numbers = c.surfaces.AppendNumbers(c.numbers[:0], part.Text, part.Tokens)
			numbers = c.numbers
		}
		for i, token := range part.Tokens {
			w := c.word(numbers[i], token.Kind)
			beside := i > 0 && part.Text[part.Tokens[i-1].End:token.Start] == " "
			waiting = c.use(w, slot, waiting, beside)
			if slot = w.slot; w.term == noContent {
				continue
			}
			n := w.number
			if c.seen[n] == 0 {
				c.touched = append(c.touched, n)
				c.follows[n], c.joints[n] = NoFollow, Joint{}
			}
			c.seen[n]++
			if end > 0 && last.number != n {
				c.pair(&last, w, part.Text[end:token.Start])
			}
			last, end = *w, int(token.End)
		}
		if waiting != nobody {
			c.counts.Uses[waiting].Head++
		}
	}
	d := Document{Terms: make([]int32, len(c.touched)), Counts: make([]int32, len(c.touched)), Follows: make([]Follow, len(c.touched))}
	for i, n := range c.touched {
		d.Terms[i], d.Counts[i], d.Follows[i] = n, c.seen[n], c.follows[n]
		if c.seen[n] = 0; c.joints[n].By > 0 {
			d.Joined = append(d.Joined, c.joints[n])
		}
	}
	c.touched = c.touched[:0]
	c.counts.Documents = append(c.counts.Documents, d)
}

// nobody waits for the word behind it.
const nobody = int32(-1)

// use counts how a word is used that follows another one with that slot, right beside it or
// not. waiting is the term in a nominal slot just before, or nobody; the next one is returned.
func (c *Counter) use(w *word, slot tokenize.Slot, waiting int32, beside bool) int32 {
	content := w.term != noContent
	switch {
	case waiting == nobody:
	case beside && content:
		c.counts.Uses[waiting].Modifier++
	default:
		c.counts.Uses[waiting].Head++
	}
	switch {
	case !beside || !content || slot == tokenize.NoSlot:
		return nobody
	case slot == tokenize.Nominal:
		return w.number
	case slot == tokenize.Predicative:
		c.counts.Uses[w.number].Predicate++
	case w.capital:
		c.counts.Uses[w.number].New++
	}
	return nobody
}

// pair notes the pair of two content words with gap between them, if they are one.
func (c *Counter) pair(first, next *word, gap string) {
	by, ok := connector(gap)
	switch {
	case !ok:
	case by == 0 && c.follows[first.number] == NoFollow:
		c.follows[first.number] = newFollow(next.number, first.capital, next.capital)
	case by > 0 && c.joints[first.number].By == 0:
		c.joints[first.number] = Joint{first.number, newFollow(next.number, first.capital, next.capital), by}
	}
}

// Part is one text of a document, such as its title.
type Part = tokenize.Text

// word returns what is known of the surface form of a token, until the next call; a content
// word has its number in the shard under way.
func (c *Counter) word(number int32, kind tokenize.Kind) *word {
	if int(number) >= len(c.words) {
		c.words = append(c.words, make([]word, c.surfaces.Len()-len(c.words))...)
	}
	w := &c.words[number]
	if w.term == 0 {
		*w = c.learn(int(number), kind)
	}
	if w.term == noContent {
		return w
	}
	if w.shard != c.shard {
		w.place, w.form = c.take(w.term-1), int32(len(c.counts.Forms))
		c.counts.Forms = append(c.counts.Forms, Form{w.number, c.surfaces.Text(int(number)), 0})
	}
	c.counts.Forms[w.form].Count++
	return w
}

// learn finds out about a surface form that the counter meets for the first time.
func (c *Counter) learn(number int, kind tokenize.Kind) word {
	w := word{term: noContent, capital: capital(c.surfaces.Text(number))}
	term := c.surfaces.Term(number)
	if slot := c.analyser.Slot(c.surfaces.Text(term)); slot != tokenize.Naming || w.capital {
		w.slot = slot
	}
	if c.analyser.Content(c.surfaces.Text(term), kind) {
		w.term = int32(term) + 1
	}
	return w
}

// take gives the place of a term in the shard under way.
func (c *Counter) take(term int32) place {
	if int(term) >= len(c.places) {
		c.places = append(c.places, make([]place, c.surfaces.Len()-len(c.places))...)
	}
	p := &c.places[term]
	if p.shard != c.shard {
		*p = place{c.shard, int32(len(c.counts.Terms))}
		c.counts.Terms = append(c.counts.Terms, c.surfaces.Text(int(term)))
		c.counts.Uses = append(c.counts.Uses, Use{})
		c.seen = append(c.seen, 0)
		c.follows = append(c.follows, NoFollow)
		c.joints = append(c.joints, Joint{})
	}
	return *p
}

// capital tells whether a surface form begins with an upper-case letter.
func capital(surface string) bool {
	first, _ := utf8.DecodeRuneInString(surface)
	return unicode.IsUpper(first)
}

// Take returns the counts of the documents since the last call and begins a new shard.
func (c *Counter) Take() *Counts {
	taken := c.counts
	c.shard++
	// Shards are alike: room for what the last one held saves growing.
	c.counts = &Counts{Terms: make([]string, 0, len(taken.Terms)), Uses: make([]Use, 0, len(taken.Terms)), Forms: make([]Form, 0, len(taken.Forms))}
	c.seen, c.follows, c.joints = c.seen[:0], c.follows[:0], c.joints[:0]
	return taken
}
