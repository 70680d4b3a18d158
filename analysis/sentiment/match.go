package sentiment

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"leitmotif/analysis/tokenize"
)

// Mentions are found by words, never within one: a token counts by its parts between
// hyphens, so that "Foxconn-Chef" names Foxconn. The last part may carry a genitive ending.
// A part of an alias that holds a capital matches as it is written, or all in capitals
// where it is longer than three letters; any other matches in any case. Where aliases
// overlap, the one that begins first and then the longest wins.

// atom is a token or a part of one between hyphens.
type atom struct {
	text       string
	token      int
	start, end int // bytes
}

// atoms appends the parts of tokens; with nil tokens it cuts the text itself.
func atoms(dst []atom, text string, tokens []tokenize.Token) []atom {
	if tokens == nil {
		tokens = tokenize.Append(nil, text)
	}
	for i, t := range tokens {
		start := int(t.Start)
		for at, r := range t.Text(text) {
			if r == '-' || r == '‐' || r == '‑' {
				dst = appendAtom(dst, text, i, start, int(t.Start)+at)
				start = int(t.Start) + at + utf8.RuneLen(r)
			}
		}
		dst = appendAtom(dst, text, i, start, int(t.End))
	}
	return dst
}

func appendAtom(dst []atom, text string, token, start, end int) []atom {
	if start == end {
		return dst
	}
	return append(dst, atom{text[start:end], token, start, end})
}

// alias is one spelling of a target.
type alias struct {
	target, text string
	atoms        []string
	joints       []string // what stands between the atoms, folded
}

// matcher finds the targets of a watch list.
type matcher struct {
	byFirst map[string][]alias // by the folded first atom, most atoms first
	atoms   []atom
	starts  map[string]bool // by surface form: any of its parts may begin an alias
}

func newMatcher(w *Watchlist) *matcher {
	m := &matcher{byFirst: make(map[string][]alias), starts: make(map[string]bool)}
	for _, t := range w.Targets {
		for _, text := range t.spellings() {
			parts := atoms(nil, text, nil)
			a := alias{target: t.Name, text: text}
			for i, p := range parts {
				a.atoms = append(a.atoms, p.text)
				if i > 0 {
					a.joints = append(a.joints, joint(text[parts[i-1].end:p.start]))
				}
			}
			if len(a.atoms) > 0 {
				first := strings.ToLower(a.atoms[0])
				m.byFirst[first] = append(m.byFirst[first], a)
			}
		}
	}
	for _, list := range m.byFirst {
		slices.SortStableFunc(list, func(a, b alias) int {
			return cmp.Or(cmp.Compare(len(b.atoms), len(a.atoms)), cmp.Compare(len(b.text), len(a.text)), strings.Compare(a.text, b.text))
		})
	}
	return m
}

// fork gives a matcher of the same targets for another goroutine.
func (m *matcher) fork() *matcher {
	return &matcher{byFirst: m.byFirst, starts: make(map[string]bool)}
}

// joint folds what stands between two atoms: white space and hyphens are the same.
func joint(gap string) string {
	return strings.Join(strings.FieldsFunc(gap, func(r rune) bool {
		return unicode.IsSpace(r) || r == '-' || r == '‐' || r == '‑'
	}), " ")
}

// placed is a place that names a target: the half-open ranges of its tokens and bytes.
type placed struct {
	target, alias string
	first, last   int
	start, end    int
}

// find lists the mentions in the order of the text.
func (m *matcher) find(text string, tokens []tokenize.Token) []placed {
	var out []placed
	free := 0 // bytes before it belong to a mention already
	for i := range tokens {
		if int(tokens[i].End) <= free || !m.mayStart(tokens[i].Text(text)) {
			continue
		}
		m.atoms = atoms(m.atoms[:0], text, tokens[i:min(len(tokens), i+maxAliasTokens)])
		for p := 0; p < len(m.atoms) && m.atoms[p].token == 0; {
			f, n := m.longest(text, m.atoms[p:], free)
			if n == 0 {
				p++
				continue
			}
			f.first, f.last = i+m.atoms[p].token, i+m.atoms[p+n-1].token+1
			out = append(out, f)
			free = f.end
			p += n
		}
	}
	return out
}

// maxAliasTokens bounds the words of an alias.
const maxAliasTokens = 16

// maxStarts bounds the memory of a matcher.
const maxStarts = 1 << 18

// mayStart tells whether any part of a surface form may begin an alias.
func (m *matcher) mayStart(surface string) bool {
	may, known := m.starts[surface]
	if known {
		return may
	}
	if len(m.starts) > maxStarts {
		clear(m.starts)
	}
	surface = strings.Clone(surface)
	whole := []tokenize.Token{{Start: 0, End: int32(len(surface))}}
	for _, a := range atoms(nil, surface, whole) {
		for stem := range withoutGenitive(a.text) {
			may = may || m.byFirst[strings.ToLower(stem)] != nil
		}
	}
	m.starts[surface] = may
	return may
}

// longest finds the alias with the most atoms that stands at the beginning of atoms, at or
// after the byte free; n is the number of its atoms, 0 where there is none.
func (m *matcher) longest(text string, at []atom, free int) (f placed, n int) {
	if at[0].start < free {
		return f, 0
	}
	for stem := range withoutGenitive(at[0].text) {
		for _, a := range m.byFirst[strings.ToLower(stem)] {
			if len(a.atoms) <= n || len(a.atoms) > len(at) {
				continue
			}
			if end, ok := a.fits(text, at); ok {
				f, n = placed{target: a.target, alias: a.text, start: at[0].start, end: end}, len(a.atoms)
			}
		}
	}
	return f, n
}

// fits tells whether the alias stands at the beginning of atoms, and where it ends.
func (a *alias) fits(text string, at []atom) (end int, ok bool) {
	for i, want := range a.atoms {
		if i > 0 && joint(text[at[i-1].end:at[i].start]) != a.joints[i-1] {
			return 0, false
		}
		if i < len(a.atoms)-1 {
			if !sameAtom(want, at[i].text) {
				return 0, false
			}
			continue
		}
		for stem := range withoutGenitive(at[i].text) {
			if sameAtom(want, stem) {
				return at[i].start + len(stem), true
			}
		}
	}
	return 0, false
}

// sameAtom compares a part of an alias with one of the text by the rules of case.
func sameAtom(want, have string) bool {
	if want == have {
		return true
	}
	if !strings.ContainsFunc(want, unicode.IsUpper) {
		return strings.EqualFold(want, have)
	}
	return utf8.RuneCountInString(want) > 3 && have == strings.ToUpper(want)
}

// withoutGenitive yields a word as it is and without each genitive ending that it may
// carry: 's, an apostrophe, and the German s.
func withoutGenitive(word string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		if !yield(word) {
			return
		}
		for _, ending := range []string{"'s", "’s", "'", "’", "s"} {
			if stem, ok := strings.CutSuffix(word, ending); ok && len(stem) > 1 {
				if !yield(stem) {
					return
				}
			}
		}
	}
}
