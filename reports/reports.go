// Package reports turns what a run found into files: Parquet tables, one HTML page
// and a manifest, published together or not at all.
//
// In comes an *analysis.Result, out goes a directory
//
//	OUT/run=20261123T060000Z/
//	    articles.parquet  article_topics.parquet  topics.parquet  trends.parquet
//	    mentions.parquet  targets.parquet         changes.parquet  rejects.parquet
//	    names.parquet     article_names.parquet   inputs.parquet   texts.parquet (on request)
//	    report.html       manifest.json
//	OUT/latest -> run=20261123T060000Z
//
// The way of the data is Result -> table.Set -> page.View -> HTML. Package view makes the
// page's figures from the rows of the tables and from the part of the manifest that is no
// clock, never from the Result: so Rebuild makes the same page, to the byte, from the files
// of a finished run.
//
// Glossary.
//
//   - run: one pass of the program over a corpus, and the directory it leaves.
//   - manifest: what made the run and what it holds, for programs (manifest.json).
//   - refused: a run that a quality gate would hold back, and that is published anyway.
package reports

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"leitmotif/analysis"
	"leitmotif/analysis/gate"
	"leitmotif/reports/internal/commit"
	"leitmotif/reports/page"
	"leitmotif/reports/table"
	"leitmotif/reports/view"
)

// ErrLocked says that another run holds the lock of the output directory.
var ErrLocked = commit.ErrLocked

// ErrOtherInput says that the demonstration was to go into an output directory that holds
// runs of another input.
var ErrOtherInput = errors.New("the demonstration does not go where there are runs of another input")

// Names of the files beside the tables, and of the link to the newest run.
const (
	ReportFile   = "report.html"
	ManifestFile = "manifest.json"
	LatestLink   = commit.Latest
)

// Options of a run's reports.
type Options struct {
	// Now names the directory of the run and stands in the clock of the manifest. In
	// the tables and the page it leaves no trace, unless PrintNow is set.
	Now time.Time
	// PrintNow lets the page state Now as the time for which it was made.
	PrintNow bool
	// Version of the program.
	Version string
	// Demonstration says that the input is the corpus inside the program, which must not
	// take the place of another.
	Demonstration bool
	// Language of the page: German, English or AutoLanguage; "" means AutoLanguage.
	Language string
	// Clock measures how long the run took; nil means time.Now.
	Clock func() time.Time
	// Observe, where not nil, is told how many articles of how many are written.
	Observe func(done, total int)
}

// Run is an output directory held under lock, from before the analysis until the
// reports are published.
type Run struct {
	out     string
	output  *commit.Output
	options Options
	started time.Time
	id      string
	texts   *textsFile // nil without texts, or once they are written
	view    *page.View // nil until the page is written
}

// Scratch is where a run may put a temporary file while it holds the output directory out: a
// pattern of os.CreateTemp. Should it die, the next run sweeps the file.
func Scratch(out string) string { return filepath.Join(out, commit.Scratch) }

// Begin locks the output directory out, creating it where needed, and sweeps what
// dead runs left in it. It returns ErrLocked where another run is at work there, and
// ErrOtherInput where the demonstration would take the place of another input.
// Close must be called in any case:
//
//	run, err := reports.Begin(out, options)
//	if err != nil { ... }
//	defer run.Close()
//	res, err := analysis.Run(...)
//	if err != nil { ... }
//	dir, err := run.Write(ctx, res)
func Begin(out string, options Options) (*Run, error) {
	if options.Clock == nil {
		options.Clock = time.Now
	}
	if err := CheckLanguage(options.Language); err != nil {
		return nil, fmt.Errorf("begin reports: %w", err)
	}
	if options.Now.IsZero() {
		return nil, errors.New("begin reports: no time is given for the name of the run")
	}
	output, err := commit.Open(out)
	if err != nil {
		return nil, err
	}
	if options.Demonstration {
		if err := checkDemonstrations(out); err != nil {
			return nil, errors.Join(err, output.Close())
		}
	}
	id, err := output.FreeName(options.Now.UTC().Format(commit.NameLayout))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("name the run: %w", err), output.Close())
	}
	return &Run{out: out, output: output, options: options, started: options.Clock(), id: id}, nil
}

