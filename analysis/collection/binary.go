package collection

import (
	"bytes"
	"crypto/sha256"
	"encoding"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/fxamacker/cbor/v2"
	"github.com/zeebo/xxh3"

	"leitmotif/analysis/internal/spill"
	"leitmotif/analysis/names"
	"leitmotif/analysis/result"
	"leitmotif/analysis/tfidf"
	"leitmotif/corpus"
	"leitmotif/corpus/boilerplate"
	"leitmotif/corpus/duplicate"
)

// ErrFormat is wrapped by every error about a binary form of a Shard that cannot be read.
var ErrFormat = errors.New("not a shard in a known form")

// The binary form of a Shard is a line that names its version, 8 bytes of the XXH3 of the
// rest, and the rest: a shardForm in CBOR (RFC 8949, in its deterministic form). Its large
// parts are compressed each by itself, so that one can be read and the others passed over.
// Keys are never used again for something else.
const shardHeader = "leitmotif shard 1\n"

type shardForm struct {
	documentsForm
	Rejects   []rejectForm      `cbor:"2,keyasint,omitempty"`
	Omissions []int             `cbor:"3,keyasint"`
	Counts    map[string][]byte `cbor:"4,keyasint,omitempty"` // by language, tfidf.Counts, compressed
	Relabels  int               `cbor:"5,keyasint,omitempty"`
	namesForm
}

type documentForm struct {
	Article   articleForm         `cbor:"1,keyasint"`
	Input     originForm          `cbor:"2,keyasint"`
	Published timeForm            `cbor:"3,keyasint"`
	Tone      toneForm            `cbor:"4,keyasint"`
	Drivers   []driverForm        `cbor:"5,keyasint,omitempty"`
	Mentions  []mentionForm       `cbor:"6,keyasint,omitempty"`
	ID        string              `cbor:"7,keyasint"`
	State     []byte              `cbor:"8,keyasint"` // identity.text
	Pieces    []pieceForm         `cbor:"9,keyasint,omitempty"`
	Print     []byte              `cbor:"10,keyasint"`
	Sign      duplicate.Signature `cbor:"11,keyasint"`
	Bytes     int                 `cbor:"12,keyasint"`
	BadDate   bool                `cbor:"13,keyasint,omitempty"`
	Shortened bool                `cbor:"14,keyasint,omitempty"`
	Zoneless  bool                `cbor:"15,keyasint,omitempty"`
	Doubtful  bool                `cbor:"16,keyasint,omitempty"`
}

// The following types are converted into those that they are forms of, so that a field
// which is added there does not compile until it has a form here, or "-": it is written
// beside the form, or nobody knows it yet when a shard is made.
type (
	articleForm struct {
		ID                 string               `cbor:"-"`
		SourceID           string               `cbor:"1,keyasint,omitempty"`
		Input              result.Origin        `cbor:"-"`
		Title              string               `cbor:"2,keyasint,omitempty"`
		Lead               string               `cbor:"3,keyasint,omitempty"`
		URL                string               `cbor:"4,keyasint,omitempty"`
		Source             string               `cbor:"5,keyasint,omitempty"`
		Author             string               `cbor:"6,keyasint,omitempty"`
		Language           string               `cbor:"7,keyasint,omitempty"`
		LanguageConfidence float64              `cbor:"8,keyasint,omitempty"`
		PublishedAt        time.Time            `cbor:"-"`
		Precision          string               `cbor:"12,keyasint,omitempty"`
		Truncated          bool                 `cbor:"13,keyasint,omitempty"`
		StoryID            string               `cbor:"-"`
		DuplicateOf        string               `cbor:"-"`
		Copies             int                  `cbor:"-"`
		Characters         int                  `cbor:"9,keyasint,omitempty"`
		Words              int                  `cbor:"10,keyasint,omitempty"`
		BoilerplateShare   float64              `cbor:"11,keyasint,omitempty"`
		TopicID            int                  `cbor:"-"`
		TopicWeight        float64              `cbor:"-"`
		TopicFit           float64              `cbor:"-"`
		IsOutlier          bool                 `cbor:"-"`
		NoTopic            result.NoTopic       `cbor:"-"`
		Topics             []result.TopicWeight `cbor:"-"`
		Keywords           []string             `cbor:"-"`
		Tone               result.Tone          `cbor:"-"`
		Mentions           []result.Mention     `cbor:"-"`
		Names              []result.Named       `cbor:"-"`
	}
	originForm struct {
		File   string `cbor:"1,keyasint,omitempty"`
		Record int    `cbor:"2,keyasint,omitempty"`
	}
	toneForm struct {
		Abstain  string          `cbor:"1,keyasint,omitempty"`
		Label    string          `cbor:"2,keyasint,omitempty"`
		Negative int             `cbor:"3,keyasint,omitempty"`
		Neutral  int             `cbor:"4,keyasint,omitempty"`
		Positive int             `cbor:"5,keyasint,omitempty"`
		Coverage float64         `cbor:"6,keyasint,omitempty"`
		Drivers  []result.Driver `cbor:"-"`
		Deep     bool            `cbor:"7,keyasint,omitempty"`
	}
	driverForm struct {
		Term         string  `cbor:"1,keyasint,omitempty"`
		Contribution float64 `cbor:"2,keyasint,omitempty"`
	}
	mentionForm struct {
		Sentence int     `cbor:"1,keyasint,omitempty"`
		Target   string  `cbor:"2,keyasint,omitempty"`
		Alias    string  `cbor:"3,keyasint,omitempty"`
		Start    int     `cbor:"4,keyasint,omitempty"`
		End      int     `cbor:"5,keyasint,omitempty"`
		InTitle  bool    `cbor:"6,keyasint,omitempty"`
		Text     string  `cbor:"7,keyasint,omitempty"`
		Quoted   bool    `cbor:"8,keyasint,omitempty"`
		Label    string  `cbor:"9,keyasint,omitempty"`
		Deep     bool    `cbor:"13,keyasint,omitempty"`
		Negative float64 `cbor:"10,keyasint,omitempty"`
		Neutral  float64 `cbor:"11,keyasint,omitempty"`
		Positive float64 `cbor:"12,keyasint,omitempty"`

		Drivers []result.Driver `cbor:"-"`
	}
	pieceForm struct {
		Key  uint64 `cbor:"1,keyasint,omitempty"`
		Text string `cbor:"2,keyasint,omitempty"`
	}
)

