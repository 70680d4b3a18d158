package press

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
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
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl.gz"))
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
