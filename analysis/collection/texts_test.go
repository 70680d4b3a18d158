package collection

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"leitmotif/analysis/result"
)

// Each text comes once, in the order of the IDs, without what recurs, which is told.
func TestTexts(t *testing.T) {
	c := collected(t, noticed(), Options{Texts: true})
	var ids []string
	noticed := 0
	err := c.GiveTexts(t.Context(), func(got result.Text) error {
		ids = append(ids, got.ArticleID)
		if strings.Contains(got.Text, notice) && got.Text != notice {
			t.Errorf("%s: the notice is left", got.ArticleID)
		}
		if slices.Contains(got.Removed, notice) {
			noticed++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for i := range c.Articles {
		want = append(want, c.Articles[i].ID)
	}
	slices.Sort(want)
	if !slices.Equal(ids, want) {
		t.Errorf("%d texts for %d articles, or in another order", len(ids), len(want))
	}
	if noticed != 67 { // the article that is nothing but the notice keeps it
		t.Errorf("the notice was told as removed %d times", noticed)
	}
	if err := c.GiveTexts(t.Context(), func(result.Text) error { return errors.New("again") }); err != nil {
		t.Errorf("texts come twice: %v", err)
	}
}

// Texts that went through a file come back as they were.
func TestTextsSpilled(t *testing.T) {
	for _, held := range []int{-1, 0} {
		kept := newKeptTexts(&Options{Scratch: t.TempDir() + "/x-*", Held: held})
		const n = 300
		want := make([]result.Text, n)
		for i := range n {
			want[i] = result.Text{ArticleID: fmt.Sprintf("%02x%018x", i%3, i*7919%n), Text: strings.Repeat(fmt.Sprint(i, " "), 500), Removed: []string{fmt.Sprint("line ", i)}}
			if i%5 == 0 {
				want[i].Removed = nil
			}
			if err := kept.add(want[i]); err != nil {
				t.Fatal(err)
			}
		}
		if spilled := kept.pieces.Written() > 0; spilled != (held < 0) {
			t.Errorf("held %d: %d bytes in the file", held, kept.pieces.Written())
		}
		slices.SortFunc(want, func(a, b result.Text) int { return strings.Compare(a.ArticleID, b.ArticleID) })
		i := 0
		err := kept.each(t.Context(), func(got result.Text) error {
			if got.ArticleID != want[i].ArticleID || got.Text != want[i].Text || !slices.Equal(got.Removed, want[i].Removed) {
				t.Fatalf("held %d: text %d is that of %s, want %s", held, i, got.ArticleID, want[i].ArticleID)
			}
			i++
			return nil
		})
		if err := errors.Join(err, kept.pieces.Close()); err != nil || i != n {
			t.Errorf("held %d: %d texts, %v", held, i, err)
		}
	}
}
