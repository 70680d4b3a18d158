package gate

import (
	"maps"
	"math"
	"slices"
	"strings"

	"leitmotif/analysis"
	"leitmotif/analysis/sentiment"
	"leitmotif/corpus"
)

// Measures are the figures of a run that gates look at. All of them depend on the input
// and the configuration alone.
type Measures struct {
	Articles    int     `json:"articles"`
	Unreadable  int     `json:"unreadable"`  // inputs that could not be read to their end, such as cut archives
	Rejects     float64 `json:"rejects"`     // records lost of all records, [0, 1]: result.Counts.Lost
	Duplicates  float64 `json:"duplicates"`  // copies of all articles, [0, 1]
	Boilerplate float64 `json:"boilerplate"` // mean share of the characters that cleaning removed, [0, 1]
	// Coherence is the mean NPMI of the topics, [-1, 1]; nil where there is none.
	Coherence *float64 `json:"coherence,omitempty"`
	// UnknownWords is the share of the words that the tone model of their language does not
	// know, over the articles that it read, [0, 1]; nil where it read none.
	UnknownWords *float64 `json:"unknown_words,omitempty"`
	// Languages are shares of the articles by language, in (0, 1]; they sum to 1. Articles
	// whose language cannot be told stand under "und".
	Languages map[string]float64 `json:"languages"`
}

// undetermined is the code of ISO 639-2 for a language that cannot be told.
const undetermined = "und"

// Measure takes the measures of a run.
func Measure(res *analysis.Result) Measures {
	n := len(res.Articles)
	m := Measures{
		Articles:   n,
		Rejects:    ratio(res.Counts.Lost()),
		Duplicates: ratio(res.Counts.Duplicates, n),
		Languages:  make(map[string]float64),
	}
	for _, r := range res.Rejects {
		if r.Reason == corpus.Unreadable {
			m.Unreadable++
		}
	}
	counts := make(map[string]int)
	models := make(map[string]bool)
	for _, model := range res.Tone.Models {
		models[model.Language] = true
	}
	var unknown, words float64
	for i := range res.Articles {
		a := &res.Articles[i]
		m.Boilerplate += a.BoilerplateShare / float64(n)
		code := a.Language
		if code == "" {
			code = undetermined
		}
		counts[code]++
		if models[a.Language] && a.Tone.Abstain != sentiment.TooShort {
			unknown += float64(a.Words) * (1 - a.Tone.Coverage)
			words += float64(a.Words)
		}
	}
	for code, count := range counts {
		m.Languages[code] = ratio(count, n)
	}
	if words > 0 {
		share := unknown / words
		m.UnknownWords = &share
	}
	if len(res.Topics) > 0 {
		var mean float64
		for i := range res.Topics {
			mean += res.Topics[i].NPMI / float64(len(res.Topics))
		}
		m.Coherence = &mean
	}
	return m
}

func ratio(part, whole int) float64 { return float64(part) / float64(max(1, whole)) }

// measure is a figure with what is known about it.
type measure struct {
	name      string
	low, high float64 // its range
	// of gives the value in a run; ok is false where the run has none.
	of func(m Measures) (value float64, ok bool)
	// floor is the least MAD that a band takes as its unit: the variation that means
	// nothing. Relative floors are shares of the median, and at least 1.
	floor    float64
	relative bool
	// Which side of the band counts: fewer rejects or unknown words and more coherence
	// than usual are no reason to hold a run back. Where neither does, there is no band.
	below, above bool
}

// languagePrefix stands before the code of a language in the name of its measure.
const languagePrefix = "language-"

// scalars are the measures that are one number. The floors are chosen so that at the
// usual factor of 6 a band reaches at least 30 % around the number of articles, 3 points
// around a share and 0.06 around the coherence.
func scalars() []measure {
	present := func(of func(m Measures) float64) func(m Measures) (float64, bool) {
		return func(m Measures) (float64, bool) { return of(m), true }
	}
	optional := func(of func(m Measures) *float64) func(m Measures) (float64, bool) {
		return func(m Measures) (float64, bool) {
			if p := of(m); p != nil {
				return *p, true
			}
			return 0, false
		}
	}
	return []measure{
		{name: "articles", low: 0, high: math.MaxInt32, floor: 0.05, relative: true, below: true, above: true,
			of: present(func(m Measures) float64 { return float64(m.Articles) })},
		{name: "unreadable", low: 0, high: math.MaxInt32,
			of: present(func(m Measures) float64 { return float64(m.Unreadable) })},
		{name: "rejects", low: 0, high: 1, floor: 0.005, above: true,
			of: present(func(m Measures) float64 { return m.Rejects })},
		{name: "duplicates", low: 0, high: 1, floor: 0.005, below: true, above: true,
			of: present(func(m Measures) float64 { return m.Duplicates })},
		{name: "boilerplate", low: 0, high: 1, floor: 0.005, below: true, above: true,
			of: present(func(m Measures) float64 { return m.Boilerplate })},
		{name: "coherence", low: -1, high: 1, floor: 0.01, below: true,
			of: optional(func(m Measures) *float64 { return m.Coherence })},
		{name: "unknown-words", low: 0, high: 1, floor: 0.005, above: true,
			of: optional(func(m Measures) *float64 { return m.UnknownWords })},
	}
}

// measureNamed finds a measure: a scalar, or the share of a language.
func measureNamed(name string) (measure, bool) {
	for _, m := range scalars() {
		if m.name == name {
			return m, true
		}
	}
	code, ok := strings.CutPrefix(name, languagePrefix)
	if !ok || len(code) < 2 || len(code) > 3 || strings.Trim(code, "abcdefghijklmnopqrstuvwxyz") != "" {
		return measure{}, false
	}
	return measure{name: name, low: 0, high: 1, of: func(m Measures) (float64, bool) { return m.Languages[code], true }}, true
}

// distance is the total variation distance of two mixes of languages, [0, 1]: half the sum
// of the absolute differences of their shares, that is, the share of the articles that
// would have to be in another language to make one mix of the other.
func distance(a, b map[string]float64) float64 {
	both := maps.Clone(a)
	if both == nil {
		both = make(map[string]float64)
	}
	maps.Copy(both, b)
	var sum float64
	for _, code := range slices.Sorted(maps.Keys(both)) {
		sum += math.Abs(a[code] - b[code])
	}
	return sum / 2
}
