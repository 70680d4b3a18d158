package passage

import (
	"slices"
	"strings"
	"testing"
)

// TestTargetMeta: what a target is and what stands around it.
func TestTargetMeta(t *testing.T) {
	for text, want := range map[string][]int{
		"President Merkel's day was bad":    {metaFirst, metaPossessive, metaTitled, metaSingle},
		"the day was bad, Merkel said":      {metaLast, metaOpensClause, metaSingle},
		"a day for the Merkel, they said":   {metaClosesClause, metaSingle},
		"the day of her market":             {metaLast, metaPronoun, metaSingle},
		"the day was bad Angela Merkel was": {metaLast, metaLong},
	} {
		var start, end int
		for _, name := range []string{"Angela Merkel", "Merkel", "her"} {
			if start = strings.Index(text, name); start >= 0 {
				end = start + len(name)
				break
			}
		}
		p := NewParser("en").Parse(text)
		target, _ := TargetSpan(p.Tokens, start, end)
		meta := make([]float64, TowardsFeatures)
		p.TargetMeta(meta, target)
		clear(meta[:WholeFeatures])
		meta[metaPosition] = 0
		var got []int
		for j, x := range meta {
			if x != 0 {
				got = append(got, j)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: features %v, want %v", text, got, want)
		}
	}
}
