package part

import (
	"encoding/xml"
	"errors"
	"io/fs"

	"leitmotif/corpus"
	"leitmotif/corpus/input"
)

// Readable fails with a [corpus.Reject] where the members of an OpenDocument file are
// encrypted, as its manifest says (OpenDocument 1.3 part 2, 4.4).
func Readable(d *input.Document) error {
	const longest = 1 << 20 // bytes of one element
	r, err := Open(d, "META-INF/manifest.xml", longest)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer r.Close()
	for {
		token, err := r.Next()
		if err != nil {
			return nil // a manifest that cannot be read is not needed
		}
		if e, ok := token.(xml.StartElement); ok && (e.Name.Local == "encryption-data" || e.Name.Local == "encrypted-key") {
			return &corpus.Reject{Reason: corpus.Unsupported, Detail: "it is protected by a password"}
		}
	}
}
