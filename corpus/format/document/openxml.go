package document

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/part"
	"leitmotif/corpus/input"
)

// ReadOpenXML reads a text document in Office Open XML.
func ReadOpenXML(st *input.Stream) {
	d := st.Document()
	w := &openXML{flow: flow{limit: st.Limit()}}
	c, err := w.read(d)
	finish(st, c, err, "word/media/")
}

// finish hands over the article of a document, or why there is none. Pictures are the folder
// of those in it.
func finish(st *input.Stream, c *content, err error, pictures string) {
	switch {
	case err != nil:
		st.Failed(st.Origin(1), err)
	case len(c.paragraphs) > 0:
		c.emit(st)
	case hasMember(st.Document(), pictures):
		st.Reject(st.Origin(1), corpus.NoText, "there are pictures in it and no text")
	}
}

func hasMember(d *input.Document, folder string) bool {
	for _, name := range d.Names() {
		if strings.HasPrefix(name, folder) {
			return true
		}
	}
	return false
}

// openXML reads the parts of a text document.
type openXML struct {
	flow   flow
	styles map[string]style
	xml    *part.Reader

	inProperties bool   // of a paragraph
	hidden       bool   // the run
	placeholder  bool   // the control that has begun shows a text of its own, or lists the contents
	fields       []bool // those that have begun: whether their result has
}

// read gives what a document holds.
func (w *openXML) read(d *input.Document) (*content, error) {
	top, err := part.Relationships(d, "", w.flow.limit)
	if err != nil {
		return nil, err
	}
	main, core := "word/document.xml", "docProps/core.xml"
	for _, r := range top {
		switch {
		case r.External:
		case r.Type == "officeDocument":
			main = r.Target
		case r.Type == "core-properties":
			core = r.Target
		}
	}
	c := &content{title: propertyTitle(d, core)}
	if w.styles, err = readStyles(d, path.Join(path.Dir(main), "styles.xml"), w.flow.limit); err != nil {
		return nil, err
	}
	if err := w.readPart(d, main); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			err = &corpus.Reject{Reason: corpus.Malformed, Detail: err.Error()}
		}
		return nil, err
	}
	for _, notes := range [...]string{"footnotes.xml", "endnotes.xml"} {
		err := w.readPart(d, path.Join(path.Dir(main), notes))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	c.paragraphs, err = w.flow.finish()
	return c, err
}

