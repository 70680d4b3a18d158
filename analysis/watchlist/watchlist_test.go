package watchlist

import (
	"fmt"
	"strings"
	"testing"
)

// Faults name their line, and of many faults only the first are told; a list may not have
// more names than the program has memory for.
func TestFaults(t *testing.T) {
	var many strings.Builder
	for i := range maxNames/10 + 1 {
		fmt.Fprintf(&many, "- {name: a%d, aliases: [b%d, c%d, d%d, e%d, f%d, g%d, h%d, i%d, j%d]}\n", i, i, i, i, i, i, i, i, i, i)
	}
	for text, says := range map[string]string{
		"- name: Hafen\n- kind: company\n":                   "line 2: target 2 has no name",
		"- name: Hafen\n- name: Kai\n  aliases: [Hafen]\n":   `line 2: alias "Hafen" names both Hafen and Kai`,
		"- name: Hafen\n  alias: Kai\n":                      `line 2: unknown key "alias"`,
		"- name: Hafen\n  aliases: [{a: b}]\n":               "line 2: one value is wanted",
		"- Hafen\n":                                          "line 1: 'key: value' is wanted here",
		"- name: '...'\n":                                    "line 1: target ...: alias",
		strings.Repeat("- kind: company\n", 100_000):         "line 20: target 20 has no name\nand perhaps more",
		many.String():                                        "more than 400000 names",
		"# " + strings.Repeat("x", 16<<20) + "\n- name: a\n": "over 16777216 bytes",
	} {
		if _, err := Parse([]byte(text)); err == nil || !strings.Contains(err.Error(), says) || len(err.Error()) > 2000 {
			t.Errorf("%.60q: %.300v, want %q", text, err, says)
		}
	}
	list, err := Parse([]byte("# ours\n- name: Kaiwerk AG\n  aliases: Kaiwerk\n  kind:\n- name: 2026\n"))
	if err != nil || len(list.Targets) != 2 || list.Targets[0].Aliases[0] != "Kaiwerk" || list.Targets[1].Name != "2026" {
		t.Errorf("%+v, %v", list, err)
	}
}
