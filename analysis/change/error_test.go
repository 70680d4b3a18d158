package change

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Runs that differ by chance and wander alone announce something in at most 5 % of cases.
func TestQuiet(t *testing.T) {
	worlds := 400
	if testing.Short() {
		worlds = 40
	}
	for _, c := range []struct {
		name                 string
		volume, wander, tone float64
	}{
		{"volumes", 0.4, 0, 0},
		{"wander", 0.3, 0.25, 0.05},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			announcing, kinds := 0, make(map[Kind]int)
			for i := range worlds {
				shape := rand.New(rand.NewPCG(uint64(i), 3))
				w := newWorld(uint64(i), 8+shape.IntN(33), 5+shape.IntN(36), 30+shape.IntN(471))
				w.volume, w.wander, w.tone = c.volume, c.wander, c.tone
				var h History
				for range 5 + shape.IntN(26) {
					h.Add(w.run(plant{}), nil)
				}
				changes := Detect(&h, w.run(plant{}), 0.05)
				for _, c := range changes {
					kinds[c.Kind]++
				}
				if len(changes) > 0 {
					announcing++
				}
			}
			t.Logf("%d of %d runs announce: %v", announcing, worlds, kinds)
			// Two standard deviations of a binomial number above 5 %.
			n := float64(worlds)
			if limit := 0.05*n + 2*math.Sqrt(0.05*0.95*n); float64(announcing) > limit {
				t.Errorf("%d of %d runs announce something, want at most %.0f", announcing, worlds, limit)
			}
		})
	}
}
