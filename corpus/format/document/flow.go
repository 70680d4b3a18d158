package document

import (
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/input"
)

// kind is what the style of a paragraph makes of it.
type kind uint8

const (
	bodyKind kind = iota
	headingKind
	titleKind
	contentsKind // an entry of a table of contents
)

// kindOfStyle tells the kind by the name of a style, as programs write it whatever language
// they speak; templates write it in their own.
func kindOfStyle(name string) kind {
	name = strings.ToLower(strings.ReplaceAll(name, "_20_", " "))
	first, _, _ := strings.Cut(name, " ")
	switch {
	case name == "title", name == "titel":
		return titleKind
	case first == "heading", first == "überschrift":
		return headingKind
	case first == "toc", first == "contents", first == "verzeichnis":
		return contentsKind
	}
	return bodyKind
}

// paragraph is a paragraph of a document, or a row of a table.
type paragraph struct {
	text string
	kind kind
	cell cell
}

// cell is the place of a paragraph in a table; zero where it stands in none.
type cell struct{ row, column int }

// flow puts the paragraphs of a document in the order in which they are read.
type flow struct {
	limit int64 // bytes of text
	size  int64
	list  []paragraph
	// drafts are the paragraphs that have begun: one, and within it those of the text boxes
	// that are anchored in it.
	drafts   []draft
	floating []paragraph // of text boxes, until the paragraph around them ends
	notes    []paragraph
	inNote   int
	tables   []cell // where in each of the tables around
	rows     int
}

// draft is a paragraph that has not ended.
type draft struct {
	text   []byte
	kind   kind
	cell   cell
	note   bool
	joined bool // the paragraph goes on in the next one
}

// overhead is what a paragraph counts for beside its text.
const overhead = 32

// begin begins a paragraph.
func (f *flow) begin() {
	d := draft{note: f.inNote > 0}
	if n := len(f.tables); n > 0 {
		d.cell = f.tables[n-1]
	}
	if n := len(f.drafts); n > 0 && f.drafts[n-1].joined {
		d.text = f.drafts[n-1].text
		f.drafts = f.drafts[:n-1]
	}
	f.drafts = append(f.drafts, d)
}

// current is the paragraph that is being written; what stands outside of all begins one.
func (f *flow) current() *draft {
	if len(f.drafts) == 0 {
		f.begin()
	}
	return &f.drafts[len(f.drafts)-1]
}

// write adds text to the paragraph.
func (f *flow) write(text string) {
	if f.size += int64(len(text)); f.size <= f.limit {
		d := f.current()
		d.text = append(d.text, text...)
	}
}

// writeFolded is write for text whose white space is folded.
func (f *flow) writeFolded(text []byte, fold func(paragraph, text []byte) []byte) {
	if f.size += int64(len(text)); f.size <= f.limit {
		d := f.current()
		d.text = fold(d.text, text)
	}
}

// end ends a paragraph.
func (f *flow) end() {
	n := len(f.drafts) - 1
	if n < 0 || f.drafts[n].joined {
		return
	}
	d := f.drafts[n]
	f.drafts = f.drafts[:n]
	p := paragraph{strings.TrimSpace(input.Text(d.text)), d.kind, d.cell}
	if p.text != "" && p.kind != contentsKind {
		f.size += overhead
		switch {
		case f.size > f.limit:
		case d.note:
			f.notes = append(f.notes, p)
		case n > 0:
			f.floating = append(f.floating, p)
		default:
			f.list = append(f.list, p)
		}
	}
	if n == 0 {
		f.list, f.floating = append(f.list, f.floating...), f.floating[:0]
	}
}

// finish ends what has not ended and gives the paragraphs. It fails with a [corpus.Reject]
// where there was more text than the limit.
func (f *flow) finish() ([]paragraph, error) {
	for len(f.drafts) > 0 {
		f.drafts[len(f.drafts)-1].joined = false
		f.end()
	}
	if f.size > f.limit {
		return nil, errTooLarge
	}
	return joinRows(append(f.list, f.notes...)), nil
}

// errTooLarge says that a document is over the limit on a record.
var errTooLarge = &corpus.Reject{Reason: corpus.TooLarge, Detail: "more text than a record may have"}

// beginTable begins a table within those around.
func (f *flow) beginTable() { f.tables = append(f.tables, cell{}) }

// endTable ends the innermost table.
func (f *flow) endTable() {
	if n := len(f.tables); n > 0 {
		f.tables = f.tables[:n-1]
	}
}

// beginRow begins a row of the innermost table.
func (f *flow) beginRow() {
	f.rows++
	if n := len(f.tables); n > 0 {
		f.tables[n-1] = cell{row: f.rows}
	}
}

// beginCell begins a cell of the row.
func (f *flow) beginCell() {
	if n := len(f.tables); n > 0 {
		f.tables[n-1].column++
	}
}

// joinRows makes one paragraph of the cells of a row that hold one each.
func joinRows(list []paragraph) []paragraph {
	joined := list[:0]
	for i := 0; i < len(list); {
		end, several := i+1, false
		for ; list[i].cell.row > 0 && end < len(list) && list[end].cell.row == list[i].cell.row; end++ {
			several = several || list[end].cell == list[end-1].cell
		}
		if several || end == i+1 {
			joined = append(joined, list[i:end]...)
			i = end
			continue
		}
		texts := make([]string, 0, end-i)
		for _, p := range list[i:end] {
			texts = append(texts, input.Line(p.text))
		}
		joined = append(joined, paragraph{strings.Join(texts, "\t"), list[i].kind, list[i].cell})
		i = end
	}
	return joined
}
