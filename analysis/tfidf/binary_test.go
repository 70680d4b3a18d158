package tfidf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"reflect"
	"slices"
	"testing"

	"leitmotif/analysis/tokenize"
)

// someCounts has pairs, joined pairs, several forms of a term, and an empty document.
func someCounts() *Counts {
	return count(english(), "The Bank of England raised Rates. The rates of the Bank of England", "",
		"Steinau Port strike", "the Ministry for Ports and the Port of Steinau")
}

// What counts become in Statistics is the same whether they went through bytes or not.
func TestCountsBinary(t *testing.T) {
	for name, c := range map[string]func() *Counts{
		"some": someCounts, "none": func() *Counts { return new(Counts) },
		"empty documents": func() *Counts { return count(english(), "", "") },
	} {
		data, err := c().MarshalBinary()
		if err != nil {
			t.Fatal(name, err)
		}
		if same, err := c().MarshalBinary(); err != nil || !bytes.Equal(same, data) {
			t.Errorf("%s: equal counts have other bytes: %v", name, err)
		}
		var again Counts
		if err := again.UnmarshalBinary(data); err != nil {
			t.Fatal(name, err)
		}
		direct, through := NewStatistics(), NewStatistics()
		a, b := c(), &again
		numbers, keys := direct.Add(a)
		if n, k := through.Add(b); !slices.Equal(n, numbers) || !slices.Equal(k, keys) || !reflect.DeepEqual(direct, through) {
			t.Errorf("%s: through bytes\n%+v\ninstead of\n%+v", name, through, direct)
		}
		if len(a.Documents)+len(b.Documents) > 0 && !reflect.DeepEqual(a.Documents, b.Documents) {
			t.Errorf("%s: through bytes\n%+v\ninstead of\n%+v", name, b.Documents, a.Documents)
		}
		if alone, err := ReadDocuments(data); err != nil || !reflect.DeepEqual(alone, b.Documents) {
			t.Errorf("%s: documents alone\n%+v\ninstead of\n%+v: %v", name, alone, b.Documents, err)
		}
	}
	joined := 0
	for _, d := range someCounts().Documents {
		joined += len(d.Joined)
	}
	if joined < 3 {
		t.Errorf("only %d joined pairs are tried", joined)
	}
}

