// Package census counts what a run says of the names that it found: by story, outlet, topic and
// tone, and which names stand together.
//
// In come the names that package names found, what each article says of them, and the articles
// with their topics and stories; out go the names worth publishing, with their figures, and what each article says of those.
//
// Glossary.
//
//   - name: a person, an organisation or a place, under its full form.
//   - key: what tells names apart over runs and languages, full form in any case and kind.
//     Names of one key are one.
//   - story: an article with its copies; a name stands in it where one of them gives it.
//   - place: the number of an article in the order in which those of a story are neighbours, its
//     original first.
package census

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/zeebo/xxh3"

	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/result"
)

const (
	// MinStories is the least number of stories of a name that is published: what stands in one
	// alone is as often an error as a name.
	MinStories = 2
	// MaxNames bounds the names that are published; those in most stories stay.
	MaxNames = 10_000
	// MaxKeys bounds the names that later runs are told of.
	MaxKeys = 100_000
	// MaxPaired is the most names of an article that stand together; one with more is a list.
	MaxPaired = 50
	// listed bounds topics, outlets and companions of a name, and forms its forms.
	listed, forms = 5, 10
)

// Input is what was found.
type Input struct {
	Names []result.Name // of which Name, Kind and Forms are known
	// Of gives what the article at a position says of Names; it may be called from several
	// goroutines.
	Of func(position int) []result.Named
	// Articles lack Names. Original is the position of the article that stands for the story of
	// each, its own where that is the article itself.
	Articles []result.Article
	Original []int
	Workers  int // goroutines; 0 means one per processor
}

// Census is what a run says of names.
type Census struct {
	Names []result.Name // ascending Key
	// Keys are those of the names in most stories, ascending, published or not: of all that were
	// found, but for MaxKeys.
	Keys []uint64
	// Left is how many stand in MinStories stories, but beyond MaxNames.
	Left int
}

// Take counts, and enters into the articles what they say of the names that are published. It
// takes time in proportion to what the articles say, n log n for n articles, and stops with the
// error of ctx where that ends.
func Take(ctx context.Context, in Input) (*Census, error) {
	t := &table{Input: in, order: byStory(in.Articles, in.Original)}
	out := &Census{}
	t.group()
	stories, err := t.countStories(ctx)
	if err != nil {
		return nil, err
	}
	ranked := make([]int, len(t.keys))
	for group := range ranked {
		ranked[group] = group
	}
	slices.SortFunc(ranked, func(a, b int) int { return cmp.Or(cmp.Compare(stories[b], stories[a]), cmp.Compare(a, b)) })
	for _, group := range ranked[:min(MaxKeys, len(ranked))] {
		out.Keys = append(out.Keys, t.keys[group])
	}
	slices.Sort(out.Keys)
	enough, _ := slices.BinarySearchFunc(ranked, MinStories, func(group, least int) int { return cmp.Compare(least-1, stories[group]) })
	out.Left = max(0, enough-MaxNames)
	chosen := ranked[:enough-out.Left]
	slices.Sort(chosen)
	t.publish(chosen, stories)
	if err := t.enter(ctx); err != nil {
		return nil, err
	}
	t.gather()
	out.Names = t.names
	return out, t.figures(ctx)
}

// Key is that of a full form and a kind.
func Key(name, kind string) uint64 {
	return xxh3.HashString(strings.ToLower(name) + "\x00" + kind)
}

// table is a census under way.
type table struct {
	Input
	order  []int32  // positions by place
	keys   []uint64 // of the groups of names of one key, ascending
	groups []int32  // group of each name that was found
	index  []int32  // of a group among those published, or -1

	names []result.Name // published, ascending key
	// The places of the articles that give name i are places[starts[i]:starts[i+1]], ascending.
	starts  []int
	places  []int32
	stories int // of the run
}

// byStory gives the positions of articles by their stories, originals first, the others by ID.
func byStory(articles []result.Article, original []int) []int32 {
	order := make([]int32, len(original))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		if c := cmp.Compare(original[a], original[b]); c != 0 || a == b {
			return c
		}
		switch {
		case original[a] == int(a):
			return -1
		case original[b] == int(b):
			return 1
		}
		return cmp.Or(strings.Compare(articles[a].ID, articles[b].ID), cmp.Compare(a, b))
	})
	return order
}

// group finds the names of one key.
func (t *table) group() {
	all := make([]uint64, len(t.Names))
	for i := range t.Names {
		all[i] = Key(t.Names[i].Name, t.Names[i].Kind)
	}
	t.keys = slices.Clone(all)
	slices.Sort(t.keys)
	t.keys = slices.Compact(t.keys)
	t.groups = make([]int32, len(all))
	for i, key := range all {
		at, _ := slices.BinarySearch(t.keys, key)
		t.groups[i] = int32(at)
	}
}

