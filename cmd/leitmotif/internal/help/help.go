// Package help writes the help of a command: its flags in groups, those first that are used most,
// in lines that fit the terminal.
package help

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Group is some of the flags of a command under a heading.
type Group struct {
	Title string
	Flags []string
}

// GroupsOf gives the groups of the flags of a command by its name; run alone has so many.
func GroupsOf(command string) []Group {
	if command != "run" {
		return nil
	}
	return []Group{
		{"Most used", []string{"out", "config", "since", "until", "topics", "watchlist", "state", "field", "tone", "report-language", "keep", "quiet"}},
		{"Input", []string{"paths", "time-zone", "time-zones", "max-reject-share", "max-record-bytes", "max-expansion-ratio", "max-nesting"}},
		{"Topics and tone", []string{"min-articles", "rank", "min-document-frequency", "max-document-share", "max-terms", "min-topic-weight", "tolerance", "tone-model"}},
		{"Schedule", []string{"refit", "only-new", "overrides", "gate", "publish-anyway", "metrics-file", "now"}},
		{"Output and resources", []string{"texts", "log", "workers", "memory", "profile"}},
	}
}

// Widths of the help in columns.
const (
	unknown = 100 // where it goes to no terminal
	widest  = 120
)

// Layout is how the help of all commands is written.
type Layout struct {
	Columns int                          // of the terminal; 0 = none
	Heading func(string) string          // marks a heading
	Groups  func(command string) []Group // of the flags of a command; others and the rest stand under "Flags"
}

// Apply makes the layout that of a command and of all below it.
func (l Layout) Apply(root *cobra.Command) {
	root.SetUsageFunc(func(c *cobra.Command) error { return l.write(c.OutOrStderr(), c) })
}

// write writes how a command is used.
func (l Layout) write(w io.Writer, c *cobra.Command) error {
	var b strings.Builder
	section := func(title, text string) {
		if text = strings.Trim(text, "\n"); text != "" {
			fmt.Fprintf(&b, "\n%s\n%s\n", l.Heading(title+":"), text)
		}
	}
	usage := ""
	if c.Runnable() {
		usage = "  " + c.UseLine() + "\n"
	}
	if c.HasAvailableSubCommands() {
		usage += "  " + c.CommandPath() + " COMMAND"
	}
	b.WriteString(l.Heading("Usage:") + "\n" + strings.TrimRight(usage, "\n") + "\n")
	section("Examples", c.Example)
	section("Commands", commands(c))
	for _, g := range l.groups(c) {
		section(g.title, g.flags.FlagUsagesWrapped(l.columns()))
	}
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\nRun '%s COMMAND --help' for what a command does.\n", c.CommandPath())
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// columns is the width of the help.
func (l Layout) columns() int {
	if l.Columns == 0 {
		return unknown
	}
	return min(l.Columns, widest)
}

// commands lists what is below a command.
func commands(c *cobra.Command) string {
	var b strings.Builder
	for _, below := range c.Commands() {
		if below.IsAvailableCommand() || below.Name() == "help" {
			fmt.Fprintf(&b, "  %-*s %s\n", below.NamePadding(), below.Name(), below.Short)
		}
	}
	return b.String()
}

// shown is a flag as the help has it: of a list that is empty by default it says nothing.
func shown(f *pflag.Flag) *pflag.Flag {
	copied := *f
	if copied.DefValue == "[]" {
		copied.DefValue = ""
	}
	return &copied
}

// filled is a group with the flags themselves.
type filled struct {
	title string
	flags *pflag.FlagSet
}

// groups gives the flags of a command in the order of the groups, and those that are in none at
// the end.
func (l Layout) groups(c *cobra.Command) []filled {
	all := c.Flags()
	taken := make(map[string]bool)
	var list []filled
	for _, g := range l.Groups(c.Name()) {
		f := filled{g.Title, pflag.NewFlagSet("", pflag.ContinueOnError)}
		f.flags.SortFlags = false
		for _, name := range g.Flags {
			if flag := all.Lookup(name); flag != nil {
				f.flags.AddFlag(shown(flag))
				taken[name] = true
			}
		}
		list = append(list, f)
	}
	rest := filled{"Flags", pflag.NewFlagSet("", pflag.ContinueOnError)}
	if len(list) > 0 {
		rest.title = "Other flags"
	}
	all.VisitAll(func(f *pflag.Flag) {
		if !taken[f.Name] && !f.Hidden {
			rest.flags.AddFlag(shown(f))
		}
	})
	return append(list, rest)
}
