package pace

import (
	"testing"
	"time"
)

// TestPace follows work of 10,000 articles: 100 a second at first, 10 a second later on.
func TestPace(t *testing.T) {
	var p Pace
	at, done := time.Unix(0, 0), int64(0)
	work := func(seconds, perSecond int) {
		for range seconds {
			at, done = at.Add(time.Second), done+int64(perSecond)
			p.Add(Moment{at, done, done})
		}
	}
	if _, known := p.Left(10_000); known {
		t.Error("time left before the begin")
	}
	work(3, 100)
	if _, known := p.Rate(); known {
		t.Error("a rate after two seconds")
	}
	if _, known := p.Left(10_000); known {
		t.Error("time left after two seconds")
	}
	work(7, 100)
	if rate, known := p.Rate(); !known || rate != 100 {
		t.Errorf("%v articles per second, %v, want 100", rate, known)
	}
	if left, known := p.Left(10_000); !known || left != 90*time.Second {
		t.Errorf("%v left, %v, want 90 s", left, known)
	}
	if _, known := p.Left(100_000); known {
		t.Error("time left after one per cent")
	}
	if _, known := p.Left(0); known {
		t.Error("time left of work of unknown amount")
	}
	work(60, 10) // the rate of late counts, not that since the begin
	if left, known := p.Left(10_000); !known || left != 840*time.Second {
		t.Errorf("%v left, %v, want 840 s", left, known)
	}
	if n := len(p.moments); n > int(paceSpan/paceStep)+2 {
		t.Errorf("%d moments are kept", n)
	}
	work(40, 0)
	if _, known := p.Left(10_000); known {
		t.Error("time left of work that stands still")
	}
	work(10, 1000)
	if left, known := p.Left(10_000); known {
		t.Errorf("%v left of work that is done", left)
	}
}

func TestRoughly(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "1 s", 44400 * time.Millisecond: "44 s", 89 * time.Second: "89 s", 91 * time.Second: "2 min",
		59*time.Minute + 40*time.Second: "1 h 0 min", 80 * time.Minute: "1 h 20 min", 26 * time.Hour: "26 h 0 min",
	} {
		if got := Roughly(d); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}
