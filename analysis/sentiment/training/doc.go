// Package training makes the models by which package sentiment scores. No run needs it: the
// models of German and English are embedded there, and the cards beside them tell what they
// were made from.
//
// In come labelled sentences of news, sentences that somebody else has judged, unlabelled news,
// and a lexicon; out goes a sentiment.Model, or from CrossValidate what a model of its kind says of sentences that it
// has not seen. The same training set gives the same bytes, on every number of workers.
//
// A model is made in this order:
//
//	phrases.go      sentences of a grammar, beside those of taught.go that a model has judged
//	cases.go        which words are names, by their capitals: those have no tone
//	vectors.go      word vectors of the unlabelled news: truncated SVD of their associations
//	orientation.go  lexicon values carried over by the vectors to all words
//	features.go     what a word is, in columns, and where examples hold it: the design
//	softmax.go      the multinomial linear model of a design; lbfgs.go fits it
//	bayes.go        naive Bayes beside it
//	guess.go        whom sentences are about, learned from which names were labelled
//	calibrate.go    probabilities that mean what they say, a net tone of 0 over news, and the
//	                neutral band
//	fold.go         all of it as one score per word and block: the Model
//
// train.go is their order and the cross-validation around them; recipe.go holds the numbers
// chosen for each language.
//
// Glossary, beside those of packages sentiment and passage.
//
//   - type: a word of the training set, however often it occurs.
//   - text: what examples with the same wording share; all of them are in one fold.
//   - taught: said of sentences that teach probabilities in place of a label.
//   - fold: a fifth of the texts, left out of the fit that scores them.
//   - design: for every block the weights of the types in every example.
//   - orientation: the value that the vectors predict for a word, in standard deviations.
//   - ballot: the nominees of all texts, with those that were labelled.
//   - case count: how often a word is written in lower case, and with a capital of its own.
package training
