// Package wording finds the words for people: the keywords of an article, the terms and
// phrases of a topic, its label, and the links between topics of two languages that tell of
// the same thing.
//
// In come the statistics and documents of package tfidf, one language at a time, and the
// topics as an assignment of the documents. A Lexicon knows the words of a language: it gives
// the keywords of a document (Keywords) and puts topics into words (Describe). Over all
// languages, Link joins topics and Label names them.
//
// What people read are nouns and names:
//
//   - Forms of one noun count together and are shown as one of them (families): "Trump" for
//     "Trumps", "Risikogebiet" for "Risikogebieten", "Masken" where hardly anyone writes "Maske".
//     Words for women stand beside those for men as the same word, but are never shown for them.
//   - What is no noun by how the corpus writes it keeps a quarter of its score (nouns): in German
//     what has no capital, in English what stands where verbs and adjectives do. So do
//     abbreviations and the words that any report is told with, from a short list.
//   - A term that fewer outlets have than half of those of its topic keeps as much less (spread).
//   - A name is shown in full where a third of its articles in the topic have it so: "Joe Biden".
//   - Articles count for each topic by its share of them, so that those between two topics, which
//     another run may put elsewhere, hardly move the terms of either.
//   - A label takes the first three terms that are not made of the same word.
//
// Coherence and marks are over all words alike, whatever is shown.
//
// Glossary.
//
//   - root: the stem of a term, in German without what makes a word female.
//   - family: the terms that are regular forms of one noun.
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
