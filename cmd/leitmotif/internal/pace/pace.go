// Package pace tells of work under way how fast it goes, and how long the rest takes.
package pace

import (
	"fmt"
	"time"
)

// What makes a pace known: a rate is taken over the latest paceSpan, and told once it spans
// leastSpan; what is left is told where leastShare is done besides.
const (
	paceSpan   = 30 * time.Second
	leastSpan  = 5 * time.Second
	leastShare = 0.02
	paceStep   = time.Second // between the moments that are kept
)

// Pace follows work of which the amount is known or not: how fast it goes of late, and how
// long the rest takes at that. The zero value has seen nothing.
type Pace struct {
	moments []Moment // oldest first, the last of them now
}

// Moment is how much was done at a time: of the work as a whole, in whatever unit its amount
// is known, and in articles.
type Moment struct {
	At             time.Time
	Done, Articles int64
}

// Add takes notice of what is done now.
func (p *Pace) Add(m Moment) {
	if n := len(p.moments); n > 1 && m.At.Sub(p.moments[n-2].At) < paceStep {
		p.moments[n-1] = m
	} else {
		p.moments = append(p.moments, m)
	}
	for len(p.moments) > 2 && m.At.Sub(p.moments[1].At) >= paceSpan {
		p.moments = p.moments[1:]
	}
}

// over is the time that the pace is taken over, with what was done in it.
func (p *Pace) over() (span time.Duration, done, articles int64) {
	if len(p.moments) == 0 {
		return 0, 0, 0
	}
	first, last := p.moments[0], p.moments[len(p.moments)-1]
	return last.At.Sub(first.At), last.Done - first.Done, last.Articles - first.Articles
}

// Rate is in articles per second, and unknown at first and while nothing is done.
func (p *Pace) Rate() (perSecond float64, known bool) {
	span, _, articles := p.over()
	if span < leastSpan || articles <= 0 {
		return 0, false
	}
	return float64(articles) / span.Seconds(), true
}

// Left is the time until total is done at the pace of late, where that can be told.
func (p *Pace) Left(total int64) (left time.Duration, known bool) {
	span, done, _ := p.over()
	if span < leastSpan || done <= 0 || total <= 0 {
		return 0, false
	}
	all := p.moments[len(p.moments)-1].Done
	if float64(all) < leastShare*float64(total) || all >= total {
		return 0, false
	}
	return time.Duration(float64(total-all) / float64(done) * float64(span)), true
}

// Roughly writes a time as people say it: 45 s, 12 min, 1 h 20 min.
func Roughly(d time.Duration) string {
	switch minutes := int(d.Round(time.Minute).Minutes()); {
	case d < 90*time.Second:
		return fmt.Sprintf("%d s", max(1, int(d.Round(time.Second).Seconds())))
	case minutes < 60:
		return fmt.Sprintf("%d min", minutes)
	default:
		return fmt.Sprintf("%d h %d min", minutes/60, minutes%60)
	}
}
