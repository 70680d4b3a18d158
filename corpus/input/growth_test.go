package input_test

import (
	"bytes"
	"fmt"
	"testing"

	"leitmotif/corpus/format"
	"leitmotif/corpus/growth"
	"leitmotif/corpus/input"
)

// worst is an input that costs as much as can be for its size.
type worst struct {
	name    string
	n       int
	content func(n int) []byte
}

// worstLayers are layers and archives of many parts.
func worstLayers(t *testing.T) []worst {
	gz, zs := gzipped(t, nil), zstdPacked(t, []byte("x"))
	return []worst{
		{"members.gz", 2000, func(n int) []byte { return bytes.Repeat(gz, n) }},
		{"frames.zst", 1_000, func(n int) []byte { return bytes.Repeat(zs, n) }},
		{"skipped.zst", 5_000, func(n int) []byte { return append(bytes.Repeat([]byte("\x50\x2a\x4d\x18\x00\x00\x00\x00"), n), zs...) }},
		{"members.zip", 100, func(n int) []byte { return zipped(t, manyFiles(n)...) }},
		{"members.tar", 100, func(n int) []byte { return tarred(t, manyFiles(n)...) }},
	}
}

func manyFiles(n int) []packedFile {
	files := make([]packedFile, n)
	for i := range files {
		files[i] = packedFile{fmt.Sprintf("%d.txt", i), []byte("x")}
	}
	return files
}

// TestGrowth holds that no input costs more than in proportion to its size.
func TestGrowth(t *testing.T) {
	growth.Main(t, func(t *testing.T) {
		for _, w := range worstLayers(t) {
			growth.Check(t, w.name, w.n, func(n int) { readOne(t, w.name, w.content(n), format.Options{}) })
		}
		growth.Check(t, "arguments", 200, func(n int) { input.DistinctPrefixes(n) })
	})
}
