package evaluate

import "testing"

func TestCompareClasses(t *testing.T) {
	// Class 0: 2 of 3 found, class 1: 1 of 1 found and once too often.
	got := CompareClasses([]string{"x", "y"}, []int{0, 0, 0, 1}, []int{0, 0, 1, 1})
	near(t, "accuracy", got.Accuracy, 3.0/4)
	// F1 of x: 2*2/(3+2); of y: 2*1/(1+2).
	near(t, "macro-F1", got.MacroF1, (4.0/5+2.0/3)/2)
	near(t, "majority accuracy", got.Majority.Accuracy, 3.0/4)
	near(t, "majority macro-F1", got.Majority.MacroF1, (6.0/7)/2)
}

func TestCalibration(t *testing.T) {
	truth := []int{0, 0, 1, 1}
	p := [][]float64{{0.8, 0.2}, {0.8, 0.2}, {0.8, 0.2}, {0, 1}}
	// One bin holds three items at 0.8 with two hits, another one item at 1 with a hit.
	near(t, "calibration error", CalibrationError(truth, p), (2.4-2)/4)
	near(t, "Brier", Brier(truth, p), (2*(0.04+0.04)+0.64+0.64)/4)
}
