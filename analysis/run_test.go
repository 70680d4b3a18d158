package analysis_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"leitmotif/analysis"
	"leitmotif/analysis/evaluate"
	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/result"
	"leitmotif/analysis/watchlist"
	"leitmotif/corpus"
	"leitmotif/corpus/format"
	"leitmotif/seeds"
)

// list is a source of articles and rejects in memory.
type list []any

func (l list) Articles(context.Context) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		for _, x := range l {
			switch x := x.(type) {
			case corpus.Article:
				if !yield(&x, nil) {
					return
				}
			case error:
				if !yield(nil, x) {
					return
				}
			}
		}
	}
}

// planted makes n articles in English.
func planted(n, k int, seed uint64) (articles list, truth map[string]int) {
	return plantedIn("en", "the", n, k, seed)
}

// plantedIn makes n articles of a language on k topics. Every topic has 40 words of its own, of
// which an article holds twenty draws, among twenty words that all topics share and a function word.
func plantedIn(language, function string, n, k int, seed uint64) (articles list, truth map[string]int) {
	r := rand.New(rand.NewPCG(seed, 0))
	word := func(group string, i int) string {
		return fmt.Sprintf("%s%s", group, strings.Repeat("x", i%5)+string(rune('a'+i/5)))
	}
	truth = make(map[string]int)
	for i := range n {
		t := r.IntN(k)
		var text []string
		for range 20 {
			text = append(text, word(fmt.Sprintf("topic%c", 'a'+t), r.IntN(40)), function, word("common", r.IntN(60)))
		}
		id := fmt.Sprint(i)
		truth[language+id] = t
		articles = append(articles, corpus.Article{
			Input: corpus.Origin{File: "planted", Record: i + 1}, SourceID: language + id, Language: language,
			Title: "Article " + id, Text: strings.Join(text, " ") + ".", Source: fmt.Sprintf("outlet %d", i%3),
			Published: time.Date(2026, 9, 1+i%28, 12, 0, 0, 0, time.UTC),
		})
	}
	return articles, truth
}

func config() analysis.Config {
	cfg := analysis.Default()
	cfg.StopWords = seeds.StopWords()
	return cfg
}