type rejectForm struct {
	Input  originForm `cbor:"1,keyasint"`
	Reason string     `cbor:"2,keyasint"`
	Detail string     `cbor:"3,keyasint,omitempty"`
}

// timeForm is an instant of UTC, the zero time among them.
type timeForm struct {
	_           struct{} `cbor:",toarray"`
	Seconds     int64    // since 1970
	Nanoseconds int64    // within the second
}

// MarshalBinary gives the binary form; equal shards have equal forms. It must come before
// Collection.Add, which takes parts out of the shard.
func (s *Shard) MarshalBinary() ([]byte, error) {
	form := shardForm{Omissions: s.omissions[:], Counts: make(map[string][]byte, len(s.counts)), Relabels: s.relabels}
	form.Rejects = converted(s.rejects, func(r *corpus.Reject) rejectForm {
		return rejectForm{originForm(r.Input), string(r.Reason), r.Detail}
	})
	options := cbor.CoreDetEncOptions()
	options.NaNConvert, options.InfConvert = cbor.NaNConvertReject, cbor.InfConvertReject // nothing in an article is either
	mode, err := options.EncMode()
	if err != nil {
		return nil, err
	}
	if list := converted(s.documents, (*document).form); list != nil { // pointers: what says nothing takes no room
		raw, err := mode.Marshal(list)
		if err != nil {
			return nil, fmt.Errorf("write shard: %w", err)
		}
		form.Documents = spill.Compress(raw)
	}
	raw, err := s.names.MarshalBinary()
	if err != nil {
		return nil, fmt.Errorf("write shard: %w", err)
	}
	form.Names = spill.Compress(raw)
	for code, counts := range s.counts {
		raw, err := counts.MarshalBinary()
		if err != nil {
			return nil, fmt.Errorf("write shard: %w", err)
		}
		form.Counts[code] = spill.Compress(raw)
	}
	body, err := mode.Marshal(&form)
	if err != nil {
		return nil, fmt.Errorf("write shard: %w", err)
	}
	out := make([]byte, 0, len(shardHeader)+8+len(body))
	out = append(out, shardHeader...)
	out = binary.BigEndian.AppendUint64(out, xxh3.Hash(body))
	return append(out, body...), nil
}

// converted converts a list; one without entries becomes nil.
func converted[A, B any](list []A, convert func(*A) B) []B {
	if len(list) == 0 {
		return nil
	}
	out := make([]B, len(list))
	for i := range list {
		out[i] = convert(&list[i])
	}
	return out
}

func (d *document) form() *documentForm {
	return &documentForm{
		Article: articleForm(d.Article), Input: originForm(d.Input), Tone: toneForm(d.Tone),
		Published: timeForm{Seconds: d.PublishedAt.Unix(), Nanoseconds: int64(d.PublishedAt.Nanosecond())},
		Drivers:   converted(d.Tone.Drivers, func(x *result.Driver) driverForm { return driverForm(*x) }),
		Mentions:  converted(d.Mentions, func(x *result.Mention) mentionForm { return mentionForm(*x) }),
		ID:        d.identity.id, State: d.identity.text,
		Pieces: converted(d.pieces, func(x *boilerplate.Piece) pieceForm { return pieceForm(*x) }),
		Print:  d.print[:], Sign: d.sign, Bytes: d.bytes, BadDate: d.badDate, Shortened: d.shortened, Zoneless: d.zoneless, Doubtful: d.doubtful,
	}
}

