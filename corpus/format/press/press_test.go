package press

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"leitmotif/corpus"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/input"
)

// want is what a document is to give: the fields of its record in their order but for the
// text, of which the first and the last words are told and how many there are.
type want struct {
	title, date, source, language, url, author, id string
	first, last                                    string
	words                                          int
	truncated                                      bool
}

var samples = []struct {
	file, form string
	documents  []want
}{
	{"nexis.txt", "Nexis", []want{
		{title: "Council votes to rebuild the harbour bridge after two years of closure; Ferry to run until the autumn", date: "March 3, 2025",
			source: "The Wexcombe Post", language: "ENGLISH", author: "Ada Millbrook", first: "The council", last: "he added.", words: 106},
		{title: "Mill owner calls the plan a mistake", date: "March 4, 2025 2:05 PM GMT", source: "Wexcombe Evening Star", language: "ENGLISH",
			author: "Rosa Finch and Tom Dale", first: "The owner", last: "too narrow.", words: 27, truncated: true},
		{title: "Ferry breaks down on its first day", date: "March 5, 2025", source: "The Wexcombe Post", language: "ENGLISH", first: "The ferry",
			last: "loose belt.", words: 35},
	}},
	{"nexis_de.txt", "Nexis", []want{
		{title: "Stadtrat beschließt den Bau der neuen Hafenbrücke", date: "3. März 2025 9:50 PM GMT+1", source: "Wexlinger Anzeiger",
			language: "GERMAN", url: "http://www.wexlinger-anzeiger.example/bruecke.html", author: "Jana Ohlert", first: "Zwei Jahre", last: "Edda Brandt.", words: 48},
		{title: "Fähre fällt am ersten Tag aus", date: "5. März 2025", source: "Wexlinger Anzeiger", language: "GERMAN", first: "Die Fähre,",
			last: "die Panne.", words: 27},
	}},
	{"nexis.html", "Nexis", []want{
		{title: "Stadtrat beschließt den Bau der neuen Hafenbrücke", date: "3. März 2025 9:50 PM GMT+1", source: "Wexlinger Anzeiger",
			language: "GERMAN", author: "Jana Ohlert", first: "Der Stadtrat", last: "Juni beginnen.", words: 25},
		{title: "Fähre fällt am ersten Tag aus", date: "5. März 2025", source: "Hafenblatt", language: "GERMAN", first: "Die Fähre,",
			last: "Tag ausgefallen.", words: 14},
	}},
	{"nexisuni.txt", "Nexis", []want{
		{title: "Council votes to rebuild the harbour bridge", date: "March 3, 2025", source: "The Wexcombe Post", language: "ENGLISH",
			author: "Ada Millbrook", first: "The council", last: "the mill.", words: 63},
		{title: "Mill owner calls the plan a mistake", date: "March 4, 2025 2:05 PM GMT", source: "Wexcombe Evening Star (England)",
			author: "Rosa Finch", first: "She fears", last: "too narrow.", words: 32, truncated: true},
		{title: "Stadtrat beschließt den Bau der neuen Hafenbrücke", date: "3. März 2025", source: "Wexlinger Anzeiger", language: "GERMAN",
			author: "Jana Ohlert", first: "Der Stadtrat", last: "fünf dagegen.", words: 19},
	}},
	{"factiva_codes.txt", "Factiva", []want{
		{title: "Council votes to rebuild the harbour bridge", date: "3 March 2025 14:05", source: "The Wexcombe Post", language: "English",
			author: "Ada Millbrook", id: "WEXP000020250303el330000a", first: "The council", last: "in June.", words: 45},
		{title: "Stadtrat beschließt den Bau der neuen Hafenbrücke", date: "3 März 2025", source: "Wexlinger Anzeiger", language: "Deutsch",
			author: "Jana Ohlert", id: "WXLA000020250304el340000b", first: "Der Stadtrat", last: "fünf dagegen.", words: 19},
	}},
	{"factiva_codes.html", "Factiva", []want{
		{title: "Council votes to rebuild the harbour bridge", date: "3 March 2025", source: "The Wexcombe Post", language: "English",
			author: "Ada Millbrook", id: "WEXP000020250303el330000a", first: "The council", last: "five against.", words: 21},
	}},
	{"factiva.txt", "Factiva", []want{
		{title: "Council votes to rebuild the harbour bridge", date: "3 March 2025 14:05", source: "The Wexcombe Post", language: "English",
			author: "Ada Millbrook", id: "WEXP000020250303el330000a", first: "The council", last: "five against.", words: 30, truncated: true},
		{title: "Stadtrat beschließt den Bau der neuen Hafenbrücke", date: "3 März 2025", source: "Wexlinger Anzeiger", language: "Deutsch",
			id: "WXLA000020250304el340000b", first: "Der Stadtrat", last: "fünf dagegen.", words: 19},
	}},
	{"factiva.html", "Factiva", []want{
		{title: "Council votes to rebuild the harbour bridge", date: "3 March 2025", source: "The Wexcombe Post", language: "English",
			author: "Ada Millbrook", id: "WEXP000020250303el330000a", first: "The council", last: "five against.", words: 30},
		{title: "Stadtrat beschließt den Bau der neuen Hafenbrücke", date: "18 April 2025", source: "Wexlinger Anzeiger", language: "Deutsch",
			id: "WXLA000020250304el340000b", first: "Der Stadtrat", last: "Hafenbrücke beschlossen.", words: 13, truncated: true},
	}},
	{"proquest.txt", "ProQuest", []want{
		{title: "Council votes to rebuild the harbour bridge", date: "Mar 3, 2025", source: "The Wexcombe Post", language: "English",
			url: "https://www.proquest.com/newspapers/council-votes/docview/3000000001/se-2", author: "Millbrook, Ada", id: "3000000001",
			first: "The council", last: "five against.", words: 30},
		{title: "Mill owner calls the plan a mistake", date: "04 Mar 2025", source: "Wexcombe Evening Star", language: "English",
			url: "https://www.proquest.com/newspapers/mill-owner/docview/3000000002/se-2", author: "Finch, Rosa", id: "3000000002",
			first: "The owner", last: "too narrow.", words: 27, truncated: true},
	}},
	{"genios.txt", "GBI-Genios", []want{
		{title: "Stadtrat beschließt den Bau der neuen Hafenbrücke", date: "03.03.2025", source: "Wexlinger Anzeiger",
			url: "https://www.wiso-net.de/document/WXA__20250303_0012", author: "Jana Ohlert", id: "WXA_20250303_0012",
			first: "Der Stadtrat", last: "Juni beginnen.", words: 33},
		{title: "Fähre fällt am ersten Tag aus", date: "5. März 2025", source: "Hafenblatt",
			url: "https://www.wiso-net.de/document/HBL__20250305_0003", id: "HBL_20250305_0003", first: "Die Fähre,", last: "der Grund.", words: 20},
	}},
	{"pmg.txt", "Presse-Monitor", []want{
		{title: "Stadtrat beschließt den Bau der neuen Hafenbrücke", date: "03.03.2025", source: "Wexlinger Anzeiger", author: "Jana Ohlert",
			first: "Der Stadtrat", last: "Juni beginnen.", words: 25},
		{title: "Fähre fällt am ersten Tag aus", date: "05.03.2025", source: "Hafenblatt", first: "Die Fähre,", last: "Tag ausgefallen.", words: 14},
	}},
	{"ots.txt", "news aktuell", []want{
		{title: "Wexlinger Werke bauen neue Halle am Hafen", date: "03.03.2025 10:15", source: "Wexlinger Werke GmbH", first: "Wexlingen (ots)",
			last: "Fähren hergestellt.", words: 26},
	}},
	{"apa.txt", "APA-OTS", []want{
		{title: "Wexlinger Werke bauen neue Halle am Hafen", date: "2025-03-03 10:15", source: "Wexlinger Werke GmbH", id: "OTS0045 2025-03-03",
			first: "Wien (OTS)", last: "Fähren hergestellt.", words: 26},
		{title: "Hafenblatt sucht Austräger", date: "2025-03-04 09:00", source: "Hafenblatt Verlag", id: "OTS0050 2025-03-04",
			first: "Wien (OTS)", last: "die Inseln.", words: 10},
	}},
	{"swissdox.txt", "Swissdox", []want{
		{title: "Stadtrat beschliesst den Bau der neuen Hafenbrücke", date: "03.03.2025", source: "Wexlinger Anzeiger", first: "Der Stadtrat",
			last: "Hafenbrücke beschlossen.", words: 13},
		{title: "Fähre fällt am ersten Tag aus", date: "05.03.2025", source: "Hafenblatt", first: "Die Fähre,", last: "Tag ausgefallen.", words: 14},
	}},
	{"pressreader.txt", "PressReader", []want{
		{title: "Council votes to rebuild the harbour bridge", date: "3 Mar 2025", source: "The Wexcombe Post", author: "Ada Millbrook",
			first: "The council", last: "five against.", words: 21},
		{title: "Ferry breaks down on its first day", date: "5 Mar 2025", source: "The Wexcombe Post", first: "The ferry", last: "first day.", words: 16},
	}},
	{"pressreader_labels.txt", "PressReader", []want{
		{title: "Council votes to rebuild the harbour bridge", source: "The Wexcombe Post", author: "ADA MILLBROOK", first: "The council",
			last: "harbour bridge.", words: 13},
		{title: "Ferry breaks down on its first day", source: "The Wexcombe Post", first: "The ferry", last: "first day.", words: 16},
	}},
}

