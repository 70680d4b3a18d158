package svd

import (
	"context"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/internal/panel"
	"leitmotif/analysis/internal/parallel"
)

// PanelWidth is the number of columns of the panels that an Operator multiplies.
const PanelWidth = panel.Width

const (
	// chunk is the number of rows that one goroutine takes at a time; sums over rows
	// are made chunk by chunk and added in order. 1024 rows of a panel are 128 kB.
	chunk = 1024
	// noise is the relative size below which a direction counts as linearly dependent:
	// rounding of the projections, about 100 times the unit roundoff.
	noise = 1e-14
	// blur is the relative size, within one block, below which the Gram matrix of the
	// block no longer tells directions apart: about ten roots of the unit roundoff.
	blur = 1e-7
	// lost is the length below which a direction of length 1 counts as lost when it has
	// been projected: it lay within the basis all but for rounding.
	lost = 1e-4
	// smallest is the smallest ratio of a singular value to the largest that is returned.
	smallest = 1e-7
)

// krylov holds an orthonormal basis Q of the block Krylov space of the Gram matrix M,
// as panels Q_0, Q_1, ..., and T = Q' M Q. A basis vector that turned out to be
// linearly dependent is a column of zeros and does no harm from then on.
type krylov struct {
	a       Operator
	opts    Options
	n       int  // order of M: the shorter side of A
	swap    bool // M = A'A rather than AA'
	other   []float64
	q       [][]float64
	t       [][]*panel.Square // t[j][i] = Q_i' M Q_j for i <= j
	next    []float64         // what follows the last block, orthonormal to all
	link    panel.Square      // M Q_last = Q T + next * link
	scale   float64           // largest entry of T, about the norm of M
	live    int               // basis vectors that are not zero
	random  *rand.Rand
	partial []panel.Square
}

// ritz are the leading eigenpairs of T.
type ritz struct {
	values    []float64 // descending
	vectors   *mat.Dense
	residuals []float64 // ||M u - value u|| / value
}

func newKrylov(a Operator, opts Options) *krylov {
	rows, cols := a.Dims()
	k := &krylov{a: a, opts: opts, n: min(rows, cols), swap: cols < rows}
	k.other = make([]float64, max(rows, cols)*PanelWidth)
	k.random = rand.New(rand.NewPCG(0, 0)) // a fixed start: results must not change from run to run
	return k
}

// run builds the space until the wanted pairs have converged or it is all of R^n.
func (k *krylov) run(ctx context.Context) (ritz, error) {
	k.next = make([]float64, k.n*PanelWidth)
	k.refill()
	wanted := min(k.opts.Rank, k.n)
	check := 3*wanted/PanelWidth + 1 // no matrix of text has converged earlier
	checked, residual := 0, 0.0      // at the last check
	for {
		if err := ctx.Err(); err != nil {
			return ritz{}, err
		}
		exhausted := k.extend()
		blocks := len(k.q)
		if k.opts.Progress != nil {
			k.opts.Progress(math.Min(0.9, float64(blocks*PanelWidth)/float64(3*wanted+PanelWidth)))
		}
		if !exhausted && blocks < check {
			continue
		}
		pairs := k.extract(wanted)
		worst := 0.0
		for _, r := range pairs.residuals {
			worst = max(worst, r)
		}
		if exhausted || (len(pairs.values) == wanted && worst <= k.opts.Tolerance) {
			return pairs, nil
		}
		check = blocks + k.blocksToGo(blocks, checked, residual, worst)
		checked, residual = blocks, worst
	}
}

// blocksToGo guesses how many blocks are missing after the first check, or the next one.
// The residuals fall about geometrically, so two of them tell the rate; for want of two
// the first guess takes what matrices of text show.
func (k *krylov) blocksToGo(blocks, before int, last, now float64) int {
	const usual, most = 0.22, 8 // logarithm of the fall per block
	rate := usual
	if last > 0 {
		rate = max(usual/2, math.Log(last/now)/float64(blocks-before))
	}
	return max(1, min(most, int(math.Ceil(math.Log(now/k.opts.Tolerance)/rate))))
}

