package view

import (
	"fmt"
	"math"

	"leitmotif/analysis/inference"
	"leitmotif/reports/page"
)

// minScored is the least number of stories with a tone of a topic in a finding on the tone.
const minScored = 10

// minFocus is the least number of articles on one topic for a finding on an outlet.
const minFocus = 8

// minChange is the least change of a share that is news: two points in a hundred.
const minChange = 0.02

func topicAnchor(id int) string { return fmt.Sprintf("topic-%d", id) }

// findingViews draws the few sentences that the page begins with, at most seven, each
// only where the figures bear it.
func findingViews(v *page.View, all []page.Topic) []page.Finding {
	var findings []page.Finding
	add := func(f *page.Finding) {
		if f != nil {
			findings = append(findings, *f)
		}
	}
	add(largestTopic(all))
	rising, falling := changes(all, v.Corpus.Outlets)
	add(rising)
	add(falling)
	add(mixture(all))
	if rising == nil || falling == nil {
		add(strongestBurst(all, v.Coverage.Axis))
	}
	add(toneRange(all))
	add(focus(v.Matrix))
	add(dataRemark(v))
	return findings
}

func largestTopic(topics []page.Topic) *page.Finding {
	if len(topics) < 2 {
		return nil
	}
	total := 0
	best := &topics[0]
	for i := range topics {
		total += topics[i].Stories
		if topics[i].Stories > best.Stories {
			best = &topics[i]
		}
	}
	if total == 0 {
		return nil
	}
	return &page.Finding{
		Kind: page.Largest, Anchor: topicAnchor(best.ID), Topic: best.Ref,
		Count: best.Stories, Total: total, Share: float64(best.Stories) / float64(total),
	}
}

// changes are the topics whose share rose and fell most, of those that rise or fall and whose
// change is large enough to be news.
func changes(topics []page.Topic, outlets int) (rising, falling *page.Finding) {
	up, down := minChange, -minChange
	for i := range topics {
		t := &topics[i]
		if t.Change == nil {
			continue
		}
		f := &page.Finding{
			Kind: t.Change.Direction, Anchor: topicAnchor(t.ID), Topic: t.Ref,
			Before: t.Change.Before, Share: t.Change.After, Turn: t.Change.Turn, Within: outlets > 1,
		}
		switch d := t.Change.After - t.Change.Before; {
		case f.Kind == page.Rising && d > up:
			up, rising = d, f
		case f.Kind == page.Falling && d < down:
			down, falling = d, f
		}
	}
	return rising, falling
}

// mixture is the outlet that, by beginning or ending, makes the share of a topic in all stories
// change most.
func mixture(topics []page.Topic) *page.Finding {
	var best *page.Finding
	for i := range topics {
		t := &topics[i]
		if t.Change == nil || t.Change.Outlet == "" {
			continue
		}
		if best == nil || math.Abs(t.Change.AllAfter-t.Change.AllBefore) > math.Abs(best.Share-best.Before) {
			best = &page.Finding{
				Kind: page.Mix, Anchor: "coverage", Topic: t.Ref, Outlet: t.Change.Outlet, Span: t.Change.Span,
				Before: t.Change.AllBefore, Share: t.Change.AllAfter, Turn: t.Change.Turn,
			}
		}
	}
	return best
}

// strongestBurst is the burst that the topic's other columns let expect least, by the
// log-likelihood ratio of its stories.
func strongestBurst(topics []page.Topic, axis page.Axis) *page.Finding {
	var best *page.Finding
	most := math.Inf(-1)
	for i := range topics {
		stories, total := 0, 0
		for _, cell := range topics[i].Series {
			stories += cell.Stories
			total += cell.Total
		}
		for c, cell := range topics[i].Series {
			if !cell.Burst || cell.Few {
				continue
			}
			// Half a story more in the others, so that there is always something to expect.
			usual := (float64(stories-cell.Stories) + 0.5) / (float64(total-cell.Total) + 1)
			unusual := ratioOf(cell.Stories, float64(cell.Total)*usual) + ratioOf(cell.Total-cell.Stories, float64(cell.Total)*(1-usual))
			if unusual <= most {
				continue
			}
			most = unusual
			best = &page.Finding{
				Kind: page.Burst, Anchor: topicAnchor(topics[i].ID), Topic: topics[i].Ref,
				Count: cell.Stories, Total: cell.Total, Share: cell.Share, Period: axis.Columns[c],
			}
		}
	}
	return best
}

// ratioOf is the part of n stories in a log-likelihood ratio, where expected > 0 were.
func ratioOf(n int, expected float64) float64 {
	if n == 0 {
		return 0
	}
	return float64(n) * math.Log(float64(n)/expected)
}

// toneRange names the topics of lowest and highest mean tone, where their intervals
// do not overlap.
func toneRange(topics []page.Topic) *page.Finding {
	var low, high *page.Topic
	for i := range topics {
		t := &topics[i]
		if t.Mean.Stories < minScored {
			continue
		}
		if low == nil || t.Mean.Score < low.Mean.Score {
			low = t
		}
		if high == nil || t.Mean.Score > high.Mean.Score {
			high = t
		}
	}
	if low == nil || low.Mean.High >= high.Mean.Low {
		return nil
	}
	return &page.Finding{
		Kind: page.ToneRange, Anchor: topicAnchor(low.ID), Count: minScored,
		Topic: low.Ref, Mean: low.Mean, Other: high.Ref, Against: high.Mean,
	}
}

// focus names the outlet and topic that stand out most: the largest z of the outlet's
// share of a topic against that of the other outlets, where it is significant over
// all cells.
func focus(m *page.Matrix) *page.Finding {
	if m == nil {
		return nil
	}
	var best *page.Finding
	threshold := inference.Critical(len(m.Rows) * len(m.Outlets))
	for _, row := range m.Rows {
		count, total := 0, 0
		for _, c := range row.Cells {
			count += c.Count
			total += c.Total
		}
		for j, c := range row.Cells {
			if c.Count < minFocus || c.Total == total {
				continue
			}
			others, rest := float64(count-c.Count), float64(total-c.Total)
			z := inference.Proportions(others, rest, float64(c.Count), float64(c.Total))
			if z <= threshold {
				continue
			}
			threshold = z
			best = &page.Finding{
				Kind: page.Focus, Anchor: "outlets", Topic: row.Topic, Outlet: m.Outlets[j].Name,
				Count: c.Count, Total: c.Total, Share: c.Share, Before: others / rest,
			}
		}
	}
	return best
}

// dataRemark says what the reader must know about the data before trusting it.
func dataRemark(v *page.View) *page.Finding {
	return &page.Finding{
		Kind: page.Data, Anchor: "data", Count: v.Quality.Rejected, Total: v.Quality.Records,
		Copies: v.Quality.Duplicates, Undated: v.Quality.Undated,
	}
}
