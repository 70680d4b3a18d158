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
// it: the terms; the forms, as number of the term, surface and count; the documents. A
// document is the number of its terms, then their numbers, their counts and their follows,
// then the joined pairs: how many terms the first word stands behind that of the pair
// before, the follow, the connector. Numbers are uvarints, a follow is one more than its
// value, a text has its length in bytes before it. It is read in less than half of the time
// that CBOR takes for the same, since there is little else in it than small numbers.
const countsVersion = 1

// MarshalBinary gives the binary form; equal counts have equal forms. It fails for counts
// that no Counter has made.
func (c *Counts) MarshalBinary() ([]byte, error) {
	const likely = 24 // bytes of a form, with its part of the rest
	w := append(make(writer, 0, likely*len(c.Forms)), countsVersion)
	w.integer(len(c.Terms))
	for _, term := range c.Terms {
		w.text(term)
	}
	w.integer(len(c.Forms))
	for _, f := range c.Forms {
		w.integer(int(f.Term))
		w.text(f.Surface)
		w.integer(f.Count)
	}
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
	r.check(r.integer(math.MaxUint8) == countsVersion, "version")
	var n Counts
	n.Terms = make([]string, r.count(1))
	known := make(map[string]struct{}, len(n.Terms))
	for i := range n.Terms {
		n.Terms[i] = r.text()
		known[n.Terms[i]] = struct{}{}
	}
	r.check(len(known) == len(n.Terms), "a term that comes twice")
	n.Forms = make([]Form, r.count(3))
	for i := range n.Forms {
		n.Forms[i] = Form{int32(r.below(len(n.Terms))), r.text(), r.positive()}
	}
	n.Documents = make([]Document, r.count(2))
	r.document = make([]int, len(n.Terms))
	for i := range n.Documents {
		if r.err != nil {
			break
		}
		n.Documents[i] = r.read(i + 1)
	}
	r.check(len(r.rest) == 0, "data after the end")
	if r.err != nil {
		return fmt.Errorf("%w: counts, byte %d: %w", ErrFormat, len(data)-len(r.rest), r.err)
	}
	*c = n
	return nil
}

// reader reads the parts of the binary form. After the first error it gives the least values.
type reader struct {
	rest     []byte
	document []int // by term: the last document that holds it, from 1
	err      error
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
