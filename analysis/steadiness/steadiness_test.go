package steadiness

import (
	"context"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"leitmotif/analysis"
	"leitmotif/analysis/result"
	"leitmotif/corpus"
)

// planted makes articles of classes that have words of their own.
type planted struct {
	prefix   string
	classes  int
	articles int
}

func (p planted) Articles(context.Context) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		random := rand.New(rand.NewPCG(1, 2))
		for i := range p.articles {
			text := ""
			for range 60 {
				text += fmt.Sprintf("%s%s%s ", p.prefix, string(rune('a'+i%p.classes)), word(random.IntN(40)))
			}
			a := &corpus.Article{SourceID: fmt.Sprintf("%s%d", p.prefix, i), Language: "en", Text: text}
			if !yield(a, nil) {
				return
			}
		}
	}
}

// word spells a number in letters.
func word(n int) string { return string([]rune{rune('a' + n%7), rune('k' + n/7), 'o', 'r'}) }

func read(t *testing.T, foreign corpus.Source) *Corpus {
	t.Helper()
	own := planted{"w", 5, 300}
	labels := make(map[string]string)
	for i := range own.articles {
		labels[fmt.Sprintf("w%d", i)] = fmt.Sprint(i % own.classes)
	}
	cfg := analysis.Default()
	cfg.StopWords = map[string][]string{"en": {"the"}}
	c, err := Read(t.Context(), own, foreign, labels, cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

// Topics of well separated classes hold in every draw, whose articles are those asked for.
func TestDraws(t *testing.T) {
	c := read(t, planted{"x", 1, 40})
	if len(c.own) != 300 || len(c.foreign) != 40 {
		t.Fatalf("%d own articles, %d foreign", len(c.own), len(c.foreign))
	}
	var draws []Draw
	space, err := c.Draws(t.Context(), func(d Draw) { draws = append(draws, d) })
	if err != nil {
		t.Fatal(err)
	}
	if space.Rows != 300 || space.Topics != 5 || len(draws) != 2*Draws {
		t.Fatalf("%d rows, %d topics, %d draws", space.Rows, space.Topics, len(draws))
	}
	for i, d := range draws {
		if want := []string{Added, Dropped}[i/Draws]; d.Kind != want || d.ARI < 0.95 || d.Labels < 0 || d.Labels > 1 {
			t.Errorf("draw %d: %+v", i, d)
		}
	}
	var again []Draw
	if _, err := c.Draws(t.Context(), func(d Draw) { again = append(again, d) }); err != nil || !slices.Equal(again, draws) {
		t.Errorf("measured again: %+v, %v", again, err)
	}
}

// Without foreign articles none are added.
func TestDrawsWithoutForeign(t *testing.T) {
	kinds := make(map[string]int)
	if _, err := read(t, nil).Draws(t.Context(), func(d Draw) { kinds[d.Kind]++ }); err != nil || kinds[Added] != 0 || kinds[Dropped] != Draws {
		t.Errorf("%v, %v", kinds, err)
	}
}

func TestSubsets(t *testing.T) {
	var subsets []Subset
	if err := read(t, nil).Subsets(t.Context(), 2, func(s Subset) { subsets = append(subsets, s) }); err != nil {
		t.Fatal(err)
	}
	for _, s := range subsets {
		if s.Classes != 3 || s.Articles != 180 || s.Given < 0.95 || !s.Within() {
			t.Errorf("%+v", s)
		}
	}
	if s := (Subset{Classes: 4, Topics: 8, Chosen: 0.76, Given: 0.8}); !s.Reaches() || !s.Within() {
		t.Errorf("%+v neither reaches 95 %% nor lies within", s)
	}
	if s := (Subset{Classes: 4, Topics: 9, Chosen: 0.75, Given: 0.8}); s.Reaches() || s.Within() {
		t.Errorf("%+v reaches 95 %% or lies within", s)
	}
}

// Three of the four articles of topic 1 are in topic 2 of the draw, whose label has two of its
// three terms, one more besides: 2 / 4. Topic 2 shares most with topic 1: 1 of 2 terms.
func TestLabelsKept(t *testing.T) {
	whole := &findings{of: map[int]int{0: 1, 1: 1, 2: 1, 3: 1, 4: 2}, topics: []result.Topic{{ID: 1, Label: "ship, port, crane"}, {ID: 2, Label: "goal"}}}
	part := &findings{of: map[int]int{0: 2, 1: 2, 2: 2, 3: 1, 4: 1}, topics: []result.Topic{{ID: 1, Label: "Goal, league"}, {ID: 2, Label: "Port, ship, dock"}}}
	if got, want := labelsKept(whole, part, []int{0, 1, 2, 3, 4}), (2.0/4+1.0/2)/2; math.Abs(got-want) > 1e-12 {
		t.Errorf("labels kept %g, want %g", got, want)
	}
}
