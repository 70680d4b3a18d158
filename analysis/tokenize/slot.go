package tokenize

import "strings"

// Slot is the place right behind a function word, by what stands there.
type Slot uint8

const (
	// NoSlot is behind every other word: what follows is of any class.
	NoSlot Slot = iota
	// Nominal is behind determiners and prepositions: a noun with what precedes it.
	Nominal
	// Predicative is behind auxiliaries, pronouns, "to" and degrees: a verb or an adjective.
	Predicative
	// Naming is behind "New", which is a stop word and the first half of places.
	Naming
)

// englishSlots are the function words of English that tell the class of what follows.
var englishSlots = map[Slot]string{
	Nominal: `a an the its his their our my your these those some any no every each of in on at from with by about against
		between into through over under after before during without within among across despite`,
	Predicative: `to will would can could may might must should shall cannot not n't i you he she we they who is are was were be
		been being am has have had very too so as more most isn't aren't wasn't weren't don't doesn't didn't won't can't couldn't`,
}

// slots gives the slots of a language by its function words.
func slots(language string) map[string]Slot {
	out := map[string]Slot{"new": Naming}
	if language != "en" {
		return out
	}
	for slot, words := range englishSlots {
		for _, w := range strings.Fields(words) {
			out[w] = slot
		}
	}
	return out
}

// Slot tells what stands right behind a term.
func (a *Analyser) Slot(term string) Slot { return a.slots[term] }