func run(t *testing.T, source corpus.Source, cfg analysis.Config) *analysis.Result {
	t.Helper()
	answer, err := analysis.Run(context.Background(), source, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

func TestPlantedTopicsAreFound(t *testing.T) {
	source, truth := planted(400, 6, 1)
	for _, topics := range []int{6, 0} {
		cfg := config()
		cfg.Topics = topics
		answer := run(t, source, cfg)
		var classes, clusters []int
		for _, a := range answer.Articles {
			classes, clusters = append(classes, truth[a.SourceID]), append(clusters, a.TopicID)
		}
		if m := evaluate.CompareClusters(classes, clusters); m.ARI < 0.99 {
			t.Errorf("%d topics asked for, %d found: ARI %.3f", topics, len(answer.Topics), m.ARI)
		}
	}
}

// Everything the contract promises of a result, on a corpus with every complication.
func TestResultHoldsItsContract(t *testing.T) {
	source, _ := planted(300, 5, 2)
	source = append(source,
		corpus.Article{Input: corpus.Origin{File: "x", Record: 1}, Text: source[0].(corpus.Article).Text, Title: "A copy", Source: "elsewhere", Language: "en"},
		corpus.Article{Input: corpus.Origin{File: "x", Record: 2}, SourceID: "en7", Title: "Same id", Source: "outlet 1", Text: "Another text with the id of an earlier one, about nothing in particular.", Language: "en"},
		corpus.Article{Input: corpus.Origin{File: "x", Record: 3}, Text: "Ein einzelner Artikel auf Deutsch über den Hafen und die Schiffe, die dort liegen.", Language: "de", BadDate: "31.11.2026"},
		corpus.Article{Input: corpus.Origin{File: "x", Record: 4}, Text: "qqq www eee rrr ttt zzz", Language: "en"},
		&corpus.Reject{Input: corpus.Origin{File: "x", Record: 5}, Reason: corpus.Malformed, Detail: "broken"},
		corpus.Article{Input: corpus.Origin{File: "x", Record: 6}, Text: "   "},
	)
	answer := run(t, source, config())
	if n := answer.Counts; n.Records != 306 || n.Articles != 304 || n.Rejected != 2 || n.Duplicates != 1 || n.BadDates != 1 || n.Undated != 4 {
		t.Errorf("counts %+v", n)
	}
	if r := answer.Rejects; r[0].Reason != corpus.Malformed || r[1].Reason != corpus.NoText {
		t.Errorf("rejects %+v", r)
	}
	seen := make(map[string]bool)
	byID := make(map[string]result.Article)
	last := ""
	for _, a := range answer.Articles {
		if seen[a.ID] || a.ID <= last || len(a.ID) != 20 {
			t.Errorf("id %q after %q", a.ID, last)
		}
		seen[a.ID], last, byID[a.ID] = true, a.ID, a
		checkArticle(t, a, len(answer.Topics))
	}
	for _, a := range answer.Articles {
		if a.DuplicateOf == "" {
			continue
		}
		original := byID[a.DuplicateOf]
		if original.TopicID != a.TopicID || original.DuplicateOf != "" || original.Copies != 1 || a.StoryID != original.ID {
			t.Errorf("copy %+v of %+v", a, original)
		}
	}
	checkTopics(t, answer, byID)
}

func checkArticle(t *testing.T, a result.Article, topics int) {
	t.Helper()
	if a.IsOutlier && a.TopicID != 0 || a.TopicID > topics || a.TopicFit < 0 || a.TopicFit > 1 {
		t.Errorf("article %s: topic %d, fit %g, outlier %v", a.SourceID, a.TopicID, a.TopicFit, a.IsOutlier)
	}
	total, top := 0.0, 0.0
	for i, w := range a.Topics {
		total += w.Weight
		top = max(top, w.Weight)
		if i > 0 && a.Topics[i-1].TopicID >= w.TopicID {
			t.Errorf("article %s: topics %v do not ascend", a.SourceID, a.Topics)
		}
		if w.TopicID == a.TopicID && w.Weight != a.TopicWeight {
			t.Errorf("article %s: weight %g, listed %g", a.SourceID, a.TopicWeight, w.Weight)
		}
	}
	if total > 1+1e-9 || top != a.TopicWeight || (a.TopicID == 0) != (len(a.Topics) == 0) {
		t.Errorf("article %s: topic %d with weight %g, listed %v", a.SourceID, a.TopicID, a.TopicWeight, a.Topics)
	}
	tone := a.Tone
	if counts := tone.Counts(); (tone.Abstain == "") != (counts.N() > 0) || tone.Label != counts.Label() {
		t.Errorf("article %s: tone %+v", a.SourceID, tone)
	}
}

func checkTopics(t *testing.T, answer *analysis.Result, articles map[string]result.Article) {
	t.Helper()
	labels := make(map[string]bool)
	share := 0.0
	for i, topic := range answer.Topics {
		if topic.ID != i+1 || labels[topic.Label] || topic.Label == "" || i > 0 && answer.Topics[i-1].Stories < topic.Stories {
			t.Errorf("topic %d: %+v", i, topic)
		}
		labels[topic.Label] = true
		share += topic.Share
		if topic.Terms[0].Weight != 1 || topic.NPMI < -1 || topic.NPMI > 1 {
			t.Errorf("topic %d: terms %v, NPMI %g", topic.ID, topic.Terms, topic.NPMI)
		}
		for _, id := range topic.Representatives {
			if a, ok := articles[id]; !ok || a.TopicID != topic.ID || a.DuplicateOf != "" {
				t.Errorf("topic %d: representative %s has topic %d", topic.ID, id, a.TopicID)
			}
		}
	}
	if math.Abs(share-1) > 1e-9 {
		t.Errorf("shares of topics sum to %g", share)
	}
	for _, trend := range answer.Trends {
		if trend.Low > trend.Share || trend.High < trend.Share || trend.Stories > trend.Total {
			t.Errorf("trend %+v", trend)
		}
	}
}

func TestWorkersChangeNothing(t *testing.T) {
	source, _ := planted(700, 7, 3)
	var first *analysis.Result
	for _, workers := range []int{1, 2, 5} {
		cfg := config()
		cfg.Workers = workers
		answer := run(t, source, cfg)
		answer.Config = analysis.Config{} // holds the number of workers
		if first == nil {
			first = answer
		} else if !reflect.DeepEqual(first, answer) {
			t.Errorf("%d workers: another result", workers)
		}
	}
}

// What goes through files changes nothing, with a state and a watch list either.
func TestHeldChangesNothing(t *testing.T) {
	source, _ := planted(700, 7, 3)
	var first *analysis.Result
	for _, held := range []int{0, -1, 50_000} {
		cfg := config()
		cfg.Held, cfg.State, cfg.Scratch = held, state.Empty(), t.TempDir()+"/.x-*"
		cfg.Tone.Watchlist = &watchlist.List{Targets: []watchlist.Target{{Name: "Article"}}}
		answer := run(t, source, cfg)
		answer.Config = analysis.Config{}
		if a := answer.Articles[0]; len(a.Mentions) == 0 || a.Title == "" || a.Lead == "" {
			t.Fatalf("%d bytes held: %+v", held, a)
		}
		if first == nil {
			first = answer
		} else if !reflect.DeepEqual(first, answer) {
			t.Errorf("%d bytes held: another result", held)
		}
	}
}

func TestTooManyForMemory(t *testing.T) {
	source, _ := planted(700, 7, 3)
	cfg := config()
	cfg.Memory = analysis.LeastMemory
	if answer := run(t, source, cfg); len(answer.Articles) != 700 {
		t.Errorf("%d articles", len(answer.Articles))
	}
	var many list
	for i := range 200_000 {
		many = append(many, corpus.Article{Input: corpus.Origin{File: "many", Record: i + 1}, Text: "Port."})
	}
	if _, err := analysis.Run(t.Context(), many, cfg); !errors.Is(err, analysis.ErrMemory) || !strings.Contains(err.Error(), "200000 articles") {
		t.Errorf("error %v", err)
	}
	cfg.Memory--
	if err := cfg.Validate(); err == nil || !strings.Contains(err.Error(), "memory") {
		t.Errorf("less than the least bound: %v", err)
	}
}

// One to nineteen articles: no topics, a reason, and everything else.
func TestSmallCorpora(t *testing.T) {
	for _, n := range []int{1, 2, 19} {
		source, _ := planted(n, 2, 4)
		answer := run(t, source, config())
		if len(answer.Topics) != 0 || len(answer.Spaces) != 1 || answer.Spaces[0].Reason == "" {
			t.Errorf("%d articles: %d topics, spaces %+v", n, len(answer.Topics), answer.Spaces)
		}
		if len(answer.Articles[0].Keywords) == 0 {
			t.Errorf("%d articles: no keywords", n)
		}
	}
	source, _ := planted(20, 2, 4)
	if answer := run(t, source, config()); len(answer.Topics) == 0 {
		t.Errorf("20 articles: no topics, spaces %+v", answer.Spaces)
	}
}

func TestNoArticles(t *testing.T) {
	for name, source := range map[string]list{
		"nothing": {},
		"rejects": {&corpus.Reject{Input: corpus.Origin{File: "a.jsonl", Record: 3}, Reason: corpus.Malformed}},
	} {
		_, err := analysis.Run(context.Background(), source, config())
		if !errors.Is(err, analysis.ErrNoArticles) {
			t.Errorf("%s: %v", name, err)
		}
		if name == "rejects" && !strings.Contains(err.Error(), "a.jsonl#3") {
			t.Errorf("the error names no reject: %v", err)
		}
	}
}

// Where nothing lies in the window the error says what lies outside.
func TestEmptyWindow(t *testing.T) {
	source, _ := planted(28, 2, 5)
	undated := source[3].(corpus.Article)
	undated.Published = time.Time{}
	source[3] = undated
	source = append(source, &corpus.Reject{Input: corpus.Origin{File: "a.jsonl", Record: 3}, Reason: corpus.Malformed})
	cfg := config()
	cfg.Since = time.Date(2026, 9, 29, 0, 0, 0, 0, time.UTC)
	_, err := analysis.Run(t.Context(), source, cfg)
	if !errors.Is(err, analysis.ErrNoArticles) {
		t.Fatalf("error %v", err)
	}
	for _, part := range []string{
		"in the window from 2026-09-29T00:00:00Z: ", "27 articles lie outside", "1 have no usable date", "1 records were rejected",
	} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %q", err, part)
		}
	}
	cfg.Until = cfg.Since
	if err := cfg.Validate(); err == nil {
		t.Error("a window of no length is valid")
	}
}