func TestCountsBinaryRefuses(t *testing.T) {
	data, err := someCounts().MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for n := range data {
		if err := new(Counts).UnmarshalBinary(data[:n]); !errors.Is(err, ErrFormat) {
			t.Fatalf("%d of %d bytes: %v", n, len(data), err)
		}
		if _, err := ReadDocuments(data[:n]); !errors.Is(err, ErrFormat) {
			t.Fatalf("documents of %d of %d bytes: %v", n, len(data), err)
		}
	}
	one := func(d Document) Counts {
		return Counts{Terms: []string{"bank", "port"}, Uses: []Use{{1, 0, 2, 3}, {}}, Forms: []Form{{0, "bank", 1}, {1, "port", 1}}, Documents: []Document{d}}
	}
	whole := Document{Terms: []int32{0, 1}, Counts: []int32{1, 1}, Follows: []Follow{4, NoFollow}}
	for name, damage := range map[string]func(c *Counts, d *Document){
		"a term twice":             func(c *Counts, _ *Document) { c.Terms[1] = "bank" },
		"a form of no term":        func(c *Counts, _ *Document) { c.Forms[1].Term = 2 },
		"a form without term":      func(c *Counts, _ *Document) { c.Forms[1].Term = -1 },
		"a form that never occurs": func(c *Counts, _ *Document) { c.Forms[0].Count = 0 },
		"a document of no term":    func(_ *Counts, d *Document) { d.Terms[1] = 2 },
		"a document's term twice":  func(_ *Counts, d *Document) { d.Terms[1] = 0 },
		"a count of 0":             func(_ *Counts, d *Document) { d.Counts[0] = 0 },
		"a negative count":         func(_ *Counts, d *Document) { d.Counts[0] = -1 },
		"a follow of no term":      func(_ *Counts, d *Document) { d.Follows[0] = 8 },
		"a pair of no term":        func(_ *Counts, d *Document) { d.Joined = []Joint{{0, 8, 1}} },
		"a pair of one word":       func(_ *Counts, d *Document) { d.Joined = []Joint{{0, NoFollow, 1}} },
		"a pair without connector": func(_ *Counts, d *Document) { d.Joined = []Joint{{0, 4, 0}} },
		"an unknown connector":     func(_ *Counts, d *Document) { d.Joined = []Joint{{0, 4, Connector(len(connectors))}} },
	} {
		c := one(Document{slices.Clone(whole.Terms), slices.Clone(whole.Counts), slices.Clone(whole.Follows), nil})
		if raw, err := c.MarshalBinary(); err != nil || new(Counts).UnmarshalBinary(raw) != nil {
			t.Fatalf("%s: what is to be damaged is no counts: %v", name, err)
		}
		damage(&c, &c.Documents[0])
		raw, err := c.MarshalBinary()
		if err != nil {
			t.Fatal(name, err)
		}
		kept := Counts{Terms: []string{"kept"}}
		if err := kept.UnmarshalBinary(raw); !errors.Is(err, ErrFormat) || len(kept.Terms) != 1 {
			t.Errorf("%s: %v, %q", name, err, kept.Terms)
		}
	}
	for name, d := range map[string]Document{
		"two follows of three": {Terms: []int32{0, 1}, Counts: []int32{1, 1}, Follows: []Follow{NoFollow}},
		"pairs out of order":   {Terms: []int32{0, 1}, Counts: []int32{1, 1}, Follows: []Follow{4, NoFollow}, Joined: []Joint{{1, 0, 1}, {0, 4, 1}}},
	} {
		c := one(d)
		if _, err := c.MarshalBinary(); err == nil {
			t.Errorf("%s: written", name)
		}
	}
	// Bytes that nothing writes: joined pairs as (step, follow + 1, connector).
	pairs := func(numbers ...int) []byte {
		w := writer{countsVersion}
		for _, n := range []int{2, 13, 1, 'a', 0, 0, 0, 0, 1, 'b', 0, 0, 0, 0, 0, 1, 2, 0, 1, 1, 1, 0, 0} { // as terms "a" and "b", one document of both
			w.integer(n)
		}
		for _, n := range numbers {
			w.integer(n)
		}
		return w
	}
	if err := new(Counts).UnmarshalBinary(pairs(2, 0, 5, 1, 1, 1, 1)); err != nil {
		t.Fatal(err)
	}
	for name, wrong := range map[string][]byte{
		"data after the end":         append(slices.Clone(data), 0),
		"a length of 2^32":           binary.AppendUvarint([]byte{countsVersion}, 1<<32),
		"a form where no terms are":  {countsVersion, 0, 5, 1, 0, 1, 'x', 1, 0},
		"terms of another length":    {countsVersion, 1, 4, 1, 'a', 0, 0, 0},
		"two pairs of one term":      pairs(2, 0, 5, 1, 0, 5, 1),
		"a pair behind the terms":    pairs(1, 2, 5, 1),
		"a pair behind the last one": pairs(2, 1, 5, 1, 1, 5, 1),
	} {
		if err := new(Counts).UnmarshalBinary(wrong); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Bytes that are read are counts that Statistics can take up, and are written back the same
// to the eye of the next reader.
func FuzzCounts(f *testing.F) {
	for _, c := range []*Counts{someCounts(), new(Counts), NewCounter(tokenize.NewAnalyser("", nil)).Take()} {
		data, err := c.MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var c, again Counts
		documents, failed := ReadDocuments(data)
		if c.UnmarshalBinary(data) != nil {
			return
		}
		if failed != nil || !reflect.DeepEqual(documents, c.Documents) {
			t.Fatalf("documents alone are %+v instead of %+v: %v", documents, c.Documents, failed)
		}
		raw, err := c.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		if err := again.UnmarshalBinary(raw); err != nil || !reflect.DeepEqual(again, c) {
			t.Fatalf("read back as %+v instead of %+v: %v", again, c, err)
		}
		s := NewStatistics()
		numbers, _ := s.Add(&c)
		for _, d := range c.Documents {
			d.Renumber(numbers)
			s.Remove(d)
		}
		for number := range s.Terms() {
			s.Surface(int32(number))
		}
	})
}
