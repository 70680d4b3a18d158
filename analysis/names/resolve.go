package names

import (
	"cmp"
	"slices"
	"strings"
)

// Decisions tell which candidates of a corpus are names.
type Decisions struct {
	languages map[string]*decider
	names     map[string]int // of text and kind, into list
	list      []Name
	forms     []map[string]int
	spoken    []map[string]bool
	found     Found
}

// Decide settles which candidates are names. It does not depend on the order of the articles.
func (s *Statistics) Decide() *Decisions {
	byLanguage := make(map[string][]Candidate)
	for i := range s.candidates {
		c := &s.candidates[i]
		byLanguage[c.Language] = append(byLanguage[c.Language], *c)
	}
	out := &Decisions{languages: make(map[string]*decider), names: make(map[string]int)}
	for language, l := range lexicons() {
		list := byLanguage[language]
		slices.SortFunc(list, func(a, b Candidate) int { return cmp.Compare(a.Text, b.Text) })
		out.languages[language] = newDecider(l, list)
	}
	out.agree()
	return out
}

// agree gives what has one name in two languages one kind: that of the language which is surer.
func (d *Decisions) agree() {
	for i := range d.languages["de"].candidates {
		at, found := d.languages["en"].numbers[d.languages["de"].candidates[i].Text]
		if !found {
			continue
		}
		x, y := &d.languages["de"].verdicts[i], &d.languages["en"].verdicts[at]
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
		var mentions []Mention
		sentences := rest
		for _, u := range uses {
			rest = rest[u.Told:]
		}
		if len(uses) > 0 {
			mentions = d.article(c.Candidates, uses, sentences)
		}
		d.found.mentions = append(d.found.mentions, mentions...)
		d.found.ends = append(d.found.ends, len(d.found.mentions))
	}
}

// article gives the names of an article, of whose uses the sentences begin where sentences does.
func (d *Decisions) article(candidates []Candidate, uses []Use, sentences []told) []Mention {
	decide := d.languages[candidates[uses[0].Candidate].Language]
	if decide == nil {
		return nil
	}
	own := decide.within(candidates, uses)
	sums := make(map[int32]*Mention)
	var order []int32
	type pair struct {
		name int32
		told
	}
	met := make(map[pair]bool) // sentences that have been counted for a name
	for i, u := range uses {
		at, of := own[i], sentences[:u.Told]
		sentences = sentences[u.Told:]
		if at < 0 {
			continue
		}
		name := d.name(decide, at, candidates[u.Candidate], u)
		m := sums[name]
		if m == nil {
			m = &Mention{Name: name}
			sums[name] = m
			order = append(order, name)
		}
		m.Count += u.Count
		for _, s := range of {
			if met[pair{name, s}] {
				continue
			}
			met[pair{name, s}] = true
			switch s & 3 {
			case 0:
				m.Negative++
			case 1:
				m.Neutral++
			case 2:
				m.Positive++
			}
		}
	}
	out := make([]Mention, 0, len(order))
	for _, name := range order {
		out = append(out, *sums[name])
	}
	return out
}

// name gives the number of the name of a candidate.
func (d *Decisions) name(decide *decider, at int32, form Candidate, u Use) int32 {
	v := &decide.verdicts[at]
	text := decide.display(at)
	k := v.kind.String() + " " + text
	n, known := d.names[k]
	if !known {
		n = len(d.list)
		d.names[k] = n
		d.list = append(d.list, Name{Text: text, Kind: v.kind})
		d.forms = append(d.forms, make(map[string]int))
		d.spoken = append(d.spoken, make(map[string]bool))
	}
	d.forms[n][decide.form(form.Text, text, at)] += int(u.Count)
	d.spoken[n][form.Language] = true
	return int32(n)
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

// within gives the candidates whose names the uses of an article are, -1 where there is none.
// A part of a name stands for the whole that the article has, or else for the one that nearly
// all of the corpus has.
func (d *decider) within(candidates []Candidate, uses []Use) []int32 {
	own := make([]int32, len(uses))
	full := make(map[string]int32) // persons by their last word, bodies by their first; -1 where there are several
	enter := func(part string, at int32) {
		if old, met := full[part]; met && old != at {
			at = -1
		}
		full[part] = at
	}
	for i, u := range uses {
		at, found := d.numbers[candidates[u.Candidate].Text]
		own[i] = -1
		if !found || d.verdicts[at].kind == 0 {
			continue
		}
		at = d.root(at)
		own[i] = at
		if tokens := words(d.candidates[at].Text); len(tokens) > 1 {
			switch d.verdicts[at].kind {
			case Person:
				last := tokens[len(tokens)-1]
				if d.class(last)&suffix != 0 {
					last = tokens[len(tokens)-2]
				}
				enter(last, at)
				if d.class(tokens[0])&given != 0 {
					enter(tokens[0], at)
				}
			case Organisation:
				enter(tokens[0], at)
			}
		}
	}
	for i, u := range uses {
		text := candidates[u.Candidate].Text
		if strings.IndexByte(text, ' ') >= 0 && own[i] >= 0 && strings.IndexByte(d.candidates[own[i]].Text, ' ') >= 0 {
			continue
		}
		if own[i] >= 0 {
			text = d.candidates[own[i]].Text
		}
		own[i] = d.whole(text, own[i], full)
	}
	return own
}

// whole finds the name that a single word is part of.
func (d *decider) whole(word string, own int32, full map[string]int32) int32 {
	c := d.class(word)
	kind := Kind(0)
	if own >= 0 {
		kind = d.verdicts[own].kind
	}
	at, met := full[word]
	if !met {
		if base, ok := d.base(word); ok {
			at, met = full[base]
		}
	}
	if met && at >= 0 && c&(place|organisation) == 0 && (c&(common|noun|likelyNoun|demonym|notName|calendar) == 0 || kind != 0) {
		if kind == 0 || kind == d.verdicts[at].kind || d.verdicts[at].kind == Person {
			return at
		}
	}
	if kind != Person || met && at < 0 {
		return own
	}
	list := d.surnames[word]
	var all, most int32
	var best int32 = -1
	for _, p := range list {
		p = d.root(p)
		n := d.candidates[p].mentions
		all += n
		if best < 0 || n > most && p != best {
			best, most = p, n
		} else if p == best {
			most += n
		}
	}
	if best >= 0 && 10*most >= 8*all && most >= 3 {
		return best
	}
	return own
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
	place := make([]int32, len(order))
	out := &d.found
	for i, n := range order {
		place[n] = int32(i)
		x := d.list[n]
		for text, count := range d.forms[n] {
			x.Forms = append(x.Forms, Form{text, count})
		}
		slices.SortFunc(x.Forms, func(a, b Form) int {
			return cmp.Or(cmp.Compare(b.Mentions, a.Mentions), cmp.Compare(a.Text, b.Text))
		})
		for language := range d.spoken[n] {
			x.Languages = append(x.Languages, language)
		}
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
