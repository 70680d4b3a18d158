// Package labelled reads corpora of JSON Lines that people have labelled with their tone, or
// that hold texts alone: files go in, records come out.
package labelled

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/klauspost/compress/gzip"

	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/sentiment/training"
)

// Record is a record of a labelled corpus, or of unlabelled texts.
type Record struct {
	Lang, Title, Text, Label, Split, Target string
	// From and To are the half-open range of the target in characters of Text; nil where it
	// is not given.
	From *float64 `json:"target_from"`
	To   *float64 `json:"target_to"`
	Line int      `json:"-"` // of the file, from 1
}

// Flow gives title and text of a record, once where the text repeats the title.
func (r Record) Flow() string {
	if strings.Contains(r.Text, r.Title) {
		return r.Text
	}
	return r.Title + "\n\n" + r.Text
}

// Example gives a labelled sentence; ok is false where the label is none of the three.
func (r Record) Example() (x training.Example, ok bool) {
	x = training.Example{Text: r.Text, Label: slices.Index(sentiment.Names, r.Label)}
	if r.From != nil && r.To != nil {
		x.Start, x.End = byteOffset(r.Text, int(*r.From)), byteOffset(r.Text, int(*r.To))
	}
	return x, x.Label >= 0
}

// check tells of a target that does not stand in the text.
func (r Record) check() error {
	if r.From == nil || r.To == nil {
		return nil
	}
	if n := float64(utf8.RuneCountInString(r.Text)); !(*r.From >= 0 && *r.From <= *r.To && *r.To <= n) {
		return fmt.Errorf("a target from %v to %v in a text of %v characters", *r.From, *r.To, n)
	}
	return nil
}

// byteOffset turns an offset in characters into one in bytes, within the text.
func byteOffset(text string, characters int) int {
	for at := range text {
		if characters <= 0 {
			return at
		}
		characters--
	}
	return len(text)
}

// Read reads the records of one split, or all with split "".
func Read(path, split string) ([]Record, error) {
	var out []Record
	err := Each(path, func(r Record) bool {
		if split == "" || r.Split == split {
			out = append(out, r)
		}
		return true
	})
	return out, err
}

// Each reads JSON Lines, compressed with gzip or not, until yield returns false.
func Each(path string, yield func(Record) bool) error {
	return Lines(path, func(number int, line []byte) (more bool, err error) {
		r := Record{Line: number}
		if err := json.Unmarshal(line, &r); err != nil {
			return false, err
		}
		if err := r.check(); err != nil {
			return false, err
		}
		return yield(r), nil
	})
}

// Lines reads lines that are not empty, compressed with gzip or not, with their numbers, until
// yield wants no more.
func Lines(path string, yield func(number int, line []byte) (more bool, err error)) (err error) {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	var in io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(file); err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
	}
	lines := bufio.NewReader(in)
	for number := 1; ; number++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read %s: %w", path, err)
		}
		if len(line) > 1 {
			more, err := yield(number, line)
			if err != nil {
				return fmt.Errorf("read %s line %d: %w", path, number, err)
			}
			if !more {
				return nil
			}
		}
		if err != nil {
			return nil
		}
	}
}
