// Package sentiment measures the tone of news: of articles, sentences and named targets.
//
// In come the tokens of an article's title and text (see analysis/tokenize), out go
// calibrated probabilities of negative, neutral and positive, or the reason why there
// are none.
package sentiment

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	shipped "github.com/cdipaolo/sentiment"

	"leitmotif/analysis/tokenize"
)

// Options steer a Scorer.
type Options struct {
	// Models names a model file by language (ISO 639-1), made by Train; it is used
	// beside the embedded ones, or instead of the one of the same language.
	Models map[string]string
	// Watchlist names the targets whose mentions are scored; nil means none.
	Watchlist *Watchlist
}

// Watchlist names targets.
type Watchlist struct{}

// Scorer scores articles. It keeps what it has computed about words, which never
// changes a result; it is not safe for concurrent use.
type Scorer struct {
	models shipped.Models
	memo   map[string]float64
	terms  int
}

// NewScorer makes a scorer. It fails where a model cannot be read.
func NewScorer(o Options) (*Scorer, error) {
	models, err := shipped.Restore()
	if err != nil {
		return nil, fmt.Errorf("restore the English model: %w", err)
	}
	return &Scorer{models: models, memo: make(map[string]float64), terms: int(models[shipped.English].DictCount)}, nil
}

// Models describes the models, in ascending order of language.
func (s *Scorer) Models() []ModelInfo {
	return []ModelInfo{{Language: "en", Name: "naive Bayes, film reviews", Terms: s.terms}}
}

// Article scores one article from the tokens of its title and text.
func (s *Scorer) Article(language, title string, titleTokens []tokenize.Token, text string, textTokens []tokenize.Token) Score {
	if language != "en" {
		return Score{Abstain: UnsupportedLanguage}
	}
	var out Score
	words, known := 0, 0
	total := make(map[string]float64)
	part := func(text string, tokens []tokenize.Token) {
		sum, n := 0.0, 0
		for i, t := range tokens {
			words++
			if v := s.odds(t.Text(text)); v != 0 {
				known++
				sum += v
				total[tokenize.Term(t.Text(text))] += v
			}
			n++
			if i+1 == len(tokens) || strings.ContainsAny(text[t.End:tokens[i+1].Start], ".!?\n") {
				p := 1 / (1 + math.Exp(-sum/math.Sqrt(float64(n))))
				out.Positive += p * p
				out.Negative += (1 - p) * (1 - p)
				out.Neutral += 2 * p * (1 - p)
				out.Sentences++
				sum, n = 0, 0
			}
		}
	}
	part(title, titleTokens)
	part(text, textTokens)
	if words < 5 {
		return Score{Abstain: TooShort}
	}
	out.Coverage = float64(known) / float64(words)
	if out.Coverage < 0.3 {
		return Score{Abstain: LowCoverage, Coverage: out.Coverage}
	}
	n := float64(out.Sentences)
	out.Positive, out.Neutral, out.Negative = out.Positive/n, out.Neutral/n, out.Negative/n
	out.Label = Neutral
	if v := out.Value(); v > 0.1 {
		out.Label = Positive
	} else if v < -0.1 {
		out.Label = Negative
	}
	for term, v := range total {
		out.Drivers = append(out.Drivers, Driver{term, v / n})
	}
	slices.SortFunc(out.Drivers, func(a, b Driver) int {
		return cmp.Or(cmp.Compare(math.Abs(b.Contribution), math.Abs(a.Contribution)), strings.Compare(a.Term, b.Term))
	})
	out.Drivers = out.Drivers[:min(5, len(out.Drivers))]
	return out
}

// odds is the smoothed log-odds of a word, 0 where the model does not know it.
func (s *Scorer) odds(surface string) float64 {
	if v, ok := s.memo[surface]; ok {
		return v
	}
	v := 0.0
	model := s.models[shipped.English]
	if w, ok := model.Words.Get(tokenize.Term(surface)); ok && len(w.Count) == 2 {
		v = math.Log(float64(w.Count[1]+1) / float64(w.Count[0]+1))
	}
	s.memo[strings.Clone(surface)] = v
	return v
}
