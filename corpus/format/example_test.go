package format_test

import (
	"context"
	"fmt"
	"testing/fstest"

	"leitmotif/corpus/format"
)

// Files of several forms are one stream; what cannot be read is an error within it.
func Example() {
	files := fstest.MapFS{
		"news/a.jsonl": {Data: []byte(`{"headline": "Port reopens", "body": "The port of Norderhafen is open again."}` + "\n{cut off")},
		"news/b.csv":   {Data: []byte("title;text\nFlut;Die Flut hat Altbrück erreicht.\n")},
	}
	source, err := format.OpenFS(files, "news", format.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for article, err := range source.Articles(context.Background()) {
		if err != nil {
			fmt.Println("reject:", err)
			continue
		}
		fmt.Printf("%s: %s\n", article.Input, article.Title)
	}
	// Output:
	// a.jsonl#1: Port reopens
	// reject: a.jsonl#2: malformed: invalid character 'c' looking for beginning of object key string
	// b.csv#1: Flut
}
