// Package inference is the statistics that figures are judged by, one implementation of
// each, for the tables and the report alike: what they say of the same numbers is then
// the same.
//
// In come counts and values, out go intervals, probabilities and adjusted probabilities.
// Nothing is random, and nothing depends on where the numbers come from. Intervals are
// two-sided and hold 95 %. An argument out of its stated range panics: it is a fault of
// the caller, never of the data.
//
//   - Wilson: the interval of a share.
//   - Mean: the interval of a mean, by Student's t.
//   - Balance: the interval of a net share of things that come in clusters.
//   - Proportions: whether two shares differ, by the pooled z test.
//   - Conditional: whether a share differs within strata, by Fisher's exact test; the
//     interval of the odds ratio.
//   - Bonferroni, Critical and Holm: one error for many tests.
//
// Glossary.
//
//   - hit: one of the things counted that has what is asked for.
//   - stratum: a group within which hits are compared, such as the stories of an outlet.
//   - margin: the sums of the rows and columns of a 2 x 2 table, without its cells.
//   - odds ratio: hits to others among some, over hits to others among the rest.
package inference

// level is the error of an interval, of both sides together.
const level = 0.05
