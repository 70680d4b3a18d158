package tfidf

import (
	"context"
	"math"
	"slices"
	"sync"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/parallel"
)

// Frequencies are the term frequencies of n documents in a vocabulary of m terms: a sparse
// matrix by rows, five bytes an entry. What a matrix of weights needs follows from them, and
// so do the counts ln(1 + tf).
type Frequencies struct {
	pattern
	counts []uint8        // tf of the entries; many stands for more
	more   map[cell]int32 // tf of those
	words  []int32        // tf of each document summed over all its terms, the unknown ones too
}

// cell is a place in the matrix.
type cell struct{ row, term int32 }

// many is the tf that needs more than a byte.
const many = math.MaxUint8

// Frequencies reads the documents once. workers is the number of goroutines; 0 means one per
// processor. It fails when documents cannot be read, and when ctx ends.
func (v *Vocabulary) Frequencies(ctx context.Context, documents Documents, workers int) (*Frequencies, error) {
	n := documents.Len()
	f := &Frequencies{pattern: pattern{terms: len(v.Terms), start: make([]int, n+1)}, more: make(map[cell]int32), words: make([]int32, n)}
	room := make([]int, n+1) // for all terms of the documents, known and unknown
	for row := range n {
		room[row+1] = room[row] + documents.Terms(row)
	}
	f.index, f.counts = make([]int32, room[n]), make([]uint8, room[n])
	var lock sync.Mutex // of more
	keep := sync.Pool{New: func() any { return new([]entry) }}
	err := documents.Each(ctx, workers, func(row int, d Document) {
		known := keep.Get().(*[]entry)
		defer keep.Put(known)
		*known, f.words[row] = v.entries((*known)[:0], d)
		for i, e := range *known {
			at, tf := room[row]+i, e.tf()
			f.index[at], f.counts[at] = e.term(), uint8(min(tf, many))
			if tf >= many {
				lock.Lock()
				f.more[cell{int32(row), e.term()}] = tf
				lock.Unlock()
			}
		}
		f.start[row+1] = len(*known)
	})
	if err != nil {
		return nil, err
	}
	for row := range n {
		held := f.start[row+1]
		copy(f.index[f.start[row]:], f.index[room[row]:room[row]+held])
		copy(f.counts[f.start[row]:], f.counts[room[row]:room[row]+held])
		f.start[row+1] += f.start[row]
	}
	f.index, f.counts = f.index[:f.start[n]], f.counts[:f.start[n]]
	return f, nil
}

// entry is a term, by its column, and its tf, such that entries are in the order of terms.
type entry uint64

func (e entry) term() int32 { return int32(e >> 32) }
func (e entry) tf() int32   { return int32(e) }

// entries appends those of a document that are in the vocabulary, in the order of its terms,
// and counts all its words.
func (v *Vocabulary) entries(to []entry, d Document) (known []entry, words int32) {
	for i, number := range d.Terms {
		words += d.Counts[i]
		if column := v.Column[number]; column >= 0 {
			to = append(to, entry(column)<<32|entry(d.Counts[i]))
		}
	}
	slices.Sort(to)
	return to, words
}

// NonZeros returns the number of entries.
func (f *Frequencies) NonZeros() int { return len(f.index) }

// Terms returns the terms of document i, ascending. The slice belongs to the matrix.
func (f *Frequencies) Terms(i int) []int32 { return f.index[f.start[i]:f.start[i+1]] }

// Unknown returns how many of the words of a document are outside of the vocabulary, and how
// many it has.
func (f *Frequencies) Unknown(i int) (unknown, words int) {
	words = int(f.words[i])
	unknown = words
	for at := f.start[i]; at < f.start[i+1]; at++ {
		unknown -= int(f.tf(i, at))
	}
	return unknown, words
}

// tf returns the entry at a place within row i.
func (f *Frequencies) tf(i, at int) int32 {
	if n := f.counts[at]; n < many {
		return int32(n)
	}
	return f.more[cell{int32(i), f.index[at]}]
}

// logs holds ln(1 + tf) of the tf that are stored as they are.
var logs = func() (out [many]float64) {
	for tf := range out {
		out[tf] = math.Log1p(float64(tf))
	}
	return out
}()

