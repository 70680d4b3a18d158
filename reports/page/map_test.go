package page

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// TestDiscs lays a wide map out: the width limits the scale, and one unit is as long down
// as across. A topic with a quarter of the stories has half the radius.
func TestDiscs(t *testing.T) {
	all := discs([]MapPoint{{X: -1, Y: 0.25, Stories: 40}, {X: 1, Y: -0.25, Stories: 10}, {X: 0, Y: 0}})
	left := mapRadius + mapPadding
	unit := (mapWidth - 2*left) / 2
	for i, want := range []disc{
		{x: left, y: mapHeight/2 - unit/4, r: mapRadius}, {x: mapWidth - left, y: mapHeight/2 + unit/4, r: mapRadius / 2},
		{x: mapWidth / 2, y: mapHeight / 2, r: mapLeast},
	} {
		got := all[i]
		if math.Abs(got.x-want.x)+math.Abs(got.y-want.y)+math.Abs(got.r-want.r) > 1e-9 {
			t.Errorf("disc %d at %v, %v with radius %v, want %v, %v, %v", i, got.x, got.y, got.r, want.x, want.y, want.r)
		}
	}
	same := discs([]MapPoint{{X: 3, Y: 3}, {X: 3, Y: 3}})
	if d := same[1].x - same[0].x; math.Abs(d-0.85*2*mapLeast) > 1e-9 || same[0].y != mapHeight/2 {
		t.Errorf("topics in one place lie %v apart, at %+v", d, same)
	}
}

// TestLabels puts forty topics on the map: no label meets another label or a disc, or
// leaves the map, and most have a label.
func TestLabels(t *testing.T) {
	var points []MapPoint
	for i := range 40 {
		angle, far := 2.4*float64(i), math.Sqrt(float64(i+1))
		points = append(points, MapPoint{
			Ref: Ref{ID: i + 1, Label: fmt.Sprintf("label %d", i+1) + strings.Repeat(" more", i%7)},
			X:   far * math.Cos(angle), Y: far * math.Sin(angle), Stories: 40 - i,
		})
	}
	all := discs(points)
	placed := labels(all)
	if len(placed) < 8 {
		t.Errorf("only %d of %d topics have a label", len(placed), len(all))
	}
	for i, l := range placed {
		b := l.box()
		if b.left < 0 || b.right > mapWidth || b.top < 0 || b.bottom > mapHeight {
			t.Errorf("label %q leaves the map", l.text)
		}
		for j, d := range all {
			if b.meets(d.box()) {
				t.Errorf("label %q meets disc %d", l.text, j)
			}
			if o, ok := placed[j]; ok && i != j && b.meets(o.box()) {
				t.Errorf("labels %q and %q meet", l.text, o.text)
			}
		}
	}
}
