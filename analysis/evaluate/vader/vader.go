// Package vader scores English text by the word list and the rules of VADER (Hutto and
// Gilbert 2014, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social
// Media Text", ICWSM), the lexicon that the tone models are measured beside. A text goes in,
// its compound score comes out. No run imports it.
//
// The rules are those of the paper as release 3.3.2 of its authors' program has them. Two
// things differ: emoji are not described in words first, and what stands before and after
// "but" is weighed by its place, where that program looks for the first word of the same
// valence.
//
// Glossary.
//
//   - valence: what a word says, negative for bad ones, [-4, 4].
//   - compound: the valence of a text, sum / sqrt(sum^2 + 15), [-1, 1].
package vader

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

//go:embed lexicon.txt
var lexicon string

// Constants of the paper: means of what people felt.
const (
	degree     = 0.293 // of a word that strengthens or weakens the next
	capitals   = 0.733 // of a word in capitals among others
	negation   = -0.74 // factor of a negated word
	never      = 1.25  // factor after "never so" and "never this"
	exclaim    = 0.292 // of an exclamation mark, up to maxExclaim
	question   = 0.18  // of a question mark, where there are two or three
	questions  = 0.96  // of four and more
	alpha      = 15    // brings the sum of most texts into the middle of [-1, 1]
	maxExclaim = 4

	// Threshold is the compound from which a text is called positive, and up to whose
	// negative it is called negative.
	Threshold = 0.05
)

// reach is the number of words before one that change it, and fading what is left of the
// degree of each.
const reach = 3

var fading = [reach]float64{1, 0.95, 0.9}

var boosters = degrees(`absolutely amazingly awfully completely considerable considerably decidedly deeply effing enormous
	enormously entirely especially exceptional exceptionally extreme extremely fabulously flippin flipping frackin fracking
	frickin fricking friggin frigging fuckin fucking fuggin fugging fully greatly hella highly hugely incredible incredibly
	intensely major majorly more most particularly purely quite really remarkably so substantially thoroughly total totally
	tremendous tremendously uber unbelievably unusually utter utterly very`,
	`almost barely hardly kind-of kinda kindof less little marginal marginally occasional occasionally partly scarce scarcely
	slight slightly somewhat sort-of sorta sortof`)

// dampeners of two words, which follow another rule than single ones.
var dampeners = []string{"just enough", "kind of", "sort of"}

var negations = set(`ain't aint aren't arent can't cannot cant couldn't couldnt daren't darent despite didn't didnt doesn't
	doesnt don't dont hadn't hadnt hasn't hasnt haven't havent isn't isnt mightn't mightnt mustn't mustnt needn't neednt
	neither never none nope nor not nothing nowhere oughtn't oughtnt rarely seldom shan't shant shouldn't shouldnt uh-uh
	uhuh wasn't wasnt weren't werent without won't wont wouldn't wouldnt`)

// idioms have a valence that is not that of their words.
var idioms = map[string]float64{
	"the shit": 3, "the bomb": 3, "bad ass": 1.5, "bus stop": 0, "yeah right": -2, "kiss of death": -1.5,
	"to die for": 3, "beating heart": 3.5,
}

func set(words string) map[string]bool {
	out := make(map[string]bool)
	for word := range strings.FieldsSeq(words) {
		out[word] = true
	}
	return out
}

func degrees(stronger, weaker string) map[string]float64 {
	out := make(map[string]float64)
	for word := range set(stronger) {
		out[word] = degree
	}
	for word := range set(weaker) {
		out[word] = -degree
	}
	return out
}

// Analyser scores texts.
type Analyser struct{ valence map[string]float64 }

// New reads the word list inside the program.
func New() (*Analyser, error) {
	a := &Analyser{make(map[string]float64)}
	for number, line := range strings.Split(lexicon, "\n") {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		value, err := strconv.ParseFloat(fields[0], 64)
		if err != nil {
			return nil, fmt.Errorf("read the word list of VADER, line %d: %w", number+1, err)
		}
		for _, word := range fields[1:] {
			a.valence[word] = value
		}
	}
	return a, nil
}

// words of a text, as written and in lower case. Punctuation is off but for what may be an
// emoticon.
type words struct {
	written, lower []string
	mixed          bool // some, not all, stand in capitals
}

const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

func split(text string) (w words) {
	shouted := 0
	for word := range strings.FieldsSeq(text) {
		if inner := strings.Trim(word, punctuation); len([]rune(inner)) > 2 {
			word = inner
		}
		w.written, w.lower = append(w.written, word), append(w.lower, strings.ToLower(word))
		if isUpper(word) {
			shouted++
		}
	}
	w.mixed = shouted > 0 && shouted < len(w.written)
	return w
}

