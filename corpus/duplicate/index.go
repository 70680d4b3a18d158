package duplicate

// Index knows, for every fingerprint added, the lowest position it was added at, whatever
// the order of the additions.
type Index struct {
	first map[Fingerprint]int
}

// NewIndex gives an empty Index.
func NewIndex() *Index { return &Index{first: make(map[Fingerprint]int)} }

// Add notes that the article at the position, which must not be negative, has the
// fingerprint. The zero fingerprint is not noted.
func (x *Index) Add(position int, f Fingerprint) {
	if f.IsZero() {
		return
	}
	if p, ok := x.first[f]; !ok || position < p {
		x.first[f] = position
	}
}

// First gives the lowest position with the fingerprint.
func (x *Index) First(f Fingerprint) (position int, ok bool) {
	position, ok = x.first[f]
	return position, ok
}
