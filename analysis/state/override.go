package state

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/goccy/go-yaml"
)

// Override is what an analyst says of a theme.
type Override struct {
	Name  string `yaml:"name"`  // shown instead of the label
	Hide  bool   `yaml:"hide"`  // leave the topic out of tables and report
	Merge int    `yaml:"merge"` // UID of the theme that its articles are given to; 0 = none
}

// ParseOverrides reads overrides by UID from YAML:
//
//	7: {name: Chip industry}
//	12: {hide: true}
//	15: {merge: 7}
//
// It reports every fault that can be told without the ledger.
func ParseOverrides(raw []byte) (map[int]Override, error) {
	out := make(map[int]Override)
	if err := yaml.UnmarshalWithOptions(raw, &out, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("read overrides: %w", err)
	}
	var faults []error
	for _, uid := range slices.Sorted(maps.Keys(out)) {
		o := out[uid]
		switch {
		case uid < 1:
			faults = append(faults, fmt.Errorf("override %d: the numbers of topics count from 1", uid))
		case o == Override{}:
			faults = append(faults, fmt.Errorf("override %d says nothing: give name, hide or merge", uid))
		case o.Merge < 0:
			faults = append(faults, fmt.Errorf("override %d: merge must be the number of a topic, not %d", uid, o.Merge))
		case o.Merge != 0 && (o.Hide || o.Name != ""):
			faults = append(faults, fmt.Errorf("override %d: a topic that is merged has neither a name nor is it hidden", uid))
		case o.Merge != 0 && out[o.Merge].Merge != 0:
			faults = append(faults, fmt.Errorf("override %d: topic %d, which it is merged into, is merged itself", uid, o.Merge))
		}
	}
	return out, errors.Join(faults...)
}

// CheckOverrides reports the overrides of topics that the ledger does not have, and those
// that merge topics of different languages.
func (s *State) CheckOverrides(overrides map[int]Override) error {
	var faults []error
	for _, uid := range slices.Sorted(maps.Keys(overrides)) {
		theme, into := s.Theme(uid), overrides[uid].Merge
		if theme == nil {
			faults = append(faults, fmt.Errorf("override %d: there is no such topic, the ledger has %d", uid, len(s.Themes)))
			continue
		}
		if into == 0 {
			continue
		}
		if other := s.Theme(into); other == nil {
			faults = append(faults, fmt.Errorf("override %d: there is no topic %d to merge it into, the ledger has %d", uid, into, len(s.Themes)))
		} else if other.Language != theme.Language {
			faults = append(faults, fmt.Errorf("override %d: topic %d is of another language", uid, into))
		}
	}
	return errors.Join(faults...)
}
