package tone

import "leitmotif/analysis/inference"

// Sum sums up stories. The order in which they come does not matter. The zero Sum holds none.
type Sum struct {
	Counts
	stories int
	// Sums over the stories of the squares of their balances, of balance times number, and of
	// the squares of their numbers.
	squares, products, sizes int
}

// Add adds the sentences or mentions of one story; a story without any is none.
func (s *Sum) Add(story Counts) {
	n := story.N()
	if n == 0 {
		return
	}
	b := story.Balance()
	s.Counts.Add(story)
	s.stories++
	s.squares += b * b
	s.products += b * n
	s.sizes += n * n
}

// Net is the net tone of stories with its 95 % interval.
type Net struct {
	Counts
	Stories   int     // that have a tone
	Low, High float64 // of Score; -1 and 1 where Told is false
}

// Told says whether the stories are enough for an interval.
func (n Net) Told() bool { return n.Stories >= inference.LeastMean }

// Clear is the label of a net tone whose interval lies outside the band, else "".
func Clear(low, high float64) string {
	switch {
	case low > NetBand:
		return Positive
	case high < -NetBand:
		return Negative
	}
	return ""
}

// Net gives the net tone, by inference.Balance: the balances of the stories over their numbers.
func (s Sum) Net() Net {
	out := Net{Counts: s.Counts, Stories: s.stories, Low: -1, High: 1}
	if out.Told() {
		out.Low, out.High = inference.Balance(s.stories, s.N(), s.Balance(), s.squares, s.products, s.sizes)
	}
	return out
}

// ByStory gathers the counts of stories whose articles come in any order. The zero ByStory is
// empty.
type ByStory struct {
	sum  Sum
	open map[string]Counts // stories of several articles
}

// Add adds the counts of an article to those of its story, of which other articles may come.
func (b *ByStory) Add(story string, several bool, article Counts) {
	if !several {
		b.sum.Add(article)
		return
	}
	if b.open == nil {
		b.open = make(map[string]Counts)
	}
	c := b.open[story]
	c.Add(article)
	b.open[story] = c
}

// Net gives the net tone of the stories so far.
func (b *ByStory) Net() Net {
	sum := b.sum
	for _, c := range b.open { // in any order: only whole numbers are summed
		sum.Add(c)
	}
	return sum.Net()
}

// Counts are those of all stories so far.
func (b *ByStory) Counts() Counts {
	out := b.sum.Counts
	for _, c := range b.open {
		out.Add(c)
	}
	return out
}
