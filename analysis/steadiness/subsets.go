package steadiness

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"leitmotif/analysis/evaluate"
)

const (
	// fewestClasses and mostClasses bound the classes of a subset; a corpus has a fourth of its
	// own to spare, so that subsets differ.
	fewestClasses, mostClasses = 3, 15
	// leastClass is the least number of articles of a class that is drawn.
	leastClass = 50
)

// Subset is how well the number of topics chosen suits some of the classes of a corpus.
type Subset struct {
	Classes, Articles, Topics int
	// Chosen and Given are the V-measures of the topics against the classes: with the number of
	// topics chosen, and with as many as there are classes, [0, 1].
	Chosen, Given float64
}

// Reaches tells whether the number chosen has 95 % of the V-measure of the number of classes.
func (s Subset) Reaches() bool { return s.Chosen >= 0.95*s.Given }

// Within tells whether there are half to twice as many topics as classes.
func (s Subset) Within() bool { return 2*s.Topics >= s.Classes && s.Topics <= 2*s.Classes }

// Subsets finds topics in count subsets of the classes of the own articles, of three classes up
// to fifteen, or three quarters of them, drawn by fixed seeds. report is given each in turn. It
// fails where there are fewer than four classes of fifty articles, and when ctx ends.
func (c *Corpus) Subsets(ctx context.Context, count int, report func(Subset)) error {
	classes, members := c.classes()
	if len(classes) <= fewestClasses {
		return fmt.Errorf("%d classes have %d articles: too few for subsets", len(classes), leastClass)
	}
	most := max(fewestClasses, min(mostClasses, len(classes)*3/4))
	for i := range count {
		size := fewestClasses + i%(most-fewestClasses+1)
		random := rand.New(rand.NewPCG(uint64(i), uint64(size)))
		truth := make(map[int]string)
		var positions []int
		for _, at := range random.Perm(len(classes))[:size] {
			for _, position := range members[classes[at]] {
				truth[position] = classes[at]
				positions = append(positions, position)
			}
		}
		slices.Sort(positions)
		chosen, err := c.find(ctx, positions, 0)
		if err != nil {
			return err
		}
		given, err := c.find(ctx, positions, size)
		if err != nil {
			return err
		}
		report(Subset{
			Classes: size, Articles: len(positions), Topics: len(chosen.topics),
			Chosen: chosen.against(positions, truth), Given: given.against(positions, truth),
		})
	}
	return nil
}

// classes names the classes that are large enough, with the positions of their originals.
func (c *Corpus) classes() ([]string, map[string][]int) {
	members := make(map[string][]int)
	for _, position := range c.own {
		if label := c.labels[c.collection.Articles[position].SourceID]; label != "" {
			members[label] = append(members[label], position)
		}
	}
	var names []string
	for name, list := range members {
		if len(list) >= leastClass {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, cmp.Compare[string])
	return names, members
}

// against is the V-measure of the topics of originals against their classes.
func (f *findings) against(positions []int, truth map[int]string) float64 {
	classes, topics := make([]string, len(positions)), make([]int, len(positions))
	for i, position := range positions {
		classes[i], topics[i] = truth[position], f.of[position]
	}
	return evaluate.CompareClusters(classes, topics).VMeasure
}
