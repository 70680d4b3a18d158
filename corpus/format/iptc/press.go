package iptc

import (
	"regexp"
	"strings"

	"leitmotif/corpus"
	"leitmotif/corpus/date"
	"leitmotif/corpus/format/record"
)

var (
	// pressHeader is the first line of a message in ANPA 1312.
	pressHeader = regexp.MustCompile(`^[A-Za-z]\d{4}\x1f?[A-Za-z0-9-]*`)
	// pressKey is its second line: priority, category, form, and the keyword with date and words.
	pressKey = regexp.MustCompile(`^[a-z] [a-z][\x11-\x14 ]{1,3}\S.* \d\d?-\d\d? \d{4}\s*$`)
	// pressTime is "AP-WF-11-23-26 1509GMT".
	pressTime = regexp.MustCompile(`(\d\d?)-(\d\d?)-(\d\d) (\d\d)(\d\d)(GMT|[ECMP][SD]T)`)
)

// setPressDate takes the time from what stands behind the text, else from its end.
func setPressDate(a *corpus.Article, trailer, body []string) {
	lines := append(trailer, body...)
	for _, line := range lines {
		if m := pressTime.FindStringSubmatch(line); m != nil {
			given := "20" + m[3] + "-" + m[1] + "-" + m[2] + " " + m[4] + ":" + m[5] + " " + m[6]
			if _, ok := date.Parse(given); ok {
				record.SetDate(a, given)
				return
			}
		}
	}
}

// pressArticle reads the text of a message in ANPA 1312: lines that begin with "^" are the slug
// line, the headline, notes and the byline, those behind a tab are paragraphs.
func pressArticle(a *corpus.Article, body []string) {
	var above, below []string
	for _, line := range body {
		if pressTime.MatchString(line) {
			continue
		}
		marked, isMarked := strings.CutPrefix(line, "^")
		switch {
		case isMarked && len(below) == 0:
			above = append(above, strings.TrimRight(marked, "<= "))
		case strings.TrimSpace(line) != "" || len(below) > 0:
			below = append(below, strings.TrimRight(line, "<^= "))
		}
	}
	const headline = 1 // the line below the slug line
	if len(above) > headline {
		a.Title = record.PlainTitle(above[headline])
	}
	for _, line := range above[min(headline, len(above)):] {
		if m := byline.FindStringSubmatch(line); m != nil {
			a.Author = author(m[1])
		}
	}
	a.Text = strings.NewReplacer("``", "“", "''", "”").Replace(paragraphs(below, ""))
	if m := datelined.FindStringSubmatch(a.Text); m != nil {
		a.Source = m[1]
	}
}
