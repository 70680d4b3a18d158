package sentiment

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"leitmotif/analysis/internal/parallel"
	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/watchlist"
	"leitmotif/corpus"
	"leitmotif/corpus/format"
	"leitmotif/seeds"
)

// fresh gives a scorer of the same models and targets that has read nothing.
func fresh(s *Scorer) *Scorer {
	out := s.Fork()
	for language, r := range out.languages {
		out.languages[language] = newReading(newFormStore(r.model), r.empty)
	}
	return out
}

// scored is everything that a scorer says of an article. JSON tells every two numbers apart,
// 0 and -0 among them.
func scored(t testing.TB, s *Scorer, language, title, text string) []byte {
	t.Helper()
	score := scoreText(s, language, title, text)
	out, err := json.Marshal(struct {
		Score     Score
		Explained []Driver
	}{score, s.Explain(language)})
	if err != nil {
		t.Error(err)
	}
	return out
}

// sample reads every step-th article of a source.
func sample(t *testing.T, source corpus.Source, step int) (out []*corpus.Article) {
	t.Helper()
	n := 0
	for a, err := range source.Articles(t.Context()) {
		var reject *corpus.Reject
		if err != nil && !errors.As(err, &reject) {
			t.Fatal(err)
		}
		if err == nil && n%step == 0 {
			out = append(out, a)
		}
		n++
	}
	return out
}

// TestFreshScorers: what a scorer has read changes no bit of what it says of the next
// article, with targets and without: in the order of a corpus, in the opposite one, beyond so many words that it forgets them, and where
// it has just met all words of the article in other forms, as happens to a rare few.
func TestFreshScorers(t *testing.T) {
	list := &watchlist.List{Targets: []watchlist.Target{
		{Name: "Nvidia"}, {Name: "Taiwan"}, {Name: "OpenAI"}, {Name: "Merkel", Aliases: []string{"Angela Merkel", "Kanzlerin"}}, {Name: "Berlin"},
		{Name: "NASA"}, {Name: "Clinton", Aliases: []string{"Bill Clinton"}}, {Name: "Israel"}, {Name: "IBM"}, {Name: "USA"},
	}}
	var scorers []*Scorer
	for _, watched := range []*watchlist.List{nil, list} {
		s, err := NewScorer(Options{StopWords: seeds.StopWords(), Watchlist: watched})
		if err != nil {
			t.Fatal(err)
		}
		scorers = append(scorers, s)
	}
	source, err := format.OpenFS(seeds.Demo(), ".", format.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Run("demonstration", func(t *testing.T) { compareFresh(t, scorers, sample(t, source, 1), "de", "en") })
	for _, x := range []struct {
		name, language string
		step           int
	}{{"20newsgroups", "en", 150}, {"10kgnad_test", "de", 8}, {"fang_covid_de", "de", 100}} {
		t.Run(x.name, func(t *testing.T) {
			compareFresh(t, scorers, sample(t, evaluationCorpus(t, x.name), x.step), x.language)
		})
	}
}

// evaluationCorpus opens a corpus of the evaluation data, or skips where it is absent.
func evaluationCorpus(t *testing.T, name string) corpus.Source {
	t.Helper()
	directory := os.Getenv("LEITMOTIF_DATA")
	if directory == "" {
		directory = filepath.Join("..", "..", "..", "shared", "data")
	}
	source, err := format.Open([]string{filepath.Join(directory, name+".jsonl.gz")}, format.Options{})
	if err != nil {
		t.Skipf("no evaluation data: %v", err)
	}
	return source
}

// compareFresh scores every article as one of each of the languages, with a fresh scorer and
// with one for all.
func compareFresh(t *testing.T, scorers []*Scorer, articles []*corpus.Article, languages ...string) {
	t.Helper()
	if len(articles) < 50 {
		t.Fatalf("only %d articles to compare", len(articles))
	}
	for _, original := range scorers {
		for _, language := range languages {
			score := func(s *Scorer, a *corpus.Article) []byte { return scored(t, s, language, a.Title, a.Text) }
			want := make([][]byte, len(articles))
			parallel.Brief(len(articles), 8, 0, func(_, lo, hi int) {
				for i := lo; i < hi; i++ {
					want[i] = score(fresh(original), articles[i])
				}
			})
			order := make([]int, len(articles))
			for i := range order {
				order[i] = i
			}
			for round := range 3 {
				one := fresh(original)
				for _, i := range order {
					for n := 0; i == len(articles)/2 && n <= maxForms; n++ { // so many words that all are forgotten
						one.surfaces.Number(strconv.Itoa(n))
					}
					if round == 2 && i%5 == 0 { // a fifth will do
						disguised := possessives(articles[i].Text)
						one.Article(language, "", nil, disguised, tokenize.Append(nil, disguised))
					}
					if got := score(one, articles[i]); !bytes.Equal(got, want[i]) {
						t.Fatalf("%s, round %d: a scorer that has read others says\n%s\na fresh one\n%s", articles[i].Input, round, got, want[i])
					}
				}
				slices.Reverse(order)
			}
		}
	}
}

// possessives gives the words of a text in other forms of the same terms.
func possessives(text string) string {
	var out strings.Builder
	for _, token := range tokenize.Append(nil, text) {
		out.WriteString(strings.ToUpper(token.Text(text)) + "’s ")
	}
	return out.String()
}

// TestStopWordsAreTerms: a stop word is none of the drivers in any form of its term, whichever
// of them the scorer met first.
func TestStopWordsAreTerms(t *testing.T) {
	texts := []string{"The good day was bad.", "The Good’s day was a bad day.", "The GOOD day was a bad, bad market."}
	for first := range texts {
		s := exampleScorer(t, exampleModel(), "")
		s.languages["en"].empty = map[string]bool{"good": true}
		for i := range texts {
			text := texts[(first+i)%len(texts)]
			score := s.Article("en", "", nil, text, tokenize.Append(nil, text))
			if len(score.Drivers) != 1 || score.Drivers[0].Term != "bad" {
				t.Errorf("%q, after %d others: drivers %v, want bad alone", text, i, score.Drivers)
			}
		}
	}
}
