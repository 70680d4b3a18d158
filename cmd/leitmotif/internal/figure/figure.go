// Package figure writes numbers for a terminal: with separators of thousands, and never with
// the sign of a zero.
package figure

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Count writes a whole number with commas between thousands.
func Count[N ~int | ~int32 | ~int64](n N) string {
	digits := strconv.FormatInt(int64(n), 10)
	sign := ""
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}

// Counted writes a number and its noun, in the plural where it is not one.
func Counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return Count(n) + " " + noun
}

// Fixed writes a number to so many places; what rounds to zero has no sign.
func Fixed(v float64, places int) string {
	s := strconv.FormatFloat(v, 'f', places, 64)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-")
	}
	return s
}

// Signed writes a number to two places with its sign, which zero does not have.
func Signed(v float64) string {
	s := Fixed(v, 2)
	if v > 0 && strings.Trim(s, "0.") != "" {
		return "+" + s
	}
	return s
}

// Bytes writes a size in decimal units: 812 B, 1.4 MB.
func Bytes(n int64) string {
	const units = "kMGTPE"
	v, unit := float64(n), -1
	for v >= 999.5 && unit < len(units)-1 {
		v /= 1000
		unit++
	}
	switch {
	case unit < 0:
		return Count(n) + " B"
	case v < 9.95:
		return Fixed(v, 1) + " " + units[unit:unit+1] + "B"
	}
	return Fixed(math.Round(v), 0) + " " + units[unit:unit+1] + "B"
}

// Took writes how long something took: 0.8 s, 83.4 s, 12 min 5 s, 2 h 3 min.
func Took(d time.Duration) string {
	switch {
	case d < 10*time.Minute:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < 2*time.Hour:
		d = d.Round(time.Second)
		return fmt.Sprintf("%d min %d s", d/time.Minute, d%time.Minute/time.Second)
	}
	d = d.Round(time.Minute)
	return fmt.Sprintf("%d h %d min", d/time.Hour, d%time.Hour/time.Minute)
}

// Window writes a stretch of time from its first instant to that after its last; nil is no
// bound. Bounds at midnight UTC are days.
func Window(since, until *time.Time) string {
	switch {
	case since == nil && until == nil:
		return "all"
	case until == nil:
		return "from " + instant(*since)
	case since == nil:
		return "before " + instant(*until)
	}
	return instant(*since) + " to before " + instant(*until)
}

func instant(at time.Time) string {
	at = at.UTC()
	if at.Equal(at.Truncate(24 * time.Hour)) {
		return at.Format(time.DateOnly)
	}
	return at.Format("2006-01-02 15:04")
}
