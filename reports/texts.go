package reports

import (
	"context"
	"errors"
	"io"

	"leitmotif/analysis/result"
	"leitmotif/reports/internal/commit"
	"leitmotif/reports/table"
)

// textsFile is the table of the texts on its way into the stage: it is written while its rows
// come, which are too many to wait for each other.
type textsFile struct {
	stage *commit.Stage
	rows  chan table.Text
	ended chan struct{} // closed when file and err stand
	file  TableFile
	err   error
}

// Texts takes the text of an article for texts.parquet, as analysis.Config.Texts wants it: in
// ascending order of the IDs, from one goroutine, before Write. Without a call the run has no
// such table. It fails where the table cannot be written, and when ctx ends.
func (r *Run) Texts(ctx context.Context, t result.Text) error {
	if r.texts == nil {
		stage, err := r.output.Stage(r.id)
		if err != nil {
			return err
		}
		r.texts = newTextsFile(ctx, stage)
	}
	select {
	case r.texts.rows <- table.NewText(t):
		return nil
	case <-r.texts.ended:
		return r.texts.err
	}
}

// newTextsFile begins to write the table into the stage.
func newTextsFile(ctx context.Context, stage *commit.Stage) *textsFile {
	f := &textsFile{stage: stage, rows: make(chan table.Text), ended: make(chan struct{})}
	go func() {
		defer close(f.ended)
		f.file, f.err = writeTable(ctx, stage, table.Texts(func(yield func(*table.Text, error) bool) {
			for row := range f.rows {
				if !yield(&row, nil) {
					return
				}
			}
		}))
	}()
	return f
}

// finish ends the table after its last row.
func (f *textsFile) finish() (TableFile, error) {
	close(f.rows)
	<-f.ended
	return f.file, f.err
}

// stage gives the directory that takes the files of the run, and the table of the texts where
// it is there already.
func (r *Run) stage() (stage *commit.Stage, texts []TableFile, err error) {
	if r.texts == nil {
		stage, err = r.output.Stage(r.id)
		return stage, nil, err
	}
	stage = r.texts.stage
	file, err := r.texts.finish()
	r.texts = nil
	if err != nil {
		return nil, nil, errors.Join(err, stage.Discard())
	}
	return stage, []TableFile{file}, nil
}

// dropTexts lets go of texts that no run was published with.
func (r *Run) dropTexts() error {
	if r.texts == nil {
		return nil
	}
	stage := r.texts.stage
	_, _ = r.texts.finish() // nobody reads what was written
	r.texts = nil
	return stage.Discard()
}

// writeTable makes the file of a table and says what is in it.
func writeTable(ctx context.Context, stage *commit.Stage, t table.Table) (TableFile, error) {
	rows := 0
	f, err := writeFile(ctx, stage, t.File(), func(w io.Writer) (err error) {
		rows, err = t.WriteTo(ctx, w)
		return err
	})
	if err != nil {
		return TableFile{}, err
	}
	return TableFile{Table: t.Name, Rows: rows, File: f}, nil
}
