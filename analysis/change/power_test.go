package change

import (
	"math"
	"slices"
	"testing"
)

// What is planted in a run is announced, in most worlds.
func TestPower(t *testing.T) {
	const worlds = 20
	for _, c := range []struct {
		name string
		plant
		want  Change
		least int // of the worlds
	}{
		{"a topic triples", plant{topic: 3, ratio: 3}, Change{Kind: TopicRising, Topic: 3, Language: "de"}, 16},
		{"a topic falls to a tenth", plant{topic: 2, ratio: 0.1}, Change{Kind: TopicFading, Topic: 2, Language: "de"}, 14},
		{"a topic stops", plant{topic: 1, ratio: 0}, Change{Kind: TopicSilent, Topic: 1, Language: "de"}, 18},
		{"an outlet stops", plant{silent: 2}, Change{Kind: SourceSilent, Subject: "outlet 01"}, 18},
		{"an outlet begins", plant{started: true}, Change{Kind: SourceStarted, Subject: "newcomer"}, 18},
		{"a tone drops by .3", plant{toneTopic: 1, toneBy: -0.3}, Change{Kind: ToneShift, Topic: 1, Language: "de"}, 16},
		{"a word in 12 stories", plant{word: 12}, Change{Kind: TermEntered, Language: "de", Subject: "neu"}, 18},
		{"a name with a target", plant{name: 8}, Change{Kind: CompanionNew, Target: "Kaiwerk", Subject: "Neumann"}, 18},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := 0
			for i := range worlds {
				w := newWorld(uint64(i), 10, 12, 300)
				w.volume, w.wander, w.tone = 0.2, 0.1, 0.02
				var h History
				for range 12 {
					h.Add(w.run(plant{}), nil)
				}
				for _, change := range Detect(&h, w.run(c.plant), 0.05) {
					if change.key() == c.want.key() {
						found++
					}
				}
			}
			t.Logf("found in %d of %d", found, worlds)
			if found < c.least {
				t.Errorf("found in %d of %d worlds, want %d", found, worlds, c.least)
			}
		})
	}
}

// An outlet that doubles its volume, or alone floods a topic, makes no topic rise.
func TestOutletIsNoTopic(t *testing.T) {
	for _, c := range []struct {
		name string
		plant
	}{
		{"volume doubles", plant{double: 1}},
		{"one outlet floods a topic", plant{topic: 3, ratio: 8, alone: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			announced := 0
			for i := range 40 {
				w := newWorld(uint64(i), 8, 12, 200)
				// The first outlet has a topic of its own.
				w.mixtures[0][4] = 2
				var h History
				for range 12 {
					h.Add(w.run(plant{}), nil)
				}
				if slices.ContainsFunc(Detect(&h, w.run(c.plant), 0.05), func(c Change) bool { return c.Kind == TopicRising }) {
					announced++
				}
			}
			if announced > 2 { // 5 % of 40
				t.Errorf("announced in %d of 40 worlds", announced)
			}
		})
	}
}

// A change that lasts is announced once, and again when it has grown.
func TestOnce(t *testing.T) {
	w := newWorld(1, 10, 6, 300)
	var h History
	for range 12 {
		h.Add(w.run(plant{}), nil)
	}
	var told []int
	for i := range 6 {
		p := plant{topic: 4, ratio: 3, silent: 2}
		if i == 3 {
			p.ratio = 12
		}
		now := w.run(p)
		changes := Detect(&h, now, 0.05)
		for _, c := range changes {
			if c.Kind == TopicRising && c.Topic == 4 {
				told = append(told, i)
			}
			if c.Kind == SourceSilent && i > 0 {
				t.Errorf("silence announced again in run %d", i)
			}
		}
		h.Add(now, changes)
	}
	if !slices.Equal(told, []int{0, 3}) {
		t.Errorf("rise announced in runs %v, want [0 3]", told)
	}
}

// The worked example of weights: two groups of alpha/2; in the first two tests, so that
// the levels are .0125, .0125 and .025 of .05. After .01 is rejected (.01/.25 = .04), three
// quarters are left: .02/.5*.75 = .03 -> max(.04, .03), then .02/.25*.25 = .04.
func TestFamily(t *testing.T) {
	one := func(topic int, p float64) test { return test{Change{Topic: topic}, p, true} }
	got := family([]group{
		{[]test{one(1, 0.01), one(2, 0.02)}, 2, 1},
		{[]test{one(3, 0.02)}, 1, 1},
	}, 0.05)
	if len(got) != 3 {
		t.Fatalf("got %d changes, want 3: %+v", len(got), got)
	}
	for i, want := range []struct {
		topic int
		p     float64
	}{{1, 0.04}, {2, 0.04}, {3, 0.04}} {
		if got[i].Topic != want.topic || math.Abs(got[i].P-want.p) > 1e-12 {
			t.Errorf("change %d is %+v, want %+v", i, got[i], want)
		}
	}
	if got := family([]group{{[]test{one(1, 0.03), one(2, 0.03)}, 2, 1}}, 0.05); len(got) > 0 {
		t.Errorf("two tests of .03 give %+v, want none", got)
	}
}
