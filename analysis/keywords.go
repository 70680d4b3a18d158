package analysis

import (
	"cmp"
	"math"
	"slices"

	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/tokenize"
)

// keywordCount is the number of keywords of an article.
const keywordCount = 6

// keywords enters the most telling terms of every article: those of largest
// tf/(tf+1) * (ln((1+n)/(1+df)) + 1/2), the earlier one first among equals. The half
// keeps frequent terms in a corpus too small for document frequencies to say anything.
func (c *collection) keywords(cfg Config) {
	analysers := make(map[string]*tokenize.Analyser)
	for code := range c.languages {
		analysers[code] = tokenize.NewAnalyser(code, nil)
	}
	parallel.Chunks(len(c.articles), shardSize, cfg.Workers, func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			code := c.articles[i].Language
			c.articles[i].Keywords = keywords(c.languages[code], analysers[code], c.rows[i])
		}
	})
}

func keywords(s *tfidf.Statistics, analyser *tokenize.Analyser, d tfidf.Document) []string {
	type scored struct {
		term  int32
		score float64
	}
	n := float64(s.Documents())
	list := make([]scored, 0, len(d.Terms))
	for i, term := range d.Terms {
		df := s.DocumentFrequency(term)
		if n >= 20 && df < 2 {
			continue // a name or a slip of one article alone; it leads to no other
		}
		tf := float64(d.Counts[i])
		list = append(list, scored{term, tf / (tf + 1) * (math.Log((1+n)/(1+float64(df))) + 0.5)})
	}
	slices.SortStableFunc(list, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var chosen []int32
	var out []string
	for _, x := range list {
		same := func(t int32) bool { return sameWord(analyser, s.Term(t), s.Term(x.term)) }
		if slices.ContainsFunc(chosen, same) {
			continue
		}
		chosen = append(chosen, x.term)
		if out = append(out, s.Surface(x.term)); len(out) == keywordCount {
			break
		}
	}
	return out
}
