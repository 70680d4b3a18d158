package state

import (
	"fmt"

	"leitmotif/corpus/duplicate"
)

// Stories are the signatures of the latest stories, oldest first.
type Stories struct {
	IDs []string `cbor:"1,keyasint"`
	// Signatures is the form of duplicate.Stories, by position in IDs.
	Signatures []byte `cbor:"2,keyasint"`
}

// Load returns the signatures, by position in IDs.
func (s Stories) Load() (*duplicate.Stories, error) {
	out := new(duplicate.Stories)
	if len(s.Signatures) == 0 {
		return out, nil
	}
	if err := out.UnmarshalBinary(s.Signatures); err != nil {
		return nil, fmt.Errorf("signatures of stories: %w: %w", ErrDamaged, err)
	}
	nameless := false
	out.Select(func(position int) int {
		nameless = nameless || position >= len(s.IDs)
		return -1
	})
	if nameless {
		return nil, fmt.Errorf("signatures of stories: %w: more than the %d IDs", ErrDamaged, len(s.IDs))
	}
	return out, nil
}