// sample reads a file of testdata as text.
func sample(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return input.Text(b)
}

func splitNamed(name, text string) (*Export, bool) {
	if strings.HasSuffix(name, ".html") {
		return SplitPage(text)
	}
	return Split(text)
}

func TestLayouts(t *testing.T) {
	for _, s := range samples {
		export, ok := splitNamed(s.file, sample(t, s.file))
		if !ok {
			t.Errorf("%s is taken for no export", s.file)
			continue
		}
		if export.Form != s.form || len(export.Documents) != len(s.documents) || export.Missing != "" {
			t.Errorf("%s: %d documents of %s, missing %q", s.file, len(export.Documents), export.Form, export.Missing)
			continue
		}
		for i, d := range export.Documents {
			if got := told(d); got != s.documents[i] {
				t.Errorf("%s, document %d:\n%+v\nwant\n%+v", s.file, i+1, got, s.documents[i])
			}
		}
	}
}

// told gives a document as a want.
func told(d Document) want {
	v := d.Values.Of
	w := want{title: v[record.Title], date: v[record.Date], source: v[record.Source], language: v[record.Language], url: v[record.URL],
		author: v[record.Author], id: v[record.ID], truncated: d.Truncated}
	fields := strings.Fields(v[record.Text])
	if w.words = len(fields); w.words > 1 {
		w.first, w.last = strings.Join(fields[:2], " "), strings.Join(fields[w.words-2:], " ")
	}
	return w
}

