package main

import "testing"

func TestSize(t *testing.T) {
	for text, want := range map[string]int64{
		"4GiB": 4 << 30, "4g": 4 << 30, "4Gi": 4 << 30, "1.5GB": 3 << 29, "512M": 512 << 20, " 400 MiB ": 400 << 20, "335544320": 320 << 20, "2T": 2 << 40,
	} {
		var s size
		if err := s.Set(text); err != nil || int64(s) != want {
			t.Errorf("%q: %d bytes, %v", text, s, err)
		}
		var again size
		if err := again.Set(s.String()); err != nil || again != s {
			t.Errorf("%q is shown as %q: %d bytes, %v", text, s.String(), again, err)
		}
	}
	for _, text := range []string{"", "0"} {
		s := size(7)
		if err := s.Set(text); err != nil || s != 0 {
			t.Errorf("%q: %d bytes, %v", text, s, err)
		}
	}
	for _, text := range []string{"4", "319MiB", "-4GiB", "NaN", "InfG", "4 GiB each", "GiB", "1e30T"} {
		s := size(7)
		if err := s.Set(text); err == nil || s != 7 {
			t.Errorf("%q: %d bytes, %v", text, s, err)
		}
	}
}

// A small heap may fill the spare room before it is collected, a large one grows by a third.
func TestGrowth(t *testing.T) {
	for live, want := range map[uint64]int{0: 2400, 4 << 20: 2400, 96 << 20: 100, 1 << 30: leastGrowth} {
		if got := growth(live); got != want {
			t.Errorf("%d bytes alive: %d per cent, want %d", live, got, want)
		}
	}
}

func TestCheckMemory(t *testing.T) {
	if peakMemory() == 0 {
		t.Skip("the kernel does not tell the peak of memory")
	}
	for bound, passed := range map[int64]bool{0: false, 1 << 50: false, 1 << 20: true} {
		if err := checkMemory(bound); (err != nil) != passed {
			t.Errorf("bound %d: %v", bound, err)
		}
	}
}
