// Package ledger gives topics and stories an identity that lasts across runs.
//
// In come what the runs before left (package state, below), and the collection, groups and
// studies of this one; out go topics that keep their numbers and names, what has changed, and
// the state that the next run is to know. A Book is the ledger of one run: Place puts the
// articles of a language among the topics known and says whether these serve, GoOn describes
// them or finds them anew, and Remember completes the next state.
//
// Where a state is kept, topics are found and articles placed in two steps: the topics of
// a language are those of the space that the state has for it, or has from now on, and
// every article is placed among them by the same rule, whether it was there when they were
// found or not. So a run gives the same as its repetition, which finds nothing anew.
//
// Glossary.
//
//   - theme: a topic across runs; its number, the UID, is never used again.
//   - standing: what became of a theme when topics were found anew.
//   - placement: the stories of a language among the topics of a space of the state.
//   - fresh: of a story or article, that no earlier run had it.
//   - outdated: of a space, that the articles have moved away from its topics.
//   - echo: an article that is a copy of a story of an earlier run.
//   - instruments: tone models and stop words; what is measured with others is no change of
//     the world.
package ledger
