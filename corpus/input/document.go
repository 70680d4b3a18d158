package input

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"leitmotif/corpus"
)

// Document is what a zip archive holds that is one document. What is read of its members
// counts towards the limits of the input.
type Document struct {
	u       *unpacker
	members map[string]*zip.File
	names   []string
	limit   int64
}

func newDocument(u *unpacker, archive *zip.Reader) *Document {
	d := &Document{u: u, members: make(map[string]*zip.File, len(archive.File)), limit: u.limits.RecordBytes}
	for _, member := range archive.File {
		if _, twice := d.members[member.Name]; !twice && !isZipFolder(member) {
			d.members[member.Name] = member
			d.names = append(d.names, member.Name)
		}
	}
	return d
}

// Names gives the names of the members in the order of the archive's directory.
func (d *Document) Names() []string { return d.names }

// Open begins to read a member. The error wraps [fs.ErrNotExist] where there is none of that
// name. Reading fails once the input has given more than its limits allow.
func (d *Document) Open(name string) (io.ReadCloser, error) {
	member := d.members[name]
	if member == nil {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	if member.Flags&zipEncrypted != 0 {
		return nil, fmt.Errorf("%s: %w", name, errEncrypted)
	}
	content, err := member.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{budgetReader{layerReader{content, name}, d.u, d.u.meter}, content}, nil
}

// Read gives a whole member. One over the limit on a record is a [corpus.Reject] with the
// reason TooLarge.
func (d *Document) Read(name string) (content []byte, err error) {
	r, err := d.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	content, err = io.ReadAll(io.LimitReader(r, min(d.limit, unlimited)+1))
	if err == nil && int64(len(content)) > d.limit {
		return nil, &corpus.Reject{Reason: corpus.TooLarge, Detail: fmt.Sprintf("%s: over %d bytes", name, d.limit)}
	}
	return content, err
}
