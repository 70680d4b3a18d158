package state

import (
	"slices"
	"testing"
)

// TestNamesAreBounded finds more names than are remembered: those go that were found longest ago.
func TestNamesAreBounded(t *testing.T) {
	keys := func(first, n int) []uint64 {
		var out []uint64
		for i := range n {
			out = append(out, uint64(first+2*i))
		}
		return out
	}
	var n Names
	n.Add(keys(0, MaxNames), 1)   // even
	n.Add(keys(1, MaxNames/2), 2) // odd
	n.Add(keys(0, 10), 3)
	if n.Len() != MaxNames || n.Since != 1 {
		t.Fatalf("%d names since run %d", n.Len(), n.Since)
	}
	for key, want := range map[uint64]int{0: 1, 1: 2, 18: 1, MaxNames - 1: 2, MaxNames - 2: 1, 2*MaxNames - 2: 0} {
		if got := n.First(key); got != want {
			t.Errorf("name %d was first found in run %d, want %d", key, got, want)
		}
	}
	data, err := n.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var back Names
	if err := back.UnmarshalBinary(data); err != nil || !slices.Equal(back.known, n.known) || back.Since != n.Since {
		t.Errorf("read back %d names since %d: %v", back.Len(), back.Since, err)
	}
	for what, broken := range map[string][]byte{
		"nothing": nil, "cut off": data[:len(data)-1], "out of order": append(slices.Clone(data[:20]), data[4:20]...), "too many": append(slices.Clone(data), data[4:20]...),
	} {
		if err := back.UnmarshalBinary(broken); err == nil {
			t.Errorf("%s: read as names", what)
		}
	}
}
