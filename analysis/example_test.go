package analysis_test

import (
	"context"
	"fmt"

	"leitmotif/analysis"
	"leitmotif/corpus/format"
	"leitmotif/seeds"
)

// The demonstration corpus from its files to topics.
func ExampleRun() {
	source, err := format.OpenFS(seeds.Demo(), "en", format.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	cfg := analysis.Default()
	cfg.StopWords = seeds.StopWords()
	result, err := analysis.Run(context.Background(), source, cfg)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(result.Articles), "articles")
	for _, t := range result.Topics[:3] {
		fmt.Println(t.ID, t.Label)
	}
	// Output:
	// 76 articles
	// 1 chips, OpenAI, processor
	// 2 Kaiwerk, strike, dockers
	// 3 flood, Weide, Altbrück
}
