// Package passage reads a sentence of news before any model scores it: where it begins and ends,
// how each word stands in it, and in which ways that makes the word count.
//
// In come a text in a language (ISO 639-1; there are lists of words for German and English, of
// others only punctuation and capitals are read) and its tokens (see analysis/tokenize). Out go
// its sentences, and of each a Passage: the weights of its words by block, as a whole and towards
// a target, the features of the sentence itself, and the names and pronouns that it may be about.
// Nothing here is learned but for which words are common, which is told by who calls, so training
// and scoring read alike.
//
//	sentences.go  cuts a text into sentences and marks tokens; abbreviations.go has the lists
//	words.go      what a surface form is made of, and what function words do
//	turns.go      pairs of words that turn a tone around, and words that have none here
//	nominees.go   names and pronouns
//	passage.go    the weights of words by block, and the features of a sentence
//
// Glossary.
//
//   - surface form: a token as it is written; words: the parts of its term (see
//     analysis/tokenize), under which models know it.
//   - mark: how a token stands in its text: in quotes, after punctuation, before an exclamation mark.
//   - role: what a word does beside having a tone: it negates, joins clauses, stands for a name,
//     says that something grows.
//   - mode: what is asked of a sentence, its tone as a whole or towards a target.
//   - block: a way in which words count: all of them, those in the scope of a negation,
//     those left or right of the target, right beside it, in its clause, in quotes.
//   - use: the part of a word in a block.
//   - meta: the features of a sentence, its pairs among them, and of a target in it, that are none
//     of its words.
//   - pair: a word of growing or shrinking and the undesirable thing that it speaks of, such as
//     "debt falls"; it has a tone of its own in place of those of its words.
//   - turn: what becomes of a word that is half of a pair, or silent.
//   - nominee: a name or a pronoun of a sentence, which may be whom it is about.
//   - common: said of words that are mostly written in lower case.
package passage
