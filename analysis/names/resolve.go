package names

import (
	"cmp"
	"slices"
	"strings"
)

// Decisions tell which candidates of a corpus are names.
type Decisions struct {
	languages map[string]*decider
	names     map[string]int32 // of text and kind, into list
	list      []Name
	forms     map[formKey]int32 // into counts
	counts    []formCount
	found     Found
	places    []placed // of the names: where the article under way has them
	stamp     int32    // of the article
	told      []uint64 // a sentence of the article with a tone and the name that it mentions, in the upper half
}

// formKey is a form of a name.
type formKey struct {
	name int32
	text string
}

// formCount is how often it was met.
type formCount struct {
	formKey
	mentions int
}

// placed is where the mentions have a name of the article of that stamp.
type placed struct {
	stamp, at int32
}

// Decide settles which candidates are names. It does not depend on the order of the articles.
func (s *Statistics) Decide() *Decisions {
	s.numbers = nil
	byLanguage := make(map[string][]Candidate)
	for i := range s.candidates {
		c := &s.candidates[i]
		byLanguage[c.Language] = append(byLanguage[c.Language], *c)
	}
	out := &Decisions{languages: make(map[string]*decider), names: make(map[string]int32), forms: make(map[formKey]int32)}
	for language, list := range byLanguage {
		if lexicon := lexicons[language]; lexicon != nil {
			slices.SortFunc(list, func(a, b Candidate) int { return cmp.Compare(a.Text, b.Text) })
			out.languages[language] = newDecider(lexicon(), list)
		}
	}
	out.agree()
	return out
}

// agree gives what has one name in two languages one kind: that of the language which is surer.
func (d *Decisions) agree() {
	german, english := d.languages["de"], d.languages["en"]
	if german == nil || english == nil {
		return
	}
	for i := range german.candidates {
		at, found := english.numbers[german.candidates[i].Text]
		if !found {
			continue
		}
		x, y := &german.verdicts[i], &english.verdicts[at]
		switch {
		case x.kind == y.kind || x.kind == 0 || y.kind == 0 || x.to != int32(i) || y.to != at:
		case x.score >= y.score:
			y.kind = x.kind
		default:
			x.kind = y.kind
		}
	}
}

// Add takes up the articles of the next shard.
func (d *Decisions) Add(c *Counts) {
	rest := c.told
	for _, uses := range c.Articles {
		sentences := rest
		for _, u := range uses {
			rest = rest[u.Told:]
		}
		if len(uses) > 0 {
			d.article(c.Candidates, uses, sentences)
		}
		d.found.ends = append(d.found.ends, len(d.found.mentions))
	}
}

// article enters the names of an article, of whose uses the sentences begin where sentences does.
func (d *Decisions) article(candidates []Candidate, uses []Use, sentences []told) {
	decide := d.languages[candidates[uses[0].Candidate].Language]
	if decide == nil {
		return
	}
	first := len(d.found.mentions)
	d.stamp, d.told = d.stamp+1, d.told[:0]
	for i, at := range decide.within(candidates, uses) {
		u := uses[i]
		of := sentences[:u.Told]
		sentences = sentences[u.Told:]
		if at < 0 {
			continue
		}
		name := d.name(decide, at, &candidates[u.Candidate], u)
		p := &d.places[name]
		if p.stamp != d.stamp {
			*p = placed{d.stamp, int32(len(d.found.mentions) - first)}
			d.found.mentions = append(d.found.mentions, Mention{Name: name})
		}
		d.found.mentions[first+int(p.at)].Count += u.Count
		for _, s := range of {
			d.told = append(d.told, uint64(p.at)<<32|uint64(s))
		}
	}
	slices.Sort(d.told)
	for i, t := range d.told {
		if i > 0 && t == d.told[i-1] {
			continue // it counts once for a name
		}
		m := &d.found.mentions[first+int(t>>32)]
		switch t & 3 {
		case 0:
			m.Negative++
		case 1:
			m.Neutral++
		case 2:
			m.Positive++
		}
	}
}

// name gives the number of the name of a candidate, and counts the form.
func (d *Decisions) name(decide *decider, at int32, form *Candidate, u Use) int32 {
	root, text := &decide.verdicts[at], ""
	if root.name == 0 {
		text = decide.display(at)
		k := root.kind.String() + " " + text
		n, known := d.names[k]
		if !known {
			n = int32(len(d.list))
			d.names[k] = n
			d.list, d.places = append(d.list, Name{Text: text, Kind: root.kind}), append(d.places, placed{})
		}
		if x := &d.list[n]; !slices.Contains(x.Languages, form.Language) {
			x.Languages = append(x.Languages, form.Language)
		}
		root.name = n + 1
	}
	n := root.name - 1
	own := &verdict{root: -1}
	if i, found := decide.numbers[form.Text]; found {
		own = &decide.verdicts[i]
	}
	if own.root != at {
		k := formKey{n, decide.form(form.Text, d.list[n].Text, at)}
		c, known := d.forms[k]
		if !known {
			c = int32(len(d.counts))
			d.forms[k] = c
			d.counts = append(d.counts, formCount{formKey: k})
		}
		own.root, own.form = at, c
	}
	d.counts[own.form].mentions += int(u.Count)
	return n
}

// form is what of a candidate is a form of its name, which has the full form given and the root at:
// not what stands around it, and no genitive.
func (d *decider) form(text, full string, root int32) string {
	if at, found := d.numbers[text]; found && d.verdicts[at].longer {
		text = d.candidates[d.verdicts[at].to].Text
	}
	base, ok := d.base(text)
	if !ok || strings.Contains(" "+full+" ", " "+text+" ") {
		return text
	}
	if at, found := d.numbers[base]; found && d.root(at) == root || strings.Contains(" "+full+" ", " "+base+" ") {
		return base
	}
	return text
}

