package clean

import (
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/fold"
	"leitmotif/corpus/repair"
)

// mend repairs and folds the texts of an article, and gives its text as it is then. That one
// of them was broken is evidence for the others.
func mend(a *corpus.Article) mended {
	text := mendText(a.Text)
	a.Text = text.text
	evident := text.repaired
	for _, field := range [...]*string{&a.Title, &a.Author, &a.Source} {
		put, changed := repair.Text(*field, evident)
		for changed {
			evident = true
			*field = fold.Line(put)
			put, changed = repair.Text(*field, false)
		}
	}
	a.Title = fold.Line(a.Title)
	a.Repaired = a.Repaired || evident
	return text
}

// mended is a folded text.
type mended struct {
	text     string
	repaired bool
	long     bool // a token in it may be encoded data
}

// mendText repairs and folds a text. What folding brings together may be one broken
// character, so both go on until nothing changes: each repair makes the text shorter.
func mendText(text string) (out mended) {
	text = strings.Trim(text, " \n") // most texts are folded but for their ends
	for {
		found := fold.Scan(text)
		whole := found.Folded == len(text)
		if found.Damaged || !whole {
			if put, changed := repair.Text(text, false); changed {
				text, out.repaired = put, true
				continue
			}
		}
		folded := text
		if !whole {
			folded = fold.Text(text)
		}
		if folded == text { // a joiner that is part of the spelling is never whole
			out.text, out.long = text, found.Long || !whole
			return out
		}
		text = folded
	}
}

// readable gives a folded text without encoded data, and its lines.
func (m *mended) readable() (text string, lines []line) {
	text = m.text
	if m.long {
		if rest, changed := repair.WithoutData(text); changed {
			text = fold.Text(rest)
		}
	}
	return text, split(text)
}
