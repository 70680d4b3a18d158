package format

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"

	"leitmotif/corpus"
)

// pdfText is a line on a page, at a place in points from the lower left.
type pdfText struct {
	x, y, size float64
	text       string
}

// pdfMark is a bookmark to a height on a page, counted from 0.
type pdfMark struct {
	title string
	page  int
	top   float64
}

// pdfFile is what a PDF is written from, in Helvetica.
type pdfFile struct {
	info     string // entries of the information dictionary
	pages    [][]pdfText
	pictures []int // pages that a picture covers
	marks    []pdfMark
}

// write writes the file.
func (f *pdfFile) write() []byte {
	const first = 6 // object of the first page, its content behind it
	kids := ""
	objects := map[int]string{
		4: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
		5: pdfStream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", []byte{128}),
	}
	for i, page := range f.pages {
		var content bytes.Buffer
		if slices.Contains(f.pictures, i) {
			content.WriteString("q 595 0 0 842 0 0 cm /I Do Q\n")
		}
		for _, t := range page {
			fmt.Fprintf(&content, "BT /F %g Tf %g %g Td %s Tj ET\n", t.size, t.x, t.y, pdfString(t.text))
		}
		n := first + 2*i
		kids += fmt.Sprintf("%d 0 R ", n)
		objects[n] = fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 4 0 R>>/XObject<</I 5 0 R>>>>>>", n+1)
		objects[n+1] = pdfStream("", content.Bytes())
	}
	objects[1] = "<</Type/Catalog/Pages 2 0 R/Outlines 3 0 R>>"
	objects[2] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, len(f.pages))
	objects[3] = "<<>>"
	last := first + 2*len(f.pages)
	if n := len(f.marks); n > 0 {
		objects[3] = fmt.Sprintf("<</First %d 0 R/Last %d 0 R/Count %d>>", last, last+n-1, n)
	}
	for i, m := range f.marks {
		next := ""
		if i+1 < len(f.marks) {
			next = fmt.Sprintf("/Next %d 0 R", last+i+1)
		}
		objects[last+i] = fmt.Sprintf("<</Title%s/Parent 3 0 R/Dest[%d 0 R/XYZ 0 %g 0]%s>>", pdfString(m.title), first+2*m.page, m.top, next)
	}
	info := last + len(f.marks)
	objects[info] = "<<" + f.info + ">>"
	return pdfObjects(objects, fmt.Sprintf("/Info %d 0 R", info))
}

