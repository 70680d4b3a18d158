// Package names finds the persons, organisations and places that a corpus names, without
// being given a list.
package names

// Kind is what a name stands for.
type Kind uint8

// Kinds of names.
const (
	Person Kind = iota + 1
	Organisation
	Place
)

// String gives the kind as tables and pages write it.
func (k Kind) String() string {
	switch k {
	case Person:
		return "person"
	case Organisation:
		return "organisation"
	case Place:
		return "place"
	}
	return ""
}

// Name is what articles name, under one full form.
type Name struct {
	Text      string // the full form
	Kind      Kind
	Languages []string // of the articles that name it, ascending
	Forms     []Form   // as written, genitives and titles aside; most mentions first, ties by text
}

// Form is one way of writing a name.
type Form struct {
	Text     string
	Mentions int
}

// Mention says how often an article names a name.
type Mention struct {
	Name  int32 // index of Found.Names
	Count int32
	// Negative, Neutral and Positive are the sentences of the article that name it, by their
	// tone; those without one are in none.
	Negative, Neutral, Positive int32
}

// Found is what a corpus names.
type Found struct {
	Names    []Name // by Text, then Kind
	mentions []Mention
	ends     []int // of the mentions of each article, by position
}

// Of gives the names of the article at a position, in ascending order.
func (f *Found) Of(position int) []Mention {
	first := 0
	if position > 0 {
		first = f.ends[position-1]
	}
	return f.mentions[first:f.ends[position]]
}
