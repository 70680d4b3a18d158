// Package phrases is the wording of the page: in English, which package page asks for, and in
// German.
//
// Nothing comes in; out go phrases by their keys, the same keys in each language. In a phrase,
// {name} stands for a value and {name?one|many} for a word that depends on whether the value is
// one.
package phrases

// Phrases is the wording in one language, by key.
type Phrases map[string]string

// English is the wording in English. It must not be changed.
func English() Phrases { return english }

// German is the wording in German. It must not be changed.
func German() Phrases { return german }
