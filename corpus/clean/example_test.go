package clean_test

import (
	"fmt"

	"leitmotif/corpus"
	"leitmotif/corpus/clean"
)

// A text of a website holds more than the article.
func ExampleArticle() {
	article := corpus.Article{
		Title:  "Hafen wieder offen",
		Text:   "<h1>Hafen wieder offen</h1><p>Der Hafen von Norderhafen ist seit Montag wieder offen.</p><p>Die Kräne arbeiten.</p>",
		Markup: corpus.Fragment,
	}
	if _, err := clean.Article(&article); err != nil {
		fmt.Println(err)
	}
	fmt.Println(article.Text)
	// Output:
	// Der Hafen von Norderhafen ist seit Montag wieder offen.
	// Die Kräne arbeiten.
}
