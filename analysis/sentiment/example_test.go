package sentiment_test

import (
	"fmt"

	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/watchlist"
)

// An article has a tone, and each place that names a target one towards it.
func ExampleScorer() {
	watch := &watchlist.List{Targets: []watchlist.Target{{Name: "Kaiwerk"}}}
	scorer, err := sentiment.NewScorer(sentiment.Options{Watchlist: watch})
	if err != nil {
		fmt.Println(err)
		return
	}
	const title, text = "Kaiwerk fined for fraud", "The judges found Kaiwerk guilty of fraud, a disgrace that cost hundreds of workers their pensions."
	score := scorer.Article("en", title, tokenize.Append(nil, title), text, tokenize.Append(nil, text))
	fmt.Println(score.Label, score.Counts.Score() < 0)
	for _, mention := range score.Mentions {
		fmt.Println(mention.Target, mention.Label)
	}
	fmt.Println(scorer.Article("fr", title, tokenize.Append(nil, title), text, tokenize.Append(nil, text)).Abstain)
	// Output:
	// negative true
	// Kaiwerk negative
	// Kaiwerk negative
	// unsupported_language
}
