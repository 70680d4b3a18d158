package duplicate

import (
	"math"
	"math/bits"

	"github.com/zeebo/xxh3"
)

// Near copies are found by one-permutation MinHash.
//
//   - shingle: four consecutive words of the normalised text.
//   - resemblance: the Jaccard coefficient of two sets of shingles, J = |A∩B| / |A∪B|.
//   - containment: the share of the smaller set that the larger one holds,
//     C = |A∩B| / min(|A|, |B|). A cut copy has a high containment and a low
//     resemblance.
//   - signature: for each of 126 bins the least hash value among the shingles that fall
//     into it. Two signatures agree in a bin with probability J, so J is estimated with
//     a standard error of sqrt(J(1-J)/126), at most 0.045.
//   - band: three consecutive bins. Two texts become candidates where a band agrees,
//     which happens with probability 1-(1-J^3)^42: 0.98 at J = 0.45, the least that half
//     of a text with a tenth of foreign text has, and 0.005 at J = 0.05.
//
// Sources: Li, Owen, Zhang, One permutation hashing, 2012; Shrivastava, Optimal
// densification for fast and accurate minwise hashing, 2017 (empty bins borrow from
// others); Leskovec, Rajaraman, Ullman, Mining of massive datasets, chapter 3 (bands).
const (
	shingleWords = 4
	bandBins     = 3
	bands        = 42
	bins         = bands * bandBins
	// minShingles is the least number of shingles of a text that can be a near copy: below
	// it a notice that many articles carry would make one.
	minShingles = 32
	// minContainment and minRatio tell near copies from texts that share a passage: the
	// estimated containment, and the smaller number of shingles over the larger. Copies
	// of half a text or more, with a tenth of foreign text, reach 0.9 and 0.45.
	minContainment = 0.75
	minRatio       = 0.35
)

// Signature stands for the set of shingles of a text, in 508 bytes. The zero value is
// that of a text too short to have near copies.
type Signature struct {
	shingles uint32 // in the text; repeated ones, which are few, count again
	bins     [bins]uint32
}

// IsZero tells whether the text was too short.
func (s *Signature) IsZero() bool { return s.shingles == 0 }

// Sign gives the signature of a text. Its title does not count: copies change it.
func (h *Hasher) Sign(text string) Signature {
	h.normalise(text)
	var (
		s      Signature
		filled [bins]bool
		last   [shingleWords]uint64 // hashes of the last words, oldest first
		words  int
	)
	for rest := h.text; len(rest) > 0; {
		n := 0
		for n < len(rest) && rest[n] != ' ' {
			n++
		}
		copy(last[:], last[1:])
		last[shingleWords-1] = xxh3.Hash(rest[:n])
		rest = rest[min(n+1, len(rest)):]
		if words++; words < shingleWords {
			continue
		}
		v := shingleHash(&last)
		bin, _ := bits.Mul64(v, bins)
		if value := uint32(v); !filled[bin] || value < s.bins[bin] {
			s.bins[bin], filled[bin] = value, true
		}
	}
	if words < shingleWords+minShingles-1 {
		return Signature{}
	}
	s.shingles = uint32(min(words-shingleWords+1, math.MaxUint32))
	densify(&s.bins, &filled)
	return s
}

// shingleHash mixes the hashes of the words of a shingle, in their order. The high bits
// choose the bin, the low ones are its value.
func shingleHash(words *[shingleWords]uint64) uint64 {
	var v uint64
	for _, w := range words {
		v = mix(bits.RotateLeft64(v, 23) ^ w)
	}
	return v
}

// mix is the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
func mix(v uint64) uint64 {
	v = (v ^ v>>30) * 0xbf58476d1ce4e5b9
	v = (v ^ v>>27) * 0x94d049bb133111eb
	return v ^ v>>31
}

// densify fills every empty bin with the value of a full one. Which one depends on the
// number of the empty bin and of the attempt alone, so two texts with the same full bins
// borrow from the same ones and the estimate of the resemblance stays unbiased.
func densify(values *[bins]uint32, filled *[bins]bool) {
	for i := range values {
		if filled[i] {
			continue
		}
		for attempt := uint64(1); ; attempt++ {
			j, _ := bits.Mul64(mix(uint64(i)<<32|attempt), bins)
			if filled[j] {
				values[i] = values[j]
				break
			}
		}
	}
}

// Resemblance estimates the Jaccard coefficient of the shingles of two texts.
func (s *Signature) Resemblance(other *Signature) float64 {
	if s.IsZero() || other.IsZero() {
		return 0
	}
	same := 0
	for i, v := range &s.bins {
		if v == other.bins[i] {
			same++
		}
	}
	return float64(same) / bins
}

// NearCopy tells whether one of the texts is the other one, cut, reordered or with
// little foreign text. With J = |A∩B| / (|A|+|B|-|A∩B|), |A∩B| = J (|A|+|B|) / (1+J).
func (s *Signature) NearCopy(other *Signature) bool {
	if s.IsZero() || other.IsZero() {
		return false
	}
	small, large := float64(min(s.shingles, other.shingles)), float64(max(s.shingles, other.shingles))
	if small < minRatio*large {
		return false
	}
	j := s.Resemblance(other)
	return j*(small+large)/(1+j) >= minContainment*small
}

// bandKey gives the key of a band.
func (s *Signature) bandKey(band int) uint64 {
	i := band * bandBins
	return mix(mix(uint64(s.bins[i])<<32|uint64(s.bins[i+1])) ^ uint64(s.bins[i+2]))
}
