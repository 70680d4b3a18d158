package topic_test

import (
	"context"
	"fmt"

	"leitmotif/analysis/lsa"
	"leitmotif/analysis/svd"
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/topic"
)

// Documents of two sets of words are two topics.
func ExampleEmbed() {
	var rows []tfidf.Row
	for i := range int32(40) {
		first := i % 2 * 6 // words 0..5 or 6..11, three of them each
		rows = append(rows, tfidf.Row{Terms: []int32{first + i/2%2, first + 2 + i/4%2, first + 4 + i/8%2}, Weights: []float64{1, 1, 1}})
	}
	a := tfidf.NewMatrix(rows, 12, 1)
	space, err := lsa.Fit(context.Background(), a, svd.Options{Rank: topic.Rank(len(rows)), Tolerance: 1e-3})
	if err != nil {
		fmt.Println(err)
		return
	}
	embedding, err := topic.Embed(context.Background(), topic.Input{Space: space, Weights: a, Counts: a})
	if err != nil {
		fmt.Println(err)
		return
	}
	model, err := embedding.Find(context.Background(), 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(model.K, "topics:", model.Assigned[:8])
	// Output:
	// 2 topics: [0 1 0 1 0 1 0 1]
}
