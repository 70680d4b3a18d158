package collection

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"leitmotif/corpus"
)

// identities gives every article an ID that is the same in every run that holds the
// article, and unique within the run.
type identities struct {
	taken map[string]bool
	next  map[string]int // by the ID of title and text: the least count that may be free
}

func newIdentities() *identities { return &identities{make(map[string]bool), make(map[string]int)} }

// of derives the ID from the first thing that names the article: the id that the input
// gives (together with the outlet, since ids are unique only there), else its URL, else
// its title and text. Where an earlier article of the run has that ID already, the text
// decides, and after it a count.
func (s *identities) of(a *corpus.Article) string {
	key := identity(a)
	id := digest(key)
	if s.taken[id] {
		key = append(key, a.Title, a.Text)
		id = digest(key)
	}
	if text := id; s.taken[text] {
		n := max(2, s.next[text])
		for ; s.taken[id]; n++ {
			id = digest(append(key, strconv.Itoa(n)))
		}
		s.next[text] = n
	}
	s.taken[id] = true
	return id
}

// identity is the first thing that names an article.
func identity(a *corpus.Article) []string {
	switch {
	case a.SourceID != "":
		return []string{"id", a.Source, a.SourceID}
	case a.URL != "":
		return []string{"url", a.URL}
	}
	return []string{"text", a.Title, a.Text}
}

// digest gives 20 hexadecimal digits: 80 bits, in which two of a million articles agree
// by accident with a probability below 1e-12.
func digest(parts []string) string {
	h := sha256.New()
	for _, part := range parts {
		h.Write([]byte(strconv.Itoa(len(part))))
		h.Write([]byte{0})
		h.Write([]byte(part))
	}
	return hex.EncodeToString(h.Sum(nil)[:10])
}
