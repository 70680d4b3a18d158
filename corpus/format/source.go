package format

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// Options says how inputs are read. The zero value is usable.
type Options struct {
	// Fields maps a field of the article (title, text, date, source, language, url,
	// author, id) to its name in the records of JSON, tables, Parquet and front matter.
	// A dotted name reaches into the objects and lists of JSON: "meta.title". A field named
	// here is looked for under this name alone; every other field under its usual names.
	Fields map[string]string
	// Usage has every record looked at for what its fields were found under, not the first
	// ones of each file alone; see [Source.Usage].
	Usage bool
	Input input.Options
}

// validate reports the targets in Fields that are no field, all of them.
func (o Options) validate() error {
	var wrong []string
	for target, name := range o.Fields {
		if _, ok := record.FieldOf(target); !ok || name == "" {
			wrong = append(wrong, fmt.Sprintf("%q=%q", target, name))
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	slices.Sort(wrong)
	return fmt.Errorf("map field %s: the fields are %s, and each needs a name in the input",
		strings.Join(wrong, ", "), strings.Join(record.Targets(), ", "))
}

// Source reads the articles of a list of inputs. It implements [corpus.Source], [corpus.Lister] and
// [corpus.Surveyor]. One ranging at a time.
type Source struct {
	inputs *input.Source
	names  *record.Names
	survey *record.Survey
}

// Open is [input.Open] with the articles of what it finds.
func Open(args []string, opts Options) (*Source, error) {
	if err := opts.validate(); err != nil {
		return nil, err
	}
	inputs, err := input.Open(args, opts.Input)
	if err != nil {
		return nil, err
	}
	return newSource(inputs, opts), nil
}

func newSource(inputs *input.Source, opts Options) *Source {
	survey := record.NewSurvey(opts.Usage)
	return &Source{inputs, record.NewNames(opts.Fields, survey), survey}
}

// OpenFS is [input.OpenFS] with the articles of what it finds.
func OpenFS(fsys fs.FS, root string, opts Options) (*Source, error) {
	if err := opts.validate(); err != nil {
		return nil, err
	}
	inputs, err := input.OpenFS(fsys, root, opts.Input)
	if err != nil {
		return nil, err
	}
	return newSource(inputs, opts), nil
}

// Articles yields the articles in a stable order; see [corpus.Source].
func (s *Source) Articles(ctx context.Context) iter.Seq2[*corpus.Article, error] {
	s.survey.Reset()
	d := decoder{s.names}
	return s.inputs.Read(ctx, d.decode)
}

// Progress is that of [input.Source].
func (s *Source) Progress() (done, total int64) { return s.inputs.Progress() }

// Own is that of [input.Source].
func (s *Source) Own() []input.Own { return s.inputs.Own() }

// Files is that of [input.Source].
func (s *Source) Files() []corpus.File { return s.inputs.Files() }

// Unused gives the names that fed no field; see [corpus.Surveyor].
func (s *Source) Unused() []corpus.Unused { return s.survey.Unused() }

// Usage gives, file by file, what the fields were found under in the last ranging, and what
// else there was; nothing unless Options.Usage was set.
func (s *Source) Usage() []record.Usage { return s.survey.Usages() }
