package page

import (
	"html/template"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// in gives the words of a language.
func in(t *testing.T, code string) *words {
	t.Helper()
	w, err := newWords(code)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestNumbers(t *testing.T) {
	en, de := in(t, "en"), in(t, "de")
	for _, test := range []struct{ got, want string }{
		{en.number(0), "0"}, {en.number(999), "999"}, {en.number(1000), "1,000"}, {en.number(int64(1234567)), "1,234,567"}, {en.number(-1000), "−1,000"},
		{de.number(999), "999"}, {de.number(1000), "1.000"}, {de.number(int64(1234567)), "1.234.567"},
		{en.percent(0), "0%"}, {en.percent(0.004), "<1%"}, {en.percent(0.126), "13%"}, {en.percent(0.996), ">99%"}, {en.percent(1), "100%"},
		{de.percent(0), "0\u00a0%"}, {de.percent(0.004), "<1\u00a0%"}, {de.percent(0.126), "13\u00a0%"}, {de.percent(0.996), ">99\u00a0%"},
		{en.score(0.124), "+0.12"}, {en.score(-0.126), "−0.13"}, {en.score(0), "0.00"}, {en.score(0.001), "0.00"}, {en.score(-0.001), "0.00"},
		{de.score(0.124), "+0,12"}, {de.score(-0.126), "−0,13"},
		{en.decimal(0.5), "0.50"}, {en.decimal(math.NaN()), "?"}, {en.score(math.Inf(1)), "?"}, {place(1.5), "1.5"}, {place(100), "100"}, {place(-0.001), "0"}, {place(math.Inf(1)), "0"},
		{cellShare(0.004), "<1"}, {cellShare(0.126), "13"}, {isoDate(time.Time{}, ""), ""},
		{isoDate(time.Date(2026, 9, 14, 6, 0, 0, 0, time.UTC), "second"), "20260914"}, {isoDate(time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC), "month"), ""},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}

// TestCalled holds a neutral and a negative score apart that two places would make alike.
func TestCalled(t *testing.T) {
	w := in(t, "en")
	w.netBand = 0.1
	for v, want := range map[float64]string{
		-0.0967: "−0.097", -0.1034: "−0.103", 0.1034: "+0.103", -0.10002: "−0.10002", 0.1: "+0.10", 0.094: "+0.09", 0.42: "+0.42", -0.001: "0.00",
	} {
		if got := w.called(v); got != want {
			t.Errorf("%v is written %q, want %q", v, got, want)
		}
	}
}

// TestRuleNamesTheBandOfNames: the encoder that reads the sentences with names, and no others,
// calls them by a band of its own.
func TestRuleNamesTheBandOfNames(t *testing.T) {
	w := in(t, "en")
	linear, deep := Model{Language: "en", Band: 0.2, Scored: 9}, Model{Language: "en", Band: 0.38, Sentences: 4}
	both := "(±0.20 in English, ±0.38 towards names in English)"
	if got := w.toneRule(Method{Models: []Model{linear, deep}}); !strings.Contains(got, both) {
		t.Errorf("%q does not say %q", got, both)
	}
	deep.Sentences = 0
	if got := w.toneRule(Method{Models: []Model{linear, deep}}); strings.Contains(got, "0.38") {
		t.Errorf("%q tells the band of an encoder that has read nothing", got)
	}
	deep.Sentences, deep.Band = 4, linear.Band
	if got := w.toneRule(Method{Models: []Model{linear, deep}}); !strings.Contains(got, "(±0.20 in English)") {
		t.Errorf("%q says one band twice", got)
	}
}

func TestDays(t *testing.T) {
	d := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	for _, test := range []struct {
		first, last time.Time
		en, de      string
	}{
		{d(2026, 9, 14), d(2026, 9, 14), "on 14 September 2026", "am 14. September 2026"},
		{d(2026, 3, 14), d(2026, 11, 2), "14 March to 2 November 2026", "14. März bis 2. November 2026"},
		{d(2025, 12, 31), d(2026, 1, 1), "31 December 2025 to 1 January 2026", "31. Dezember 2025 bis 1. Januar 2026"},
	} {
		for code, want := range map[string]string{"en": test.en, "de": test.de} {
			if got := in(t, code).days(test.first, test.last); got != want {
				t.Errorf("days = %q, want %q", got, want)
			}
		}
	}
}

// No more is said of a date, or of the time between two, than is known.
func TestDatesAsKnown(t *testing.T) {
	en, de := in(t, "en"), in(t, "de")
	start := time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct{ got, want string }{
		{en.dated(start, "second"), "1 Sep 2026"}, {en.dated(start, "day"), "1 Sep 2026"}, {en.dated(start, ""), "1 Sep 2026"},
		{en.dated(start, "month"), "Sep 2026"}, {de.dated(start, "month"), "Sept. 2026"}, {de.dated(start, "year"), "2026"},
		{en.later(Copy{}), "undated"}, {en.later(Copy{Timed: true}), "within the hour"},
		{en.later(Copy{Timed: true, After: 30 * time.Hour}), "30 hours later"},
		{en.later(Copy{Timed: true, ByDay: true}), "the same day"}, {de.later(Copy{Timed: true, ByDay: true}), "am selben Tag"},
		{en.later(Copy{Timed: true, ByDay: true, After: 24 * time.Hour}), "1 day later"}, {de.later(Copy{Timed: true, ByDay: true, After: 72 * time.Hour}), "3 Tage später"},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}

func TestNames(t *testing.T) {
	en, de := in(t, "en"), in(t, "de")
	for _, test := range []struct{ got, want string }{
		{en.languageName("de"), "German"}, {de.languageName("en"), "Englisch"}, {de.languageName("fr"), "Französisch"},
		{en.languageName(""), "cannot be told"}, {en.languageName("<b>"), "<B>"},
		{en.reason("no_text"), "no text"}, {de.reason("no_text"), "kein Text"}, {de.reason("of_its_own"), "of its own"},
		{de.reason("fewer than 20 articles"), "weniger als 20 Artikel"},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
	if _, err := newWords("fr"); err == nil {
		t.Error("a page in French is no error")
	}
}

func TestWording(t *testing.T) {
	w := in(t, "en")
	got := w.say("topic.counts", "articles", 1, "stories", 1200)
	if want := template.HTML("1 article, 1,200 stories"); got != want {
		t.Errorf("say = %q, want %q", got, want)
	}
	got = w.say("finding.rising", "topic", topicLink(Ref{3, "<b> & {share}"}), "before", "<1%", "share", "9%", "turn", "5 May 2026")
	want := template.HTML(`<a href="#topic-3">&lt;b&gt; &amp; {share}</a> is rising most: from &lt;1% of stories before 5 May 2026 to 9% since.`)
	if got != want {
		t.Errorf("say = %q, want %q", got, want)
	}
	if w.err != nil {
		t.Error(w.err)
	}
	for what, act := range map[string]func(w *words){
		"an unknown phrase":  func(w *words) { w.say("no.such.phrase") },
		"a missing value":    func(w *words) { w.say("topic.counts", "articles", 1) },
		"an unknown finding": func(w *words) { w.finding(Finding{Kind: "other"}) },
	} {
		if w := in(t, "en"); true {
			if act(w); w.err == nil {
				t.Errorf("%s is no fault", what)
			}
		}
	}
}

// TestLanguagesSayTheSame holds the languages to the same phrases with the same values.
func TestLanguagesSayTheSame(t *testing.T) {
	hole := regexp.MustCompile(`\{[a-z]+`)
	holes := func(phrase string) []string {
		list := hole.FindAllString(phrase, -1)
		slices.Sort(list)
		return slices.Compact(list)
	}
	en, de := english(), german()
	for key, phrase := range en.phrases {
		other, ok := de.phrases[key]
		if !ok || other == "" {
			t.Errorf("the phrase %q is not there in German", key)
			continue
		}
		for _, name := range holes(phrase) {
			if !slices.Contains(holes(other), name) {
				t.Errorf("the phrase %q says nothing of %s} in German", key, name)
			}
		}
	}
	for key, phrase := range de.phrases {
		for _, name := range holes(phrase) {
			if !slices.Contains(holes(en.phrases[key]), name) {
				t.Errorf("the phrase %q knows %s} in German only", key, name)
			}
		}
	}
	for _, l := range []tongue{en, de} {
		for m := range 12 {
			if l.months[m] == "" || l.short[m] == "" {
				t.Errorf("%s: month %d has no name", l.tag, m+1)
			}
		}
	}
}

// TestEveryPhraseIsUsed looks for phrases that the page does not need any more.
func TestEveryPhraseIsUsed(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	text := pageHTML
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		text += string(raw)
	}
	composed := regexp.MustCompile(`^(finding|changed|axis|reason)\.|^change\.(rising|falling|steady)$|^data\.(rejected|copies|undated)\.(none|some)$|^names\.(person|organisation|place)$`)
	for key := range in(t, "en").phrases {
		if !composed.MatchString(key) && !strings.Contains(text, `"`+key+`"`) {
			t.Errorf("the phrase %q is not used", key)
		}
	}
}

func TestScales(t *testing.T) {
	for top, want := range map[int]int{1: 1, 5: 1, 6: 2, 10: 2, 11: 5, 44: 10, 101: 50, 900: 200} {
		if got := niceStep(top); got != want {
			t.Errorf("niceStep(%d) = %d, want %d", top, got, want)
		}
	}
	for _, test := range []struct {
		share, top float64
		want       int
	}{{0, 1, 0}, {0.001, 1, 1}, {1, 1, 7}, {0.5, 1, 4}, {2, 1, 7}, {1, 0, 0}} {
		if got := level(test.share, test.top); got != test.want {
			t.Errorf("level(%v, %v) = %d, want %d", test.share, test.top, got, test.want)
		}
	}
	for v, want := range map[float64]float64{-1: 0, 0: 50, 0.25: 75, 3: 100} {
		if got := across(v, 0.5); got != want {
			t.Errorf("across(%v, 0.5) = %v, want %v", v, got, want)
		}
	}
}

// TestPaths draws five columns, the third without stories.
func TestPaths(t *testing.T) {
	cells := []Cell{
		{Total: 10, Share: 0.1, Low: 0, High: 0.2, Bounds: true}, {Total: 10, Share: 0.2, Low: 0.1, High: 0.3, Bounds: true}, {},
		{Total: 10, Share: 0.4, Low: 0.3, High: 0.5, Bounds: true}, {Total: 10, Share: 0.5},
	}
	x := func(i int) float64 { return float64(i) }
	y := func(v float64) float64 { return 10 * v }
	if got, want := line(cells, x, y), "M0 1L1 2M3 4L4 5"; got != want {
		t.Errorf("line = %q, want %q", got, want)
	}
	if got, want := band(cells, x, y), "M0 2L1 3L1 1L0 0ZM3 5L3 3Z"; got != want {
		t.Errorf("band = %q, want %q", got, want)
	}
}

// channel is the linear value of an sRGB channel (WCAG 2.1, relative luminance).
func channel(c uint64) float64 {
	v := float64(c) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// TestContrast holds the colours of text to the contrast of WCAG 2.1 level AA, 4.5,
// in both colour schemes.
func TestContrast(t *testing.T) {
	schemes := strings.SplitN(styleCSS, "@media (prefers-color-scheme: dark)", 2)
	for i, css := range schemes {
		colours := coloursOf(t, css[:strings.Index(css, "}")])
		for _, pair := range []string{
			"ink paper", "ink sheet", "quiet paper", "quiet sheet", "accent paper", "neg-t paper", "pos-t paper", "neu-t paper",
			"h-ink h1", "h-ink h2", "h-ink h3", "h-ink h4", "h-on h5", "h-on h6", "h-on h7",
		} {
			text, ground, _ := strings.Cut(pair, " ")
			a, b := colours[text], colours[ground]
			if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < 4.5 {
				t.Errorf("scheme %d: %s on %s has a contrast of %.2f", i, text, ground, ratio)
			}
		}
	}
}

// coloursOf gives the relative luminance of every colour variable.
func coloursOf(t *testing.T, css string) map[string]float64 {
	t.Helper()
	colours := make(map[string]float64)
	for _, m := range regexp.MustCompile(`--([a-z0-9-]+): #([0-9a-f]{6})`).FindAllStringSubmatch(css, -1) {
		var r, g, b uint64
		for i, c := range []*uint64{&r, &g, &b} {
			for _, digit := range m[2][2*i : 2*i+2] {
				*c = *c*16 + uint64(strings.IndexRune("0123456789abcdef", digit))
			}
		}
		colours[m[1]] = 0.2126*channel(r) + 0.7152*channel(g) + 0.0722*channel(b)
	}
	return colours
}

// TestPolicyHashes holds the hashes of the policy against what the page holds.
func TestPolicyHashes(t *testing.T) {
	var b strings.Builder
	if err := Render(&b, &View{Language: "en"}); err != nil {
		t.Fatal(err)
	}
	for _, element := range []string{"style", "script"} {
		_, rest, _ := strings.Cut(b.String(), "<"+element+">")
		text, _, _ := strings.Cut(rest, "</"+element+">")
		if hash := strings.ReplaceAll(hashOf(text), "+", "&#43;"); !strings.Contains(b.String(), hash) {
			t.Errorf("the policy does not allow the %s of the page", element)
		}
	}
}

// TestFindingsAreWorded words a finding of every kind.
func TestFindingsAreWorded(t *testing.T) {
	day := time.Date(2026, 10, 5, 0, 0, 0, 0, time.UTC)
	f := Finding{
		Anchor: "x", Topic: Ref{1, "Flood"}, Other: Ref{2, "Film"}, Outlet: "Post", Count: 3, Total: 9, Share: 0.5, Before: 0.1,
		Mean: Mean{Score: -0.5, Low: -0.6, High: -0.4, Interval: true}, Against: Mean{Score: 0.5, Low: 0.4, High: 0.6, Interval: true},
		Period: Period{day, day.AddDate(0, 0, 7)}, Copies: 1, Turn: day, Span: Span{First: day.AddDate(0, 0, 7), Begins: true},
	}
	flood, film := `<a href="#topic-1">Flood</a>`, `<a href="#topic-2">Film</a>`
	for kind, want := range map[string]string{
		Largest:   flood + " is the largest topic: 3 of 9 stories with a topic, 50%.",
		Rising:    flood + " is rising most: from 10% of stories before 5 October 2026 to 50% since.",
		Falling:   flood + " is losing most ground: from 10% of stories before 5 October 2026 to 50% since.",
		Mix:       `<a href="#x">Post</a> is in the corpus only from 12 October 2026 on. Mainly for that reason the share of ` + flood + " in all stories goes from 10% before 5 October 2026 to 50% since; within outlets there is no clear change.",
		Burst:     flood + " stood out: 3 of 9 stories (50%), week of 5 Oct 2026.",
		ToneRange: "Of the topics with a tone in 3 stories or more, " + flood + " has the lowest net tone, −0.50 (95% interval −0.60 to −0.40), and " + film + " the highest, +0.50 (+0.40 to +0.60).",
		Focus:     `<a href="#x">Post</a> gives 50% of its articles to ` + flood + "; the other outlets of that language together give it 10%.",
		Data:      `3 of 9 records could not be used; 1 article is a copy of an earlier one; every article has a date. <a href="#x">What to know about the data</a>`,
	} {
		f.Kind = kind
		w := in(t, "en")
		if got := w.finding(f); w.err != nil || string(got) != want {
			t.Errorf("%s: %q, %v; want %q", kind, got, w.err, want)
		}
	}
}

// TestChangeIsWorded words the course of a topic, alone and with the outlet that moves its share.
func TestChangeIsWorded(t *testing.T) {
	day := time.Date(2026, 10, 5, 0, 0, 0, 0, time.UTC)
	c := Change{Direction: "steady", Turn: day, Before: 0.11, After: 0.12}
	for language, want := range map[string]string{
		"en": "No clear change: 11% before 5 Oct 2026, 12% since",
		"de": "Keine klare Änderung: 11 % vor dem 5. Okt. 2026, 12 % seither",
	} {
		if got := in(t, language).changeText(c); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	c.Outlet, c.AllBefore, c.AllAfter, c.Span = "Post", 0.3, 0.1, Span{First: day, Last: day.AddDate(0, 0, 30), Begins: true, Ends: true}
	for language, want := range map[string]string{
		"en": " (in all stories 30% and 10%, because Post is in the corpus only from 5 October 2026 to 4 November 2026)",
		"de": " (an allen Meldungen 30 % und 10 %, weil Post nur vom 5. Oktober 2026 bis zum 4. November 2026 in der Sammlung ist)",
	} {
		w := in(t, language)
		if got := w.changeText(c); w.err != nil || !strings.HasSuffix(got, want) {
			t.Errorf("%q, %v; want it to end in %q", got, w.err, want)
		}
	}
}

// TestFewStories: of few stories a cell is pale, whatever its share, and the line of a sparkline
// is dotted to and from it.
func TestFewStories(t *testing.T) {
	few := Cell{Stories: 1, Total: 1, Share: 1, Few: true}
	cells := []Cell{{Total: 30, Share: 0.1}, few, {}, {Total: 30, Share: 0.2}, {}, few}
	if got := shade(few, 0.2); got != palest {
		t.Errorf("a cell of one story has the shade %d, want %d", got, palest)
	}
	if got := shade(cells[3], 0.2); got != 7 {
		t.Errorf("the largest cell has the shade %d, want 7", got)
	}
	x := func(i int) float64 { return float64(i) }
	y := func(v float64) float64 { return 10 * v }
	if got, want := line(cells, x, y), "M0 1h0M3 2h0"; got != want {
		t.Errorf("line = %q, want %q", got, want)
	}
	if got, want := thin(cells, x, y), "M0 1L1 10M5 10h0"; got != want {
		t.Errorf("thin = %q, want %q", got, want)
	}
	if got := in(t, "en").peak(Topic{Series: []Cell{few}}, Axis{Columns: make([]Period, 1)}); got != "" {
		t.Errorf("a peak of one story: %q", got)
	}
}

func TestPeriodNames(t *testing.T) {
	day := func(m time.Month, d int) time.Time { return time.Date(2026, m, d, 0, 0, 0, 0, time.UTC) }
	for want, p := range map[string]Period{
		"5 Oct 2026":                {day(10, 5), day(10, 6)},
		"week of 5 Oct 2026":        {day(10, 5), day(10, 12)},
		"October 2026":              {day(10, 1), day(11, 1)},
		"1 Sep 2026 to 31 Oct 2026": {day(9, 1), day(11, 1)},
	} {
		if got := in(t, "en").periodName(p); got != want {
			t.Errorf("period %q, want %q", got, want)
		}
	}
}