// New articles alone are all of them where no state tells which are known.
func TestOnlyNewWithoutState(t *testing.T) {
	source, _ := planted(40, 2, 5)
	want := run(t, source, config())
	cfg := config()
	cfg.OnlyNew = true
	got := run(t, source, cfg)
	got.Config = want.Config
	if !reflect.DeepEqual(got, want) {
		t.Errorf("another result: %s", firstDifference(got, want))
	}
}

func TestSourceFails(t *testing.T) {
	broken := errors.New("the disk is gone")
	source, _ := planted(10, 2, 5)
	if _, err := analysis.Run(context.Background(), append(source, broken), config()); !errors.Is(err, broken) {
		t.Errorf("%v, want the source's error", err)
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	source, _ := planted(500, 2, 6)
	if _, err := analysis.Run(ctx, source, config()); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
}

func TestValidateJoinsFaults(t *testing.T) {
	cfg := analysis.Default()
	cfg.Topics, cfg.Tolerance, cfg.MaxDocumentShare = -1, 0, 2
	err := cfg.Validate()
	cfg.TopicsByLanguage, cfg.TimeZone = map[string]int{"en": 1001, "xx": 3}, "Berlin"
	err = errors.Join(err, cfg.Validate())
	for _, name := range []string{"topics must", "tolerance", "max-document-share", "topics of en", `topics of "xx"`, "not both", "time-zone"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%v does not name %s", err, name)
		}
	}
}

