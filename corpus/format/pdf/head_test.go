package pdf

import (
	"testing"
	"time"
)

func TestIsTitle(t *testing.T) {
	for _, title := range []string{"Rat stimmt für neue Stege", "Harbour railway to open - The Marwick Post", "Was das Dokument verschweigt: eine Spurensuche"} {
		if !isTitle(title) {
			t.Errorf("%q is a title", title)
		}
	}
	for _, title := range []string{"", "Microsoft Word - stege.docx", "Neue Stege.indd", "PowerPoint-Präsentation", "Unbenannt 1", "untitled document", "Layout 1",
		"Dokument1", "stege_final-2", "Pressemitteilung", "about:blank", "https://bote.example/stege neu", "Scan 2026-11-23"} {
		if isTitle(title) {
			t.Errorf("%q is no title", title)
		}
	}
}

func TestAuthorOf(t *testing.T) {
	for given, want := range map[string]string{
		"Hanne Schreiber": "Hanne Schreiber", "Hafenbote": "Hafenbote", "Dr. H. Schreiber, dpa": "Dr. H. Schreiber, dpa",
		"": "", "Administrator": "", "Adobe InDesign 19.0 (Windows)": "", "Microsoft Office User": "", "hschreiber": "", "User23": "",
		"hanne@bote.example": "", `BOTE\schreiber`: "", "(anonymous)": "", "-": "",
	} {
		if got := authorOf(given); got != want {
			t.Errorf("author %q is %q, want %q", given, got, want)
		}
	}
}

func TestMoment(t *testing.T) {
	for given, want := range map[string]time.Time{
		"D:20261123070000+01'00'": time.Date(2026, 11, 23, 6, 0, 0, 0, time.UTC),
		"D:20261123070000Z00'00'": time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC),
		"D:20261123070000Z":       time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC),
		"D:20261123070000":        time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC),
		"20261123":                time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC),
		"D:202611230700":          time.Date(2026, 11, 23, 7, 0, 0, 0, time.UTC),
		"D:2026":                  {}, "": {}, "D:20261331": {}, "D:99991123": {}, "gestern um sechs": {},
	} {
		if got := moment(given); !got.Time.Equal(want) {
			t.Errorf("%q is %v, want %v", given, got, want)
		}
	}
}

func TestJoined(t *testing.T) {
	known := map[string]bool{"well-known": true}
	for _, test := range []struct {
		lines []string
		want  string
	}{
		{[]string{"die Ufer-", "promenade"}, "die Uferpromenade"},
		{[]string{"die Ufer\u00ad", "promenade"}, "die Uferpromenade"},
		{[]string{"die CDU-", "Fraktion"}, "die CDU-Fraktion"},
		{[]string{"Haupt-", "und Nebenstraßen"}, "Haupt- und Nebenstraßen"},
		{[]string{"a well-", "known bridge"}, "a well-known bridge"},
		{[]string{"die Brücke -", "so heißt es"}, "die Brücke - so heißt es"},
		{[]string{"eine Zeile", "und noch eine"}, "eine Zeile und noch eine"},
		{[]string{"am Ende steht ein-"}, "am Ende steht ein-"},
	} {
		if got := joined(test.lines, known); got != test.want {
			t.Errorf("%q: %q, want %q", test.lines, got, test.want)
		}
	}
}

func TestPageNumber(t *testing.T) {
	for _, text := range []string{"3", "- 3 -", "Seite 3", "Seite 3 von 40", "3/40", "Page 3 of 40", "S. 3 | 40"} {
		if !pageNumber.MatchString(text) {
			t.Errorf("%q is the number of a page", text)
		}
	}
	for _, text := range []string{"3 Boote", "Seite an Seite", "2026 war gut", "12345", ""} {
		if pageNumber.MatchString(text) {
			t.Errorf("%q is not the number of a page", text)
		}
	}
}

// A soft hyphen that is not at the end of a line is none to be seen.
func TestRowOf(t *testing.T) {
	row := rowOf([]run{{"promenade", 40, 0, 80, 10}, {"die Ufer\u00ad", 0, 0, 40, 10}})
	if row.text != "die Uferpromenade" {
		t.Errorf("%q", row.text)
	}
}

// Pages that lie on their side are read as if they stood.
func TestUpright(t *testing.T) {
	line := func(quarter int) []char {
		turn := func(c char) char {
			for range quarter { // with the clock
				c.left, c.bottom, c.right, c.top = c.bottom, -c.right, c.top, -c.left
			}
			c.quarter, c.placed = quarter, true
			return c
		}
		return []char{turn(char{r: 'a', left: 10, bottom: 5, right: 16, top: 15}), turn(char{r: 'b', left: 16, bottom: 5, right: 22, top: 15})}
	}
	for quarter := range 4 {
		runs := runsOf(line(quarter))
		if len(runs) != 1 || runs[0] != (run{"ab", 10, 5, 22, 15}) {
			t.Errorf("%d quarters: %v", quarter, runs)
		}
	}
}
