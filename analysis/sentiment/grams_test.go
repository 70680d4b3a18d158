package sentiment

import "testing"

// TestGramTable holds the table against a map: hashes that end alike, hashes that differ in
// the last bits alone, 0, and repetitions, through growth.
func TestGramTable(t *testing.T) {
	var table gramTable
	if _, ok := table.find(0); ok {
		t.Error("an empty table has a hash")
	}
	plain := make(map[uint32]int)
	for i := range uint32(3000) {
		for _, key := range []uint32{i, i << 20, i / 7, ^i} {
			want, known := plain[key]
			if at, ok := table.find(key); ok != known || ok && at != want {
				t.Fatalf("%#x has number %d, met %v; a map says %d, %v", key, at, ok, want, known)
			}
			if !known {
				want = len(plain)
				plain[key] = want
			}
			if at := table.number(key); at != want {
				t.Fatalf("%#x gets number %d, want %d", key, at, want)
			}
		}
	}
	if table.count != len(plain) {
		t.Errorf("%d hashes, %d in a map", table.count, len(plain))
	}
}
