package analysis_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"leitmotif/analysis"
	"leitmotif/analysis/evaluate"
	"leitmotif/analysis/ledger"
	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/result"
	"leitmotif/corpus"
)

// themed makes articles of one day, so many of each theme, with the words of planted.
// Articles of the same theme, day and number are the same.
func themed(day int, perTheme map[string]int) list {
	var out list
	for _, theme := range slices.Sorted(maps.Keys(perTheme)) {
		for i := range perTheme[theme] {
			out = append(out, themedArticle(theme, day, i))
		}
	}
	return out
}

func themedArticle(theme string, day, i int) corpus.Article {
	id := fmt.Sprintf("%s-%d-%d", theme, day, i)
	var seed uint64
	for _, b := range []byte(id) {
		seed = seed*131 + uint64(b)
	}
	r := rand.New(rand.NewPCG(seed, 1))
	word := func(group string, i int) string {
		return group + strings.Repeat("x", i%5) + string(rune('a'+i/5))
	}
	var text []string
	for range 20 {
		text = append(text, word("topic"+theme, r.IntN(40)), "the", word("common", r.IntN(60)))
	}
	return corpus.Article{
		Input: corpus.Origin{File: "themed", Record: i + 1}, SourceID: id, Language: "en", Title: "Article " + id,
		Text: strings.Join(text, " ") + ".", Source: fmt.Sprintf("outlet %d", i%3),
		Published: time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC).AddDate(0, 0, day),
	}
}

// themeOf tells the theme of an article of themed.
func themeOf(a *result.Article) string {
	theme, _, _ := strings.Cut(a.SourceID, "-")
	return theme
}

// next runs with the state that the run before left.
func next(t *testing.T, former *state.State, source corpus.Source, settings ...func(*analysis.Config)) *analysis.Result {
	t.Helper()
	cfg := config()
	cfg.State = former
	for _, set := range settings {
		set(&cfg)
	}
	return run(t, source, cfg)
}

func onlyNew(cfg *analysis.Config) { cfg.OnlyNew = true }

func refit(r ledger.Refit) func(*analysis.Config) {
	return func(cfg *analysis.Config) { cfg.Refit = r }
}

func overridden(o map[int]state.Override) func(*analysis.Config) {
	return func(cfg *analysis.Config) { cfg.Overrides = o }
}

// uids gives the UID of the topic that holds most articles of each theme.
func uids(answer *analysis.Result) map[string]int {
	votes := make(map[string]map[int]int)
	for i := range answer.Articles {
		a := &answer.Articles[i]
		if votes[themeOf(a)] == nil {
			votes[themeOf(a)] = make(map[int]int)
		}
		if a.TopicID > 0 {
			votes[themeOf(a)][answer.Topics[a.TopicID-1].UID]++
		}
	}
	out := make(map[string]int)
	for theme, of := range votes {
		for _, uid := range slices.Sorted(maps.Keys(of)) {
			if of[uid] > of[out[theme]] {
				out[theme] = uid
			}
		}
	}
	return out
}

func standings(answer *analysis.Result) map[int]result.Standing {
	out := make(map[int]result.Standing)
	for i := range answer.Topics {
		out[answer.Topics[i].UID] = answer.Topics[i].Standing
	}
	return out
}

// told tells whether a run announces a change of a topic.
func told(answer *analysis.Result, kind any, uid int) bool {
	return slices.ContainsFunc(answer.Changes, func(c ledger.Change) bool {
		return fmt.Sprint(c.Kind) == fmt.Sprint(kind) && c.Topic == uid
	})
}

var four = map[string]int{"a": 40, "b": 35, "c": 30, "d": 25}

