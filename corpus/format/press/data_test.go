package press

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leitmotif/corpus/input"
)

// No article of the development data is taken for an export.
func TestDevelopmentData(t *testing.T) {
	dir := os.Getenv("LEITMOTIF_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared", "data")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.gz"))
	if err != nil || len(files) == 0 {
		t.Skip("the development data is not here")
	}
	for _, name := range files {
		texts, exports := 0, 0
		eachText(t, name, func(text string) {
			texts++
			e, ok := Split(text)
			if !ok {
				e, ok = SplitPage(text)
			}
			if ok {
				exports++
				t.Errorf("%s: text %d is taken for an export of %s: %.300q", filepath.Base(name), texts, e.Form, text)
			}
		})
		t.Logf("%s: %d texts, %d exports", filepath.Base(name), texts, exports)
	}
}

// eachText gives the texts of a file of JSON Lines, or the pages of an archive.
func eachText(t *testing.T, name string, f func(text string)) {
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(name, ".tar.gz") {
		eachPage(t, tar.NewReader(z), f)
		return
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var record map[string]any
		if err := json.Unmarshal(lines.Bytes(), &record); err != nil {
			t.Fatal(err)
		}
		var parts []string
		for _, field := range []string{"title", "text", "html"} {
			if s, ok := record[field].(string); ok {
				parts = append(parts, s)
			}
		}
		f(input.Text([]byte(strings.Join(parts, "\n\n"))))
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

func eachPage(t *testing.T, archive *tar.Reader, f func(text string)) {
	for {
		_, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(archive)
		if err != nil {
			t.Fatal(err)
		}
		f(input.Text(page))
	}
}