// Logs returns the terms of document i with ln(1 + tf): counts whose bursts are tamed, as
// naive Bayes likes them (Rennie, Shih, Teevan and Karger 2003, "Tackling the poor assumptions
// of naive Bayes text classifiers"). They are appended to room.
func (f *Frequencies) Logs(i int, room []float64) Row {
	lo, hi := f.start[i], f.start[i+1]
	return Row{f.index[lo:hi], f.logs(i, lo, hi, room)}
}

func (f *Frequencies) logs(i, lo, hi int, room []float64) []float64 {
	for at := lo; at < hi; at++ {
		room = append(room, f.log(i, at))
	}
	return room
}

// log returns ln(1 + tf) of the entry at a place within row i.
func (f *Frequencies) log(i, at int) float64 {
	if n := f.counts[at]; n < many {
		return logs[n]
	}
	return math.Log1p(float64(f.tf(i, at)))
}

// Length returns the sum of ln(1 + tf) over the terms of document i.
func (f *Frequencies) Length(i int) float64 {
	var sum float64
	for at := f.start[i]; at < f.start[i+1]; at++ {
		sum += f.log(i, at)
	}
	return sum
}

// EachProduct calls use for every document with its row of L src, L being the matrix of
// ln(1 + tf), as Matrix.EachProduct does.
func (f *Frequencies) EachProduct(ctx context.Context, src *mat.Dense, workers int, use func(document int, product []float64)) error {
	return f.eachProduct(ctx, f.Logs, src, workers, use)
}

// SumLogs adds ln(1 + tf) of every document to the column of sums (m x k) that it is assigned
// to, in the order of the documents; those assigned to -1 count nowhere. It fails when ctx
// ends.
func (f *Frequencies) SumLogs(ctx context.Context, assigned []int, sums *mat.Dense, workers int) error {
	return f.eachInBands(ctx, workers, func() func(i, lo, hi int) {
		var room []float64
		return func(i, lo, hi int) {
			if assigned[i] < 0 {
				return
			}
			room = f.logs(i, lo, hi, room[:0])
			for at, term := range f.index[lo:hi] {
				sums.RawRowView(int(term))[assigned[i]] += room[at]
			}
		}
	})
}

// eachInBands calls the functions that it makes, one for each goroutine, for every row with
// its entries lo to hi-1 in a band of the terms: one goroutine at a time has a band, and its
// rows ascend.
func (p *pattern) eachInBands(ctx context.Context, workers int, start func() func(i, lo, hi int)) error {
	const lines = 8192 // so that a chunk is short
	n, _ := p.Dims()
	bands := p.bands(workers)
	use := make([]func(i, lo, hi int), len(bands))
	for b := range use {
		use[b] = start()
	}
	for from := 0; from < n; from += lines {
		err := parallel.Chunks(ctx, len(bands), 1, workers, func(b, _, _ int) {
			for i := from; i < min(n, from+lines); i++ {
				lo, hi := bands[b].within(p, i)
				use[b](i, lo, hi)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Postings are the documents of every term: the matrix by columns, without its numbers.
type Postings struct {
	documents int
	start     []int
	index     []int32
}

// Postings gives the documents of every term. It fails when ctx ends.
func (f *Frequencies) Postings(ctx context.Context, workers int) (*Postings, error) {
	n, m := f.Dims()
	p := &Postings{n, f.columnStarts(), make([]int32, len(f.index))}
	next := slices.Clone(p.start[:m])
	return p, f.eachInBands(ctx, workers, func() func(i, lo, hi int) {
		return func(i, lo, hi int) {
			for _, t := range f.index[lo:hi] {
				p.index[next[t]] = int32(i)
				next[t]++
			}
		}
	})
}

// Dims returns the number of documents and of terms.
func (p *Postings) Dims() (documents, terms int) { return p.documents, len(p.start) - 1 }

// Holders returns the documents that hold a term, ascending. The slice belongs to the matrix.
func (p *Postings) Holders(term int) []int32 { return p.index[p.start[term]:p.start[term+1]] }
