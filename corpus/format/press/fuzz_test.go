package press

import (
	"strings"
	"testing"

	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// FuzzSplit holds that each word of a document stands in the export, that a document is an
// article or has a reason, and that the same text gives the same documents.
func FuzzSplit(f *testing.F) {
	for _, s := range samples {
		f.Add(sample(f, s.file))
	}
	f.Add("1 of 2 DOCUMENTS\nLENGTH:1\n2 of 2 DOCUMENTS\nBODY: x\nLENGTH: 9 words")
	f.Add("Body\nLoad-Date: \nEnd of Document\nBody\nx")
	f.Add("HD T\nPD 3 March 2025\nTD x\nAN Document ABC000020250303001")
	f.Add("Quelle:\nA vom 03.03.2025\nDokumentnummer:\nx\n")
	f.Fuzz(func(t *testing.T, raw string) {
		text := input.Text([]byte(raw))
		held := make(map[string]bool)
		for word := range strings.FieldsSeq(text) {
			held[word] = true
		}
		export, ok := Split(text)
		if !ok {
			return
		}
		again, _ := Split(text)
		if len(export.Documents) == 0 || len(again.Documents) != len(export.Documents) || again.Missing != export.Missing {
			t.Fatalf("%d documents, then %d", len(export.Documents), len(again.Documents))
		}
		for i, d := range export.Documents {
			if d != again.Documents[i] {
				t.Fatalf("document %d: %+v, then %+v", i+1, d, again.Documents[i])
			}
			if (d.Reason == "") != (strings.TrimSpace(d.Values.Of[record.Text]) != "") {
				t.Fatalf("document %d: reason %q, text %q", i+1, d.Reason, d.Values.Of[record.Text])
			}
			for word := range strings.FieldsSeq(d.Values.Of[record.Text]) {
				if !held[word] && !isPartOfWord(held, word) {
					t.Fatalf("document %d: %q is not in the export", i+1, word)
				}
			}
		}
	})
}

// isPartOfWord tells a word that follows a label without a blank, or that an address follows.
func isPartOfWord(held map[string]bool, word string) bool {
	for whole := range held {
		if strings.HasSuffix(whole, ":"+word) || strings.HasPrefix(whole, word+";") || strings.HasSuffix(whole, ":"+word+";") {
			return true
		}
	}
	return false
}

func FuzzSplitPage(f *testing.F) {
	for _, s := range samples {
		f.Add(sample(f, s.file))
	}
	f.Add("<p>1 of 1 DOCUMENTS<p>LENGTH: 1<pre>x</pre><title>")
	f.Fuzz(func(t *testing.T, raw string) {
		if export, ok := SplitPage(input.Text([]byte(raw))); ok && len(export.Documents) == 0 {
			t.Fatal("an export without a document")
		}
	})
}
