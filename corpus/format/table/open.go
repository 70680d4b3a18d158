package table

import (
	"bytes"
	"errors"
	"fmt"

	"leitmotif/corpus/format/lines"
)

// crossing judges the lines that a quoted cell crosses: an author's quote at the beginning of a
// cell that nothing closes would swallow the rows behind it.
type crossing struct {
	width    int  // cells of a row
	beginFit bool // the line that the cell begins in is a row with the quote as it stands
	tabs     bool // part the cells; running text has none
	fitting  int  // lines that are rows of their own
	other    int
}

const (
	// sure delimiters in the right places make rows of lines whatever the quotes say.
	sure = 12
	// hinted are enough where the closing quote does not end its cell either.
	hinted = 2
	// judged lines settle it: behind them a cell ends where its quote does.
	judged = 40
)

// count counts a line by whether it is a row of its own.
func (c *crossing) count(fits bool) {
	if fits {
		c.fitting++
	} else {
		c.other++
	}
}

// rows tells whether the lines counted are rows, by at least so many delimiters: one line in
// ten may be damaged.
func (c *crossing) rows(delimiters int) bool {
	return c.fitting*(c.width-1) >= delimiters && c.fitting >= 9*c.other && c.fitting+c.other <= judged
}

// needed gives how many delimiters show that a quote that closes a cell is none, loose if it
// stands before neither a delimiter nor the end of its line.
func (c *crossing) needed(loose bool) int {
	if c.beginFit && (loose || c.tabs) {
		return hinted
	}
	return sure
}

// across goes on with a row whose first line, opening, ends within a quoted cell. Where the
// lines that the cell crosses are rows of their own, or no quote ends it before the limit or the
// end of the input, the quote is part of the text and the row ends with its line. A line is
// looked at by the quotes of at most judged lines before it, and once by one that nothing
// closes: the quotes in the lines that this one looked at are not tried again.
func (t *rowReader) across(opening []byte) ([][]byte, error) {
	t.opening = append(t.opening[:0], opening...)
	begun := t.lines.line
	if t.fits != nil && begun <= t.unclosed {
		return t.literal(begun)
	}
	t.lines.setMark()
	probe := rowReader{delimiter: t.delimiter, backslash: t.backslash}
	c := crossing{width: t.width, tabs: t.delimiter == '\t', beginFit: t.fits != nil && t.fits(probe.alone(opening))}
	t.loose = false
	for {
		line, err := t.lines.next()
		tooLarge := t.lines.since()+int64(len(opening)) > t.limit
		if errors.Is(err, lines.ErrTooLong) && c.fitting == 0 { // that line belongs to the row
			t.lines.release()
			_, err = t.lines.next()
			return nil, err
		}
		if err != nil || tooLarge {
			return t.giveUp(begun, tooLarge)
		}
		line = trimReturn(line)
		t.content = append(t.content, '\n')
		open := t.resume(line)
		if t.fits != nil && c.fitting+c.other <= judged && len(bytes.TrimSpace(line)) > 0 {
			if fits := t.fits(probe.alone(line)); fits || open {
				c.count(fits)
			}
		}
		switch {
		case open && c.rows(sure), !open && c.rows(c.needed(t.loose)):
			t.lines.goBack()
			return t.literal(begun)
		case !open:
			t.lines.release()
			return t.cells(), nil
		}
	}
}

// giveUp goes back to the line behind the one begun, in which a cell begins that does not end.
func (t *rowReader) giveUp(begun int, tooLarge bool) ([][]byte, error) {
	t.unclosed = t.lines.line
	t.lines.goBack()
	if tooLarge {
		return nil, lines.ErrTooLong
	}
	return t.literal(begun)
}

// literal gives the row of the line that is kept as opening, if it is one.
func (t *rowReader) literal(begun int) ([][]byte, error) {
	if cells := t.alone(t.opening); t.fits != nil && t.fits(cells) {
		return cells, nil
	}
	return nil, fmt.Errorf("line %d: %w", begun, errOpenQuote)
}

// alone gives the cells of a line as a row of its own: the quote before a cell that does not
// end in it belongs to the text.
func (t *rowReader) alone(line []byte) [][]byte {
	t.content, t.ends = t.content[:0], t.ends[:0]
	if !t.parse(line) {
		return t.cells()
	}
	t.content, t.ends = t.content[:t.opened.content], t.ends[:t.opened.cells]
	for i, cell := range bytes.Split(line[t.opened.at:], []byte{t.delimiter}) {
		if last := len(cell) - 1; i > 0 && last > 0 && cell[0] == '"' && cell[last] == '"' {
			cell = cell[1:last]
		}
		t.endCell(cell)
	}
	return t.cells()
}
