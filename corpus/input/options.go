package input

import "io"

// Options says what is read and what it may cost. The zero value is usable.
type Options struct {
	// Stdin is what the argument "-" reads. Nil makes "-" an error.
	Stdin io.Reader
	// Own are files that the caller uses for itself, such as its settings; they are left
	// out where an argument reaches them. What the program has written is so in any case.
	Own    []string
	Limits Limits
}

// Limits bounds what one input may cost. A zero field means its default; a negative
// one means no limit. Not among them, for no news need more: the fields of an
// article other than its text are bounded by [corpus.Article.Bound], whatever the form.
type Limits struct {
	// RecordBytes bounds one record: a line, a row, an element of a JSON array, or
	// a whole file where the file is read as one (text, HTML page, feed).
	// In bytes after decompression; default 32 MiB.
	RecordBytes int64
	// ExpandedBytes bounds what all layers of one input may decompress to, together.
	// Default 1 TiB.
	ExpandedBytes int64
	// ExpansionRatio bounds decompressed bytes per byte of the input, counted once
	// 64 MiB have come out. Default 200; text seldom passes 20, and gzip cannot pass
	// 1032.
	ExpansionRatio int
	// Nesting is the number of archives that may lie within each other. Default 2: a
	// zip of tars is read, a zip within those is rejected. A compression directly
	// around another one counts as an archive.
	Nesting int
}

const (
	defaultRecordBytes    = 32 << 20
	defaultExpandedBytes  = 1 << 40
	defaultExpansionRatio = 200
	defaultNesting        = 2

	// ratioFloor is what may come out of an input before the ratio counts: small
	// files of one repeated character are no danger.
	ratioFloor = 64 << 20

	unlimited = int64(1) << 62
)

func (l Limits) withDefaults() Limits {
	pick := func(v, def int64) int64 {
		switch {
		case v == 0:
			return def
		case v < 0:
			return unlimited
		}
		return v
	}
	return Limits{
		RecordBytes:    pick(l.RecordBytes, defaultRecordBytes),
		ExpandedBytes:  pick(l.ExpandedBytes, defaultExpandedBytes),
		ExpansionRatio: int(pick(int64(l.ExpansionRatio), defaultExpansionRatio)),
		Nesting:        int(pick(int64(l.Nesting), defaultNesting)),
	}
}
