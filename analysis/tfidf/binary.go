package tfidf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// ErrFormat is wrapped by every error about a binary form that cannot be read.
var ErrFormat = errors.New("tfidf: not a valid binary form")

// The binary form of Counts is a version byte and three lists, each with its length before
// it: the terms, each with its use; the forms, as number of the term, surface and count; the documents. Before
// the documents stands how many bytes the forms take, so that they can be passed over. A
// document is the number of its terms, then their numbers, their counts and their follows,
// then the joined pairs: how many terms the first word stands behind that of the pair
// before, the follow, the connector. Numbers are uvarints, a follow is one more than its
// value, a text has its length in bytes before it. It is read in less than half of the time
// that CBOR takes for the same, since there is little else in it than small numbers.
const (
	countsVersion = 2
	leastTerm     = 5 // bytes of a term with its use
)

// MarshalBinary gives the binary form; equal counts have equal forms. It fails for counts
// that no Counter has made.
func (c *Counts) MarshalBinary() ([]byte, error) {
	const likely = 24 // bytes of a form, with its part of the rest
	words := make(writer, 0, likely*len(c.Forms))
	if len(c.Uses) != len(c.Terms) {
		return nil, fmt.Errorf("write counts: %d terms and %d uses", len(c.Terms), len(c.Uses))
	}
	for i, term := range c.Terms {
		words.text(term)
		words.integer(int(c.Uses[i].Head))
		words.integer(int(c.Uses[i].Modifier))
		words.integer(int(c.Uses[i].Predicate))
		words.integer(int(c.Uses[i].New))
	}
	words.integer(len(c.Forms))
	for _, f := range c.Forms {
		words.integer(int(f.Term))
		words.text(f.Surface)
		words.integer(f.Count)
	}
	w := append(make(writer, 0, 2*len(words)), countsVersion)
	w.integer(len(c.Terms))
	w.integer(len(words))
	w = append(w, words...)
	w.integer(len(c.Documents))
	for i := range c.Documents {
		if err := w.document(&c.Documents[i]); err != nil {
			return nil, fmt.Errorf("write document %d of counts: %w", i, err)
		}
	}
	return w, nil
}

// writer appends the parts of the binary form.
type writer []byte

func (w *writer) integer(n int) { *w = binary.AppendUvarint(*w, uint64(n)) }

func (w *writer) text(s string) {
	w.integer(len(s))
	*w = append(*w, s...)
}

func (w *writer) document(d *Document) error {
	if len(d.Counts) != len(d.Terms) || len(d.Follows) != len(d.Terms) {
		return fmt.Errorf("%d terms, %d counts and %d follows", len(d.Terms), len(d.Counts), len(d.Follows))
	}
	w.integer(len(d.Terms))
	for _, t := range d.Terms {
		w.integer(int(t))
	}
	for _, n := range d.Counts {
		w.integer(int(n))
	}
	for _, f := range d.Follows {
		w.integer(int(f) + 1)
	}
	w.integer(len(d.Joined))
	at, last := 0, 0
	for _, x := range d.Joined {
		for at < len(d.Terms) && d.Terms[at] != x.First {
			at++
		}
		if at == len(d.Terms) {
			return errors.New("a joined pair out of the order of the terms")
		}
		w.integer(at - last)
		w.integer(int(x.Next) + 1)
		w.integer(int(x.By))
		last, at = at, at+1
	}
	return nil
}

// UnmarshalBinary replaces the counts by those that MarshalBinary wrote: Statistics can take
// them up. The error wraps ErrFormat, and the counts stay as they were.
func (c *Counts) UnmarshalBinary(data []byte) error {
	r := reader{rest: data}
	var n Counts
	terms, size := r.begin()
	n.Terms, n.Uses = make([]string, terms), make([]Use, terms)
	documents := len(r.rest) - size
	known := make(map[string]struct{}, len(n.Terms))
	for i := range n.Terms {
		n.Terms[i] = r.text()
		n.Uses[i] = Use{r.uses(), r.uses(), r.uses(), r.uses()}
		known[n.Terms[i]] = struct{}{}
	}
	r.check(len(known) == len(n.Terms), "a term that comes twice")
	n.Forms = make([]Form, r.count(3))
	for i := range n.Forms {
		n.Forms[i] = Form{int32(r.below(len(n.Terms))), r.text(), r.positive()}
	}
	r.check(len(r.rest) == documents, "terms and forms of another length")
	n.Documents = r.documents(terms)
	if err := r.failure(len(data)); err != nil {
		return err
	}
	*c = n
	return nil
}

