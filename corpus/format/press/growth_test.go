package press

import (
	"strings"
	"testing"

	"leitmotif/corpus/growth"
)

// TestGrowth holds that no text costs more than in proportion to its length.
func TestGrowth(t *testing.T) {
	around := func(before, unit, after string) func(n int) string {
		return func(n int) string { return before + strings.Repeat(unit, n) + after }
	}
	growth.Main(t, func(t *testing.T) {
		for name, c := range map[string]struct {
			n    int
			text func(n int) string
		}{
			"numbers":       {2000, around("", "1 of 3 DOCUMENTS\n", "LENGTH: 1\nx")},
			"labels":        {2000, around("1 of 1 DOCUMENTS\n", "BYLINE: a\n", "x")},
			"tails":         {2000, around("1 of 1 DOCUMENTS\nLENGTH: 9\n", "GRAPHIC: a\n", "x")},
			"heads":         {2000, around("1 of 1 DOCUMENTS\n", "\na b\n", "LENGTH: 9\nx")},
			"body":          {2000, around("1 of 1 DOCUMENTS\nLENGTH: 9\n", "words of a line\n", "")},
			"ends":          {2000, around("Body\nx\nLoad-Date: y\n", "End of Document\n", "")},
			"bodies":        {2000, around("", "Body\nx\nLoad-Date: y\nEnd of Document\n", "")},
			"contents":      {2000, around("Documents (9)\n", "1. a\n", "Body\nx\nEnd of Document\n")},
			"accessions":    {2000, around("", "Document ABC000020250303001\n", "9 words\n")},
			"counts":        {2000, around("", "9 words\n", "Document ABC000020250303001\n")},
			"codes":         {2000, around("HD T\nPD 3 March 2025\n", "TD x\n", "AN Document ABC000020250303001\n")},
			"values":        {2000, around("HD T\nPD 3 March 2025\nTD x\nBY\t", "y\n", "AN Document ABC000020250303001\n")},
			"rules":         {2000, around("ProQuest\n", "____________________\nTitle: a\nFull text: b\n", "")},
			"titles":        {2000, around("ProQuest document ID: 1\n", "Title: a\nProQuest document ID: 1\n", "")},
			"abstract":      {2000, around("ProQuest\nTitle: a\nAbstract: b\n", "words\n", "")},
			"sources":       {2000, around("Dokumentnummer: 1\n", "Quelle: A vom 03.03.2025\n", "Dokumentnummer: 1\nx")},
			"loose sources": {2000, around("", "Quelle: A\nDokumentnummer: 1\n", "x")},
			"empty labels":  {2000, around("Quelle: A vom 03.03.2025\n", "Dokumentnummer:\n", "x")},
			"releases":      {2000, around("", "A (ots) - b\nOriginal-Content von: C\n", "")},
			"notices":       {2000, around("A (OTS) - b\n", "OTS-ORIGINALTEXT ***\n", "")},
			"heads below":   {2000, around("Swissdox\n", "A; 03.03.2025; Seite 1\n", "x")},
			"readers":       {2000, around("A\nB · 3 Mar 2025\nx\n", "PressReader\n", "")},
		} {
			growth.Check(t, name, c.n, func(n int) { Split(c.text(n)) })
		}
		for name, unit := range map[string]string{"elements": "<div>", "comments": "<!--", "tags": "<b <", "texts": "<p>1 of 3 DOCUMENTS", "hidden": "<title>"} {
			growth.Check(t, "page of "+name, 4000, func(n int) { SplitPage("<html>DOCUMENTS" + strings.Repeat(unit, n)) })
		}
	})
}

func BenchmarkSplitNexis500Documents(b *testing.B) {
	document := sample(b, "nexis.txt")
	document = document[strings.Index(document, "2 of 3"):]
	document = document[strings.Index(document, "\n"):strings.Index(document, "LOAD-DATE")]
	line := "The owner of the old mill called the plan for a new bridge a mistake and said\nthat the road past her yard would be too narrow for lorries.\n\n"
	document += strings.Repeat(line, 20) + "\nLANGUAGE: ENGLISH\n"
	benchmark(b, strings.Repeat("1 of 1 DOCUMENTS\n"+document, 500))
}

func BenchmarkSplitFactiva500Documents(b *testing.B) {
	text := sample(b, "factiva.txt")
	benchmark(b, strings.Repeat(text[:strings.Index(text, "Page 2 of 2")], 250))
}

func BenchmarkSplitOrdinaryText(b *testing.B) {
	text := strings.Repeat("Der Stadtrat von Wexlingen hat den Bau einer neuen Hafenbrücke beschlossen, ein Dokument liegt aus.\n", 10_000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, ok := Split(text); ok {
			b.Fatal("taken for an export")
		}
	}
}

func benchmark(b *testing.B, text string) {
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		export, ok := Split(text)
		if !ok || len(export.Documents) != 500 {
			b.Fatalf("%v", ok)
		}
	}
}
