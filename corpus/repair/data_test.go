package repair

import (
	"strings"
	"testing"
)

func TestHasToken(t *testing.T) {
	for _, least := range []int{1, 2, 5, 60} {
		for _, line := range []string{
			"", " ", "a", strings.Repeat("a", least-1), strings.Repeat("a", least), strings.Repeat("a", least+1),
			strings.Repeat("ab ", 40), "b " + strings.Repeat("a", least), strings.Repeat("a", least) + " b",
			strings.Repeat("a", least-1) + " " + strings.Repeat("b", least-1), strings.Repeat(" ", 2*least),
			strings.Repeat("b ", least) + strings.Repeat("a", least) + strings.Repeat(" b", least),
		} {
			want := false
			for token := range strings.SplitSeq(line, " ") {
				want = want || len(token) >= least
			}
			if got := hasToken(line, least); got != want {
				t.Errorf("%q has a token of %d bytes: %v, want %v", line, least, got, want)
			}
		}
	}
}
