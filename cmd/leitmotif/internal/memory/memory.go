// Package memory keeps a run small: it paces the garbage collector, bounds what the runtime
// takes, and tells what the process took.
package memory

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	gauges "runtime/metrics"

	"github.com/prometheus/procfs"
)

const (
	// spareHeap is how much garbage may lie about where little is alive, in bytes: with it the
	// collector takes 5 % of the CPU of 20newsgroups, and 10 % at leastGrowth alone (gctrace).
	spareHeap = 96 << 20
	// leastGrowth is how much of it may where much is alive, in per cent of what is: a third
	// of the default, for a peak of memory a third lower and a few per cent of time.
	leastGrowth = 35
	// outside is what a process takes beside the memory that the runtime manages, in bytes.
	outside = 48 << 20
)

// Pace sets how far the heap may grow until the next collection, now and after each.
func Pace() {
	live := []gauges.Sample{{Name: "/gc/heap/live:bytes"}}
	gauges.Read(live)
	debug.SetGCPercent(growth(live[0].Value.Uint64()))
	// What nobody holds is found dead by the next collection.
	runtime.AddCleanup(new([64]byte), func(struct{}) { Pace() }, struct{}{})
}

// growth is by how many per cent a heap may grow of which so many bytes are alive.
func growth(live uint64) int {
	const least = 4 << 20 // the runtime takes smaller heaps for as large
	return max(leastGrowth, int(spareHeap*100/max(live, least)))
}

// Bound has the runtime collect more often rather than pass the bound, in bytes; 0 is none.
func Bound(bound int64) {
	if bound > 0 && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(bound - outside)
	}
}

// Check says where a run has passed its bound: few long articles, or many mentions, can
// take more than their number let expect.
func Check(bound int64) error {
	if took := int64(Peak()); bound > 0 && took > bound {
		const gib = 1 << 30
		return fmt.Errorf("the run took %.2f GiB of memory, more than its bound of %.2f GiB", float64(took)/gib, float64(bound)/gib)
	}
	return nil
}

// Peak is the largest resident memory so far, in bytes; 0 where the kernel does not tell
// it, as Linux does.
func Peak() uint64 {
	self, err := procfs.Self()
	if err != nil {
		return 0
	}
	status, err := self.NewStatus()
	if err != nil {
		return 0
	}
	return status.VmHWM
}
