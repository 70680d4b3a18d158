package training

import (
	"cmp"
	"iter"
	"slices"

	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/sentiment/passage"
	"leitmotif/analysis/tokenize"
)

// Groups of the features of a word.
const (
	groupWord    = iota // the word itself
	groupGram           // its character n-grams
	groupVector         // its vector times its rarity
	groupOrient         // its orientation, positive and negative part
	groupLexicon        // its value in the lexicon, positive and negative part
	groups
)

// wordFeatures holds the features of the words of the training set, the types: a sparse
// part with ones, and a dense one. Columns are numbered words, n-grams, then dense ones.
type wordFeatures struct {
	types       []string
	wordColumns map[string]int // own column of a frequent enough type
	gramColumns map[string]int
	grams       []string     // in the order of their columns
	sparse      sparseMatrix // types x (words + n-grams)
	transposed  sparseMatrix
	dense       [][]float64 // types x (dimensions + 4)
	columns     int         // of the sparse part
	width       int         // of the dense part
	vectors     *vectors
	orient      []float64
	lexicon     Lexicon
}

// sparseMatrix is a sparse matrix of ones, or of values where values is not nil: line i
// holds positions index[start[i]:start[i+1]].
type sparseMatrix struct {
	start  []int
	index  []int32
	values []float64
}

func (c sparseMatrix) lines() int { return len(c.start) - 1 }

// transpose gives the matrix by columns; the lines of each column ascend.
func (c sparseMatrix) transpose(columns int) sparseMatrix {
	t := sparseMatrix{start: make([]int, columns+1), index: make([]int32, len(c.index))}
	if c.values != nil {
		t.values = make([]float64, len(c.values))
	}
	for _, j := range c.index {
		t.start[j+1]++
	}
	for j := range columns {
		t.start[j+1] += t.start[j]
	}
	next := slices.Clone(t.start[:columns])
	for i := range c.lines() {
		for p := c.start[i]; p < c.start[i+1]; p++ {
			at := next[c.index[p]]
			next[c.index[p]]++
			t.index[at] = int32(i)
			if c.values != nil {
				t.values[at] = c.values[p]
			}
		}
	}
	return t
}

// multiply sets dst (lines x classes) to the leading lines and columns of the matrix times
// src (columns x classes). The columns of a line ascend.
func (c sparseMatrix) multiply(dst, src []float64, lines, columns, workers int) {
	parallel.Brief(lines, 1024, workers, func(_, lo, hi int) { c.multiplyRange(dst, src, lo, hi, columns) })
}

// multiplyRange is multiply for the lines [lo, hi).
func (c sparseMatrix) multiplyRange(dst, src []float64, lo, hi, columns int) {
	for i := lo; i < hi; i++ {
		var sum [sentiment.Classes]float64
		for p := c.start[i]; p < c.start[i+1] && int(c.index[p]) < columns; p++ {
			v := 1.0
			if c.values != nil {
				v = c.values[p]
			}
			from := src[int(c.index[p])*sentiment.Classes:][:sentiment.Classes]
			for k := range sum {
				sum[k] += v * from[k]
			}
		}
		copy(dst[i*sentiment.Classes:], sum[:])
	}
}

// minimums of sentences of the training set, labelled or taught, that must hold a word for it to
// teach at all, and a word or an n-gram for it to be a feature.
type minimums struct{ seen, word, gram int }

// newWordFeatures gathers the features of types. frequency is the number of sentences
// that hold each type.
func newWordFeatures(types []string, frequency []int, v *vectors, orient []float64, lexicon Lexicon, least minimums) *wordFeatures {
	f := &wordFeatures{types: types, vectors: v, orient: orient, lexicon: lexicon, wordColumns: make(map[string]int), gramColumns: make(map[string]int)}
	grams := make(map[string]int)
	for i, w := range types {
		if least.word > 0 && frequency[i] >= least.word {
			f.wordColumns[w] = len(f.wordColumns)
		}
		if least.gram > 0 {
			for _, g := range distinctGrams(w) {
				grams[g] += frequency[i]
			}
		}
	}
	for g, n := range grams {
		if n >= least.gram {
			f.grams = append(f.grams, g)
		}
	}
	slices.Sort(f.grams)
	for i, g := range f.grams {
		f.gramColumns[g] = len(f.wordColumns) + i
	}
	f.columns = len(f.wordColumns) + len(f.grams)
	f.sparse.start = append(f.sparse.start, 0)
	for _, w := range types {
		f.sparse.index = f.appendSparse(f.sparse.index, w)
		f.sparse.start = append(f.sparse.start, len(f.sparse.index))
		f.dense = append(f.dense, f.denseOf(w))
	}
	f.width = len(f.denseOf(""))
	f.transposed = f.sparse.transpose(f.columns)
	return f
}

// appendSparse appends the sparse columns of a word, ascending.
func (f *wordFeatures) appendSparse(dst []int32, word string) []int32 {
	if column, ok := f.wordColumns[word]; ok {
		dst = append(dst, int32(column))
	}
	if len(f.gramColumns) == 0 {
		return dst
	}
	from := len(dst)
	for _, g := range distinctGrams(word) {
		if column, ok := f.gramColumns[g]; ok {
			dst = append(dst, int32(column))
		}
	}
	slices.Sort(dst[from:])
	return dst
}

// Dense columns after the dimensions of the vector.
const (
	denseOrient  = 2
	denseLexicon = 2
)

