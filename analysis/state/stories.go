package state

import (
	"fmt"

	"leitmotif/corpus/duplicate"
)

// keptStories is the number of the latest stories that later runs look for copies of. The
// copies of a news story come within days.
const keptStories = 10_000

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
	return out, nil
}
