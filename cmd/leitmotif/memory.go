package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"leitmotif/analysis"
	"leitmotif/analysis/state"
	"leitmotif/corpus/yaml"
)

// memory are the settings of a run that goes on from earlier ones.
type memory struct {
	dir       string
	refit     string
	onlyNew   bool
	overrides string
}

func (m *memory) addFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&m.dir, "state", "", "`directory` that keeps topics and articles seen from run to run; created where needed")
	f.StringVar(&m.refit, "refit", string(analysis.RefitAuto), "find topics anew `auto`, always or never; auto: once the articles have moved away from the topics known")
	f.BoolVar(&m.onlyNew, "only-new", false, "leave out the articles that earlier runs have seen")
	f.StringVar(&m.overrides, "overrides", "", "YAML `file` of names, merges and hidden topics by topic_uid, such as '7: {name: Chip industry}'")
}

// settle checks the settings and fills in the configuration, the state aside.
func (m *memory) settle(cfg *analysis.Config) error {
	if m.dir == "" {
		if m.refit != string(analysis.RefitAuto) || m.onlyNew || m.overrides != "" {
			return errors.New("refit, only-new and overrides need a state: give --state DIR")
		}
		return nil
	}
	cfg.Refit, cfg.OnlyNew = analysis.Refit(m.refit), m.onlyNew
	if m.overrides == "" {
		return nil
	}
	raw, err := yaml.ReadFile(m.overrides, yaml.MaxBytes)
	if err != nil {
		return fmt.Errorf("read overrides: %w", err)
	}
	if cfg.Overrides, err = state.ParseOverrides(raw); err != nil {
		return fmt.Errorf("%s: %w", m.overrides, err)
	}
	return nil
}

// open opens the state, if one is kept, and loads it into the configuration. The directory
// is nil where none is kept.
func (m *memory) open(cfg *analysis.Config, show *progress) (*state.Dir, error) {
	if m.dir == "" {
		return nil, nil
	}
	dir, err := state.Open(m.dir)
	if err != nil {
		return nil, err
	}
	cfg.State, err = dir.Load()
	if errors.Is(err, state.ErrSpace) && cfg.Refit == analysis.RefitAlways {
		show.warn(fmt.Errorf("%w; the topics are found without it", err))
		cfg.State, err = dir.LoadLedger()
	}
	if errors.Is(err, state.ErrSpace) {
		err = fmt.Errorf("%w; --refit always finds the topics anew and keeps their numbers", err)
	}
	if err != nil {
		return nil, errors.Join(err, dir.Close())
	}
	if err := cfg.State.CheckOverrides(cfg.Overrides); err != nil {
		return nil, errors.Join(usage(fmt.Errorf("%s: %w", m.overrides, err)), dir.Close())
	}
	return dir, nil
}

// changed returns the state that a run leaves, or nil where that is the one it got.
func changed(former, next *state.State) *state.State {
	if next == former {
		return nil
	}
	return next
}

// publish writes what a run found into the directory run and makes it true together with
// the next state; that is nil where it stays as it is.
func publish(dir *state.Dir, next *state.State, run string, show *progress, write func() (string, error)) (string, error) {
	if dir == nil || next == nil {
		return write()
	}
	if err := dir.Prepare(next, run); err != nil {
		return "", err
	}
	published, err := write()
	if err != nil {
		// Should the run be there in spite of the error, the next one decides what counts.
		if _, there := os.Stat(run); errors.Is(there, fs.ErrNotExist) {
			err = errors.Join(err, dir.Discard())
		}
		return "", err
	}
	// The run is published. What cannot be completed now the next one completes.
	show.warn(dir.Commit())
	return published, nil
}
