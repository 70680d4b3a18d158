// Package flags has the values of flags that pflag does not know: numbers that can be left to
// the program, sizes in bytes, numbers of topics, points in time.
package flags

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"leitmotif/analysis"
)

// Count is a flag that takes a number or "auto", which is 0.
type Count int

func (c *Count) String() string {
	if *c == 0 {
		return "auto"
	}
	return strconv.Itoa(int(*c))
}

func (c *Count) Set(text string) error {
	if text == "auto" {
		*c = 0
		return nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return errors.New("must be a positive number or auto")
	}
	*c = Count(n)
	return nil
}

func (c *Count) Type() string { return "number" }

// Size is a number of bytes; 0 stands for none.
type Size int64

// units are the binary multiples that a size is written in.
var units = []struct {
	name  string
	bytes float64
}{{"T", 1 << 40}, {"G", 1 << 30}, {"M", 1 << 20}, {"K", 1 << 10}}

func (s *Size) String() string {
	if *s == 0 {
		return ""
	}
	for _, u := range units {
		if n := float64(*s) / u.bytes; n >= 1 {
			return strconv.FormatFloat(math.Round(n*10)/10, 'f', -1, 64) + u.name + "iB"
		}
	}
	return strconv.FormatInt(int64(*s), 10) + "B"
}

// Set reads a size such as 4GiB, 512M or 1.5g.
func (s *Size) Set(text string) error {
	if text == "" || text == "0" {
		*s = 0
		return nil
	}
	number := strings.ToUpper(strings.TrimSpace(text))
	number = strings.TrimSuffix(strings.TrimSuffix(number, "B"), "I")
	scale := 1.0
	for _, u := range units {
		if rest, ok := strings.CutSuffix(number, u.name); ok {
			number, scale = rest, u.bytes
			break
		}
	}
	n, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if err != nil || !(n*scale >= analysis.LeastMemory && n*scale < math.MaxInt64) {
		least := Size(analysis.LeastMemory)
		return fmt.Errorf("must be a number of bytes such as 4GiB, at least %s", least.String())
	}
	*s = Size(n * scale)
	return nil
}

func (s *Size) Type() string { return "size" }
