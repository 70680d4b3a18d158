package ledger

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"leitmotif/analysis/change"
	"leitmotif/analysis/collection"
	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/result"
	"leitmotif/analysis/study"
	"leitmotif/analysis/tfidf"
)

// What becomes of topics when they are found anew; the other kinds are those of package
// change.
const (
	TopicNew     change.Kind = "topic_new"
	TopicSplit   change.Kind = "topic_split"   // new, of old articles of a topic that goes on
	TopicMerged  change.Kind = "topic_merged"  // gone into another
	TopicDormant change.Kind = "topic_dormant" // not found any more
	TopicRevived change.Kind = "topic_revived" // found again
	TopicDrifted change.Kind = "topic_drifted" // goes on in other words
)

// Change is what differs in a run from earlier ones. Topic is a UID; what package change
// leaves empty of a topic's numbers is empty for the kinds above, but AfterN.
type Change struct {
	change.Change
	TopicID int // in this run; 0 where it has none
}

// Tested tells whether the change is the result of a test, and not of what became of a
// topic.
func (c *Change) Tested() bool { return c.Runs > 0 }

// changeLevel is the part of quiet runs that may announce a change.
const changeLevel = 0.05

// announce finds what has changed and enters the run into the history. articles are those of
// the run in the order of their IDs.
func (b *Book) announce(c *collection.Collection, articles []result.Article, topics []result.Topic) {
	now := b.observe(c, articles)
	b.next.Fresh = 0
	for _, cell := range now.Cells {
		b.next.Fresh += cell.Stories
	}
	found := change.Detect(b.next.History, now, changeLevel)
	b.next.History.Add(now, found)
	written := b.written(found)
	for i := range found {
		f := &found[i]
		if theme := b.next.Theme(f.Topic); theme != nil {
			f.Subject, f.Language = theme.Label, theme.Language
		}
		if f.Kind == change.TermEntered {
			f.Subject = cmp.Or(written[languageTerm{f.Language, f.Subject}], f.Subject)
		}
	}
	b.next.Changes = append(b.turns(topics), found...)
}

// changesOf gives changes as they are shown: with the topics of this run, the names that
// analysts gave them, and without those that they hide.
func changesOf(list []change.Change, topics []result.Topic, overrides map[int]state.Override) []Change {
	id := make(map[int]int, len(topics))
	for i := range topics {
		id[topics[i].UID] = topics[i].ID
	}
	out := make([]Change, 0, len(list))
	for _, c := range list {
		said := overrides[c.Topic]
		shown := cmp.Or(said.Merge, c.Topic)
		if overrides[shown].Hide {
			continue
		}
		if c.Topic != 0 && said.Name != "" {
			c.Subject = said.Name
		}
		out = append(out, Change{c, id[shown]})
	}
	return out
}

// turns lists the topics whose standing has changed, in the order of their UIDs. What the
// first run over a language finds is no change.
func (b *Book) turns(topics []result.Topic) []change.Change {
	stories := make(map[int]int)
	for i := range topics {
		stories[topics[i].UID] = topics[i].Stories
	}
	known := make(map[string]bool)
	for i := range b.former.Themes {
		known[b.former.Themes[i].Language] = true
	}
	kinds := map[result.Standing]change.Kind{
		result.New: TopicNew, result.Split: TopicSplit, result.Merged: TopicMerged, result.Dormant: TopicDormant,
		result.Revived: TopicRevived, result.Drifted: TopicDrifted,
	}
	var out []change.Change
	for i := range b.next.Themes {
		t := &b.next.Themes[i]
		before := b.former.Theme(t.UID)
		kind, turned := kinds[t.Standing]
		if !turned || !known[t.Language] || t.Label == "" || t.Unclear { // without a name no run has told of it
			continue
		}
		// Only a theme that drifts can do again what it did in the run before.
		if before != nil && before.Standing == t.Standing && !(t.Standing == result.Drifted && b.fittedNow(t.Language)) {
			continue
		}
		out = append(out, change.Change{Kind: kind, Topic: t.UID, Language: t.Language, Subject: t.Label, AfterN: stories[t.UID]})
	}
	return out
}

// fittedNow tells whether the topics of a language were found in this run.
func (b *Book) fittedNow(language string) bool {
	_, drift := b.next.Space(language)
	return drift != nil && drift.Run == b.next.Runs
}

// observe counts the fresh stories of the run, in the topics that they were found in: that
// analysts hide or merge some is no change.
func (b *Book) observe(c *collection.Collection, articles []result.Article) change.Observation {
	theme := make(map[string]int, len(c.Articles)) // by ID: the articles of the result are sorted
	for position := range c.Articles {
		theme[c.Articles[position].ID] = b.themes[position]
	}
	var now change.Observation
	for i := range b.next.Spaces {
		for _, uid := range b.next.Spaces[i].UIDs {
			if !b.next.Theme(uid).Unclear {
				now.Topics = append(now.Topics, uid)
			}
		}
	}
	companions := make(map[change.Companion]int)
	for i := range articles {
		a := &articles[i]
		if a.DuplicateOf != "" || !b.fresh(a.ID) {
			continue
		}
		tally := change.Tally{Stories: 1}
		if a.Tone.Abstain == "" {
			tally.SetTone(a.Tone.Counts().Score())
		}
		now.Cells = append(now.Cells, change.Cell{Topic: theme[a.ID], Language: a.Language, Source: a.Source, Tally: tally})
		targets := targetTones(a)
		now.Targets = append(now.Targets, targets...)
		for _, t := range targets {
			for _, name := range names(a, targets) {
				if name != t.Target {
					companions[change.Companion{Target: t.Target, Name: name}]++
				}
			}
		}
	}
	for c, stories := range companions {
		c.Stories = stories
		now.Companions = append(now.Companions, c)
	}
	slices.SortFunc(now.Companions, func(a, b change.Companion) int {
		return cmp.Or(cmp.Compare(a.Target, b.Target), cmp.Compare(a.Name, b.Name))
	})
	for _, t := range b.terms {
		now.Terms = append(now.Terms, t.TermCount)
	}
	return now
}

