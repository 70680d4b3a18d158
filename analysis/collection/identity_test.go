package collection

import (
	"strconv"
	"testing"

	"leitmotif/corpus"
)

// countedBefore gives the IDs as they were first given out, counting from 2 for every copy.
func countedBefore(articles []*corpus.Article) []string {
	taken := make(map[string]bool)
	var ids []string
	for _, a := range articles {
		key := identity(a)
		id := digest(key)
		if taken[id] {
			key = append(key, a.Title, a.Text)
			id = digest(key)
		}
		for n := 2; taken[id]; n++ {
			id = digest(append(key, strconv.Itoa(n)))
		}
		taken[id] = true
		ids = append(ids, id)
	}
	return ids
}

// TestIdentitiesStay holds the IDs of copies to those that runs have published before.
func TestIdentitiesStay(t *testing.T) {
	var articles []*corpus.Article
	for i := range 60 {
		text := "Text " + strconv.Itoa(i%3)
		articles = append(articles,
			&corpus.Article{Text: text},
			&corpus.Article{URL: "https://example.org/a", Text: text},
			&corpus.Article{SourceID: "7", Source: "Alpenblatt", Title: "Titel", Text: text},
			// Its text is what an ID was made of before: the key of a copy is no key of its own.
			&corpus.Article{Title: text, Text: text + "2"})
	}
	known := newIdentities()
	want := countedBefore(articles)
	for i, a := range articles {
		if got := known.of(a); got != want[i] {
			t.Fatalf("article %d has ID %s, want %s", i, got, want[i])
		}
	}
}
