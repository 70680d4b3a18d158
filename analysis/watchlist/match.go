package watchlist

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
}

// step is an edge of the tree of aliases: from a node, over what stands before an atom, to
// the atom, both folded.
type step struct {
	from        int32
	joint, atom string
}

// root is the node that all aliases begin at; no step leads there.
const root = 0

// Matcher finds the targets of a watch list. It keeps what it learned about words and is not
// safe for concurrent use. The aliases stand in a tree by their atoms, so
// that looking for them takes the same time however many begin with the same word.
type Matcher struct {
	steps  map[step]int32
	ends   [][]alias // by node: those that end there, which differ in case and spaces alone, longest first
	atoms  []atom
	starts map[string]bool // by surface form: any of its parts may begin an alias
}

// NewMatcher makes a matcher of the targets of a list.
func NewMatcher(list *List) *Matcher {
	m := &Matcher{steps: make(map[step]int32), ends: make([][]alias, 1), starts: make(map[string]bool)}
	var parts []atom
	for _, t := range list.Targets {
		for _, text := range t.spellings() {
			if parts = atoms(parts[:0], text, nil); len(parts) > 0 {
				m.add(t.Name, text, parts)
			}
		}
	}
	for _, same := range m.ends {
		slices.SortStableFunc(same, func(a, b alias) int {
			return cmp.Or(cmp.Compare(len(b.text), len(a.text)), strings.Compare(a.text, b.text))
		})
	}
	return m
}

// add enters an alias of the given parts into the tree.
func (m *Matcher) add(target, text string, parts []atom) {
	a := alias{target: target, text: text, atoms: make([]string, len(parts))}
	node := int32(root)
	for i, p := range parts {
		a.atoms[i] = p.text
		s := step{from: node, atom: folded(p.text)}
		if i > 0 {
			s.joint = joint(text[parts[i-1].end:p.start])
		}
		next, known := m.steps[s]
		if !known {
			next = int32(len(m.ends))
			m.steps[s], m.ends = next, append(m.ends, nil)
		}
		node = next
	}
	m.ends[node] = append(m.ends[node], a)
}

// Fork gives a matcher of the same targets for another goroutine.
func (m *Matcher) Fork() *Matcher {
	return &Matcher{steps: m.steps, ends: m.ends, starts: make(map[string]bool)}
}

// folded is the same for words that differ in case alone.
func folded(word string) string {
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf {
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			return r
		}
		// The least of those that fold to each other stands for all of them.
		first := unicode.ToUpper(r)
		least := first
		for x := unicode.SimpleFold(first); x != first; x = unicode.SimpleFold(x) {
			least = min(least, x)
		}
		return unicode.ToLower(least)
	}, word)
}

// joint folds what stands between two atoms: white space and hyphens are the same.
func joint(gap string) string {
	return strings.Join(strings.FieldsFunc(gap, func(r rune) bool {
		return unicode.IsSpace(r) || r == '-' || r == '‐' || r == '‑'
	}), " ")
}

// Place is where a text names a target.
type Place struct {
	Target, Alias string // name of the target, and the alias that matched
	First, Last   int    // half-open range of tokens
	Start, End    int    // half-open range of bytes
}

// Find lists the mentions in the order of the text.
func (m *Matcher) Find(text string, tokens []tokenize.Token) []Place {
	var out []Place
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
			f.First, f.Last = i+m.atoms[p].token, i+m.atoms[p+n-1].token+1
			out = append(out, f)
			free = f.End
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
func (m *Matcher) mayStart(surface string) bool {
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
			_, begins := m.steps[step{from: root, atom: folded(stem)}]
			may = may || begins
		}
	}
	m.starts[surface] = may
	return may
}

// longest finds the alias with the most atoms that stands at the beginning of atoms, at or
// after the byte free; n is the number of its atoms, 0 where there is none.
func (m *Matcher) longest(text string, at []atom, free int) (f Place, n int) {
	if at[0].start < free {
		return f, 0
	}
	node, gap, known := int32(root), "", true
	for i := 0; i < len(at) && known; i++ {
		if i > 0 {
			gap = joint(text[at[i-1].end:at[i].start])
		}
		if a, end := m.ending(node, gap, at[:i+1]); a != nil {
			f, n = Place{Target: a.target, Alias: a.text, Start: at[0].start, End: end}, i+1
		}
		node, known = m.steps[step{node, gap, folded(at[i].text)}]
	}
	return f, n
}

// ending gives the alias that atoms are, the last of which stands behind a node and a gap,
// and where in the text it ends; nil where they are none.
func (m *Matcher) ending(node int32, gap string, at []atom) (found *alias, end int) {
	last := at[len(at)-1]
	for stem := range withoutGenitive(last.text) {
		next, known := m.steps[step{node, gap, folded(stem)}]
		if !known {
			continue
		}
		for i := range m.ends[next] {
			if a := &m.ends[next][i]; a.fits(at, stem) {
				return a, last.start + len(stem)
			}
		}
	}
	return nil, 0
}

// fits tells whether atoms, with the last one in another form, are those of the alias by
// the rules of case.
func (a *alias) fits(at []atom, last string) bool {
	for i, want := range a.atoms[:len(at)-1] {
		if !sameAtom(want, at[i].text) {
			return false
		}
	}
	return sameAtom(a.atoms[len(at)-1], last)
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
