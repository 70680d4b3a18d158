package topic

import (
	"math"
	"slices"
	"testing"
)

// Two topics have a cluster each, and a third cluster is part of the first topic: it is a
// new one if fresh documents are frequent in it and few known ones of the topic are.
func TestBirths(t *testing.T) {
	type part struct{ topic, cluster, known, fresh int }
	for name, test := range map[string]struct {
		parts []part
		want  []int
	}{
		"nothing new":                  {[]part{{0, 0, 100, 0}, {1, 1, 100, 0}}, nil},
		"both grow":                    {[]part{{0, 0, 100, 10}, {1, 1, 100, 10}}, nil},
		"one grows a lot":              {[]part{{0, 0, 100, 80}, {1, 1, 100, 0}}, nil},
		"a theme in a topic":           {[]part{{0, 0, 100, 0}, {0, 2, 0, 30}, {1, 1, 100, 0}}, []int{2}},
		"with known documents, a few":  {[]part{{0, 0, 90, 0}, {0, 2, 10, 30}, {1, 1, 100, 0}}, []int{2}},
		"more of it than of its topic": {[]part{{0, 0, 90, 0}, {0, 2, 10, 300}, {1, 1, 100, 0}}, []int{2}},
		"most of a topic goes on":      {[]part{{0, 0, 10, 0}, {0, 2, 90, 60}, {1, 1, 100, 0}}, nil},
		"known documents, parted":      {[]part{{0, 0, 50, 5}, {0, 2, 50, 5}, {1, 1, 100, 10}}, nil},
		"too few":                      {[]part{{0, 0, 100, 0}, {0, 2, 0, 4}, {1, 1, 100, 0}}, nil},
		"a topic that was added":       {[]part{{0, 0, 100, 0}, {2, 2, 0, 30}, {1, 1, 100, 0}}, nil},
		"a bit of one":                 {[]part{{0, 0, 100, 0}, {0, 2, 0, 30}, {2, 2, 0, 20}, {1, 1, 100, 0}}, []int{2}},
		"all are fresh":                {[]part{{0, 0, 0, 100}, {0, 2, 0, 30}, {1, 1, 0, 100}}, nil},
	} {
		var assigned, own []int
		var fresh []bool
		for _, p := range test.parts {
			for i := range p.known + p.fresh {
				assigned, own, fresh = append(assigned, p.topic), append(own, p.cluster), append(fresh, i >= p.known)
			}
		}
		if got := births(assigned, own, 2, 3, fresh, 0.001); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

// The tail that decides on a birth is the exact one: of 4 drawn of 10 things, 5 of which are
// fresh, at least 3 are fresh in C(5,3) C(5,1) + C(5,4) = 55 of C(10,4) = 210 ways. The
// binomial tail that bounds it would be .3125.
func TestExceeding(t *testing.T) {
	for _, c := range []struct {
		x, size, total, n int
		want              float64
	}{{3, 4, 5, 10, 55.0 / 210}, {0, 4, 5, 10, 1}, {4, 4, 10, 10, 1}, {0, 4, 0, 10, 1}} {
		if got := exceeding(c.x, c.size, c.total, c.n); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%d of %d, where %d of %d are fresh: %v, want %v", c.x, c.size, c.total, c.n, got, c.want)
		}
	}
}
