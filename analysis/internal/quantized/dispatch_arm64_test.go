package quantized

import "testing"

// So must those for processors without products of 8-bit numbers.
func TestKernelsOfAllFormsAgree(t *testing.T) {
	own := dot
	defer func() { dot = own }()
	dot = false
	kernelsAgree(t)
	mulAtTheLimits(t)
	if !own {
		t.Log("this processor has no products of 8-bit numbers")
	}
}
