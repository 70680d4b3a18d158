package complete

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"leitmotif/reports"
)

// tool has the commands and flags whose values are known.
func tool() *cobra.Command {
	do := func(*cobra.Command, []string) error { return nil }
	root := &cobra.Command{Use: "tool", RunE: do}
	run := &cobra.Command{Use: "run", RunE: do}
	for _, name := range []string{"config", "field", "gate", "log", "out", "refit", "since"} {
		run.Flags().String(name, "", "")
	}
	digest := &cobra.Command{Use: "digest", RunE: do}
	for _, name := range []string{"format", "since-run"} {
		digest.Flags().String(name, "", "")
	}
	root.AddCommand(run, digest)
	Register(root)
	return root
}

// asked gives what the shell is told, a line each.
func asked(t *testing.T, words ...string) []string {
	t.Helper()
	var out bytes.Buffer
	root := tool()
	root.SetOut(&out)
	root.SetErr(new(bytes.Buffer))
	root.SetArgs(append([]string{cobra.ShellCompRequestCmd}, words...))
	if err := root.Execute(); err != nil {
		t.Fatal(err)
	}
	return strings.Fields(out.String())
}

func TestValues(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"run=20261122T060000Z", "run=20261123T060000Z"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name, reports.ManifestFile), []byte("{}"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// The shell leaves out what does not begin as the word does. The last line is the sum of cobra's directives: 2 no space, 4 no files, 8 these endings, 16 directories, 32 this order.
	for words, want := range map[string]string{
		"run --refit ":                    "auto always never :4",
		"run --log js":                    "auto bar text json :4",
		"run --field te":                  "id= title= text= date= source= language= url= author= :6",
		"run --config ":                   "yaml yml :8",
		"run --out ":                      ":16",
		"run --since ":                    ":0",
		"digest --format ":                "md html json :4",
		"digest ":                         ":16",
		"digest " + dir + " --since-run ": "run=20261123T060000Z run=20261122T060000Z :36",
	} {
		if got := strings.Join(asked(t, strings.Split(words, " ")...), " "); got != want {
			t.Errorf("%q completes to %q, want %q", words, got, want)
		}
	}
	if got := strings.Join(asked(t, "run", "--gate", ""), " "); !strings.HasPrefix(got, "articles-min= articles-max= ") || !strings.HasSuffix(got, " history= :6") || strings.Contains(got, "XX") {
		t.Errorf("gates: %q", got)
	}
}
