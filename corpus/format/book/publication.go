package book

import (
	"encoding/xml"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/part"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// publication is what a book says of itself.
type publication struct {
	metadata metadata
	spine    []spineItem
	contents map[string]string // titles by document
}

// metadata is that of the book (EPUB 3.3, 5.5).
type metadata struct {
	title, language, date, identifier string
	creators                          []string
}

// spineItem is a document in the order of reading.
type spineItem struct {
	name   string // of the member
	markup bool   // it is a page
	aside  bool   // the book says that it is a cover, a table of contents or the like
}

const (
	// maxItems bounds the documents of a book.
	maxItems = 1 << 16
	// maxField bounds a field of the metadata and a title, in bytes.
	maxField = 4096
)

// readPublication reads the package of a book. One without a package, or with one that lists
// nothing, is made of all its pages.
func readPublication(d *input.Document, limit int64) (*publication, error) {
	name, err := packageName(d, limit)
	if err != nil {
		return nil, err
	}
	p := &packageReader{dir: path.Dir(name), limit: limit, items: make(map[string]item), asides: make(map[string]bool)}
	if name != "" {
		if err := p.read(d, name); err != nil {
			return nil, err
		}
	}
	b := &publication{metadata: p.metadata, contents: make(map[string]string)}
	seen := make(map[string]bool)
	for _, id := range p.spine {
		if it, ok := p.items[id]; ok && !seen[it.name] {
			seen[it.name] = true
			b.spine = append(b.spine, spineItem{it.name, it.isMarkup(), it.navigation || p.asides[it.name]})
		}
	}
	if len(b.spine) == 0 {
		for _, member := range d.Names() {
			if isPage(member) && len(b.spine) < maxItems {
				b.spine = append(b.spine, spineItem{name: member, markup: true})
			}
		}
	}
	if len(b.spine) == 0 {
		return nil, &corpus.Reject{Reason: corpus.Malformed, Detail: "EPUB: there is no page in it"}
	}
	for _, name := range slices.Concat(p.navigation, p.ncx) {
		if err := readContents(d, name, limit, b.contents); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// packageName gives the name of the package: the one that the container names, else the first
// that there is (EPUB 3.3, 4.2.6.3.1).
func packageName(d *input.Document, limit int64) (string, error) {
	name, err := rootFile(d, limit)
	var broken *corpus.Reject
	switch {
	case err == nil:
		return name, nil
	case errors.Is(err, fs.ErrNotExist), atEnd(err), errors.As(err, &broken) && broken.Reason == corpus.Malformed:
	default:
		return "", err
	}
	for _, name := range d.Names() {
		if path.Ext(name) == ".opf" {
			return name, nil
		}
	}
	return "", nil
}

// rootFile reads the container, up to the package that it names first.
func rootFile(d *input.Document, limit int64) (string, error) {
	r, err := part.Open(d, "META-INF/container.xml", limit)
	if err != nil {
		return "", err
	}
	defer r.Close()
	for {
		token, err := r.Next()
		if err != nil {
			return "", err
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "rootfile" {
			return part.Resolve("", part.Attribute(e, "full-path")), nil
		}
	}
}

// item is an entry of the manifest.
type item struct {
	name, media string
	navigation  bool
}

const ncxMedia = "application/x-dtbncx+xml"

// isMarkup tells whether an item is a page.
func (it item) isMarkup() bool {
	return strings.Contains(it.media, "html") || it.media == "application/x-dtbook+xml" || it.media == "text/x-oeb1-document" ||
		it.media == "" && isPage(it.name)
}

func isPage(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".xhtml", ".html", ".htm":
		return true
	}
	return false
}

// packageReader reads a package document.
type packageReader struct {
	dir      string
	limit    int64
	metadata metadata
	unique   string // id of the identifier
	dated    bool   // the date is that of publication
	items    map[string]item
	spine    []string
	asides   map[string]bool

	navigation, ncx []string // names of the tables of contents of either kind
}

// read reads the package of that name.
func (p *packageReader) read(d *input.Document, name string) error {
	r, err := part.Open(d, name, p.limit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer r.Close()
	r.KnowEntities()
	for {
		token, err := r.Next()
		if atEnd(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok {
			if err := p.element(r, e); err != nil {
				return err
			}
		}
	}
}

// asideTypes are the kinds of documents in the guide of EPUB 2 (2.6) that hold no article.
var asideTypes = map[string]bool{"cover": true, "title-page": true, "toc": true, "index": true, "copyright-page": true, "colophon": true, "loi": true, "lot": true}

// element reads an element of the package.
func (p *packageReader) element(r *part.Reader, e xml.StartElement) error {
	switch e.Name.Local {
	case "package":
		p.unique = part.Attribute(e, "unique-identifier")
	case "title", "creator", "language", "date", "identifier":
		text, err := r.Text(maxField)
		if err == nil {
			p.field(e, input.Line(text))
		}
		return err
	case "item":
		p.item(item{part.Resolve(p.dir, part.Attribute(e, "href")), part.Attribute(e, "media-type"),
			slices.Contains(strings.Fields(part.Attribute(e, "properties")), "nav")}, part.Attribute(e, "id"))
	case "itemref":
		if len(p.spine) < maxItems {
			p.spine = append(p.spine, part.Attribute(e, "idref"))
		}
	case "reference":
		if asideTypes[part.Attribute(e, "type")] && len(p.asides) < maxItems {
			p.asides[part.Resolve(p.dir, part.Attribute(e, "href"))] = true
		}
	}
	return nil
}

// item takes an entry of the manifest. Of the tables of contents the first of either kind
// counts.
func (p *packageReader) item(it item, id string) {
	if len(p.items) == maxItems {
		return
	}
	p.items[id] = it
	switch {
	case it.navigation && len(p.navigation) == 0:
		p.navigation = append(p.navigation, it.name)
	case it.media == ncxMedia && len(p.ncx) == 0:
		p.ncx = append(p.ncx, it.name)
	}
}

// programNames and programTitles are those that programs put in place of an author, and of the
// title of a book or chapter.
var (
	programNames  = regexp.MustCompile(`(?i)^(calibre|unknown|unbekannt|anonymous|n/a|python-docx)$`)
	programTitles = regexp.MustCompile(`(?i)^(unknown( title)?|unbekannt(er titel)?|untitled|unbenannt|ohne titel|(section|abschnitt|page|seite|start)[ _-]?\d*)$`)
)

// field takes a field of the metadata.
func (p *packageReader) field(e xml.StartElement, text string) {
	const most = 20 // authors
	m := &p.metadata
	switch e.Name.Local {
	case "title":
		if m.title == "" && !programTitles.MatchString(text) {
			m.title = record.PlainTitle(text)
		}
	case "creator":
		if role := part.Attribute(e, "role"); (role == "" || role == "aut") && text != "" && len(m.creators) < most && !programNames.MatchString(text) {
			m.creators = append(m.creators, text)
		}
	case "language":
		if m.language == "" {
			m.language = text
		}
	case "date":
		switch event := part.Attribute(e, "event"); {
		case strings.HasSuffix(event, "publication") && !p.dated:
			m.date, p.dated = text, true
		case event == "" && m.date == "":
			m.date = text
		}
	case "identifier":
		if m.identifier == "" || p.unique != "" && part.Attribute(e, "id") == p.unique {
			m.identifier = text
		}
	}
}

// encryptedMembers gives the names of members that are encrypted, but for fonts that are
// obfuscated (EPUB 3.3, 4.2.6.3.2 and 4.3).
func encryptedMembers(d *input.Document, limit int64) (map[string]bool, error) {
	r, err := part.Open(d, "META-INF/encryption.xml", limit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer r.Close()
	names := make(map[string]bool)
	obfuscated := false
	for {
		token, err := r.Next()
		if atEnd(err) {
			return names, nil
		}
		if err != nil {
			return nil, err
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "EncryptedData":
			obfuscated = false
		case "EncryptionMethod":
			algorithm := part.Attribute(e, "Algorithm")
			obfuscated = algorithm == "http://www.idpf.org/2008/embedding" || algorithm == "http://ns.adobe.com/pdf/enc#RC"
		case "CipherReference":
			if !obfuscated && len(names) < maxItems {
				names[part.Resolve("", part.Attribute(e, "URI"))] = true
			}
		}
	}
}