// denseOf gives the dense features of a word: those of its vector, zero where it has
// none.
func (f *wordFeatures) denseOf(word string) []float64 {
	_, d := f.vectors.rows.Dims()
	out := make([]float64, d+denseOrient+denseLexicon)
	if row := f.vectors.find(word); row >= 0 {
		rarity := f.vectors.rarity(row)
		for j, x := range f.vectors.rows.RawRowView(row) {
			out[j] = x * rarity
		}
		out[d], out[d+1] = max(f.orient[row], 0), min(f.orient[row], 0)
	}
	value := f.lexicon[word]
	out[d+2], out[d+3] = max(value, 0), min(value, 0)
	return out
}

// distinctGrams lists the different character n-grams of a word.
func distinctGrams(word string) []string {
	return slices.Compact(slices.Sorted(passage.Grams(word)))
}

// design is the training set in the shape that the fit needs.
type design struct {
	mode     passage.Mode
	features *wordFeatures
	blocks   []sparseMatrix // sentences x types, one per block of the mode
	byType   []sparseMatrix // their transposes
	meta     [][]float64
	labels   []int                        // of the examples, which stand first
	truth    [][sentiment.Classes]float64 // of all sentences: what they teach, summing to 1
	weight   []float64                    // and how much
}

// sentences counts the examples and what is taught beside them.
func (d *design) sentences() int { return len(d.truth) }

// inventory numbers the words of examples in order of appearance and counts the examples
// that hold each.
type inventory struct {
	index     map[string]int32
	types     []string
	frequency []int
}

func newInventory(texts iter.Seq2[int, string]) *inventory {
	v := &inventory{index: make(map[string]int32)}
	var tokens []tokenize.Token
	var words []string
	seen := make(map[int32]int)
	for e, text := range texts {
		tokens = tokenize.Append(tokens[:0], text)
		words = words[:0]
		for _, t := range tokens {
			words = passage.AppendWords(words, t.Text(text))
		}
		for _, w := range words {
			id, ok := v.index[w]
			if !ok {
				id = int32(len(v.types))
				v.index[w] = id
				v.types, v.frequency = append(v.types, w), append(v.frequency, 0)
			}
			if at, ok := seen[id]; !ok || at != e {
				seen[id] = e
				v.frequency[id]++
			}
		}
	}
	return v
}

// without drops the words that fewer than least examples hold.
func (v *inventory) without(least int) *inventory {
	out := &inventory{index: make(map[string]int32)}
	for id, w := range v.types {
		if v.frequency[id] >= least {
			out.index[w] = int32(len(out.types))
			out.types, out.frequency = append(out.types, w), append(out.frequency, v.frequency[id])
		}
	}
	return out
}

// cell is an entry of a row under construction.
type cell struct {
	column int32
	value  float64
}

// newDesign lays out the examples, and after them what is taught. Those whose target cannot
// be found count as if it stood before the sentence.
func (t *trainer) newDesign(examples []Example, taught []Taught, m passage.Mode, f *wordFeatures) *design {
	d := &design{mode: m, features: f, blocks: make([]sparseMatrix, m.Blocks())}
	for b := range d.blocks {
		d.blocks[b] = sparseMatrix{start: []int{0}, values: []float64{}}
	}
	parser := t.newParser()
	for _, x := range examples {
		var truth [sentiment.Classes]float64
		truth[x.Label] = 1
		t.enter(d, parser.Parse(x.Text), x.Start, x.End)
		d.labels, d.truth, d.weight = append(d.labels, x.Label), append(d.truth, truth), append(d.weight, 1)
	}
	for _, x := range taught {
		if m == passage.Towards && x.Start == x.End || m == passage.Whole && x.Towards {
			continue
		}
		t.enter(d, parser.Parse(x.Text), x.Start, x.End)
		d.truth, d.weight = append(d.truth, x.Probabilities), append(d.weight, x.Weight)
	}
	for _, b := range d.blocks {
		d.byType = append(d.byType, b.transpose(len(t.words.types)))
	}
	return d
}

// enter adds a sentence to a design.
func (t *trainer) enter(d *design, p passage.Passage, start, end int) {
	target, found := passage.TargetSpan(p.Tokens, start, end)
	if d.mode == passage.Towards && !found {
		target = passage.Span{}
		if len(p.Tokens) > 0 {
			target.Last = 1
		}
	}
	meta := make([]float64, d.mode.Features())
	rows := make([][]cell, d.mode.Blocks())
	for _, u := range p.AppendUses(nil, meta, d.mode, target) {
		for _, w := range passage.AppendWords(nil, p.Tokens[u.Token].Text(p.Text)) {
			if id, known := t.words.index[w]; known && !t.names[w] {
				rows[u.Block] = append(rows[u.Block], cell{id, u.Weight})
			}
		}
	}
	for b := range rows {
		d.blocks[b].append(rows[b])
	}
	for j := range meta {
		meta[j] *= t.recipe.scales[d.mode].meta(j)
	}
	d.meta = append(d.meta, meta)
}

// append adds a row, merging equal columns.
func (c *sparseMatrix) append(row []cell) {
	slices.SortStableFunc(row, func(a, b cell) int { return cmp.Compare(a.column, b.column) })
	from := c.start[len(c.start)-1]
	for _, x := range row {
		if last := len(c.index) - 1; last >= from && c.index[last] == x.column {
			c.values[last] += x.value
			continue
		}
		c.index, c.values = append(c.index, x.column), append(c.values, x.value)
	}
	c.start = append(c.start, len(c.index))
}
