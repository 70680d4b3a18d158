package yaml

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// hostile are documents that ask for much more than they are.
func hostile() map[string]string {
	const n = 100_000
	laughs, merges := "a0: &a0 [x, x]\n", "a0: &a0 {k: 1}\n"
	for i := 1; i < 30; i++ {
		ten := strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10)
		laughs += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, ten)
		merges += fmt.Sprintf("a%d: &a%d {<<: [%s], k%d: 1}\n", i, i, ten, i)
	}
	var steps, keys strings.Builder
	for i := range 700 {
		fmt.Fprintf(&steps, "%s-\n", strings.Repeat(" ", i))
		fmt.Fprintf(&keys, "%sa:\n", strings.Repeat(" ", i))
	}
	return map[string]string{
		"brackets": strings.Repeat("[", n), "braces": strings.Repeat("{", n), "both": strings.Repeat("{a: [", n/4),
		"closed": strings.Repeat("[", 9000) + strings.Repeat("]", 9000), "lines of brackets": strings.Repeat("[\n", n),
		"dashes": strings.Repeat("- ", n), "questions": strings.Repeat("? ", n), "colons": strings.Repeat(": ", n),
		"steps": steps.String(), "keys": keys.String(), "aliases": laughs, "merge keys": merges, "itself": "a: &a [*a]\n",
		"anchors": strings.Repeat("- &a x\n", n/4), "tags": strings.Repeat("!a ", n/2), "documents": strings.Repeat("---\n", n/2),
		"comments": strings.Repeat("#\n", n), "quotes": strings.Repeat(`"`, n), "flat": "[" + strings.Repeat("x,", n) + "]", "carriage returns": strings.Repeat("a: b\r", n/4),
		"one scalar": "a: " + strings.Repeat("x", MaxBytes), "escapes": `"` + strings.Repeat(`\U0001F600`, n/5) + `"`,
	}
}

// allocated gives what a call allocates in all, which bounds what it holds at any time.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestHostileDocuments(t *testing.T) {
	all := hostile()
	for name, text := range all {
		var err error
		bytes := allocated(func() { _, err = Parse([]byte(text)) })
		t.Logf("%-18s %7d bytes: %3d MB %v", name, len(text), bytes>>20, err)
		if bytes > 100<<20 {
			t.Errorf("%s: %d MB", name, bytes>>20)
		}
		if err != nil && !strings.HasPrefix(err.Error(), "line ") {
			t.Errorf("%s: no line in %q", name, err)
		}
		bytes = allocated(func() { err = Sequence([]byte(text), func(*Node) error { return nil }) })
		if bytes > 100<<20 {
			t.Errorf("%s as a list: %d MB", name, bytes>>20)
		}
	}
}

// A list costs what its pieces do, however long it is; each piece is let go before the next.
func TestLongList(t *testing.T) {
	text := strings.Repeat("- name: Kaiwerk AG\n  aliases: [Kaiwerk, 'K. AG']\n\n", 50_000)
	entries, last := 0, 0
	most := uint64(0)
	err := Sequence([]byte(text), func(n *Node) error {
		if entries++; entries%10_000 == 0 {
			runtime.GC()
			var now runtime.MemStats
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapAlloc)
		}
		last = n.Line
		return nil
	})
	if err != nil || entries != 50_000 || last != 149_998 {
		t.Errorf("%d entries, the last in line %d, %v", entries, last, err)
	}
	if most > 20<<20 {
		t.Errorf("%d MB at a time", most>>20)
	}
}

func TestParse(t *testing.T) {
	for text, fault := range map[string]string{
		"":                      "",
		"# nothing\n":           "",
		"---\n":                 "",
		"a: 1\n---\nb: 2\n":     "line 2: a second document",
		"a: 1\n...\n---\n- [\n": "line 4: did not find",
		"a: [1\nb: 2\n":         "did not find expected",
		"a: 'x\n":               "line 2: found unexpected end",
		strings.Repeat("[", 17) + strings.Repeat("]", 17): "line 1: nested deeper than 16",
		strings.Repeat("[", 16) + strings.Repeat("]", 16): "",
		strings.Repeat("x", MaxBytes+1):                   "line 1: over 262144 bytes",
	} {
		root, err := Parse([]byte(text))
		if fault == "" && err != nil || fault != "" && (err == nil || !strings.Contains(err.Error(), fault)) {
			t.Errorf("%.40q: %v, want %q", text, err, fault)
		}
		if empty := strings.Trim(text, "-# nothig\n") == ""; empty != (root == nil && err == nil) {
			t.Errorf("%.40q: %v, %v", text, root, err)
		}
	}
}