func TestFirstRunWithState(t *testing.T) {
	source, truth := planted(400, 6, 1)
	cfg := config()
	answer := next(t, state.Empty(), source)
	var classes, clusters []int
	for _, a := range answer.Articles {
		classes, clusters = append(classes, truth[a.SourceID]), append(clusters, a.TopicID)
	}
	if m := evaluate.CompareClusters(classes, clusters); m.ARI < 0.99 {
		t.Errorf("%d topics: ARI %.3f", len(answer.Topics), m.ARI)
	}
	if len(answer.Changes) != 0 || answer.Counts.Fresh != 400 || answer.State.Runs != 1 || answer.State.Seen.Len() != 400 {
		t.Errorf("changes %+v, counts %+v, run %d", answer.Changes, answer.Counts, answer.State.Runs)
	}
	for i, topic := range answer.Topics {
		if topic.Standing != result.New || topic.UID < 1 || answer.State.Theme(topic.UID).Label != topic.Label {
			t.Errorf("topic %d: %+v", i, topic)
		}
	}
	if s := answer.Spaces[0]; s.FitRun != 1 || s.FitReason != "first" || s.Topics != len(answer.Topics) || s.Rank == 0 || s.Weights == 0 {
		t.Errorf("space %+v", s)
	}
	byID := make(map[string]result.Article)
	for _, a := range answer.Articles {
		byID[a.ID] = a
		checkArticle(t, a, len(answer.Topics))
	}
	checkTopics(t, answer, byID)
	if plain := run(t, source, cfg); len(plain.Topics) != len(answer.Topics) || plain.Topics[0].Label != answer.Topics[0].Label || plain.State != nil {
		t.Error("the first run finds other topics than one without a state")
	}
}

// The same articles again, in whatever order and however many workers: the same result and
// the same state.
func TestRepetition(t *testing.T) {
	source := append(themed(0, four), themed(1, four)...)
	source = append(source, &corpus.Reject{Input: corpus.Origin{File: "x", Record: 1}, Reason: corpus.Malformed})
	first := next(t, state.Empty(), source)
	second := next(t, first.State, source)
	third := next(t, second.State, source, func(cfg *analysis.Config) { cfg.Workers = 7 })
	for i, again := range []*analysis.Result{second, third} {
		if again.State != first.State {
			t.Errorf("repetition %d makes another state", i+1)
		}
		a, b := *first, *again
		a.Config, b.Config = analysis.Config{}, analysis.Config{}
		if !reflect.DeepEqual(a, b) {
			t.Errorf("repetition %d has another result", i+1)
		}
	}
	// Also where the run was not the first.
	source = append(source, themed(2, map[string]int{"a": 3, "e": 9})...)
	fourth := next(t, first.State, source)
	fifth := next(t, fourth.State, source)
	fourth.Config, fifth.Config = analysis.Config{}, analysis.Config{}
	if !reflect.DeepEqual(fourth, fifth) {
		t.Error("the repetition of a later run has another result")
	}
}

func TestFoldInKeepsTopics(t *testing.T) {
	source := themed(0, map[string]int{"a": 120, "b": 120, "c": 120, "d": 120})
	first := next(t, state.Empty(), source)
	second := next(t, first.State, append(source, themed(1, map[string]int{"a": 3, "b": 2, "c": 2, "d": 2})...), refit(ledger.RefitNever))
	if s := second.Spaces[0]; s.FitRun != 1 || second.State.Runs != 2 {
		t.Errorf("run %d, fitted in %d because %s", second.State.Runs, s.FitRun, s.FitReason)
	}
	if a, b := uids(first), uids(second); !maps.Equal(a, b) || len(second.Topics) != len(first.Topics) {
		t.Errorf("topics %v became %v", a, b)
	}
	for _, topic := range second.Topics {
		if before := first.State.Theme(topic.UID); topic.Standing != result.Same || topic.Label != before.Label {
			t.Errorf("%+v was %s", topic, before.Label)
		}
	}
	if len(second.Changes) != 0 || second.Counts.Fresh != 9 {
		t.Errorf("changes %+v, fresh %d", second.Changes, second.Counts.Fresh)
	}
	wrong := 0
	for i := range second.Articles {
		if a := &second.Articles[i]; a.TopicID == 0 || second.Topics[a.TopicID-1].UID != uids(first)[themeOf(a)] {
			wrong++
		}
	}
	if wrong > 0 {
		t.Errorf("%d articles are not with their theme", wrong)
	}
}

// A theme that begins is a topic within two runs, with a number of its own, and the others
// keep theirs.
func TestNewTheme(t *testing.T) {
	source := themed(0, four)
	answer := next(t, state.Empty(), source)
	before := uids(answer)
	largest := len(answer.State.Themes)
	for day := 1; day <= 2; day++ {
		source = append(source, themed(day, map[string]int{"a": 3, "b": 3, "e": 15})...)
		answer = next(t, answer.State, source)
		now := uids(answer)
		uid := now["e"]
		delete(now, "e")
		if !maps.Equal(now, before) {
			t.Errorf("day %d: topics %v became %v", day, before, now)
		}
		if uid > largest {
			if told(answer, ledger.TopicNew, uid) && standings(answer)[uid] == result.New {
				return
			}
			t.Fatalf("day %d: topic %d, changes %+v", day, uid, answer.Changes)
		}
	}
	t.Errorf("no topic for the new theme: %v, last fit %+v", uids(answer), answer.Spaces[0])
}

