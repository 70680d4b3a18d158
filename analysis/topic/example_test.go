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
	var documents tfidf.InMemory
	for i := range int32(40) {
		first := i % 2 * 6 // words 0..5 or 6..11, three of them each
		documents = append(documents, tfidf.Document{Terms: []int32{first + i/2%2, first + 2 + i/4%2, first + 4 + i/8%2}, Counts: []int32{1, 1, 1}})
	}
	model, err := findTwo(context.Background(), documents)
	if err != nil {
		fmt.Println(err)
		return
	}
	withFirst := make([]bool, 8) // the sets are alike: which of them has number 0 is open
	for i := range withFirst {
		withFirst[i] = model.Assigned[i] == model.Assigned[0]
	}
	fmt.Println(model.K, "topics:", withFirst)
	// Output:
	// 2 topics: [true false true false true false true false]
}

func findTwo(ctx context.Context, documents tfidf.Documents) (*topic.Model, error) {
	words := []int32{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}
	vocabulary := tfidf.Vocabulary{Terms: words, Column: words}
	var in topic.Input
	var err error
	if in.Counts, err = vocabulary.Frequencies(ctx, documents, 1); err != nil {
		return nil, err
	}
	if _, in.Weights, err = tfidf.Fit(ctx, in.Counts, 1); err != nil {
		return nil, err
	}
	if in.Space, in.Projections, err = lsa.Fit(ctx, in.Weights, svd.Options{Rank: topic.Rank(documents.Len()), Tolerance: 1e-3}); err != nil {
		return nil, err
	}
	embedding, err := topic.Embed(ctx, in)
	if err != nil {
		return nil, err
	}
	return embedding.Find(ctx, 2)
}
