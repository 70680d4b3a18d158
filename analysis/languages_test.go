package analysis

import (
	"slices"
	"testing"
)

func TestAllot(t *testing.T) {
	for _, test := range []struct {
		name   string
		topics int
		suited []int
		want   []int
	}{
		{"as suits", 27, []int{17, 10}, []int{17, 10}},
		// 29/27 of 17 and 10 are 18.26 and 10.74.
		{"nearly in proportion", 29, []int{17, 10}, []int{18, 11}},
		{"equals: the first has more", 3, []int{4, 4}, []int{2, 1}},
		{"at least one each", 10, []int{40, 1, 1}, []int{8, 1, 1}},
		{"more parts than topics", 1, []int{5, 5, 5}, []int{1, 1, 1}},
		{"one part", 12, []int{7}, []int{12}},
		{"no part", 12, nil, []int{}},
	} {
		if got := allot(test.topics, test.suited); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}
