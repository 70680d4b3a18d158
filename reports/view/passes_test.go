package view

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"leitmotif/analysis/telling"
	"leitmotif/reports/table"
)

// What is kept of a pass is what sorting everything would have put first: random rows with
// many ties, held against a stable sort.
func TestLeadersAreThoseOfASort(t *testing.T) {
	random := rand.New(rand.NewPCG(20261128, 14))
	for range 200 {
		var articles []table.Article
		for i := range random.IntN(40) {
			score := float64(random.IntN(5)) / 4
			articles = append(articles, table.Article{ArticleID: fmt.Sprintf("%02d", i), TopicID: 1, SentimentScore: &score})
		}
		_, s := surveyOf(t, articles, table.Topic{TopicID: 1})
		slices.SortStableFunc(articles, func(a, b table.Article) int { return cmp.Compare(*a.SentimentScore, *b.SentimentScore) })
		low, high := articles[:min(extremes, len(articles))], slices.Clone(articles[len(articles)-min(extremes, len(articles)):])
		slices.Reverse(high)
		if got, want := idsOf(s.extremes[1].lowest.list), idsOf(pointers(low)); got != want {
			t.Fatalf("lowest are %s, want %s", got, want)
		}
		if got, want := idsOf(s.extremes[1].highest.list), idsOf(pointers(high)); got != want {
			t.Fatalf("highest are %s, want %s", got, want)
		}
	}
}

func pointers(articles []table.Article) []*table.Article {
	var list []*table.Article
	for i := range articles {
		list = append(list, &articles[i])
	}
	return list
}

func idsOf(articles []*table.Article) string {
	var ids []string
	for _, a := range articles {
		ids = append(ids, a.ArticleID)
	}
	return strings.Join(ids, " ")
}

// The most telling sentences are the first of either tone in the order of the scores, each
// text once, from the lowest up and then from the highest down.
func TestTellingSentencesAreThoseOfASort(t *testing.T) {
	random := rand.New(rand.NewPCG(20261128, 15))
	for range 500 {
		var one target
		var all []table.Mention
		for i := range random.IntN(30) {
			m := mentionOf("1", "A", fmt.Sprint("text ", random.IntN(8)), float64(random.IntN(7)-3)/4, false)
			m.Alias = fmt.Sprint(i) // tells one from another
			all = append(all, m)
			one.add(&table.Article{ArticleID: "1"}, &m)
		}
		slices.SortStableFunc(all, func(a, b table.Mention) int { return cmp.Compare(*a.SentimentScore, *b.SentimentScore) })
		var want []string
		seen := make(map[string]bool)
		for _, tone := range []string{"negative", "positive"} {
			n := 0
			for _, m := range all {
				if m.Sentiment == tone && !seen[m.Text] && n < telling.MaxSentences {
					seen[m.Text] = true
					want = append(want, m.Alias)
					n++
				}
			}
			slices.Reverse(all)
		}
		var got []string
		for _, s := range one.said(make(map[string]*table.Article)) {
			got = append(got, s.Name)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("sentences %v, want %v, of %+v", got, want, all)
		}
	}
}

// Files that do not belong together are an error, not a panic.
func TestMentionWithoutItsArticle(t *testing.T) {
	set, s := surveyOf(t, []table.Article{{ArticleID: "1"}})
	set.Mentions = table.InMemory([]table.Mention{mentionOf("2", "A", "A is good.", 0.6, false)})
	if _, err := newFigures(t.Context(), set, s, newAxis(s.dates, nil)); err == nil || !strings.Contains(err.Error(), `"2"`) {
		t.Errorf("a mention in an article that is not there: %v", err)
	}
}
