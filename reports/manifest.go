package reports

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"time"

	"leitmotif/analysis"
	"leitmotif/analysis/gate"
	"leitmotif/reports/table"
)

// Manifest says what made a run and what it holds. All of it but Clock depends on
// the input, the configuration and the version alone; Refused on the earlier runs too,
// where a gate compares with them.
type Manifest struct {
	Version       string `json:"version"`
	SchemaVersion string `json:"schema_version"`
	// Demonstration tells that the input was the corpus inside the program.
	Demonstration bool `json:"demonstration"`
	// ReportLanguage is the language of the page, en or de.
	ReportLanguage string          `json:"report_language"`
	AsOf           *time.Time      `json:"as_of,omitempty"` // where the run was told to print its time
	Configuration  analysis.Config `json:"configuration"`
	Counts         Counts          `json:"counts"`
	Measures       *gate.Measures  `json:"measures,omitempty"` // nil in runs of versions without gates
	Refused        []gate.Breach   `json:"refused,omitempty"`  // gates in spite of which the run was published
	// State is what the run knows of earlier ones; nil where no state is kept.
	State      *State      `json:"state,omitempty"`
	Spaces     []Space     `json:"spaces"`
	ToneModels []ToneModel `json:"tone_models"`
	// RemovedLines are the lines that recur over the articles of an outlet and were taken
	// out of them, in most articles first: at most 200 of Counts.RemovedLines.
	RemovedLines []RemovedLine `json:"removed_lines"`
	Tables       []TableFile   `json:"tables"`
	Report       File          `json:"report"`
	Clock        Clock         `json:"clock"`
}

// Counts is analysis.Counts as JSON.
type Counts struct {
	Records    int `json:"records"`
	Articles   int `json:"articles"`
	Rejected   int `json:"rejected"`
	Empty      int `json:"empty"` // of Rejected
	Duplicates int `json:"duplicates"`
	Undated    int `json:"undated"`
	BadDates   int `json:"bad_dates"`
	Relabelled int `json:"relabelled"`
	Shortened  int `json:"shortened"`
	// Left out by the window of Configuration: published outside of it, and without a date.
	Outside        int   `json:"outside"`
	OutsideUndated int   `json:"outside_undated"`
	Known          int   `json:"known"` // left out because earlier runs had them
	Bytes          int64 `json:"bytes"`
	RemovedLines   int   `json:"removed_lines"`
}

// State says where a run stands among those with the same state.
type State struct {
	Run   int `json:"run"`   // its number, from 1
	Fresh int `json:"fresh"` // stories that no earlier run had
}

// RemovedLine is analysis.BoilerplateLine as JSON.
type RemovedLine struct {
	Source   string `json:"source"` // "" = not named
	Text     string `json:"text"`
	Articles int    `json:"articles"`
}

// maxRemovedLines bounds the lines that the manifest names.
const maxRemovedLines = 200

// Space is analysis.Space as JSON.
type Space struct {
	Language          string    `json:"language"`
	Articles          int       `json:"articles"`
	Rows              int       `json:"rows"`
	Terms             int       `json:"terms"`
	Weights           int       `json:"weights"`
	Rank              int       `json:"rank"`
	ExplainedVariance float64   `json:"explained_variance"`
	SingularValues    []float64 `json:"singular_values"`
	Topics            int       `json:"topics"`
	// Curve is what chose the number of topics; without it the number was given.
	Curve  []analysis.Candidate `json:"curve,omitempty"`
	Reason string               `json:"reason,omitempty"`
	// FitRun is the number of the run that found the topics, and FitReason why it did;
	// without a state there is none.
	FitRun    int    `json:"fit_run,omitempty"`
	FitReason string `json:"fit_reason,omitempty"`
}

// ToneModel is analysis.ToneModel as JSON.
type ToneModel struct {
	Language string  `json:"language"`
	Name     string  `json:"name"`
	Terms    int     `json:"terms"`
	Scored   int     `json:"scored"`
	Mean     float64 `json:"mean"`
}

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
	m := &Manifest{
		Version:       options.Version,
		SchemaVersion: table.SchemaVersion,
		Demonstration: options.Demonstration,
		Configuration: res.Config,
		Counts:        newCounts(res.Counts),
		Measures:      &measures,
		Spaces:        []Space{},
		ToneModels:    []ToneModel{},
		RemovedLines:  []RemovedLine{},
	}
	m.Counts.RemovedLines = len(res.Boilerplate)
	for _, l := range res.Boilerplate[:min(maxRemovedLines, len(res.Boilerplate))] {
		m.RemovedLines = append(m.RemovedLines, RemovedLine(l))
	}
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
		m.ToneModels = append(m.ToneModels, ToneModel{Language: t.Language, Name: t.Name, Terms: t.Terms, Scored: t.Scored, Mean: t.Mean})
	}
	return m
}

func newCounts(c analysis.Counts) Counts {
	return Counts{
		Records: c.Records, Articles: c.Articles, Rejected: c.Rejected, Duplicates: c.Duplicates,
		Undated: c.Undated, BadDates: c.BadDates, Relabelled: c.Relabelled, Bytes: c.Bytes,
		Empty: c.Empty, Shortened: c.Shortened,
		Outside: c.Outside, OutsideUndated: c.OutsideUndated, Known: c.Known,
	}
}

func newSpace(s analysis.Space) Space {
	return Space{
		Language: s.Language, Articles: s.Articles, Rows: s.Rows, Terms: s.Terms, Weights: s.Weights, Rank: s.Rank,
		ExplainedVariance: s.ExplainedVariance, SingularValues: append([]float64{}, s.SingularValues...),
		Topics: s.Topics, Curve: s.Curve, Reason: s.Reason, FitRun: s.FitRun, FitReason: s.FitReason,
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

func (d *digest) tableFile(t table.Table) TableFile {
	return TableFile{Table: t.Name, Rows: t.Rows, File: d.file(t.File())}
}
