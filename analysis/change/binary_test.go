package change

import (
	"bytes"
	"errors"
	"slices"
	"testing"
)

func sample() *History {
	w := newWorld(1, 4, 3, 25)
	w.words = w.words[:30]
	var h History
	for i := range 7 {
		now := w.run(plant{})
		now.Companions = now.Companions[:min(5, len(now.Companions))]
		var announced []Change
		if i == 6 {
			announced = []Change{{Kind: SourceSilent, Subject: "outlet 09"}, {Kind: ToneShift, Topic: 2, Language: "de", After: 0.25}}
		}
		h.Add(now, announced)
	}
	return &h
}

// What is written and read again is the same, and goes on in the same way.
func TestBinary(t *testing.T) {
	h := sample()
	form, err := h.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var read History
	if err := read.UnmarshalBinary(form); err != nil {
		t.Fatal(err)
	}
	again, err := read.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(form, again) {
		t.Error("the form changes when it is read and written")
	}
	now := newWorld(2, 4, 3, 200).run(plant{})
	if a, b := Detect(h, now, 0.05), Detect(&read, now, 0.05); !slices.Equal(a, b) || len(a) == 0 {
		t.Errorf("the history read finds %v, the one written %v", b, a)
	}
	empty, err := new(History).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	long := slices.Insert(slices.Clone(empty), len(header), 0x80) // the first zero in two bytes
	for _, data := range [][]byte{nil, long, form[:len(form)-1], append(slices.Clone(form), 0), []byte(header)} {
		if err := read.UnmarshalBinary(data); !errors.Is(err, ErrFormat) {
			t.Errorf("%d bytes: error %v, want ErrFormat", len(data), err)
		}
	}
	if read.Runs() != h.Runs() {
		t.Error("a failed read changed the history")
	}
}

// A history of the former version is read without its tones.
func TestFormerHistory(t *testing.T) {
	form, err := sample().MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var now, read History
	if err := now.UnmarshalBinary(form); err != nil {
		t.Fatal(err)
	}
	if err := read.UnmarshalBinary(bytes.Replace(form, []byte(header), []byte(former), 1)); err != nil {
		t.Fatal(err)
	}
	tones, stories, before := 0, 0, 0
	for i := range read.runs {
		stories, before = stories+read.runs[i].stories, before+now.runs[i].stories
		for _, c := range read.runs[i].cells {
			if c.Scored != 0 || c.Tone != 0 || c.ToneSquares != 0 {
				tones++
			}
		}
	}
	if tones > 0 || stories != before || stories == 0 {
		t.Errorf("%d cells with a tone, %d of %d stories", tones, stories, before)
	}
}

// The order of the rows of an observation, and how they are split, change nothing.
func TestOrder(t *testing.T) {
	var a, b History
	w := newWorld(3, 5, 4, 80)
	for range 6 {
		now := w.run(plant{})
		a.Add(now, nil)
		slices.Reverse(now.Cells)
		slices.Reverse(now.Terms)
		slices.Reverse(now.Companions)
		one := now.Cells[0]
		now.Cells[0].Tally = Tally{Stories: one.Stories - one.Scored}
		one.Stories = one.Scored
		now.Cells = append(now.Cells, one)
		b.Add(now, nil)
	}
	x, err := a.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	y, err := b.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(x, y) {
		t.Error("the order of the rows changes the history")
	}
}

func FuzzHistory(f *testing.F) {
	form, err := sample().MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(form)
	f.Add([]byte(header))
	now := newWorld(2, 4, 3, 20).run(plant{})
	f.Fuzz(func(t *testing.T, data []byte) {
		var h History
		if err := h.UnmarshalBinary(data); err != nil {
			return
		}
		again, err := h.MarshalBinary()
		if err != nil || !bytes.Equal(again, data) {
			t.Fatalf("the form changes: %v", err)
		}
		for _, r := range h.runs {
			if r.stories > 1e6 {
				return // what follows takes time in proportion
			}
		}
		for _, c := range Detect(&h, now, 0.05) {
			if !(c.P >= 0 && c.P <= 0.05) {
				t.Fatalf("change with P outside [0, alpha]: %+v", c)
			}
		}
		h.Add(now, nil)
	})
}

// A copy goes on without its original, and the other way round.
func TestClone(t *testing.T) {
	h := sample()
	before, err := h.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	c := h.Clone()
	if again, err := c.MarshalBinary(); err != nil || !bytes.Equal(again, before) {
		t.Fatalf("the copy differs: %v", err)
	}
	for range Memory {
		c.Add(Observation{
			Topics: []int{1, 9}, Cells: []Cell{{Topic: 9, Language: "en", Source: "a", Tally: Tally{Stories: 5}}},
			Terms:      []TermCount{{Language: "en", Term: "strike", Stories: 5, Sources: 1}},
			Companions: []Companion{{Target: "Port", Name: "Crane", Stories: 3}},
		}, []Change{{Kind: TopicRising, Topic: 9, Before: 0.1, After: 0.2}})
	}
	if after, err := h.MarshalBinary(); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the original changed: %v", err)
	}
}
