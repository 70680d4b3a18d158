package input

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// stdinName is the Origin.File of standard input.
const stdinName = "stdin"

// argument is a path or a match of a glob, with what was found there.
type argument struct {
	path  string   // as it is opened
	above []string // its parent directories, outermost first, the root left out
	base  string   // its own name
	files []foundFile
	own   []string // files of the program, by their path below; they are not read
	stdin io.Reader
}

// foundFile is one file under an argument.
type foundFile struct {
	inside string // slash path below the argument; "" for the argument itself
	path   string // as it is opened
	info   fs.FileInfo
	err    error
}

// listPaths lists the inputs under args, and the names of files that belong to the program,
// some of which the caller names.
func listPaths(args []string, stdin io.Reader, own []string) (inputs []input, left []string, err error) {
	var list []argument
	for _, arg := range args {
		more, err := expand(arg, stdin)
		if err != nil {
			return nil, nil, err
		}
		list = append(list, more...)
	}
	if err := readOnce(list); err != nil {
		return nil, nil, err
	}
	ours := newOwnFiles(own)
	for i := range list {
		ours.take(&list[i])
	}
	prefixes := distinctPrefixes(list)
	for i, a := range list {
		if a.stdin != nil {
			inputs = append(inputs, stdinInput(a.stdin))
			continue
		}
		for _, f := range a.files {
			inputs = append(inputs, f.input(path.Join(prefixes[i], f.inside)))
		}
		for _, inside := range a.own {
			left = append(left, originName(path.Join(prefixes[i], inside)))
		}
	}
	return inputs, left, nil
}

