package input_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leitmotif/corpus/format"
)

// TestRejectsSayNoPath reads damaged inputs of every kind from two directories: what
// they say depends on the inputs alone.
func TestRejectsSayNoPath(t *testing.T) {
	// A Parquet file whose first page lies before its beginning.
	inside, err := os.ReadFile(filepath.Join("testdata", "outside.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{
		"a.parquet": inside, "b.zip": zipped(t, packedFile{"a.parquet", inside}), "c.tar.gz": gzipped(t, tarred(t, packedFile{"a.parquet", inside})),
		"d.gz": gzipped(t, []byte("text"))[:12], "e.zip": zipped(t, packedFile{"a.txt", []byte("x")})[:40], "f.zst": zstdPacked(t, []byte("x"))[:6],
		"g.rss": []byte("<rss><channel>"), "h.json": []byte("[{"), "i.csv": []byte("text,title\n\""), "j.tar": []byte("ustar"),
		"l.parquet": []byte("PAR1\xff\xff\x00\x00PAR1"),
	}
	var said [2]string
	for i := range said {
		dir := writeFiles(t, files)
		if err := os.Symlink(filepath.Join(dir, "nothing"), filepath.Join(dir, "k.txt")); err != nil {
			t.Fatal(err)
		}
		src, err := format.Open([]string{dir}, format.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range read(t, src).rejects {
			said[i] += r.Error() + "\n"
			if strings.Contains(r.Error(), filepath.Dir(dir)) || strings.Contains(r.Error(), os.TempDir()) {
				t.Errorf("a path of this machine: %v", r)
			}
		}
	}
	if said[0] != said[1] || strings.Count(said[0], "\n") < len(files) {
		t.Errorf("from one directory:\n%s\nfrom another:\n%s", said[0], said[1])
	}
}
