package sentiment

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"leitmotif/analysis/sentiment/passage"
)

// form is what a model makes of a surface form. It never changes. What every sentence asks
// for stands first, in one line of the cache; the scores towards a target stand last.
type form struct {
	known   bool
	name    bool // an unknown word that looks like a name
	role    passage.Role
	pull    float32 // as part of a name or a pronoun: how much it invites a guess
	score   wordScore
	surface string
}

// newForm computes a form of a surface form and its tokenize.Term. A compound with hyphens is
// the sum of its parts.
func newForm(m *Model, surface, term string) *form {
	f := &form{surface: surface, known: true}
	var room [8]string
	words := passage.AppendParts(room[:0], term)
	f.role = passage.RolesOf(m.Language, surface, words)
	for i, word := range words {
		place := m.place(word)
		appeal := m.appeal(place)
		f.pull += appeal.Pull / float32(len(words))
		if i == 0 && appeal.Common {
			f.role |= passage.Common
		}
		if passage.IsForeign(m.Language, word) {
			f.known = false
			continue
		}
		var score wordScore
		known := m.score(&score, word, place)
		f.score.add(&score)
		f.known = f.known && known
	}
	f.known = f.known && len(words) > 0
	if f.name = !f.known && looksLikeName(m.Language, surface); f.name {
		f.score = wordScore{}
	}
	return f
}

// looksLikeName tells of an unknown word whether it is more likely a name than a word of
// another language. German writes all nouns with a capital.
func looksLikeName(language, surface string) bool {
	first, _ := utf8.DecodeRuneInString(surface)
	return language != "de" && unicode.IsUpper(first)
}

// maxForms bounds the memory of a formStore, and of a reading; beyond it everything is
// computed anew.
const maxForms = 1 << 18

// formStore holds the forms that a model has computed, for the readings of all goroutines:
// what is costly about a word is done once. It is safe for concurrent use.
type formStore struct {
	model *Model
	mutex sync.RWMutex
	forms map[string]*form // by surface form
}

func newFormStore(m *Model) *formStore {
	return &formStore{model: m, forms: make(map[string]*form)}
}

// get gives the form of a surface form with its tokenize.Term. It keeps the texts.
func (s *formStore) get(surface, term string) *form {
	s.mutex.RLock()
	f := s.forms[surface]
	s.mutex.RUnlock()
	if f != nil {
		return f
	}
	f = newForm(s.model, surface, term)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if len(s.forms) >= maxForms {
		clear(s.forms)
	}
	s.forms[f.surface] = f
	return f
}