func TestPairs(t *testing.T) {
	root, err := Parse([]byte("\na: 2026-11-01\nb: [x, 007]\nc: ~\nd: {e: yes}\nf: &x y\ng: *x\n"))
	if err != nil {
		t.Fatal(err)
	}
	pairs, err := Pairs(root)
	if err != nil || len(pairs) != 6 || pairs[0].Line != 2 || pairs[5].Line != 7 {
		t.Fatalf("%+v, %v", pairs, err)
	}
	for i, want := range [][]string{{"2026-11-01"}, {"x", "007"}, {"line 4: no value"}, {"line 5: one value is wanted here, not several"},
		{"y"}, {"line 7: the alias *x; aliases are not read, write out what it stands for"}} {
		got, err := Texts(pairs[i].Value)
		if err != nil {
			got = []string{err.Error()}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", pairs[i].Key, got, want)
		}
	}
	for text, fault := range map[string]string{
		"a: 1\nb: 2\na: 3\n": `line 3: "a" is there already, in line 1`,
		"[a]: 1\n":           "line 1: a key must be a single value",
		"- a\n":              "line 1: 'key: value' is wanted here",
	} {
		root, err := Parse([]byte(text))
		if err == nil {
			_, err = Pairs(root)
		}
		if err == nil || err.Error() != fault {
			t.Errorf("%q: %v, want %q", text, err, fault)
		}
	}
}

// A list is the same whether it is read in pieces or whole.
func TestSequence(t *testing.T) {
	stop := errors.New("enough")
	for text, want := range map[string]string{
		"":                        "",
		"# only\n---\n- a\n- b\n": "3 a, 4 b, ",
		"\ufeff- a\n-\n  b\n":     "1 a, 3 b, ",
		"[a, b]\n":                "1 a, 1 b, ",
		"  - a\n  - b\n":          "1 a, 2 b, ",
		"- a\r\n- b\r\n":          "1 a, 2 b, ",
		"- |\n - x\n- b":          "1 - x\n, 3 b, ",
		"- a\nb: c\n":             "line ",
		"a: b\n":                  "line 1: a list is wanted here",
		"- a\n---\n- b\n":         "line ",
		"- a\n- stop\n- [\n":      "line ",
	} {
		got := ""
		err := Sequence([]byte(text), func(n *Node) error {
			got += fmt.Sprintf("%d %s, ", n.Line, n.Value)
			if n.Value == "stop" {
				return stop
			}
			return nil
		})
		if err != nil && strings.HasPrefix(want, "line ") {
			got = err.Error()
		}
		if !strings.HasPrefix(got, want) || want == "" && got != "" || err != nil && !strings.HasPrefix(want, "line ") {
			t.Errorf("%q: %q, %v; want %q", text, got, err, want)
		}
	}
	long := "- " + strings.Repeat("x", pieceBytes) + "\n"
	text := strings.Repeat(long+"- b\n", 3) + "- c: [\n"
	lines := []int{}
	err := Sequence([]byte(text), func(n *Node) error { lines = append(lines, n.Line); return nil })
	if err == nil || !strings.HasPrefix(err.Error(), "line ") || !slices.Equal(lines[:4], []int{1, 2, 3, 4}) {
		t.Errorf("%v, %v", lines, err)
	}
}

func TestReadFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	if err := os.WriteFile(path, []byte("12345"), 0o600); err != nil {
		t.Fatal(err)
	}
	if data, err := ReadFile(path, 5); err != nil || !bytes.Equal(data, []byte("12345")) {
		t.Errorf("%q, %v", data, err)
	}
	for path, most := range map[string]int{path: 4, os.DevNull: 9, filepath.Dir(path): 9, path + "x": 9} {
		if _, err := ReadFile(path, most); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range hostile() {
		f.Add([]byte(text[:min(len(text), 500)]))
	}
	f.Add([]byte("- name: Kaiwerk AG\n  aliases: [Kaiwerk]\n- name: Inga Petersen\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		root, err := Parse(data)
		if err != nil {
			if root != nil || !strings.HasPrefix(err.Error(), "line ") {
				t.Errorf("%v with %v", root, err)
			}
			return
		}
		entries := 0
		if err := Sequence(data, func(*Node) error { entries++; return nil }); err == nil && root != nil && entries != len(root.Content) {
			t.Errorf("%d entries in pieces, %d as a whole", entries, len(root.Content))
		}
	})
}