// A topic that does not hold is neither published nor told of: its articles have no clear topic.
// Once it holds again it is there as before, and is told of as new only where no run has told of it.
func TestUnclearTopicsAreNotTold(t *testing.T) {
	perTheme := map[string]int{"a": 30, "b": 30, "c": 30}
	for name, label := range map[string]bool{"told of before": true, "never told of": false} {
		first := next(t, state.Empty(), themed(1, perTheme))
		uid := uids(first)["a"]
		theme := first.State.Theme(uid)
		if theme.Unclear = true; !label {
			theme.Label = ""
		}
		second := next(t, first.State, append(themed(1, perTheme), themed(2, map[string]int{"a": 3, "b": 3, "c": 3})...), refit(ledger.RefitNever))
		if _, published := uids(second)["a"]; published || len(second.Topics) != 2 || second.Spaces[0].Topics != 2 || second.Spaces[0].Sought != 3 {
			t.Errorf("%s: topics %+v of %+v", name, second.Topics, second.Spaces[0])
		}
		unclear := 0
		for i := range second.Articles {
			if a := &second.Articles[i]; a.NoTopic == result.NoClearTopic && a.TopicID == 0 && themeOf(a) == "a" {
				unclear++
			}
		}
		if unclear != 33 || second.Spaces[0].Unclear != 33 || second.Spaces[0].Held != 66 {
			t.Errorf("%s: %d articles have no clear topic; %+v", name, unclear, second.Spaces[0])
		}
		third := next(t, second.State, append(themed(1, perTheme), themed(3, map[string]int{"a": 3, "b": 3, "c": 3})...), refit(ledger.RefitAlways))
		if got := uids(third)["a"]; got != uid {
			t.Errorf("%s: the topic is back as %d, not %d", name, got, uid)
		}
		for _, c := range second.Changes {
			t.Errorf("%s: told %+v while it is unclear", name, c)
		}
		if told(third, ledger.TopicNew, uid) == label || told(third, ledger.TopicRevived, uid) {
			t.Errorf("%s: told %+v once it is back", name, third.Changes)
		}
	}
}

// Over many runs in which themes come and go, no number ever means two themes, a theme that
// is gone is dormant, and one that comes back has its number.
func TestNumbersAreNeverReused(t *testing.T) {
	s := state.Empty()
	meaning := make(map[int]string) // theme of each UID
	numbers := make(map[string][]int)
	dormant, revived := false, false
	for day := range 12 {
		window := list{}
		for d := day; d < day+4; d++ { // a window of four days
			themes := map[string]int{"a": 12, "b": 12, "c": 12}
			if d < 6 || d >= 11 {
				themes["d"] = 12
			}
			if d >= 5 {
				themes["e"] = 12
			}
			window = append(window, themed(d, themes)...)
		}
		answer := next(t, s, window)
		for theme, uid := range uids(answer) {
			if known := meaning[uid]; known != "" && known != theme {
				t.Errorf("day %d: topic %d was %s and is %s", day, uid, known, theme)
			}
			meaning[uid] = theme
			if uid <= len(s.Themes) != (numbers[theme] != nil) || numbers[theme] != nil && !slices.Contains(numbers[theme], uid) {
				t.Errorf("day %d: theme %s was %d and is %d", day, theme, numbers[theme], uid)
			}
		}
		for i, theme := range answer.State.Themes {
			if theme.UID != i+1 || i < len(s.Themes) && (theme.First != s.Themes[i].First || theme.Language != s.Themes[i].Language) {
				t.Errorf("day %d: theme %d became %+v", day, i+1, theme)
			}
		}
		for i := range answer.Topics { // all that are of the theme, where it has more than one
			topic := &answer.Topics[i]
			for _, id := range topic.Representatives[:1] {
				at, _ := slices.BinarySearchFunc(answer.Articles, id, func(a result.Article, id string) int { return strings.Compare(a.ID, id) })
				theme := themeOf(&answer.Articles[at])
				meaning[topic.UID], numbers[theme] = theme, append(numbers[theme], topic.UID)
			}
		}
		for _, uid := range numbers["d"] {
			dormant = dormant || told(answer, ledger.TopicDormant, uid)
			revived = revived || dormant && told(answer, ledger.TopicRevived, uid)
		}
		s = answer.State
	}
	if !dormant || !revived {
		t.Errorf("the theme that goes and comes back: dormant %v, revived %v", dormant, revived)
	}
}

