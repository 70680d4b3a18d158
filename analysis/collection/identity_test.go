package collection

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"testing"

	"leitmotif/corpus"
)

// digest is the ID of a list of texts.
func digest(parts []string) string {
	h := sha256.New()
	for _, part := range parts {
		fmt.Fprintf(h, "%d\x00%s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil)[:10])
}

// countedBefore gives the IDs as they were first given out, counting from 2 for every copy.
func countedBefore(articles []*corpus.Article) []string {
	taken := make(map[string]bool)
	var ids []string
	for _, a := range articles {
		key := nameOf(a)
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
		x, err := newIdentity(a)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := known.give(x); got != want[i] || err != nil {
			t.Fatalf("article %d has ID %s, want %s: %v", i, got, want[i], err)
		}
	}
}

// An identity that is damaged is an error as soon as it is needed.
func TestDamagedIdentity(t *testing.T) {
	x, err := newIdentity(&corpus.Article{SourceID: "7", Text: "Text"})
	if err != nil {
		t.Fatal(err)
	}
	known := newIdentities()
	if _, err := known.give(x); err != nil {
		t.Fatal(err)
	}
	x.text = x.text[1:]
	if id, err := known.give(x); err == nil {
		t.Errorf("a copy with a part of an identity has ID %s", id)
	}
}
