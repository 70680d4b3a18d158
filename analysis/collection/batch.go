package collection

import (
	"fmt"

	"github.com/fxamacker/cbor/v2"

	"leitmotif/analysis/internal/spill"
	"leitmotif/corpus"
)

// recordForm is the binary form of a record.
type recordForm struct {
	Article  *corpus.Article `cbor:"1,keyasint,omitempty"`
	Reject   *corpus.Reject  `cbor:"2,keyasint,omitempty"`
	Omitted  omission        `cbor:"3,keyasint,omitempty"`
	Removed  float64         `cbor:"4,keyasint,omitempty"`
	Dropped  []string        `cbor:"5,keyasint,omitempty"`
	Zoneless bool            `cbor:"6,keyasint,omitempty"`
	Doubtful bool            `cbor:"7,keyasint,omitempty"`
}

// MarshalBinary writes the records as compressed CBOR (RFC 8949), without their units.
func (b *batch) MarshalBinary() ([]byte, error) {
	mode, err := cbor.EncOptions{Time: cbor.TimeRFC3339Nano}.EncMode()
	if err != nil {
		return nil, err
	}
	form := make([]recordForm, len(b.records))
	for i, r := range b.records {
		form[i] = recordForm{r.article, r.reject, r.omitted, r.removed, r.dropped, r.zoneless, r.doubtful}
	}
	raw, err := mode.Marshal(form)
	return spill.Compress(raw), err
}

// UnmarshalBinary replaces the records by those that MarshalBinary wrote.
func (b *batch) UnmarshalBinary(data []byte) error {
	// Names of files need not be UTF-8.
	mode, err := cbor.DecOptions{UTF8: cbor.UTF8DecodeInvalid}.DecMode()
	if err != nil {
		return err
	}
	raw, err := spill.Expand(data, nil)
	if err != nil {
		return fmt.Errorf("records: %w", err)
	}
	var form []recordForm
	if err := mode.Unmarshal(raw, &form); err != nil {
		return fmt.Errorf("records: %w", err)
	}
	b.records = make([]record, len(form))
	for i, r := range form {
		b.records[i] = record{article: r.Article, reject: r.Reject, omitted: r.Omitted, removed: r.Removed, dropped: r.Dropped, zoneless: r.Zoneless, doubtful: r.Doubtful}
	}
	return nil
}
