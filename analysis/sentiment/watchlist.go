package sentiment

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
)

// Watchlist names the targets whose mentions are scored.
type Watchlist struct {
	Targets []Target
}

// Target is a company, a person or a thing.
type Target struct {
	Name    string   `yaml:"name"`
	Kind    string   `yaml:"kind"`    // company, person, ...: for the reader; may be ""
	Aliases []string `yaml:"aliases"` // other ways to name it; the name is always one
}

// ParseWatchlist reads a watch list: a YAML list of targets, each with name, and where
// wanted aliases and kind. Names and aliases must be unique over the list, so that every
// mention has one target.
func ParseWatchlist(data []byte) (*Watchlist, error) {
	var targets []Target
	if err := yaml.UnmarshalWithOptions(data, &targets, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("read watch list: %w", err)
	}
	var faults []error
	owner := make(map[string]string)
	for i, t := range targets {
		if strings.TrimSpace(t.Name) == "" {
			faults = append(faults, fmt.Errorf("target %d has no name", i+1))
			continue
		}
		for _, alias := range t.spellings() {
			if len(atoms(nil, alias, nil)) == 0 {
				faults = append(faults, fmt.Errorf("target %s: alias %q holds no word", t.Name, alias))
			}
			if other, taken := owner[alias]; taken && other != t.Name {
				faults = append(faults, fmt.Errorf("alias %q names both %s and %s", alias, other, t.Name))
			}
			owner[alias] = t.Name
		}
	}
	if len(faults) > 0 {
		return nil, fmt.Errorf("read watch list: %w", errors.Join(faults...))
	}
	return &Watchlist{Targets: targets}, nil
}

// spellings lists the name and the aliases.
func (t Target) spellings() []string {
	out := []string{t.Name}
	for _, a := range t.Aliases {
		if a != t.Name {
			out = append(out, a)
		}
	}
	return out
}
