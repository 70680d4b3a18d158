package clean

import (
	"slices"
	"strings"
	"testing"

	"leitmotif/corpus"
)

// What was removed is told, and with what is left it is all of the text.
func TestTold(t *testing.T) {
	text := "Share\nThe council of Steinau met on Monday to speak of the bridge over the Ahr.\nPhoto: Post/Weber\nIt spoke of it for hours.\nShare\n"
	told, same := corpus.Article{Text: text}, corpus.Article{Text: text}
	removed, share, err := Told(&told)
	if err != nil {
		t.Fatal(err)
	}
	if other, err := Article(&same); err != nil || other != share || same != told {
		t.Errorf("Article gives %+v, %g, %v; Told %+v, %g", same, other, err, told, share)
	}
	if want := []string{"Share", "Photo: Post/Weber", "Share"}; !slices.Equal(removed, want) {
		t.Errorf("removed %q, want %q", removed, want)
	}
	all := append(strings.Split(told.Text, "\n"), removed...)
	before := strings.Split(strings.TrimSpace(text), "\n")
	slices.Sort(all)
	slices.Sort(before)
	if !slices.Equal(all, before) {
		t.Errorf("%q of %q", all, before)
	}
}
