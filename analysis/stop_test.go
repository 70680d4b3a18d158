package analysis_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"leitmotif/analysis"
	"leitmotif/analysis/ledger/state"
)

// asked is a context that remembers who asked whether it has ended, and that ends when it
// is asked for the last time allowed.
type asked struct {
	context.Context
	end  context.CancelFunc
	last int // 0 means that it does not end

	mutex sync.Mutex
	times int
	by    map[string]bool // functions on the stacks of those who asked; nil where nobody wants to know
}

func newAsked(last int) *asked {
	ctx, end := context.WithCancel(context.Background())
	return &asked{Context: ctx, end: end, last: last}
}

func (a *asked) Err() error {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if a.times++; a.times == a.last {
		a.end()
	}
	if a.by != nil {
		stack := make([]uintptr, 64)
		frames := runtime.CallersFrames(stack[:runtime.Callers(2, stack)])
		for {
			frame, more := frames.Next()
			a.by[strings.TrimPrefix(frame.Function, "leitmotif/")] = true
			if !more {
				break
			}
		}
	}
	return a.Context.Err()
}

// A run with a state asks in each of its stages whether it is to end.
func TestEveryStageAsksItsContext(t *testing.T) {
	ctx := newAsked(0)
	ctx.by = make(map[string]bool)
	cfg := config()
	cfg.Workers, cfg.State, cfg.OnlyNew = 1, state.Empty(), true
	english, _ := plantedIn("en", "the", 120, 3, 1)
	german, _ := plantedIn("de", "und", 60, 2, 2)
	result, err := analysis.Run(ctx, append(english, german...), cfg)
	if err != nil {
		t.Fatal(err)
	}
	cfg.State = result.State
	more, _ := plantedIn("en", "the", 220, 4, 3)
	if _, err := analysis.Run(ctx, more[120:], cfg); err != nil {
		t.Fatal(err)
	}
	for _, stage := range []string{
		"corpus/duplicate.(*Stories).Groups", "analysis/study.Groups", "analysis/study.EnterKeywords",
		"analysis/ledger.(*Book).CountFresh", "analysis/tfidf.(*Vocabulary).Frequencies", "analysis/tfidf.(*Weighting).Transform",
		"analysis/svd.(*krylov).run", "analysis/svd.(*krylov).triplets", "analysis/lsa.(*Space).Project",
		"analysis/topic.walk", "analysis/topic.nearest", "analysis/topic.varimax",
		"analysis/topic.cluster", "analysis/topic.(*Embedding).Choose", "analysis/topic.(*Embedding).consensus",
		"analysis/topic.Refine", "analysis/topic.(*resamples).clusterings", "analysis/topic.shares", "analysis/topic.(*Model).centrality",
		"analysis/topic.Map", "analysis/wording.(*Topics).candidates", "analysis/wording.choose", "analysis/wording.(*Lexicon).Describe",
		"analysis/topic.Place", "analysis/topic.(*Embedding).Resume", "analysis/topic.Train", "analysis/trend.Count",
		"analysis/wording.Link", "analysis/ledger.(*Book).Remember",
	} {
		if !ctx.by[stage] {
			t.Errorf("%s never asked whether the run is to end", stage)
		}
	}
}

// Wherever a run is told to end it does, with the error of its context. Each worker asks once
// more within what it does, and once before it would take the next.
func TestRunEndsWhereverItAsks(t *testing.T) {
	source, _ := planted(120, 3, 1)
	cfg := config()
	cfg.Workers = 2
	whole := newAsked(0)
	if _, err := analysis.Run(whole, slices.Clone(source), cfg); err != nil {
		t.Fatal(err)
	}
	const moments = 12
	for i := range moments {
		ctx := newAsked(1 + i*(whole.times-1)/moments)
		if _, err := analysis.Run(ctx, slices.Clone(source), cfg); !errors.Is(err, context.Canceled) {
			t.Errorf("told to end at look %d of %d: %v", ctx.last, whole.times, err)
		}
		if after := ctx.times - ctx.last; after > 2*cfg.Workers {
			t.Errorf("told to end at look %d of %d, the run looked %d times more", ctx.last, whole.times, after)
		}
	}
}

// With one worker every chunk of the analysis is worked on by the goroutine of the run.
func TestWorkersBoundEveryStage(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	source, _ := planted(1100, 4, 1) // more than a chunk
	cfg := config()
	cfg.Workers, cfg.Topics = 1, 4
	ctx := newAsked(0)
	ctx.by = make(map[string]bool)
	if _, err := analysis.Run(ctx, source, cfg); err != nil {
		t.Fatal(err)
	}
	for name := range ctx.by {
		if strings.Contains(name, "errgroup") {
			t.Fatalf("with one worker a chunk runs in a goroutine of its own: %s", name)
		}
	}
	if !ctx.by["analysis/topic.walk"] || !ctx.by["analysis/tfidf.(*Weighting).Transform"] {
		t.Error("the stages that this is about were not seen")
	}
}
