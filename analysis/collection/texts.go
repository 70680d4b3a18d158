package collection

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fxamacker/cbor/v2"

	"leitmotif/analysis/internal/spill"
	"leitmotif/analysis/result"
	"leitmotif/corpus/boilerplate"
)

// keptTexts are the texts of the articles, where they are asked for. They come in the order of
// the input and go in the order of their IDs, so they lie in drawers by the first digits of
// these: one drawer at a time is put in order.
type keptTexts struct {
	drawers [drawers]drawer
	pieces  *spill.List[textPiece, *textPiece]
}

// drawers is the number of values that the first two digits of an ID have.
const drawers = 256

// drawerSize is how much of a drawer waits to be written, in bytes.
const drawerSize = 64 << 10

// drawer is the texts of the articles whose IDs begin alike.
type drawer struct {
	waiting textPiece
	size    int   // of what waits, in bytes
	written []int // places in pieces
}

// textPiece is some of the texts of a drawer.
type textPiece []result.Text

// MarshalBinary writes the texts as compressed CBOR (RFC 8949).
func (p *textPiece) MarshalBinary() ([]byte, error) {
	raw, err := cbor.Marshal([]result.Text(*p))
	return spill.Compress(raw), err
}

// UnmarshalBinary replaces the texts by those that MarshalBinary wrote.
func (p *textPiece) UnmarshalBinary(data []byte) error {
	raw, err := spill.Expand(data, nil)
	if err != nil {
		return err
	}
	return cbor.Unmarshal(raw, (*[]result.Text)(p))
}

// keptText is the text of an article without what recurs, with the lines that cleaning dropped
// and the pieces that recur. Of a reader's memory, which these lie in, it keeps nothing.
func keptText(text string, dropped []string, pieces []boilerplate.Piece) result.Text {
	t := result.Text{Text: strings.Clone(text), Removed: dropped}
	for _, p := range pieces {
		t.Removed = append(t.Removed, strings.Clone(p.Text))
	}
	return t
}

func newKeptTexts(options *Options) *keptTexts {
	return &keptTexts{pieces: spill.NewList[textPiece]("cleaned texts", options.Scratch, options.held())}
}

// add keeps a text.
func (k *keptTexts) add(t result.Text) error {
	digits, err := strconv.ParseUint(t.ArticleID[:2], 16, 8)
	if err != nil {
		return fmt.Errorf("id of an article: %w", err)
	}
	d := &k.drawers[digits]
	d.waiting = append(d.waiting, t)
	d.size += len(t.Text)
	for _, removed := range t.Removed {
		d.size += len(removed)
	}
	if d.size < drawerSize {
		return nil
	}
	piece := d.waiting
	item, err := k.pieces.Pack(&piece, d.size)
	if err == nil {
		d.written = append(d.written, k.pieces.Len())
		d.waiting, d.size = nil, 0
		err = k.pieces.Add(item)
	}
	return err
}

// each gives the texts in ascending order of their IDs.
func (k *keptTexts) each(ctx context.Context, use func(result.Text) error) error {
	for i := range k.drawers {
		d := &k.drawers[i]
		texts := d.waiting
		d.waiting = nil
		for _, at := range d.written {
			item, err := k.pieces.At(at, nil)
			if err != nil {
				return err
			}
			piece, err := k.pieces.Unpack(item)
			if err != nil {
				return err
			}
			texts = append(texts, *piece...)
		}
		slices.SortFunc(texts, func(a, b result.Text) int { return cmp.Compare(a.ArticleID, b.ArticleID) })
		for _, t := range texts {
			if err := use(t); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// GiveTexts gives the texts of the articles in ascending order of their IDs, where
// Options.Texts asked for them, and lets them go. It fails where they cannot be read back,
// where use does, and when ctx ends.
func (c *Collection) GiveTexts(ctx context.Context, use func(result.Text) error) error {
	if c.texts == nil {
		return nil
	}
	texts := c.texts
	c.texts = nil
	return errors.Join(texts.each(ctx, use), texts.pieces.Close())
}
