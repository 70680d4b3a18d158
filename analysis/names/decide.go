package names

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// least is the score, in halves of a vote, from which on a candidate is a name, and lead what
// the best kind must be ahead of the next.
const (
	least = 3
	lead  = 1
)

// sure is the least score of a person whose surname stands for the person.
const sure = 6

// listed is the least score of a name that a list has.
const listed = 8

// never is the score from which on a word is no name, whatever is said of it: a title, a day.
const never = 30

// scores of the kinds of a candidate; at 0 that of its being no name.
type scores [4]float64

// verdict is what became of a candidate.
type verdict struct {
	kind   Kind // 0 = no name
	score  float64
	to     int32 // the candidate whose name it is another form of, or itself
	longer bool  // than that form: words stand around it
	name   int32 // of the root, as Decisions number them from 1; 0 before any article gives it
	root   int32 // of the last mention, -1 before any
	form   int32 // of Decisions.counts, for that root
	static scores
}

// decider decides which candidates of a language are names.
type decider struct {
	*lexicon
	candidates []Candidate
	verdicts   []verdict
	numbers    map[string]int32   // by text
	surnames   map[string][]int32 // persons, most mentions first, by their last word
	firsts     map[string][]int32 // organisations by their first word
	classes    map[string]class
	ends       map[int32]ends   // of the names of several words that articles have had
	most       map[string]int32 // by surname, as mostOf gives it
	own        []int32          // what within gives
	full       map[string]int32 // by ends of the names of the article; -1 where there are several
}

// newDecider takes the candidates of a language, ascending by text.
func newDecider(l *lexicon, candidates []Candidate) *decider {
	d := &decider{
		lexicon: l, candidates: candidates, verdicts: make([]verdict, len(candidates)), numbers: make(map[string]int32, len(candidates)),
		surnames: make(map[string][]int32), firsts: make(map[string][]int32), classes: make(map[string]class),
		ends: make(map[int32]ends), most: make(map[string]int32), full: make(map[string]int32),
	}
	for i := range candidates {
		d.numbers[candidates[i].Text] = int32(i)
	}
	d.decide()
	return d
}

func (d *decider) decide() {
	for i := range d.candidates {
		tokens := words(d.candidates[i].Text)
		v := &d.verdicts[i]
		v.to, v.root = int32(i), -1
		v.static = d.prior(tokens, d.candidates[i].Text)
		if len(tokens) > 1 {
			d.judge(i, scores{})
		}
	}
	d.index()
	for i := range d.candidates {
		if !strings.Contains(d.candidates[i].Text, " ") {
			d.judge(i, d.link(i))
		}
	}
	d.fold()
}

// judge settles what a candidate is, with scores beside those of its words and mentions.
func (d *decider) judge(i int, beside scores) {
	c, v := &d.candidates[i], &d.verdicts[i]
	sum := v.static
	weight := 0.0
	if c.sure > 0 {
		weight = math.Sqrt(float64(min(c.sure, 25))) / float64(c.sure)
	}
	for k := range sum {
		sum[k] += beside[k] + weight*float64(c.votes[k])
	}
	if max(v.static[Organisation], v.static[Place]) >= listed {
		sum[0] = min(sum[0], v.static[0]) // a body may have its article
	}
	if top := max(v.static[Organisation], v.static[Place]); top >= listed && v.static[Organisation] != v.static[Place] {
		for k := Person; k <= Place; k++ {
			if v.static[k] < top {
				sum[k] = min(sum[k], 0) // what a list has is what the list says
			}
		}
	}
	best, next := Person, math.Inf(-1)
	for k := Person; k <= Place; k++ {
		if sum[k] > sum[best] {
			best = k
		}
	}
	for k := Person; k <= Place; k++ {
		if k != best {
			next = max(next, sum[k])
		}
	}
	v.kind, v.score = 0, sum[best]-max(sum[0], -2)
	if v.static[0] >= never {
		return
	}
	if c.sure == 0 && max(v.static[Person], v.static[Organisation], v.static[Place]) < listed {
		return
	}
	if v.score >= least && sum[best]-next >= lead {
		v.kind = best
	}
}

func (d *decider) class(word string) class {
	c, known := d.classes[word]
	if !known {
		c = d.of(word)
		d.classes[word] = c
	}
	return c
}

