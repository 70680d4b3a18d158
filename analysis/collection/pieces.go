package collection

import (
	"cmp"
	"slices"
	"strings"

	"leitmotif/analysis/result"
	"leitmotif/corpus/boilerplate"
	"leitmotif/corpus/clean"
)

// pieceCharacters is the length of BoilerplateLine.Text.
const pieceCharacters = 200

// pieces counts the articles that each piece of boilerplate was removed from.
type pieces map[pieceKey]*result.BoilerplateLine

type pieceKey struct {
	source string
	key    uint64
}

// cutPieces copies the pieces, so that they no longer hold the text they stood in.
func cutPieces(list []boilerplate.Piece) []boilerplate.Piece {
	out := slices.Clone(list)
	for i := range out {
		out[i].Text = strings.Clone(clean.Lead(out[i].Text, pieceCharacters))
	}
	return out
}

// add takes up the pieces removed from an article, in the order of the articles.
func (p pieces) add(source string, list []boilerplate.Piece) {
	for _, piece := range list {
		k := pieceKey{source, piece.Key}
		if p[k] == nil {
			p[k] = &result.BoilerplateLine{Source: source, Text: piece.Text}
		}
		p[k].Articles++
	}
}

// list gives the lines, in most articles first.
func (p pieces) list() []result.BoilerplateLine {
	type entry struct {
		line *result.BoilerplateLine
		key  uint64
	}
	entries := make([]entry, 0, len(p))
	for k, line := range p {
		entries = append(entries, entry{line, k.key})
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.line.Articles, a.line.Articles), cmp.Compare(a.line.Source, b.line.Source),
			cmp.Compare(a.line.Text, b.line.Text), cmp.Compare(a.key, b.key))
	})
	lines := make([]result.BoilerplateLine, len(entries))
	for i, e := range entries {
		lines[i] = *e.line
	}
	return lines
}
