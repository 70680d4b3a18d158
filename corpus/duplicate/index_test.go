package duplicate_test

import (
	"fmt"
	"testing"

	"leitmotif/corpus/duplicate"
)

// fingerprints gives n different ones.
func fingerprints(n int) []duplicate.Fingerprint {
	fs := make([]duplicate.Fingerprint, n)
	for i := range fs {
		fs[i] = duplicate.Exact("", fmt.Sprint("story ", i))
	}
	return fs
}

func TestIndexKeepsTheFirst(t *testing.T) {
	f := fingerprints(3)
	x := duplicate.NewIndex()
	x.Add(7, f[0])
	x.Add(3, f[0])
	x.Add(5, f[0])
	x.Add(4, f[1])
	x.Add(1, duplicate.Fingerprint{})
	if p, ok := x.First(f[0]); !ok || p != 3 {
		t.Errorf("First = %d, %v; want 3", p, ok)
	}
	if _, ok := x.First(f[2]); ok {
		t.Error("found a fingerprint that was never added")
	}
	if _, ok := x.First(duplicate.Fingerprint{}); ok {
		t.Error("articles without text are copies of one another")
	}
}