// extend makes next the last block of the basis and computes what follows it. It
// reports whether the basis now spans R^n.
func (k *krylov) extend() (exhausted bool) {
	k.q = append(k.q, k.next)
	k.live += liveColumns(k.next)
	w := make([]float64, k.n*PanelWidth)
	k.gram(w, k.next)
	// The three-term recurrence of Lanczos takes the large parts away, those along the
	// last two blocks. What is left along the others is rounding, and one projection on
	// all of them removes it: a projection of the whole of w would leave an error in
	// proportion to what it removes, and that error grows from block to block.
	recent := max(0, len(k.q)-2)
	local := k.project(w, recent)
	for _, c := range local {
		for _, x := range c {
			k.scale = max(k.scale, math.Abs(x))
		}
	}
	first := k.orthonormalise(w, noise*k.scale)
	column := k.project(w, 0)
	for i := range column {
		column[i] = mul(column[i], &first)
		if i >= recent {
			for x, v := range local[i-recent] {
				column[i][x] += v
			}
		}
	}
	second := k.orthonormalise(w, lost)
	link := *mul(&second, &first)
	k.t = append(k.t, column)
	k.next, k.link = w, link
	if k.live >= k.n {
		return true
	}
	if liveColumns(w) == 0 {
		// The space is invariant. Directions outside it may still hold large values
		// (a value of higher multiplicity than a block is wide), so go on from new ones.
		k.refill()
	}
	return liveColumns(k.next) == 0
}

// gram sets dst to M src.
func (k *krylov) gram(dst, src []float64) {
	if k.swap {
		k.a.Mul(k.other, src)
		k.a.MulTrans(dst, k.other)
		return
	}
	k.a.MulTrans(k.other, src)
	k.a.Mul(dst, k.other)
}

// refill makes next a block of random directions orthonormal to the basis. They are
// projected twice, since a random block may lie almost within the basis.
func (k *krylov) refill() {
	for i := range k.next {
		k.next[i] = k.random.NormFloat64()
	}
	for _, floor := range []float64{noise * math.Sqrt(float64(k.n)), lost} {
		k.project(k.next, 0)
		k.orthonormalise(k.next, floor)
	}
	k.link = panel.Square{}
}

// project subtracts from w its part within the basis, from the given block on, and
// returns the coefficients Q_i' w, one square per block.
func (k *krylov) project(w []float64, from int) []*panel.Square {
	basis := k.q[from:]
	blocks := len(basis)
	chunks := (k.n + chunk - 1) / chunk
	if need := blocks * chunks; cap(k.partial) < need {
		k.partial = make([]panel.Square, need+need/2)
	}
	parallel.Brief(k.n, chunk, k.opts.Workers, func(c, lo, hi int) {
		for i, q := range basis {
			s := &k.partial[c*blocks+i]
			*s = panel.Square{}
			panel.AddGram(s, q[lo*PanelWidth:hi*PanelWidth], w[lo*PanelWidth:hi*PanelWidth])
		}
	})
	coefficients, negative := make([]*panel.Square, blocks), make([]panel.Square, blocks)
	for i := range coefficients {
		sum := new(panel.Square)
		for c := range chunks {
			for x, v := range k.partial[c*blocks+i] {
				sum[x] += v
			}
		}
		for x, v := range sum {
			negative[i][x] = -v
		}
		coefficients[i] = sum
	}
	parallel.Brief(k.n, chunk, k.opts.Workers, func(_, lo, hi int) {
		for i, q := range basis {
			panel.AddMul(w[lo*PanelWidth:hi*PanelWidth], q[lo*PanelWidth:hi*PanelWidth], &negative[i])
		}
	})
	return coefficients
}

