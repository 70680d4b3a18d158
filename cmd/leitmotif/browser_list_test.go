//go:build browser

package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"leitmotif/analysis/result"
	"leitmotif/reports/table"
)

// filters says for every field of the form what an option of it chooses. A field that is
// not here fails the test.
var filters = map[string]func(a *table.Article, value string) bool{
	"t": func(a *table.Article, value string) bool { return fmt.Sprint(a.TopicID) == value },
	"n": func(a *table.Article, value string) bool {
		return a.Sentiment == value || value == "-" && a.Sentiment == ""
	},
	"o": func(a *table.Article, value string) bool { return a.Source == value },
	"l": func(a *table.Article, value string) bool { return a.Language == value },
	"from": func(a *table.Article, value string) bool {
		return !a.PublishedAt.IsZero() && day(a).Format(time.DateOnly) >= value
	},
	"until": func(a *table.Article, value string) bool {
		return !a.PublishedAt.IsZero() && day(a).Format(time.DateOnly) <= value
	},
}

// others are fields of the form that do not filter by a column; TestBrowserNames has w.
var others = []string{"q", "s", "w"}

// control is a field of the form. Those of dates get some days of the data as options.
type control struct {
	Name, Kind string
	Options    []string
}

// days are the first, the last and a middle day of the articles, and one before and after all.
func days(all []*table.Article) []string {
	var dated []time.Time
	for _, a := range all {
		if !a.PublishedAt.IsZero() {
			dated = append(dated, day(a))
		}
	}
	slices.SortFunc(dated, time.Time.Compare)
	first, middle, last := dated[0], dated[len(dated)/2], dated[len(dated)-1]
	var list []string
	for _, at := range []time.Time{middle, first, last, first.AddDate(0, 0, -1), last.AddDate(0, 0, 1)} {
		list = append(list, at.Format(time.DateOnly))
	}
	return list
}

// chosen gives the ids of the articles in the list after the fields are set, page by
// page, each with its row on the screen.
func chosen(t *testing.T, p *tab, fields map[string]string) []string {
	t.Helper()
	var set strings.Builder
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		fmt.Fprintf(&set, "change(%q, %q);", name, fields[name])
	}
	return inTab[[]string](t, p, `(async () => {
		const form = document.getElementById("filter"), pages = document.getElementById("pages"), ids = [];
		const drawn = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 20)));
		const change = (name, value) => {
			const field = form.elements[name];
			field.value = value;
			if (field.value !== value) throw new Error(name + " does not take " + value);
			field.dispatchEvent(new Event("input", {bubbles: true}));
			field.dispatchEvent(new Event("change", {bubbles: true}));
		};
		form.querySelector("[type=reset]").click();
		await drawn();
		`+set.String()+`
		await drawn();
		for (;;) {
			for (const row of document.querySelectorAll("#list tbody tr")) {
				if (row.id.startsWith("a-") && row.offsetHeight > 0) ids.push(row.id.slice(2));
			}
			const next = pages.querySelector("[data-step='1']");
			if (pages.offsetHeight === 0 || next.disabled) return ids;
			next.click();
			await drawn();
		}
	})()`)
}

// same fails unless the list shows the articles that are wanted, each once.
func same(t *testing.T, what string, got []string, want func(a *table.Article) bool, all []*table.Article) {
	t.Helper()
	var ids []string
	for _, a := range all {
		if want(a) {
			ids = append(ids, a.ArticleID)
		}
	}
	slices.Sort(ids)
	got = slices.Sorted(slices.Values(got))
	if !slices.Equal(got, ids) {
		t.Errorf("%s: the list shows %d articles, the data have %d", what, len(got), len(ids))
	}
}

// inPage gives the articles that the page holds.
func inPage(t *testing.T, r report) []*table.Article {
	t.Helper()
	p := openTab(t, r, view{width: 1280, height: 900, bare: true})
	ids := inTab[[]string](t, p, `[...document.querySelectorAll("#list tbody tr[id]")].map(e => e.id.slice(2))`)
	byID := make(map[string]*table.Article)
	for i := range r.set.Articles {
		byID[r.set.Articles[i].ArticleID] = &r.set.Articles[i]
	}
	var all []*table.Article
	for _, id := range ids {
		if byID[id] == nil {
			t.Fatalf("the page lists %q, the data do not know it", id)
		}
		all = append(all, byID[id])
	}
	return all
}

// reportsToFilter are the demonstration, all of it in the page, and a part of the large corpus.
func reportsToFilter(t *testing.T) []report {
	all := demoReports()
	for _, r := range all {
		if n := len(inPage(t, r)); n != len(r.set.Articles) {
			t.Errorf("%s lists %d of %d articles", r.name, n, len(r.set.Articles))
		}
	}
	return all
}

// Every option of every filter chooses what the data say, alone and beside another.
func TestBrowserFilters(t *testing.T) {
	for _, r := range reportsToFilter(t) {
		checkFilters(t, r, 100)
	}
}

