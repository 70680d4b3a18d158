package analysis_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"leitmotif/analysis"
	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/result"
	"leitmotif/corpus"
)

// about makes n articles that name a person, from the given number on; no two share a sentence.
func about(person string, from, n int) list {
	_, surname, _ := strings.Cut(person, " ")
	things := []string{"harbour", "budget", "school", "bridge", "hospital", "railway", "library", "market"}
	verbs := []string{"opened", "closed", "defended", "visited", "praised", "criticised", "sold", "rebuilt"}
	var out list
	for i := from; i < from+n; i++ {
		a, b, c := things[i%8], verbs[(i/8+i)%8], things[(i+3)%8]
		out = append(out, corpus.Article{
			Input: corpus.Origin{File: "names", Record: i + 1}, SourceID: fmt.Sprintf("%s %d", person, i), Language: "en", Title: fmt.Sprintf("The %s was %s again", a, b),
			Text: fmt.Sprintf("The %s near the %s number %d was %s on Monday, said %s, the mayor. %s told reporters that the %s would cost %d million. Nobody knows whether %s was right about year %d.",
				a, c, i, b, person, surname, c, 100+i, surname, 1900+i),
			Source: fmt.Sprintf("outlet %d", i%3),
		})
	}
	return out
}

// newNames are those of an answer that are new, and all, in the order of the alphabet.
func newNames(answer *analysis.Result) (fresh, all []string) {
	for i := range answer.Names {
		if all = append(all, answer.Names[i].Name); answer.Names[i].New {
			fresh = append(fresh, answer.Names[i].Name)
		}
	}
	slices.Sort(fresh)
	slices.Sort(all)
	return fresh, all
}

// TestNewNames goes through a schedule of runs with a state: one over all articles so far, its
// repetition, and one over the new articles alone.
func TestNewNames(t *testing.T) {
	first := slices.Concat(about("Anna Berg", 0, 5), about("Peter Lindqvist", 10, 5))
	second := slices.Concat(first, about("Clara Holm", 20, 5))
	third := slices.Concat(second, about("Clara Holm", 30, 5), about("Erik Sund", 40, 5))

	answer := next(t, state.Empty(), first)
	if fresh, all := newNames(answer); len(fresh) > 0 || !slices.Equal(all, []string{"Anna Berg", "Peter Lindqvist"}) {
		t.Errorf("first run: %q of %q are new", fresh, all)
	}
	before := answer.State
	answer = next(t, before, second)
	if fresh, all := newNames(answer); !slices.Equal(fresh, []string{"Clara Holm"}) || len(all) != 3 {
		t.Errorf("second run: %q of %q are new", fresh, all)
	}
	again := next(t, answer.State, second)
	if !reflect.DeepEqual(again.Names, answer.Names) {
		t.Errorf("the repetition has other names")
	}
	answer = next(t, again.State, third, onlyNew)
	if fresh, all := newNames(answer); !slices.Equal(fresh, []string{"Erik Sund"}) || !slices.Equal(all, []string{"Clara Holm", "Erik Sund"}) {
		t.Errorf("new articles alone: %q of %q are new", fresh, all)
	}
	for i := range answer.Names {
		n := &answer.Names[i]
		if n.Kind != result.Person || n.Stories != 5 || n.Articles != 5 || n.Mentions != 15 || len(n.Outlets) != 3 {
			t.Errorf("%s: %+v", n.Name, n)
		}
	}
}

// TestNamesOnAnyNumber finds the same names on any number of goroutines, and where all that can
// goes through files.
func TestNamesOnAnyNumber(t *testing.T) {
	source := slices.Concat(about("Anna Berg", 0, 90), about("Peter Lindqvist", 100, 90))
	var want []result.Name
	for _, workers := range []int{1, 2, 4, 8} {
		for _, held := range []int{0, -1} {
			cfg := config()
			cfg.Workers, cfg.Held = workers, held
			answer, err := analysis.Run(context.Background(), source, cfg)
			if err != nil {
				t.Fatal(err)
			}
			if want == nil {
				want = answer.Names
			}
			if len(want) == 0 || !reflect.DeepEqual(answer.Names, want) {
				t.Errorf("%d goroutines, %d bytes held: %d names, want %d", workers, held, len(answer.Names), len(want))
			}
		}
	}
}