// pdfObjects writes objects, of which 1 is the catalog, and a trailer.
func pdfObjects(objects map[int]string, trailer string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	most := 0
	for n := range objects {
		most = max(most, n)
	}
	offsets := make([]int, most+1)
	for n := 1; n <= most; n++ {
		if body, ok := objects[n]; ok {
			offsets[n] = b.Len()
			fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, body)
		}
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", most+1)
	for n := 1; n <= most; n++ {
		if offsets[n] == 0 {
			b.WriteString("0000000000 00000 f \n")
		} else {
			fmt.Fprintf(&b, "%010d 00000 n \n", offsets[n])
		}
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", most+1, trailer, xref)
	return b.Bytes()
}

func pdfStream(entries string, content []byte) string {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	w.Write(content)
	w.Close()
	return fmt.Sprintf("<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream", entries, packed.Len(), packed.String())
}

func pdfString(s string) string {
	s, err := charmap.Windows1252.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(s) + ")"
}

// pdfColumn is lines below each other.
func pdfColumn(x, y, size float64, lines ...string) (column []pdfText) {
	for i, text := range lines {
		column = append(column, pdfText{x, y - 1.2*size*float64(i), size, text})
	}
	return column
}

// onePDF reads a document that is one article.
func onePDF(t *testing.T, f pdfFile) *corpus.Article {
	t.Helper()
	got := readOne(t, "a.pdf", f.write(), Options{})
	wantOrder(t, got, "a.pdf#1")
	if len(got.articles) != 1 {
		t.FailNow()
	}
	return got.articles[0]
}

var councilLines = []string{
	"Der Rat von Altenbruck hat am Montag-", "abend über den Umbau der Ufer-", "promenade entschieden. Die CDU-",
	"Fraktion lehnte den Entwurf ab. Haupt-", "und Nebenstraßen bleiben offen. (Größe: egal)",
}

const councilText = "Der Rat von Altenbruck hat am Montagabend über den Umbau der Uferpromenade entschieden. " +
	"Die CDU-Fraktion lehnte den Entwurf ab. Haupt- und Nebenstraßen bleiben offen. (Größe: egal)"

func TestPDF(t *testing.T) {
	page := append([]pdfText{{60, 780, 20, "Neue Stege am Hafen"}}, pdfColumn(60, 740, 10, councilLines...)...)
	info := "/Title(Microsoft Word - stege.docx)/Author(Hanne Schreiber)/CreationDate(D:20261123070000+01'00')"
	a := onePDF(t, pdfFile{info: info, pages: [][]pdfText{page}})
	if a.Title != "Neue Stege am Hafen" || a.Text != councilText || a.Author != "Hanne Schreiber" {
		t.Errorf("%q by %q: %q", a.Title, a.Author, a.Text)
	}
	if want := time.Date(2026, 11, 23, 6, 0, 0, 0, time.UTC); !a.Published.Equal(want) {
		t.Errorf("published %v, want when the document was made", a.Published)
	}
	// The title that the document says, and a date in its first lines.
	page = append(page, pdfText{60, 760, 10, "Altenbruck, 20. November 2026"})
	a = onePDF(t, pdfFile{info: "/Title(Neue Stege am Hafen - Hafenbote)/Author(Administrator)/CreationDate(D:2027)", pages: [][]pdfText{page}})
	if a.Title != "Neue Stege am Hafen - Hafenbote" || a.Text != "Altenbruck, 20. November 2026\n"+councilText || a.Author != "" {
		t.Errorf("%q by %q: %q", a.Title, a.Author, a.Text)
	}
	if want := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC); !a.Published.Equal(want) {
		t.Errorf("published %v, want the date in the text", a.Published)
	}
	// A date within the text is not when it was published, nor is the day of the print then.
	page = append(pdfColumn(60, 740, 10, councilLines...), pdfColumn(60, 600, 10, slices.Repeat([]string{"Die Stege sind alt und viele Bretter fehlen."}, 12)...)...)
	page = append(page, pdfText{60, 440, 10, "Zuletzt wurden sie am 3. Mai 1998 erneuert."})
	if a = onePDF(t, pdfFile{info: "/CreationDate(D:20261123)", pages: [][]pdfText{page}}); !a.Published.IsZero() {
		t.Errorf("published %v", a.Published)
	}
}

// Columns are read one after the other, in whatever order their lines were written.
func TestPDFColumns(t *testing.T) {
	left := pdfColumn(60, 700, 9, "The council of Marwick Bay voted on", "Monday to reopen the harbour railway", "after a long debate about its", "cost, officials said.")
	right := pdfColumn(300, 696, 9, "Residents welcomed the plan, while", "fishermen asked for a different", "timetable. Work begins in spring", "and ends within a year.")
	page := []pdfText{{60, 740, 18, "Harbour railway of Marwick Bay to open again"}}
	for i := range left {
		page = append(page, left[i], right[i])
	}
	page = append(page, pdfColumn(60, 600, 9, "A headline across both columns ends them, and so does this long line of text.")...)
	a := onePDF(t, pdfFile{pages: [][]pdfText{page}})
	want := "The council of Marwick Bay voted on Monday to reopen the harbour railway after a long debate about its cost, officials said.\n" +
		"Residents welcomed the plan, while fishermen asked for a different timetable. Work begins in spring and ends within a year.\n" +
		"A headline across both columns ends them, and so does this long line of text."
	if a.Title != "Harbour railway of Marwick Bay to open again" || a.Text != want {
		t.Errorf("%q: %q", a.Title, a.Text)
	}
	// The cells of a table are read row by row.
	table := pdfColumn(60, 700, 9, "The boats at the piers were counted again last week.")
	for i, row := range [][]string{{"Pier", "Boats"}, {"North", "12"}, {"South", "9"}} {
		table = append(table, pdfText{60, 670 - 11*float64(i), 9, row[0]}, pdfText{200, 670 - 11*float64(i), 9, row[1]})
	}
	if a = onePDF(t, pdfFile{pages: [][]pdfText{table}}); !strings.HasSuffix(a.Text, "Pier Boats North 12 South 9") {
		t.Errorf("table: %q", a.Text)
	}
}

