package inference

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestBalanceByHand: five clusters of one negative thing each. With one thing more of either
// sign r' = -5/7; the squares around it sum to 5 (2/7)^2 + (12/7)^2 + (2/7)^2 = 168/49, so that
// half the width is t(4, .975) sqrt(5/4 * 168/49) / 7 with t = 2.7764.
func TestBalanceByHand(t *testing.T) {
	low, high := Balance(5, 5, -5, 5, -5, 5)
	half := 2.776445 * math.Sqrt(1.25*168/49) / 7
	if low != -1 || math.Abs(high-(-5.0/7+half)) > 1e-5 {
		t.Errorf("[%v, %v], want [-1, %v]", low, high, -5.0/7+half)
	}
	if low, high = Balance(5, 50, 0, 0, 0, 500); low != -high || high <= 0 || high > 0.2 {
		t.Errorf("fifty neither: [%v, %v]", low, high)
	}
}

// TestBalanceHolds: things of a cluster resemble each other; of a thousand samples of 8 and of 40
// clusters the interval holds the truth in 92 % or more.
func TestBalanceHolds(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, clusters := range []int{8, 40} {
		held := 0
		for range 1000 {
			things, balance, squares, products, sizes := 0, 0, 0, 0, 0
			for range clusters {
				n := 1 + r.IntN(6)
				lean := 0.15 * (r.Float64() - 0.5) // of the cluster
				b := 0
				for range n {
					switch x := r.Float64(); {
					case x < 0.3+lean:
						b--
					case x > 0.85+lean:
						b++
					}
				}
				things, balance, squares, products, sizes = things+n, balance+b, squares+b*b, products+b*n, sizes+n*n
			}
			if low, high := Balance(clusters, things, balance, squares, products, sizes); low <= -0.15 && -0.15 <= high {
				held++
			}
		}
		if held < 920 {
			t.Errorf("%d clusters: %d of 1000 intervals hold the truth", clusters, held)
		}
	}
}