// display is how a name is written: as its alias says, or as the candidate is.
func (d *decider) display(at int32) string {
	text := d.candidates[at].Text
	if to, known := d.aliases[text]; known {
		return to
	}
	if base, ok := d.base(text); ok && d.class(base)&place != 0 && d.class(text)&place == 0 {
		return base
	}
	if first, rest, two := strings.Cut(text, " "); d.german && two && d.verdicts[at].kind == Organisation && d.class(first)&common != 0 && hasSuffix(strings.ToLower(rest), feminine) {
		if base, ok := strings.CutSuffix(first, "en"); ok {
			return base + "e " + rest
		}
	}
	return text
}

// feminine are ends of feminine German nouns in the singular, before which an adjective in -en is
// of an oblique case: der Deutschen Presse-Agentur.
var feminine = []string{"agentur", "bahn", "bank", "gesellschaft", "gemeinschaft", "hochschule", "kirche", "partei", "post", "union", "universität", "zeitung"}

// within gives the candidates whose names the uses of an article are, -1 where there is none, until
// the next call. A part of a name stands for the whole that the article has, or else for the one
// that nearly all of the corpus has.
func (d *decider) within(candidates []Candidate, uses []Use) []int32 {
	d.own = d.own[:0]
	clear(d.full)
	enter := func(part string, at int32) {
		if part == "" {
			return
		}
		if old, met := d.full[part]; met && old != at {
			at = -1
		}
		d.full[part] = at
	}
	for _, u := range uses {
		at, found := d.numbers[candidates[u.Candidate].Text]
		if !found || d.verdicts[at].kind == 0 {
			d.own = append(d.own, -1)
			continue
		}
		at = d.root(at)
		d.own = append(d.own, at)
		of := d.endsOf(at)
		enter(of.first, at)
		enter(of.last, at)
	}
	for i, u := range uses {
		text, own := candidates[u.Candidate].Text, d.own[i]
		if own >= 0 {
			whole := d.candidates[own].Text
			if strings.IndexByte(text, ' ') >= 0 && strings.IndexByte(whole, ' ') >= 0 {
				continue
			}
			text = whole
		}
		d.own[i] = d.whole(text, own)
	}
	return d.own
}

// ends are the words that stand for a name of several where an article has it, "" for none: the
// last one of persons, and a given name that is the first; the first one of bodies.
type ends struct{ first, last string }

func (d *decider) endsOf(i int32) (out ends) {
	text := d.candidates[i].Text
	if strings.IndexByte(text, ' ') < 0 {
		return ends{}
	}
	if known, met := d.ends[i]; met {
		return known
	}
	tokens := words(text)
	switch d.verdicts[i].kind {
	case Person:
		out.last = tokens[len(tokens)-1]
		if d.class(out.last)&suffix != 0 {
			out.last = tokens[len(tokens)-2]
		}
		if d.class(tokens[0])&given != 0 {
			out.first = tokens[0]
		}
	case Organisation:
		out.first = tokens[0]
	}
	d.ends[i] = out
	return out
}

// whole finds the name that a single word is part of.
func (d *decider) whole(word string, own int32) int32 {
	kind := Kind(0)
	if own >= 0 {
		kind = d.verdicts[own].kind
	}
	at, met := int32(0), false
	if len(d.full) > 0 {
		if at, met = d.full[word]; !met {
			if base, ok := d.base(word); ok {
				at, met = d.full[base]
			}
		}
	}
	if met && at >= 0 && (kind == 0 || kind == d.verdicts[at].kind || d.verdicts[at].kind == Person) {
		c := d.class(word)
		if c&(place|organisation) == 0 && (c&(common|noun|likelyNoun|demonym|notName|calendar) == 0 || kind != 0) {
			return at
		}
	}
	if kind != Person || met && at < 0 {
		return own
	}
	if most := d.mostOf(word); most >= 0 {
		return most
	}
	return own
}

// mostOf gives the person of a surname whom nearly all of the corpus has, or -1.
func (d *decider) mostOf(surname string) int32 {
	if known, met := d.most[surname]; met {
		return known
	}
	var all, most int32
	var best int32 = -1
	for _, p := range d.surnames[surname] {
		p = d.root(p)
		n := d.candidates[p].mentions
		all += n
		if best < 0 || n > most && p != best {
			best, most = p, n
		} else if p == best {
			most += n
		}
	}
	if best < 0 || 10*most < 8*all || most < 3 {
		best = -1
	}
	d.most[surname] = best
	return best
}

// Found gives the names, and those of each article.
func (d *Decisions) Found() *Found {
	order := make([]int, len(d.list))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(d.list[a].Text, d.list[b].Text), cmp.Compare(d.list[a].Kind, d.list[b].Kind))
	})
	forms := make([][]Form, len(d.list))
	for _, c := range d.counts {
		forms[c.name] = append(forms[c.name], Form{c.text, c.mentions})
	}
	place := make([]int32, len(order))
	out := &d.found
	for i, n := range order {
		place[n] = int32(i)
		x := d.list[n]
		x.Forms = forms[n]
		slices.SortFunc(x.Forms, func(a, b Form) int {
			return cmp.Or(cmp.Compare(b.Mentions, a.Mentions), cmp.Compare(a.Text, b.Text))
		})
		slices.Sort(x.Languages)
		out.Names = append(out.Names, x)
	}
	for i := range out.mentions {
		out.mentions[i].Name = place[out.mentions[i].Name]
	}
	for position := range out.ends {
		slices.SortFunc(out.Of(position), func(a, b Mention) int { return cmp.Compare(a.Name, b.Name) })
	}
	return out
}
