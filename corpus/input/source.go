package input

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"strings"
	"sync/atomic"

	"leitmotif/corpus"
)

// Source is a list of inputs to read. One ranging at a time.
type Source struct {
	inputs []input
	limits Limits
	marked []string // names of inputs that read like those of members
	total  int64
	done   atomic.Int64
	own    []string      // files of the program that were not opened
	met    []string      // files of the program met while reading
	files  []corpus.File // that the last ranging read
}

// Files gives what the last ranging read; see [corpus.Lister].
func (s *Source) Files() []corpus.File { return s.files }

// input is one file to read.
type input struct {
	name string // its Origin.File
	size int64  // in bytes, as stored; -1 where it cannot be known
	open func() (io.ReadCloser, error)
	err  error // why it could not be listed; then open is nil
	// blocking tells that a read may wait without end, as on a pipe.
	blocking bool
}

// Open finds the inputs that args name: files, directories (read recursively), globs
// ("news/**/*.jsonl.gz"), and "-" for standard input. An argument that does not exist
// or is a pipe, a socket or a device, and a glob without a match are errors; such a file
// below a directory is a reject. Nothing is read before Read is ranged over.
func Open(args []string, opts Options) (*Source, error) {
	inputs, own, err := listPaths(args, opts.Stdin, opts.Own)
	if err != nil {
		return nil, err
	}
	s := newSource(inputs, opts)
	s.own = own
	return s, nil
}

// OpenFS is Open for the file or directory root of fsys. An Origin gives the path
// inside root.
func OpenFS(fsys fs.FS, root string, opts Options) (*Source, error) {
	inputs, err := listFS(fsys, root)
	if err != nil {
		return nil, err
	}
	return newSource(inputs, opts), nil
}

func newSource(inputs []input, opts Options) *Source {
	s := &Source{inputs: inputs, limits: opts.Limits.withDefaults()}
	names := newNameSet()
	for i := range inputs {
		inputs[i].name = names.distinct(inputs[i].name)
		if strings.Contains(inputs[i].name, "!") {
			s.marked = append(s.marked, inputs[i].name)
		}
	}
	for _, in := range inputs {
		if in.size < 0 {
			s.total = 0
			break
		}
		s.total += in.size
	}
	return s
}

// Progress tells how many bytes of the inputs have been read, as they are stored, and
// how many there are; total is 0 where that cannot be known, as with standard input.
// Done starts again with every ranging. Safe to call at any time.
func (s *Source) Progress() (done, total int64) { return s.done.Load(), s.total }

// Read yields what decode makes of the streams that the inputs hold, in a stable order, and
// rejects of what could not be unpacked; see [corpus.Source].
func (s *Source) Read(ctx context.Context, decode Decode) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		s.done.Store(0)
		s.met, s.files = nil, nil
		out := &emitter{ctx: ctx, yield: yield}
		for i := range s.inputs {
			if !out.alive() {
				return
			}
			s.read(&s.inputs[i], out, decode)
		}
	}
}

// errReadTwice is what a second ranging meets where an input can be read only once.
var errReadTwice = errors.New("it can be read only once")

// read yields what one input holds.
func (s *Source) read(in *input, out *emitter, decode Decode) {
	o := corpus.Origin{File: in.name}
	if in.err != nil {
		out.failed(o, in.err)
		return
	}
	file, err := in.open()
	if errors.Is(err, errReadTwice) {
		out.fatal(o, err)
		return
	}
	if err != nil {
		out.failed(o, err)
		return
	}
	defer file.Close()
	u := &unpacker{out: out, decode: decode, limits: s.limits, members: newNameSet(s.marked...), size: in.size,
		consumed: &s.done, own: &s.met, files: &s.files}
	u.readInput(in, file)
}
