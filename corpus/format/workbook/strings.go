package workbook

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/part"
	"leitmotif/corpus/input"
)

const (
	// heldStrings is how many bytes of strings are held in memory; those behind them lie in a
	// temporary file.
	heldStrings = 16 << 20
	// maxStrings bounds their number: eight columns of a full sheet, each cell its own.
	maxStrings = 1 << 23
)

// sharedStrings are the texts that the cells of a workbook name by their number (ECMA-376
// part 1, 18.4). Each has lost its looks and its phonetic guides.
type sharedStrings struct {
	ends    []int64 // of each, in bytes of all of them
	held    []byte
	spilled *os.File // all strings, once there are more than are held
	limit   int64    // bytes of one; of a longer one the beginning is kept, to be too large
	given   int64    // bytes of long ones that cells were given
	spend   func(int64) error
}

// readSharedStrings reads the part of that name. A workbook may have none. Spend is told of what
// cells are given beyond what the part holds.
func readSharedStrings(d *input.Document, name string, limit int64, spend func(int64) error) (*sharedStrings, error) {
	s := &sharedStrings{limit: limit, spend: spend}
	r, err := part.Open(d, name, limit)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return nil, err
	}
	defer r.Close()
	if err := s.read(r); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// read takes all strings of a part.
func (s *sharedStrings) read(r *part.Reader) error {
	var text []byte
	for {
		token, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); !ok || e.Name.Local != "si" {
			continue
		}
		if text, err = stringItem(r, text[:0], s.limit); err != nil {
			return err
		}
		if err := s.add(input.Text([]byte(unescape(string(text))))); err != nil {
			return err
		}
	}
}

// stringItem adds the text of a string, whose start has been read, to text, up to a limit.
func stringItem(r *part.Reader, text []byte, limit int64) ([]byte, error) {
	inText := false
	for depth := 1; depth > 0; {
		token, err := r.Within()
		if err != nil {
			return nil, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == "rPh" {
				if err := r.Skip(); err != nil {
					return nil, err
				}
				continue
			}
			depth++
			inText = e.Name.Local == "t"
		case xml.EndElement:
			depth--
			inText = false
		case xml.CharData:
			if inText && int64(len(text)) <= limit {
				text = append(text, e...)
			}
		}
	}
	return text, nil
}

// add takes the next string.
func (s *sharedStrings) add(text string) error {
	if len(s.ends) == maxStrings {
		return &corpus.Reject{Reason: corpus.TooLarge, Detail: fmt.Sprintf("over %d strings in a workbook", maxStrings)}
	}
	end := int64(len(text))
	if n := len(s.ends); n > 0 {
		end += s.ends[n-1]
	}
	s.ends = append(s.ends, end)
	s.held = append(s.held, text...)
	if len(s.held) < heldStrings {
		return nil
	}
	return s.spill()
}

// spill moves what is held to a file.
func (s *sharedStrings) spill() error {
	if s.spilled == nil {
		file, err := os.CreateTemp("", "leitmotif-*")
		if err != nil {
			return err
		}
		s.spilled = file
	}
	_, err := s.spilled.Write(s.held)
	s.held = s.held[:0]
	return err
}

// at gives a string by its number; "" where there is none of that number. A few bytes of a cell
// name a text of any length, so that what is given beyond all of them once counts as unpacked.
// Words such as the name of an outlet do not: they are hardly longer than the cell.
func (s *sharedStrings) at(index int) (string, error) {
	if index < 0 || index >= len(s.ends) {
		return "", nil
	}
	begin, end := int64(0), s.ends[index]
	if index > 0 {
		begin = s.ends[index-1]
	}
	if end-begin >= runningText {
		s.given += end - begin
		if over := s.given - s.ends[len(s.ends)-1]; over > 0 {
			if err := s.spend(min(over, end-begin)); err != nil {
				return "", err
			}
		}
	}
	if s.spilled == nil {
		return string(s.held[begin:end]), nil
	}
	if len(s.held) > 0 {
		if err := s.spill(); err != nil {
			return "", err
		}
	}
	text := make([]byte, end-begin)
	_, err := s.spilled.ReadAt(text, begin)
	return string(text), err
}

func (s *sharedStrings) close() {
	if s.spilled != nil {
		s.spilled.Close()
		os.Remove(s.spilled.Name())
	}
}

// unescape reads the characters that a string of a workbook cannot write, such as "_x000D_"
// (ECMA-376 part 1, 22.9.2.19).
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	const length = len("_x000D_")
	var out strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 || len(s)-i < length {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:i])
		code, err := strconv.ParseUint(s[i+2:i+length-1], 16, 16)
		if err != nil || s[i+length-1] != '_' {
			out.WriteString(s[i : i+2])
			s = s[i+2:]
			continue
		}
		out.WriteRune(rune(code))
		s = s[i+length:]
	}
}
