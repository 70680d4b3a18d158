package result

import (
	"fmt"
	"time"

	"leitmotif/analysis/tone"
)

// Kinds of names.
const (
	Person       = "person"
	Organisation = "organisation"
	Place        = "place"
)

// Name is a person, an organisation or a place that articles name, found without a list.
type Name struct {
	// Key follows from the full form, in any case, and the kind alone; see package census.
	Key       uint64
	Name      string     // the full form, as most articles write it
	Kind      string     // Person, Organisation or Place
	Forms     []NameForm // as it was seen, most mentions first, the full form among them
	Languages []string   // ISO 639-1 codes of the articles that name it, ascending
	Articles  int        // that name it
	Stories   int        // the same, copies counted once
	Mentions  int        // in all articles
	// Share = Stories / stories of the run with its 95 % Wilson interval, [0, 1].
	Share, ShareLow, ShareHigh float64
	First, Last                time.Time      // publication of the earliest and latest article whose day is known; zero = none
	Topics                     []NameTopic    // of its stories, most stories first, at most 5
	Outlets                    []NameOutlet   // of its articles, most articles first, at most 5
	Tone                       tone.Net       // of the sentences that name it, copies left out; not the tone towards it
	Together                   []NameTogether // names of the same stories, most telling first, at most 5
	// FirstRun is the number of the run with the same state that first found it, and New tells
	// that it is this one and there were others before; 0 and false where no state is kept.
	FirstRun int
	New      bool
}

// ID is the key in 16 hexadecimal digits: the same in every run and language.
func (n *Name) ID() string { return fmt.Sprintf("%016x", n.Key) }

// NameForm is a way to write a name.
type NameForm struct {
	Text     string
	Mentions int
}

// NameTopic is a topic with its stories that give a name.
type NameTopic struct {
	TopicID int
	Stories int
}

// NameOutlet is an outlet with its articles that give a name.
type NameOutlet struct {
	Source   string
	Articles int
}

// NameTogether is a name that stands in stories beside another.
type NameTogether struct {
	Name    int // index of the names of the run
	Stories int // that name both in one article
	// LogLikelihood is G² of the two against independence (Dunning 1993), > 0: the larger, the
	// less is chance.
	LogLikelihood float64
}

// Named is a name in an article.
type Named struct {
	Name     int32  // index of the names of the run
	Mentions uint16 // in title and text, at least 1; larger numbers end at the largest
	// Sentences that name it, by the label that the linear model gives them as a whole; those
	// without one do not count.
	Negative, Neutral, Positive uint16
}

// Counts are the sentences by label.
func (n Named) Counts() tone.Counts {
	return tone.Counts{Negative: int(n.Negative), Neutral: int(n.Neutral), Positive: int(n.Positive)}
}
