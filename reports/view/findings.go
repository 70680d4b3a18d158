package view

import (
	"fmt"

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

// findingViews draws the few sentences that the page begins with, at most six, each
// only where the figures bear it.
func findingViews(v *page.View, all []page.Topic) []page.Finding {
	var findings []page.Finding
	add := func(f *page.Finding) {
		if f != nil {
			findings = append(findings, *f)
		}
	}
	add(largestTopic(all))
	rising, falling := changes(all)
	add(rising)
	add(falling)
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

// changes are the topics whose share rose and fell most, of those whose change is
// significant and large enough to be news.
func changes(topics []page.Topic) (rising, falling *page.Finding) {
	up, down := minChange, -minChange
	for i := range topics {
		t := &topics[i]
		if t.Change == nil || !t.Change.Significant {
			continue
		}
		f := &page.Finding{Anchor: topicAnchor(t.ID), Topic: t.Ref, Before: t.Change.Before, Share: t.Change.After}
		switch d := t.Change.After - t.Change.Before; {
		case d > up:
			up, f.Kind, rising = d, page.Rising, f
		case d < down:
			down, f.Kind, falling = d, page.Falling, f
		}
	}
	return rising, falling
}

// strongestBurst is the burst with the most stories.
func strongestBurst(topics []page.Topic, axis page.Axis) *page.Finding {
	var best *page.Finding
	for i := range topics {
		for c, cell := range topics[i].Series {
			if !cell.Burst || best != nil && cell.Stories <= best.Count {
				continue
			}
			best = &page.Finding{
				Kind: page.Burst, Anchor: topicAnchor(topics[i].ID), Topic: topics[i].Ref,
				Count: cell.Stories, Total: cell.Total, Share: cell.Share, Period: axis.Columns[c],
			}
		}
	}
	return best
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
