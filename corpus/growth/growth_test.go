package growth

import (
	"bytes"
	"testing"
)

// sink keeps what the compiler might leave out.
var sink int

// TestGrowth holds that linear work is told from quadratic work, in Go as in the vector
// code of the standard library.
func TestGrowth(t *testing.T) {
	Main(t, func(t *testing.T) {
		Check(t, "linear", 10_000, func(n int) {
			for _, c := range bytes.Repeat([]byte("<a"), n) {
				sink += int(c)
			}
		})
		quadratic := Work(t, 2_000, func(n int) {
			text := bytes.Repeat([]byte("<a"), n)
			for i := 0; i < len(text); i += 2 {
				sink += bytes.IndexByte(text[i:], '>')
			}
		})
		if quadratic < 3.5 {
			t.Errorf("quadratic work grows by %.2f", quadratic)
		}
	})
}
