package format

import (
	"fmt"
	"strings"
	"testing"

	"leitmotif/corpus"
	"leitmotif/corpus/input"
)

const (
	xmlHead       = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	spreadsheetML = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	officeTypes   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// xlsxSheet is a sheet of a workbook in a test.
type xlsxSheet struct {
	name, state string
	rows        string // what stands in sheetData
	behind      string // what stands behind it
	links       []string
}

// xlsxFile is a workbook with shared strings and the styles 1 (a date), 2 (a date and time),
// 3 (a time), 4 (thousands, with a text in quotes).
func xlsxFile(t testing.TB, shared []string, properties string, sheets ...xlsxSheet) []byte {
	t.Helper()
	members := []packed{
		{"[Content_Types].xml", "<Types/>"},
		{"_rels/.rels", `<Relationships><Relationship Id="a" Type="` + officeTypes + `officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/styles.xml", xmlHead + `<styleSheet` + spreadsheetML + `><numFmts count="3"><numFmt numFmtId="164" formatCode="dd\.mm\.yyyy;@"/>` +
			`<numFmt numFmtId="165" formatCode="[$-407]h:mm&quot; Uhr&quot;"/><numFmt numFmtId="166" formatCode="#,##0&quot; day&quot;"/></numFmts>` +
			`<cellStyleXfs><xf numFmtId="14"/><xf numFmtId="0"/></cellStyleXfs>` +
			`<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>`},
	}
	if shared != nil {
		members = append(members, packed{"xl/sharedStrings.xml", xmlHead + `<sst` + spreadsheetML + `><si>` + strings.Join(shared, `</si><si>`) + `</si></sst>`})
	}
	list, relationships := "", ""
	for i, s := range sheets {
		list += fmt.Sprintf(`<sheet name="%s" sheetId="%d" state="%s" r:id="rId%d"/>`, s.name, i+1, s.state, i+1)
		relationships += fmt.Sprintf(`<Relationship Id="rId%d" Type="%sworksheet" Target="worksheets/sheet%d.xml"/>`, i+1, officeTypes, i+1)
		members = append(members, packed{fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1),
			xmlHead + `<worksheet` + spreadsheetML + `><sheetData>` + s.rows + `</sheetData>` + s.behind + `</worksheet>`})
		links := ""
		for k, target := range s.links {
			links += fmt.Sprintf(`<Relationship Id="l%d" Type="%shyperlink" Target="%s" TargetMode="External"/>`, k+1, officeTypes, target)
		}
		members = append(members, packed{fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", i+1), "<Relationships>" + links + "</Relationships>"})
	}
	members = append(members, packed{"xl/workbook.xml", xmlHead + `<workbook` + spreadsheetML + `>` + properties + `<sheets>` + list + `</sheets></workbook>`},
		packed{"xl/_rels/workbook.xml.rels", "<Relationships>" + relationships + "</Relationships>"})
	return zipOf(t, members...)
}

// inlineRow is a row of texts.
func inlineRow(texts ...string) string {
	row := "<row>"
	for _, text := range texts {
		row += `<c t="inlineStr"><is><t>` + text + `</t></is></c>`
	}
	return row + "</row>"
}

// The header is found below a title and blank rows, and every kind of cell is read.
func TestWorkbook(t *testing.T) {
	shared := []string{
		`<t>Titel</t>`, `<t>Fließtext</t>`,
		`<r><rPr><b/></rPr><t xml:space="preserve">Die Brücke </t></r><r><t>ist zu._x000D_&#10;Seit heute.</t></r><rPh sb="0" eb="1"><t>phonetisch</t></rPh><phoneticPr fontId="1"/>`,
	}
	rows := `<row r="1"><c r="A1" t="inlineStr"><is><t>Pressespiegel, Suche: Brücke</t></is></c></row><row r="2"/>` +
		`<row r="4"><c r="B4" t="s"><v>0</v></c><c r="C4" t="inlineStr"><is><t>Text</t></is></c><c r="D4" t="str"><v>Datum</v></c>` +
		`<c r="E4" t="inlineStr"><is><t>Quelle</t></is></c><c r="F4" t="inlineStr"><is><t>Link</t></is></c><c r="G4" t="inlineStr"><is><t>Nr</t></is></c></row>` +
		`<row r="5"><c r="B5" t="inlineStr"><is><t>Eins</t></is></c><c r="C5" t="s"><v>2</v></c><c r="D5" s="1"><v>45717</v></c>` +
		`<c r="E5" t="inlineStr"><is><t>Hollenbecker Bote</t></is></c><c r="F5" t="inlineStr"><is><t>hier</t></is></c><c r="G5"><v>7</v></c></row>` +
		`<row r="6"><c r="B6" t="e"><v>#N/A</v></c><c r="C6" t="str"><f>A1&amp;"x"</f><v>Der Hafen wächst.</v></c><c r="D6" s="2"><v>45719.586805555555</v></c><c r="E6"/><c r="G6"><v>1.234E+4</v></c></row>` +
		`<row r="8"><c r="B8" t="str"><f>HYPERLINK("https://w.example/3","Drei")</f><v>Drei</v></c><c r="C8" t="inlineStr"><is><t>Ein Text.</t></is></c><c r="D8" s="2"><v>45719</v></c><c r="G8" s="4"><v>8</v></c></row>` +
		`<row r="9"><c r="B9" t="inlineStr"><is><t>Vier</t></is></c></row>`
	got := readOne(t, "a.xlsx", xlsxFile(t, shared, "", xlsxSheet{name: "Artikel", rows: rows, links: []string{"https://b.example/1?a=1&amp;b=2"},
		behind: `<mergeCells count="1"><mergeCell ref="E5:E6"/></mergeCells><hyperlinks><hyperlink ref="F5" r:id="l1"/></hyperlinks>`}), Options{})
	wantArticles(t, got,
		corpus.Article{SourceID: "7", Title: "Eins", Text: "Die Brücke ist zu.\nSeit heute.", Published: day(2025, 3, 1, 0, 0), Precision: corpus.Day, Source: "Hollenbecker Bote", URL: "https://b.example/1?a=1&b=2"},
		corpus.Article{SourceID: "12340", Text: "Der Hafen wächst.", Published: day(2025, 3, 3, 14, 5), Precision: corpus.Second, Local: true, Source: "Hollenbecker Bote"},
		corpus.Article{SourceID: "8", Title: "Drei", Text: "Ein Text.", Published: day(2025, 3, 3, 0, 0), Precision: corpus.Day, URL: "https://w.example/3"})
	wantDetail(t, got, "nothing in Text")
	if last := got.order[len(got.order)-1]; last != "a.xlsx#4 no_text" {
		t.Errorf("the row without a text is %s", last)
	}
}

// Days count from 1904 in workbooks of old Macs.
func TestWorkbookFrom1904(t *testing.T) {
	rows := inlineRow("Datum", "Text") + `<row><c s="1"><v>44255</v></c><c t="inlineStr"><is><t>Ein Text.</t></is></c></row>` +
		`<row><c t="d"><v>2025-03-03T14:05:00</v></c><c t="inlineStr"><is><t>Noch einer.</t></is></c></row>`
	got := readOne(t, "a.xlsx", xlsxFile(t, nil, `<workbookPr date1904="1"/>`, xlsxSheet{name: "S", rows: rows}), Options{})
	wantArticles(t, got, corpus.Article{Text: "Ein Text.", Published: day(2025, 3, 1, 0, 0), Precision: corpus.Day},
		corpus.Article{Text: "Noch einer.", Published: day(2025, 3, 3, 14, 5), Precision: corpus.Second, Local: true})
}

// The first sheet with a column for a text is read, visible ones first; what else holds texts
// is named.
func TestSheets(t *testing.T) {
	long := strings.Repeat("Ein langer Satz ohne Ende. ", 20)
	cover := xlsxSheet{name: "Deckblatt", rows: inlineRow("Inhalt") + inlineRow("Artikel") + inlineRow("Archiv")}
	articles := xlsxSheet{name: "Artikel", rows: inlineRow("Titel", "Text") + inlineRow("A", "Ein Text.")}
	archive := xlsxSheet{name: "Archiv", rows: inlineRow("Titel", "Text") + inlineRow("B", "Ein alter Text.")}
	loose := xlsxSheet{name: "Lose", rows: inlineRow("x", long)}
	hidden := xlsxSheet{name: "Versteckt", state: "veryHidden", rows: inlineRow("Titel", "Text") + inlineRow("C", "Ein Text.")}
	got := readOne(t, "a.xlsx", xlsxFile(t, nil, "", hidden, cover, articles, archive, loose), Options{})
	wantOrder(t, got, "a.xlsx#1", "a.xlsx unsupported")
	wantDetail(t, got, "not read: Archiv, Lose, Versteckt")
	wantArticles(t, got, corpus.Article{Title: "A", Text: "Ein Text."})

	wantOrder(t, readOne(t, "a.xlsm", xlsxFile(t, nil, "", cover, articles), Options{}), "a.xlsm#1")
	wantArticles(t, readOne(t, "a.xlsx", xlsxFile(t, nil, "", cover, hidden), Options{}), corpus.Article{Title: "C", Text: "Ein Text."})

	named := xlsxSheet{name: "Blatt", rows: inlineRow("Kopf", "Laufschrift") + inlineRow("A", "Ein Text mit Worten.")}
	got = readOne(t, "a.xlsx", xlsxFile(t, nil, "", named), Options{})
	wantOrder(t, got, "a.xlsx no_text_field")
	wantDetail(t, got, "sheet Blatt: fields: Kopf, Laufschrift; the longest text is found with --field text=Laufschrift")
	got = readOne(t, "a.xlsx", xlsxFile(t, nil, "", named), Options{Fields: map[string]string{"text": "Laufschrift", "title": "Kopf"}})
	wantArticles(t, got, corpus.Article{Title: "A", Text: "Ein Text mit Worten."})
	wantOrder(t, readOne(t, "a.xlsx", xlsxFile(t, nil, "", xlsxSheet{name: "Leer"}), Options{}), "a.xlsx empty")
}

// What the program exported is left out, under whatever name, and other files of people who
// call themselves so are not.
func TestOwnWorkbook(t *testing.T) {
	core := packed{"docProps/core.xml", xmlHead + `<cp:coreProperties xmlns:cp="a" xmlns:dc="b"><dc:creator>leitmotif</dc:creator></cp:coreProperties>`}
	sheet := xlsxSheet{name: "Artikel", rows: inlineRow("Titel", "Text") + inlineRow("A", "Ein Text.")}
	own := with(t, xlsxFile(t, nil, "", sheet, xlsxSheet{name: "columns"}), core)
	if got := readOne(t, "a.xlsx", own, Options{}); len(got.order) != 0 {
		t.Errorf("an export of the program was read: %v", got.order)
	}
	wantOrder(t, readOne(t, "a.xlsx", with(t, xlsxFile(t, nil, "", sheet), core), Options{}), "a.xlsx#1")
}

// Workbooks that are broken, hostile or of another kind say so.
func TestWorkbookFaults(t *testing.T) {
	whole := xlsxFile(t, nil, "", xlsxSheet{name: "S", rows: inlineRow("Titel", "Text") + inlineRow("A", "Ein Text.") + "<row><c></row>"})
	wantOrder(t, readOne(t, "a.xlsx", whole, Options{}), "a.xlsx#1", "a.xlsx malformed")
	binary := zipOf(t, packed{"[Content_Types].xml", "<Types/>"}, packed{"xl/workbook.bin", "\x01"},
		packed{"_rels/.rels", `<Relationships><Relationship Id="a" Type="` + officeTypes + `officeDocument" Target="xl/workbook.bin"/></Relationships>`})
	got := readOne(t, "a.xlsb", binary, Options{})
	wantOrder(t, got, "a.xlsb unsupported")
	wantDetail(t, got, "XLSB")
	long := strings.Repeat("Wort ", 100_000)
	large := xlsxFile(t, []string{"<t>" + long + "</t>"}, "", xlsxSheet{name: "S",
		rows: inlineRow("Titel", "Text") + inlineRow("A", "Ein Text.") + `<row><c t="inlineStr"><is><t>B</t></is></c><c t="s"><v>0</v></c></row>` + inlineRow("C", "Ein Text.")})
	opts := limited(input.Limits{RecordBytes: 600_000})
	wantOrder(t, readOne(t, "a.xlsx", large, opts), "a.xlsx#1", "a.xlsx#2", "a.xlsx#3")
	opts = limited(input.Limits{RecordBytes: 500_002})
	wantOrder(t, readOne(t, "a.xlsx", large, opts), "a.xlsx#1", "a.xlsx#2 too_large", "a.xlsx#3")
	opts = limited(input.Limits{RecordBytes: 400_000})
	wantOrder(t, readOne(t, "a.xlsx", large, opts), "a.xlsx too_large")
	wide := "<row>"
	for range 300 {
		wide += `<c t="inlineStr"><is><t>Text</t></is></c>`
	}
	wantOrder(t, readOne(t, "a.xlsx", xlsxFile(t, nil, "", xlsxSheet{name: "S", rows: wide + "</row>" + inlineRow("x y")}), Options{}), "a.xlsx too_large")
	bomb := xlsxFile(t, []string{strings.Repeat(" ", 8<<20)}, "", xlsxSheet{name: "S"})
	wantOrder(t, readOne(t, "a.xlsx", bomb, limited(input.Limits{ExpandedBytes: 1 << 20})), "a.xlsx expansion")
}

const openDocumentNames = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
	` xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"`

// odsFile is a workbook in OpenDocument.
func odsFile(t testing.TB, styles, tables string, more ...packed) []byte {
	t.Helper()
	return zipOf(t, append([]packed{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
		{"content.xml", xmlHead + `<office:document-content` + openDocumentNames + `><office:automatic-styles>` + styles +
			`</office:automatic-styles><office:body><office:spreadsheet>` + tables + `</office:spreadsheet></office:body></office:document-content>`}}, more...)...)
}

// odsRow is a row of texts.
func odsRow(texts ...string) string {
	row := "<table:table-row>"
	for _, text := range texts {
		row += `<table:table-cell office:value-type="string"><text:p>` + text + `</text:p></table:table-cell>`
	}
	return row + "</table:table-row>"
}

func TestOpenDocumentWorkbook(t *testing.T) {
	fill := `<table:table-row table:number-rows-repeated="1048500"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`
	tables := `<table:table table:name="Versteckt" table:style-name="ta2">` + odsRow("Titel", "Text") + odsRow("X", "Ein Text.") + `</table:table>` +
		`<table:table table:name="Artikel" table:style-name="ta1">` + odsRow("Stand: heute") + strings.Replace(fill, "1048500", "2", 1) +
		`<table:table-header-rows>` + odsRow("Nr", "Titel", "Text", "Datum", "Quelle", "Link") + `</table:table-header-rows>` +
		`<table:table-row><table:table-cell office:value-type="float" office:value="7"><text:p>7,00</text:p></table:table-cell>` +
		`<table:table-cell office:value-type="string"><office:annotation><text:p>Notiz</text:p></office:annotation><text:p>Eins</text:p></table:table-cell>` +
		"<table:table-cell office:value-type=\"string\"><text:p>Die <text:span>Brücke</text:span>\n ist<text:s text:c=\"2\"/>zu.</text:p><text:p>Seit heute.</text:p></table:table-cell>" +
		`<table:table-cell office:value-type="date" office:date-value="2025-03-01"><text:p>01.03.25</text:p></table:table-cell>` +
		`<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>Hollenbecker Bote</text:p></table:table-cell>` +
		`<table:table-cell office:value-type="string"><text:p><text:a xlink:href="https://b.example/1">hier</text:a></text:p></table:table-cell></table:table-row>` +
		`<table:table-row table:number-rows-repeated="3"><table:table-cell/><table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>` +
		`<table:table-cell office:value-type="string" table:formula="of:=A1" office:string-value="Der Hafen wächst."/>` +
		`<table:table-cell office:value-type="date" office:date-value="2025-03-03T14:05:00"/><table:covered-table-cell/></table:table-row>` + fill + `</table:table>` +
		`<table:table table:name="Archiv">` + odsRow("Text") + odsRow("Ein alter Text.") + `</table:table>`
	styles := `<style:style style:name="ta1"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>`
	got := readOne(t, "a.ods", odsFile(t, styles, tables), Options{})
	wantArticles(t, got,
		corpus.Article{SourceID: "7", Title: "Eins", Text: "Die Brücke ist zu.\nSeit heute.", Published: day(2025, 3, 1, 0, 0), Precision: corpus.Day, Source: "Hollenbecker Bote", URL: "https://b.example/1"},
		corpus.Article{Text: "Der Hafen wächst.", Published: day(2025, 3, 3, 14, 5), Precision: corpus.Second, Local: true, Source: "Hollenbecker Bote"})
	wantDetail(t, got, "not read: Archiv, Versteckt")
	wantOrder(t, got, "a.ods#1", "a.ods#2", "a.ods unsupported")

	locked := packed{"META-INF/manifest.xml", `<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`}
	got = readOne(t, "a.ods", odsFile(t, "", tables, locked), Options{})
	wantOrder(t, got, "a.ods unsupported")
	wantDetail(t, got, "password")
	got = readOne(t, "a.ods", zipOf(t, packed{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}), Options{})
	wantOrder(t, got, "a.ods malformed")
}

// Strings that are not held in memory are read back from where they lie.
func TestManySharedStrings(t *testing.T) {
	const n, size = 20, 1 << 20
	var shared []string
	rows := inlineRow("Titel", "Text")
	for i := range n {
		shared = append(shared, "<t>"+strings.Repeat(string(rune('a'+i)), size)+"</t>")
		rows += fmt.Sprintf(`<row><c t="inlineStr"><is><t>%d</t></is></c><c t="s"><v>%d</v></c></row>`, i, n-1-i)
	}
	got := readOne(t, "a.xlsx", xlsxFile(t, shared, "", xlsxSheet{name: "S", rows: rows}), Options{})
	if len(got.articles) != n || len(got.rejects) > 0 {
		t.Fatal(got.order)
	}
	for i, a := range got.articles {
		if want := strings.Repeat(string(rune('a'+n-1-i)), size); a.Text != want {
			t.Errorf("row %d: %.10q, %d bytes", i+1, a.Text, len(a.Text))
		}
	}
}

// Cells that share a text, or that are repeated, count for what they say.
func TestWorkbookExpansion(t *testing.T) {
	long := strings.Repeat("Wort ", 20_000)
	limit := limited(input.Limits{ExpandedBytes: 4 << 20})
	shared := inlineRow("Text") + strings.Repeat(`<row><c t="s"><v>0</v></c></row>`, 1000)
	got := readOne(t, "a.xlsx", xlsxFile(t, []string{"<t>" + long + "</t>"}, "", xlsxSheet{name: "S", rows: shared}), limit)
	if n := len(got.articles); n == 0 || n > 50 || got.order[n] != "a.xlsx expansion" {
		t.Errorf("shared: %d articles, %v", n, got.rejects)
	}
	if got := readOne(t, "a.xlsx", xlsxFile(t, []string{"<t>Der Hafen wächst.</t>"}, "", xlsxSheet{name: "S", rows: shared}), limit); len(got.articles) != 1000 {
		t.Errorf("shared and short: %d articles, %v", len(got.articles), got.rejects)
	}
	repeated := odsRow("Text", "Text", "Text") + strings.Replace(odsRow(long), "office:", `table:number-columns-repeated="100" office:`, 1)
	wantOrder(t, readOne(t, "a.ods", odsFile(t, "", `<table:table table:name="S">`+repeated+`</table:table>`), limit), "a.ods expansion")
}