func isUpper(word string) bool {
	return strings.ContainsFunc(word, unicode.IsUpper) && !strings.ContainsFunc(word, unicode.IsLower)
}

// phrase gives the words of [from, to) in lower case, "" where the text does not have them
// all.
func (w words) phrase(from, to int) string {
	if from < 0 || to > len(w.lower) {
		return ""
	}
	return strings.Join(w.lower[from:to], " ")
}

func (w words) at(i int) string { return w.phrase(i, i+1) }

// Compound gives the score of a text, [-1, 1]; 0 where no word of the list stands in it.
func (a *Analyser) Compound(text string) float64 {
	w := split(text)
	but := slices.Index(w.lower, "but")
	sum := 0.0
	for i := range w.lower {
		v := a.word(w, i)
		switch {
		case but >= 0 && i < but:
			v *= 0.5
		case but >= 0 && i > but:
			v *= 1.5
		}
		sum += v
	}
	if emphasis := emphasis(text); sum > 0 {
		sum += emphasis
	} else if sum < 0 {
		sum -= emphasis
	}
	return sum / math.Sqrt(sum*sum+alpha)
}

// emphasis is what question and exclamation marks add to a text, whatever its sign.
func emphasis(text string) float64 {
	out := exclaim * float64(min(maxExclaim, strings.Count(text, "!")))
	switch n := strings.Count(text, "?"); {
	case n > 3:
		out += questions
	case n > 1:
		out += question * float64(n)
	}
	return out
}

// word gives the valence of word i where it stands.
func (a *Analyser) word(w words, i int) float64 {
	valence, known := a.valence[w.lower[i]]
	if _, boosts := boosters[w.lower[i]]; !known || boosts || w.phrase(i, i+2) == "kind of" {
		return 0
	}
	if _, next := a.valence[w.at(i+1)]; next && w.lower[i] == "no" {
		valence = 0
	}
	if w.at(i-1) == "no" || w.at(i-2) == "no" || w.at(i-3) == "no" && (w.at(i-1) == "or" || w.at(i-1) == "nor") {
		valence = a.valence[w.lower[i]] * negation
	}
	if w.mixed && isUpper(w.written[i]) {
		valence += signed(capitals, valence)
	}
	for distance := 1; distance <= min(reach, i); distance++ {
		if _, known := a.valence[w.at(i-distance)]; known {
			continue
		}
		valence += w.boost(i-distance, valence) * fading[distance-1]
		valence *= w.negated(i, distance)
		if distance == reach {
			valence = w.idiom(valence, i)
		}
	}
	if w.at(i-1) == "least" && w.at(i-2) != "at" && w.at(i-2) != "very" {
		valence *= negation
	}
	return valence
}

// signed gives x with the sign of valence, that of 0 being minus.
func signed(x, valence float64) float64 {
	if valence > 0 {
		return x
	}
	return -x
}

// boost gives what word i adds to a valence that follows it.
func (w words) boost(i int, valence float64) float64 {
	out := boosters[w.lower[i]]
	if out == 0 {
		return 0
	}
	if valence < 0 {
		out = -out
	}
	if w.mixed && isUpper(w.written[i]) {
		out += signed(capitals, valence)
	}
	return out
}

// negated gives the factor by which the word at a distance before word i changes its valence.
func (w words) negated(i, distance int) float64 {
	word := w.at(i - distance)
	soOrThis := func(j int) bool { return w.at(j) == "so" || w.at(j) == "this" }
	doubt := w.at(i-1) == "doubt" || distance == reach && w.at(i-2) == "doubt"
	switch {
	case distance == 2 && word == "never" && soOrThis(i-1),
		distance == reach && (word == "never" && soOrThis(i-2) || soOrThis(i-1)):
		return never
	case distance > 1 && word == "without" && doubt:
		return 1
	case negations[word] || strings.Contains(word, "n't"):
		return negation
	}
	return 1
}

// idiom gives the valence of word i among at least three words before it: that of the idiom
// that it stands in, or of which the words before it are made, and less after a dampener.
func (w words) idiom(valence float64, i int) float64 {
	before := []string{w.phrase(i-1, i+1), w.phrase(i-2, i+1), w.phrase(i-2, i), w.phrase(i-3, i), w.phrase(i-3, i-1)}
	if at := slices.IndexFunc(before, isIdiom); at >= 0 {
		valence = idioms[before[at]]
	}
	for _, phrase := range []string{w.phrase(i, i+2), w.phrase(i, i+3)} {
		if isIdiom(phrase) {
			valence = idioms[phrase]
		}
	}
	for _, phrase := range before[2:] {
		if slices.Contains(dampeners, phrase) {
			valence -= degree
		}
	}
	return valence
}

func isIdiom(phrase string) bool {
	_, known := idioms[phrase]
	return known
}
