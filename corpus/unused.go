package corpus

import (
	"fmt"
	"regexp"
	"strings"
)

// Unused is a name in the inputs under which no field of an article was looked for, though what
// stands under it looks like one.
type Unused struct {
	Name     string
	Looks    string // the field: text, date or source; "" for none
	File     string // the first file in which it looks so, as in Origin.File
	Files    int    // in which it looks so
	Examples []string
}

// String names it, and says how it would be used.
func (u Unused) String() string {
	where := u.File
	if u.Files > 1 {
		where = fmt.Sprintf("%s and %d more", where, u.Files-1)
	}
	return fmt.Sprintf("unused: %q looks like a %s (%s), for example %q; to use it: --field %s", u.Name, u.Looks, where,
		strings.Join(u.Examples[:min(1, len(u.Examples))], ""), Argument(u.Looks+"="+u.Name))
}

var plainArgument = regexp.MustCompile(`^[\w.:/=+-]+$`)

// Argument gives an argument of the command as a shell takes it.
func Argument(s string) string {
	if plainArgument.MatchString(s) {
		return s
	}
	return fmt.Sprintf("%q", s)
}

// A Surveyor is a Source that knows which names in its inputs fed no field.
type Surveyor interface {
	// Unused gives the names of the last ranging over Articles that look like a field: texts
	// first, then dates, then outlets. They are told by the first records of each file.
	Unused() []Unused
}

// NameUnused names columns that fed no field, a line each, and at most ten.
func NameUnused(columns []Unused) (lines []string) {
	const most = 10
	for _, u := range columns[:min(most, len(columns))] {
		lines = append(lines, u.String())
	}
	if more := len(columns) - most; more > 0 {
		lines = append(lines, fmt.Sprintf("unused: %d more columns, which manifest.json names", more))
	}
	return lines
}
