package collection

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"

	"leitmotif/analysis/result"
	"leitmotif/analysis/sentiment"
	"leitmotif/corpus"
)

// stream is a source that makes its articles anew at every reading.
type stream struct {
	n        int
	article  func(i int) *corpus.Article // nil for a reject
	readings int
}

func (s *stream) Articles(context.Context) iter.Seq2[*corpus.Article, error] {
	s.readings++
	return func(yield func(*corpus.Article, error) bool) {
		for i := range s.n {
			a := s.article(i)
			var err error
			if a == nil {
				err = &corpus.Reject{Input: corpus.Origin{File: "f", Record: i + 1}, Reason: corpus.Malformed}
			}
			if !yield(a, err) {
				return
			}
		}
	}
}

const notice = "This article first appeared in the Courier of Steinau."

// noticed gives 400 records of two outlets: every third article of the first one ends
// with a notice, one is nothing but that, every tenth record is a reject and one article
// has no text after cleaning.
func noticed() *stream {
	return &stream{n: 400, article: func(i int) *corpus.Article {
		if i%10 == 9 {
			return nil
		}
		text := fmt.Sprintf("The council met in town number %d.\nIt spoke of %s and of road %d for hour after hour.\nThen item %d came up.",
			i, strings.Repeat("bridges and ", i%7+1)+"rivers", i, i)
		switch {
		case i == 32:
			text = notice
		case i == 34:
			text = "\u200b"
		case i%6 == 0:
			text += "\n" + notice
		}
		return &corpus.Article{
			Input: corpus.Origin{File: "f", Record: i + 1}, Title: fmt.Sprint("Title ", i), Text: text,
			Source: []string{"Courier", "Post"}[i%2], Language: "en",
		}
	}}
}

// collected runs both passes.
func collected(t *testing.T, source corpus.Source, options Options) *Collection {
	t.Helper()
	texts, err := Survey(t.Context(), source, options, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, texts)
	if spilled := texts.cleaned.Written() > 0; options.Held < 0 && !spilled || options.Held == 0 && spilled {
		t.Errorf("limit %d: %d bytes lie in the file", options.Held, texts.cleaned.Written())
	}
	scorer, err := sentiment.NewScorer(sentiment.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := texts.Ingest(t.Context(), scorer, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

func closed(t *testing.T, texts *Texts) {
	t.Helper()
	if err := texts.Close(); err != nil {
		t.Error(err)
	}
}

// Whether texts and term counts stay in memory or go through a file, and however many
// workers there are, the collection is the same. The source is read once.
func TestHeldOrSpilled(t *testing.T) {
	for _, limit := range []int{-1, 20_000, 0} { // 20,000 bytes are passed midway
		for _, workers := range []int{1, 3} {
			source := noticed()
			got := collected(t, source, Options{Workers: workers, Held: limit})
			if source.readings != 1 {
				t.Errorf("limit %d: %d readings", limit, source.readings)
			}
			if spilled := got.Scratch() > 0; limit < 0 && !spilled || limit == 0 && spilled {
				t.Errorf("limit %d: %d bytes lie in the file", limit, got.Scratch())
			}
			if last := got.Articles[len(got.Articles)-1]; limit < 0 && last.Title != "" {
				t.Errorf("the title %q has stayed", last.Title)
			}
			t.Run(fmt.Sprint(limit, workers), func(t *testing.T) { compare(t, got, collected(t, noticed(), Options{Workers: 1})) })
		}
	}
}

func TestBoilerplateIsRemovedAndListed(t *testing.T) {
	c := collected(t, noticed(), Options{})
	// Multiples of 6 below 400, none of which ends in 9: 67 articles.
	if len(c.Lines) != 1 || c.Lines[0] != (result.BoilerplateLine{Source: "Courier", Text: notice, Articles: 67}) {
		t.Errorf("lines %+v", c.Lines)
	}
	if len(c.Rejects) != 41 { // 40 broken ones, one without text
		t.Errorf("%d rejects", len(c.Rejects))
	}
	for i := range c.Articles {
		a := &c.Articles[i]
		record := a.Input.Record - 1
		if has := record%6 == 0; (a.BoilerplateShare > 0) != has {
			t.Errorf("record %d: boilerplate share %g", record, a.BoilerplateShare)
		}
		if record == 32 && a.Lead != notice {
			t.Errorf("the article that is nothing but the notice reads %q", a.Lead)
		}
	}
}

// An article keeps its ID whatever stands around it in the corpus.
func TestBoilerplateDoesNotChangeIDs(t *testing.T) {
	alone := noticed()
	alone.n = 1
	id := collected(t, alone, Options{Workers: 1}).Articles[0].ID
	if got := collected(t, noticed(), Options{Workers: 1}).Articles[0]; got.ID != id || got.BoilerplateShare == 0 {
		t.Errorf("ID %s, alone %s", got.ID, id)
	}
}
