package input

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// walker lists the files below a directory.
type walker struct {
	root  string          // the directory, links resolved
	seen  map[string]bool // linked directories read, links resolved
	files []foundFile
}

// walk lists the files below dir, sorted by their path inside it. Links to files are
// followed; a link to a directory is followed once, and only where the directory lies
// outside dir and does not hold it, so that links cannot make a walk endless. What
// cannot be listed is listed with its error.
func walk(dir string) []foundFile {
	root, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return []foundFile{{path: dir, err: err}}
	}
	if root, err = filepath.Abs(root); err != nil {
		return []foundFile{{path: dir, err: err}}
	}
	w := &walker{root: root, seen: make(map[string]bool)}
	w.list(dir, "")
	slices.SortFunc(w.files, func(a, b foundFile) int { return strings.Compare(a.inside, b.inside) })
	return w.files
}

func (w *walker) list(dir, inside string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		w.files = append(w.files, foundFile{inside: inside, path: dir, err: err})
	}
	for _, entry := range entries {
		if hidden(entry.Name()) {
			continue
		}
		full := filepath.Join(dir, entry.Name())
		below := path.Join(inside, entry.Name())
		if entry.IsDir() {
			w.list(full, below)
			continue
		}
		info, err := os.Stat(full)
		switch {
		case err != nil:
			w.files = append(w.files, foundFile{inside: below, path: full, err: err})
		case !info.IsDir():
			w.files = append(w.files, foundFile{inside: below, path: full, info: info})
		case entry.Type()&fs.ModeSymlink != 0 && w.follow(full):
			w.list(full, below)
		}
	}
}

// follow decides about a link to a directory.
func (w *walker) follow(link string) bool {
	target, err := filepath.EvalSymlinks(link)
	if err != nil {
		return false
	}
	if target, err = filepath.Abs(target); err != nil {
		return false
	}
	if within(w.root, target) || within(target, w.root) {
		return false
	}
	for dir := target; ; dir = filepath.Dir(dir) {
		if w.seen[dir] {
			return false
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	w.seen[target] = true
	return true
}

// within reports whether name is dir or lies below it; both are absolute.
func within(dir, name string) bool {
	rel, err := filepath.Rel(dir, name)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
