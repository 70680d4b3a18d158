package wording

import "math"

// spread tells how the documents of terms are spread over the outlets of a topic.
type spread struct {
	topics *Topics
	count  [][]float64 // documents by topic and outlet; nil without outlets
}

func (topics *Topics) newSpread() spread {
	s := spread{topics: topics}
	if topics.Outlets == nil {
		return s
	}
	most := int32(-1)
	for _, o := range topics.Outlets {
		most = max(most, o)
	}
	s.count = make([][]float64, topics.K)
	for t := range s.count {
		s.count[t] = make([]float64, most+1)
	}
	for d, t := range topics.Assigned {
		if o := topics.Outlets[d]; t >= 0 && o >= 0 {
			s.count[t][o]++
		}
	}
	return s
}

const (
	// ownDocuments is the number of documents as which what the topic shows of outlets counts
	// beside those of a term.
	ownDocuments = 3
	// tolerated is how many times fewer outlets than its topic a term may have: terms of a region
	// or of a desk that not every outlet has.
	tolerated = 2
)

// of is the share of its score that a term keeps in a topic, (0, 1]: by the number of outlets
// that hold it there, over half of the number of outlets of the topic, where that is less than
// one. Numbers are effective ones, 1 / sum q^2 over the shares q of the outlets (Simpson 1949,
// "Measurement of diversity").
func (s spread) of(t int, holders []int32) float64 {
	if s.count == nil {
		return 1
	}
	total, square := 0.0, 0.0
	for _, n := range s.count[t] {
		total, square = total+n, square+n*n
	}
	if total == 0 {
		return 1
	}
	held := make(map[int32]float64)
	n := 0.0
	for _, d := range holders {
		if o := s.topics.Outlets[d]; o >= 0 && s.topics.Assigned[d] == t {
			held[o]++
			n++
		}
	}
	topic, term := total*total/square, 0.0
	for o, c := range s.count[t] {
		q := (held[int32(o)] + ownDocuments*c/total) / (n + ownDocuments)
		term += q * q
	}
	return math.Min(1, tolerated/(term*topic))
}
