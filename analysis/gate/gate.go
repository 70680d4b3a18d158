// Package gate decides whether what a run found is fit to be published.
//
// In come the Result of a run and the measures of earlier runs, out goes a list of
// breaches; a run without any may be published. A feed that has dried up, a page layout
// that the cleaner no longer understands or a changed export shows in a few figures long
// before somebody reads the report.
//
// Glossary.
//
//   - measure: a figure of a run as a whole, such as its share of rejected records.
//   - limit: the least or greatest value of a measure that is let through.
//   - band: the limits that the measures of earlier runs give: median ± factor × MAD.
//   - MAD: the median of the absolute deviations from the median. Unlike a standard
//     deviation it does not follow single outliers (Hampel 1974, The Influence Curve and Its
//     Role in Robust Estimation); under a normal distribution it is 0.67 of one.
//   - breach: a limit that a run does not keep.
package gate

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Gates are the limits of a schedule. The zero value lets everything through.
type Gates struct {
	limits []limit // in the order of their names
	// History is the factor of the band around the measures of earlier runs, over 0; 0
	// compares with no earlier run.
	History float64
}

// limit is an absolute bound of a measure.
type limit struct {
	name    string // as the settings give it: articles-min
	measure measure
	least   bool // a lower bound
	value   float64
}

// Names of settings.
const (
	historySetting = "history"
	leastSuffix    = "-min"
	mostSuffix     = "-max"
)

// Parse reads gates from settings by name: MEASURE-min and MEASURE-max with a number in the
// range of the measure, and history with the factor of the band. It reports every fault.
func Parse(settings map[string]string) (Gates, error) {
	var g Gates
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		value, err := strconv.ParseFloat(settings[name], 64)
		if err != nil || math.IsNaN(value) {
			faults = append(faults, fmt.Errorf("gate %s: %q is no number", name, settings[name]))
			continue
		}
		if err := g.add(name, value); err != nil {
			faults = append(faults, fmt.Errorf("gate %s: %w", name, err))
		}
	}
	return g, errors.Join(append(faults, g.contradictions()...)...)
}

func (g *Gates) add(name string, value float64) error {
	if name == historySetting {
		if !(value > 0 && value <= 1000) {
			return fmt.Errorf("the factor must lie in (0, 1000], not %g", value)
		}
		g.History = value
		return nil
	}
	base, least := strings.CutSuffix(name, leastSuffix)
	most := false
	if !least {
		base, most = strings.CutSuffix(name, mostSuffix)
	}
	m, known := measureNamed(base)
	if !known || !least && !most {
		return fmt.Errorf("no such gate; there are %s", strings.Join(Names(), ", "))
	}
	if !(value >= m.low && value <= m.high) {
		return fmt.Errorf("must lie in %g..%g, not %g", m.low, m.high, value)
	}
	g.limits = append(g.limits, limit{name, m, least, value})
	return nil
}

// contradictions finds the measures whose least value is above their greatest.
func (g *Gates) contradictions() []error {
	var faults []error
	for _, a := range g.limits {
		for _, b := range g.limits {
			if a.least && !b.least && a.measure.name == b.measure.name && a.value > b.value {
				faults = append(faults, fmt.Errorf("gate %s (%g) is above %s (%g)", a.name, a.value, b.name, b.value))
			}
		}
	}
	return faults
}

// Names gives the settings that Parse knows, XX standing for the code of a language.
func Names() []string {
	var names []string
	for _, m := range scalars() {
		names = append(names, m.name+leastSuffix, m.name+mostSuffix)
	}
	return append(names, languagePrefix+"XX"+leastSuffix, languagePrefix+"XX"+mostSuffix, historySetting)
}

// Breach is a limit that a run does not keep.
type Breach struct {
	Gate  string   `json:"gate"`            // name of the setting, or of the measure after "history-"
	Value *float64 `json:"value,omitempty"` // of the run; nil where the run has no such value
	Below bool     `json:"below"`           // whether the value is below the limit, else above
	Limit float64  `json:"limit"`
	Runs  int      `json:"runs,omitempty"`  // earlier runs that gave the limit
	Usual *float64 `json:"usual,omitempty"` // their median
}

// String names gate, value and limit, as in "articles-min: 12 < 100".
func (b Breach) String() string {
	sign := ">"
	if b.Below {
		sign = "<"
	}
	value := "none"
	if b.Value != nil {
		value = strconv.FormatFloat(*b.Value, 'g', 4, 64)
	}
	text := fmt.Sprintf("%s: %s %s %.4g", b.Gate, value, sign, b.Limit)
	if b.Usual != nil {
		text += fmt.Sprintf(" (median of %d runs: %.4g)", b.Runs, *b.Usual)
	}
	return text
}

// Check compares the measures of a run with the absolute limits and, where a factor is
// set, with the band of the measures of earlier runs. A run that has no value for a
// measure, such as the coherence of no topics, keeps no limit on it.
func (g Gates) Check(m Measures, history []Measures) []Breach {
	var breaches []Breach
	for _, l := range g.limits {
		value, ok := l.measure.of(m)
		if ok && (l.least && value >= l.value || !l.least && value <= l.value) {
			continue
		}
		b := Breach{Gate: l.name, Below: l.least, Limit: l.value}
		if ok {
			b.Value = &value
		}
		breaches = append(breaches, b)
	}
	if g.History > 0 {
		breaches = append(breaches, againstHistory(m, history, g.History)...)
	}
	return breaches
}
