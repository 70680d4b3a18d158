package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"leitmotif/analysis/ledger/state"
	"leitmotif/cmd/leitmotif/internal/colour"
	"leitmotif/cmd/leitmotif/internal/complete"
	"leitmotif/cmd/leitmotif/internal/help"
	"leitmotif/cmd/leitmotif/internal/suggest"
	"leitmotif/reports"
)

// Exit codes. They are part of the contract with cron and Airflow.
const (
	exitPublished   = 0
	exitFailed      = 1
	exitUsage       = 2
	exitRejects     = 3
	exitRefused     = 4
	exitLocked      = 75 // EX_TEMPFAIL of sysexits.h: try again later
	exitInterrupted = 130
)

// errUsage marks wrong flags, arguments or configuration; errRejects a run that was
// published although more records than allowed could not be used.
var (
	errUsage   = errors.New("wrong usage")
	errRejects = errors.New("too many rejects")
)

// usage marks an error as one of usage.
func usage(err error) error {
	if err == nil {
		return nil
	}
	return &usageError{error: err}
}

// usageOf is an error of usage that the help of a command would have spared.
func usageOf(c *cobra.Command, err error) error {
	return &usageError{err, fmt.Sprintf("Run '%s --help' for usage.", c.CommandPath())}
}

type usageError struct {
	error
	hint string // where help is found; "" where it does not help
}

func (e *usageError) Is(target error) bool { return target == errUsage }
func (e *usageError) Unwrap() error        { return e.error }

// streams are the ends of the process.
type streams struct {
	in       io.Reader
	out, err io.Writer
	env      map[string]string
}

// run is the program: it returns the exit code.
func run(ctx context.Context, args, environ []string, in io.Reader, out, errOut io.Writer) int {
	s := streams{in: in, out: out, err: errOut, env: make(map[string]string)}
	for _, pair := range environ {
		name, value, _ := strings.Cut(pair, "=")
		s.env[name] = value
	}
	root := rootCommand(s)
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	err := root.ExecuteContext(ctx)
	code := exitCode(ctx, err)
	if err != nil && !errors.As(err, new(*loggedError)) {
		fmt.Fprintln(errOut, colour.For(errOut, s.env).Fault("leitmotif:"), told(err, code))
		var wrong *usageError
		if errors.As(err, &wrong) && wrong.hint != "" {
			fmt.Fprintln(errOut, wrong.hint)
		}
	}
	return code
}

// told is the text of an error. Several at once are told in a line each.
func told(err error, code int) string {
	text := err.Error()
	if list := joined(err); len(list) > 1 {
		text = fmt.Sprintf("%d faults:", len(list))
		for _, fault := range list {
			text += "\n  " + strings.ReplaceAll(fault.Error(), "\n", "\n  ")
		}
	}
	if code == exitInterrupted {
		text = strings.ReplaceAll(text, context.Canceled.Error(), "interrupted")
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

// loggedError is an error that the log has told already.
type loggedError struct{ error }

func (e *loggedError) Unwrap() error { return e.error }

// exitCode is the one place where errors become exit codes.
func exitCode(ctx context.Context, err error) int {
	switch {
	case err == nil:
		return exitPublished
	case errors.Is(err, errRejects): // published, whatever came after
		return exitRejects
	case ctx.Err() != nil:
		return exitInterrupted
	case errors.Is(err, reports.ErrLocked), errors.Is(err, state.ErrLocked):
		return exitLocked
	case errors.Is(err, errRefused):
		return exitRefused
	case errors.Is(err, errUsage), errors.Is(err, reports.ErrOtherInput):
		return exitUsage
	}
	return exitFailed
}

func rootCommand(s streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "leitmotif",
		Short: "Topics and tone of a corpus of news articles",
		Long: `leitmotif reads a corpus of news articles (German and English, mixed), finds its
topics, measures its tone, and leaves Parquet tables and one HTML report that
opens offline. It is made to run on a schedule: one binary, no network, the same
bytes for the same input.`,
		Example: `  leitmotif run                          # the demonstration corpus, to ./out
  leitmotif run news/ feed.xml --out out # your own files
  leitmotif inspect out                  # what the last run found
  open out/latest/report.html`,
		Version:       version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(c, args[0])
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetVersionTemplate("leitmotif {{.Version}}\n")
	root.SetFlagErrorFunc(wrongFlag)
	root.AddCommand(runCommand(s), checkCommand(s), inspectCommand(s), runsCommand(s), digestCommand(s), reportCommand(s), exportCommand(s),
		evaluateCommand(s), trainCommand(s), versionCommand(s))
	help.Layout{Columns: colour.Width(s.out), Heading: colour.For(s.out, s.env).Heading, Groups: flagGroups}.Apply(root)
	complete.Register(root)
	return root
}

// someCommand is the argument of a command that has others below it and does nothing itself.
func someCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usageOf(c, fmt.Errorf("%s what?", c.Name()))
	}
	return unknownCommand(c, args[0])
}

// unknownCommand is the error of a command that is not there, or of a path in the place of one.
func unknownCommand(c *cobra.Command, name string) error {
	var names []string
	for _, below := range c.Commands() {
		names = append(names, below.Name())
	}
	if question := suggest.Question(name, c.CommandPath()+" ", names); question != "" {
		return usage(fmt.Errorf("unknown command %q%s", name, question))
	}
	if _, err := os.Stat(name); err == nil && !c.HasParent() {
		return usage(fmt.Errorf("unknown command %q; to analyse what is there: leitmotif run %s", name, name))
	}
	return usageOf(c, fmt.Errorf("unknown command %q", name))
}

// wrongFlag words the error of a flag that c does not have, or not so.
func wrongFlag(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "" {
		if question := suggest.Question(unknown.GetSpecifiedName(), "--", flagNames(c.Flags())); question != "" {
			return usage(fmt.Errorf("%w%s", err, question))
		}
	}
	if wrong := new(pflag.InvalidValueError); errors.As(err, &wrong) {
		return usage(fmt.Errorf("--%s: %w", wrong.GetFlag().Name, noNumber(wrong.Unwrap())))
	}
	return usageOf(c, err)
}

// flagNames are the names of all flags of a set.
func flagNames(set *pflag.FlagSet) (names []string) {
	set.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return names
}

// oneDirectory is the argument of a command that takes a directory and nothing else.
func oneDirectory(command string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usageOf(c, fmt.Errorf("%s takes one directory", command))
		}
		return nil
	}
}

// flagGroups are the flags of a command in the groups of its help.
func flagGroups(command string) []help.Group {
	if command != "run" {
		return nil
	}
	return []help.Group{
		{Title: "Most used", Flags: []string{"out", "config", "since", "until", "topics", "watchlist", "state", "field", "tone", "report-language", "keep", "quiet"}},
		{Title: "Input", Flags: []string{"paths", "time-zone", "time-zones", "max-reject-share", "max-record-bytes", "max-expansion-ratio", "max-nesting"}},
		{Title: "Topics and tone", Flags: []string{"min-articles", "rank", "min-document-frequency", "max-document-share", "max-terms", "min-topic-weight", "tolerance", "tone-model"}},
		{Title: "Schedule", Flags: []string{"refit", "only-new", "overrides", "gate", "publish-anyway", "metrics-file", "now"}},
		{Title: "Output and resources", Flags: []string{"texts", "log", "workers", "memory", "profile"}},
	}
}
