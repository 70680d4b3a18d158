// Package suggest finds the name that somebody meant who misspelt it.
package suggest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxName bounds the names that are compared, in bytes: the comparison costs the product of
// their lengths.
const maxName = 64

// Near gives the candidate that name was meant for: the nearest as in Typo, or where there is none
// the only one that name begins, with three letters or more. "" is none.
func Near(name string, candidates []string) string {
	if near := Typo(name, candidates); near != "" {
		return near
	}
	wanted := plain(name)
	if len(wanted) < 3 {
		return ""
	}
	begun := ""
	for _, c := range candidates {
		if strings.HasPrefix(plain(c), wanted) {
			if begun != "" {
				return ""
			}
			begun = c
		}
	}
	return begun
}

// Typo gives the candidate nearest to name by Distance, letter case and the kind of dashes aside,
// where it is near enough to be meant: one edit, or one for every three letters of name. Of equally
// near ones the first counts; "" is none.
func Typo(name string, candidates []string) string {
	wanted := plain(name)
	if wanted == "" || len(wanted) > maxName {
		return ""
	}
	best, least := "", max(1, utf8.RuneCountInString(wanted)/3)+1
	for _, c := range candidates {
		if d := Distance(wanted, plain(c)); d < least {
			best, least = c, d
		}
	}
	return best
}

// plain is how names are compared.
func plain(name string) string {
	return strings.ReplaceAll(strings.ToLower(strings.Trim(name, "-_ ")), "_", "-")
}

// Question asks whether the name near to the one given was meant, with what stands before
// names there, such as --; "" where none is near.
func Question(name, before string, candidates []string) string {
	if near := Near(name, candidates); near != "" {
		return fmt.Sprintf("; did you mean %s%s?", before, near)
	}
	return ""
}

// Variables are faults for the variables of an environment that begin with prefix and name no
// setting but nearly one; variable names that of a setting. Others are left alone: Kubernetes sets
// NAME_PORT beside every service.
func Variables(env map[string]string, prefix string, settings []string, variable func(setting string) string) (faults []error) {
	known := make([]string, len(settings))
	for i, name := range settings {
		known[i] = variable(name)
	}
	for _, name := range slices.Sorted(maps.Keys(env)) {
		rest, ours := strings.CutPrefix(name, prefix)
		if !ours || slices.Contains(known, name) {
			continue
		}
		if near := Typo(rest, settings); near != "" {
			faults = append(faults, fmt.Errorf("unknown setting %s; did you mean %s?", name, variable(near)))
		}
	}
	return faults
}

// Distance is the number of letters to insert, drop, replace or swap with the next one that makes b
// of a, where no part is changed twice: the optimal string alignment distance (Damerau 1964, A
// technique for computer detection and correction of spelling errors). It costs the product of the
// lengths.
func Distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, above, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range above {
		above[j] = j
	}
	for i := range x {
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			row[j+1] = min(above[j]+cost, above[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(y)]
}
