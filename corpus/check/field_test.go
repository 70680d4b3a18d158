package check

import (
	"context"
	"errors"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"leitmotif/corpus"
	"leitmotif/corpus/clean"
	"leitmotif/corpus/format"
)

// fieldCase is a file as desks have it, and what is right of it.
type fieldCase struct {
	file      string
	articles  int
	rejects   map[corpus.Reason]int
	title     string // of the first article
	date      string // of the same, RFC 3339 in UTC; "" is not looked at
	source    string // of the same; "" is not looked at
	url       string
	author    string
	truncated bool // every article
	repaired  bool
	has       string // in the text of every article, parts parted by "|"
	not       string // in no title or text
}

const (
	harbour = "The harbour authority in Wexcombe approved"
	council = "Der Stadtrat von Hollenbeck hat am Abend beschlossen"
	strike  = "Bei der Kaiwerk AG streiken seit Montag"
)

// fieldCases are forms and faults that users of news tools have met. Names and texts are ours.
var fieldCases = []fieldCase{
	{file: "03_semikolon_bom.csv", articles: 3, title: "T0", source: "Bote", date: "2025-03-01T00:00:00Z"},
	{file: "05_mojibake.json", articles: 3, title: "Brücke „gesperrt“", repaired: true, has: "ü", not: "Ã|â€"},
	{file: "06_newsapi.json", articles: 3, title: "Terminal approved 0", source: "Wexcombe Post", truncated: true, has: ".", not: "chars]|- Wexcombe Post"},
	{file: "07_guardian.json", articles: 3, title: "Headline 0", url: "https://g.example/0", date: "2025-03-03T13:05:00Z", has: "."},
	{file: "13_news.eml", articles: 1, title: "Newsletter: Brücke gesperrt 0", date: "2025-03-03T13:05:00Z", source: "Hollenbecker Bote", has: council, not: "=?utf-8|=C3"},
	{file: "15_sitemap.xml", articles: 1, title: "Stadtrat sperrt die alte Uferbrücke in Hollenbeck nach Gutachten", source: "Bote", url: "https://b.example/1", date: "2025-03-03T13:05:00Z", truncated: true},
	{file: "17_nitf.xml", articles: 1, title: "Terminal approved", source: "Wexcombe Post", date: "2025-03-03T13:05:00Z", has: harbour, author: "Ann Lee"},
	{file: "19_cc.warc.gz", articles: 1, title: "Brücke gesperrt", url: "https://b.example/1", date: "2025-03-03T13:05:00Z", has: council},
	{file: "23_buch.epub", articles: 1, title: "Brücke", has: council},
	{file: "25_export.xlsx", articles: 3, title: "T0"},
	{file: "27_seite.html", articles: 1, title: "Brücke in Hollenbeck gesperrt", date: "2025-03-03T14:05:00Z", truncated: true, has: council + "|Forscher der Hochschule",
		not: "Newsletter|Cookies|Jetzt weiterlesen|Foto:|Tunnelbau|Partner"},
	{file: "e12_fundus.json", articles: 1, title: "Streik", has: strike},
	{file: "e15_pretty.json", articles: 2, title: "A", date: "2025-03-03T00:00:00Z"},
	{file: "e19_es.json", articles: 2, title: "T0", source: "W"},
	{file: "e9_nan.csv", articles: 1, rejects: map[corpus.Reason]int{corpus.NoText: 1}, has: harbour, not: "NaN|nan"},
	{file: "g5_paywall.html", articles: 1, title: "Streik bei Kaiwerk spitzt sich zu", source: "Hollenbecker Bote", date: "2025-03-03T13:05:00Z",
		truncated: true, has: "streiken die Beschäftigten", not: "weiterlesen|Abo|0,99"},
	{file: "g5b_notices.jsonl", articles: 14, title: "Bericht 0", source: "Bote", truncated: true, has: "wurde gestern lange gestritten",
		not: "weiterlesen|Newsletter|dpa-infocom|Foto:|Tunnelbau|Mehr zum Thema"},
	{file: "h1_wxr.xml", articles: 1, rejects: map[corpus.Reason]int{corpus.Empty: 1}, title: "Streik", date: "2025-03-03T13:05:00Z", source: "Der Bote", has: strike, not: "[gallery|[caption|wp:"},
	{file: "h5_blocks.json", articles: 3, title: "A", has: "."},
	{file: "h6_meltwater.csv", articles: 3, truncated: true, title: "H0", source: "Wexcombe Post", url: "https://m.example/0", date: "2025-03-03T14:05:00Z", has: "."},
	{file: "h8_backslash.csv", articles: 3, title: "T0", date: "2025-03-01T00:00:00Z", has: `She said "never", then left.`, not: `\`},
	{file: "h9_crlf.csv", articles: 3, title: "T0", date: "2025-03-01T00:00:00Z"},
}

func TestFieldCases(t *testing.T) {
	files, err := filepath.Glob("testdata/field/*")
	if err != nil || len(files) != len(fieldCases) {
		t.Errorf("%d files for %d cases, %v", len(files), len(fieldCases), err)
	}
	for _, c := range fieldCases {
		t.Run(c.file, func(t *testing.T) { c.check(t) })
	}
}

func (c *fieldCase) check(t *testing.T) {
	source, err := format.Open([]string{filepath.Join("testdata/field", c.file)}, format.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var articles []corpus.Article
	rejects := make(map[corpus.Reason]int)
	for a, err := range cleaned(t.Context(), source) {
		var reject *corpus.Reject
		switch {
		case err == nil:
			articles = append(articles, *a)
		case errors.As(err, &reject):
			rejects[reject.Reason]++
			t.Log(reject)
		default:
			t.Fatal(err)
		}
	}
	if len(articles) != c.articles || !maps.Equal(rejects, c.rejects) {
		t.Fatalf("%d articles and rejects %v, want %d and %v", len(articles), rejects, c.articles, c.rejects)
	}
	c.checkFirst(t, &articles[0])
	for i := range articles {
		a := &articles[i]
		if a.Truncated != c.truncated || a.Repaired != c.repaired {
			t.Errorf("%s: truncated %v, repaired %v", a.Input, a.Truncated, a.Repaired)
		}
		for _, part := range slices.DeleteFunc(strings.Split(c.has, "|"), func(s string) bool { return s == "" }) {
			if !strings.Contains(a.Text, part) {
				t.Errorf("%s: no %q in %q", a.Input, part, a.Text)
			}
		}
		for _, part := range slices.DeleteFunc(strings.Split(c.not, "|"), func(s string) bool { return s == "" }) {
			if strings.Contains(a.Title, part) || strings.Contains(a.Text, part) {
				t.Errorf("%s: %q in %q: %q", a.Input, part, a.Title, a.Text)
			}
		}
	}
}

func (c *fieldCase) checkFirst(t *testing.T, a *corpus.Article) {
	t.Helper()
	for _, x := range []struct{ name, got, want string }{
		{"title", a.Title, c.title}, {"source", a.Source, c.source}, {"url", a.URL, c.url}, {"author", a.Author, c.author}, {"date", a.Published.Format(time.RFC3339), c.date},
	} {
		if x.want != "" && x.got != x.want {
			t.Errorf("%s %q, want %q", x.name, x.got, x.want)
		}
	}
}

// cleaned are the articles of a source as a run works on them.
func cleaned(ctx context.Context, source corpus.Source) iter.Seq2[*corpus.Article, error] {
	return func(yield func(*corpus.Article, error) bool) {
		for a, err := range source.Articles(ctx) {
			if err == nil {
				_, err = clean.Article(a)
			}
			if !yield(a, err) {
				return
			}
		}
	}
}