// checkDemonstrations fails unless every run in out is a demonstration.
func checkDemonstrations(out string) error {
	names, err := Runs(out)
	if err != nil {
		return err
	}
	for _, name := range names {
		if m, err := ReadManifest(filepath.Join(out, name)); err != nil || !m.Demonstration {
			return fmt.Errorf("%w: %s; name an input, or another directory by --out", ErrOtherInput, filepath.Join(out, name))
		}
	}
	return nil
}

// ID names the run: it is the name of the directory that Write publishes.
func (r *Run) ID() string { return r.id }

// View holds the figures of the page once Write has made it, and is nil before.
func (r *Run) View() *page.View { return r.view }

// Runs names the finished runs in the output directory out, oldest first. A directory that is
// not there holds none.
func Runs(out string) ([]string, error) { return commit.Runs(out, ManifestFile) }

// Unswept says what Begin could not remove of that which dead runs had left, or is nil. It
// hinders nothing.
func (r *Run) Unswept() error { return r.output.Unswept() }

// History gives the measures of the newest published runs in the output directory, at most
// gate.MaxRuns, oldest first. Runs of versions that took none are left out; so is a run
// whose manifest cannot be read, which the error names beside the measures of the others.
func (r *Run) History() ([]gate.Measures, error) {
	names, err := Runs(r.out)
	if err != nil {
		return nil, err
	}
	var history []gate.Measures
	var faults []error
	for _, name := range names[max(0, len(names)-gate.MaxRuns):] {
		m, err := ReadManifest(filepath.Join(r.out, name))
		switch {
		case err != nil:
			faults = append(faults, fmt.Errorf("read the measures of %s: %w", name, err))
		case m.Measures != nil:
			history = append(history, *m.Measures)
		}
	}
	return history, errors.Join(faults...)
}

// Keep removes the oldest published runs until no more than n are left, and gives the names
// of those that are gone. The one that latest points at counts among them and stays.
// Directories without the name or the manifest of a run are never touched.
func (r *Run) Keep(n int) (removed []string, err error) { return r.output.Prune(n, ManifestFile) }

// Close releases the lock. Where nothing was published, the output directory is left
// as Begin found it. Closing twice is no error.
func (r *Run) Close() error {
	if err := errors.Join(r.dropTexts(), r.output.Close()); err != nil {
		return fmt.Errorf("close the output directory: %w", err)
	}
	return nil
}

// Write makes all files of the run and publishes them; it returns the directory that
// holds them. Where it fails or ctx ends, nothing is published, nothing is left
// behind, and latest points where it did. Manifest and page name the gates that refused
// the run, in spite of which it is published.
func (r *Run) Write(ctx context.Context, res *analysis.Result, refused ...gate.Breach) (dir string, err error) {
	stage, texts, err := r.stage()
	if err != nil {
		return "", fmt.Errorf("write reports: %w", err)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("write reports: %w", errors.Join(err, stage.Discard()))
		}
	}()
	if err := r.fill(ctx, stage, res, refused, texts); err != nil {
		return "", err
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return stage.Publish()
}