func TestBrowserFiltersOfManyArticles(t *testing.T) { checkFilters(t, large(t), 4) }

// checkFilters tries at most so many options of every filter.
func checkFilters(t *testing.T, r report, most int) {
	t.Helper()
	all := inPage(t, r)
	p := openTab(t, r, desk)
	controls := inTab[[]control](t, p, `[...document.getElementById("filter").elements].filter(f => f.name).map(f => (
		{name: f.name, kind: f.type, options: f.options ? [...f.options].map(o => o.value).filter(Boolean) : []}))`)
	same(t, r.name, chosen(t, p, nil), func(*table.Article) bool { return true }, all)
	for i := range controls {
		if controls[i].Kind == "date" {
			controls[i].Options = days(all)
		}
	}
	for i, c := range controls {
		fits, known := filters[c.Name]
		if !known {
			if !slices.Contains(others, c.Name) {
				t.Errorf("the form has a field %s (%s) that this test does not know", c.Name, c.Kind)
			}
			continue
		}
		checkOptions(t, r, all, c)
		for n, value := range c.Options[:min(most, len(c.Options))] {
			same(t, fmt.Sprintf("%s, %s = %s", r.name, c.Name, value), chosen(t, p, map[string]string{c.Name: value}),
				func(a *table.Article) bool { return fits(a, value) }, all)
			// Beside an option of the next filter, another each time.
			beside := controls[(i+1)%len(controls)]
			if other, ok := filters[beside.Name]; ok && n < min(4, most/4) {
				second := beside.Options[n%len(beside.Options)]
				same(t, fmt.Sprintf("%s, %s = %s and %s = %s", r.name, c.Name, value, beside.Name, second),
					chosen(t, p, map[string]string{c.Name: value, beside.Name: second}),
					func(a *table.Article) bool { return fits(a, value) && other(a, second) }, all)
			}
		}
	}
}

// checkOptions fails where an article of the page can be chosen by no option, unless it
// lacks what the filter asks for.
func checkOptions(t *testing.T, r report, all []*table.Article, c control) {
	t.Helper()
	for _, a := range all {
		absent := c.Name == "o" && a.Source == "" || c.Name == "l" && a.Language == "" || c.Kind == "date" && a.PublishedAt.IsZero()
		if !absent && !slices.ContainsFunc(c.Options, func(value string) bool { return filters[c.Name](a, value) }) {
			t.Errorf("%s: no option of %s chooses article %s", r.name, c.Name, a.ArticleID)
		}
	}
}

// fold makes a text as the search compares it: lower case, without accents.
func fold(text string) string {
	folded, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn))), text)
	if err != nil {
		return text
	}
	return strings.ToLower(folded)
}

// The search finds every article with the words in its title, and none without them.
func TestBrowserSearch(t *testing.T) {
	for _, r := range reportsToFilter(t) {
		all := inPage(t, r)
		p := openTab(t, r, desk)
		exact := 0
		for _, query := range queries(all) {
			words := strings.Fields(fold(query))
			contains := func(text string) bool {
				return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(fold(text), w) })
			}
			got := chosen(t, p, map[string]string{"q": query})
			must, found := 0, 0
			for _, a := range all {
				shown := slices.Contains(got, a.ArticleID)
				if contains(a.Title) {
					must++
					if shown {
						found++
					}
				}
				if shown && !contains(everything(a)) {
					t.Errorf("%s: the search for %q shows article %s, which has no such words", r.name, query, a.ArticleID)
				}
			}
			if found != must {
				t.Errorf("%s: the search for %q shows %d of %d articles with such titles", r.name, query, found, must)
			}
			if must == len(got) {
				exact++
			}
		}
		if exact == 0 {
			t.Errorf("%s: no query was narrow enough to be told exactly", r.name)
		}
		if none := chosen(t, p, map[string]string{"q": "qxqx zyzy"}); len(none) != 0 {
			t.Errorf("%s: the search for nonsense shows %d articles", r.name, len(none))
		}
		if status := inTab[string](t, p, `document.getElementById("status").textContent.trim()`); status == "" {
			t.Errorf("%s: nothing says that nothing was found", r.name)
		}
	}
}

// queries are the longest words of some titles, in capitals, half of them and pairs too.
func queries(all []*table.Article) []string {
	var list []string
	for i := 0; i < len(all); i += max(1, len(all)/8) {
		words := strings.FieldsFunc(all[i].Title, func(r rune) bool { return !unicode.IsLetter(r) })
		if len(words) < 2 {
			continue
		}
		slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
		list = append(list, strings.ToUpper(words[0]), words[0][:len(words[0])/2], words[1]+"  "+words[0])
	}
	return list
}

// everything is all the text that an article can show.
func everything(a *table.Article) string {
	parts := append([]string{a.Title, a.Lead, a.Source, a.TopicLabel}, a.Keywords...)
	for _, d := range a.SentimentDrivers {
		parts = append(parts, d.Term)
	}
	return strings.Join(parts, " ")
}

