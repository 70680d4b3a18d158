package collection

import (
	"reflect"
	"slices"
	"strconv"
	"testing"

	"leitmotif/analysis/internal/spill"
	"leitmotif/analysis/sentiment"
	"leitmotif/analysis/tfidf"
	"leitmotif/analysis/watchlist"
	"leitmotif/corpus"
	"leitmotif/corpus/boilerplate"
	"leitmotif/corpus/format"
	"leitmotif/seeds"
)

// left is what a reader leaves of one article: its document, and its counts as merging sees
// them.
type left struct {
	document   document
	rows       map[string][]tfidf.Document
	statistics map[string]*tfidf.Statistics
}

func leftOf(t *testing.T, r *reader, x record) left {
	t.Helper()
	s := shardOf(t, r, []record{x})
	if len(s.documents) != 1 {
		t.Fatalf("%d documents of one article", len(s.documents))
	}
	rows, statistics := statisticsOf([]*Shard{s})
	return left{s.documents[0], rows, statistics}
}

func shardOf(t *testing.T, r *reader, records []record) *Shard {
	t.Helper()
	s, err := r.read(t.Context(), records)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// statisticsOf takes up the counts of shards.
func statisticsOf(shards []*Shard) (rows map[string][]tfidf.Document, statistics map[string]*tfidf.Statistics) {
	rows, statistics = make(map[string][]tfidf.Document), make(map[string]*tfidf.Statistics)
	for _, s := range shards {
		for code, c := range s.counts {
			if statistics[code] == nil {
				statistics[code] = tfidf.NewStatistics()
			}
			numbers, _ := statistics[code].Add(c)
			for _, d := range c.Documents {
				d.Renumber(numbers)
			}
			rows[code] = append(rows[code], c.Documents...)
		}
	}
	return rows, statistics
}

// TestReadersForget: what a reader and all that it holds have read before (removal of what
// recurs, fingerprints, tone, counts) changes nothing of what they leave of an article, in
// either order, in shards of any size and beyond so many words that it forgets them, nor does
// what a survey has counted change the units of the next text.
func TestReadersForget(t *testing.T) {
	demo, err := format.OpenFS(seeds.Demo(), ".", format.Options{})
	if err != nil {
		t.Fatal(err)
	}
	options := Options{StopWords: seeds.StopWords()}
	tone := sentiment.Options{StopWords: options.StopWords}
	tone.Watchlist = &watchlist.List{Targets: []watchlist.Target{{Name: "Nvidia"}, {Name: "TSMC"}, {Name: "Taiwan"}}}
	scorer, err := sentiment.NewScorer(tone)
	if err != nil {
		t.Fatal(err)
	}
	for name, source := range map[string]corpus.Source{"demonstration": demo, "notices": noticed()} {
		compareReaders(t, name, source, scorer, options)
	}
}

// compareReaders reads the articles of a source each with a fresh reader, and with one for all.
func compareReaders(t *testing.T, name string, source corpus.Source, scorer *sentiment.Scorer, options Options) {
	t.Helper()
	texts, err := Survey(t.Context(), source, options, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	defer closed(t, texts)
	var records []record
	err = texts.cleaned.Take(t.Context(), func(item spill.Item[batch]) bool {
		b, err := texts.cleaned.Unpack(item)
		if err != nil {
			t.Error(err)
			return false
		}
		for _, x := range b.records {
			if x.article != nil {
				x.units = nil // nothing is passed by
				records = append(records, x)
			}
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(records) < 100 {
		t.Fatalf("%s: only %d articles to compare", name, len(records))
	}
	newOne := func() *reader { return newReader(texts.Recurring, scorer.Fork(), &options) }
	want, units := make([]left, len(records)), make([]boilerplate.Units, len(records))
	order := make([]int, len(records))
	for i, x := range records {
		order[i] = i
		want[i] = leftOf(t, newOne(), x)
		units[i] = new(boilerplate.Survey).Add(x.article.Source, x.article.Text)
	}
	for range 2 {
		one, counted := newOne(), new(boilerplate.Survey)
		for _, i := range order {
			a := records[i].article
			for n := 0; i == len(records)/2 && n <= mostWords; n++ { // so many words that all are forgotten
				one.surfaces.Number(strconv.Itoa(n))
			}
			if got := leftOf(t, one, records[i]); !reflect.DeepEqual(got, want[i]) {
				t.Errorf("%s: %s: a reader that has read others leaves\n%+v\na fresh one\n%+v", name, a.Input, got, want[i])
			}
			if !reflect.DeepEqual(counted.Add(a.Source, a.Text), units[i]) {
				t.Errorf("%s: %s: other units after others", name, a.Input)
			}
		}
		slices.Reverse(order)
	}
	var single, shards []*Shard
	for i := range records {
		single = append(single, shardOf(t, newOne(), records[i:i+1]))
	}
	one := newOne()
	for part := range slices.Chunk(records, 7) {
		shards = append(shards, shardOf(t, one, part))
	}
	rows, statistics := statisticsOf(single)
	if r, s := statisticsOf(shards); !reflect.DeepEqual(r, rows) || !reflect.DeepEqual(s, statistics) {
		t.Errorf("%s: shards of seven articles have other counts than single articles", name)
	}
}
