package record

import (
	"strings"
	"testing"
)

func TestTextTitle(t *testing.T) {
	for text, want := range map[string][2]string{
		"PRESSEMITTEILUNG\n\nBrücke gesperrt\n\nDer Rat tagte.":                                         {"Brücke gesperrt", "Der Rat tagte."},
		"Medieninformation Nr. 12/2026\nSperrfrist: 11. November 2026\nBrücke gesperrt\nDer Rat tagte.": {"Brücke gesperrt", "Der Rat tagte."},
		"FOR IMMEDIATE RELEASE\n\nBridge closed\n\nThe council met.":                                    {"Bridge closed", "The council met."},
		"Pressemitteilung": {"", "Pressemitteilung"},
		"Pressemitteilungen sind selten\n\nDer Rat tagte.":   {"Pressemitteilungen sind selten", "Der Rat tagte."},
		"Embargo against Steinau lifted\n\nThe council met.": {"Embargo against Steinau lifted", "The council met."},
	} {
		title, rest := TextTitle(text)
		if title != want[0] || strings.TrimSpace(rest) != want[1] {
			t.Errorf("%q has the title %q and the rest %q", text, title, rest)
		}
	}
}
