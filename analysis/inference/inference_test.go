package inference

import (
	"math"
	"testing"
)

// near tells whether two numbers agree to nine digits.
func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(b)) }

// The references are scipy's (1.16, binomtest(k, n).proportion_ci(.95, "wilson")); for 4 of
// 10 by hand: z = 1.96, the centre (.4 + .1921)/(1 + .3842) = .4277, half the width .2593.
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		hits, n          int
		share, low, high float64
	}{
		{0, 0, 0, 0, 0},
		{0, 10, 0, 0, 0.27753279986288926},
		{4, 10, 0.4, 0.16818032970623614, 0.6873262302663417},
		{10, 10, 1, 0.7224672001371109, 1},
		{1, 1, 1, 0.20654931437723745, 1},
		{37, 1000, 0.037, 0.026961180875554734, 0.05058239748206931},
	} {
		share, low, high := Wilson(c.hits, c.n)
		if !near(share, c.share) || !near(low, c.low) || !near(high, c.high) {
			t.Errorf("Wilson(%d, %d) = %v, %v, %v; want %+v", c.hits, c.n, share, low, high, c)
		}
	}
}

// What ascends for the reader must ascend: low <= share <= high, whatever the rounding.
func TestWilsonHoldsTheShare(t *testing.T) {
	for n := 1; n < 300; n++ {
		for hits := range n + 1 {
			if share, low, high := Wilson(hits, n); low > share || share > high || low < 0 || high > 1 {
				t.Errorf("Wilson(%d, %d) = %v, %v, %v", hits, n, share, low, high)
			}
		}
	}
}

// scipy's t.ppf(.975, n-1).
func TestStudent(t *testing.T) {
	for freedom, want := range map[float64]float64{
		1: 12.706204736174694, 2: 4.302652729749462, 4: 2.7764451051977934, 9: 2.262157162798205, 29: 2.045229642132703,
	} {
		if got := Student(freedom); math.Abs(got-want) > 1e-7*want {
			t.Errorf("%v degrees of freedom: %v, want %v", freedom, got, want)
		}
	}
}

func TestProportions(t *testing.T) {
	// 10 of 100 against 30 of 100: p = 0.2, the variance 0.16 * 2/100 = 0.0032,
	// z = 0.2 / 0.0565685 = 3.5355.
	if got := Proportions(10, 100, 30, 100); math.Abs(got-3.5355339) > 1e-6 {
		t.Errorf("z = %v, want 3.5355", got)
	}
	if got := Proportions(30, 100, 10, 100); math.Abs(got+3.5355339) > 1e-6 {
		t.Errorf("z = %v, want -3.5355", got)
	}
	for _, x := range []float64{0, 50} {
		if got := Proportions(x, 50, x, 50); got != 0 {
			t.Errorf("z of equal shares of %v = %v", x, got)
		}
	}
	// scipy's norm.ppf(.975) and norm.ppf(1 - .025/10).
	if got := Critical(1); !near(got, 1.959963984540054) || Critical(0) != got {
		t.Errorf("the bound of one test is %v, want 1.959964", got)
	}
	if got := Critical(10); !near(got, 2.807033768343811) {
		t.Errorf("the bound of ten tests is %v, want 2.807034", got)
	}
}

// Two strata with 2 of 4 hits drawn of 8: (C(4,x) C(4,4-x)/70 for x = 0..4: 1 16 36 16 1),
// so P(sum >= 7) = (2*1*16)/4900 + 1/4900.
func TestConditional(t *testing.T) {
	d := NewConditional([]Margin{{4, 4, 8}, {4, 4, 8}}, 7)
	below, above := d.Tails(7, 0)
	if want := 33.0 / 4900; math.Abs(above-want) > 1e-12 {
		t.Errorf("P(x >= 7) = %v, want %v", above, want)
	}
	if want := 1 - 1.0/4900; math.Abs(below-want) > 1e-12 {
		t.Errorf("P(x <= 7) = %v, want %v", below, want)
	}
	// With odds of 2 for one stratum: weights 1, 32, 144, 128, 16 of 321.
	one := NewConditional([]Margin{{4, 4, 8}}, 3)
	if _, above := one.Tails(3, math.Log(2)); math.Abs(above-144.0/321) > 1e-12 {
		t.Errorf("P(x >= 3 | odds 2) = %v, want %v", above, 144.0/321)
	}
}

