package panel

import "testing"

// So must those for other processors than this one, as far as it has their instructions.
func TestKernelsOfAllWidthsAgree(t *testing.T) {
	own := width
	defer func() { width = own }()
	for _, width = range []int{0, 256, 512} {
		if width > own {
			t.Logf("this processor has no vectors of %d bits", width)
			continue
		}
		kernelsAgree(t)
	}
}