// The names of the fields are those of the language in which a reader searched.
func TestGermanProQuest(t *testing.T) {
	const rule = "____________________________________________________________"
	document := func(i int) string {
		return fmt.Sprintf("Die Brücke, Teil %[1]d\n\nVerfasser: Torwald, Marga\n\nPublikationsinfo: Hollenbecker Bote ; Hollenbeck [Hollenbeck]03 Mär 2025: 7.\n\n"+
			"Zusammenfassung: Es geht um die Brücke.\n\nVolltext: Der Rat von Hollenbeck hat am Montag über die Brücke beraten.\n\nZwölf waren dafür.\n\n"+
			"Thema: Brücken\n\nTitel: Die Brücke, Teil %[1]d\n\nPublikationstitel: Hollenbecker Bote; Hollenbeck\n\nErscheinungsdatum: Mar 3, 2025\n\n"+
			"Herausgeber: Bote GmbH\n\nSprache der Publikation: German\n\nProQuest-Dokument-ID: 300000000%[1]d\n\n"+
			"Dokumenten-URL: https://www.proquest.com/docview/300000000%[1]d\n\nDatenbank: Zeitungen\n\n", i)
	}
	for name, text := range map[string]string{
		"rules":    rule + "\n\n" + document(1) + rule + "\n\n" + document(2),
		"numbered": rule + "\n\nDokument 1 von 2\n\n" + document(1) + rule + "\n\nDokument 2 von 2\n\n" + document(2),
	} {
		export, ok := Split(text)
		if !ok || export.Form != "ProQuest" || len(export.Documents) != 2 {
			t.Errorf("%s: %v %+v", name, ok, export)
			continue
		}
		for i, d := range export.Documents {
			want := want{title: fmt.Sprint("Die Brücke, Teil ", i+1), date: "Mar 3, 2025", source: "Hollenbecker Bote", language: "German",
				url: fmt.Sprint("https://www.proquest.com/docview/300000000", i+1), author: "Torwald, Marga", id: fmt.Sprint("300000000", i+1),
				words: 14, first: "Der Rat", last: "waren dafür."}
			if got := told(d); got != want {
				t.Errorf("%s:\n%+v\nwant\n%+v", name, got, want)
			}
		}
	}
}

