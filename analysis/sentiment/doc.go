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
// that it is likely to be about. A Model holds both as one score per word and block; how it
// is made is told in package training, and how a sentence is read before a model scores it, in
// training as in scoring, in package passage. What training needs of this package is exported:
// the parts of a Model, and Bayes. A program that only scores needs Scorer alone.
//
// Naive Bayes lives in the types of cdipaolo/sentiment: its Models, a map from languages to
// classifiers of goml, hold the counts of words by class, in training and in every model
// that is loaded. Counting, smoothing and scoring are done here, in sums of logarithms,
// since the library multiplies probabilities until nothing is left of them; its logits
// weigh .1 to .3 of those of the linear model. The classifier of film reviews that the
// library ships is restored as FilmReviews, and is the baseline that "leitmotif evaluate"
// prints beside the models.
//
// Glossary, beside that of package passage.
//
//   - class: negative, neutral or positive, in this order wherever three numbers stand.
//   - logits: the logarithms of the probabilities up to a common constant.
//   - log-odds: the logit of positive minus that of negative.
//   - zero: what is taken from the logit of positive and given to that of negative, so that
//     unlabelled news scores 0 on average; one for sentences, one towards targets.
//   - band: the score up to which a sentence or a mention is neutral (see analysis/tone).
//   - target: a company, person or thing on a watch list (see analysis/watchlist); a mention
//     is one place where an article names it by one of its aliases.
//   - pull: a logit that says how likely a sentence is about a nominee.
//   - coverage: the share of the words that a model knows.
package sentiment
