package table

import (
	"errors"

	"leitmotif/corpus/format/lines"
)

// aheadReader reads lines and can go back to a mark.
type aheadReader struct {
	lines   *lines.Reader
	line    int    // number of the line last returned, from 1
	kept    []byte // lines from the mark on, one behind the other
	ends    []int  // the end of each in kept
	read    int    // how many of them have been returned
	marked  bool
	mark    int // of the lines kept, the first behind the mark
	atMark  int // line at the mark
	pending error
}

// next returns the next line, valid until the next call without a mark.
func (a *aheadReader) next() ([]byte, error) {
	if a.read < len(a.ends) {
		a.read++
		a.line++
		return a.at(a.read - 1), nil
	}
	if err := a.pending; err != nil {
		if !a.marked {
			a.kept, a.ends, a.read, a.pending = a.kept[:0], a.ends[:0], 0, nil
			if errors.Is(err, lines.ErrTooLong) {
				a.line++
			}
		}
		return nil, err
	}
	line, err := a.lines.Next()
	switch {
	case a.marked && err != nil:
		a.pending = err
		return nil, err
	case a.marked:
		a.kept = append(a.kept, line...)
		a.ends = append(a.ends, len(a.kept))
		a.read = len(a.ends)
	default:
		a.kept, a.ends, a.read = a.kept[:0], a.ends[:0], 0
	}
	if err == nil || errors.Is(err, lines.ErrTooLong) {
		a.line++
	}
	return line, err
}

func (a *aheadReader) at(i int) []byte {
	begin := 0
	if i > 0 {
		begin = a.ends[i-1]
	}
	return a.kept[begin:a.ends[i]]
}

// setMark keeps the lines that follow, until goBack or release. The line last returned is no
// longer valid.
func (a *aheadReader) setMark() {
	if a.read > len(a.ends)/2 { // forget those before the mark
		begin := a.ends[a.read-1]
		a.kept = append(a.kept[:0], a.kept[begin:]...)
		rest := a.ends[a.read:]
		for i, end := range rest {
			a.ends[i] = end - begin
		}
		a.ends, a.read = a.ends[:len(rest)], 0
	}
	a.marked, a.mark, a.atMark = true, a.read, a.line
}

// since counts the bytes from the mark on to the line last returned.
func (a *aheadReader) since() int64 {
	if a.read == a.mark {
		return 0
	}
	begin := 0
	if a.mark > 0 {
		begin = a.ends[a.mark-1]
	}
	return int64(a.ends[a.read-1] - begin)
}

func (a *aheadReader) goBack() { a.marked, a.read, a.line = false, a.mark, a.atMark }

func (a *aheadReader) release() { a.marked = false }
