package page

import (
	"fmt"
	"math"
)

// A template passes one value to another template. The types below carry what needs
// two.

// sheet is a topic with the axis that its series lies on.
type sheet struct {
	Topic Topic
	Axis  Axis
}

func sheetOf(t Topic, a Axis) sheet { return sheet{t, a} }

// toneRow is a group with its name for the reader and the scale of its mean.
type toneRow struct {
	Name  string
	Group ToneGroup
	Span  float64
}

func toneRowOf(name string, g ToneGroup, span float64) toneRow { return toneRow{name, g, span} }

// columnHead is the label over a column of a heat table.
type columnHead struct{ Class, Text string }

// headOf is the label over the i-th column: "tick" shows everywhere, "wide" on wide
// screens, and the rest have none.
func (w *words) headOf(a Axis, i int) columnHead {
	n := len(a.Columns)
	step := tickEvery(n, 12)
	narrow := step * tickEvery((n+step-1)/step, 5)
	text := w.periodLabel(a, a.Columns[i])
	switch {
	case i%narrow == 0 && i+narrow <= n: // a label reaches over the columns to its right
		return columnHead{"tick", text}
	case i%step == 0 && i+step <= n:
		return columnHead{"wide", text}
	default:
		return columnHead{"vh", text}
	}
}

// part is the share of n in total; 0 where there is nothing.
func part(n, total int) float64 {
	if total == 0 {
		return 0
	}
	return float64(n) / float64(total)
}

// cellShare is the figure in a heat cell: per cent without the sign.
func cellShare(share float64) string {
	if p := share * 100; p > 0 && p < 0.5 {
		return "<1"
	}
	return fmt.Sprintf("%.0f", math.Round(share*100))
}

// toneTextClass colours a tone's word.
func toneTextClass(tone string) string {
	switch tone {
	case "negative":
		return "neg-t"
	case "positive":
		return "pos-t"
	default:
		return "neu-t"
	}
}

// driverClass colours a driver by its sign.
func driverClass(contribution float64) string {
	if contribution < 0 {
		return "n"
	}
	return "p"
}

// targetCharts is a target of the watch list with what its charts need: the axis, the scale of
// the means and an id of its own.
type targetCharts struct {
	Target Target
	Axis   Axis
	Span   float64
	ID     string
}

func targetChartsOf(w Watch, i int) targetCharts {
	return targetCharts{w.Targets[i], w.Axis, w.Span, fmt.Sprintf("watch-%d", i+1)}
}

// nameRow is a name with the stories of the first of its kind, the scale of its bar.
type nameRow struct {
	Name Name
	Most int
}

func nameRowOf(n Name, most int) nameRow { return nameRow{n, most} }
