package deep

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"os/exec"
	"runtime"
	"testing"
)

// bits is a hash of probabilities, to the last bit.
func bits(all []Probabilities) string {
	h := fnv.New64a()
	for _, p := range all {
		for _, x := range p {
			h.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(x)))
		}
	}
	return fmt.Sprintf("%016x", h.Sum64())
}

// The same bits on every processor: with the kernels for this one, and without some of them, as
// on older ones. The hash changes with the order of a single addition, and must not for any other
// reason.
func TestSameBitsOnEveryProcessor(t *testing.T) {
	const want = "a20c854a5a2bd86d"
	if got := bits(small(t).NewReader().Score(nil, requests())); got != want {
		t.Errorf("probabilities with the hash %s, want %s", got, want)
	}
	if os.Getenv("LEITMOTIF_FORM") != "" {
		return
	}
	forms := map[string][]string{"amd64": {"cpu.avx512vnni=off", "cpu.avx2=off"}, "arm64": {"cpu.asimddp=off"}}
	for _, without := range forms[runtime.GOARCH] {
		command := exec.Command(os.Args[0], "-test.run=^TestSameBitsOnEveryProcessor$")
		command.Env = append(os.Environ(), "LEITMOTIF_FORM=1", "GODEBUG="+without)
		if out, err := command.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", without, err, out)
		}
	}
}
