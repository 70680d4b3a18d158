// Package study takes the articles of one language to their topics, and the topics of all
// languages to one list with figures.
//
// In comes a collection of package collection. Groups parts it into languages, EnterKeywords
// gives each its lexicon and its articles their keywords. New makes the semantic space of a
// group, ChooseNumbers decides how many topics each gets, Study.Find finds them, and
// Findings.Enter enters them into the articles. Combine numbers the topics of all languages
// and computes their figures; Trends counts them by period.
//
// What earlier runs know of a language comes in as a Former; package ledger, which has it,
// finds topics anew and describes them by the same functions.
//
// Glossary.
//
//   - group: the articles of one language. Its rows, those of all its matrices, are its
//     originals: articles that are no copies.
//   - study: a group ready for its topics.
//   - findings: the topics found in a group, each with the terms that mark it.
//   - outlier: an article that fits no topic.
package study
