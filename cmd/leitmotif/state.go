package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"leitmotif/analysis"
	"leitmotif/analysis/ledger"
	"leitmotif/analysis/ledger/state"
	"leitmotif/corpus/yaml"
)

// stateSettings are the settings of a run that goes on from earlier ones.
type stateSettings struct {
	dir       string
	refit     string
	onlyNew   bool
	overrides string
}

func (s *stateSettings) addFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&s.dir, "state", "", "`directory` that keeps topics and articles seen from run to run; created where needed")
	f.StringVar(&s.refit, "refit", string(ledger.RefitAuto), "find topics anew `auto`, always or never; auto: once the articles have moved away from the topics known")
	f.BoolVar(&s.onlyNew, "only-new", false, "leave out the articles that earlier runs have seen")
	f.StringVar(&s.overrides, "overrides", "", "YAML `file` of names, merges and hidden topics by topic_uid, such as '7: {name: Chip industry}'")
}

// apply checks the settings and fills in the configuration, the state aside.
func (s *stateSettings) apply(cfg *analysis.Config) error {
	if s.dir == "" {
		if s.refit != string(ledger.RefitAuto) || s.onlyNew || s.overrides != "" {
			return errors.New("refit, only-new and overrides need a state: give --state DIR")
		}
		return nil
	}
	cfg.Refit, cfg.OnlyNew = ledger.Refit(s.refit), s.onlyNew
	if s.overrides == "" {
		return nil
	}
	raw, err := yaml.ReadFile(s.overrides, yaml.MaxBytes)
	if err != nil {
		return fmt.Errorf("read overrides: %w", err)
	}
	if cfg.Overrides, err = state.ParseOverrides(raw); err != nil {
		return fmt.Errorf("%s: %w", s.overrides, err)
	}
	return nil
}

// open opens the state, if one is kept, and loads it into the configuration. The directory
// is nil where none is kept.
func (s *stateSettings) open(cfg *analysis.Config, show *progress) (*state.Dir, error) {
	if s.dir == "" {
		return nil, nil
	}
	dir, err := state.Open(s.dir)
	if err != nil {
		return nil, err
	}
	cfg.State, err = dir.Load()
	if errors.Is(err, state.ErrSpace) && cfg.Refit == ledger.RefitAlways {
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
		return nil, errors.Join(usage(fmt.Errorf("%s: %w", s.overrides, err)), dir.Close())
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
