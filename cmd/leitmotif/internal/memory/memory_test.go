package memory

import "testing"

// A small heap may fill the spare room before it is collected, a large one grows by a third.
func TestGrowth(t *testing.T) {
	for live, want := range map[uint64]int{0: 2400, 4 << 20: 2400, 96 << 20: 100, 1 << 30: leastGrowth} {
		if got := growth(live); got != want {
			t.Errorf("%d bytes alive: %d per cent, want %d", live, got, want)
		}
	}
}

func TestCheck(t *testing.T) {
	if Peak() == 0 {
		t.Skip("the kernel does not tell the peak of memory")
	}
	for bound, passed := range map[int64]bool{0: false, 1 << 50: false, 1 << 20: true} {
		if err := Check(bound); (err != nil) != passed {
			t.Errorf("bound %d: %v", bound, err)
		}
	}
}
