package deep

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// requests are of many lengths, with and without a target.
func requests() (out []Request) {
	for n := range 30 {
		text := strings.TrimSpace(strings.Repeat("the mayor ended a strike, ", n/3) + "Kaiwerk" + strings.Repeat(" port!", n))
		at := strings.Index(text, "Kaiwerk")
		out = append(out, Request{text, at, at + len("Kaiwerk")}, Request{Text: text})
	}
	return append(out, Request{})
}

// The probabilities of a request do not depend, to the bit, on what is scored beside it.
func TestScoreIsIndependent(t *testing.T) {
	m, all := small(t), requests()
	r := m.NewReader()
	together := r.Score(nil, all)
	if len(together) != len(all) {
		t.Fatalf("%d results of %d requests", len(together), len(all))
	}
	for i, q := range all {
		p := together[i]
		if alone := m.NewReader().Score(nil, []Request{q}); alone[0] != p {
			t.Errorf("%+v: %v alone, %v among others", q, alone[0], p)
		}
		if sum := p[0] + p[1] + p[2]; math.Abs(sum-1) > 1e-9 {
			t.Errorf("%+v: probabilities %v sum to %g", q, p, sum)
		}
	}
	if together[0] == together[1] || together[2] == together[3] {
		t.Error("a target makes no difference")
	}
	slices.Reverse(all)
	reversed := r.Score(together[:1], all)[1:]
	slices.Reverse(reversed)
	if !slices.Equal(reversed, m.NewReader().Score(nil, requests())) {
		t.Error("the order of requests matters")
	}
}

// A target of which nothing is read leaves the sentence as a whole.
func TestTargetWithoutPieces(t *testing.T) {
	p := small(t).NewReader().Score(nil, []Request{{Text: "the port  ended"}, {"the port  ended", 8, 10}, {"the port  ended", 5, 5}})
	if p[0] != p[1] || p[0] != p[2] {
		t.Errorf("%v with a target of spaces, %v with an empty one, %v without one", p[1], p[2], p[0])
	}
}

func TestTargetOutsideOfItsText(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	small(t).NewReader().Score(nil, []Request{{"port", 2, 5}})
}

// What is read of a sentence: 40 positions, the marks and the target behind it taken off.
func TestWindow(t *testing.T) {
	r := small(t).NewReader()
	for _, c := range []struct {
		before, target, after        int // words, a piece each
		first, pieces, from, to, end int
	}{
		{3, 1, 4, 0, 8, 3, 4, 1},
		{0, 0, 36, 0, 36, 0, 0, 0},
		{0, 0, 99, 0, 38, 0, 0, 0}, // from the beginning
		{0, 1, 99, 0, 36, 0, 1, 1}, // 40 - 2 - 1 - 1
		{10, 1, 99, 0, 36, 10, 11, 1},
		{50, 2, 50, 33, 35, 17, 19, 2}, // (50+52-35)/2
		{99, 1, 0, 64, 36, 35, 36, 1},
		{9, 20, 9, 6, 21, 3, 19, 16}, // (9+25-21)/2, the target itself being cut
		{0, 60, 0, 0, 21, 0, 16, 16},
	} {
		text := strings.Repeat("port ", c.before) + strings.Repeat("kai ", c.target) + strings.Repeat("strike ", c.after)
		r.read(Request{text, 5 * c.before, 5*c.before + 4*c.target})
		w := r.window
		if first := w.pieces[0].word; first != c.first || len(w.pieces) != c.pieces || w.from != c.from || w.to != c.to || len(w.target) != c.end {
			t.Errorf("%+v: %d pieces from %d on, target %d to %d and %d pieces", c, len(w.pieces), first, w.from, w.to, len(w.target))
		}
		r.forget()
		r.place(-1)
		if len(r.ids) > smallPositions {
			t.Errorf("%+v: %d positions", c, len(r.ids))
		}
	}
}

// What the encoder is given: [CLS] the port ended [SEP] port [SEP], segment 1 on both ports.
func TestInput(t *testing.T) {
	r := small(t).NewReader()
	r.read(Request{"the port ended", 4, 8})
	r.place(-1)
	r.read(Request{Text: "the port"})
	r.place(-1)
	if want := []int32{0, 14, 15, 17, 19, 1, 15, 1, 0, 14, 15, 1}; !slices.Equal(r.ids, want) {
		t.Errorf("pieces %v, want %v", r.ids, want)
	}
	if want := []uint8{0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0}; !slices.Equal(r.segments, want) {
		t.Errorf("segments %v, want %v", r.segments, want)
	}
	if want := []input{{0, 8, 2, 3, towardsTarget}, {8, 4, 8, 12, asWhole}}; !slices.Equal(r.inputs, want) {
		t.Errorf("inputs %v, want %v", r.inputs, want)
	}
}

func TestScoreAllocatesNothing(t *testing.T) {
	r, all := small(t).NewReader(), requests()
	all = append(all, Request{Text: "Ünïcödé ports: 中, “a” €1"})
	dst := r.Score(nil, all)
	if n := testing.AllocsPerRun(5, func() { dst = r.Score(dst[:0], all) }); n > 0 {
		t.Errorf("%g allocations", n)
	}
}

// A change is that of the log-odds between the sentence and what is left of it.
func TestExplain(t *testing.T) {
	r := small(t).NewReader()
	const text = "The mayor ended, at last, Kaiwerk's port strike!"
	start := strings.Index(text, "Kaiwerk")
	q := Request{text, start, start + len("Kaiwerk")}
	odds := func(p Probabilities) float64 { return math.Log(p[2] / p[0]) }
	drivers := r.Explain(q, odds, 99, never)
	if len(drivers) != 8 {
		t.Errorf("%d drivers: %+v", len(drivers), drivers)
	}
	last := math.Inf(1)
	for _, d := range drivers {
		if text[d.Start:d.End] != d.Term {
			t.Errorf("%+v is not in the text", d)
		}
		without := Request{Text: text[:d.Start] + strings.Repeat(" ", len(d.Term)) + text[d.End:], Start: q.Start, End: q.End}
		if p := r.Score(nil, []Request{q, without}); math.Abs(d.Change-odds(p[0])+odds(p[1])) > 1e-4 {
			t.Errorf("%+v, of %v", d, p)
		}
		if d.Change > last {
			t.Errorf("%+v is not in order", d)
		}
		last = d.Change
	}
	skipped := func(word string, _, _ int) bool { return word == drivers[0].Term }
	if rest := r.Explain(q, odds, 99, skipped); len(rest) == len(drivers) || rest[0].Term == drivers[0].Term {
		t.Errorf("%+v, where %q is skipped", rest, drivers[0].Term)
	}
	if two := r.Explain(q, odds, 2, never); !slices.Equal(two, drivers[:2]) {
		t.Errorf("the strongest are %+v", two)
	}
	if none := r.Explain(Request{}, odds, 5, never); len(none) != 0 {
		t.Errorf("an empty sentence is moved by %+v", none)
	}
}

func never(string, int, int) bool { return false }
