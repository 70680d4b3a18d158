package yaml

import (
	"bytes"
	"fmt"
)

// pieceBytes is how much of a list is parsed at once: enough that starting the parser does
// not count.
const pieceBytes = 16 << 10

// Sequence reads a file that is one sequence and gives its entries to each, one after the
// other, until that fails. A sequence with a line "- " for each entry at the left margin,
// as lists of any length are written, is parsed in pieces, so that the nodes of a few
// entries are in memory at a time; any other is parsed whole.
func Sequence(data []byte, each func(*Node) error) error {
	if len(data) > MaxListBytes {
		return fmt.Errorf("over %d bytes of YAML", MaxListBytes)
	}
	start := firstEntry(data)
	if start < 0 {
		return entries(data, 0, each)
	}
	before := bytes.Count(data[:start], []byte("\n"))
	for rest := data[start:]; len(rest) > 0; {
		end := pieceEnd(rest)
		if err := entries(rest[:end], before, each); err != nil {
			return err
		}
		before += bytes.Count(rest[:end], []byte("\n"))
		rest = rest[end:]
	}
	return nil
}

// entries gives the entries of the sequence that data is, in front of which there are so
// many lines.
func entries(data []byte, before int, each func(*Node) error) error {
	root, err := parse(data, before)
	if err != nil || root == nil {
		return err
	}
	if root.Kind != List {
		return wanted(root, "a list is wanted here, whose entries begin with '- '")
	}
	for _, entry := range root.Content {
		if err := each(entry); err != nil {
			return err
		}
	}
	return nil
}

// firstEntry gives the offset of the first entry, in front of which there are only blank
// lines, comments and the mark of a document; -1 where something else is.
func firstEntry(data []byte) int {
	offset := len(data) - len(bytes.TrimPrefix(data, []byte("\ufeff")))
	for offset < len(data) {
		line, _, _ := bytes.Cut(data[offset:], []byte("\n"))
		switch blank := bytes.TrimSpace(line); {
		case beginsEntry(line):
			return offset
		case len(blank) > 0 && blank[0] != '#' && !bytes.Equal(blank, []byte("---")):
			return -1
		}
		offset += len(line) + 1
	}
	return -1
}

// beginsEntry tells whether a line at the left margin begins an entry. Within a sequence at
// the margin nothing else may stand there: what belongs to an entry is indented (YAML 1.2.2,
// 8.2.1).
func beginsEntry(line []byte) bool {
	return len(line) > 0 && line[0] == '-' && (len(line) == 1 || line[1] == ' ' || line[1] == '\t' || line[1] == '\r')
}

// pieceEnd gives where the piece of data ends that is parsed next: in front of the first
// entry that begins behind pieceBytes.
func pieceEnd(data []byte) int {
	for offset := min(len(data), pieceBytes); ; {
		next := bytes.IndexByte(data[offset:], '\n')
		if next < 0 {
			return len(data)
		}
		offset += next + 1
		line, _, _ := bytes.Cut(data[offset:min(len(data), offset+3)], []byte("\n"))
		if beginsEntry(line) {
			return offset
		}
	}
}
