package analysis_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"leitmotif/analysis"
	"leitmotif/analysis/result"
	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/watchlist"
	"leitmotif/corpus"
)

// watched are articles about two names. What they say of them is plain; one sentence speaks well
// of one and ill of the other, one stands in two articles, and one article is in German.
var watched = list{
	watchedArticle(1, "en", "Kaiwerk misled its customers for years", "The regulator accused Kaiwerk of fraud and called its conduct shameful. The ferry to the island sails on Monday and on Thursday."),
	watchedArticle(2, "en", "Prize for harbour pilot", "Inga Petersen won the award for her outstanding and courageous rescue of the crew. The ceremony takes place in the town hall."),
	watchedArticle(3, "en", "Harbour dispute before the court", "The judges praised Inga Petersen as an honest and brilliant witness. The hearing goes on next week."),
	watchedArticle(4, "en", "Notes from the quay", "The offices of Kaiwerk are on the second floor of the building. The library of the town opens at nine."),
	watchedArticle(5, "en", "Harbour news of the week", "The regulator accused Kaiwerk of fraud and called its conduct shameful. A new crane is to come in spring."),
	watchedArticle(6, "de", "Nachrichten aus dem Hafen", "Die Aufsicht wirft Kaiwerk Betrug vor und nennt das Verhalten schändlich. Die Fähre zur Insel fährt am Montag und am Donnerstag."),
}

func watchedArticle(number int, language, title, text string) corpus.Article {
	return corpus.Article{
		Input: corpus.Origin{File: "watched", Record: number}, SourceID: fmt.Sprint(number), Language: language, Title: title, Text: text,
	}
}

// runWatched runs over watched, and gives the result and what was read deeply.
func runWatched(t *testing.T, depth sentiment.Depth, workers int) (*analysis.Result, sentiment.DeepReading) {
	t.Helper()
	cfg := analysis.Default()
	cfg.Depth, cfg.Workers = depth, workers
	cfg.Tone.Watchlist = &watchlist.List{Targets: []watchlist.Target{{Name: "Kaiwerk"}, {Name: "Inga Petersen"}}}
	var read sentiment.DeepReading
	cfg.ReadDeeply = func(r sentiment.DeepReading) { read = r }
	found, err := analysis.Run(context.Background(), watched, cfg)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(found.Articles, func(a, b result.Article) int { return a.Input.Record - b.Input.Record })
	found.Config = analysis.Config{} // holds functions
	return found, read
}

// The encoder reads the six mentions in English, one of which stands in two articles, so once;
// with depth deep the fifteen sentences of these articles as well, of which two are twins. In
// German it reads nothing.
func TestDepths(t *testing.T) {
	sentences := map[sentiment.Depth]int{sentiment.Fast: 0, sentiment.Auto: 5, sentiment.Deep: 5 + 14}
	for depth, want := range sentences {
		if _, read := runWatched(t, depth, 1); read.Sentences != want {
			t.Errorf("%s: %d sentences read deeply, want %d", depth, read.Sentences, want)
		}
	}
}

// What the encoder calls each mention, in the order of articles.
func TestDeepLabels(t *testing.T) {
	res, _ := runWatched(t, sentiment.Auto, 1)
	var got []string
	for i := range res.Articles {
		for _, m := range res.Articles[i].Mentions {
			got = append(got, fmt.Sprintf("%d %s %s %v", res.Articles[i].Input.Record, m.Target, m.Label, len(m.Drivers) > 0))
		}
	}
	want := []string{
		"1 Kaiwerk negative true", "1 Kaiwerk negative true", "2 Inga Petersen positive true", "3 Inga Petersen positive true",
		"4 Kaiwerk neutral false", "5 Kaiwerk negative false", "6 Kaiwerk negative false",
	}
	if !slices.Equal(got, want) {
		t.Errorf("mentions\n%q, want\n%q", got, want)
	}
	if en, de := res.Tone.Name("en", true), res.Tone.Name("de", true); en == res.Tone.Name("en", false) || en == "" || de != "" || res.Tone.Name("de", false) == "" {
		t.Errorf("models %q and %q of %+v", en, de, res.Tone.Models)
	}
}

// Depth fast is what the linear models say, and leaves the tone of articles to them where it is auto.
func TestDepthsOfArticles(t *testing.T) {
	fast, _ := runWatched(t, sentiment.Fast, 1)
	auto, _ := runWatched(t, sentiment.Auto, 1)
	deep, _ := runWatched(t, sentiment.Deep, 1)
	for i := range fast.Articles {
		f, a, d := &fast.Articles[i], &auto.Articles[i], &deep.Articles[i]
		if !reflect.DeepEqual(f.Tone, a.Tone) {
			t.Errorf("article %d: tone %+v with auto, %+v with fast", i+1, a.Tone, f.Tone)
		}
		if english := f.Language == "en"; english == reflect.DeepEqual(f.Tone, d.Tone) || english != (d.Tone.Drivers == nil) {
			t.Errorf("article %d: tone %+v with deep, %+v with fast", i+1, d.Tone, f.Tone)
		}
		for j := range f.Mentions {
			if english := f.Language == "en"; english == (f.Mentions[j].Negative == a.Mentions[j].Negative) || f.Mentions[j].Drivers != nil {
				t.Errorf("article %d: %+v with auto, %+v with fast", i+1, a.Mentions[j], f.Mentions[j])
			}
			if !reflect.DeepEqual(a.Mentions[j], d.Mentions[j]) {
				t.Errorf("article %d: %+v with auto, %+v with deep", i+1, a.Mentions[j], d.Mentions[j])
			}
		}
	}
}

func TestWorkersChangeNothingDeep(t *testing.T) {
	one, read := runWatched(t, sentiment.Deep, 1)
	four, again := runWatched(t, sentiment.Deep, 4)
	if !reflect.DeepEqual(one, four) || read.Sentences != again.Sentences {
		t.Errorf("%+v on one worker, %+v on four", one, four)
	}
}
