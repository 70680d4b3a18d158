package wording

import (
	"math"
	"testing"
)

// A topic of four outlets with 30 documents each.
func TestSpread(t *testing.T) {
	topics := Topics{K: 1}
	for d := range int32(120) {
		topics.Assigned, topics.Outlets = append(topics.Assigned, 0), append(topics.Outlets, d%4)
	}
	var one, two, all []int32
	for d := range int32(120) {
		if all = append(all, d); d%4 == 0 {
			one = append(one, d)
		}
		if d%4 < 2 {
			two = append(two, d)
		}
	}
	// Of 33 documents, three of them those of the topic, 30.75 are of one outlet and .75 of each other:
	// sum q^2 = (30.75^2 + 3 * .75^2) / 33^2 = .8698; 2 / (.8698 * 4) = .5748.
	for name, test := range map[string]struct {
		holders []int32
		want    float64
	}{"one outlet": {one, 2 / (0.8698 * 4)}, "half of them": {two, 1}, "all": {all, 1}, "one document": {one[:1], 1}} {
		if got := topics.newSpread().of(0, test.holders); math.Abs(got-test.want) > 1e-3 {
			t.Errorf("%s: %g, want %g", name, got, test.want)
		}
	}
	topics.Outlets = nil
	if got := topics.newSpread().of(0, one); got != 1 {
		t.Errorf("without outlets: %g", got)
	}
}
