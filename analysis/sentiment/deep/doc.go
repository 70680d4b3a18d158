// Package deep reads the tone of an English sentence, towards a name in it or as a whole, with
// a small transformer encoder.
//
// In come texts of sentences, each with the bytes of its target or none; out go probabilities of
// negative, neutral and positive, and on request the words that moved them. The model is a file
// inside the program, made by .ci/deep; its card is en.md.
//
// The encoder is that of BERT (Devlin et al. 2019) in the size of MiniLM (Wang et al. 2020):
// pieces of words become vectors; layers of attention and a feed-forward part, each with a
// normalisation behind it, let them look at each other; a linear map of the first one, the mean of the
// target's and the mean of all gives three logits. Weights, and the numbers that they are multiplied
// with, have 8 bits, so that the products are exact (see package quantized); all else is
// float32 in a fixed order. So a sentence has the same probabilities, to the bit, on every
// processor and beside whatever else is scored.
//
// Written here, and not taken from a library: with three layers in float32, hugot 0.6.1 over
// GoMLX in Go alone scored 6 sentences a second and core in 355 MB, against 550 of this package,
// and brings 159 packages and 16 MB of program.
//
// Glossary.
//
//   - piece: a word or a part of one that the vocabulary has; "##" marks one that goes on.
//   - vocabulary: the pieces, by number.
//   - position: the place of a piece in the input, from 0 on.
//   - segment: 1 for the pieces of the target, in the sentence and where it is repeated behind
//     it, else 0.
//   - head: the map from vectors to logits; one for targets, one for sentences.
//   - shift, zero: what is added to scaled logits so that probabilities mean what they say, and so
//     that news scores 0 on average.
package deep