// The references are scipy's: hypergeom(50, 12, 20), its convolution with hypergeom(8, 4, 4)
// and hypergeom(200, 5, 90), nchypergeom_fisher(50, 12, 20, 2), and odds_ratio([[8, 4],
// [12, 26]], kind="conditional") with its exact interval.
func TestConditionalReference(t *testing.T) {
	single := []Margin{{12, 20, 50}}
	strata := append(single, Margin{4, 4, 8}, Margin{5, 90, 200})
	tail := func(margins []Margin, x int, theta float64) (below, above float64) {
		return NewConditional(margins, x).Tails(x, theta)
	}
	if _, above := tail(single, 9, 0); !near(above, 0.0063216922210742686) {
		t.Errorf("P(x >= 9) = %v", above)
	}
	if below, _ := tail(single, 2, 0); !near(below, 0.05673485889449975) {
		t.Errorf("P(x <= 2) = %v", below)
	}
	if _, above := tail(strata, 13, 0); !near(above, 0.04233312447400667) {
		t.Errorf("over strata: P(x >= 13) = %v", above)
	}
	if below, _ := tail(strata, 4, 0); !near(below, 0.00943338555745138) {
		t.Errorf("over strata: P(x <= 4) = %v", below)
	}
	if below, above := tail(single, 7, math.Log(2)); !near(above, 0.46980617817933223) || !near(below, 0.7726397086969378) {
		t.Errorf("odds of 2: P(x >= 7) = %v, P(x <= 7) = %v", above, below)
	}
	low, high := NewConditional(single, 8).Interval(8)
	if math.Abs(low+0.09418991312251876) > 1e-6 || math.Abs(high-3.1364128476539377) > 1e-6 {
		t.Errorf("the interval of 8 is [%v, %v], want [-.094190, 3.136413]", low, high)
	}
	if low, high := NewConditional(single, 0).Interval(0); !math.IsInf(low, -1) || math.IsInf(high, 0) {
		t.Errorf("the interval of 0 is [%v, %v], want no lower bound", low, high)
	}
}

// The moments of a margin of 12 hits and 20 drawn of 50: 12*20/50 = 4.8, and 4.8 * 30/50 *
// 38/49 = 2.233469. Of one thing alone nothing varies.
func TestMargin(t *testing.T) {
	m := Margin{12, 20, 50}
	if !near(m.Expected(), 4.8) || !near(m.Variance(), 2.2334693877551022) {
		t.Errorf("mean %v and variance %v, want 4.8 and 2.233469", m.Expected(), m.Variance())
	}
	if v := (Margin{1, 1, 1}).Variance(); v != 0 {
		t.Errorf("of one thing the variance is %v", v)
	}
}

// Equal weights of .01, .04, .03 and .02: 4*.01, then 3*.02 = .06, 2*.03 = .06, and .04,
// which may not be below .06. With half of the error for the first: .01/.5 = .02; then
// .5 is left for the two of a quarter: .02/.25*.5 = .04 and .03/.25*.25 = .03 -> .04.
func TestHolm(t *testing.T) {
	for _, c := range []struct{ p, weights, want []float64 }{
		{nil, nil, nil},
		{[]float64{0.2}, []float64{1}, []float64{0.2}},
		{[]float64{0.01, 0.04, 0.03, 0.02}, []float64{0.25, 0.25, 0.25, 0.25}, []float64{0.04, 0.06, 0.06, 0.06}},
		{[]float64{0.03, 0.01, 0.02}, []float64{0.25, 0.5, 0.25}, []float64{0.04, 0.02, 0.04}},
		{[]float64{0.01}, []float64{0.5}, []float64{0.02}}, // half of the tests were not made
	} {
		got := Holm(c.p, c.weights)
		if len(got) != len(c.want) {
			t.Fatalf("Holm(%v) = %v", c.p, got)
		}
		for i := range got {
			if !near(got[i], c.want[i]) {
				t.Errorf("Holm(%v, %v) = %v, want %v", c.p, c.weights, got, c.want)
				break
			}
		}
	}
}
