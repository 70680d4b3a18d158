package tfidf_test

import (
	"context"
	"fmt"

	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/tokenize"
)

// From texts to a matrix: a word that every text holds tells nothing and weighs nothing.
func Example() {
	counter := tfidf.NewCounter(tokenize.NewAnalyser("en", []string{"the"}))
	for _, text := range []string{"port strike", "port storm", "port storm strike", "port chip"} {
		counter.Add(tfidf.Part{Text: text, Tokens: tokenize.Append(nil, text)})
	}
	statistics := tfidf.NewStatistics()
	counts := counter.Take()
	statistics.Add(counts) // the first shard: its terms have the same numbers there
	documents := tfidf.InMemory(counts.Documents)
	vocabulary := statistics.Vocabulary(tfidf.Limits{MinDocuments: 2, MaxShare: 1, MaxTerms: 10})
	frequencies, err := vocabulary.Frequencies(context.Background(), documents, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, matrix, err := tfidf.Fit(context.Background(), frequencies, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for column, term := range vocabulary.Terms {
		fmt.Printf("%s %.2f\n", statistics.Term(term), matrix.At(2, column))
	}
	// Output:
	// port 0.00
	// storm 0.71
	// strike 0.71
}
