package change

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
)

// ErrFormat says that data are not the binary form of a history.
var ErrFormat = errors.New("not a history of changes, or of another version")

// The binary form is the header and then, field by field in the order of the types,
// numbers as unsigned varints, names as their length and bytes, sums of tones as the 8
// bytes of a float64, big endian, and lists and maps as their length and their elements
// in ascending order. What follows from the rest is left out. The digit in the header is
// the version. What version 1 says of tones, means in place of net tones, is passed over; all else
// is the same there.
const (
	header = "leitmotif.change.history.2\n"
	former = "leitmotif.change.history.1\n"
)

// MarshalBinary gives the binary form; equal histories have equal forms. The error is
// always nil.
func (h *History) MarshalBinary() ([]byte, error) {
	e := encoder(header)
	e.number(h.number)
	e.number(len(h.runs))
	for _, r := range h.runs {
		e.number(len(r.topics))
		for _, topic := range r.topics {
			e.number(topic)
		}
		e.counts(r.cells)
		e.counts(r.targets)
	}
	for _, g := range []*generation{&h.older, &h.newer} {
		e.number(g.runs)
		e.census(&g.terms)
		e.census(&g.companions)
	}
	e.number(len(h.announced))
	for _, a := range h.announced {
		e.name(string(a.kind))
		e.number(a.topic)
		e.name(a.language)
		e.name(a.target)
		e.name(a.subject)
		e.number(a.run)
		e.real(a.effect)
	}
	return e, nil
}

// UnmarshalBinary replaces the history with that of a binary form. The error wraps
// ErrFormat, and the history stays as it was.
func (h *History) UnmarshalBinary(data []byte) error {
	d := decoder{rest: data, text: string(data)}
	read := d.history()
	if !d.failed && len(d.rest) == 0 && read.consistent() {
		*h = *read
		return nil
	}
	return fmt.Errorf("read history of changes, byte %d of %d: %w", len(data)-len(d.rest), len(data), ErrFormat)
}

type encoder []byte

func (e *encoder) number(n int) { *e = binary.AppendUvarint(*e, uint64(n)) }

func (e *encoder) name(s string) {
	e.number(len(s))
	*e = append(*e, s...)
}

func (e *encoder) real(x float64) { *e = binary.BigEndian.AppendUint64(*e, math.Float64bits(x)) }

func (e *encoder) counts(rows []count) {
	e.number(len(rows))
	for _, c := range rows {
		e.number(c.topic)
		e.name(c.target)
		e.name(c.language)
		e.name(c.source)
		e.number(c.Stories)
		e.number(c.Scored)
		e.real(c.Tone)
		e.real(c.ToneSquares)
	}
}

func (e *encoder) census(t *census) {
	e.number(len(t.stories))
	for _, population := range slices.Sorted(maps.Keys(t.stories)) {
		e.name(population)
		e.number(t.stories[population])
	}
	e.number(t.missed)
	e.number(len(t.counts))
	for _, c := range t.counts {
		e.name(c.population)
		e.name(c.name)
		e.number(c.stories)
	}
}

// decoder reads a binary form. After a failure it gives zeros. Only one form is that of a
// history: a varint that is longer than needed or entries in another order are failures.
type decoder struct {
	rest   []byte
	text   string // all of the form; names are parts of it
	failed bool

	toneless bool // tones are passed over
}

// largest bounds every number, so that sums of them stay within an int.
const largest = 1 << 31

func (d *decoder) number() int {
	n, size := binary.Uvarint(d.rest)
	if d.failed || size <= 0 || n > largest || size > 1 && d.rest[size-1] == 0 {
		d.failed = true
		return 0
	}
	d.rest = d.rest[size:]
	return int(n)
}

// length reads the number of things that take at least the given bytes each.
func (d *decoder) length(size int) int {
	n := d.number()
	if n > len(d.rest)/size {
		d.failed = true
		return 0
	}
	return n
}

func (d *decoder) name() string {
	n := d.length(1)
	at := len(d.text) - len(d.rest)
	d.rest = d.rest[n:]
	return d.text[at : at+n]
}

func (d *decoder) real() float64 {
	if d.failed || len(d.rest) < 8 {
		d.failed = true
		return 0
	}
	x := math.Float64frombits(binary.BigEndian.Uint64(d.rest))
	d.rest = d.rest[8:]
	return x
}

// Least bytes of the elements of a form.
const (
	runSize          = 3
	countSize        = 6 + 2*8
	populationSize   = 2
	entrySize        = 3
	announcementSize = 6 + 8
)

func (d *decoder) history() *History {
	h := new(History)
	rest, found := bytes.CutPrefix(d.rest, []byte(header))
	if !found {
		rest, found = bytes.CutPrefix(d.rest, []byte(former))
		d.toneless = found
	}
	if d.rest = rest; !found {
		d.failed = true
	}
	h.number = d.number()
	for range d.length(runSize) {
		var r run
		for range d.length(1) {
			r.topics = append(r.topics, d.number())
		}
		r.cells, r.targets = d.counts(), d.counts()
		for _, c := range r.cells {
			r.stories += c.Stories
		}
		h.runs = append(h.runs, r)
	}
	for _, g := range []*generation{&h.older, &h.newer} {
		g.runs = d.number()
		g.terms, g.companions = d.census(), d.census()
	}
	for range d.length(announcementSize) {
		k := key{kind: Kind(d.name()), topic: d.number(), language: d.name(), target: d.name(), subject: d.name()}
		h.announced = append(h.announced, announcement{k, d.number(), d.real()})
	}
	return h
}

func (d *decoder) counts() []count {
	var out []count
	for range d.length(countSize) {
		var c count
		c.topic, c.target = d.number(), d.name()
		c.language, c.source = d.name(), d.name()
		c.Stories, c.Scored = d.number(), d.number()
		c.Tone, c.ToneSquares = d.real(), d.real()
		if d.toneless {
			c.Scored, c.Tone, c.ToneSquares = 0, 0, 0
		}
		out = append(out, c)
	}
	return out
}

func (d *decoder) census() census {
	var t census
	last := ""
	for i := range d.length(populationSize) {
		population := d.name()
		d.failed = d.failed || i > 0 && population <= last
		last = population
		t.populate(population, d.number())
	}
	t.missed = d.number()
	if n := d.length(entrySize); n > 0 {
		t.counts = make([]entryCount, 0, n)
		for i := range n {
			c := entryCount{entry{d.name(), d.name()}, d.number()}
			d.failed = d.failed || c.stories == 0 || i > 0 && compareEntries(t.counts[i-1].entry, c.entry) >= 0
			t.counts = append(t.counts, c)
		}
	}
	return t
}

// consistent tells whether a history that was read can be one that was written.
func (h *History) consistent() bool {
	ascending := func(rows []count) bool {
		for i, c := range rows {
			if c.Stories == 0 || !c.valid() || i > 0 && compareCounts(rows[i-1], c) >= 0 {
				return false
			}
		}
		return true
	}
	for _, r := range h.runs {
		if r.stories == 0 || !slices.IsSorted(r.topics) || slices.Contains(r.topics, 0) || !ascending(r.cells) || !ascending(r.targets) {
			return false
		}
	}
	bad := func(a announcement) bool { return !(a.effect >= 0) || a.run > h.number }
	return len(h.runs) == min(h.number, Memory) && !slices.ContainsFunc(h.announced, bad) &&
		slices.IsSortedFunc(h.announced, func(a, b announcement) int { return compareKeys(a.key, b.key) })
}
