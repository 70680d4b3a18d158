package evaluate

import (
	"math"
	"testing"
)

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-12 {
		t.Errorf("%s = %.15g, want %.15g", what, got, want)
	}
}

func TestCompareClusters(t *testing.T) {
	// Two classes of 3 and two clusters: one item of the first class is misplaced.
	// Cells 2, 1, 3; pairs 1 + 0 + 3 = 4; rows 3 + 3 = 6; columns (2) 1 + (4) 6 = 7;
	// expected 6 * 7 / 15 = 2.8; ARI = (4 - 2.8) / (6.5 - 2.8).
	got := CompareClusters([]string{"a", "a", "a", "b", "b", "b"}, []int{1, 1, 2, 2, 2, 2})
	near(t, "ARI", got.ARI, 1.2/3.7)
	mutual := 2.0/6*math.Log(2.0*6/(3*2)) + 1.0/6*math.Log(1.0*6/(3*4)) + 3.0/6*math.Log(3.0*6/(3*4))
	hRow := math.Log(2)
	hCol := -(2.0/6*math.Log(2.0/6) + 4.0/6*math.Log(4.0/6))
	near(t, "NMI", got.NMI, 2*mutual/(hRow+hCol))
	near(t, "homogeneity", got.Homogeneity, mutual/hRow)
	near(t, "completeness", got.Completeness, mutual/hCol)
}

func TestCompareClustersLimits(t *testing.T) {
	equal := CompareClusters([]int{0, 0, 1, 1}, []string{"x", "x", "y", "y"})
	near(t, "ARI of equal partitions", equal.ARI, 1)
	near(t, "NMI of equal partitions", equal.NMI, 1)
	single := CompareClusters([]int{0, 0, 1, 1}, []int{5, 5, 5, 5})
	near(t, "ARI of one cluster", single.ARI, 0)
	near(t, "NMI of one cluster", single.NMI, 0)
	if none := CompareClusters([]int{}, []int{}); none.Items != 0 || none.NMI != 0 {
		t.Errorf("nothing: %+v", none)
	}
}