// Every order of the list is one of the data, with what is absent last.
func TestBrowserSort(t *testing.T) {
	newest := func(a, b *table.Article) bool { return !day(b).After(day(a)) }
	follows := map[string]func(a, b *table.Article) bool{
		"new": newest,
		"old": func(a, b *table.Article) bool {
			return b.PublishedAt.IsZero() || !a.PublishedAt.IsZero() && !day(b).Before(day(a))
		},
		"neg": func(a, b *table.Article) bool { return ordered(a, b, 1) },
		"pos": func(a, b *table.Article) bool { return ordered(a, b, -1) },
	}
	for _, r := range demoReports() {
		byID := make(map[string]*table.Article)
		for _, a := range inPage(t, r) {
			byID[a.ArticleID] = a
		}
		p := openTab(t, r, desk)
		options := inTab[[]string](t, p, `[...document.getElementById("filter").elements.s.options].map(o => o.value)`)
		for _, order := range options {
			may, known := follows[order]
			if !known {
				t.Errorf("the list has an order %q that this test does not know", order)
				continue
			}
			ids := chosen(t, p, map[string]string{"s": order})
			if len(ids) != len(byID) {
				t.Errorf("%s, order %s: %d of %d articles", r.name, order, len(ids), len(byID))
			}
			for i := 1; i < len(ids); i++ {
				if !may(byID[ids[i-1]], byID[ids[i]]) {
					t.Errorf("%s, order %s: article %s comes before %s", r.name, order, ids[i-1], ids[i])
				}
			}
		}
	}
}

func day(a *table.Article) time.Time { return a.PublishedAt.Truncate(24 * time.Hour) }

// ordered tells whether b may come after a where scores ascend, times direction. The page
// holds scores to four digits.
func ordered(a, b *table.Article, direction float64) bool {
	if a.SentimentScore == nil || b.SentimentScore == nil {
		return b.SentimentScore == nil
	}
	return direction*(*b.SentimentScore-*a.SentimentScore) > -1e-4
}

// A name of the page leads to the articles in the list that give it; so does the filter.
func TestBrowserNames(t *testing.T) {
	r := demoReports()[0]
	all := inPage(t, r)
	given := make(map[string]bool) // by name_id and article
	for n, err := range r.set.ArticleNames {
		if err != nil {
			t.Fatal(err)
		}
		given[n.NameID+n.ArticleID] = true
	}
	p := openTab(t, r, desk)
	links := inTab[[]struct{ Number, Name, Kind string }](t, p, `[...document.querySelectorAll("#names [data-name]")].map(a => (
		{number: a.dataset.name, name: a.textContent, kind: a.closest(".names > div").querySelector("h3").textContent}))`)
	if len(links) == 0 {
		t.Fatal("no name leads to articles")
	}
	kinds := map[string]string{"Persons": result.Person, "Organisations": result.Organisation, "Places": result.Place}
	for _, link := range links[:min(8, len(links))] {
		at := slices.IndexFunc(r.set.Names, func(n table.Name) bool { return n.Name == link.Name && n.Kind == kinds[link.Kind] })
		if at < 0 {
			t.Fatalf("the data have no name %+v", link)
		}
		same(t, link.Name, chosen(t, p, map[string]string{"w": link.Number}),
			func(a *table.Article) bool { return given[r.set.Names[at].NameID+a.ArticleID] }, all)
		picked := inTab[string](t, p, fmt.Sprintf(`(async () => {
			document.querySelector("[data-name='%s']").click();
			await new Promise(done => setTimeout(done, 50));
			return document.getElementById("filter").elements.w.value;
		})()`, link.Number))
		if picked != link.Number {
			t.Errorf("the link of %s chooses %q", link.Name, picked)
		}
	}
}

// A link to all articles of a topic chooses them in the list; one to an article shows its row.
func TestBrowserLinks(t *testing.T) {
	r := demoReports()[0]
	all := inPage(t, r)
	p := openTab(t, r, desk)
	for _, topic := range r.set.Topics[:3] {
		picked := inTab[string](t, p, fmt.Sprintf(`(async () => {
			document.querySelector("[data-topic='%d']").click();
			await new Promise(done => setTimeout(done, 50));
			return document.getElementById("filter").elements.t.value;
		})()`, topic.TopicID))
		if picked != fmt.Sprint(topic.TopicID) {
			t.Errorf("the link of topic %d chooses %q", topic.TopicID, picked)
		}
	}
	oldest := all[len(all)-1].ArticleID
	shown := inTab[bool](t, p, fmt.Sprintf(`(async () => {
		location.hash = "a-%s";
		await new Promise(done => setTimeout(done, 200));
		const box = document.getElementById("a-%[1]s")?.getBoundingClientRect();
		return !!box && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
	})()`, oldest))
	if !shown {
		t.Errorf("the address of article %s does not show it", oldest)
	}
}
