package clean

import (
	"strings"

	"leitmotif/corpus"
)

// Told is Article, and gives the lines that it removed as boilerplate, in the order in which
// they stood. Of a page these are lines of the article that was found in it.
func Told(a *corpus.Article) (removed []string, removedShare float64, err error) {
	raw, removedShare, err := article(a)
	if err != nil || removedShare == 0 {
		return nil, 0, err
	}
	return removedLines(raw, a.Text), removedShare, nil
}

// removedLines gives what of the lines of a folded text is not in the cleaned text, which
// holds the others in their order, some without their beginning.
func removedLines(raw, cleaned string) (removed []string) {
	kept, rest, _ := strings.Cut(cleaned, "\n")
	for l := range strings.SplitSeq(raw, "\n") {
		switch {
		case l == "":
		case kept != "" && (l == kept || strings.HasSuffix(l, " "+kept)):
			if cut := strings.TrimSpace(l[:len(l)-len(kept)]); cut != "" {
				removed = append(removed, cut)
			}
			kept, rest, _ = strings.Cut(rest, "\n")
		default:
			removed = append(removed, l)
		}
	}
	return removed
}
