package boilerplate

import (
	"bytes"
	"errors"
	"testing"
)

func recurring(outlets map[string]map[uint64]uint32) *Recurring { return &Recurring{outlets: outlets} }

func form(t *testing.T, r *Recurring) []byte {
	t.Helper()
	data, err := r.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The larger number counts, in whatever order.
func TestMergeRecurring(t *testing.T) {
	a := func() *Recurring {
		return recurring(map[string]map[uint64]uint32{"Bote": {1: 5, 2: 9}, "": {7: 6}})
	}
	b := func() *Recurring {
		return recurring(map[string]map[uint64]uint32{"Bote": {2: 7, 3: 8}, "Post": {1: 5}})
	}
	want := form(t, recurring(map[string]map[uint64]uint32{"Bote": {1: 5, 2: 9, 3: 8}, "Post": {1: 5}, "": {7: 6}}))
	left, right := a(), b()
	left.Merge(b())
	right.Merge(a())
	if !bytes.Equal(form(t, left), want) || !bytes.Equal(form(t, right), want) {
		t.Errorf("%v and %v", left, right)
	}
	left.Merge(new(Recurring))
	none := new(Recurring)
	none.Merge(left)
	if !bytes.Equal(form(t, left), want) || !bytes.Equal(form(t, none), want) {
		t.Error("nothing merged with something is not the thing")
	}
	// What was merged is no part of its source.
	other := b()
	none.Merge(other)
	none.outlets["Post"][1] = 99
	if !bytes.Equal(form(t, other), form(t, b())) {
		t.Error("the other one changed")
	}
}

// What recurs in one corpus is removed from a single article of another.
func TestRecurringIsRemembered(t *testing.T) {
	var s Survey
	notice := "The full text of this agency report is no longer available."
	for _, own := range []string{"North wind turned.", "Ships came in late.", "Nobody knew why it rained.", "Prices of bread went up again.", "A goal was scored in the end.", "Votes were counted all night."} {
		s.Add("Bote", own+" "+own+" "+own+"\n"+notice)
	}
	var again Recurring
	if err := again.UnmarshalBinary(form(t, s.Recurring())); err != nil {
		t.Fatal(err)
	}
	text, pieces, _ := NewRemover(&again).Remove("Bote", "One article came alone. It was read by all.\n"+notice)
	if text != "One article came alone. It was read by all." || len(pieces) != 1 {
		t.Errorf("%q is left, %v removed", text, pieces)
	}
}

func TestRecurringForm(t *testing.T) {
	r := recurring(map[string]map[uint64]uint32{"Bote": {1: 5, 1 << 60: 9}, "": {7: 6}})
	data := form(t, r)
	var again Recurring
	if err := again.UnmarshalBinary(data); err != nil || !bytes.Equal(form(t, &again), data) {
		t.Errorf("written back differently: %v", err)
	}
	for n := range data {
		if err := again.UnmarshalBinary(data[:n]); !errors.Is(err, ErrFormat) {
			t.Fatalf("%d of %d bytes: %v", n, len(data), err)
		}
	}
	if err := again.UnmarshalBinary(append(data, 0)); !errors.Is(err, ErrFormat) {
		t.Errorf("one byte more: %v", err)
	}
	if !bytes.Equal(form(t, &again), data) {
		t.Error("a failed read changed the content")
	}
}

func FuzzRecurring(f *testing.F) {
	data, err := recurring(map[string]map[uint64]uint32{"Bote": {1: 5, 2: 9}, "": {7: 6}}).MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		var r Recurring
		if err := r.UnmarshalBinary(data); err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Fatal(err)
			}
			return
		}
		if !bytes.Equal(form(t, &r), data) {
			t.Fatal("written back differently")
		}
	})
}