func TestOnlyNew(t *testing.T) {
	source := themed(0, four)
	first := next(t, state.Empty(), source, onlyNew)
	if first.Counts.Known != 0 || first.Counts.Articles != 130 {
		t.Errorf("the first run: %+v", first.Counts)
	}
	echo := themedArticle("a", 0, 7)
	original := echo.SourceID
	echo.SourceID, echo.Source = "a-echo", "another outlet"
	fresh := append(themed(1, map[string]int{"a": 4, "b": 5}), echo)
	second := next(t, first.State, append(source, fresh...), onlyNew)
	if n := second.Counts; n.Known != 130 || n.Articles != 10 || n.Records != 140 || n.Duplicates != 1 || n.Fresh != 9 {
		t.Errorf("the second run: %+v", n)
	}
	var want string
	for _, a := range first.Articles {
		if a.SourceID == original {
			want = a.ID
		}
	}
	for _, a := range second.Articles {
		if echo := a.SourceID == "a-echo"; echo && (a.DuplicateOf != want || a.StoryID != want) || !echo && a.DuplicateOf != "" {
			t.Errorf("%s is a copy of %q, of story %s; the story is %s", a.SourceID, a.DuplicateOf, a.StoryID, want)
		}
	}
	if a, b := uids(first), uids(second); a["a"] != b["a"] || a["b"] != b["b"] {
		t.Errorf("topics %v became %v", a, b)
	}
	cfg := config()
	cfg.State, cfg.OnlyNew = second.State, true
	if _, err := analysis.Run(context.Background(), append(source, fresh...), cfg); !errors.Is(err, analysis.ErrNothingNew) {
		t.Errorf("nothing new: %v", err)
	}
	// Whatever is left out before has its place in the counts.
	cfg.Since = time.Date(2026, 9, 20, 0, 0, 0, 0, time.UTC)
	answer := run(t, append(append(source, themed(3, map[string]int{"c": 2})...), themed(25, map[string]int{"c": 2})...), cfg)
	if n := answer.Counts; n.Known != 130 || n.Outside != 2 || n.Articles != 2 || n.Records != 134 {
		t.Errorf("with a window: %+v", n)
	}
}

// What analysts say holds in articles, topics and trends, and changes no state.
func TestOverridesInTheResult(t *testing.T) {
	source := append(themed(0, four), themed(9, four)...)
	first := next(t, state.Empty(), source)
	is := uids(first)
	over := map[int]state.Override{is["a"]: {Name: "Chip industry"}, is["b"]: {Hide: true}, is["c"]: {Merge: is["d"]}}
	second := next(t, first.State, source, overridden(over))
	if second.State != first.State {
		t.Error("overrides made another state")
	}
	if len(second.Topics) != len(first.Topics)-2 {
		t.Fatalf("%d topics of %d", len(second.Topics), len(first.Topics))
	}
	byID := make(map[string]result.Article)
	for _, a := range second.Articles {
		byID[a.ID] = a
		checkArticle(t, a, len(second.Topics))
		uid := 0
		if a.TopicID > 0 {
			uid = second.Topics[a.TopicID-1].UID
		}
		want := map[string]int{"a": is["a"], "b": 0, "c": is["d"], "d": is["d"]}[themeOf(&a)]
		if uid != want || a.IsOutlier {
			t.Errorf("%s is in topic %d, want %d", a.SourceID, uid, want)
		}
	}
	checkTopics(t, second, byID)
	for _, topic := range second.Topics {
		switch topic.UID {
		case is["a"]:
			if topic.Label != "Chip industry" || first.State.Theme(topic.UID).Label == topic.Label {
				t.Errorf("the name is %q", topic.Label)
			}
		case is["d"]:
			if topic.Articles != 110 {
				t.Errorf("%d articles in the merged topic", topic.Articles)
			}
		default:
			t.Errorf("topic %d is left", topic.UID)
		}
	}
	for _, trend := range second.Trends {
		if trend.TopicID < 1 || trend.TopicID > len(second.Topics) {
			t.Errorf("a trend of topic %d", trend.TopicID)
		}
	}
	cfg := config()
	cfg.State, cfg.Overrides = first.State, map[int]state.Override{len(first.State.Themes) + 1: {Hide: true}}
	if _, err := analysis.Run(context.Background(), source, cfg); err == nil || !strings.Contains(err.Error(), "no such topic") {
		t.Errorf("an override of no topic: %v", err)
	}
}