// countStories gives the number of stories of each group.
func (t *table) countStories(ctx context.Context) ([]int, error) {
	stories, last := make([]int, len(t.keys)), make([]int32, len(t.keys))
	story := int32(0)
	for place, position := range t.order {
		if place%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if place == 0 || !t.sameStory(place-1, place) {
			story++
		}
		for _, n := range t.Of(int(position)) {
			if g := t.groups[n.Name]; last[g] != story {
				last[g] = story
				stories[g]++
			}
		}
	}
	t.stories = int(story)
	return stories, nil
}

// sameStory tells whether the articles at two places are of one story.
func (t *table) sameStory(a, b int) bool {
	return t.Original[t.order[a]] == t.Original[t.order[b]]
}

// publish makes the names of the chosen groups, ascending.
func (t *table) publish(chosen, stories []int) {
	t.index = make([]int32, len(t.keys))
	for g := range t.index {
		t.index[g] = -1
	}
	t.names = make([]result.Name, len(chosen))
	for i, g := range chosen {
		t.index[g] = int32(i)
		t.names[i] = result.Name{Key: t.keys[g], Stories: stories[g]}
	}
	spelt := make([]int, len(chosen)) // mentions of the full form of the name so far
	for i := range t.Names {
		from := &t.Names[i]
		at := t.index[t.groups[i]]
		if at < 0 {
			continue
		}
		mentions := 0
		for _, f := range from.Forms {
			mentions += f.Mentions
		}
		to := &t.names[at]
		if to.Name == "" || mentions > spelt[at] {
			to.Name, to.Kind, spelt[at] = from.Name, from.Kind, mentions
		}
		to.Forms = append(to.Forms, from.Forms...)
	}
	for i := range t.names {
		t.names[i].Forms = joinForms(t.names[i].Forms)
	}
}

// joinForms adds up equal forms and gives those of most mentions.
func joinForms(list []result.NameForm) []result.NameForm {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b result.NameForm) int { return strings.Compare(a.Text, b.Text) })
	n := 0
	for _, f := range list {
		if n > 0 && list[n-1].Text == f.Text {
			list[n-1].Mentions += f.Mentions
			continue
		}
		list[n] = f
		n++
	}
	list = list[:n]
	slices.SortStableFunc(list, func(a, b result.NameForm) int { return cmp.Compare(b.Mentions, a.Mentions) })
	return slices.Clone(list[:min(n, forms)])
}

// enter enters into the articles what they say of the names that are published.
func (t *table) enter(ctx context.Context) error {
	const some = 256
	return parallel.Chunks(ctx, len(t.Articles), some, t.Workers, func(_, lo, hi int) {
		var room []result.Named
		for position := lo; position < hi; position++ {
			room = room[:0]
			for _, n := range t.Of(position) {
				if n.Name = t.index[t.groups[n.Name]]; n.Name >= 0 {
					room = append(room, n)
				}
			}
			slices.SortStableFunc(room, func(a, b result.Named) int { return cmp.Compare(a.Name, b.Name) })
			t.Articles[position].Names = joined(room)
		}
	})
}

// joined is a copy of a list in the order of names with one entry for each; nil where it is empty.
func joined(list []result.Named) []result.Named {
	var out []result.Named
	if len(list) > 0 {
		out = make([]result.Named, 0, len(list))
	}
	for _, n := range list {
		if last := len(out) - 1; last >= 0 && out[last].Name == n.Name {
			out[last] = sum(out[last], n)
			continue
		}
		out = append(out, n)
	}
	return out
}

// sum adds what an article says of two names of one key.
func sum(a, b result.Named) result.Named {
	add := func(x, y uint16) uint16 { return uint16(min(int(x)+int(y), 1<<16-1)) }
	return result.Named{
		Name: a.Name, Mentions: add(a.Mentions, b.Mentions),
		Negative: add(a.Negative, b.Negative), Neutral: add(a.Neutral, b.Neutral), Positive: add(a.Positive, b.Positive),
	}
}

// gather lists the places that give each name.
func (t *table) gather() {
	t.starts = make([]int, len(t.names)+1)
	for i := range t.Articles {
		for _, n := range t.Articles[i].Names {
			t.starts[n.Name+1]++
		}
	}
	for i := range t.names {
		t.starts[i+1] += t.starts[i]
	}
	t.places = make([]int32, t.starts[len(t.names)])
	next := slices.Clone(t.starts)
	for place, position := range t.order {
		for _, n := range t.Articles[position].Names {
			t.places[next[n.Name]] = int32(place)
			next[n.Name]++
		}
	}
}