// Documents are the same where each paragraph comes on one line, with an empty line between
// two or without, as documents of word processors give them.
func TestParagraphsAsLines(t *testing.T) {
	for _, s := range samples {
		if strings.HasSuffix(s.file, ".html") {
			continue
		}
		text := sample(t, s.file)
		var flat []string
		for lines := linesOf(text); len(lines) > 0; {
			n := block(lines, true)
			if strings.HasPrefix(s.file, "nexis") || s.file == "apa.txt" {
				flat = append(flat, paragraphs(lines[:n]))
			} else {
				for _, l := range lines[:n] {
					flat = append(flat, l.text)
				}
			}
			lines = lines[n:]
		}
		for _, between := range []string{"\n", "\n\n"} {
			export, ok := Split(strings.Join(flat, between))
			if !ok || len(export.Documents) != len(s.documents) {
				t.Errorf("%s with %q between its paragraphs: %v, %+v", s.file, between, ok, export)
				continue
			}
			for i, d := range export.Documents {
				if got := told(d); got != s.documents[i] {
					t.Errorf("%s with %q between its paragraphs, document %d:\n%+v\nwant\n%+v", s.file, between, i+1, got, s.documents[i])
				}
			}
		}
	}
}

// Documents are the same where the text was written as a page.
func TestPages(t *testing.T) {
	for _, s := range samples {
		switch s.form {
		case "Nexis", "Factiva", "ProQuest", "GBI-Genios", "Presse-Monitor":
		default:
			continue
		}
		if strings.HasSuffix(s.file, ".html") {
			continue
		}
		var page strings.Builder
		page.WriteString("<html><head><title>Factiva</title></head><body>\n")
		for i, l := range linesOf(sample(t, s.file)) {
			switch {
			case isRule(l.text):
				page.WriteString("<hr>")
				continue
			case l.gap || i == 0:
				page.WriteString("<p>")
			default:
				page.WriteString("<br>\n")
			}
			page.WriteString(strings.ReplaceAll(html.EscapeString(l.text), "  ", "</td><td>"))
		}
		export, ok := SplitPage(page.String())
		if !ok || len(export.Documents) != len(s.documents) || export.Missing != "" {
			t.Errorf("%s as a page: %v, %+v", s.file, ok, export)
			continue
		}
		for i, d := range export.Documents {
			if got := told(d); got != s.documents[i] {
				t.Errorf("%s as a page, document %d:\n%+v\nwant\n%+v", s.file, i+1, got, s.documents[i])
			}
		}
	}
}