// Analysts change what a topic is called and whether it is shown, not what happens.
func TestOverridesAreNoChange(t *testing.T) {
	var window list
	for day := range 8 {
		window = append(window, themed(day, four)...)
	}
	answer := next(t, state.Empty(), window)
	is := uids(answer)
	over := overridden(map[int]state.Override{is["a"]: {Hide: true}, is["b"]: {Merge: is["c"]}, is["d"]: {Name: "Chips"}})
	for day := 8; day < 22; day++ {
		window = append(window, themed(day, four)...)
		set := refit(ledger.RefitNever)
		if day >= 16 {
			set = func(cfg *analysis.Config) { refit(ledger.RefitNever)(cfg); over(cfg) }
		}
		if answer = next(t, answer.State, window, set); len(answer.Changes) != 0 {
			t.Errorf("day %d: %+v", day, answer.Changes)
		}
	}
}

// With other stop words or tone models the articles are others, and what is measured with
// them is compared with nothing that was measured before.
func TestOtherInstruments(t *testing.T) {
	source := themed(0, four)
	answer := next(t, state.Empty(), source)
	answer = next(t, answer.State, append(source, themed(1, map[string]int{"a": 2})...), refit(ledger.RefitNever))
	if n := answer.State.History.Runs(); n != 2 {
		t.Fatalf("a history of %d runs", n)
	}
	source = append(source, themed(1, map[string]int{"a": 2})...)
	other := next(t, answer.State, source, refit(ledger.RefitNever), func(cfg *analysis.Config) {
		cfg.StopWords = maps.Clone(cfg.StopWords)
		cfg.StopWords["en"] = append(slices.Clone(cfg.StopWords["en"]), "commona")
	})
	if other.State == answer.State || other.State.Runs != 3 || other.State.History.Runs() != 0 || len(other.Changes) != 0 {
		t.Errorf("run %d, a history of %d runs, changes %+v", other.State.Runs, other.State.History.Runs(), other.Changes)
	}
	if !maps.Equal(uids(other), uids(answer)) {
		t.Errorf("topics %v became %v", uids(answer), uids(other))
	}
}

// A number of topics that was asked for is met once, and again where it changes.
func TestGivenNumberOfTopics(t *testing.T) {
	topics := func(k int) func(*analysis.Config) { return func(cfg *analysis.Config) { cfg.Topics = k } }
	source := themed(0, four)
	first := next(t, state.Empty(), source, topics(4))
	source = append(source, themed(1, map[string]int{"a": 1})...)
	second := next(t, first.State, source, topics(4))
	if len(second.Topics) != 4 || second.Spaces[0].FitRun != 1 {
		t.Errorf("%d topics, fitted in run %d", len(second.Topics), second.Spaces[0].FitRun)
	}
	third := next(t, second.State, source, topics(3))
	if len(third.Topics) != 3 || third.Spaces[0].FitRun != 3 || third.State.Runs != 3 {
		t.Errorf("%d topics, fitted in run %d", len(third.Topics), third.Spaces[0].FitRun)
	}
	// More topics than the articles can have are asked for once, not in every run.
	many := next(t, state.Empty(), source, topics(300))
	source = append(source, themed(2, map[string]int{"a": 1})...)
	if again := next(t, many.State, source, topics(300)); again.Spaces[0].FitRun != 1 {
		t.Errorf("%d topics of 300 asked for, fitted again because %s", again.Spaces[0].Topics, again.Spaces[0].FitReason)
	}
}

// A language may come later, be small, and go; its topics are nobody else's.
func TestLanguagesComeAndGo(t *testing.T) {
	english := themed(0, four)
	german, _ := plantedIn("de", "und", 60, 2, 8)
	first := next(t, state.Empty(), append(english, german[:10]...))
	if s := first.Spaces[1]; s.Language != "de" || s.Reason == "" || s.Topics != 0 || len(first.State.Spaces) != 1 {
		t.Errorf("ten articles: %+v", s)
	}
	known := len(first.State.Themes)
	second := next(t, first.State, append(english, german...))
	if len(second.State.Spaces) != 2 || second.Spaces[1].FitRun != 2 {
		t.Fatalf("spaces %+v", second.Spaces)
	}
	for _, topic := range second.Topics {
		if (topic.Language == "de") != (topic.UID > known) {
			t.Errorf("topic %+v", topic)
		}
	}
	if len(second.Changes) != 0 {
		t.Errorf("a language that begins is no change: %+v", second.Changes)
	}
	third := next(t, second.State, append(english, german[:5]...))
	for _, a := range third.Articles {
		if a.Language == "de" && (a.TopicID == 0 || third.Topics[a.TopicID-1].Language != "de") {
			t.Errorf("an article of a small number: %+v", a)
		}
	}
	fourth := next(t, third.State, english)
	fifth := next(t, fourth.State, append(english, german...))
	if len(fourth.State.Spaces) != 2 || !slices.Equal(fifth.State.Spaces[0].UIDs, second.State.Spaces[0].UIDs) || len(fifth.State.Themes) != len(second.State.Themes) {
		t.Error("a language that goes and comes back has other topics")
	}
}