// An initial of several lines belongs to the first of them.
func TestPDFInitial(t *testing.T) {
	page := append(pdfColumn(95, 580, 12, "er Rat von Altenbruck hat am Montag lange", "über den Hafen gesprochen, wie schon oft"), pdfText{60, 560, 40, "D"})
	page = append(page, pdfText{60, 551, 12, "zuvor, und am Ende stimmten alle zu und gingen."})
	if a := onePDF(t, pdfFile{pages: [][]pdfText{page}}); a.Text != "Der Rat von Altenbruck hat am Montag lange über den Hafen gesprochen, wie schon oft zuvor, und am Ende stimmten alle zu und gingen." {
		t.Errorf("%q", a.Text)
	}
}

// What recurs at the edges of pages goes, and a sentence goes on from page to page.
func TestPDFFurniture(t *testing.T) {
	var pages [][]pdfText
	for i, line := range []string{"Am ersten Tag war der Rat noch einig, doch", "am zweiten begann der Streit um die Stege.", "Am dritten stimmten alle zu."} {
		pages = append(pages, []pdfText{
			{60, 815, 8, "Hafenbote vom 20.11.2026"}, {60, 700, 10, line},
			{20, 20, 8, "https://hafenbote.example/stege"}, {540, 20, 8, fmt.Sprintf("%d/3", i+1)},
		})
	}
	a := onePDF(t, pdfFile{pages: pages})
	want := "Am ersten Tag war der Rat noch einig, doch am zweiten begann der Streit um die Stege.\nAm dritten stimmten alle zu."
	if a.Text != want || a.URL != "https://hafenbote.example/stege" {
		t.Errorf("%q from %q", a.Text, a.URL)
	}
	if want := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC); !a.Published.Equal(want) {
		t.Errorf("published %v, want the date of the header", a.Published)
	}
}

// What a browser prints around a single page goes as well, and the day of the print is not that
// of the article.
func TestPDFPrint(t *testing.T) {
	page := append(pdfColumn(60, 740, 10, councilLines...), pdfText{20, 820, 8, "30.11.2026, 20:45"}, pdfText{250, 820, 8, "Neue Stege am Hafen - Hafenbote"},
		pdfText{20, 20, 8, "https://hafenbote.example/stege-123.html"}, pdfText{560, 20, 8, "1/1"}, pdfText{60, 760, 10, "20. Nov. 2026"})
	a := onePDF(t, pdfFile{info: "/Title(Neue Stege am Hafen - Hafenbote)", pages: [][]pdfText{page}})
	if a.Text != "20. Nov. 2026\n"+councilText || a.URL != "https://hafenbote.example/stege-123.html" || a.Title != "Neue Stege am Hafen - Hafenbote" {
		t.Errorf("%q from %q: %q", a.Title, a.URL, a.Text)
	}
	if want := time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC); !a.Published.Equal(want) {
		t.Errorf("published %v", a.Published)
	}
}

