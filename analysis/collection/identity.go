package collection

import (
	"crypto/sha256"
	"encoding"
	"encoding/hex"
	"fmt"
	"hash"
	"strconv"

	"leitmotif/corpus"
)

// identity is all that IDs are made of: it stands for an article whose text is gone.
type identity struct {
	// id is the ID by the first thing that names the article.
	id string
	// text is the state of the SHA-256, as its BinaryMarshaler gives it, after what id was
	// made of, title and text. It can tell copies apart by what follows.
	text []byte
}

func newIdentity(a *corpus.Article) (identity, error) {
	h := sha256.New()
	writeParts(h, nameOf(a)...)
	id := idOf(h)
	writeParts(h, a.Title, a.Text)
	text, err := h.(encoding.BinaryMarshaler).MarshalBinary()
	return identity{id, text}, err
}

// nameOf is the first thing that names an article: the id that the input gives (together with
// the outlet, since ids are unique only there), else its URL, else its title and text.
func nameOf(a *corpus.Article) []string {
	switch {
	case a.SourceID != "":
		return []string{"id", a.Source, a.SourceID}
	case a.URL != "":
		return []string{"url", a.URL}
	}
	return []string{"text", a.Title, a.Text}
}

// nameID is the ID of an article that has no copies before it.
func nameID(a *corpus.Article) string {
	h := sha256.New()
	writeParts(h, nameOf(a)...)
	return idOf(h)
}

// writeParts writes texts so that no two lists of them give the same bytes.
func writeParts(h hash.Hash, parts ...string) {
	for _, part := range parts {
		h.Write([]byte(strconv.Itoa(len(part))))
		h.Write([]byte{0})
		h.Write([]byte(part))
	}
}

// idBytes is the length of an ID: 80 bits, in which two of a million articles agree by
// accident with a probability below 1e-12. It is written as 20 hexadecimal digits.
const idBytes = 10

func idOf(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)[:idBytes]) }

// identities gives every article an ID that is the same in every run that holds the
// article, and unique within the run.
type identities struct {
	given map[string]bool
	next  map[string]int // by the ID of title and text: the least count that may be free
}

func newIdentities() *identities { return &identities{make(map[string]bool), make(map[string]int)} }

// give gives the ID by what names the article. Where an earlier article of the run has that
// ID already, the text decides, and after it a count. It fails where the identity is damaged.
func (s *identities) give(x identity) (string, error) {
	id := x.id
	if s.given[id] {
		var err error
		if id, err = x.after(); err != nil {
			return "", err
		}
		if text := id; s.given[text] {
			n := max(2, s.next[text])
			for ; s.given[id]; n++ {
				if id, err = x.after(strconv.Itoa(n)); err != nil {
					return "", err
				}
			}
			s.next[text] = n
		}
	}
	s.given[id] = true
	return id, nil
}

// after is the ID by name, title and text and what follows.
func (x identity) after(parts ...string) (string, error) {
	h := sha256.New()
	if err := h.(encoding.BinaryUnmarshaler).UnmarshalBinary(x.text); err != nil {
		return "", fmt.Errorf("identity of an article: %w", err)
	}
	writeParts(h, parts...)
	return idOf(h), nil
}
