// Package sentiment measures the tone of news: of sentences, of articles, and towards
// named targets.
//
// In come the tokens of an article's title and text (see analysis/tokenize), out go
// probabilities of negative, neutral and positive that mean what they say, the terms that
// moved them, one entry for every mention of a target, or the reason why there is no
// score.
//
// A sentence is scored by a multinomial linear model together with naive Bayes, in log
// space; an article is the mean over its different sentences, so that its length does not
// count. Where a sentence holds names or pronouns, a model may mix in the tone towards those
// that it is likely to be about. Both models are made by Train from labelled sentences of
// news, from word vectors of unlabelled news, and from a lexicon whose values the vectors
// carry over to all words ("semantic orientation"). After training all of it is folded into
// one score per word and block.
//
// Naive Bayes lives in the types of cdipaolo/sentiment: its Models, a map from languages to
// classifiers of goml, hold the counts of words by class, in training and in every model
// that is loaded. Counting, smoothing and scoring are done here, in sums of logarithms,
// since the library multiplies probabilities until nothing is left of them; its logits
// weigh .1 to .3 of those of the linear model. The classifier of film reviews that the
// library ships is restored as FilmReviews, and is the baseline that "leitmotif evaluate"
// prints beside the models.
//
// Glossary.
//
//   - logits: the logarithms of the probabilities up to a common constant.
//   - log-odds: the logit of positive minus that of negative.
//   - mode: what a model is asked, the tone of a sentence as a whole or towards a target.
//   - block: a way in which words count: all of them, those in the scope of a negation,
//     those left or right of the target, right beside it, in its clause, in quotes.
//   - target: a company, person or thing on a watch list; a mention is one place where an
//     article names it by one of its aliases.
//   - nominee: a name or a pronoun of a sentence, which may be whom it is about; its pull, a
//     logit, says how likely that is.
//   - coverage: the share of the words that a model knows.
//   - type: a word of the training set, however often it occurs.
package sentiment