// Lines that were broken at a margin are put together, and lines that were not stay.
func TestParagraphs(t *testing.T) {
	for in, want := range map[string]string{
		"The council of Wexcombe voted on Monday to rebuild\nthe bridge. It has been closed to lorries since the\nflood.\nFerries run.\n\nThe end.": "The council of Wexcombe voted on Monday to rebuild the bridge. It has been closed to lorries since the flood.\nFerries run.\nThe end.",
		"The council of Wexcombe voted on Monday evening.\nThe bridge has been closed since the flood.\nFerries run.":                               "The council of Wexcombe voted on Monday evening.\nThe bridge has been closed since the flood.\nFerries run.",
		"Red\nGreen\nBlue": "Red\nGreen\nBlue",
		strings.Repeat("word ", 30) + "\nmore words\nand more": strings.TrimSpace(strings.Repeat("word ", 30)) + "\nmore words\nand more",
	} {
		if got := paragraphs(linesOf(in)); got != want {
			t.Errorf("%q:\n%q\nwant\n%q", in, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"Monday, March 3, 2025":                     "March 3, 2025",
		"March 3, 2025 Monday":                      "March 3, 2025",
		"March 3, 2025, Monday, Late Edition":       "March 3, 2025",
		"March 3, 2025 Monday 2:05 PM GMT":          "March 3, 2025 2:05 PM GMT",
		"3. März 2025 Montag":                       "3. März 2025",
		"27. Februar 2025 Donnerstag 9:50 PM GMT+1": "27. Februar 2025 9:50 PM GMT+1",
		"Montag, 3. März 2025":                      "3. März 2025",
		"3 March 2025":                              "3 March 2025",
		"03.03.2025 – 10:15":                        "03.03.2025 10:15",
		"Mo, 03.03.2025, 14:05 Uhr":                 "03.03.2025 14:05 Uhr",
		"2025-03-03":                                "2025-03-03",
		"März 2025":                                 "März 2025",
		"31. Februar 2025":                          "",
		"The Wexcombe Post":                         "",
		"12 members 2025":                           "",
	} {
		if got, _, _ := lineDate(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
		if want != "" && want != "März 2025" && !parses(want) {
			t.Errorf("%q is no date", want)
		}
	}
}

// What an export counts and does not hold is told.
func TestMissing(t *testing.T) {
	nexis := sample(t, "nexis.txt")
	second := strings.Index(nexis, "2 of 3 DOCUMENTS")
	third := strings.Index(nexis, "3 of 3 DOCUMENTS")
	uni := sample(t, "nexisuni.txt")
	proquest, genios := sample(t, "proquest.txt"), sample(t, "genios.txt")
	for name, test := range map[string]struct{ text, missing string }{
		"a gap":          {nexis[:second] + nexis[third:], "of 3 documents not found: 2"},
		"an end":         {nexis[:third], "of 3 documents not found: 3"},
		"two exports":    {nexis + "\n" + nexis[:second], "of 3 documents not found: 2 to 3"},
		"fewer":          {uni[:strings.Index(uni, "Mill owner calls the plan\n")], "1 of 3 documents found"},
		"contents":       {strings.Replace(genios, "\nSeite 1", "3. Hafenblatt sucht Austräger .......... 3\n\nSeite 1", 1), "2 of 3 documents found"},
		"fewer numbered": {proquest[:strings.Index(proquest, "Document 2 of 2")], "of 2 documents not found: 2"},
	} {
		if export, ok := Split(test.text); !ok || export.Missing != test.missing {
			t.Errorf("%s: %v, %+v", name, ok, export)
		}
	}
}

// A document without a text, or that cannot be read, stands among the others with why.
func TestFaults(t *testing.T) {
	nexis, uni, factiva := sample(t, "nexis.txt"), sample(t, "nexisuni.txt"), sample(t, "factiva.txt")
	body := "The owner of the old mill called the plan for a new bridge a mistake and said\nthat the road past her yard would be too narrow.\n"
	for name, test := range map[string]struct {
		text   string
		reason corpus.Reason
	}{
		"no text":       {strings.Replace(nexis, body, "", 1), corpus.NoText},
		"no Body":       {uni[:strings.LastIndex(uni, "Body")] + uni[strings.LastIndex(uni, "Body")+5:], corpus.Malformed},
		"no word count": {strings.Replace(factiva, "19 Wörter\n", "", 1), corpus.Malformed},
	} {
		export, ok := Split(test.text)
		if !ok {
			t.Errorf("%s: no export", name)
			continue
		}
		var reasons []corpus.Reason
		for _, d := range export.Documents {
			if d.Reason != "" {
				reasons = append(reasons, d.Reason)
			}
		}
		if len(reasons) != 1 || reasons[0] != test.reason {
			t.Errorf("%s: %v", name, reasons)
		}
	}
	// The last document breaks off.
	export, ok := Split(uni[:strings.LastIndex(uni, "Classification")])
	if !ok || len(export.Documents) != 3 || !export.Documents[2].Truncated {
		t.Errorf("an export that breaks off: %v, %+v", ok, export)
	}
}

// Texts that only speak of such exports are none.
func TestNoExport(t *testing.T) {
	for _, text := range []string{
		"",
		"1 of 3 DOCUMENTS\n\nThat is what the archive says at the top of each page.",
		"How to read an export\n\n1 of 3 DOCUMENTS\n\nLook for the line LENGTH: 421 words below it, it says.\n",
		"The archive\n\nDocument WEXP000020250303el330000a\n\nThis number names an article.",
		"Quelle: dpa vom 03.03.2025\n\nDer Stadtrat hat beschlossen.",
		"Wexlinger Anzeiger\n\nQuelle: Wexlinger Anzeiger vom 03.03.2025\n\nDer Stadtrat hat beschlossen.",
		"ProQuest was sold\n\nTitle: none\n\nThe company said so.",
		"End of Document\n\nBody\n\nA poem.",
		"Wexlingen (ots) - Die Werke bauen eine Halle.",
		"Die Schweizer Mediendatenbank in Zürich wird zwanzig. Sie heisst heute auch Swissdox.",
		"PressReader opens an office\n\nWexcombe · The company PressReader said so on 3 March 2025.",
	} {
		if export, ok := Split(text); ok {
			t.Errorf("%q is taken for an export of %s", text, export.Form)
		}
		if export, ok := SplitPage("<html><body><p>" + strings.ReplaceAll(text, "\n\n", "</p><p>") + "</p></body></html>"); ok {
			t.Errorf("a page of %q is taken for an export of %s", text, export.Form)
		}
	}
}

// The layouts of the German databases with the labels over the text.
func TestLabelsAbove(t *testing.T) {
	for name, text := range map[string]string{
		"labels below the headline": "Rat beschließt Brücke\n\nQuelle: Wexlinger Anzeiger vom 03.03.2025, Nr. 52, S. 7\nAutor: Jana Ohlert\nRessort: Lokales\n" +
			"Dokumentnummer: WXA_1\n\nDer Stadtrat von Wexlingen hat den Bau einer neuen Hafenbrücke beschlossen.\n\n" +
			"Fähre fällt aus\n\nQuelle: Hafenblatt vom 05.03.2025, S. 1\nAutor: Jana Ohlert\nDokumentnummer: HBL_2\n\nDie Fähre, die bis zum Herbst die Brücke ersetzt, ist ausgefallen.\n",
		"labels first": "Quelle: Wexlinger Anzeiger\nDatum: 03.03.2025\nAutor: Jana Ohlert\nDokumentnummer: WXA_1\n\nRat beschließt Brücke\n\n" +
			"Der Stadtrat von Wexlingen hat den Bau einer neuen Hafenbrücke beschlossen.\n\n" +
			"Quelle: Hafenblatt\nDatum: 05.03.2025\nAutor: Jana Ohlert\nDokumentnummer: HBL_2\n\nFähre fällt aus\n\nDie Fähre, die bis zum Herbst die Brücke ersetzt, ist ausgefallen.\n",
	} {
		export, ok := Split(text)
		if !ok || len(export.Documents) != 2 {
			t.Errorf("%s: %v, %+v", name, ok, export)
			continue
		}
		for i, want := range []want{
			{title: "Rat beschließt Brücke", date: "03.03.2025", source: "Wexlinger Anzeiger", author: "Jana Ohlert", id: "WXA_1",
				first: "Der Stadtrat", last: "Hafenbrücke beschlossen.", words: 11},
			{title: "Fähre fällt aus", date: "05.03.2025", source: "Hafenblatt", author: "Jana Ohlert", id: "HBL_2", first: "Die Fähre,",
				last: "ist ausgefallen.", words: 11},
		} {
			if got := told(export.Documents[i]); got != want {
				t.Errorf("%s, document %d:\n%+v\nwant\n%+v", name, i+1, got, want)
			}
		}
	}
}

// Lines of a text that look like those around it stay in it.
func TestLinesOfTexts(t *testing.T) {
	for _, test := range []struct{ file, after, added string }{
		{"nexis.txt", "yard would be too narrow.\n", "\nUPDATE: She has sold the mill.\n"},
		{"nexis.txt", "yard would be too narrow.\n", "\nCopyright is what she thinks of least.\n"},
		{"factiva_codes.txt", "to begin in June.\n", "\nRE the ferry she said nothing.\n"},
		{"factiva.txt", "five against.\n", "\nDocument of the vote: see there.\n\n1,000 words\n"},
		{"proquest.txt", "five against.\n", "\nFull text: the mayor has it.\n\nMillbrook, Ada: none.\n"},
		{"genios.txt", "im Juni beginnen.\n", "\nQuelle: Stadtrat\n\nDie Bürgermeisterin sagte:\n\n\"Wir bauen.\"\n"},
		{"pmg.txt", "im Juni beginnen.\n", "Die Bürgermeisterin sagte:\n\"Wir bauen.\"\n"},
		{"ots.txt", "Fähren hergestellt.\n", "\nKontakt zu den Nachbarn hält Edda Brandt.\n"},
	} {
		text := sample(t, test.file)
		export, ok := Split(strings.Replace(text, test.after, test.after+test.added, 1))
		if !ok {
			t.Errorf("%s: no export", test.file)
			continue
		}
		found := 0
		for _, d := range export.Documents {
			if strings.Contains(strings.ReplaceAll(d.Values.Of[record.Text], "\n", " "), strings.Join(strings.Fields(test.added), " ")) {
				found++
			}
		}
		before, _ := Split(text)
		if found != 1 || len(export.Documents) != len(before.Documents) {
			t.Errorf("%s: %q is in %d of %d documents", test.file, test.added, found, len(export.Documents))
		}
	}
	// Lines that count pages are none of a text.
	text := strings.Replace(sample(t, "nexisuni.txt"), "The work is to begin", "Page 1 of 7\nThe work is to begin", 1)
	if export, ok := Split(text); !ok || told(export.Documents[0]) != samples[3].documents[0] {
		t.Errorf("a page within a text: %v", ok)
	}
}

// Documents of Nexis that came one by one and were put into one file.
func TestUnnumbered(t *testing.T) {
	text := sample(t, "nexis.txt")
	first, second, third := strings.Index(text, "1 of 3 DOCUMENTS"), strings.Index(text, "2 of 3 DOCUMENTS"), strings.Index(text, "3 of 3 DOCUMENTS")
	one := len("1 of 3 DOCUMENTS")
	export, ok := Split(text[first+one:second] + text[second+one:third])
	if !ok || len(export.Documents) != 2 || export.Missing != "" {
		t.Fatalf("%v, %+v", ok, export)
	}
	for i, d := range export.Documents {
		if got, want := told(d), samples[0].documents[i]; got != want {
			t.Errorf("document %d:\n%+v\nwant\n%+v", i+1, got, want)
		}
	}
}

// Each layout with its line ends as systems write them.
func TestLineEnds(t *testing.T) {
	for _, s := range samples {
		b, err := os.ReadFile(filepath.Join("testdata", s.file))
		if err != nil {
			t.Fatal(err)
		}
		export, ok := splitNamed(s.file, input.Text(bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n"))))
		if !ok || len(export.Documents) != len(s.documents) {
			t.Errorf("%s with CRLF: %v", s.file, ok)
		}
	}
}
