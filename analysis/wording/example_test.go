package wording_test

import (
	"context"
	"fmt"

	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/wording"
)

// A name that most documents write in full is one keyword, written as people write it.
func Example() {
	counter := tfidf.NewCounter(tokenize.NewAnalyser("en", []string{"the", "of", "a", "at"}))
	for _, text := range []string{
		"The Bank of England raised rates", "rates at the Bank of England", "the Bank of England", "a storm at sea",
	} {
		counter.Add(tfidf.Part{Text: text, Tokens: tokenize.Append(nil, text)})
	}
	statistics := tfidf.NewStatistics()
	counts := counter.Take()
	statistics.Add(counts) // the first shard: its terms have the same numbers there
	lexicon, err := wording.NewLexicon(context.Background(), "en", statistics, tfidf.InMemory(counts.Documents), 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%q\n", lexicon.Keywords().Of(counts.Documents[1]))
	// Output:
	// ["rates" "Bank of England"]
}
