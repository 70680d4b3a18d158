package boilerplate

import (
	"cmp"
	"encoding/binary"
	"maps"
	"math"
	"math/bits"
	"slices"

	"github.com/zeebo/xxh3"
)

// Survey counts in how many articles of each outlet units recur. It is an accumulator:
// the order of additions and merges does not matter. Its memory is bounded by the number
// of outlets: 16 bytes for each unit of at most 40,000 articles an outlet. The zero value
// is empty and ready. It must not be shared between goroutines.
type Survey struct {
	outlets  map[string]*outlet
	splitter splitter
	packed   []byte
}

// outlet holds the different articles of an outlet. Between trims it may hold up to twice
// the sample.
type outlet struct {
	articles []article
	known    map[uint64]struct{} // hashes of the articles
}

// article is what is kept of an article: its units, and a hash of them all.
type article struct {
	hash  uint64
	units Units
}

// Units are the units of a text, in 16 bytes each. They never change.
type Units []unit

// Add counts the cleaned text of an article of an outlet, "" where it names none, and
// gives its units for [Recurring.Touches].
func (s *Survey) Add(source, text string) Units {
	units, _ := s.splitter.split(text)
	if len(units) == 0 {
		return nil
	}
	s.packed = s.packed[:0]
	for i := range units {
		key := units[i].key
		if units[i].alone {
			key = ^key
		}
		s.packed = binary.LittleEndian.AppendUint64(s.packed, key)
	}
	a := article{xxh3.Hash(s.packed), slices.Clone(units)}
	o := s.outlet(source)
	if _, ok := o.known[a.hash]; !ok {
		o.add(a)
	}
	return a.units
}

// Merge adds everything in other, which stays as it is and shares its articles.
func (s *Survey) Merge(other *Survey) {
	for source, from := range other.outlets {
		o := s.outlet(source)
		for _, a := range from.articles {
			if _, ok := o.known[a.hash]; !ok {
				o.add(a)
			}
		}
	}
}

func (s *Survey) outlet(source string) *outlet {
	o := s.outlets[source]
	if o == nil {
		if s.outlets == nil {
			s.outlets = make(map[string]*outlet)
		}
		o = &outlet{known: make(map[uint64]struct{})}
		s.outlets[source] = o
	}
	return o
}

// add takes an article that is not known.
func (o *outlet) add(a article) {
	o.articles = append(o.articles, a)
	o.known[a.hash] = struct{}{}
	if len(o.articles) == 2*maxSample {
		o.trim()
	}
}

// trim orders the articles by their hashes and keeps the sample.
func (o *outlet) trim() {
	slices.SortFunc(o.articles, func(a, b article) int { return cmp.Compare(a.hash, b.hash) })
	if len(o.articles) <= maxSample {
		return
	}
	for _, a := range o.articles[maxSample:] {
		delete(o.known, a.hash)
	}
	clear(o.articles[maxSample:])
	o.articles = o.articles[:maxSample]
}

// sources lists the outlets in order.
func (s *Survey) sources() []string { return slices.Sorted(maps.Keys(s.outlets)) }

// Recurring gives what recurs in the articles added so far.
func (s *Survey) Recurring() *Recurring {
	r := &Recurring{outlets: make(map[string]map[uint64]uint32)}
	for _, source := range s.sources() {
		o := s.outlets[source]
		o.trim()
		if keys := o.recurring(); len(keys) > 0 {
			r.outlets[source] = keys
		}
	}
	return r
}

// recurring gives the keys of the units and pairs that recur, with their supporting
// articles: first those that enough articles hold, then of these the ones that enough
// supporting articles hold.
func (o *outlet) recurring() map[uint64]uint32 {
	bound := uint32(max(minArticles, (len(o.articles)+shareDivisor-1)/shareDivisor))
	if len(o.articles) < int(bound) {
		return nil
	}
	held := o.count(o.frequent(bound), nil)
	keepFrom(held, bound)
	if len(held) == 0 {
		return nil
	}
	has := func(key uint64) bool { _, ok := held[key]; return ok }
	supported := o.count(has, has)
	keepFrom(supported, bound)
	return supported
}

// count counts the articles that hold each of the keys that a test passes; where recurs
// is not nil, only those that support the keys for which it is true.
func (o *outlet) count(passes, recurs func(key uint64) bool) map[uint64]uint32 {
	counts := make(map[uint64]uint32)
	var found []uint64
	var covered []bool
	for i := range o.articles {
		units := o.articles[i].units
		found = found[:0]
		eachKey(units, func(key uint64) {
			if passes(key) {
				found = append(found, key)
			}
		})
		if len(found) == 0 {
			continue
		}
		if recurs != nil {
			if covered = cover(covered[:0], units, recurs); !supports(units, covered) {
				continue
			}
		}
		slices.Sort(found)
		for _, key := range slices.Compact(found) {
			counts[key]++
		}
	}
	return counts
}

// cover appends for each unit whether it recurs by itself or in a pair.
func cover(covered []bool, units []unit, recurs func(key uint64) bool) []bool {
	for i := range units {
		covered = append(covered, units[i].alone && recurs(units[i].key))
		if i > 0 {
			if key, ok := pairKey(&units[i-1], &units[i]); ok && recurs(key) {
				covered[i-1], covered[i] = true, true
			}
		}
	}
	return covered
}

// supports tells whether an article is more than a copy: whether the covered units make up
// no more than half of it, or two thirds where they are no more than a short notice.
func supports(units []unit, covered []bool) bool {
	var part, whole uint64
	n := 0
	for i := range units {
		whole += uint64(units[i].bytes)
		if covered[i] {
			part += uint64(units[i].bytes)
			n++
		}
	}
	return 2*part <= whole || n <= noticeUnits && 3*part <= 2*whole
}

func keepFrom(counts map[uint64]uint32, bound uint32) {
	maps.DeleteFunc(counts, func(_ uint64, n uint32) bool { return n < bound })
}

// frequent gives a quick test that every key passes which occurs at least bound times,
// and few others: counters that several keys share. It spares the exact count nearly all
// of the keys.
func (o *outlet) frequent(bound uint32) func(key uint64) bool {
	total := 0
	for i := range o.articles {
		total += 2 * len(o.articles[i].units)
	}
	shift := 64 - max(10, bits.Len(uint(total)))
	counters := make([]uint8, 1<<(64-shift))
	for i := range o.articles {
		eachKey(o.articles[i].units, func(key uint64) {
			if c := &counters[key>>shift]; *c < math.MaxUint8 {
				*c++
			}
		})
	}
	least := uint8(min(bound, math.MaxUint8))
	return func(key uint64) bool { return counters[key>>shift] >= least }
}

// eachKey calls f with the keys of the units that stand alone and of the pairs.
func eachKey(units []unit, f func(key uint64)) {
	for i := range units {
		if units[i].alone {
			f(units[i].key)
		}
		if i > 0 {
			if key, ok := pairKey(&units[i-1], &units[i]); ok {
				f(key)
			}
		}
	}
}
