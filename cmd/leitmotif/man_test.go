//go:build !browser

package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"
)

// TestManPages makes a manual page of every command, which names all of its flags; in the directory
// $LEITMOTIF_MAN they stay.
func TestManPages(t *testing.T) {
	dir := os.Getenv("LEITMOTIF_MAN")
	if dir == "" {
		dir = t.TempDir()
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	root := rootCommand(streams{out: io.Discard, err: io.Discard})
	root.DisableAutoGenTag = true
	commands := below(root)
	for _, c := range commands {
		c.Long = blocks(c.Long)
	}
	header := doc.GenManHeader{Section: "1", Source: "leitmotif " + version, Manual: "leitmotif"}
	if err := doc.GenManTree(root, &header, dir); err != nil {
		t.Fatal(err)
	}
	for _, c := range commands {
		raw, err := os.ReadFile(filepath.Join(dir, strings.ReplaceAll(c.CommandPath(), " ", "-")+".1"))
		if err != nil {
			t.Error(err)
			continue
		}
		text := strings.ReplaceAll(string(raw), `\-`, "-")
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if !strings.Contains(text, "--"+f.Name) {
				t.Errorf("the page of %s does not name --%s", c.CommandPath(), f.Name)
			}
		})
	}
	raw, err := os.ReadFile(filepath.Join(dir, "leitmotif-run.1"))
	if err != nil || !strings.Contains(string(raw), "\n   4  a quality gate") {
		t.Errorf("%v, or the exit codes have lost their lines", err)
	}
}

// below are a command and all below it.
func below(c *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{c}
	for _, next := range c.Commands() {
		if next.IsAvailableCommand() { // help is none
			list = append(list, below(next)...)
		}
	}
	return list
}

// blocks sets off and indents the lines that begin with a space as Markdown wants it of those that
// stay as they are.
func blocks(text string) string {
	var b strings.Builder
	within := false
	for line := range strings.Lines(text) {
		indented := strings.HasPrefix(line, " ")
		if indented && !within {
			b.WriteString("\n")
		}
		if indented {
			b.WriteString("    ")
		}
		within = indented
		b.WriteString(line)
	}
	return b.String()
}