// A bookmark is an article where each begins a page; the sections of an article do not.
func TestPDFBookmarks(t *testing.T) {
	body := func(title string, y float64) []pdfText {
		return append([]pdfText{{60, 780, 16, title}}, pdfColumn(60, y, 10, councilLines...)...)
	}
	f := pdfFile{
		info: "/Title(Pressespiegel vom Montag)",
		pages: [][]pdfText{{{60, 780, 16, "Pressespiegel"}, {60, 740, 10, "Neue Stege am Hafen 2"}, {60, 720, 10, "Streit um die Fähre 4"}},
			body("Neue Stege am Hafen", 740), pdfColumn(60, 740, 10, "Das war alles."), body("Streit um die Fähre", 710)},
		marks: []pdfMark{{"Neue Stege am Hafen", 1, 800}, {"Streit um die Fähre", 3, 800}},
	}
	got := readOne(t, "a.pdf", f.write(), Options{})
	wantOrder(t, got, "a.pdf#1 empty", "a.pdf#2", "a.pdf#3")
	if a := got.articles[0]; a.Title != "Neue Stege am Hafen" || a.Text != councilText+"\nDas war alles." {
		t.Errorf("%q: %q", a.Title, a.Text)
	}
	if a := got.articles[1]; a.Title != "Streit um die Fähre" || a.Text != councilText {
		t.Errorf("%q: %q", a.Title, a.Text)
	}
	f.marks = []pdfMark{{"Erster Teil", 1, 800}, {"Zweiter Teil", 1, 730}, {"Dritter Teil", 3, 700}}
	if a := onePDF(t, f); a.Title != "Pressespiegel vom Montag" {
		t.Errorf("%q", a.Title)
	}
}

// What cannot be read is said.
func TestPDFRejects(t *testing.T) {
	scanned := pdfFile{pages: [][]pdfText{nil, nil}, pictures: []int{0, 1}}
	mixed := pdfFile{pages: [][]pdfText{pdfColumn(60, 700, 10, "Ein Satz auf der ersten Seite."), nil}, pictures: []int{1}}
	blank := pdfFile{pages: [][]pdfText{nil}}
	whole := blank.write()
	encrypted := pdfObjects(map[int]string{
		1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[]/Count 0>>",
		3: "<</Filter/Standard/V 2/R 3/Length 128/P -4/O<" + strings.Repeat("41", 32) + ">/U<" + strings.Repeat("42", 32) + ">>>",
	}, "/Encrypt 3 0 R/ID[<00><00>]")
	const start = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
	for _, test := range []struct {
		name   string
		file   []byte
		order  []string
		detail string
	}{
		{"scanned", scanned.write(), []string{"a.pdf no_text"}, "pdf: scanned: 2 pages without a text layer"},
		{"scanned in part", mixed.write(), []string{"a.pdf#1", "a.pdf no_text"}, "pdf: scanned: 1 of 2 pages without a text layer"},
		{"blank", whole, []string{"a.pdf no_text"}, "pdf: 1 page without text"},
		{"encrypted", encrypted, []string{"a.pdf unsupported"}, "pdf: encrypted: it opens with a password alone"},
		{"no more than a beginning", []byte(start), []string{"a.pdf malformed"}, "pdf: damaged beyond repair"},
		{"junk before it", []byte("junk \x00\x01\n" + start), []string{"a.pdf malformed"}, "pdf: damaged beyond repair"},
		{"cut", whole[:200], []string{"a.pdf malformed"}, "pdf: damaged beyond repair"},
	} {
		got := readOne(t, "a.pdf", test.file, Options{})
		wantOrder(t, got, test.order...)
		if len(got.rejects) == 1 && got.rejects[0].Detail != test.detail {
			t.Errorf("%s: %q", test.name, got.rejects[0].Detail)
		}
		// Whatever it is called.
		if again := readOne(t, "a.txt.gz", gzipped(t, test.file), Options{}); len(again.order) != len(got.order) {
			t.Errorf("%s, packed: %v", test.name, again.order)
		}
	}
}