// orthonormalise replaces w by a block with orthonormal columns and returns the link
// with old w = new w * link. Directions shorter than least, or lost in the block's own
// rounding, become columns of zeros. The method is SVQB
// (Stathopoulos and Wu 2002, "A block orthogonalization procedure with constant
// synchronization requirements"), done twice for full precision.
func (k *krylov) orthonormalise(w []float64, least float64) (link panel.Square) {
	for i := range PanelWidth {
		link[i*PanelWidth+i] = 1
	}
	for pass := range 2 {
		g := k.square(w)
		var eigen mat.EigenSym
		if !eigen.Factorize(mat.NewSymDense(PanelWidth, g[:]), true) {
			panic("svd: the Gram matrix of a block has an entry that is not finite")
		}
		values := eigen.Values(nil)
		var vectors mat.Dense
		eigen.VectorsTo(&vectors)
		floor := max(least, blur*math.Sqrt(max(values[PanelWidth-1], 0)))
		if pass == 1 {
			floor = 0.5 // columns have length 1 by now, or 0
		}
		var down, up panel.Square // z / sqrt(value) and sqrt(value) * z'
		for j, value := range values {
			if size := math.Sqrt(max(value, 0)); size > floor {
				for i := range PanelWidth {
					down[i*PanelWidth+j] = vectors.At(i, j) / size
					up[j*PanelWidth+i] = vectors.At(i, j) * size
				}
			}
		}
		k.apply(w, &down)
		link = *mul(&up, &link)
	}
	return link
}

// square returns w'w, summed in the order of the chunks.
func (k *krylov) square(w []float64) *panel.Square {
	partial := make([]panel.Square, (k.n+chunk-1)/chunk)
	parallel.Brief(k.n, chunk, k.opts.Workers, func(c, lo, hi int) {
		part := w[lo*PanelWidth : hi*PanelWidth]
		panel.AddGram(&partial[c], part, part)
	})
	sum := new(panel.Square)
	for c := range partial {
		for x, v := range partial[c] {
			sum[x] += v
		}
	}
	return sum
}

// apply replaces w by w c.
func (k *krylov) apply(w []float64, c *panel.Square) {
	const block = 32 * PanelWidth
	parallel.Brief(k.n, chunk, k.opts.Workers, func(_, lo, hi int) {
		var out [block]float64
		for part := w[lo*PanelWidth : hi*PanelWidth]; len(part) > 0; {
			n := min(block, len(part))
			clear(out[:n])
			panel.AddMul(out[:n], part[:n], c)
			copy(part, out[:n])
			part = part[n:]
		}
	})
}

// extract computes the leading wanted eigenpairs of T. The residual of an eigenvector
// y is ||link * (last block of y)||: M Q y - value Q y = next * link * y_last.
func (k *krylov) extract(wanted int) ritz {
	m := len(k.q) * PanelWidth
	t := make([]float64, m*m)
	for j, column := range k.t {
		for i, square := range column {
			for x, v := range square {
				row, col := i*PanelWidth+x/PanelWidth, j*PanelWidth+x%PanelWidth
				if row <= col {
					t[col*m+row] = v // below the diagonal
				}
			}
		}
	}
	values, vectors, ok := leading(t, m, wanted)
	if !ok {
		panic("svd: the projected matrix has an entry that is not finite")
	}
	pairs := ritz{vectors: vectors}
	for j, value := range values {
		if value <= smallest*smallest*values[0] || values[0] <= 0 {
			break
		}
		residual := 0.0
		for i := range PanelWidth {
			var s float64
			for x := range PanelWidth {
				s += k.link[i*PanelWidth+x] * vectors.At(m-PanelWidth+x, j)
			}
			residual += s * s
		}
		pairs.values = append(pairs.values, value)
		pairs.residuals = append(pairs.residuals, math.Sqrt(residual)/value)
	}
	return pairs
}

// liveColumns counts the columns of w that are not zero. Columns have length 1 or 0.
func liveColumns(w []float64) int {
	var live [PanelWidth]bool
	count := 0
	for i, x := range w {
		if c := i % PanelWidth; x != 0 && !live[c] {
			live[c] = true
			if count++; count == PanelWidth {
				break
			}
		}
	}
	return count
}

// mul returns a b.
func mul(a, b *panel.Square) *panel.Square {
	c := new(panel.Square)
	panel.AddMul(c[:], a[:], b)
	return c
}