// prior gives the scores that the words of a candidate have by themselves.
func (d *decider) prior(tokens []string, text string) scores {
	var s scores
	if to, known := d.aliases[text]; known {
		text = to
		tokens = words(text)
	}
	if c := d.phrases[text]; c != 0 {
		if c&place != 0 {
			s[Place] += 12
		}
		if c&organisation != 0 {
			s[Organisation] += 12
		}
		return s
	}
	if len(tokens) == 1 {
		return d.priorOfOne(tokens[0])
	}
	return d.priorOfMany(tokens)
}

func (d *decider) priorOfOne(word string) scores {
	var s scores
	c := d.class(word)
	if d.german {
		s[0] = 3
		if c&likelyNoun != 0 {
			s[0] += 9
		}
		if c&noun != 0 {
			s[0] += 12
		}
	} else {
		s[0] = 1
	}
	switch {
	case c&organisation != 0 && c&place != 0:
		s[0], s[Organisation], s[Place] = 0, 9, 9
	case c&organisation != 0:
		s[0], s[Organisation] = 0, 11
	case c&place != 0:
		s[0], s[Place] = 0, 11
		if c&given != 0 {
			s[Place] = 8
		}
	case c&(calendar|notName|demonym|determiner|function) != 0:
		s[0] += never
	case c&common != 0:
		s[0] += 8
	case c&given != 0:
		s[0] += 6
		s[Person]++
	case c&maybePlace != 0:
		s[Place] += 3
	case c&upper != 0:
		s[Organisation] += 3
		s[Person] -= 3
	case strings.Contains(word, "-") && d.class(word[strings.LastIndexByte(word, '-')+1:])&(organisationHead) != 0 && c&likelyNoun == 0:
		s[Organisation] += 8
	case camel(word):
		s[Organisation] += 5
		s[Person] -= 6
	case hasSuffix(word, placeEndings):
		s[Place] += 3
	}
	if c&(organisationHead|title|placeHead|legal|otherHead|neverAlone) != 0 && c&(organisation|place) == 0 {
		s[0] += never
	}
	return s
}

// camel tells whether a word has a capital letter behind one in lower case, as brands do.
func camel(word string) bool {
	lower := false
	for i, r := range word {
		if unicode.IsUpper(r) && lower && i > 2 {
			return true
		}
		lower = unicode.IsLower(r)
	}
	return false
}

// Ends of names of places.
var placeEndings = []string{"burg", "stadt", "dorf", "heim", "hausen", "furt", "ingen", "ville", "shire", "stan", "borough", "bury", "kirchen", "walde", "münde"}

func (d *decider) priorOfMany(tokens []string) scores {
	var s scores
	first, last := d.class(strings.TrimSuffix(tokens[0], ".")), d.class(tokens[len(tokens)-1])
	commons, unknowns, heads := 0, 0, 0
	inner := false // a word in lower case stands within
	for _, t := range tokens {
		c := d.class(strings.TrimRight(t, ",."))
		switch {
		case c&capital == 0 && c&particle != 0:
			inner = true
			continue
		case c&(organisationHead|organisationFirst|club|legal) != 0 && c&given == 0:
			heads++
		}
		if c&(common|noun|likelyNoun) != 0 && c&given == 0 {
			commons++
		} else if c&(place|organisation|demonym|given) == 0 {
			unknowns++
		}
	}
	s[Person] = d.priorOfPerson(tokens, first, last)
	if heads > 0 && (last&(organisationHead|legal) != 0 || first&(organisationHead|organisationFirst|club) != 0 || d.german) {
		s[Organisation] += 7
		s[Person] -= 4
	}
	if last&placeHead != 0 && last&organisationHead == 0 || first&placeFirst != 0 && len(tokens) <= 3 && first&given == 0 {
		s[Place] += 5
		s[Person] -= 2
	}
	switch {
	case last&placeHead != 0 && commons == len(tokens):
	case commons == len(tokens), commons > 0 && unknowns == 0 && heads == 0 && first&given == 0:
		s[0] += 4
	case commons == 0 && unknowns >= len(tokens)-1 && heads == 0 && !inner && len(tokens) <= 4:
		s[Person] += 4
		s[Organisation]++
	case commons > 0 && first&given == 0:
		s[0] += 2
		s[Organisation]++
	}
	if first&place != 0 && first&given == 0 || last&organisation != 0 || first&organisation != 0 {
		s[Person] -= 5
		if !d.german && first&organisation == 0 || heads > 0 {
			s[Organisation]++
		} else if unknowns > 0 {
			s[0] += 4
		}
	}
	switch {
	case last&demonym != 0:
		s[0] += 8
	case (first&place != 0 || d.phrases[d.aliases[strings.TrimSuffix(tokens[0], ".")]]&place != 0) && commons >= len(tokens)-1 && heads == 0:
		s[0] += 12 // U.S. Officials
	case !d.german && first&given != 0 && commons > 1:
		s[Person] -= 6
		s[Organisation] += 2
	}
	if slices.Contains(tokens, "&") {
		s[Organisation] += 6
	}
	if last&place != 0 && first&(placeFirst|place) == 0 && heads == 0 && first&given == 0 {
		s[Person] -= 4
		s[Place]++
	}
	return s
}

