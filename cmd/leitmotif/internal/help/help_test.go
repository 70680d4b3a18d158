package help

import (
	"bytes"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// command has three flags, of which one has a long help.
func command() *cobra.Command {
	root := &cobra.Command{Use: "tool", RunE: func(*cobra.Command, []string) error { return nil }}
	c := &cobra.Command{Use: "work [PATH...]", Short: "Work on paths", Example: "  tool work a", RunE: root.RunE}
	c.Flags().Int("alpha", 0, strings.Repeat("many words ", 30))
	c.Flags().String("beta", "", "a `name`")
	c.Flags().StringToString("delta", nil, "a `pair=value`")
	c.Flags().Bool("gamma", false, "on or off")
	root.AddCommand(c)
	return root
}

func usage(t *testing.T, l Layout, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	root := command()
	l.Heading = strings.ToUpper
	l.Apply(root)
	root.SetOut(&out)
	root.SetArgs(append(args, "--help"))
	if err := root.Execute(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestGroups(t *testing.T) {
	l := Layout{Columns: 60, Groups: func(name string) []Group {
		if name == "work" {
			return []Group{{"First", []string{"gamma", "beta", "gone"}}}
		}
		return nil
	}}
	text := usage(t, l, "work")
	last := -1
	for _, part := range []string{"Work on paths", "USAGE:\n  tool work [PATH...]", "EXAMPLES:\n  tool work a", "FIRST:\n", "--gamma", "--beta name", "OTHER FLAGS:\n", "--alpha", "--help"} {
		at := strings.Index(text, part)
		if at <= last {
			t.Errorf("%q stands at %d, after %d:\n%s", part, at, last, text)
		}
		last = at
	}
	for line := range strings.Lines(text) {
		if len(line) > 61 {
			t.Errorf("a line of %d characters: %q", len(line), line)
		}
	}
	if strings.Contains(text, "default []") {
		t.Errorf("an empty list is a default:\n%s", text)
	}
	if n := strings.Count(text, "--gamma"); n != 1 {
		t.Errorf("a flag stands there %d times", n)
	}
	if root := usage(t, l); !strings.Contains(root, "COMMANDS:") || !strings.Contains(root, "Work on paths") || !strings.Contains(root, "FLAGS:") || strings.Contains(root, "EXAMPLES") {
		t.Errorf("%s", root)
	}
}
