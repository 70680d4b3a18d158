// Package digest sums up in a few lines what a run has changed: for a mail or a chat.
//
// In go the tables and manifests of finished runs, out comes a Digest, written as Markdown, HTML
// or JSON. Its facts and sentences are those of the report (page.Teller); it adds none.
//
// Glossary.
//
//   - since: the run after which the digest begins; what each later run has changed is told,
//     once where several say the same.
//   - line: a line of the Markdown, at most MaxLines with those between paragraphs.
package digest

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"leitmotif/reports"
	"leitmotif/reports/page"
	"leitmotif/reports/table"
	"leitmotif/reports/view"
)

// MaxLines bounds the digest.
const MaxLines = 25

// What is told beside the changes.
const (
	leastFindings = 3 // of the page are told however much has changed, where there are so many
	frame         = 8 // lines: title, headings, what is left out, the report, and one between paragraphs
)

// ErrNoRun says that the run to begin after is not there.
var ErrNoRun = errors.New("no such run")

// Options of a digest.
type Options struct {
	Since    string // name or directory of an earlier run; "" tells of the last run alone
	Language string // en or de; "" is that of the report
	Link     string // address of the report; "" is its path
}

// Digest is what there is to tell of a run.
type Digest struct {
	Run      string     `json:"run"`
	Now      time.Time  `json:"now"` // the time of the run
	Since    string     `json:"since_run,omitempty"`
	Previous *time.Time `json:"previous_run,omitempty"` // time of the run before, where it is still there
	Runs     int        `json:"runs"`                   // whose changes are told
	Language string     `json:"language"`
	Articles int        `json:"articles"`
	Topics   int        `json:"topics"`
	First    bool       `json:"first_run"` // no earlier run to compare with
	Compared bool       `json:"compared"`  // false where no state is kept
	Changes  []Change   `json:"changes"`   // all of them, those of the last run first
	NewNames []Name     `json:"new_names"` // that no run before theirs found, those of the last run first
	Report   string     `json:"report"`
	Text     string     `json:"text"` // the digest as Markdown
	since    time.Time  // of the run in Since
	title    string
	opening  string // follows the title
	sections []section
	closing  string // says where the report is
}

// Change is a row of changes.parquet. What is not there is left out.
type Change struct {
	Run           string   `json:"run"`
	Kind          string   `json:"kind"`
	TopicID       int32    `json:"topic_id,omitempty"`
	TopicUID      int32    `json:"topic_uid,omitempty"`
	Language      string   `json:"language,omitempty"`
	Target        string   `json:"target,omitempty"`
	Subject       string   `json:"subject,omitempty"`
	Before        *float64 `json:"before,omitempty"`
	After         *float64 `json:"after,omitempty"`
	StoriesBefore *int64   `json:"stories_before,omitempty"`
	StoriesAfter  int64    `json:"stories_after"`
}

// Name is a row of names.parquet that is new.
type Name struct {
	Run     string `json:"run"`
	Name    string `json:"name"`
	Kind    string `json:"kind"`
	Stories int64  `json:"stories"`
}

// section is a paragraph: a heading, a text and a list, each of which may be empty.
type section struct {
	heading, text string
	items         []string
	rest          string // follows the list
}

// teller is a page.Teller with the few phrases that the page does not have.
type teller struct {
	*page.Teller
	own phrases
}

// Of makes the digest of the run in dir, which lies among the runs to compare with.
func Of(ctx context.Context, dir string, o Options) (*Digest, error) {
	set, manifest, err := reports.Load(ctx, dir)
	if err != nil {
		return nil, err
	}
	if o.Language == "" {
		o.Language = manifest.ReportLanguage
	}
	told, err := page.NewTeller(o.Language)
	if err != nil {
		return nil, err
	}
	t := teller{told, ownPhrases(o.Language)}
	v, err := view.New(ctx, set, &manifest.Facts)
	if err != nil {
		return nil, fmt.Errorf("sum up the run %s: %w", dir, err)
	}
	d := &Digest{
		Run: filepath.Base(dir), Now: manifest.Clock.Now, Language: o.Language, Articles: v.Corpus.Articles, Topics: v.Corpus.Topics,
		Compared: manifest.State != nil, First: manifest.State != nil && manifest.State.Run == 1, Report: o.Link,
	}
	if d.Report == "" {
		if d.Report, err = filepath.Abs(filepath.Join(dir, reports.ReportFile)); err != nil {
			return nil, err
		}
	}
	passes, err := d.passes(ctx, dir, o.Since, set, manifest)
	if err != nil {
		return nil, err
	}
	d.write(t, v, passes)
	return d, t.Err()
}

// pass is one of the runs whose changes are told.
type pass struct {
	name string
	now  time.Time
	set  *table.Set // of which only changes and topics are looked at
	m    *reports.Manifest
}