// fill writes every file of the run into the stage: as many side by side as the analysis
// has workers, the longest first. What is there already stands in the manifest as well.
func (r *Run) fill(ctx context.Context, stage *commit.Stage, res *analysis.Result, refused []gate.Breach, there []TableFile) error {
	set := table.New(res)
	if err := ctx.Err(); err != nil {
		return err
	}
	manifest := newManifest(res, r.options)
	manifest.Refused, manifest.ReportLanguage = refused, r.options.Language
	written := *set
	if observe := r.options.Observe; observe != nil {
		written.Articles = counted(set.Articles, func(n int) { observe(n, res.Counts.Articles) })
	}
	tables := written.Tables()
	manifest.Tables = make([]TableFile, len(tables))
	writers := make([]func() error, 0, len(tables)+1)
	for i, t := range tables {
		writers = append(writers, func() (err error) {
			manifest.Tables[i], err = writeTable(ctx, stage, t)
			return err
		})
	}
	page := func() (err error) {
		manifest.Report, err = writeFile(ctx, stage, ReportFile, func(w io.Writer) (err error) {
			r.view, err = writePage(ctx, w, set, &manifest.Facts)
			return err
		})
		return err
	}
	writers = slices.Insert(writers, 1, page) // the first table is that of the articles
	if err := sideBySide(res.Config.Workers, writers); err != nil {
		return err
	}
	manifest.Tables = append(manifest.Tables, there...)
	manifest.ReportLanguage = r.view.Language
	manifest.Clock = newClock(r.id, r.options.Now, r.started, r.options.Clock())
	return stage.WriteFile(ctx, ManifestFile, manifest.write)
}

// counted are the same rows; count is told the number of each as it is asked for.
func counted[T any](rows table.Rows[T], count func(n int)) table.Rows[T] {
	return func(yield func(*T, error) bool) {
		n := 0
		for row, err := range rows {
			n++
			count(n)
			if !yield(row, err) {
				return
			}
		}
	}
}

// sideBySide does all of the work, so many parts at a time, one per processor where workers
// is 0, and returns the error of the first part that failed, in their order.
func sideBySide(workers int, parts []func() error) error {
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	errs := make([]error, len(parts))
	var group errgroup.Group
	group.SetLimit(workers)
	for i, part := range parts {
		group.Go(func() error {
			errs[i] = part()
			return nil
		})
	}
	_ = group.Wait() // the errors are in order
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// writeFile makes a file of the stage and says what is in it.
func writeFile(ctx context.Context, stage *commit.Stage, name string, fill func(io.Writer) error) (File, error) {
	var sum digest
	err := stage.WriteFile(ctx, name, func(w io.Writer) error { return fill(io.MultiWriter(w, sum.begin())) })
	if err != nil {
		return File{}, err
	}
	return sum.file(name), nil
}

// Write is Begin, Run.Write and Run.Close in one, for a result that is already there.
func Write(ctx context.Context, out string, res *analysis.Result, options Options) (dir string, err error) {
	run, err := Begin(out, options)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, run.Close()) }()
	return run.Write(ctx, res)
}

// Load reads the manifest of a finished run from its directory and opens the tables.
func Load(ctx context.Context, dir string) (*table.Set, *Manifest, error) {
	manifest, err := ReadManifest(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("load run %s: %w", dir, err)
	}
	set, err := table.Read(ctx, dir)
	if err != nil {
		return nil, nil, fmt.Errorf("load run %s: %w", dir, err)
	}
	return set, manifest, nil
}

// writePage writes the page that tables and facts make and gives its figures.
func writePage(ctx context.Context, w io.Writer, set *table.Set, facts *view.Facts) (*page.View, error) {
	v, err := view.New(ctx, set, facts)
	if err != nil {
		return nil, err
	}
	return v, page.Render(w, v)
}

// Rebuild writes the page of a finished run again, from its tables and manifest, in a
// language as in Options, or where that is "" in the language of the run.
func Rebuild(ctx context.Context, dir, language string, w io.Writer) error {
	if err := CheckLanguage(language); err != nil {
		return err
	}
	set, manifest, err := Load(ctx, dir)
	if err != nil {
		return err
	}
	if language != "" {
		manifest.ReportLanguage = language
	}
	if _, err := writePage(ctx, w, set, &manifest.Facts); err != nil {
		return fmt.Errorf("rebuild the report of %s: %w", dir, err)
	}
	return nil
}
