// Package growth tests that work grows in proportion to its input. It counts machine
// instructions, not seconds: the test binary runs itself once more under valgrind's
// callgrind, which counts every instruction of every library, vector code included, and
// counts the same today and tomorrow, on a busy machine and on an idle one.
//
// Only tests import it.
//
// Glossary.
//
//   - work: a function of a size, whose input is proportional to that size.
//   - growth: how many times more instructions twice the size costs beyond what is spent
//     at any size: (I(4n) - I(2n)) / (I(2n) - I(n)). Linear work gives 2, n log n little
//     more, quadratic work 4.
package growth

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// Most is the growth that Check allows.
const Most = 2.5

// bounded is how many times more four times the size costs where a bound ends the work.
const bounded = 1.25

const (
	// asked turns these tests on, which take minutes and need valgrind: make growth.
	asked = "LEITMOTIF_GROWTH"
	// counted names the directory of the counts in the process under valgrind.
	counted = "LEITMOTIF_GROWTH_COUNTS"
)

// Main runs cases under valgrind, each as a subtest, where LEITMOTIF_GROWTH asks for it.
// Call it once in a test function that does nothing else; cases call Check or Work.
func Main(t *testing.T, cases func(t *testing.T)) {
	t.Helper()
	if os.Getenv(counted) != "" {
		cases(t)
		return
	}
	if os.Getenv(asked) == "" {
		t.Skip("growth is counted by make growth")
	}
	if !supported {
		t.Skip("growth is counted on amd64 alone")
	}
	tool, err := exec.LookPath("valgrind")
	if err != nil {
		t.Fatal("growth is counted with valgrind, which is not installed")
	}
	dir := t.TempDir()
	c := exec.Command(tool, "--tool=callgrind", "--instr-atstart=no", "--quiet", "--callgrind-out-file="+filepath.Join(dir, "out"),
		os.Args[0], "-test.run=^"+regexp.QuoteMeta(t.Name())+"$", "-test.v", "-test.timeout=30m")
	// One processor and no collector: the count is of the work alone.
	c.Env = append(os.Environ(), counted+"="+dir, "GOMAXPROCS=1", "GOGC=off", "GOMEMLIMIT=4GiB",
		// Callgrind fails on signals that come one upon another; a stack that has grown stays so.
		"GODEBUG=asyncpreemptoff=1,gcshrinkstackoff=1")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
		return
	}
	if !bytes.Contains(out, []byte("growth ")) {
		t.Errorf("nothing was counted:\n%s", out)
		return
	}
	for line := range strings.Lines(string(out)) {
		if _, said, ok := strings.Cut(line, "growth "); ok {
			t.Log(strings.TrimSpace(said))
		}
	}
}

// Check fails where twice the size costs more than Most times the work. n is the
// smallest of the three sizes: large enough that the work outweighs buffers and tables,
// some hundred thousand instructions at least.
func Check(t *testing.T, name string, n int, work func(n int)) {
	t.Helper()
	t.Run(name, func(t *testing.T) {
		t.Helper()
		if growth := Work(t, n, work); growth > Most {
			t.Errorf("twice the size costs %.2f times the work, allowed %.1f", growth, Most)
		}
	})
}

// Work gives the growth of work from n to 4n.
func Work(t *testing.T, n int, work func(n int)) float64 {
	t.Helper()
	work(min(n, 16)) // what is built on first use is not part of it,
	deepen(16 << 10) // nor is how often the stack is copied until it is large enough
	var i [3]float64
	for k := range i {
		i[k] = count(t, func() { work(n << k) })
	}
	growth := (i[2] - i[1]) / max(1, i[1]-i[0])
	if i[2] < bounded*i[0] {
		growth = 0 // what is counted of the differences is noise
	}
	fmt.Printf("growth %s: %.3g, %.3g, %.3g instructions for %d, %d, %d: %.2f\n", t.Name(), i[0], i[1], i[2], n, 2*n, 4*n, growth)
	return growth
}

// deepen takes a kilobyte of stack for each level.
//
//go:noinline
func deepen(levels int) (sum byte) {
	var room [1 << 10]byte
	if levels > 0 {
		room[levels%len(room)] = deepen(levels - 1)
	}
	return room[0]
}

const totals = "\ntotals: "

// count gives the instructions that f takes.
func count(t *testing.T, f func()) float64 {
	t.Helper()
	dir := os.Getenv(counted)
	runtime.GC()
	// Instrumentation goes on from the first count to the end: each stop would throw away
	// all translated code, and translating costs more than most works do.
	request(startInstrumentation)
	request(zeroStats)
	f()
	request(dumpStats)
	// Callgrind numbers its dumps; each is read and removed at once, so there is one.
	dumps, err := filepath.Glob(filepath.Join(dir, "out.*"))
	if err != nil || len(dumps) != 1 {
		t.Fatalf("callgrind left %d dumps (%v)", len(dumps), err)
	}
	dump, err := os.ReadFile(dumps[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(dumps[0]); err != nil {
		t.Fatal(err)
	}
	line, _, _ := bytes.Cut(dump[bytes.LastIndex(dump, []byte(totals))+len(totals):], []byte("\n"))
	n, err := strconv.ParseFloat(string(bytes.TrimSpace(line)), 64)
	if err != nil {
		t.Fatalf("callgrind's dump says no total: %v", err)
	}
	return n
}

// Client requests of callgrind (valgrind/callgrind.h).
const (
	base                 = uint64('C')<<24 | uint64('T')<<16
	dumpStats            = base
	zeroStats            = base + 1
	startInstrumentation = base + 4
)
