package main

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	gauges "runtime/metrics"
	"strconv"
	"strings"

	"leitmotif/analysis"
)

const (
	// spareHeap is how much garbage may lie about where little is alive, in bytes: collecting
	// it more often would cost a run twice the time for what it saves.
	spareHeap = 96 << 20
	// leastGrowth is how much of it may where much is alive, in per cent of what is: a third
	// of the default, for a peak of memory a third lower and a few per cent of time.
	leastGrowth = 35
	// outside is what a process takes beside the memory that the runtime manages, in bytes.
	outside = 48 << 20
)

// paceCollector sets how far the heap may grow until the next collection, now and after each.
func paceCollector() {
	live := []gauges.Sample{{Name: "/gc/heap/live:bytes"}}
	gauges.Read(live)
	debug.SetGCPercent(growth(live[0].Value.Uint64()))
	// What nobody holds is found dead by the next collection.
	runtime.AddCleanup(new([64]byte), func(struct{}) { paceCollector() }, struct{}{})
}

// growth is by how many per cent a heap may grow of which so many bytes are alive.
func growth(live uint64) int {
	const least = 4 << 20 // of smaller heaps the runtime takes the same view
	return max(leastGrowth, int(spareHeap*100/max(live, least)))
}

// boundMemory has the runtime collect more often rather than pass the bound.
func boundMemory(bound int64) {
	if bound > 0 && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(bound - outside)
	}
}

// checkMemory says where a run has passed its bound: few long articles, or many mentions, can
// take more than their number let expect.
func checkMemory(bound int64) error {
	took, most := size(peakMemory()), size(bound)
	if bound == 0 || took <= most {
		return nil
	}
	return fmt.Errorf("the run took %s of memory, more than --memory %s", took.String(), most.String())
}

// size is a number of bytes; 0 stands for none.
type size int64

// units are the binary multiples that a size is written in.
var units = []struct {
	name  string
	bytes float64
}{{"T", 1 << 40}, {"G", 1 << 30}, {"M", 1 << 20}, {"K", 1 << 10}}

func (s *size) String() string {
	if *s == 0 {
		return ""
	}
	for _, u := range units {
		if n := float64(*s) / u.bytes; n >= 1 {
			return strconv.FormatFloat(math.Round(n*10)/10, 'f', -1, 64) + u.name + "iB"
		}
	}
	return strconv.FormatInt(int64(*s), 10) + "B"
}

// Set reads a size such as 4GiB, 512M or 1.5g.
func (s *size) Set(text string) error {
	if text == "" || text == "0" {
		*s = 0
		return nil
	}
	number := strings.ToUpper(strings.TrimSpace(text))
	number = strings.TrimSuffix(strings.TrimSuffix(number, "B"), "I")
	scale := 1.0
	for _, u := range units {
		if rest, ok := strings.CutSuffix(number, u.name); ok {
			number, scale = rest, u.bytes
			break
		}
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if err != nil || !(n*scale >= analysis.LeastMemory && n*scale < math.MaxInt64) {
		least := size(analysis.LeastMemory)
		return fmt.Errorf("must be a number of bytes such as 4GiB, at least %s", least.String())
	}
	*s = size(n * scale)
	return nil
}

func (s *size) Type() string { return "size" }
