package part

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"leitmotif/corpus/input"
)

// Relationship leads from a part to another one.
type Relationship struct {
	Type     string // the last element of its address: "worksheet", "hyperlink"
	Target   string // name of the part, or an address outside of the archive
	External bool
}

// maxRelationships bounds those of one part. A sheet may have 65,530 links (Excel
// specifications and limits, Microsoft).
const maxRelationships = 1 << 17

// Relationships gives the relationships of a part by their id; "" is the archive as a whole.
// A part without any has none.
func Relationships(d *input.Document, name string, limit int64) (map[string]Relationship, error) {
	dir, base := path.Split(name)
	r, err := Open(d, dir+"_rels/"+base+".rels", limit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer r.Close()
	list := make(map[string]Relationship)
	for len(list) < maxRelationships {
		token, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "Relationship" {
			continue
		}
		to := Relationship{Type: path.Base(Attribute(e, "Type")), Target: Attribute(e, "Target"), External: Attribute(e, "TargetMode") == "External"}
		if !to.External {
			to.Target = Resolve(dir, to.Target)
		}
		list[Attribute(e, "Id")] = to
	}
	return list, nil
}

// Resolve gives the name of the member that a reference in a part of the directory dir means.
func Resolve(dir, reference string) string {
	reference, _, _ = strings.Cut(reference, "#")
	if plain, err := url.PathUnescape(reference); err == nil {
		reference = plain
	}
	if !strings.HasPrefix(reference, "/") {
		reference = "/" + dir + "/" + reference
	}
	return strings.TrimPrefix(path.Clean(reference), "/")
}
