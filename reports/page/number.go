package page

import (
	"math"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/number"
)

// minus is the sign of negative numbers. The CLDR of both languages has the hyphen,
// which is hard to see before a figure.
const minus = "\u2212"

// number writes an integer with separators: 12,345 or 12.345.
func (w *words) number(v any) string {
	return strings.Replace(w.printer.Sprint(number.Decimal(v)), "-", minus, 1)
}

// percent writes a share for the reader, in whole per cent: 13%, <1%, 0%.
func (w *words) percent(share float64) string {
	whole := func(v float64) string { return w.printer.Sprint(number.Percent(v, number.Scale(0))) }
	switch {
	case share > 0 && share < 0.005:
		return "<" + whole(0.01)
	case share < 1 && share >= 0.995:
		return ">" + whole(0.99)
	default:
		return whole(share)
	}
}

// score writes a tone score with its sign, to two places: +0.12, −0.40, 0.00.
func (w *words) score(v float64) string {
	s := w.decimal(v)
	if math.Round(100*v) > 0 && !math.IsInf(v, 0) {
		return "+" + s
	}
	return s
}

// called writes the net tone of something that is shown with its label: as score does, with more
// places, five at most, where two would put it on the edge of the neutral band.
func (w *words) called(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return w.score(v)
	}
	for scale, places := 100.0, 2; places <= 5; scale, places = 10*scale, places+1 {
		if r := math.Round(scale * v); math.Abs(r) != math.Round(scale*w.netBand) {
			return w.rounded(r/scale, places)
		}
	}
	return w.score(v)
}

// rounded writes a score, which has been rounded, to so many places.
func (w *words) rounded(v float64, places int) string {
	s := w.printer.Sprint(number.Decimal(math.Abs(v), number.Scale(places)))
	switch {
	case v > 0:
		return "+" + s
	case v < 0:
		return minus + s
	}
	return s
}

// decimal writes a number to two places, with a true minus sign and never as -0.00.
func (w *words) decimal(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "?"
	}
	hundredths := math.Round(100 * v)
	s := w.printer.Sprint(number.Decimal(math.Abs(hundredths)/100, number.Scale(2)))
	if hundredths < 0 {
		return minus + s
	}
	return s
}

// isoDate is the date as programs sort it, "" where the day is unknown.
func isoDate(t time.Time, precision string) string {
	if t.IsZero() || precision == "month" || precision == "year" {
		return ""
	}
	return t.Format("20060102")
}

// place writes a coordinate or a length in the fewest digits that draw alike.
func place(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "0"
	}
	s := strconv.FormatFloat(v, 'f', 2, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}
