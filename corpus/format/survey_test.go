package format

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"leitmotif/corpus"
)

// unusedIn gives what the names in some files look like that fed no field.
func unusedIn(t *testing.T, files fstest.MapFS) (looks []string) {
	t.Helper()
	src, err := OpenFS(files, ".", Options{})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second ranging forgets the first
		read(t, src)
	}
	for _, u := range src.Unused() {
		looks = append(looks, fmt.Sprintf("%s %s %s %d", u.Looks, u.Name, u.File, u.Files))
	}
	return looks
}

func TestUnused(t *testing.T) {
	body := strings.Repeat("Die Stadt sperrt am Abend die Brücke. ", 10)
	csv := "Titel;Text;Druckvermerk;Laufschrift;Organ;Ressort;Auflage;Nummer\n"
	lines, nested := "", ""
	for i := range 12 {
		csv += fmt.Sprintf("A%d;a b;%d.3.2026;%s %d;%s;Stadt;%d;2026%04d\n", i, i+1, body, i, []string{"Bote", "Post"}[i%2], 1000+i, i)
		lines += fmt.Sprintf(`{"title":"A%d","text":"a b","meta":{"druck":{"am":"2026-03-%02d"}},"n":%d,"x":null,"y":[],"z":true}`+"\n", i, i+1, i)
		nested += fmt.Sprintf(`{"title":"A%d","text":"a b","source":"S","organ":"Bote","stamp_time":1772543100}`+"\n", i)
	}
	got := unusedIn(t, fstest.MapFS{"a.csv": {Data: []byte(csv)}, "b.csv": {Data: []byte(csv)}, "c.jsonl": {Data: []byte(lines)}, "d.jsonl": {Data: []byte(nested)}})
	want := []string{"text Laufschrift a.csv 2", "date Druckvermerk a.csv 2", "date meta.druck.am c.jsonl 1", "date stamp_time d.jsonl 1", "source Organ a.csv 2"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	rendered := ""
	for range 12 {
		rendered += `{"@context":"https://schema.example","title":{"rendered":"T"},"content":{"rendered":"` + body + `","plain":"` + body + `"},"about":{"@type":"Thing"}}` + "\n"
		rendered += `{"attributes":{"title":"T","body":{"value":"` + body + `"}}}` + "\n"
	}
	if got := unusedIn(t, fstest.MapFS{"a.jsonl": {Data: []byte(rendered)}}); !slices.Equal(got, []string{"text content.plain a.jsonl 1"}) {
		t.Errorf("got %q", got)
	}
	said := corpus.Unused{Name: "Gedruckt am", Looks: "date", File: "a.csv", Files: 3, Examples: []string{"1.3.2026"}}.String()
	if want := `unused: "Gedruckt am" looks like a date (a.csv and 2 more), for example "1.3.2026"; to use it: --field "date=Gedruckt am"`; said != want {
		t.Errorf("said %q", said)
	}
}

func TestUsage(t *testing.T) {
	lines := `{"headline":"A","fields":{"bodyText":"a b"},"x":"1"}` + "\n" + `{"headline":"B","text":"c d","x":"2"}` + "\n" + strings.Repeat(`{"headline":"C","text":"e f"}`+"\n", 300)
	src := inMemory(t, "a.jsonl", []byte(lines), Options{Usage: true})
	read(t, src)
	usages := src.Usage()
	if len(usages) != 1 || usages[0].Records != 302 {
		t.Fatalf("%+v", usages)
	}
	var used []string
	for _, u := range usages[0].Used {
		used = append(used, fmt.Sprint(u.Name, " ", u.Records, " ", u.Examples))
	}
	if want := []string{"headline 302 [A B C]", "text 301 [c d e f]", "fields.bodyText 1 [a b]"}; !slices.Equal(used, want) {
		t.Errorf("used %q", used)
	}
	if u := usages[0].Unused; len(u) != 1 || u[0].Name != "x" || u[0].Looks != "" {
		t.Errorf("unused %+v", u)
	}
}