// targetTones sums up the tone of an article towards each target that it names, in the
// order of their names.
func targetTones(a *result.Article) []change.TargetCell {
	towards := a.Towards()
	var out []change.TargetCell
	for _, target := range slices.Sorted(maps.Keys(towards)) {
		cell := change.TargetCell{Target: target, Language: a.Language, Source: a.Source, Tally: change.Tally{Stories: 1}}
		if c := towards[target]; c.N() > 0 {
			cell.SetTone(c.Score())
		}
		out = append(out, cell)
	}
	return out
}

// names are the keywords of an article that may be names, and the targets that it names.
func names(a *result.Article, targets []change.TargetCell) []string {
	var out []string
	for _, keyword := range a.Keywords {
		if first, _ := utf8.DecodeRuneInString(keyword); unicode.IsUpper(first) {
			out = append(out, keyword)
		}
	}
	for _, t := range targets {
		out = append(out, t.Target)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// freshTerm counts a term in the fresh stories.
type freshTerm struct {
	change.TermCount
	written string
}

// CountFresh counts the terms of the fresh stories, while the collection has the counts of its
// articles. It fails where these cannot be read, and when ctx ends.
func (b *Book) CountFresh(ctx context.Context, c *collection.Collection, groups []*study.Group) error {
	if b == nil || b.repeated {
		return nil
	}
	for _, g := range groups {
		fresh := b.freshSources(c, g)
		if len(fresh) == 0 {
			continue
		}
		statistics := c.Statistics[g.Code]
		stories, sources := make([]int, statistics.Terms()), make([]int, statistics.Terms())
		var uses pairSet
		var one sync.Mutex
		err := c.EachRow(ctx, g.Code, b.options.Workers, func(position int, d tfidf.Document) {
			source, ok := fresh[position]
			if !ok {
				return
			}
			one.Lock()
			defer one.Unlock()
			for _, term := range d.Terms {
				stories[term]++
				uses.add(uint32(term), uint32(source))
			}
		})
		if err != nil {
			return err
		}
		for term := range uses.firsts() {
			sources[term]++
		}
		for number, n := range stories {
			if n > 0 {
				b.terms = append(b.terms, freshTerm{
					change.TermCount{Language: g.Code, Term: statistics.Term(int32(number)), Stories: n, Sources: sources[number]},
					statistics.Surface(int32(number)),
				})
			}
		}
	}
	return nil
}

// pairSet is a set of pairs of numbers. It takes about 16 bytes for each pair.
type pairSet struct {
	list   []uint64
	sorted int // so many, ascending, are different
}

func (s *pairSet) add(first, second uint32) {
	const least = 1 << 16
	if s.list = append(s.list, uint64(first)<<32|uint64(second)); len(s.list) >= 2*s.sorted+least {
		s.settle()
	}
}

func (s *pairSet) settle() {
	slices.Sort(s.list)
	s.list = slices.Compact(s.list)
	s.sorted = len(s.list)
}

// firsts yields the first number of every pair, ascending.
func (s *pairSet) firsts() iter.Seq[uint32] {
	s.settle()
	return func(yield func(uint32) bool) {
		for _, pair := range s.list {
			if !yield(uint32(pair >> 32)) {
				return
			}
		}
	}
}

// freshSources gives the fresh stories of a language by position, each with a number of its
// outlet.
func (b *Book) freshSources(c *collection.Collection, g *study.Group) map[int]int {
	out, numbers := make(map[int]int), make(map[string]int)
	for _, position := range g.Originals {
		a := &c.Articles[position]
		if !b.fresh(a.ID) || b.echoes[position] != "" {
			continue
		}
		if _, known := numbers[a.Source]; !known {
			numbers[a.Source] = len(numbers)
		}
		out[position] = numbers[a.Source]
	}
	return out
}

// languageTerm is a term of a language.
type languageTerm struct{ language, term string }

// written gives the terms that have entered, among the changes, as people write them in the
// fresh stories.
func (b *Book) written(found []change.Change) map[languageTerm]string {
	out := make(map[languageTerm]string)
	for i := range found {
		if f := &found[i]; f.Kind == change.TermEntered {
			out[languageTerm{f.Language, f.Subject}] = ""
		}
	}
	for _, t := range b.terms {
		key := languageTerm{t.Language, t.Term}
		if form, asked := out[key]; asked && form == "" {
			out[key] = t.written
		}
	}
	return out
}