// hostilePDF is a page with content, in a page tree with kids.
func hostilePDF(content, kids string, more map[int]string) []byte {
	objects := map[int]string{
		1: "<</Type/Catalog/Pages 2 0 R>>",
		2: fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, strings.Count(kids, "R")),
		3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 10 0 R>>>>>>",
		4: content,
		5: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
	}
	for n, body := range more {
		objects[n] = body
	}
	return pdfObjects(objects, "")
}

// No document swells or goes on for ever, and what ends it depends on the document alone.
func TestHostilePDF(t *testing.T) {
	forms := make(map[int]string) // each shows the next one twice
	for i := range 30 {
		forms[10+i] = pdfStream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>", 11+i), []byte("/X Do /X Do"))
	}
	letters := func(n int) string {
		return pdfStream("", []byte("BT /F 10 Tf 10 10 Td "+strings.Repeat("(ab) Tj ", n)+"ET"))
	}
	for _, test := range []struct {
		name string
		file []byte
		want string
	}{
		{"spaces", hostilePDF(pdfStream("", bytes.Repeat([]byte{' '}, 150<<20)), "3 0 R", nil), "malformed"},
		{"letters", hostilePDF(letters(4_000_000), "3 0 R", nil), "malformed"},
		{"states", hostilePDF(pdfStream("", bytes.Repeat([]byte("q "), 2_000_000)), "3 0 R", nil), "malformed"},
		{"forms", hostilePDF(pdfStream("", []byte("/X Do")), "3 0 R", forms), "expansion"},
		{"pages", hostilePDF(letters(2_000), strings.Repeat("3 0 R ", 20_000), nil), "expansion"},
		{"cycle", hostilePDF(letters(1), "2 0 R 2 0 R", nil), "malformed"},
		{"brackets", hostilePDF("x "+strings.Repeat("[", 1_000_000), "3 0 R", nil), "no_text"},
	} {
		began := time.Now()
		for range 2 {
			got := readOne(t, "a.pdf", test.file, Options{})
			if n := len(got.order); n == 0 || !strings.HasSuffix(got.order[n-1], test.want) {
				t.Errorf("%s: %v %v", test.name, got.order, got.rejects)
			}
		}
		t.Logf("%s: %d bytes, %v", test.name, len(test.file), time.Since(began)/2)
	}
}

func FuzzPDF(f *testing.F) {
	page := append([]pdfText{{60, 780, 20, "Neue Stege am Hafen"}}, pdfColumn(60, 740, 10, councilLines...)...)
	whole := pdfFile{info: "/Title(Pressespiegel vom Montag)", pages: [][]pdfText{page, page}, pictures: []int{1},
		marks: []pdfMark{{"A", 0, 800}, {"B", 1, 800}}}
	// PDFium starts here, for an input may not take ten seconds.
	readOne(f, "a.pdf", whole.write(), Options{})
	f.Add(whole.write())
	f.Add(hostilePDF("<</Length 30>>stream\nBT /F 10 Tf 1 0 0 1 9 9 Tm (a) Tj\nendstream", "3 0 R", nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		if !bytes.HasPrefix(b, []byte("%PDF-1")) {
			b = append([]byte("%PDF-1.7\n"), b...)
		}
		first := checked(t, "a.pdf", b)
		again := checked(t, "a.pdf", b)
		if !slices.Equal(first.order, again.order) {
			t.Fatalf("read as %v, then as %v", first.order, again.order)
		}
		for i, a := range first.articles {
			if *a != *again.articles[i] {
				t.Fatalf("%s is %+v, then %+v", a.Input, *a, *again.articles[i])
			}
		}
	})
}

func BenchmarkPDF100Pages(b *testing.B) {
	var f pdfFile
	for range 100 {
		f.pages = append(f.pages, pdfColumn(60, 780, 10, slices.Repeat(councilLines, 11)...))
	}
	file := f.write()
	src := inMemory(b, "a.pdf", file, Options{})
	size := int64(0)
	for a := range src.Articles(b.Context()) {
		size += int64(len(a.Text))
	}
	benchmarkSource(b, src, size)
	b.ReportMetric(100*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}
