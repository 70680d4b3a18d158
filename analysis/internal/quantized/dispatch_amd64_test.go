package quantized

import "testing"

// So must those for other processors than this one, as far as it has their instructions.
func TestKernelsOfAllFormsAgree(t *testing.T) {
	own := using
	defer func() { using = own }()
	for using = range own + 1 {
		kernelsAgree(t)
		mulAtTheLimits(t)
	}
	if own < vnni {
		t.Logf("this processor has no AVX-512 VNNI")
	}
}
