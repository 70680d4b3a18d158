package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"unicode"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"leitmotif/corpus"
)

// document is an open PDF.
type document struct {
	s     *sandbox
	in    pdfium.Pdfium
	ref   references.FPDF_DOCUMENT
	bytes *contents
	pages int
}

// contents are the bytes of a document, as PDFium reads them.
type contents struct {
	io.ReadSeeker
	err error
}

func (c *contents) Read(p []byte) (int, error) {
	n, err := c.ReadSeeker.Read(p)
	if err != nil && err != io.EOF && c.err == nil {
		c.err = err
	}
	return n, err
}

// open begins to read a document of size bytes; close frees it, and lets the next one begin.
func open(at io.ReaderAt, size int64, spend func(bytes int64) error) (*document, error) {
	if size > math.MaxInt32 {
		return nil, &corpus.Reject{Reason: corpus.TooLarge, Detail: "pdf: over 2 GiB"}
	}
	s, err := shared()
	if err != nil {
		return nil, err
	}
	s.reading.Lock()
	s.meter.begin(spend)
	d := &document{s: s, bytes: &contents{ReadSeeker: io.NewSectionReader(at, 0, size)}}
	if err := d.load(size); err != nil {
		d.close()
		return nil, err
	}
	return d, nil
}

func (d *document) load(size int64) error {
	in, err := d.s.pool.GetInstanceWithContext(context.Background())
	if err != nil {
		return fmt.Errorf("pdf: start PDFium: %w", err)
	}
	d.in = in
	opened, err := in.OpenDocument(&requests.OpenDocument{FileReader: d.bytes, FileReaderSize: size})
	if err != nil {
		return d.fault(err)
	}
	d.ref = opened.Document
	count, err := in.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: d.ref})
	if err != nil {
		return d.fault(err)
	}
	d.pages = count.PageCount
	return nil
}

// fault says what an error of PDFium means: one of the file below comes before what it led to.
func (d *document) fault(err error) error {
	if lost := d.lost(); err != nil && lost != nil {
		return lost
	}
	return d.s.meter.fault(err)
}

func (d *document) close() {
	d.s.meter.end()
	if d.in != nil {
		_ = d.in.Close() // its memory is dropped whatever it says
	}
	d.s.reading.Unlock()
}

// property gives an entry of the information dictionary (ISO 32000-1, 14.3.3), or nothing.
func (d *document) property(name string) string {
	got, err := d.in.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: d.ref, Tag: name})
	if err != nil {
		return ""
	}
	return got.Value
}

// char is a character where it stands, in points from the lower left. Characters within a word
// stand between its first and its last one, and have no place of their own, nor have breaks.
type char struct {
	r                        rune
	placed                   bool
	left, bottom, right, top float64
	quarter                  int // turns of 90 degrees with the clock; -1 is askew
}

// page gives the characters of a page, counted from 0, in the order in which they were
// written, and whether a picture covers most of the page. Room asks whether so many are wanted.
func (d *document) page(i int, room func(chars int) error) (chars []char, picture bool, err error) {
	loaded, err := d.in.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: d.ref, Index: i})
	if err != nil {
		return nil, false, d.fault(err)
	}
	page := requests.Page{ByReference: &loaded.Page}
	text, err := d.in.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return nil, false, d.fault(err)
	}
	if chars, err = d.chars(text.TextPage, room); err != nil {
		return nil, false, err
	}
	if len(chars) == 0 {
		if picture, err = d.isPicture(i, page); err != nil {
			return nil, false, d.fault(err)
		}
	}
	_, err = d.in.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	_, closed := d.in.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	return chars, picture, d.fault(errors.Join(err, closed))
}

// chars gives the characters of a text.
func (d *document) chars(text references.FPDF_TEXTPAGE, room func(int) error) ([]char, error) {
	count, err := d.in.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text})
	if err != nil {
		return nil, d.fault(err)
	}
	if err := room(count.Count); err != nil {
		return nil, err
	}
	list := make([]char, count.Count)
	for i := range list {
		code, err := d.in.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text, Index: i})
		if err != nil {
			return nil, d.fault(err)
		}
		list[i].r = rune(code.Unicode)
	}
	parts := func(i int) bool {
		return i < 0 || i == len(list) || isBreak(list[i].r) || unicode.IsSpace(list[i].r)
	}
	var last *char
	for i := range list {
		if parts(i) || !parts(i-1) && !parts(i+1) {
			continue
		}
		if err := d.place(text, i, &list[i], last); err != nil {
			return nil, err
		}
		last = &list[i]
	}
	return list, nil
}

// place finds out where a character stands; last is the one that was placed before it, if any.
func (d *document) place(text references.FPDF_TEXTPAGE, i int, c, last *char) error {
	box, err := d.in.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: text, Index: i})
	if lost := d.lost(); lost != nil || err != nil {
		return lost // a character without a box is none to be seen
	}
	c.placed = true
	c.left, c.right = within(box.Rect.Left), within(box.Rect.Right)
	c.bottom, c.top = within(box.Rect.Bottom), within(box.Rect.Top)
	if last != nil && last.bottom == c.bottom && last.top == c.top {
		c.quarter = last.quarter
		return nil
	}
	angle, err := d.in.FPDFText_GetCharAngle(&requests.FPDFText_GetCharAngle{TextPage: text, Index: i})
	if err == nil {
		c.quarter = quarterOf(float64(angle.CharAngle))
	}
	return d.lost()
}

// within holds a coordinate to what pages can have; ISO 32000-1, annex C.2 allows 14,400.
func within(v float32) float64 {
	const most = 20_000 // points
	if v != v {
		return 0
	}
	return max(-most, min(most, float64(v)))
}

// quarterOf gives an angle in radians in turns of 90 degrees, or -1.
func quarterOf(angle float64) int {
	turns := angle / (math.Pi / 2)
	whole := math.Round(turns)
	if math.Abs(turns-whole) > 0.05 || math.IsNaN(turns) {
		return -1
	}
	return int(whole) & 3
}

// isPicture tells whether one picture covers most of page i, as on pages that were scanned.
func (d *document) isPicture(i int, page requests.Page) (bool, error) {
	size, err := d.in.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: d.ref, Index: i})
	if err != nil {
		return false, err
	}
	count, err := d.in.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil {
		return false, err
	}
	const looked = 100 // objects
	for k := range min(count.Count, looked) {
		object, err := d.in.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: k})
		if err != nil {
			return false, err
		}
		kind, err := d.in.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object.PageObject})
		if err != nil {
			return false, err
		}
		if kind.Type != enums.FPDF_PAGEOBJ_IMAGE && kind.Type != enums.FPDF_PAGEOBJ_FORM {
			continue
		}
		box, err := d.in.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: object.PageObject})
		if err != nil {
			continue
		}
		width, height := float64(box.Right-box.Left), float64(box.Top-box.Bottom)
		if width*height > size.Width*size.Height/2 {
			return true, nil
		}
	}
	return false, nil
}

// lost tells why nothing more can be read, if so: single faults are passed over where
// what they concern can be done without.
func (d *document) lost() error {
	if d.s.meter.err != nil {
		return d.s.meter.err
	}
	if d.bytes.err != nil {
		return fmt.Errorf("pdf: %w", d.bytes.err)
	}
	return nil
}