// propertyTitle gives the title among the properties of a document (ECMA-376 part 2, clause
// 10; OpenDocument 1.3 part 3, 4.3). Properties that cannot be read have none.
func propertyTitle(d *input.Document, name string) string {
	const longest = 1 << 16 // bytes
	r, err := part.Open(d, name, longest)
	if err != nil {
		return ""
	}
	defer r.Close()
	for {
		token, err := r.Next()
		if err != nil {
			return ""
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "title" {
			title, err := r.Text(longest)
			if err != nil {
				return ""
			}
			return title
		}
	}
}

// style is what a style says of its text.
type style struct {
	kind   kind
	hidden bool
	base   string
}

// maxStyles bounds the styles of a document that are known.
const maxStyles = 1 << 14

// readStyles gives the styles of a document by their id (ECMA-376 part 1, 17.7). It may have
// none.
func readStyles(d *input.Document, name string, limit int64) (map[string]style, error) {
	r, err := part.Open(d, name, limit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer r.Close()
	styles := make(map[string]style)
	id, s := "", style{}
	for {
		token, err := r.Next()
		if errors.Is(err, io.EOF) {
			return inherit(styles), nil
		}
		if err != nil {
			return nil, err
		}
		switch e := token.(type) {
		case xml.EndElement:
			if e.Name.Local == "style" && len(styles) < maxStyles {
				styles[id] = s
			}
		case xml.StartElement:
			value := part.Attribute(e, "val")
			switch e.Name.Local {
			case "style":
				id, s = part.Attribute(e, "styleId"), style{}
			case "name":
				s.kind = kindOfStyle(value)
			case "basedOn":
				s.base = value
			case "outlineLvl":
				if s.kind == bodyKind && isLevel(value) {
					s.kind = headingKind
				}
			case "vanish":
				s.hidden = isOn(value)
			}
		}
	}
}

// inherit gives styles without a kind that of the style that they are based on.
func inherit(styles map[string]style) map[string]style {
	const most = 10 // styles upon one another
	full := make(map[string]style, len(styles))
	for id, s := range styles {
		for base, n := s.base, 0; s.kind == bodyKind && base != "" && n < most; n++ {
			s.kind, base = styles[base].kind, styles[base].base
		}
		full[id] = s
	}
	return full
}

// isLevel tells whether a level of the outline is one of headings (17.3.1.20).
func isLevel(value string) bool { return len(value) == 1 && '0' <= value[0] && value[0] < '9' }

// isOn reads the value of a property that is on where it stands alone (17.17.4).
func isOn(value string) bool { return value != "0" && value != "false" && value != "off" }

// readPart reads the paragraphs of a part.
func (w *openXML) readPart(d *input.Document, name string) error {
	r, err := part.Open(d, name, w.flow.limit)
	if err != nil {
		return err
	}
	defer r.Close()
	w.xml = r
	for {
		token, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.StartElement:
			err = w.start(e)
		case xml.EndElement:
			w.end(e.Name.Local)
		}
		if err != nil {
			return err
		}
	}
}

// left out are the elements that hold nothing to read: what changes have deleted and how
// things were before them, the codes of fields, phonetic guides, positions of tabulators, and
// what older programs read in place of something else.
var leftOut = map[string]bool{
	"moveFrom": true, "delText": true, "instrText": true, "delInstrText": true, "Fallback": true, "rt": true, "tabs": true,
	"pPrChange": true, "rPrChange": true, "tblPrChange": true, "trPrChange": true, "tcPrChange": true, "sectPrChange": true,
	"tblPrExChange": true, "tblGridChange": true, "numberingChange": true, "sectPr": true, "txbxStyle": true,
}

// start reads the start of an element.
func (w *openXML) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "p":
		w.flow.begin()
	case "tbl":
		w.flow.beginTable()
	case "tr":
		w.flow.beginRow()
	case "tc":
		w.flow.beginCell()
	case "del":
		if w.inProperties { // the mark of the paragraph is deleted
			w.flow.current().joined = true
		}
		return w.xml.Skip()
	case "footnote", "endnote":
		if kind := part.Attribute(e, "type"); kind != "" && kind != "normal" {
			return w.xml.Skip()
		}
	case "showingPlcHdr":
		w.placeholder = true
	case "docPartGallery":
		w.placeholder = w.placeholder || part.Attribute(e, "val") == "Table of Contents"
	case "sdtPr":
		w.placeholder = false
	case "sdtContent":
		if w.placeholder {
			w.placeholder = false
			return w.xml.Skip()
		}
	default:
		if leftOut[e.Name.Local] {
			return w.xml.Skip()
		}
		return w.startInline(e)
	}
	return nil
}

// startInline reads the start of an element within a paragraph.
func (w *openXML) startInline(e xml.StartElement) error {
	value := part.Attribute(e, "val")
	switch e.Name.Local {
	case "pPr":
		w.inProperties = true
	case "pStyle":
		w.flow.current().kind = w.styles[value].kind
	case "outlineLvl":
		if d := w.flow.current(); w.inProperties && d.kind == bodyKind && isLevel(value) {
			d.kind = headingKind
		}
	case "r":
		w.hidden = false
	case "rStyle":
		w.hidden = w.hidden || !w.inProperties && w.styles[value].hidden
	case "vanish":
		if !w.inProperties {
			w.hidden = isOn(value)
		}
	case "fldChar":
		w.field(part.Attribute(e, "fldCharType"))
	case "t":
		text, err := w.xml.Text(int(min(w.flow.limit, 1<<30)))
		if err == nil {
			w.write(text)
		}
		return err
	case "tab", "ptab":
		w.write("\t")
	case "br", "cr":
		w.write("\n")
	case "noBreakHyphen":
		w.write("-")
	}
	return nil
}

// write adds text of a run that can be seen.
func (w *openXML) write(text string) {
	if w.hidden || w.inProperties {
		return
	}
	for _, result := range w.fields {
		if !result {
			return
		}
	}
	w.flow.write(text)
}

// field reads a mark of a field (17.16.18): its code stands between begin and separate, its
// result between that and end.
func (w *openXML) field(mark string) {
	const most = 64 // within one another
	n := len(w.fields)
	switch {
	case mark == "begin" && n < most:
		w.fields = append(w.fields, false)
	case mark == "separate" && n > 0:
		w.fields[n-1] = true
	case mark == "end" && n > 0:
		w.fields = w.fields[:n-1]
	}
}

// end reads the end of an element.
func (w *openXML) end(name string) {
	switch name {
	case "p":
		w.flow.end()
	case "tbl":
		w.flow.endTable()
	case "pPr":
		w.inProperties = false
	}
}