// passes are the runs after since up to the one in dir, the last one first, without those that kept
// no state; without since the run in dir alone.
func (d *Digest) passes(ctx context.Context, dir, since string, set *table.Set, m *reports.Manifest) ([]pass, error) {
	out := filepath.Dir(filepath.Clean(dir))
	names, err := reports.Runs(out)
	if err != nil {
		return nil, err
	}
	last := slices.Index(names, d.Run)
	if last > 0 {
		if before, err := reports.ReadManifest(filepath.Join(out, names[last-1])); err == nil {
			d.Previous = &before.Clock.Now
		}
	}
	list := []pass{{d.Run, m.Clock.Now, set, m}}
	if since != "" {
		d.Since = filepath.Base(filepath.Clean(since))
		first := slices.Index(names, d.Since)
		switch {
		case first < 0:
			return nil, fmt.Errorf("%w as %s in %s, which has %s", ErrNoRun, d.Since, out, ends(names))
		case last < first:
			return nil, fmt.Errorf("%w as %s before %s", ErrNoRun, d.Since, d.Run)
		case first == last:
			list = nil
		}
		begun, err := reports.ReadManifest(filepath.Join(out, d.Since))
		if err != nil {
			return nil, err
		}
		d.since = begun.Clock.Now
		for i := last - 1; i > first; i-- {
			set, m, err := reports.Load(ctx, filepath.Join(out, names[i]))
			if err != nil {
				return nil, err
			}
			list = append(list, pass{names[i], m.Clock.Now, set, m})
		}
	}
	d.Runs = len(list)
	return slices.DeleteFunc(list, func(p pass) bool { return p.m.State == nil }), nil
}

// ends names the first and the last of the runs.
func ends(names []string) string {
	switch len(names) {
	case 0:
		return "no runs"
	case 1:
		return names[0]
	}
	return names[0] + " to " + names[len(names)-1]
}

// once takes out of the changes of older runs what a newer one says as well, and lists what is
// left. passes come with the newest first.
func (d *Digest) once(passes []pass) {
	type key struct {
		kind, language, target, subject string
		topic                           int32
	}
	seen := make(map[key]bool)
	d.Changes, d.NewNames = []Change{}, []Name{}
	for _, p := range passes {
		p.set.Changes = slices.DeleteFunc(p.set.Changes, func(c table.ChangeRow) bool {
			k := key{kind: c.Kind, language: c.Language, target: c.Target, topic: c.TopicUID}
			if c.TopicUID == 0 {
				k.subject = c.Subject
			}
			known := seen[k]
			seen[k] = true
			return known
		})
		for _, n := range table.ByStories(p.set.Names) {
			if n.IsNew != nil && *n.IsNew {
				d.NewNames = append(d.NewNames, Name{p.name, n.Name, n.Kind, n.Stories})
			}
		}
		for _, c := range p.set.Changes {
			d.Changes = append(d.Changes, Change{p.name, c.Kind, c.TopicID, c.TopicUID, c.Language, c.Target, c.Subject, c.Before, c.After, c.StoriesBefore, c.StoriesAfter})
		}
	}
}

// write fills in the sections of the digest, as many lines as it may have.
func (d *Digest) write(t teller, v *page.View, passes []pass) {
	d.once(passes)
	if d.title, d.opening = t.Head(v.Corpus); d.opening == "" {
		d.opening = t.Instant(d.Now)
	}
	if len(v.Refused) > 0 {
		d.opening += ". " + t.Refused(len(v.Refused)) + " " + strings.Join(v.Refused, "; ")
	}
	changed, more := d.changed(t, passes)
	heading, findings := t.Findings(v.Findings)
	stands := section{heading: heading, items: findings}
	room := MaxLines - frame
	left := min(len(findings), leastFindings)
	if n := room - left; len(changed.items) > n {
		more += len(changed.items) - n
		changed.items = changed.items[:n]
	}
	stands.items = findings[:min(len(findings), room-len(changed.items))]
	if more > 0 {
		changed.rest = t.More(more)
	}
	d.sections, d.closing = []section{changed, stands}, fmt.Sprintf(t.own.report, d.Report)
	d.Text = d.markdown()
}

// changed is the section on changes. more counts those that only the tables hold.
func (d *Digest) changed(t teller, passes []pass) (s section, more int) {
	var intro []string
	for i, p := range passes {
		c := view.Changes(p.set, &p.m.Facts)
		heading, about, lines := t.Changes(c)
		s.heading = heading
		if i == 0 && d.Since == "" {
			intro = append(intro, about)
		}
		for _, line := range lines {
			if d.Runs > 1 {
				line += " (" + t.Day(p.now) + ")"
			}
			s.items = append(s.items, line)
		}
		more += c.More
	}
	switch {
	case d.Since != "" && d.Runs == 0:
		intro = append(intro, fmt.Sprintf(t.own.noneSince, t.Instant(d.since)))
	case !d.Compared:
		intro = append(intro, t.own.apart)
	case d.Since != "" && d.Runs == 1:
		intro = append(intro, fmt.Sprintf(t.own.oneSince, t.Instant(d.since)))
	case d.Since != "":
		intro = append(intro, fmt.Sprintf(t.own.runsSince, d.Runs, t.Instant(d.since)))
	case d.Previous != nil && !d.First:
		intro = append(intro, fmt.Sprintf(t.own.previous, t.Instant(*d.Previous)))
	}
	if d.Since != "" && len(passes) > 0 && len(s.items) == 0 {
		intro = append(intro, t.own.nothing)
	}
	if s.heading == "" {
		s.heading, _, _ = t.Changes(&page.Changes{Run: 1})
	}
	s.text = strings.Join(intro, " ")
	return s, more
}
