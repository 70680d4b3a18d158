package clean

import (
	"strings"
	"testing"
)

func BenchmarkText(b *testing.B) {
	long := strings.Repeat("Der Gemeinderat hat am Montag über den Haushalt beraten und die Gebühren für Kindergärten gesenkt. ", 8) + "Ende."
	short := "The council met on Monday to discuss the budget\nand lowered the fees for kindergartens in the city\n"
	for _, c := range []struct{ name, text string }{
		{"paragraphs_1MB", strings.Repeat(long+"\n", 1250)},
		{"fixed_lines_1MB", strings.Repeat(short, 10000)},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			for b.Loop() {
				Text(c.text, "Haushalt")
			}
		})
	}
}
