package wording

import (
	"cmp"
	"slices"

	"leitmotif/analysis/tfidf"
)

// mostCompared bounds the forms of a root with which each other is compared: its most frequent
// ones. No noun has more.
const mostCompared = 8

// families tells of each term the form of it that people are shown: the term itself where it
// is no form of another.
type families []int32

// newFamilies joins the terms of one root that are regular forms of one noun. roots is the root
// of each term, -1 of rare ones, and inflected tells of terms whether they may be forms of a noun.
// joined is told the forms of each family of more than one.
//
// The form that is shown is the most frequent one, but for
//
//   - a genitive or dative plural, where the nominative has a quarter of its documents:
//     "Risikogebiete", not "Risikogebieten";
//   - a plural, where the singular has half of its documents: "Maske", but "Leute". Where it is
//     known how often they end a phrase, the singular must do so as often, and stand before other
//     words no more than twice as often, unless the plural is rare: "strike", "Republicans", but
//     "Petroleum".
func newFamilies(in inflection, s *tfidf.Statistics, roots []int32, inflected func(term int32) bool, joined func(forms []int32)) families {
	out := make(families, len(roots))
	var listed []int32
	for i, root := range roots {
		term := int32(i)
		if out[i] = term; root >= 0 && in.of != nil && inflected(term) {
			listed = append(listed, term)
		}
	}
	slices.SortFunc(listed, func(a, b int32) int {
		return cmp.Or(cmp.Compare(roots[a], roots[b]), cmp.Compare(s.DocumentFrequency(b), s.DocumentFrequency(a)), cmp.Compare(s.Term(a), s.Term(b)))
	})
	for from := 0; from < len(listed); {
		to := from + 1
		for to < len(listed) && roots[listed[to]] == roots[listed[from]] {
			to++
		}
		if to-from > 1 {
			out.join(in, s, listed[from:to], joined)
		}
		from = to
	}
	return out
}

// join joins terms of one root, the most frequent first.
func (f families) join(in inflection, s *tfidf.Statistics, terms []int32, joined func(forms []int32)) {
	family := make([]int, len(terms)) // by term: the first of its family
	for i := range terms {
		family[i] = i
		for j := range min(i, mostCompared) {
			if related(in, s.Term(terms[i]), s.Term(terms[j])) && family[j] != family[i] {
				from, to := max(family[i], family[j]), min(family[i], family[j])
				for k := range i + 1 {
					if family[k] == from {
						family[k] = to
					}
				}
			}
		}
	}
	for i := range min(len(terms), mostCompared) {
		if family[i] != i {
			continue
		}
		var forms []int32
		for j, t := range terms {
			if family[j] == i {
				forms = append(forms, t)
			}
		}
		best := shownForm(in, s, forms[:min(len(forms), mostCompared)])
		for _, t := range forms {
			f[t] = best
		}
		if len(forms) > 1 {
			joined(forms)
		}
	}
}

func related(in inflection, a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return in.of(a, b)
}

// shownForm chooses among forms of a noun, the most frequent first.
func shownForm(in inflection, s *tfidf.Statistics, forms []int32) int32 {
	const obliqueShare, pluralShare, leastHeads = 4, 2, 20
	// better is whether of stands for f.
	var better func(of, f int32) bool
	better = func(of, f int32) bool {
		a, b := s.Term(of), s.Term(f)
		u, v := s.Use(of), s.Use(f)
		switch known := u.Head+v.Head >= leastHeads; {
		case len(a) > len(b):
			known = known || v.Modifier > 2*v.Head+1
			return known && obliqueShare*s.DocumentFrequency(of) >= s.DocumentFrequency(f) && in.of(b, a) && !better(f, of)
		case of == f || !in.of(a, b):
			return false
		case known || u.Modifier > 2*u.Head+1:
			return u.Head >= max(v.Head, u.Modifier/2)
		}
		plural := slices.ContainsFunc(forms, func(x int32) bool {
			return x != of && len(s.Term(x)) <= len(a) && in.of(s.Term(x), a)
		})
		share := pluralShare
		if in.oblique(a, b, plural) {
			share = obliqueShare
		}
		return share*s.DocumentFrequency(of) >= s.DocumentFrequency(f)
	}
	for _, f := range forms {
		if !slices.ContainsFunc(forms, func(of int32) bool { return better(of, f) }) {
			return f
		}
	}
	return forms[0]
}
