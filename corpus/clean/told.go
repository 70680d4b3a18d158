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
// holds the others in their order, some without a piece.
func removedLines(raw, cleaned string) (removed []string) {
	kept, rest, _ := strings.Cut(cleaned, "\n")
	for l := range strings.SplitSeq(raw, "\n") {
		switch piece, ok := missing(l, kept); {
		case l == "":
		case ok:
			if piece != "" {
				removed = append(removed, piece)
			}
			kept, rest, _ = strings.Cut(rest, "\n")
		default:
			removed = append(removed, l)
		}
	}
	return removed
}

// missing gives the piece without which a line is what was kept, if there is one: whole
// words at its beginning, its end or within it.
func missing(line, kept string) (piece string, ok bool) {
	if kept == "" || len(kept) > len(line) {
		return "", false
	}
	if line == kept {
		return "", true
	}
	n := 0
	for n < len(kept) && line[n] == kept[n] {
		n++
	}
	if tail := kept[n:]; !strings.HasSuffix(line, tail) {
		return "", false
	}
	piece = line[n : len(line)-(len(kept)-n)]
	if !strings.ContainsAny(piece, " ") {
		return "", false // a part of a word
	}
	return strings.TrimSpace(piece), true
}
