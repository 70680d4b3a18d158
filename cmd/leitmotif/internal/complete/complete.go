// Package complete tells the shell which values flags and arguments take. Cobra, which the
// command is made of, writes the scripts for bash, zsh and fish and asks for the values.
package complete

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"leitmotif/analysis/gate"
	"leitmotif/reports"
	"leitmotif/reports/export"
)

// values are those of flags by name, or by command and name where commands differ. One that ends
// in = is the beginning of a pair.
func values() map[string][]string {
	return map[string][]string{
		"digest format":   {"md", "html", "json"},
		"export format":   {"xlsx", "csv"},
		"field":           pairs("id", "title", "text", "date", "source", "language", "url", "author"),
		"gate":            pairs(gates()...),
		"digest language": {reports.English, reports.German},
		"log":             {"auto", "bar", "text", "json"},
		"rank":            {"auto"},
		"refit":           {"auto", "always", "never"},
		"report-language": {reports.AutoLanguage, reports.English, reports.German},
		"separator":       {",", ";", "|", `\t`},
		"table":           export.Names(),
		"run tone":        {"auto", "fast", "deep"},
		"topics":          {"auto"},
	}
}

// gates are the names of gates that are whole settings; languages are left to the user.
func gates() (names []string) {
	for _, name := range gate.Names() {
		if !strings.Contains(name, "X") {
			names = append(names, name)
		}
	}
	return names
}

func pairs(names ...string) []string {
	for i := range names {
		names[i] += "="
	}
	return names
}

// Flags that take files by the ends of their names, and those that take directories.
var (
	files       = map[string][]string{"config": {"yaml", "yml"}, "watchlist": {"yaml", "yml"}, "overrides": {"yaml", "yml"}}
	directories = []string{"out", "state", "profile"}
)

// Register has every command below root, and itself, complete its flags and arguments. A flag that is
// neither here nor takes a file by its kind is completed by nothing.
func Register(root *cobra.Command) {
	known := values()
	for _, c := range root.Commands() {
		Register(c)
	}
	switch root.Name() {
	case "inspect", "report", "export", "runs", "digest":
		root.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		}
	}
	root.Flags().VisitAll(func(f *pflag.Flag) {
		list, ok := known[root.Name()+" "+f.Name]
		if !ok {
			list, ok = known[f.Name]
		}
		var give cobra.CompletionFunc
		switch {
		case f.Name == "since-run":
			give = earlierRuns
		case ok:
			directive := cobra.ShellCompDirectiveNoFileComp
			if strings.HasSuffix(list[0], "=") {
				directive |= cobra.ShellCompDirectiveNoSpace
			}
			give = cobra.FixedCompletions(list, directive)
		case files[f.Name] != nil:
			give = cobra.FixedCompletions(files[f.Name], cobra.ShellCompDirectiveFilterFileExt)
		default:
			return
		}
		if err := root.RegisterFlagCompletionFunc(f.Name, give); err != nil {
			panic("complete: " + err.Error()) // the flag is there, and has none yet
		}
	})
	for _, name := range directories {
		if root.Flags().Lookup(name) != nil && root.Name() == "run" {
			if err := root.MarkFlagDirname(name); err != nil {
				panic("complete: " + err.Error())
			}
		}
	}
}

// earlierRuns are the runs in the output directory that the command line names, newest first.
func earlierRuns(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	runs, err := reports.Runs(args[0])
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	list := make([]string, 0, len(runs))
	for i := len(runs) - 1; i >= 0; i-- {
		list = append(list, runs[i])
	}
	return list, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}
