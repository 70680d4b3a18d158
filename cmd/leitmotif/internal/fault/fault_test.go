package fault

import (
	"errors"
	"fmt"
	"strconv"
	"testing"

	"github.com/spf13/cobra"
)

func TestText(t *testing.T) {
	a, b := errors.New("a"), errors.New("b\nsecond line")
	for want, err := range map[string]error{
		"a":                                   a,
		"a: b\nsecond line":                   fmt.Errorf("%w: %w", a, b), // one that wraps two is one
		"2 faults:\n  a\n  b\n  second line":  errors.Join(a, Usage(errors.Join(b, a))),
		"3 faults:\n  a\n  x: a\n  something": Usage(errors.Join(a, errors.Join(fmt.Errorf("x: %w", a), errors.New("something")))),
	} {
		if got := Text(err); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestMarks(t *testing.T) {
	if Usage(nil) != nil {
		t.Error("no error has become one")
	}
	c := &cobra.Command{Use: "tool"}
	cause := errors.New("cause")
	for err, hint := range map[error]string{Usage(cause): "", UsageOf(c, cause): "Run 'tool --help' for usage.", &Logged{UsageOf(c, cause)}: "Run 'tool --help' for usage."} {
		if !errors.Is(err, ErrUsage) || !errors.Is(err, cause) || Hint(err) != hint {
			t.Errorf("%v: hint %q", err, Hint(err))
		}
	}
	if errors.Is(cause, ErrUsage) || Hint(cause) != "" {
		t.Error("a plain error is one of usage")
	}
}

func TestValue(t *testing.T) {
	_, syntax := strconv.Atoi("many")
	_, size := strconv.Atoi("99999999999999999999")
	for want, err := range map[string]error{`"many" is no such value`: syntax, "99999999999999999999 is out of range": size, "other": errors.New("other")} {
		if got := Value(err); got.Error() != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
