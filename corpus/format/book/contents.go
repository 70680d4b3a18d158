package book

import (
	"encoding/xml"
	"errors"
	"io/fs"
	"path"

	"leitmotif/corpus"
	"leitmotif/corpus/format/part"
	"leitmotif/corpus/input"
)

// readContents takes the titles of documents from a table of contents: the navigation document
// of EPUB 3 (7.4), or the NCX of EPUB 2 (2.4.1). Of several titles for a document the first
// counts. One that is not well formed gives what stands before its fault.
func readContents(d *input.Document, name string, limit int64, titles map[string]string) error {
	r, err := part.Open(d, name, limit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer r.Close()
	r.KnowEntities()
	label := ""
	add := func(reference, title string) {
		target := part.Resolve(path.Dir(name), reference)
		if _, known := titles[target]; !known && title != "" && len(titles) < maxItems {
			titles[target] = title
		}
	}
	for {
		token, err := r.Next()
		var broken *corpus.Reject
		switch {
		case atEnd(err), errors.As(err, &broken) && broken.Reason == corpus.Malformed:
			return nil
		case err != nil:
			return err
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "nav":
			if kindIs(e, map[string]bool{"landmarks": true, "page-list": true}) {
				err = r.Skip()
			}
		case "a", "text":
			var title string
			title, err = r.Text(maxField)
			label = input.Line(title)
			if e.Name.Local == "a" {
				add(part.Attribute(e, "href"), label)
			}
		case "content":
			add(part.Attribute(e, "src"), label)
		}
		if err != nil && !errors.As(err, &broken) {
			return err
		}
	}
}