// UnmarshalBinary replaces the shard by one that a Collection takes up as it would have taken
// up that of MarshalBinary. The error wraps ErrFormat, and the shard stays as it was.
func (s *Shard) UnmarshalBinary(data []byte) error {
	read, err := readShard(data)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFormat, err)
	}
	*s = *read
	return nil
}

func readShard(data []byte) (*Shard, error) {
	var form shardForm
	if err := readForm(data, &form, cbor.ExtraDecErrorUnknownField); err != nil {
		return nil, err
	}
	documents, err := form.documents()
	if err != nil {
		return nil, err
	}
	candidates, err := form.names()
	if err != nil {
		return nil, err
	}
	if n := len(candidates.Articles); n != len(documents) {
		return nil, fmt.Errorf("candidates for names of %d articles, of %d documents", n, len(documents))
	}
	counts := make(map[string]*tfidf.Counts, len(form.Counts))
	for code, compressed := range form.Counts {
		raw, err := spill.Expand(compressed, nil)
		if err != nil {
			return nil, fmt.Errorf("counts of %q: %w", code, err)
		}
		counts[code] = new(tfidf.Counts)
		if err := counts[code].UnmarshalBinary(raw); err != nil {
			return nil, fmt.Errorf("counts of %q: %w", code, err)
		}
	}
	s, err := form.shard(documents, counts)
	if err != nil {
		return nil, err
	}
	s.names = candidates
	return s, nil
}

// namesForm is the part of a shardForm that is its candidates for names.
type namesForm struct {
	Names []byte `cbor:"6,keyasint"` // names.Counts, compressed
}

// readNames gives the candidates for names from the binary form of a shard; the rest of it is
// passed over.
func readNames(data []byte) (*names.Counts, error) {
	var form namesForm
	if err := readForm(data, &form, cbor.ExtraDecErrorNone); err != nil {
		return nil, err
	}
	return form.names()
}

func (f *namesForm) names() (*names.Counts, error) {
	raw, err := spill.Expand(f.Names, nil)
	if err != nil {
		return nil, fmt.Errorf("candidates for names: %w", err)
	}
	out := new(names.Counts)
	return out, out.UnmarshalBinary(raw)
}

// documentsForm is the part of a shardForm that is its documents.
type documentsForm struct {
	Documents []byte `cbor:"1,keyasint,omitempty"` // []*documentForm in CBOR, compressed
}

// readDocuments gives the documents from the binary form of a shard; the rest of it is passed
// over.
func readDocuments(data []byte) ([]document, error) {
	var form documentsForm
	if err := readForm(data, &form, cbor.ExtraDecErrorNone); err != nil {
		return nil, err
	}
	return form.documents()
}

// documents checks all of the documents that Collection.Add trusts.
func (f *documentsForm) documents() ([]document, error) {
	if f.Documents == nil {
		return nil, nil
	}
	raw, err := spill.Expand(f.Documents, nil)
	if err != nil {
		return nil, fmt.Errorf("documents: %w", err)
	}
	var list []*documentForm
	if err := decode(raw, &list, cbor.ExtraDecErrorUnknownField); err != nil {
		return nil, fmt.Errorf("documents: %w", err)
	}
	out := make([]document, len(list))
	for i, x := range list {
		if out[i], err = x.document(); err != nil {
			return nil, fmt.Errorf("document %d: %w", i, err)
		}
	}
	return out, nil
}

// countsForm is the part of a shardForm that is its counts.
type countsForm struct {
	Counts map[string][]byte `cbor:"4,keyasint,omitempty"`
}

// readCounts gives the term counts of the articles of a language from the binary form of a
// shard, in numbers of the shard; the rest of it is passed over. room may be used on the way.
func readCounts(data []byte, code string, room *[]byte) ([]tfidf.Document, error) {
	var form countsForm
	if err := readForm(data, &form, cbor.ExtraDecErrorNone); err != nil {
		return nil, err
	}
	raw, err := spill.Expand(form.Counts[code], *room)
	if err != nil {
		return nil, err
	}
	*room = raw
	return tfidf.ReadDocuments(raw)
}

// readForm takes header and checksum off and reads what stands behind them, or a part of it.
func readForm(data []byte, form any, extra cbor.ExtraDecErrorCond) error {
	rest, ok := bytes.CutPrefix(data, []byte(shardHeader))
	if !ok || len(rest) < 8 {
		return errors.New("another header")
	}
	body := rest[8:]
	if binary.BigEndian.Uint64(rest) != xxh3.Hash(body) {
		return errors.New("the checksum does not match")
	}
	return decode(body, form, extra)
}

