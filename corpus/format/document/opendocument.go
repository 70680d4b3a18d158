package document

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"

	"leitmotif/corpus"
	"leitmotif/corpus/format/part"
	"leitmotif/corpus/input"
)

// ReadOpenDocument reads a text document in OpenDocument.
func ReadOpenDocument(st *input.Stream) {
	o := &openDocument{flow: flow{limit: st.Limit()}, styles: make(map[string]style)}
	c, err := o.read(st.Document())
	finish(st, c, err, "Pictures/")
}

// openDocument reads the content of a text document.
type openDocument struct {
	flow   flow
	styles map[string]style // automatic ones, by name
	xml    *part.Reader

	depth  int    // of elements
	body   int    // depth of the body; 0 outside of it
	silent int    // depth of the paragraph or span that is hidden; 0 where none is
	style  string // that is being described
}

// read gives what a document holds.
func (o *openDocument) read(d *input.Document) (*content, error) {
	if err := part.Readable(d); err != nil {
		return nil, err
	}
	r, err := part.Open(d, "content.xml", o.flow.limit)
	if errors.Is(err, fs.ErrNotExist) {
		err = &corpus.Reject{Reason: corpus.Malformed, Detail: err.Error()}
	}
	if err != nil {
		return nil, err
	}
	defer r.Close()
	o.xml = r
	for {
		token, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			o.depth++
			err = o.start(e)
		case xml.EndElement:
			o.end(e.Name.Local)
			o.depth--
		case xml.CharData:
			if len(o.flow.drafts) > 0 && o.silent == 0 {
				o.flow.writeFolded(e, part.AppendFolded)
			}
		}
		if err != nil {
			return nil, err
		}
	}
	c := &content{title: propertyTitle(d, "meta.xml")}
	c.paragraphs, err = o.flow.finish()
	return c, err
}

// skip leaves out the element that has begun.
func (o *openDocument) skip() error {
	o.depth--
	return o.xml.Skip()
}

// start reads the start of an element.
func (o *openDocument) start(e xml.StartElement) error {
	if o.body == 0 {
		o.startOutside(e)
		return nil
	}
	switch e.Name.Local {
	case "p", "h":
		o.startParagraph(e)
	case "table":
		o.flow.beginTable()
	case "table-row":
		o.flow.beginRow()
	case "table-cell":
		o.flow.beginCell()
	case "note-body":
		o.flow.inNote++
	case "tracked-changes", "annotation", "note-citation", "ruby-text", "forms", "title", "desc", "hidden-text", "sequence-decls",
		"variable-decls", "user-field-decls", "table-of-content", "covered-table-cell", "event-listeners", "script", "placeholder":
		return o.skip()
	default:
		o.startInline(e)
	}
	return nil
}

// startOutside reads the start of an element in front of the text: a style, or the body.
func (o *openDocument) startOutside(e xml.StartElement) {
	switch e.Name.Local {
	case "style":
		o.style = part.Attribute(e, "name")
		base := part.Attribute(e, "parent-style-name")
		if len(o.styles) < maxStyles {
			o.styles[o.style] = style{kind: kindOfStyle(base), base: base}
		}
	case "text-properties":
		if s, ok := o.styles[o.style]; ok && part.Attribute(e, "display") == "none" {
			s.hidden = true
			o.styles[o.style] = s
		}
	case "body":
		o.body = o.depth
	}
}

// startParagraph begins a paragraph or heading (OpenDocument 1.3 part 3, 5.1).
func (o *openDocument) startParagraph(e xml.StartElement) {
	o.flow.begin()
	name := part.Attribute(e, "style-name")
	s, automatic := o.styles[name]
	if !automatic {
		s.kind = kindOfStyle(name)
	}
	if s.kind == bodyKind && e.Name.Local == "h" {
		s.kind = headingKind
	}
	o.flow.current().kind = s.kind
	o.hide(s)
}

// hide begins to leave out what is in the element that has begun where its style says so.
func (o *openDocument) hide(s style) {
	if s.hidden && o.silent == 0 {
		o.silent = o.depth
	}
}

// startInline reads the start of an element within a paragraph.
func (o *openDocument) startInline(e xml.StartElement) {
	text := ""
	switch e.Name.Local {
	case "span":
		o.hide(o.styles[part.Attribute(e, "style-name")])
	case "hidden-paragraph":
		if part.Attribute(e, "is-hidden") == "true" && o.silent == 0 {
			o.silent = o.depth - 1 // up to the end of the paragraph
		}
	case "s":
		text = " "
	case "tab":
		text = "\t"
	case "line-break":
		text = "\n"
	}
	if text != "" && o.silent == 0 && len(o.flow.drafts) > 0 {
		o.flow.write(text)
	}
}

// end reads the end of an element.
func (o *openDocument) end(name string) {
	if o.silent == o.depth {
		o.silent = 0
	}
	if o.body == 0 {
		return
	}
	switch name {
	case "p", "h":
		o.flow.end()
	case "table":
		o.flow.endTable()
	case "note-body":
		o.flow.inNote--
	}
	if o.depth == o.body {
		o.body = 0
	}
}
