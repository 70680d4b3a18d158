package boilerplate_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"leitmotif/corpus/boilerplate"
)

// generator writes articles of sentences that never come twice.
type generator struct {
	random *rand.Rand
	next   int
}

func newGenerator() *generator {
	// Numbers of five figures are neither ordinals nor years.
	return &generator{random: rand.New(rand.NewPCG(7, 0)), next: 10_000}
}

// sentence gives a new sentence.
func (g *generator) sentence() string {
	g.next++
	words := []string{"The", "council", "of", "Steinau"}
	for range 4 + g.random.IntN(8) {
		words = append(words, fmt.Sprintf("word%c%c", 'a'+rune(g.random.IntN(26)), 'a'+rune(g.random.IntN(26))))
	}
	return strings.Join(append(words, fmt.Sprintf("item %d.", g.next)), " ")
}

// paragraphs gives n of them.
func (g *generator) paragraphs(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = g.sentence() + " " + g.sentence() + " " + g.sentence()
	}
	return out
}

// text gives an article of paragraphs with the lines around it.
func (g *generator) text(head string, paragraphs int, tail string) string {
	return strings.Trim(strings.Join(append([]string{head}, append(g.paragraphs(paragraphs), tail)...), "\n"), "\n")
}

// removed tells for each text what is taken out of it when all are of one outlet.
func removed(list []string) (left []string, pieces [][]string) {
	var s boilerplate.Survey
	for _, t := range list {
		s.Add("Bote", t)
	}
	recurring := s.Recurring()
	r := boilerplate.NewRemover(recurring)
	for _, t := range list {
		text, found, _ := r.Remove("Bote", t)
		left = append(left, text)
		var out []string
		for _, p := range found {
			out = append(out, p.Text)
		}
		pieces = append(pieces, out)
	}
	return left, pieces
}

func TestRemove(t *testing.T) {
	g := newGenerator()
	own := func() string { return g.sentence() + " " + g.sentence() + " " + g.sentence() }
	many := func(n int, f func(i int) (with, want string)) (texts, wants []string) {
		for i := range n {
			with, want := f(i)
			texts, wants = append(texts, with), append(wants, want)
		}
		return texts, wants
	}
	for name, test := range map[string]struct {
		n int
		f func(i int) (with, want string)
	}{
		"a line at the end": {6, func(int) (string, string) {
			o := own()
			return o + "\nSubscribe to the letter of the editor.", o
		}},
		"a line between others": {6, func(int) (string, string) {
			a, b, c := own(), own(), own()
			return a + "\n" + b + "\n[More on this in our app for every phone.]\n" + c + "\n" + own() + "\n" + own(), ""
		}},
		"a sentence at the end of the only line": {6, func(int) (string, string) {
			o := own()
			return o + " The full text of this agency report is no longer available.", o
		}},
		"a notice that is longer than its article": {6, func(int) (string, string) {
			o := g.sentence()
			return o + " The full text of this agency report is for legal reasons no longer available here.", o
		}},
		"a notice with the day": {12, func(i int) (string, string) {
			o := own()
			return fmt.Sprintf("%s (dpa, %d.%d.2026)", o, i+1, i+1), o
		}},
		"a notice with the name of the month": {6, func(i int) (string, string) {
			o := own()
			return fmt.Sprintf("%s\nLast updated on %d. Oktober 2026, %d:30 Uhr", o, i+1, 10+i), o
		}},
		"a dash of another kind": {6, func(i int) (string, string) {
			o := own()
			return o + "\nWritten with the help " + []string{"–", "-"}[i%2] + " of the newsroom.", o
		}},
		"figures that are no date": {12, func(i int) (string, string) {
			o := fmt.Sprintf("%s\nThe index rose by %d.%d percent to 1,%d points.", own(), i, i+3, 100+i)
			return o, o
		}},
		"a table of dates": {40, func(i int) (string, string) {
			o := fmt.Sprintf("%s\nPay March %d\nRecord March %d", own(), i%28+1, i%28+2)
			return o, o
		}},
		"short lines": {40, func(int) (string, string) {
			o := own() + "\nHe said no.\n" + own()
			return o, o
		}},
		"four articles": {4, func(int) (string, string) {
			o := own() + "\nSubscribe to the letter of the editor."
			return o, o
		}},
		"a stock phrase within paragraphs": {40, func(int) (string, string) {
			o := own() + " Terms of the deal were not disclosed. " + own() + "\n" + own()
			return o, o
		}},
		"a signature in lines of fixed length": {6, func(int) (string, string) {
			o := wrapped(own() + " " + own())
			return o + "\n-----\nOwen Baker, Department of Physics\nphone 555 0199, the views are mine", o
		}},
		"single lines of fixed length": {40, func(int) (string, string) {
			o := strings.Replace(wrapped(own()+" "+own()), "\n", "\nin a filing with the Securities and Exchange Commission\n", 1)
			return o, o
		}},
		"nothing else": {40, func(i int) (string, string) {
			if i < 20 {
				return own() + "\nMore on this story in the course of the day.", ""
			}
			o := "More on this story in the course of the day."
			return o, o
		}},
	} {
		texts, wants := many(test.n, test.f)
		left, pieces := removed(texts)
		for i := range texts {
			want := wants[i]
			if want == "" {
				want = withoutPieces(texts[i], pieces[i])
				if len(pieces[i]) != 1 {
					t.Errorf("%s: removed %q", name, pieces[i])
				}
			}
			if left[i] != want {
				t.Errorf("%s: %q\nleaves %q\nwant   %q", name, texts[i], left[i], want)
				break
			}
		}
	}
}

