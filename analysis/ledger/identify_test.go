package ledger

import (
	"slices"
	"testing"

	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/result"
	"leitmotif/analysis/wording"
)

// themesOf makes a state with a theme for each list of marks, which weigh the same.
func themesOf(marks ...[]string) *state.State {
	s := state.Empty()
	for i, list := range marks {
		s.Themes = append(s.Themes, state.Theme{UID: i + 1, Language: "en", Standing: result.Same, First: 1, Last: 1, Marks: evenMarks(list)})
	}
	s.Runs = 2
	return s
}

func evenMarks(terms []string) []state.Term {
	var list []wording.Mark
	for _, term := range terms {
		list = append(list, wording.Mark{Term: term, Weight: 1})
	}
	return newMarks(list)
}

// Each case gives the themes known, those found and, where there is a former space, the
// articles in each of its topics that are in each of the new ones: all, and old ones.
func TestIdentify(t *testing.T) {
	port, chips, vote := []string{"port", "ship", "dock", "crane"}, []string{"chip", "plant", "wafer", "clean"}, []string{"vote", "party", "poll", "seat"}
	for name, test := range map[string]struct {
		known, found [][]string
		both, old    [][]int
		want         []int
		standing     []result.Standing // of all themes
		parents      []int
	}{
		"the same, in another order": {
			known: [][]string{port, chips}, found: [][]string{chips, port}, want: []int{2, 1},
			standing: []result.Standing{result.Same, result.Same}, parents: []int{0, 0},
		},
		"one is new, one dormant": {
			known: [][]string{port, chips}, found: [][]string{vote, port}, want: []int{3, 1},
			standing: []result.Standing{result.Same, result.Dormant, result.New}, parents: []int{0, 0, 0},
		},
		"other words, the same articles": { // cosine 1/4, Jaccard index 9/10
			known: [][]string{port}, found: [][]string{{"port", "strike", "wage", "union"}}, both: [][]int{{9}}, old: [][]int{{9}}, want: []int{1},
			standing: []result.Standing{result.Drifted}, parents: []int{0},
		},
		"articles that the former space did not know": {
			known: [][]string{port}, found: [][]string{vote}, both: [][]int{{9}}, old: [][]int{{0}}, want: []int{2},
			standing: []result.Standing{result.Dormant, result.New}, parents: []int{0, 0},
		},
		"split": {
			known: [][]string{port}, found: [][]string{port, {"crane", "steel", "cable", "load"}}, both: [][]int{{9, 5}}, old: [][]int{{9, 4}}, want: []int{1, 2},
			standing: []result.Standing{result.Same, result.Split}, parents: []int{0, 1},
		},
		"merged": {
			known: [][]string{port, chips}, found: [][]string{{"chip", "plant", "wafer", "clean", "port"}}, both: [][]int{{5}, {9}}, old: [][]int{{5}, {9}}, want: []int{2},
			standing: []result.Standing{result.Merged, result.Same}, parents: []int{2, 0},
		},
		"gone, and new articles in its place": {
			known: [][]string{port, chips}, found: [][]string{chips}, both: [][]int{{5}, {9}}, old: [][]int{{0}, {9}}, want: []int{2},
			standing: []result.Standing{result.Dormant, result.Same}, parents: []int{0, 0},
		},
	} {
		next := themesOf(test.known...)
		topics := themesOf(test.found...).Themes
		for i := range topics {
			topics[i] = state.Theme{Language: "en", Marks: topics[i].Marks}
		}
		var o *overlap
		if test.both != nil {
			o = &overlap{both: test.both, old: test.old, topics: make([]int, len(topics))}
			for r, row := range test.both {
				o.former, o.themes = append(o.former, r+1), append(o.themes, 0)
				for c, n := range row {
					o.themes[r] += n
					o.topics[c] += n
				}
			}
		}
		uids := identify(next, topics, o)
		var standing []result.Standing
		var parents []int
		for i, theme := range next.Themes {
			standing, parents = append(standing, theme.Standing), append(parents, theme.Parent)
			if theme.UID != i+1 || theme.First != map[bool]int{true: 1, false: 2}[i < len(test.known)] {
				t.Errorf("%s: theme %+v", name, theme)
			}
		}
		if !slices.Equal(uids, test.want) || !slices.Equal(standing, test.standing) || !slices.Equal(parents, test.parents) {
			t.Errorf("%s: %v, standing %v, parents %v; want %v, %v, %v", name, uids, standing, parents, test.want, test.standing, test.parents)
		}
	}
}

// A theme that was dormant comes back with its number; one that was merged never does, and
// nor does one of another language.
func TestIdentifyTheLost(t *testing.T) {
	port := []string{"port", "ship"}
	for name, test := range map[string]struct {
		standing result.Standing
		language string
		want     int
		becomes  result.Standing
	}{
		"dormant":          {result.Dormant, "en", 1, result.Revived},
		"merged":           {result.Merged, "en", 2, result.New},
		"another language": {result.Same, "de", 2, result.New},
	} {
		next := themesOf(port)
		next.Themes[0].Standing, next.Themes[0].Language = test.standing, test.language
		uids := identify(next, []state.Theme{{Language: "en", Marks: evenMarks(port)}}, nil)
		if uids[0] != test.want || next.Theme(uids[0]).Standing != test.becomes || next.Themes[0].Language != test.language {
			t.Errorf("%s: topic %d, themes %+v", name, uids[0], next.Themes)
		}
	}
}

// A theme whose old articles are mostly in unclear topics is not gone: no run says so, and none
// says that it is back. One whose articles are elsewhere is.
func TestLostInUnclearTopics(t *testing.T) {
	port, chips, vote := []string{"port", "ship"}, []string{"chip", "plant"}, []string{"vote", "party"}
	next := themesOf(port, chips)
	next.Themes[0].Label, next.Themes[1].Label = "port", "chips"
	topics := []state.Theme{{Language: "en", Marks: evenMarks(vote), Unclear: true}, {Language: "en", Marks: evenMarks([]string{"wage"})}}
	identify(next, topics, &overlap{former: []int{1, 2}, both: [][]int{{6, 2}, {1, 1}}, old: [][]int{{6, 2}, {1, 1}}, themes: []int{8, 2}, topics: []int{7, 3}})
	for uid, want := range map[int]bool{1: true, 2: false} {
		if theme := next.Theme(uid); theme.Standing != result.Dormant || theme.Unclear != want {
			t.Errorf("theme %d is %s, unclear %v, want %v", uid, theme.Standing, theme.Unclear, want)
		}
	}
	next.Runs++
	again := []state.Theme{{Language: "en", Marks: evenMarks(port)}, {Language: "en", Marks: evenMarks(chips)}}
	identify(next, again, nil)
	if a, b := next.Theme(1), next.Theme(2); a.Standing != result.Same || b.Standing != result.Revived || a.Unclear {
		t.Errorf("theme 1 is %s, unclear %v, theme 2 %s", a.Standing, a.Unclear, b.Standing)
	}
}
