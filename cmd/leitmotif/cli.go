package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"leitmotif/analysis/ledger/state"
	"leitmotif/cmd/leitmotif/internal/catalogue"
	"leitmotif/cmd/leitmotif/internal/colour"
	"leitmotif/cmd/leitmotif/internal/complete"
	"leitmotif/cmd/leitmotif/internal/digest"
	"leitmotif/cmd/leitmotif/internal/fault"
	"leitmotif/cmd/leitmotif/internal/help"
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

// errRejects marks a run that was published although more records than allowed could not be used.
var errRejects = errors.New("too many rejects")

// usage marks an error as one of usage.
func usage(err error) error { return fault.Usage(err) }

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
	if err != nil && !errors.As(err, new(*fault.Logged)) {
		fmt.Fprintln(errOut, colour.For(errOut, s.env).Fault("leitmotif:"), told(err, code))
		if hint := fault.Hint(err); hint != "" {
			fmt.Fprintln(errOut, hint)
		}
	}
	return code
}

// told is what the user is told of an error.
func told(err error, code int) string {
	text := fault.Text(err)
	if code == exitInterrupted {
		text = strings.ReplaceAll(text, context.Canceled.Error(), "interrupted")
	}
	return text
}

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
	case errors.Is(err, fault.ErrUsage), errors.Is(err, reports.ErrOtherInput):
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
			if len(args) == 0 {
				return nil
			}
			if _, err := os.Stat(args[0]); err == nil {
				return usage(fmt.Errorf("%q is no command; to analyse what is there: leitmotif run %s", args[0], args[0]))
			}
			return fault.Unknown(c, args[0])
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetVersionTemplate("leitmotif {{.Version}}\n")
	root.SetFlagErrorFunc(fault.Flag)
	root.AddCommand(runCommand(s), checkCommand(s), inspectCommand(s), catalogue.Command(s.out), digest.Command(s.out), reportCommand(s), exportCommand(s),
		evaluateCommand(s), trainCommand(s), versionCommand(s))
	help.Layout{Columns: colour.Width(s.out), Heading: colour.For(s.out, s.env).Heading, Groups: help.GroupsOf}.Apply(root)
	complete.Register(root)
	strict(root)
	return root
}

// strict has the commands that cobra adds answer names that they do not know with an error.
func strict(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Args = func(_ *cobra.Command, args []string) error {
				if below, rest, err := root.Find(args); err == nil && len(rest) > 0 {
					return fault.Unknown(below, rest[0])
				}
				return nil
			}
		case "completion":
			c.Args, c.RunE = fault.Subcommand, func(*cobra.Command, []string) error { return nil }
		}
	}
}