// Names are whole, with the function words in them, however common their parts are.
func TestTermsAreNamesAsWritten(t *testing.T) {
	source, truth := planted(200, 4, 3)
	names := []string{"the Food and Drug Administration", "the Bank of England", "weapons of mass destruction", "Ursula von der Leyen"}
	for i, x := range source {
		a := x.(corpus.Article)
		last := a.Text[strings.LastIndex(a.Text, " ")+1 : len(a.Text)-1] // no two sentences are the same
		a.Text += fmt.Sprintf(" %s saw %s in case%d.", last, names[truth[a.SourceID]], i)
		if i%4 == 0 { // parts of names that are no part of one
			a.Text += fmt.Sprintf(" In case%d, some drug, a food, their bank, her weapons.", i)
		}
		source[i] = a
	}
	cfg := config()
	cfg.Topics = 4
	terms := make(map[string]bool)
	for _, topic := range run(t, source, cfg).Topics {
		for _, term := range topic.Terms {
			terms[term.Term] = true
		}
	}
	for _, name := range names {
		if name = strings.TrimPrefix(name, "the "); !terms[name] {
			t.Errorf("no topic has the term %q: %v", name, slices.Sorted(maps.Keys(terms)))
		}
	}
}

// Two languages never share a topic, and a given number of topics is shared out.
func TestLanguagesApart(t *testing.T) {
	english, _ := planted(120, 4, 7)
	german, _ := plantedIn("de", "und", 60, 2, 8)
	cfg := config()
	cfg.Topics = 6
	answer := run(t, append(english, german...), cfg)
	count := make(map[string]int)
	for _, topic := range answer.Topics {
		count[topic.Language]++
	}
	if count["en"] != 4 || count["de"] != 2 {
		t.Errorf("topics by language %v", count)
	}
	for _, a := range answer.Articles {
		if a.TopicID != 0 && answer.Topics[a.TopicID-1].Language != a.Language {
			t.Errorf("article in %s has a topic in %s", a.Language, answer.Topics[a.TopicID-1].Language)
		}
	}
}

// A language has the topics that it would have alone, in words and articles, whether the
// number is given for it or chosen, and whatever the other one asks for.
func TestTopicsOfALanguageAreItsOwn(t *testing.T) {
	type place struct {
		terms       []result.TermWeight
		weight, fit float64
		central     []string
	}
	places := func(root string, numbers map[string]int) (articles map[string]place, topics map[string]int) {
		t.Helper()
		source, err := format.OpenFS(seeds.Demo(), root, format.Options{})
		if err != nil {
			t.Fatal(err)
		}
		cfg := config()
		cfg.TopicsByLanguage = numbers
		answer := run(t, source, cfg)
		articles, topics = make(map[string]place), make(map[string]int)
		for i := range answer.Articles {
			if a := &answer.Articles[i]; a.TopicID > 0 {
				topic := &answer.Topics[a.TopicID-1]
				articles[a.ID] = place{topic.Terms, a.TopicWeight, a.TopicFit, topic.Representatives}
			}
		}
		for i := range answer.Topics {
			topics[answer.Topics[i].Language]++
		}
		return articles, topics
	}
	for _, numbers := range []map[string]int{{"en": 6, "de": 9}, {"en": 5}, nil} {
		alone, _ := places("de", numbers)
		english, _ := places("en", numbers)
		maps.Copy(alone, english)
		together, topics := places(".", numbers)
		if len(together) < 100 || !reflect.DeepEqual(together, alone) {
			t.Errorf("%v: %d articles with a topic, which are others alone", numbers, len(together))
		}
		for code, want := range numbers {
			if topics[code] != want {
				t.Errorf("%v: %d topics in %s", numbers, topics[code], code)
			}
		}
	}
}