func decode(data []byte, form any, extra cbor.ExtraDecErrorCond) error {
	mode, err := cbor.DecOptions{
		// Lengths are held against the data before anything is made of them; these bounds
		// only replace narrower ones.
		MaxArrayElements: math.MaxInt32, MaxMapPairs: 1 << 10,
		DupMapKey: cbor.DupMapKeyEnforcedAPF, ExtraReturnErrors: extra,
		IndefLength: cbor.IndefLengthForbidden, TagsMd: cbor.TagsForbidden,
		NaN: cbor.NaNDecodeForbidden, Inf: cbor.InfDecodeForbidden,
		UTF8: cbor.UTF8DecodeInvalid, // names of files may hold any bytes
	}.DecMode()
	if err != nil {
		return err
	}
	return mode.Unmarshal(data, form)
}

// shard checks all the rest that Collection.Add trusts.
func (f *shardForm) shard(documents []document, counts map[string]*tfidf.Counts) (*Shard, error) {
	s := &Shard{documents: documents, counts: counts, relabels: f.Relabels}
	if len(f.Omissions) != len(s.omissions) || f.Relabels < 0 {
		return nil, errors.New("counts of articles")
	}
	for i, n := range f.Omissions {
		if s.omissions[i] = n; n < 0 {
			return nil, errors.New("counts of omissions")
		}
	}
	s.rejects = converted(f.Rejects, func(r *rejectForm) corpus.Reject {
		return corpus.Reject{Input: corpus.Origin(r.Input), Reason: corpus.Reason(r.Reason), Detail: r.Detail}
	})
	byLanguage := make(map[string]int)
	for i := range documents {
		byLanguage[documents[i].Language]++
	}
	if len(byLanguage) != len(counts) {
		return nil, fmt.Errorf("documents in %d languages, counts of %d", len(byLanguage), len(counts))
	}
	for code, n := range byLanguage {
		if c := counts[code]; c == nil || len(c.Documents) != n {
			return nil, fmt.Errorf("the counts of %q are not those of its %d documents", code, n)
		}
	}
	return s, nil
}

func (f *documentForm) document() (document, error) {
	if f == nil {
		return document{}, errors.New("nothing")
	}
	d := document{
		Article: result.Article(f.Article), identity: identity{f.ID, f.State}, sign: f.Sign,
		bytes: f.Bytes, badDate: f.BadDate, shortened: f.Shortened, zoneless: f.Zoneless, doubtful: f.Doubtful,
		pieces: converted(f.Pieces, func(x *pieceForm) boilerplate.Piece { return boilerplate.Piece(*x) }),
	}
	d.Input, d.Tone = result.Origin(f.Input), result.Tone(f.Tone)
	d.Tone.Drivers = converted(f.Drivers, func(x *driverForm) result.Driver { return result.Driver(*x) })
	d.Mentions = converted(f.Mentions, func(x *mentionForm) result.Mention { return result.Mention(*x) })
	d.PublishedAt = time.Unix(f.Published.Seconds, f.Published.Nanoseconds).UTC()
	if copy(d.print[:], f.Print) < len(f.Print) || len(f.Print) < len(d.print) {
		return d, fmt.Errorf("a fingerprint of %d bytes", len(f.Print))
	}
	return d, errors.Join(f.Published.check(), d.identity.check(), d.check())
}

// check tells of a time that no article can have.
func (f timeForm) check() error {
	last := time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)
	if f.Seconds < (time.Time{}).Unix() || f.Seconds >= last.Unix() || f.Nanoseconds < 0 || f.Nanoseconds >= int64(time.Second) {
		return fmt.Errorf("a time of %d seconds and %d nanoseconds", f.Seconds, f.Nanoseconds)
	}
	return nil
}

// check tells of numbers that count nothing.
func (d *document) check() error {
	least := min(d.Input.Record, d.Characters, d.Words, d.Tone.Negative, d.Tone.Neutral, d.Tone.Positive, d.bytes)
	for i := range d.Mentions {
		m := &d.Mentions[i]
		least = min(least, m.Sentence, m.Start, m.End-m.Start)
	}
	if least < 0 {
		return fmt.Errorf("a count of %d", least)
	}
	return nil
}

// check tells of an identity that gives no ID.
func (x identity) check() error {
	if len(x.id) != 2*idBytes || strings.Trim(x.id, "0123456789abcdef") != "" {
		return fmt.Errorf("an ID %q", x.id)
	}
	return sha256.New().(encoding.BinaryUnmarshaler).UnmarshalBinary(x.text)
}