// priorOfPerson gives the score of a person that the words have by a given name or initials.
func (d *decider) priorOfPerson(tokens []string, first, last class) float64 {
	switch {
	case first&given != 0 && first&place != 0 && last&common != 0:
		return 0
	case first&given != 0 && last&(organisationHead|placeHead|legal|noun) == 0 && len(tokens) <= 5 && last&place == 0:
		return 8
	case first&given != 0 && last&(organisationHead|placeHead|legal) == 0 && len(tokens) <= 4:
		return 6
	case first&initial != 0 || strings.HasSuffix(tokens[0], ".") && len(tokens[0]) <= 5 && first&place == 0 && d.aliases[strings.TrimSuffix(tokens[0], ".")] == "":
		return 5
	case len(tokens) > 2 && d.class(strings.TrimSuffix(tokens[1], "."))&initial != 0:
		return 5
	}
	return 0
}

// index enters the persons by their last words, and bodies by their first.
func (d *decider) index() {
	for i := range d.candidates {
		v := &d.verdicts[i]
		tokens := words(d.candidates[i].Text)
		if v.kind == 0 || len(tokens) < 2 {
			continue
		}
		switch v.kind {
		case Person:
			if v.score < sure {
				continue
			}
			at := len(tokens) - 1
			if d.class(tokens[at])&suffix != 0 {
				at--
			}
			d.surnames[tokens[at]] = append(d.surnames[tokens[at]], int32(i))
		case Organisation:
			d.firsts[tokens[0]] = append(d.firsts[tokens[0]], int32(i))
		}
	}
	for _, list := range d.surnames {
		slices.SortStableFunc(list, func(a, b int32) int { return int(d.candidates[b].mentions - d.candidates[a].mentions) })
	}
}

// link gives a single word what the names of several words say of it.
func (d *decider) link(i int) scores {
	var s scores
	word := d.candidates[i].Text
	c := d.class(word)
	if d.german && c&noun != 0 {
		return s
	}
	if list := d.surnames[word]; d.introduced(list, d.candidates[i].mentions) && c&(common|noun|likelyNoun|organisation|place|organisationHead|legal|title|placeHead|calendar|notName|demonym) == 0 {
		s[Person] += 7
		if c&given != 0 {
			s[Person] += 4
		}
	} else if base, ok := d.base(word); ok && len(d.surnames[base]) > 0 {
		s[Person] += 6
	}
	for _, o := range d.firsts[word] {
		if c&(common|place|given|demonym) == 0 && d.candidates[i].mentions > 0 && d.candidates[o].mentions > 0 {
			s[Organisation] += 4
			break
		}
	}
	return s
}

// introduced tells whether persons are named in full often enough, more than once where there are
// many, for so many mentions of their last word to be of them.
func (d *decider) introduced(persons []int32, mentions int32) bool {
	const least = 12 // mentions of the last word to one of the whole
	var full int32
	for _, p := range persons {
		full += d.candidates[p].mentions
	}
	return full > 1 || least*full >= mentions && full > 0
}

// base takes the s of the genitive off.
func (d *decider) base(word string) (string, bool) {
	rest, ok := strings.CutSuffix(word, "s")
	return rest, ok && d.german && len(rest) > 2
}