// wrapped breaks a text into lines of 30 characters and the rest of a word.
func wrapped(text string) string {
	var b strings.Builder
	for n := 0; n < len(text); n++ {
		if c := text[n]; c == ' ' && b.Len()-strings.LastIndexByte(b.String(), '\n') > 30 {
			b.WriteByte('\n')
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// withoutPieces cuts lines out of a text.
func withoutPieces(text string, pieces []string) string {
	lines := slices.DeleteFunc(strings.Split(text, "\n"), func(l string) bool { return slices.Contains(pieces, l) })
	return strings.Join(lines, "\n")
}

func TestShare(t *testing.T) {
	// 60 characters with the blank and line break, 20 of them at the end.
	var s boilerplate.Survey
	list := make([]string, 5)
	for i := range list {
		list[i] = fmt.Sprintf("Übrigens war alles %s so schön\nJetzt abonnieren ist ok", strings.Repeat(string(rune('a'+i)), 9))
		s.Add("", list[i])
	}
	left, pieces, share := boilerplate.NewRemover(s.Recurring()).Remove("", list[0])
	// Übrigens war alles aaaaaaaaa so schön = 37 characters, line break, 23: 24 of 61.
	if want := 24.0 / 61; share != want || len(pieces) != 1 || left != "Übrigens war alles aaaaaaaaa so schön" {
		t.Errorf("%q, share %g, want %g; %v", left, share, want, pieces)
	}
}

// What is planted is found, all of it and nothing else.
func TestPlanted(t *testing.T) {
	g := newGenerator()
	notices := []string{
		"Subscribe now and read every story of the week.", "This article first appeared in the Courier of Steinau.",
		"[All news of the region in our app: download it here.]",
	}
	var list []string
	planted := 0
	for i := range 600 {
		tail := ""
		if i%6 == 0 {
			tail = notices[i/6%3]
			planted++
		}
		list = append(list, g.text("", 2+g.random.IntN(8), tail))
	}
	_, pieces := removed(list)
	found := 0
	for i, p := range pieces {
		for _, text := range p {
			if i%6 != 0 || text != notices[i/6%3] {
				t.Errorf("article %d loses %q", i, text)
			}
			found++
		}
	}
	if found != planted {
		t.Errorf("found %d of %d", found, planted)
	}
}

func TestCleanCorpusLosesNothing(t *testing.T) {
	g := newGenerator()
	var list []string
	for range 1000 {
		list = append(list, g.text("", 1+g.random.IntN(8), ""))
	}
	_, pieces := removed(list)
	for i, p := range pieces {
		if len(p) > 0 {
			t.Fatalf("article %d loses %q", i, p)
		}
	}
}

// An article that is there 500 times, as it is or with little changes, loses nothing; a
// notice at its end does not save itself by that.
func TestClonesLoseNothing(t *testing.T) {
	const notice = "This article first appeared in the Courier of Steinau."
	g := newGenerator()
	story := g.paragraphs(10)
	for name, clone := range map[string]func() string{
		"exact": func() string { return strings.Join(story, "\n") + "\n" + notice },
		"cut and added to": func() string {
			from := g.random.IntN(4)
			return strings.Join(story[from:from+6], "\n") + "\n" + g.sentence() + "\n" + notice
		},
		"reordered": func() string {
			order := slices.Clone(story)
			g.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			return strings.Join(order, "\n") + "\n" + notice
		},
	} {
		var list []string
		for i := range 700 {
			switch {
			case i%7 < 5:
				list = append(list, clone())
			default:
				list = append(list, g.text("", 6, notice))
			}
		}
		_, pieces := removed(list)
		for i, p := range pieces {
			if len(p) != 1 || p[0] != notice {
				t.Errorf("%s: article %d loses %q", name, i, p)
				break
			}
		}
	}
}

// Outlets are counted apart, and articles without one together.
func TestOutlets(t *testing.T) {
	const notice = "This article first appeared in the Courier of Steinau."
	g := newGenerator()
	var s boilerplate.Survey
	for i := range 8 {
		s.Add([]string{"Bote", "Kurier"}[i%2], g.text("", 3, notice))
		s.Add("", g.text("", 3, notice))
	}
	r := boilerplate.NewRemover(s.Recurring())
	for source, want := range map[string]int{"Bote": 0, "Kurier": 0, "": 1, "unknown": 0} {
		if _, pieces, _ := r.Remove(source, g.text("", 3, notice)); len(pieces) != want {
			t.Errorf("outlet %q: removed %d, want %d", source, len(pieces), want)
		}
	}
}

// sample gives articles of two outlets with boilerplate and copies.
func sample(n int) (sources, list []string) {
	g := newGenerator()
	for i := range n {
		text := g.text("", 1+i%4, []string{"", "Read every story of the week in our letter.", "(dpa, 3.10.2026)"}[i%3])
		if i%10 == 9 {
			text = list[i-5]
		}
		sources, list = append(sources, []string{"", "Bote"}[i%2]), append(list, text)
	}
	return sources, list
}

// foundIn gives what recurs, with the number of articles that support it, as bytes.
func foundIn(t *testing.T, s *boilerplate.Survey) []byte {
	t.Helper()
	data, err := s.Recurring().MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// However the articles are cut into shards, in whatever order they come and however often,
// the same recurs as after a single pass.
func TestMerge(t *testing.T) {
	sources, list := sample(120)
	var whole boilerplate.Survey
	shards := make([]boilerplate.Survey, 3)
	for i := range list {
		whole.Add(sources[i], list[i])
		shards[i*i%3].Add(sources[i], list[i])
	}
	want := foundIn(t, &whole)
	if part := foundIn(t, &shards[0]); len(part) >= len(want) {
		t.Fatal("as much recurs in a shard as in all")
	}
	for _, order := range [][]int{{0, 1, 2}, {2, 0, 1}, {1, 2, 0}, {1, 0, 1, 2}} {
		var merged boilerplate.Survey
		for _, i := range order {
			merged.Merge(&shards[i])
		}
		if !bytes.Equal(foundIn(t, &merged), want) {
			t.Errorf("order %v gives another survey", order)
		}
	}
	var backwards boilerplate.Survey
	for i := len(list) - 1; i >= 0; i-- {
		backwards.Add(sources[i], list[i])
	}
	if !bytes.Equal(foundIn(t, &backwards), want) {
		t.Error("the order of the articles counts")
	}
}

// Above the size of the sample the choice depends on the articles alone, and what recurs
// is still found.
func TestSample(t *testing.T) {
	const notice = "This article first appeared in the Courier of Steinau."
	var forth, back boilerplate.Survey
	text := func(i int) string {
		if i%20 == 0 {
			return fmt.Sprintf("Article number %d says nothing else of any interest to a reader.\n%s", i, notice)
		}
		return fmt.Sprintf("Article number %d says nothing else.", i)
	}
	const n = 50_000
	for i := range n {
		forth.Add("", text(i))
		back.Add("", text(n-1-i))
	}
	if !bytes.Equal(foundIn(t, &forth), foundIn(t, &back)) {
		t.Error("the order of the articles counts")
	}
	if _, pieces, _ := boilerplate.NewRemover(forth.Recurring()).Remove("", text(0)); len(pieces) != 1 || pieces[0].Text != notice {
		t.Errorf("removed %v", pieces)
	}
}

// What Touches spares loses nothing.
func TestTouches(t *testing.T) {
	sources, list := sample(120)
	var s boilerplate.Survey
	units := make([]boilerplate.Units, len(list))
	for i := range list {
		units[i] = s.Add(sources[i], list[i])
	}
	recurring := s.Recurring()
	r := boilerplate.NewRemover(recurring)
	touched := 0
	for i := range list {
		_, pieces, _ := r.Remove(sources[i], list[i])
		if recurring.Touches(sources[i], units[i]) != (len(pieces) > 0) {
			t.Errorf("article %d: removed %d pieces", i, len(pieces))
		}
		touched += len(pieces)
	}
	if touched == 0 {
		t.Error("nothing is removed")
	}
}

// What is left of any text is made of its lines in their order, never empty, and clean of
// blanks at the ends of lines where the text was.
func FuzzRemove(f *testing.F) {
	f.Add("One line. (dpa, 3.10.2026)\n---\nTwo lines. Every story of the week in our letter.")
	f.Add("\xff. Ä\n“ ”. „A")
	f.Fuzz(func(t *testing.T, text string) {
		var s boilerplate.Survey
		for i := range 6 {
			s.Add("", text+fmt.Sprintf("\nAnother story of some length stands here: number %d of all.", i*i))
		}
		left, pieces, share := boilerplate.NewRemover(s.Recurring()).Remove("", text)
		if len(pieces) == 0 && (left != text || share != 0) || share < 0 || share > 1 {
			t.Fatalf("%q leaves %q, share %g", text, left, share)
		}
		if text != "" && left == "" {
			t.Fatalf("nothing is left of %q", text)
		}
	})
}