// expand resolves one argument. A path that exists is itself, whatever characters of a
// glob it has; the matches of a glob are arguments of their own, as if the shell had
// expanded it.
func expand(arg string, stdin io.Reader) ([]argument, error) {
	if arg == "-" {
		if stdin == nil {
			return nil, errors.New(`read "-": there is no standard input`)
		}
		return []argument{{base: stdinName, stdin: stdin}}, nil
	}
	info, statErr := os.Stat(arg)
	if statErr == nil {
		if err := unreadable(info.Mode()); err != nil && !info.IsDir() {
			return nil, fmt.Errorf("open input %s: %w: give it as standard input, named -", arg, err)
		}
		a, err := newArgument(arg)
		return []argument{a}, err
	}
	if !strings.ContainsAny(arg, "*?[{") {
		return nil, fmt.Errorf("open input: %w", statErr)
	}
	matches, err := doublestar.FilepathGlob(arg, doublestar.WithNoHidden(), doublestar.WithNoFollow())
	if err != nil {
		return nil, fmt.Errorf("expand %q: %w", arg, err)
	}
	if len(matches) == 0 {
		return nil, fmt.Errorf("expand %q: no file matches", arg)
	}
	slices.SortFunc(matches, func(a, b string) int {
		return strings.Compare(filepath.ToSlash(a), filepath.ToSlash(b))
	})
	list := make([]argument, len(matches))
	for i, match := range matches {
		if list[i], err = newArgument(match); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func newArgument(name string) (argument, error) {
	full, err := filepath.Abs(name)
	if err != nil {
		return argument{}, fmt.Errorf("open input %s: %w", name, err)
	}
	parts := strings.Split(strings.Trim(filepath.ToSlash(full[len(filepath.VolumeName(full)):]), "/"), "/")
	a := argument{path: name, above: parts[:len(parts)-1], base: parts[len(parts)-1]}
	info, err := os.Stat(name)
	switch {
	case err != nil: // a link to nothing, matched by a glob
		a.files = []foundFile{{path: name, err: err}}
	case info.IsDir():
		a.files = walk(name)
	default:
		a.files = []foundFile{{path: name, info: info}}
	}
	return a, nil
}

// readOnce drops files that an earlier argument has reached already.
func readOnce(list []argument) error {
	seen := make(map[string]bool)
	stdins := 0
	for i := range list {
		a := &list[i]
		if a.stdin != nil {
			if stdins++; stdins > 1 {
				return errors.New(`read "-": standard input is named twice`)
			}
			continue
		}
		kept := a.files[:0]
		for _, f := range a.files {
			full, err := filepath.Abs(f.path)
			if err != nil {
				return fmt.Errorf("open input %s: %w", f.path, err)
			}
			if !seen[full] {
				seen[full] = true
				kept = append(kept, f)
			}
		}
		a.files = kept
	}
	return nil
}

// distinctPrefixes gives each argument the name that its files begin with: its base
// name, with as many parent directories in front as it takes for no two files to get
// the same name.
func distinctPrefixes(list []argument) []string {
	depth := make([]int, len(list))
	prefix := make([]string, len(list))
	for {
		owner := make(map[string]int)
		clash := make(map[int]bool)
		for i, a := range list {
			first := max(0, len(a.above)-depth[i])
			prefix[i] = path.Join(append(slices.Clone(a.above[first:]), a.base)...)
			if a.stdin != nil {
				owner[stdinName] = i
			}
			for _, f := range a.files {
				name := path.Join(prefix[i], f.inside)
				if other, taken := owner[name]; taken && other != i {
					clash[i], clash[other] = true, true
				}
				owner[name] = i
			}
		}
		grown := false
		for i := range list {
			if clash[i] && depth[i] < len(list[i].above) {
				depth[i]++
				grown = true
			}
		}
		if !grown {
			return prefix
		}
	}
}

// input turns a file that was found into an input under a name.
func (f foundFile) input(name string) input {
	name = originName(name)
	if f.err != nil {
		return input{name: name, err: f.err}
	}
	if err := unreadable(f.info.Mode()); err != nil {
		return input{name: name, err: err}
	}
	return input{name: name, size: f.info.Size(),
		open: func() (io.ReadCloser, error) { return os.Open(f.path) }}
}

// unreadable says why a file of this mode is not read, or is nil. Opening a pipe waits until
// somebody writes to it, which can be for ever, and a device may have no end.
func unreadable(mode fs.FileMode) error {
	switch {
	case mode.IsRegular():
		return nil
	case mode&fs.ModeNamedPipe != 0:
		return errors.New("a pipe is no regular file")
	case mode&fs.ModeSocket != 0:
		return errors.New("a socket is no regular file")
	case mode&fs.ModeDevice != 0:
		return errors.New("a device is no regular file")
	}
	return errors.New("not a regular file")
}

// stdinInput is what comes over r, which can be read once.
func stdinInput(r io.Reader) input {
	begun := false
	return input{name: stdinName, size: -1, blocking: true, open: func() (io.ReadCloser, error) {
		if begun {
			return nil, errReadTwice
		}
		begun = true
		return io.NopCloser(r), nil
	}}
}

// listFS lists the inputs under root in fsys.
func listFS(fsys fs.FS, root string) ([]input, error) {
	root = path.Clean(root)
	info, err := fs.Stat(fsys, root)
	if err != nil {
		return nil, fmt.Errorf("open input: %w", err)
	}
	if !info.IsDir() {
		return []input{fsInput(fsys, root, path.Base(root), info)}, nil
	}
	var inputs []input
	err = fs.WalkDir(fsys, root, func(p string, entry fs.DirEntry, err error) error {
		inside := strings.TrimPrefix(strings.TrimPrefix(p, root), "/")
		if root == "." {
			inside = p
		}
		switch {
		case err != nil:
			inputs = append(inputs, input{name: originName(inside), err: err})
		case p == root:
		case hidden(entry.Name()):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case !entry.IsDir():
			info, err := fs.Stat(fsys, p)
			if err != nil {
				inputs = append(inputs, input{name: originName(inside), err: err})
				return nil
			}
			inputs = append(inputs, fsInput(fsys, p, inside, info))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", root, err)
	}
	slices.SortFunc(inputs, func(a, b input) int { return strings.Compare(a.name, b.name) })
	return inputs, nil
}

func fsInput(fsys fs.FS, p, name string, info fs.FileInfo) input {
	if err := unreadable(info.Mode()); err != nil {
		return input{name: originName(name), err: err}
	}
	return input{name: originName(name), size: info.Size(),
		open: func() (io.ReadCloser, error) { return fsys.Open(p) }}
}

// hidden reports whether a file or directory of this name is skipped.
func hidden(name string) bool { return strings.HasPrefix(name, ".") || name == "__MACOSX" }
