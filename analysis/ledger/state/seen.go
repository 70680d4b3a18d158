package state

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// idBytes is the length of the ID of an article, 20 hexadecimal digits.
const idBytes = 10

type articleID [idBytes]byte

// Seen is the set of the articles of all runs so far.
type Seen struct {
	ids map[articleID]struct{}
}

func parseID(id string) (articleID, error) {
	var out articleID
	if len(id) != 2*idBytes {
		return out, fmt.Errorf("article ID %q has not %d digits", id, 2*idBytes)
	}
	_, err := hex.Decode(out[:], []byte(id))
	return out, err
}

// Has tells whether an earlier run had the article.
func (s *Seen) Has(id string) bool {
	parsed, err := parseID(id)
	if err != nil {
		return false
	}
	_, ok := s.ids[parsed]
	return ok
}

// Add takes up an article.
func (s *Seen) Add(id string) error {
	parsed, err := parseID(id)
	if err != nil {
		return err
	}
	if s.ids == nil {
		s.ids = make(map[articleID]struct{})
	}
	s.ids[parsed] = struct{}{}
	return nil
}

// Len returns the number of articles.
func (s *Seen) Len() int { return len(s.ids) }

func (s *Seen) clone() Seen {
	return Seen{maps.Clone(s.ids)}
}

// MarshalBinary gives the IDs in ascending order, 10 bytes each.
func (s Seen) MarshalBinary() ([]byte, error) {
	ids := make([]articleID, 0, len(s.ids))
	for id := range s.ids {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b articleID) int { return bytes.Compare(a[:], b[:]) })
	out := make([]byte, 0, len(ids)*idBytes)
	for i := range ids {
		out = append(out, ids[i][:]...)
	}
	return out, nil
}

// UnmarshalBinary replaces the content by that of MarshalBinary.
func (s *Seen) UnmarshalBinary(data []byte) error {
	if len(data)%idBytes != 0 {
		return errors.New("IDs of articles: truncated")
	}
	out := make(map[articleID]struct{}, len(data)/idBytes)
	for ; len(data) > 0; data = data[idBytes:] {
		out[articleID(data[:idBytes])] = struct{}{}
	}
	s.ids = out
	return nil
}
