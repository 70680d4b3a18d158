// Package catalogue finds the finished runs of an output directory and lists them.
//
// In goes a directory that a user has named, out comes the run that it means, or what is
// missing there; and of an output directory all of its runs.
//
// Glossary.
//
//   - window: the time whose articles a run took, as its settings bound it.
//   - size: the bytes of all files of a run.
package catalogue

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"leitmotif/cmd/leitmotif/internal/figure"
	"leitmotif/reports"
)

// Find gives the directory of the run that dir means: itself, or the newest below it. The error
// says what is missing, and wraps fs.ErrNotExist.
func Find(dir string) (string, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", missing("there is no directory %s", dir)
	case err != nil:
		return "", err
	case !info.IsDir():
		return "", missing("%s is a file; name the directory of a run, or one that holds runs", dir)
	}
	if holds(dir, reports.ManifestFile) {
		return dir, nil
	}
	if strings.HasPrefix(filepath.Base(dir), "run=") {
		return "", missing("%s is no finished run: it has no %s", dir, reports.ManifestFile)
	}
	link := filepath.Join(dir, reports.LatestLink)
	newest, err := filepath.EvalSymlinks(link)
	switch {
	case err == nil && holds(newest, reports.ManifestFile):
		return newest, nil
	case err == nil:
		return "", missing("%s leads to %s, which has no %s", link, newest, reports.ManifestFile)
	}
	if target, err := os.Readlink(link); err == nil {
		return "", missing("%s leads to %s, which is not there", link, target)
	}
	runs, err := reports.Runs(dir)
	if err == nil && len(runs) > 0 {
		return "", missing("%s has no %s; name one of its %s, such as %s", dir, reports.LatestLink, figure.Counted(len(runs), "run"), filepath.Join(dir, runs[len(runs)-1]))
	}
	return "", missing("%s holds no finished run; 'leitmotif run' makes one", dir)
}

func holds(dir, file string) bool {
	_, err := os.Stat(filepath.Join(dir, file))
	return err == nil
}

// missing is an error that wraps fs.ErrNotExist and says in its own words what is not there.
func missing(format string, args ...any) error { return &missingError{fmt.Sprintf(format, args...)} }

type missingError struct{ text string }

func (e *missingError) Error() string { return e.text }
func (e *missingError) Unwrap() error { return fs.ErrNotExist }

// Whole words the error of reading the run in dir: where a file of it is not there, it says which.
func Whole(dir string, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) && errors.Is(err, fs.ErrNotExist) && filepath.Dir(path.Path) == filepath.Clean(dir) {
		return missing("the run %s is not whole: %s is missing", dir, filepath.Base(path.Path))
	}
	return err
}

// Run is a run in an output directory.
type Run struct {
	Name       string     `json:"run"`
	Latest     bool       `json:"latest"`          // latest leads to it
	Fault      string     `json:"fault,omitempty"` // why no more is known of it
	Version    string     `json:"version,omitempty"`
	Finished   time.Time  `json:"finished,omitzero"`
	Seconds    float64    `json:"seconds"`
	Since      *time.Time `json:"since,omitempty"` // first instant of the window; nil = unbounded
	Until      *time.Time `json:"until,omitempty"` // first instant after it
	Records    int        `json:"records"`
	Articles   int        `json:"articles"`
	Duplicates int        `json:"duplicates"`
	Rejected   int        `json:"rejected"`
	Topics     int        `json:"topics"`
	New        *int       `json:"new_stories,omitempty"` // stories that no earlier run had; nil = no state is kept
	Refused    []string   `json:"refused,omitempty"`     // quality gates in spite of which it was published
	Bytes      int64      `json:"bytes"`
}

// List gives the runs in the output directory out, oldest first. One whose manifest cannot be
// read is listed with its fault.
func List(out string) ([]Run, error) {
	if _, err := os.Stat(out); err != nil {
		_, err = Find(out)
		return nil, err
	}
	names, err := reports.Runs(out)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 && holds(out, reports.ManifestFile) {
		return nil, missing("%s is a run; name the directory that holds it", out)
	}
	if len(names) == 0 {
		return nil, missing("%s holds no finished run; 'leitmotif run' makes one", out)
	}
	latest, _ := os.Readlink(filepath.Join(out, reports.LatestLink)) // "" where there is none
	runs := make([]Run, len(names))
	for i, name := range names {
		runs[i] = read(filepath.Join(out, name))
		runs[i].Latest = filepath.Base(latest) == name
	}
	return runs, nil
}

// read is what the manifest and the files of a run say.
func read(dir string) Run {
	r := Run{Name: filepath.Base(dir)}
	m, err := reports.ReadManifest(dir)
	if err != nil {
		r.Fault = err.Error()
		return r
	}
	r.Version, r.Finished, r.Seconds = m.Version, m.Clock.Finished, m.Clock.Seconds
	n := m.Counts
	r.Records, r.Articles, r.Duplicates, r.Rejected = n.Records, n.Articles, n.Duplicates, n.Rejected
	if at := m.Configuration.Since; !at.IsZero() {
		r.Since = &at
	}
	if at := m.Configuration.Until; !at.IsZero() {
		r.Until = &at
	}
	for _, s := range m.Spaces {
		r.Topics += s.Topics
	}
	if m.State != nil {
		r.New = &m.State.Fresh
	}
	for _, b := range m.Refused {
		r.Refused = append(r.Refused, b.String())
	}
	if r.Bytes, err = size(dir); err != nil {
		r.Fault = err.Error()
	}
	return r
}

// size is the sum of the files in a directory.
func size(dir string) (bytes int64, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return 0, err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return 0, err
		}
		bytes += info.Size()
	}
	return bytes, nil
}

// Print writes a table for people, and under it what the columns cannot hold.
func Print(to io.Writer, runs []Run) error {
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "run\twindow\tarticles\tcopies\trejected\tnew\ttopics\tgates\tsize\ttook")
	var notes []string
	bytes := int64(0)
	for _, r := range runs {
		name := r.Name
		if r.Latest {
			name += " *"
		}
		if r.Fault != "" {
			fmt.Fprintf(w, "%s\tcannot be read\n", name)
			notes = append(notes, r.Name+": "+r.Fault)
			continue
		}
		fresh, gates := "-", "-"
		if r.New != nil {
			fresh = figure.Count(*r.New)
		}
		if len(r.Refused) > 0 {
			gates = figure.Count(len(r.Refused)) + " refused"
			notes = append(notes, r.Name+": published although refused by "+strings.Join(r.Refused, "; "))
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%.1f s\n", name, figure.Window(r.Since, r.Until), figure.Count(r.Articles),
			figure.Count(r.Duplicates), figure.Count(r.Rejected), fresh, figure.Count(r.Topics), gates, figure.Bytes(r.Bytes), r.Seconds)
		bytes += r.Bytes
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if len(notes) > 0 {
		fmt.Fprintf(to, "\n%s\n", strings.Join(notes, "\n"))
	}
	_, err := fmt.Fprintf(to, "\n%s, %s; * is latest\n", figure.Counted(len(runs), "run"), figure.Bytes(bytes))
	return err
}

// JSON writes the runs as a list of objects.
func JSON(to io.Writer, runs []Run) error {
	e := json.NewEncoder(to)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(runs)
}