// ReadDocuments gives the documents of counts that MarshalBinary wrote, without the texts of
// their terms. The error wraps ErrFormat.
func ReadDocuments(data []byte) ([]Document, error) {
	r := reader{rest: data}
	terms, size := r.begin()
	r.rest = r.rest[size:]
	documents := r.documents(terms)
	return documents, r.failure(len(data))
}

// reader reads the parts of the binary form. After the first error it gives the least values.
type reader struct {
	rest     []byte
	document []int // by term: the last document that holds it, from 1
	err      error
}

// begin reads the number of terms and the size of terms and forms in bytes.
func (r *reader) begin() (terms, size int) {
	r.check(r.integer(math.MaxUint8) == countsVersion, "version")
	terms = r.count(leastTerm)
	size = r.count(1)
	r.check(size <= len(r.rest) && leastTerm*terms <= size, "terms and forms that are cut off")
	if r.err != nil {
		return 0, 0
	}
	return terms, size
}

// documents reads the documents to the end; they have terms of a number.
func (r *reader) documents(terms int) []Document {
	out := make([]Document, r.count(2))
	r.document = make([]int, terms)
	for i := range out {
		if r.err != nil {
			break
		}
		out[i] = r.read(i + 1)
	}
	r.check(len(r.rest) == 0, "data after the end")
	return out
}

// failure is the first error in a form of so many bytes.
func (r *reader) failure(size int) error {
	if r.err == nil {
		return nil
	}
	return fmt.Errorf("%w: counts, byte %d: %w", ErrFormat, size-len(r.rest), r.err)
}

func (r *reader) check(ok bool, fault string) {
	if !ok && r.err == nil {
		r.err = errors.New(fault)
	}
}

// integer reads a number of at most most.
func (r *reader) integer(most int) int {
	v, n := binary.Uvarint(r.rest)
	r.check(n > 0 && v <= uint64(most), "a number that is cut off or too large")
	if r.err != nil {
		return 0
	}
	r.rest = r.rest[n:]
	return int(v)
}

// count reads the number of things of at least size bytes each.
func (r *reader) count(size int) int { return r.integer(len(r.rest) / size) }

func (r *reader) text() string {
	n := r.count(1)
	r.check(n <= len(r.rest), "a text that is cut off")
	if r.err != nil {
		return ""
	}
	text := string(r.rest[:n])
	r.rest = r.rest[n:]
	return text
}

// below reads a number less than n.
func (r *reader) below(n int) int {
	r.check(n > 0, "the number of a term where there are none")
	return r.integer(max(0, n-1))
}

// positive reads a number of occurrences.
func (r *reader) positive() int {
	n := r.integer(math.MaxInt32)
	r.check(n > 0, "what occurs 0 times")
	return n
}

// uses reads a number of uses.
func (r *reader) uses() int32 { return int32(r.integer(math.MaxInt32)) }

// follow reads the second word of a pair.
func (r *reader) follow() Follow {
	f := Follow(r.integer(math.MaxInt32) - 1)
	r.check(f == NoFollow || int(f.Term()) < len(r.document), "a pair with an unknown term")
	return f
}

// read reads the document of a number, from 1.
func (r *reader) read(number int) Document {
	n := r.count(3)
	d := Document{Terms: make([]int32, n), Counts: make([]int32, n), Follows: make([]Follow, n)}
	for i := range d.Terms {
		t := r.below(len(r.document))
		if r.err != nil {
			return d
		}
		r.check(r.document[t] != number, "a document that lists a term twice")
		d.Terms[i], r.document[t] = int32(t), number
	}
	for i := range d.Counts {
		d.Counts[i] = int32(r.positive())
	}
	for i := range d.Follows {
		d.Follows[i] = r.follow()
	}
	joined, at := r.count(3), 0
	for i := range joined {
		step := r.integer(n)
		at += step
		r.check((step > 0 || i == 0) && at < n, "a joined pair of no term")
		x := Joint{Next: r.follow(), By: Connector(r.below(len(connectors)))}
		r.check(x.Next != NoFollow && x.By > 0, "a joined pair that is none")
		if r.err != nil {
			return d
		}
		x.First = d.Terms[at]
		d.Joined = append(d.Joined, x)
	}
	return d
}
