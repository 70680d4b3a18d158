package duplicate_test

import (
	"bytes"
	"errors"
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
	if x.Len() != 2 {
		t.Errorf("Len = %d, want 2", x.Len())
	}
}

// However the articles are cut into shards and in whatever order these are merged, the
// bytes are those of a single pass.
func TestIndexMerge(t *testing.T) {
	f := fingerprints(40)
	whole := duplicate.NewIndex()
	shards := []*duplicate.Index{duplicate.NewIndex(), duplicate.NewIndex(), duplicate.NewIndex()}
	for i := range 100 {
		fp := f[(i*i)%len(f)]
		whole.Add(i, fp)
		shards[i%len(shards)].Add(i, fp)
	}
	want, err := whole.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for _, order := range [][]int{{0, 1, 2}, {2, 0, 1}, {1, 2, 0}} {
		merged := duplicate.NewIndex()
		for _, s := range order {
			merged.Merge(shards[s])
		}
		if got, _ := merged.MarshalBinary(); !bytes.Equal(got, want) {
			t.Errorf("order %v gives another index", order)
		}
	}
}

func TestIndexBinary(t *testing.T) {
	f := fingerprints(5)
	x := duplicate.NewIndex()
	for i, fp := range f {
		x.Add(10*i, fp)
	}
	data, err := x.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var y duplicate.Index
	if err := y.UnmarshalBinary(data); err != nil {
		t.Fatal(err)
	}
	for i, fp := range f {
		if p, ok := y.First(fp); !ok || p != 10*i {
			t.Errorf("First = %d, %v after reading back; want %d", p, ok, 10*i)
		}
	}
	for n := range data {
		if err := y.UnmarshalBinary(data[:n]); !errors.Is(err, duplicate.ErrFormat) {
			t.Fatalf("%d of %d bytes: %v", n, len(data), err)
		}
	}
	if y.Len() != len(f) {
		t.Error("a failed read changed the index")
	}
}

func FuzzIndexBinary(f *testing.F) {
	x := duplicate.NewIndex()
	for i, fp := range fingerprints(3) {
		x.Add(i, fp)
	}
	data, _ := x.MarshalBinary()
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		var x duplicate.Index
		if x.UnmarshalBinary(data) != nil {
			return
		}
		if again, _ := x.MarshalBinary(); !bytes.Equal(again, data) {
			t.Fatal("written back differently")
		}
	})
}
