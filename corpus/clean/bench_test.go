package clean

import (
	"fmt"
	"strings"
	"testing"
)

func BenchmarkText(b *testing.B) {
	const sentences = "Der Gemeinderat hat am Montag über den Haushalt beraten und die Gebühren für Kindergärten gesenkt. "
	var paragraphs, lines strings.Builder
	for i := range 1250 {
		fmt.Fprintf(&paragraphs, "%sAbschnitt %d.\n", strings.Repeat(sentences, 8), i)
	}
	for i := range 10000 {
		fmt.Fprintf(&lines, "The council met on Monday to discuss budget %d\nand lowered the fees for kindergartens in the city\n", i)
	}
	for _, c := range []struct{ name, text string }{
		{"paragraphs_1MB", paragraphs.String()},
		{"fixed_lines_1MB", lines.String()},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			for b.Loop() {
				Text(c.text, "Haushalt")
			}
		})
	}
}
