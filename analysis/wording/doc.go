// Package wording finds the words for people: the keywords of an article, the terms and
// phrases of a topic, its label, and the links between topics of two languages that tell of
// the same thing.
//
// In come the statistics and documents of package tfidf, one language at a time, and the
// topics as an assignment of the documents. A Lexicon knows the words of a language: it gives
// the keywords of a document (Keywords) and puts topics into words (Describe). Over all
// languages, Link joins topics and Label names them.
//
// Glossary.
//
//   - pair: two content words with nothing but a space between them; a joined pair has a
//     connector there, such as "of". See package tfidf.
//   - phrase: a term with the words that most documents show beside it.
//   - expression: a term within the words that it is shown in, up to four.
//   - mark: a term that marks a topic, with its weight; the marks of two topics tell how
//     alike they are.
//   - coherence: how much the top terms of a topic occur together (NPMI).
//
// All functions are deterministic: nothing depends on the number of goroutines.
package wording
