// Package language tells the language of a text. A text and what the input declares
// about it come in; a code of ISO 639-1 and a confidence go out.
//
// Glossary.
//
//   - declared language: what the input says ("de-AT", "deu", "Deutsch").
//   - function word: a short frequent word that carries grammar ("und", "the"). About
//     four in ten running words are function words of their own language, and fewer
//     than one in ten are function words of another one.
//   - evidence: the weight of the function words and letters of a language that a text
//     holds; a word of several languages counts less for each of them.
//   - witness: one of the two judges, the evidence and the trigram profiles of
//     whatlanggo. The profiles are a hundred times slower and are asked only where the
//     evidence does not settle the matter.
//
// Everything depends on the text alone: no state, no learning, no random choice.
package language

import (
	"math"

	"github.com/abadojack/whatlanggo"
)

const (
	// sampleBytes of the beginning of a text are looked at; they hold about 230 words,
	// and more of them change no decision on the corpora measured.
	sampleBytes = 1500
	// settled is the confidence from which the evidence alone decides.
	settled = 0.9
	// minProfile is the least number of letters from which the profiles add anything to
	// the evidence of Latin letters; on less they are wrong as often as they help.
	minProfile = 80
	// minOverrule is the least number of words that can overrule a declared language:
	// a title, a quotation or a list of names can not.
	minOverrule = 30
	// Confidence in a declared language that the text confirms, says nothing about, or
	// speaks against without being clear.
	confirmed, unopposed, doubted = 1.0, 0.8, 0.5
)

// Identify tells the language of a text in ISO 639-1, lower case ("no" for both forms
// of Norwegian that have no other sign), with a confidence in [0, 1]. The code is ""
// where the text is too short or nothing speaks for a language; the confidence is then
// below 0.5.
//
// A declared language is trusted. Only where at least 30 words speak against it and
// both witnesses name the same other language does the text win; relabelled then is
// true. A declaration that names no language of ISO 639-1 counts as none.
func Identify(text, declared string) (code string, confidence float64, relabelled bool) {
	text = sample(text)
	given := Code(declared)
	w := weigh(text)
	if given != "" {
		return judge(text, given, w)
	}
	code, confidence = decide(text, w)
	return code, confidence, false
}

// judge holds a declared language against the text.
func judge(text, given string, w weighing) (code string, confidence float64, relabelled bool) {
	best, c := w.verdict()
	switch {
	case best == given:
		return given, max(confirmed*c, unopposed), false
	case !w.foreign && (best == "" || c < settled || w.words < minOverrule):
		return given, unopposed, false
	}
	other, sure := decide(text, w)
	switch {
	case other == "" || other == given:
		return given, unopposed, false
	case sure < settled || w.words < minOverrule && !w.foreign:
		return given, doubted, false
	}
	if second, certain := profile(text); second != other || certain < settled {
		return given, doubted, false
	}
	return other, sure, true
}

// decide asks the evidence and, where that leaves a doubt, the profiles.
func decide(text string, w weighing) (code string, confidence float64) {
	best, c := w.verdict()
	if c >= settled || !w.foreign && w.letters < minProfile {
		return abstain(best, c)
	}
	second, certain := profile(text)
	switch {
	case second == "":
		return abstain(best, c)
	case w.foreign:
		// The script alone rules out nearly all other languages.
		return abstain(second, certain*reach(5*w.letters))
	case best == second:
		return abstain(best, 1-(1-c)*(1-certain*reach(w.letters)))
	case best == "":
		// No function word at all: the profile knows little of titles and names.
		return abstain(second, 0.9*certain*reach(w.letters))
	}
	return abstain(best, c*(1-certain*reach(w.letters)/2))
}

// reach is the share of its confidence that the profile deserves on a text of so many
// letters: measured on headlines it is wrong in 2 to 10 % of the cases in which it is
// sure, on texts of 500 letters and more in none.
func reach(letters int) float64 { return 1 - math.Exp(-float64(letters)/100) }

// abstain gives no language where the confidence is below 0.5.
func abstain(code string, confidence float64) (string, float64) {
	if code == "" || confidence < 0.5 {
		return "", min(confidence, 0.49)
	}
	return code, confidence
}

// profile asks the trigram profiles. Ties between languages come back with confidence
// 0, which keeps the answer independent of their order.
func profile(text string) (code string, confidence float64) {
	info := whatlanggo.Detect(text)
	if info.Confidence == 0 {
		return "", 0
	}
	return Code(info.Lang.Iso6391()), info.Confidence
}

// sample cuts the beginning of a text at a character.
func sample(text string) string {
	if len(text) <= sampleBytes {
		return text
	}
	n := sampleBytes
	for n > 0 && text[n]&0xc0 == 0x80 {
		n--
	}
	return text[:n]
}
