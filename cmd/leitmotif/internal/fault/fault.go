// Package fault has the errors of those who use the command: what they are told, all at once, and
// where help is found if it helps.
package fault

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"leitmotif/cmd/leitmotif/internal/suggest"
)

// ErrUsage marks wrong flags, arguments or configuration.
var ErrUsage = errors.New("wrong usage")

// Usage marks an error as one of usage; nil stays nil.
func Usage(err error) error {
	if err == nil {
		return nil
	}
	return &usageError{error: err}
}

// UsageOf is an error of usage that the help of a command would have spared.
func UsageOf(c *cobra.Command, err error) error {
	return &usageError{err, fmt.Sprintf("Run '%s --help' for usage.", c.CommandPath())}
}

type usageError struct {
	error
	hint string // where help is found; "" where it does not help
}

func (e *usageError) Is(target error) bool { return target == ErrUsage }
func (e *usageError) Unwrap() error        { return e.error }

// Hint says where help is found for an error; "" where it would not help.
func Hint(err error) string {
	var wrong *usageError
	if errors.As(err, &wrong) {
		return wrong.hint
	}
	return ""
}

// Logged marks an error that a log has told already.
type Logged struct{ Err error }

func (e *Logged) Error() string { return e.Err.Error() }
func (e *Logged) Unwrap() error { return e.Err }

// Text is what an error says. Several at once have a line each.
func Text(err error) string {
	list := joined(err)
	if len(list) < 2 {
		return err.Error()
	}
	text := fmt.Sprintf("%d faults:", len(list))
	for _, fault := range list {
		text += "\n  " + strings.ReplaceAll(fault.Error(), "\n", "\n  ")
	}
	return text
}

// joined gives the errors that err joins, in their order and each once, or err alone.
func joined(err error) []error {
	if marked, ok := err.(*usageError); ok {
		err = marked.error
	}
	several, ok := err.(interface{ Unwrap() []error })
	if !ok || errors.Join(several.Unwrap()...).Error() != err.Error() { // else it says more than they do
		return []error{err}
	}
	var list []error
	for _, one := range several.Unwrap() {
		for _, fault := range joined(one) {
			if !slices.ContainsFunc(list, func(former error) bool { return former.Error() == fault.Error() }) {
				list = append(list, fault)
			}
		}
	}
	return list
}

// OneDirectory is the argument of a command that takes a directory and nothing else.
func OneDirectory(c *cobra.Command, args []string) error {
	if len(args) != 1 {
		return UsageOf(c, fmt.Errorf("%s takes one directory", c.Name()))
	}
	return nil
}

// Subcommand is the argument of a command that has others below it and does nothing itself.
func Subcommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return UsageOf(c, fmt.Errorf("%s what?", c.Name()))
	}
	return Unknown(c, args[0])
}

// Unknown is the error of a command that is not there below c.
func Unknown(c *cobra.Command, name string) error {
	var names []string
	for _, below := range c.Commands() {
		names = append(names, below.Name())
	}
	if question := suggest.Question(name, c.CommandPath()+" ", names); question != "" {
		return Usage(fmt.Errorf("unknown command %q%s", name, question))
	}
	return UsageOf(c, fmt.Errorf("unknown command %q", name))
}

// Flag words the error of a flag that c does not have, or not so.
func Flag(c *cobra.Command, err error) error {
	if unknown := new(pflag.NotExistError); errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "" {
		if question := suggest.Question(unknown.GetSpecifiedName(), "--", FlagNames(c.Flags())); question != "" {
			return Usage(fmt.Errorf("%w%s", err, question))
		}
	}
	if wrong := new(pflag.InvalidValueError); errors.As(err, &wrong) {
		return Usage(fmt.Errorf("--%s: %w", wrong.GetFlag().Name, Value(wrong.Unwrap())))
	}
	return UsageOf(c, err)
}

// FlagNames are the names of all flags of a set.
func FlagNames(set *pflag.FlagSet) (names []string) {
	set.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return names
}

// Value words the error of a flag that does not take a value: those of package strconv are of no
// use to people.
func Value(err error) error {
	var number *strconv.NumError
	switch {
	case !errors.As(err, &number):
		return err
	case errors.Is(err, strconv.ErrRange):
		return fmt.Errorf("%s is out of range", number.Num)
	}
	return fmt.Errorf("%q is no such value", number.Num)
}
