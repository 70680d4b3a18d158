package reports

import (
	"bytes"
	"strings"
	"testing"

	"leitmotif/analysis/result"
	"leitmotif/analysis/watchlist"
	"leitmotif/reports/page"
	"leitmotif/reports/table"
)

// shownNames are the names of a page.
func shownNames(v *page.View) []page.Name {
	var all []page.Name
	for _, k := range v.Names.Kinds {
		all = append(append(all, k.First...), k.More...)
	}
	return all
}

// TestEntriesWatch copies the lines that the page gives for names into one watch list, which is
// read as the names and the aliases that are, nine times of ten, no other name's.
func TestEntriesWatch(t *testing.T) {
	res := fixture(200)
	for i, name := range []string{`Say "no"`, "- 3: [x]", "Null", "#1, {a}", `Back\slash`, "O’Hara & Söhne", "true"} {
		res.Names[i].Name, res.Names[i].Forms = name, []result.NameForm{{Text: name, Mentions: 9}, {Text: "Mr " + name, Mentions: 5}, {Text: "It: " + name[:2], Mentions: 1}}
	}
	res.Names[7].Forms = append(res.Names[7].Forms, result.NameForm{Text: "Shared", Mentions: 9})
	res.Names[8].Forms = append(res.Names[8].Forms, result.NameForm{Text: "Shared", Mentions: 9})
	res.Names[9].Forms = append(res.Names[9].Forms, result.NameForm{Text: "Mostly", Mentions: 90})
	res.Names[10].Forms = append(res.Names[10].Forms, result.NameForm{Text: "Mostly", Mentions: 1})
	v := viewOf(res)
	var lines []string
	mostly := 0
	for i := range res.Names {
		if n := &res.Names[i]; n.Kind == result.Person {
			n.Forms = append(n.Forms, result.NameForm{Text: strings.Fields(n.Name)[0], Mentions: 9})
		}
	}
	want := make(map[string]bool)
	for _, n := range shownNames(v) {
		if strings.Contains(n.Entry, "\n") || n.Entry == "" {
			t.Errorf("the entry of %s is no line: %q", n.Name, n.Entry)
		}
		lines, want[n.Name] = append(lines, n.Entry), true
	}
	list, err := watchlist.Parse([]byte(strings.Join(lines, "\n") + "\n"))
	if err != nil {
		t.Fatalf("%v in\n%s", err, strings.Join(lines, "\n"))
	}
	if len(list.Targets) != len(want) {
		t.Errorf("%d targets of %d names", len(list.Targets), len(want))
	}
	for _, target := range list.Targets {
		if !want[target.Name] {
			t.Errorf("a target %q that is no name", target.Name)
		}
		for _, alias := range target.Aliases {
			if alias == "Mostly" {
				mostly++
				continue
			}
			if alias != "It: "+target.Name[:2] && alias != "Petersen" {
				t.Errorf("%q is watched as %q", target.Name, alias)
			}
		}
	}
	if mostly != 1 {
		t.Errorf("a form that is one name's nine times of ten is an alias of %d names", mostly)
	}
}

// TestNamesOfArticles counts the listed articles of each name: the page marks them all.
func TestNamesOfArticles(t *testing.T) {
	res := fixture(200)
	v := viewOf(res)
	given := make(map[string]int)
	for i := range res.Articles {
		for _, n := range res.Articles[i].Names {
			given[res.Names[n.Name].Name]++
		}
	}
	if len(v.List.Articles) != len(res.Articles) {
		t.Fatalf("%d of %d articles are listed", len(v.List.Articles), len(res.Articles))
	}
	marked := make(map[int]int)
	for _, a := range v.List.Articles {
		for _, number := range a.Names {
			marked[number]++
		}
	}
	for _, n := range shownNames(v) {
		if n.Listed != given[n.Name] || marked[n.Number] != n.Listed {
			t.Errorf("%s: %d articles give it, the page says %d and marks %d", n.Name, given[n.Name], n.Listed, marked[n.Number])
		}
	}
}

// TestNewNames marks new names in their list and tells of them first among the changes; without
// earlier runs to compare with it does neither.
func TestNewNames(t *testing.T) {
	set, m := table.New(fixture(60)), &manifestOf(fixture(60)).Facts
	page := func() string {
		var b bytes.Buffer
		if _, err := writePage(t.Context(), &b, set, m); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	m.State = &State{Run: 2, Fresh: 12}
	if strings.Contains(page(), "New names:") {
		t.Error("new names where none is known to be")
	}
	yes, no := true, false
	for i := range set.Names {
		set.Names[i].IsNew = &no
	}
	set.Names[3].IsNew = &yes
	got := page()
	if at := strings.Index(got, "New names: "+set.Names[3].Name); at < 0 || at > strings.Index(got, `id="findings"`) {
		t.Error("the changes do not tell of the new name")
	}
	if n := strings.Count(got, `<span class="tag">new</span>`); n != 1 {
		t.Errorf("%d names are marked as new, want 1", n)
	}
}
