package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/klippa-app/go-pdfium"
	pdfium_errors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"leitmotif/corpus"
)

const (
	// memoryPages bounds the memory of PDFium, in pages of 64 KiB: 128 MiB. A file of pictures
	// needs no more, for it is read where it lies and no picture is unpacked.
	memoryPages = 2048
	// allocation is what a request for memory counts for beside its size, in bytes.
	allocation = 64
	// reuse is how often PDFium may ask for each byte that it is taken to unpack: it asks again
	// and again for what it has given back. Dense text was seen to ask for 2,400 bytes for each
	// of the document, hostile files for 7,000 and more; with the usual bound on expansion
	// 3,200 are allowed.
	reuse = 16
	// instalment is what is counted at once, in bytes.
	instalment = 1 << 20
)

// sandbox runs PDFium, compiled to WebAssembly, without files, network, clock or chance. It
// reads one document at a time, each in a fresh memory, so that none depends on those before.
type sandbox struct {
	reading sync.Mutex
	pool    pdfium.Pool
	meter   meter
}

// shared is made when the first PDF is met, which takes two seconds, and serves the process.
var shared = sync.OnceValues(newSandbox)

func newSandbox() (*sandbox, error) {
	s := new(sandbox)
	pool, err := webassembly.Init(webassembly.Config{
		Context:      experimental.WithFunctionListenerFactory(context.Background(), &s.meter),
		MaxTotal:     -1, // reading bounds it
		FSConfig:     wazero.NewFSConfig(),
		RandomSource: noChance{},
		Stdout:       io.Discard,
		Stderr:       io.Discard,
		RuntimeConfig: wazero.NewRuntimeConfig().WithMemoryLimitPages(memoryPages).
			WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling),
	})
	if err != nil {
		return nil, fmt.Errorf("pdf: start PDFium: %w", err)
	}
	s.pool = pool
	return s, nil
}

// noChance is zeros without end.
type noChance struct{}

func (noChance) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// meter counts the memory that PDFium asks for, given back or not. Whatever it does with a
// document it does in memory that it has asked for, so that this bounds its time as well, and
// does so by work and not by a clock.
type meter struct {
	spend func(bytes int64) error // nil while no document is read
	owed  int64                   // bytes not yet counted
	err   error                   // of spend
}

// NewFunctionListener makes the calls of the allocator known to m.
func (m *meter) NewFunctionListener(f api.FunctionDefinition) experimental.FunctionListener {
	for _, name := range f.ExportNames() {
		switch name {
		case "malloc":
			return m.listener(func(p []uint64) int64 { return int64(uint32(p[0])) })
		case "calloc":
			return m.listener(func(p []uint64) int64 { return int64(uint32(p[0])) * int64(uint32(p[1])) })
		case "realloc":
			return m.listener(func(p []uint64) int64 { return int64(uint32(p[1])) })
		}
	}
	return nil
}

func (m *meter) listener(size func(parameters []uint64) int64) experimental.FunctionListener {
	return experimental.FunctionListenerFunc(func(_ context.Context, _ api.Module, _ api.FunctionDefinition, p []uint64, _ experimental.StackIterator) {
		if m.spend == nil {
			return
		}
		if m.owed += min(size(p), memoryPages<<16) + allocation; m.owed < instalment {
			return
		}
		if m.err == nil {
			m.err = m.spend(m.owed / reuse)
		}
		m.owed = 0
		if m.err != nil {
			panic(m.err) // the runtime gives it as an error of the call
		}
	})
}

// begin and end enclose the reading of a document.
func (m *meter) begin(spend func(int64) error) { *m = meter{spend: spend} }

func (m *meter) end() { m.spend = nil }

// fault says what an error of PDFium means for the document.
func (m *meter) fault(err error) error {
	switch {
	case err == nil:
		return nil
	case m.err != nil:
		return m.err
	case errors.Is(err, pdfium_errors.ErrPassword):
		return &corpus.Reject{Reason: corpus.Unsupported, Detail: "pdf: encrypted: it opens with a password alone"}
	case errors.Is(err, pdfium_errors.ErrSecurity):
		return &corpus.Reject{Reason: corpus.Unsupported, Detail: "pdf: encrypted in a way that is not read"}
	case errors.Is(err, pdfium_errors.ErrPage):
		return errPage
	case errors.Is(err, pdfium_errors.ErrFormat), errors.Is(err, pdfium_errors.ErrFile), errors.Is(err, pdfium_errors.ErrUnknown):
		return malformed("damaged beyond repair")
	}
	return malformed("it takes over %d MiB of memory, or is damaged beyond repair", memoryPages>>4)
}

// errPage is of one page: the others may well be read.
var errPage = malformed("a page cannot be read")

func malformed(text string, args ...any) error {
	return &corpus.Reject{Reason: corpus.Malformed, Detail: "pdf: " + fmt.Sprintf(text, args...)}
}
