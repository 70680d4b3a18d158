package duplicate

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The pairs of a band are those that a map by keys gives, however often a finder is used.
func TestFinder(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var f finder
	for _, values := range []uint32{1, 2, 9, 1 << 31} {
		signatures := make([]*Signature, 500)
		for i := range signatures {
			signatures[i] = &Signature{shingles: 1}
			for bin := range signatures[i].bins {
				signatures[i].bins[bin] = r.Uint32N(values)
			}
		}
		for band := range bands {
			var want []pair
			first, latest := make(map[uint64]int32), make(map[uint64]int32)
			for i, s := range signatures {
				key, number := s.bandKey(band), int32(i)
				if _, known := first[key]; !known {
					first[key] = number
				} else {
					want = append(want, pair{first[key], number})
					if latest[key] != first[key] {
						want = append(want, pair{latest[key], number})
					}
				}
				latest[key] = number
			}
			if f.find(signatures, band); !slices.Equal(f.pairs, want) {
				t.Fatalf("%d values, band %d: %d pairs, want %d", values, band, len(f.pairs), len(want))
			}
		}
	}
	f = finder{}
	if f.find(nil, 0); len(f.pairs) > 0 {
		t.Errorf("pairs of nothing: %v", f.pairs)
	}
}