// fold finds the names that candidates are other forms of.
func (d *decider) fold() {
	names := make(map[string]int32) // candidates that are persons, by first and last word
	for i := range d.candidates {
		c, v := &d.candidates[i], &d.verdicts[i]
		if to, known := d.aliases[c.Text]; known && v.kind != 0 {
			if at, found := d.numbers[to]; found {
				v.to, d.verdicts[at].kind = at, v.kind
			}
			continue
		}
		if usual, ok := recased(c.Text); ok {
			if at, found := d.numbers[usual]; found && d.verdicts[at].kind != 0 {
				v.to, v.kind = at, d.verdicts[at].kind
				continue
			}
		}
		if at, ok := d.nominative(c.Text); ok {
			v.to, v.kind = at, d.verdicts[at].kind
			continue
		}
		if base, ok := d.base(c.Text); ok {
			if at, found := d.numbers[base]; found && d.verdicts[at].kind != 0 && (d.candidates[at].mentions >= c.mentions || d.class(lastWord(base))&(place|given) != 0) {
				v.to, v.kind = at, d.verdicts[at].kind
				continue
			}
			if d.class(base)&place != 0 {
				v.kind = Place
			}
		}
		if v.kind == 0 {
			d.foldRest(i)
			continue
		}
		if v.kind == Person {
			if k, ok := d.withoutInitials(c.Text); ok {
				if at, met := names[k]; met {
					if d.candidates[at].mentions >= c.mentions {
						v.to = at
					} else {
						d.verdicts[at].to, names[k] = int32(i), int32(i)
					}
				} else {
					names[k] = int32(i)
				}
			}
		}
	}
}

// nominative finds the candidate that begins with the nominative of an adjective that another
// begins with: Deutsche Bahn of Deutschen Bahn.
func (d *decider) nominative(text string) (int32, bool) {
	first, rest, more := strings.Cut(text, " ")
	if !d.german || !more || d.class(first)&common == 0 {
		return 0, false
	}
	for _, ending := range [...]string{"en", "em", "er"} {
		base, ok := strings.CutSuffix(first, ending)
		if !ok {
			continue
		}
		for _, nominative := range [...]string{"e ", "er ", "es "} {
			if at, found := d.numbers[base+nominative+rest]; found && base+nominative+rest != text && d.verdicts[at].kind != 0 {
				return at, true
			}
		}
	}
	return 0, false
}

// recased gives a text in capitals alone its usual form.
func recased(text string) (usual string, ok bool) {
	if len(text) < 5 || strings.IndexFunc(text, func(r rune) bool { return 'a' <= r && r <= 'z' }) >= 0 || strings.ToUpper(text) != text {
		return "", false
	}
	parts := words(text)
	for i, p := range parts {
		parts[i] = capitalised(strings.ToLower(p))
	}
	return strings.Join(parts, " "), true
}

func lastWord(text string) string { return text[strings.LastIndexByte(text, ' ')+1:] }

// withoutInitials is a person's name without the initials within.
func (d *decider) withoutInitials(text string) (string, bool) {
	tokens := words(text)
	if len(tokens) < 2 {
		return "", false
	}
	kept := tokens[:1]
	for _, t := range tokens[1:] {
		if d.class(strings.TrimSuffix(t, "."))&initial == 0 {
			kept = append(kept, t)
		}
	}
	return strings.Join(kept, " "), len(kept) > 1
}

// foldRest finds a name at the end of a candidate that is none, behind words that can be of
// none, or a name that a list has at either end.
func (d *decider) foldRest(i int) {
	text := d.candidates[i].Text
	tokens := words(text)
	if len(tokens) < 2 {
		return
	}
	for _, t := range [...]string{strings.TrimSuffix(tokens[0], "."), tokens[len(tokens)-1]} {
		if k, found := d.numbers[t]; found && d.class(t)&(place|organisation) != 0 && d.class(t)&given == 0 && d.class(tokens[1])&particle == 0 {
			d.verdicts[i].to, d.verdicts[i].kind, d.verdicts[i].longer = k, d.verdicts[k].kind, true
			return
		}
	}
	for {
		first, rest, more := strings.Cut(text, " ")
		if !more || d.class(first)&(common|noun|likelyNoun|title|demonym|calendar|notName) == 0 || d.class(first)&(place|given) != 0 {
			return
		}
		text = rest
		if k, found := d.numbers[text]; found && d.verdicts[k].kind != 0 {
			d.verdicts[i].to, d.verdicts[i].kind, d.verdicts[i].longer = k, d.verdicts[k].kind, true
			return
		}
	}
}

// root follows the forms to the name.
func (d *decider) root(i int32) int32 {
	for range 8 {
		to := d.verdicts[i].to
		if to == i {
			break
		}
		i = to
	}
	return i
}
