// Package names finds the persons, organisations and places that a corpus in English or German
// names, without being given a list.
//
// In each article an Extractor finds runs of words that may be names, takes titles, roles and
// owners off, and votes for the kinds by what stands around them: "Mr", "in", "AG", "said", an
// article. In German, where every noun begins with a capital, known and compound nouns are no
// names. The votes are summed over the corpus, shard by shard, and with what the words say by
// themselves decide which candidates are names, and of which kind. The last words of persons
// stand for them: by the full name in the same article or, where there is none, by the one that has nearly all of the
// corpus. What is not clear is no name.
//
// What is known of words (directory lists): by hand, classes of words of each language and names of countries, cities and
// well-known bodies; learned, given names (Faker, MIT), countries, regions and cities (Unicode CLDR 48,
// Unicode License v3), and words that corpora have in lower case or, in German, behind a determiner.
//
// Glossary.
//
//   - candidate: what may be a name, as it stands in the text.
//   - vote: what a mention says of its candidate, for a kind or against its being a name.
//   - form: a way of writing a name: its last word, an abbreviation, another case.
//
// The approach is that of Collins and Singer (1999, Unsupervised models for named entity
// classification): the spelling of a name and its surroundings tell of each other.
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
