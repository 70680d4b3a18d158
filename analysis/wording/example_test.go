package wording_test

import (
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
	documents := statistics.Add(counter.Take())
	keywords := wording.NewLexicon("en", statistics, documents).Keywords()
	fmt.Printf("%q\n", keywords.Of(documents[1]))
	// Output:
	// ["rates" "Bank of England"]
}
