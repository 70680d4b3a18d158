package reports

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"leitmotif/analysis"
	"leitmotif/analysis/gate"
	"leitmotif/analysis/result"
	"leitmotif/reports/table"
	"leitmotif/reports/view"
)

// Manifest says what made a run and what it holds. All of it but Clock depends on
// the input, the configuration and the version alone; Refused on the earlier runs too,
// where a gate compares with them.
type Manifest struct {
	view.Facts
	Tables []TableFile `json:"tables"`
	Report File        `json:"report"`
	Clock  Clock       `json:"clock"`
}

// The parts of a manifest that the page tells of.
type (
	Counts      = view.Counts
	State       = view.State
	RemovedLine = view.RemovedLine
	Outlet      = view.Outlet
	Space       = view.Space
	ToneModel   = view.ToneModel
)

// maxRemovedLines bounds the lines that the manifest names, maxOutlets the outlets.
const (
	maxRemovedLines = 200
	maxOutlets      = 200
)

// File is a file of the run.
type File struct {
	Name   string `json:"file"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// TableFile is a file of the run that holds a table.
type TableFile struct {
	Table string `json:"table"`
	Rows  int    `json:"rows"`
	File
}

// Clock is when the run took place: the part of the manifest that differs from run
// to run over the same input.
type Clock struct {
	Run      string    `json:"run"` // names the run, as in its log lines; the directory
	Now      time.Time `json:"now"` // the time in that name
	Started  time.Time `json:"started"`
	Finished time.Time `json:"finished"`
	Seconds  float64   `json:"seconds"`
}

// newManifest fills in all that is known before a file is written.
func newManifest(res *analysis.Result, options Options) *Manifest {
	measures := gate.Measure(res)
	m := &Manifest{Facts: view.Facts{
		Version:       options.Version,
		SchemaVersion: table.SchemaVersion,
		Demonstration: options.Demonstration,
		Configuration: res.Config,
		Counts:        newCounts(res.Counts),
		Measures:      &measures,
		Spaces:        []Space{},
		ToneModels:    []ToneModel{},
		RemovedLines:  []RemovedLine{},
	}}
	m.Counts.RemovedLines = len(res.Boilerplate)
	for _, l := range res.Boilerplate[:min(maxRemovedLines, len(res.Boilerplate))] {
		m.RemovedLines = append(m.RemovedLines, RemovedLine(l))
	}
	m.Undated = res.Counts.AllUndated()
	for _, u := range res.Unused {
		m.UnusedColumns = append(m.UnusedColumns, view.UnusedColumn(u))
	}
	m.Outlets = newOutlets(res.Outlets)
	if res.State != nil {
		m.State = &State{Run: res.State.Runs, Fresh: res.Counts.Fresh}
	}
	if options.PrintNow {
		now := options.Now.UTC()
		m.AsOf = &now
	}
	for _, s := range res.Spaces {
		m.Spaces = append(m.Spaces, newSpace(s))
	}
	for _, t := range res.Tone.Models {
		m.ToneModels = append(m.ToneModels, newToneModel(&t))
	}
	return m
}

func newToneModel(t *result.ToneModel) ToneModel {
	m := ToneModel{
		Language: t.Language, Name: t.Name, Deep: t.Deep, Sentences: t.Sentences, Beyond: t.Beyond, Terms: t.Terms, Scored: t.Scored, Mean: t.Score, Band: t.Band,
		Figures: view.Figures{Corpus: t.Figures.Corpus},
	}
	if t.Whole {
		m.Figures.Whole = t.Figures.Whole
	}
	if t.Towards {
		m.Figures.Towards = t.Figures.Towards
	}
	return m
}

// newOutlets are those of most articles.
func newOutlets(outlets []result.Outlet) []Outlet {
	most := slices.SortedStableFunc(slices.Values(outlets), func(a, b result.Outlet) int { return cmp.Compare(b.Articles, a.Articles) })
	var list []Outlet
	for _, o := range most[:min(maxOutlets, len(most))] {
		list = append(list, Outlet{Source: o.Name, Articles: o.Articles, First: o.First.UTC(), Last: o.Last.UTC(), Begins: o.Begins, Ends: o.Ends})
	}
	return list
}

func newCounts(c result.Counts) Counts {
	return Counts{
		Records: c.Records, Articles: c.Articles, Rejected: c.Rejected, Duplicates: c.Duplicates,
		Undated: c.Undated, BadDates: c.BadDates, Relabelled: c.Relabelled, Bytes: c.Bytes,
		Empty: c.Empty, Shortened: c.Shortened, Truncated: c.Truncated, Zoneless: c.Zoneless, Ambiguous: c.Ambiguous,
		Outside: c.Outside, OutsideUndated: c.OutsideUndated, Known: c.Known, Names: c.Names, NamesLeft: c.NamesLeft,
	}
}

func newSpace(s result.Space) Space {
	return Space{
		Language: s.Language, Articles: s.Articles, Rows: s.Rows, Terms: s.Terms, Weights: s.Weights, Rank: s.Rank,
		ExplainedVariance: s.ExplainedVariance, SingularValues: append([]float64{}, s.SingularValues...),
		Topics: s.Topics, TopicsSought: s.Sought, StoriesHeld: s.Held, StoriesUnclear: s.Unclear, TopicsLow: s.Low, TopicsHigh: s.High, Curve: s.Curve, Reason: s.Reason, FitRun: s.FitRun, FitReason: s.FitReason,
	}
}

func newClock(id string, now, started, finished time.Time) Clock {
	return Clock{
		Run:      id,
		Now:      now.UTC(),
		Started:  started.UTC().Truncate(time.Millisecond),
		Finished: finished.UTC().Truncate(time.Millisecond),
		Seconds:  finished.Sub(started).Round(time.Millisecond).Seconds(),
	}
}

// write writes the manifest as indented JSON.
func (m *Manifest) write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(m)
}

// ReadManifest reads the manifest of a finished run from its directory.
func ReadManifest(dir string) (*Manifest, error) {
	path := filepath.Join(dir, ManifestFile)
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	m := new(Manifest)
	if err := json.Unmarshal(raw, m); err != nil {
		return nil, fmt.Errorf("decode %s: %w", path, err)
	}
	return m, nil
}

// digest counts and hashes the bytes of a file while they are written.
type digest struct {
	hash  hash.Hash
	bytes int64
}

// begin makes the digest ready for a file and returns it as a writer.
func (d *digest) begin() io.Writer {
	d.hash, d.bytes = sha256.New(), 0
	return d
}

// Write never fails.
func (d *digest) Write(p []byte) (int, error) {
	d.bytes += int64(len(p))
	return d.hash.Write(p)
}

func (d *digest) file(name string) File {
	return File{Name: name, Bytes: d.bytes, SHA256: hex.EncodeToString(d.hash.Sum(nil))}
}