// Topics that are found anew keep their number while it is plausible, and the run says so.
func TestNumberOfTopicsIsKept(t *testing.T) {
	source := themed(0, four)
	first := next(t, state.Empty(), source)
	second := next(t, first.State, append(source, themed(1, map[string]int{"a": 2})...), refit(ledger.RefitAlways))
	s := second.Spaces[0]
	if was := first.Spaces[0]; s.FitRun != 2 || s.Topics != was.Topics || s.Low == 0 || s.Low > s.Topics || s.High < s.Topics {
		t.Errorf("%d topics (%d to %d) after %d, fitted in run %d", s.Topics, s.Low, s.High, was.Topics, s.FitRun)
	}
	if !strings.HasPrefix(s.FitReason, "always; as many topics as before") {
		t.Errorf("fitted anew because: %s", s.FitReason)
	}
	third := next(t, second.State, append(source, themed(1, map[string]int{"a": 3})...))
	if kept := third.Spaces[0]; kept.Low != s.Low || kept.High != s.High {
		t.Errorf("run %d's range %d to %d became %d to %d of run %d", s.FitRun, s.Low, s.High, kept.Low, kept.High, kept.FitRun)
	}
}

// Refits and their absence.
func TestRefit(t *testing.T) {
	source := themed(0, four)
	first := next(t, state.Empty(), source)
	more := append(source, themed(1, map[string]int{"a": 20, "e": 30})...)
	for setting, want := range map[ledger.Refit]int{"": 2, ledger.RefitAuto: 2, ledger.RefitAlways: 2, ledger.RefitNever: 1} {
		answer := next(t, first.State, more, refit(setting))
		if answer.Spaces[0].FitRun != want {
			t.Errorf("refit %q: fitted in run %d, %s", setting, answer.Spaces[0].FitRun, answer.Spaces[0].FitReason)
		}
		was, is := uids(first), uids(answer)
		for theme, uid := range was {
			if is[theme] != uid {
				t.Errorf("refit %q: theme %s was %d and is %d", setting, theme, uid, is[theme])
			}
		}
	}
	// Without its spaces, the ledger alone tells the topics apart.
	bare := *first.State
	bare.Spaces, bare.Drifts, bare.Input = nil, nil, nil
	answer := next(t, &bare, source, refit(ledger.RefitAlways))
	if !maps.Equal(uids(first), uids(answer)) || len(answer.State.Themes) != len(first.State.Themes) {
		t.Errorf("topics %v became %v", uids(first), uids(answer))
	}
}

// The number of workers changes no byte of a state.
func TestWorkersChangeNoState(t *testing.T) {
	read := func(workers int) map[string]string {
		set := func(cfg *analysis.Config) { cfg.Workers = workers }
		first := next(t, state.Empty(), themed(0, four), set)
		second := next(t, first.State, append(themed(0, four), themed(1, map[string]int{"a": 9, "e": 20})...), set, onlyNew)
		return stateFiles(t, second.State)
	}
	one := read(1)
	for _, workers := range []int{2, 8} {
		if !maps.Equal(one, read(workers)) {
			t.Errorf("%d workers leave other bytes", workers)
		}
	}
}

// stateFiles gives the files that a state is kept in.
func stateFiles(t *testing.T, s *state.State) map[string]string {
	t.Helper()
	path := t.TempDir()
	d, err := state.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := d.Prepare(s, "/run"); err != nil {
		t.Fatal(err)
	}
	return readDir(t, path)
}

func readDir(t *testing.T, path string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(path)
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]string)
	for _, e := range entries {
		raw, err := os.ReadFile(filepath.Join(path, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = string(raw)
	}
	return out
}
