// Package watchlist reads the list of companies, people and things that a reader watches, and
// finds the places where a text names one.
//
// In come the list in YAML and the tokens of a text (see analysis/tokenize), out go the places
// in the order of the text. The list of a file is checked as a whole: a fault names its line.
//
// Glossary.
//
//   - target: a company, a person or a thing on the list.
//   - alias: one spelling of a target; its name is always one.
//   - atom: a word of a text or of an alias, or a part of one between hyphens.
package watchlist

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"leitmotif/corpus/yaml"
)

// List names the targets whose mentions are looked for.
type List struct {
	Targets []Target
}

// Target is a company, a person or a thing.
type Target struct {
	Name    string
	Kind    string   // company, person, ...: for the reader; may be ""
	Aliases []string // other ways to name it; the name is always one
}

// maxNames bounds the names and aliases of a watch list, which hold 200 bytes each.
const maxNames = 400_000

// maxFaults bounds the faults of a watch list that are told at once.
const maxFaults = 20

// Parse reads a watch list: a YAML list of targets, each with name, and where
// wanted aliases and kind. Names and aliases must be unique over the list, so that every
// mention has one target. The list may have yaml.MaxListBytes and maxNames names.
func Parse(data []byte) (*List, error) {
	r := listReader{owner: make(map[string]string)}
	err := yaml.Sequence(data, r.add)
	if err == nil {
		err = errors.Join(r.faults...)
	}
	if err != nil {
		return nil, fmt.Errorf("read watch list: %w", err)
	}
	return &List{Targets: r.targets}, nil
}

// listReader takes up the targets of a list.
type listReader struct {
	targets []Target
	owner   map[string]string // target of each name and alias
	names   int
	faults  []error
}

// add takes up an entry. It fails where the rest is not worth reading.
func (r *listReader) add(entry *yaml.Node) error {
	t, err := readTarget(entry)
	if err != nil {
		return err
	}
	r.targets = append(r.targets, t)
	if strings.TrimSpace(t.Name) == "" {
		return r.fault(fmt.Errorf("line %d: target %d has no name", entry.Line, len(r.targets)))
	}
	if r.names += 1 + len(t.Aliases); r.names > maxNames {
		return fmt.Errorf("line %d: more than %d names and aliases", entry.Line, maxNames)
	}
	for _, alias := range t.spellings() {
		if !strings.ContainsFunc(alias, inWord) {
			if err := r.fault(fmt.Errorf("line %d: target %s: alias %q holds no word", entry.Line, t.Name, alias)); err != nil {
				return err
			}
		}
		if other, taken := r.owner[alias]; taken && other != t.Name {
			if err := r.fault(fmt.Errorf("line %d: alias %q names both %s and %s", entry.Line, alias, other, t.Name)); err != nil {
				return err
			}
		}
		r.owner[alias] = t.Name
	}
	return nil
}

// fault notes a fault; reading goes on unless there are many.
func (r *listReader) fault(err error) error {
	if r.faults = append(r.faults, err); len(r.faults) < maxFaults {
		return nil
	}
	return errors.Join(append(r.faults, errors.New("and perhaps more"))...)
}

// readTarget reads an entry of a list.
func readTarget(entry *yaml.Node) (Target, error) {
	var t Target
	pairs, err := yaml.Pairs(entry)
	if err != nil {
		return t, err
	}
	for _, p := range pairs {
		if yaml.Null(p.Value) {
			continue
		}
		switch p.Key {
		case "name":
			t.Name, err = yaml.Text(p.Value)
		case "kind":
			t.Kind, err = yaml.Text(p.Value)
		case "aliases":
			t.Aliases, err = yaml.Texts(p.Value)
		default:
			err = fmt.Errorf("line %d: unknown key %q; a target has name, aliases and kind", p.Line, p.Key)
		}
		if err != nil {
			return t, err
		}
	}
	return t, nil
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

// inWord tells whether a character makes a token a word or a number.
func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
