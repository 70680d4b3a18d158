package page

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// number writes an integer with separators: 12,345.
func number(v any) string {
	var n int64
	switch v := v.(type) {
	case int:
		n = int64(v)
	case int64:
		n = v
	}
	digits := strconv.FormatInt(n, 10)
	minus := ""
	if n < 0 {
		minus, digits = "\u2212", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return minus + digits
}

// percent writes a share for the reader: 13%, <1%, 0%.
func percent(share float64) string {
	switch p := share * 100; {
	case p > 0 && p < 0.5:
		return "<1%"
	case p < 100 && p >= 99.5:
		return ">99%"
	default:
		return strconv.FormatFloat(p, 'f', 0, 64) + "%"
	}
}

// score writes a tone score with its sign, to two places: +0.12, −0.40, 0.00.
func score(v float64) string {
	s := decimal(v)
	if v > 0 && s != "0.00" {
		return "+" + s
	}
	return s
}

// decimal writes a number to two places, with a true minus sign and never as -0.00.
func decimal(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "?"
	}
	s := strconv.FormatFloat(math.Abs(v), 'f', 2, 64)
	if v < 0 && strings.Trim(s, "0.") != "" {
		return "\u2212" + s
	}
	return s
}

// isoDate is the date as programs sort it, "" where it is unknown.
func isoDate(t time.Time) string {
	if t.IsZero() {
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
