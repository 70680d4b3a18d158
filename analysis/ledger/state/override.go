package state

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"leitmotif/corpus/yaml"
)

// Override is what an analyst says of a theme.
type Override struct {
	Name  string // shown instead of the label
	Hide  bool   // leave the topic out of tables and report
	Merge int    // UID of the theme that its articles are given to; 0 = none
}

// ParseOverrides reads overrides by UID from YAML:
//
//	7: {name: Chip industry}
//	12: {hide: true}
//	15: {merge: 7}
//
// It reports every fault that can be told without the ledger.
func ParseOverrides(raw []byte) (map[int]Override, error) {
	out, err := readOverrides(raw)
	if err != nil {
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

// readOverrides reads the file without a look at what it means.
func readOverrides(raw []byte) (map[int]Override, error) {
	out := make(map[int]Override)
	root, err := yaml.Parse(raw)
	if err != nil || root == nil {
		return out, err
	}
	pairs, err := yaml.Pairs(root)
	if err != nil {
		return nil, err
	}
	for _, p := range pairs {
		uid, err := strconv.Atoi(p.Key)
		if err != nil {
			return nil, fmt.Errorf("line %d: %q is no number of a topic", p.Line, p.Key)
		}
		if _, twice := out[uid]; twice {
			return nil, fmt.Errorf("line %d: topic %d is there already", p.Line, uid)
		}
		if out[uid], err = readOverride(p.Value); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// readOverride reads what is said of one theme.
func readOverride(n *yaml.Node) (o Override, err error) {
	if yaml.Null(n) {
		return o, nil
	}
	pairs, err := yaml.Pairs(n)
	if err != nil {
		return o, err
	}
	for _, p := range pairs {
		text, err := yaml.Text(p.Value)
		if err != nil {
			return o, err
		}
		switch p.Key {
		case "name":
			o.Name = text
		case "hide":
			if o.Hide = text == "true"; !o.Hide && text != "false" {
				return o, fmt.Errorf("line %d: hide is true or false, not %q", p.Line, text)
			}
		case "merge":
			if o.Merge, err = strconv.Atoi(text); err != nil {
				return o, fmt.Errorf("line %d: merge takes the number of a topic, not %q", p.Line, text)
			}
		default:
			return o, fmt.Errorf("line %d: unknown key %q; an override has name, hide and merge", p.Line, p.Key)
		}
	}
	return o, nil
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
