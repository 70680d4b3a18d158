package format

import (
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leitmotif/corpus"
	"leitmotif/corpus/input"
)

const wordML = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`

// docxFile is a text document with the styles T (a title), H1 (a heading), H2 (based on it),
// TOC1 and hid (hidden characters).
func docxFile(t testing.TB, title, body string, more ...packed) []byte {
	t.Helper()
	return zipOf(t, append([]packed{
		{"[Content_Types].xml", "<Types/>"},
		{"_rels/.rels", `<Relationships><Relationship Id="a" Type="` + officeTypes + `officeDocument" Target="word/document.xml"/></Relationships>`},
		{"docProps/core.xml", `<cp:coreProperties><dc:title>` + title + `</dc:title><dc:creator>Sekretariat</dc:creator><dcterms:created>2020-01-01T00:00:00Z</dcterms:created></cp:coreProperties>`},
		{"word/styles.xml", `<w:styles` + wordML + `><w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>` +
			`<w:style w:styleId="H2"><w:name w:val="Zwischentitel"/><w:basedOn w:val="H1"/></w:style><w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>` +
			`<w:style w:styleId="hid"><w:name w:val="Geheim"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>`},
		{"word/document.xml", xmlHead + `<w:document` + wordML + `><w:body>` + body + `<w:sectPr><w:headerReference/></w:sectPr></w:body></w:document>`},
		{"word/header1.xml", `<w:hdr` + wordML + `>` + para("", "Kopfzeile") + `</w:hdr>`},
		{"word/comments.xml", `<w:comments` + wordML + `><w:comment>` + para("", "Kommentar") + `</w:comment></w:comments>`},
	}, more...)...)
}

// para is a paragraph of a style.
func para(style, text string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
}

func TestTextDocument(t *testing.T) {
	box := `<w:txbxContent>` + para("", "Im Kasten steht das.") + para("", "Und das.") + `</w:txbxContent>`
	body := para("TOC1", "Brücke gesperrt 1") + para("T", "Brücke gesperrt") + para("", "Von Anna Muster") + para("", "") +
		`<w:p><w:r><w:t xml:space="preserve">Der Stadtrat hat die </w:t></w:r><w:del><w:r><w:delText>alte </w:delText></w:r></w:del><w:ins><w:r><w:rPr><w:b/></w:rPr><w:t>Ufer</w:t></w:r></w:ins>` +
		`<w:r><w:t>brü</w:t><w:softHyphen/><w:t>cke</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r><w:r><w:rPr><w:rStyle w:val="hid"/></w:rPr><w:t>geheim</w:t></w:r>` +
		`<w:r><w:t xml:space="preserve"> </w:t><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "https://b.example"</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>gesperrt</w:t><w:fldChar w:fldCharType="end"/></w:r>` +
		`<w:r><mc:AlternateContent><mc:Choice>` + box + `</mc:Choice><mc:Fallback><w:pict>` + box + `</w:pict></mc:Fallback></mc:AlternateContent><w:t>.</w:t><w:footnoteReference w:id="2"/></w:r></w:p>` +
		para("H2", "Hintergrund") +
		`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Zwei Absätze </w:t></w:r></w:p>` + para("", "werden einer.") +
		`<w:tbl><w:tr><w:tc>` + para("", "Jahr") + `</w:tc><w:tc>` + para("", "Kosten") + `</w:tc></w:tr><w:tr><w:tc>` + para("", "2025") + para("", "Juli") + `</w:tc><w:tc>` + para("", "11 Mio.") + `</w:tc></w:tr></w:tbl>` +
		`<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + para("", "Klicken Sie hier.") + `</w:sdtContent></w:sdt>` +
		`<w:sdt><w:sdtPr/><w:sdtContent>` + para("", "Ein<w:br/>Ende.") + `</w:sdtContent></w:sdt>`
	body = strings.ReplaceAll(body, "Ein<w:br/>Ende.", `Ein</w:t><w:br/><w:t>Ende.`)
	notes := packed{"word/footnotes.xml", `<w:footnotes` + wordML + `><w:footnote w:type="separator">` + para("", "Linie") + `</w:footnote><w:footnote w:id="2">` + para("", "Eine Fußnote.") + `</w:footnote></w:footnotes>`}
	got := readOne(t, "a.docx", docxFile(t, "Word Document", body, notes), Options{})
	wantArticles(t, got, corpus.Article{Title: "Brücke gesperrt", Text: "Von Anna Muster\n\nDer Stadtrat hat die Uferbrücke gesperrt.\n\nIm Kasten steht das.\n\nUnd das.\n\n" +
		"Hintergrund\n\nZwei Absätze werden einer.\n\nJahr\tKosten\n\n2025\n\nJuli\n\n11 Mio.\n\nEin\nEnde.\n\nEine Fußnote."})
}

func TestTitlesOfDocuments(t *testing.T) {
	text := para("", strings.Repeat("Ein Satz des Textes, der weiter geht. ", 10))
	for _, test := range []struct{ property, body, title string }{
		{"Brücke in Hollenbeck gesperrt", para("H1", "Panorama") + para("", "Brücke in Hollenbeck gesperrt") + text, "Brücke in Hollenbeck gesperrt"},
		{"Vorlage der Redaktion", para("", "Panorama") + para("H1", "Brücke gesperrt") + text, "Brücke gesperrt"},
		{"Vorlage der Redaktion", para("H1", "Panorama") + para("T", "Brücke gesperrt") + text, "Brücke gesperrt"},
		{"Brücke in Hollenbeck gesperrt", text + para("H1", "Hintergrund") + text, "Brücke in Hollenbeck gesperrt"},
		{"Microsoft Word - Bote_12.doc", para("", "Brücke gesperrt") + text, "Brücke gesperrt"},
		{"Bote 12.indd", para("", "Brücke gesperrt") + text, "Brücke gesperrt"},
		{"", text + para("H1", "Hintergrund") + text, ""},
		{"Dokument1", para("", "Ein Satz allein."), ""},
		{"", para("T", "Nur ein Titel"), ""},
	} {
		got := readOne(t, "a.docx", docxFile(t, test.property, test.body), Options{})
		if len(got.articles) != 1 || got.articles[0].Title != test.title {
			t.Errorf("property %q, %.60q: %v", test.property, test.body, got.order)
			for _, a := range got.articles {
				t.Logf("%+v", a)
			}
		}
	}
}

func TestTextDocumentFaults(t *testing.T) {
	wantOrder(t, readOne(t, "a.docx", docxFile(t, "", para("", " ")), Options{}), "a.docx empty")
	wantOrder(t, readOne(t, "a.docx", docxFile(t, "", "", packed{"word/media/a.png", "x"}), Options{}), "a.docx#1 no_text")
	wantOrder(t, readOne(t, "a.docx", docxFile(t, "", "<w:p><w:r>"), Options{}), "a.docx#1 malformed")
	wantOrder(t, readOne(t, "a.docx", docxFile(t, "", strings.Repeat("<w:p>", 2000)), Options{}), "a.docx#1 nesting")
	long := strings.Repeat(para("", "Wort"), 10_000)
	wantOrder(t, readOne(t, "a.docx", docxFile(t, "", long), limited(input.Limits{RecordBytes: 300_000})), "a.docx#1 too_large")
	empty := zipOf(t, packed{"[Content_Types].xml", "<Types/>"}, packed{"_rels/.rels", "<Relationships/>"}, packed{"word/a.xml", "<a/>"})
	wantOrder(t, readOne(t, "a.docx", empty, Options{}), "a.docx#1 malformed")
	wantOrder(t, readOne(t, "a.odt", zipOf(t, packed{"mimetype", "application/vnd.oasis.opendocument.text"}), Options{}), "a.odt#1 malformed")
	locked := zipOf(t, packed{"mimetype", "application/vnd.oasis.opendocument.text"}, packed{"content.xml", "\x01\x02"},
		packed{"META-INF/manifest.xml", `<manifest:manifest><manifest:encryption-data/></manifest:manifest>`})
	got := readOne(t, "a.odt", locked, Options{})
	wantOrder(t, got, "a.odt#1 unsupported")
	wantDetail(t, got, "password")
}

// odtFile is a text document in OpenDocument.
func odtFile(t testing.TB, styles, text string) []byte {
	t.Helper()
	return zipOf(t, packed{"mimetype", "application/vnd.oasis.opendocument.text"},
		packed{"meta.xml", `<office:document-meta` + openDocumentNames + `><office:meta><dc:title>Unbenannt 1</dc:title></office:meta></office:document-meta>`},
		packed{"content.xml", xmlHead + `<office:document-content` + openDocumentNames + `><office:automatic-styles>` + styles +
			`</office:automatic-styles><office:body><office:text>` + text + `</office:text></office:body></office:document-content>`})
}

func TestOpenDocumentText(t *testing.T) {
	styles := `<style:style style:name="P1" style:parent-style-name="Title"/><number:date-style><number:text>-</number:text></number:date-style>` +
		`<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>`
	text := `<text:tracked-changes><text:changed-region><text:deletion><text:p>Gelöscht.</text:p></text:deletion></text:changed-region></text:tracked-changes>` +
		`<text:table-of-content><text:index-body><text:p>Brücke gesperrt 1</text:p></text:index-body></text:table-of-content>` +
		"<text:p text:style-name=\"P1\">Brücke\n   gesperrt</text:p>\n<text:p/>" +
		`<text:p>Der Stadtrat<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Eine Fußnote.</text:p></text:note-body></text:note> hat<text:span text:style-name="T1"> heimlich</text:span>` +
		`<office:annotation><text:p>Kommentar</text:p></office:annotation><draw:frame><draw:text-box><text:p>Im Kasten.</text:p></draw:text-box><svg:desc>Bild</svg:desc></draw:frame>` +
		` <text:a xlink:href="https://b.example">die Brücke</text:a><text:line-break/>gesperrt.</text:p>` +
		`<text:h text:outline-level="2">Hintergrund</text:h><text:list><text:list-item><text:p>Punkt eins</text:p></text:list-item></text:list>` +
		`<table:table><table:table-row><table:table-cell><text:p>Jahr</text:p></table:table-cell><table:table-cell><text:p>2025</text:p></table:table-cell></table:table-row></table:table>`
	got := readOne(t, "a.odt", odtFile(t, styles, text), Options{})
	wantArticles(t, got, corpus.Article{Title: "Brücke gesperrt", Text: "Der Stadtrat hat die Brücke\ngesperrt.\n\nIm Kasten.\n\nHintergrund\n\nPunkt eins\n\nJahr\t2025\n\nEine Fußnote."})
}

func TestRTF(t *testing.T) {
	for _, test := range []struct{ name, rtf, title, text string }{
		{"Word", `{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204{\*\panose 020}Arial Cyr;}}{\colortbl;\red0\green0\blue0;}` +
			`{\stylesheet{\ql \snext0 Normal;}{\s1\ql heading 1;}{\*\cs10 Default;}}{\*\generator Riched20}{\info{\title Br\'fccke gesperrt}{\author Sekretariat}{\creatim\yr2020\mo1\dy1}}` +
			"\\pard\\plain\\s1 Br\\'fccke\n gesperrt\\par\\pard\\plain Der Stadtrat hat {\\b die \\u220?ferbr\\'fccke} {\\v geheim}{\\deleted alte }{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt gesperrt}}.\\par" +
			`{\pict\pngblip 0102abcdef}{\*\shppict{\pict 00}}{\f1\'cc\'ee\'f1\'ea\'e2\'e0}\~\endash  Ende\_gut.{\footnote\pard Eine Fu\'dfnote.}\par}`,
			"Brücke gesperrt", "Der Stadtrat hat die Üferbrücke gesperrt.\n\nМосква\u00a0– Ende-gut.\n\nEine Fußnote."},
		{"TextEdit", "{\\rtf1\\ansi\\ansicpg1252\\cocoartf2639\n{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica;}\n\\pard\\f0 Hafen w\\'e4chst\\\n\\\nDer Hafen \\uc0\\u252 ber\\u8222 all\\u8220 .\\\n}",
			"Hafen wächst", "Der Hafen über„all“."},
		{"table", `{\rtf1\ansi Liste\par\trowd\pard\intbl Jahr\cell\pard\intbl Kosten\cell\row\trowd\pard\intbl 2025\par Juli\cell 11\cell\row\pard Ende.\par}`,
			"Liste", "Jahr\tKosten\n\n2025\n\nJuli\n\n11\n\nEnde."},
		{"text box", `{\rtf1\ansi Titel\par Vor{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt\pard Im Kasten.\par Und mehr.\par}}{\shprslt{\*\do\dptxbx{\dptxbxtext Im Kasten.\par}}}} nach.\par}`,
			"Titel", "Vor nach.\n\nIm Kasten.\n\nUnd mehr."},
		{"bytes", "{\\rtf1\\ansi\\ansicpg1250 \x9aest\\par {\\*\\unknown weg}{\\object{\\*\\objdata 00}{\\result da}}\\bin5 {{{{{ \\u-10179\\'3f\\u-8704\\'3f\\par}",
			"šest", "da 😀"},
		{"listtext", `{\rtf1\ansi Liste\par{\listtext\tab \'b7}Punkt eins\par{\pntext 2.}Punkt zwei\par}`, "Liste", "Punkt eins\n\nPunkt zwei"},
		{"double bytes", `{\rtf1\ansi{\fonttbl{\f0\fcharset128 MS Mincho;}}\f0\'93\'8c\'8b\'9e\par x}`, "東京", "x"},
		{"open", `{\rtf1\ansi Ein Titel\par Ein Text`, "Ein Titel", "Ein Text"},
	} {
		got := readOne(t, "a.rtf", []byte(test.rtf), Options{})
		if len(got.articles) != 1 {
			t.Errorf("%s: %v", test.name, got.order)
			continue
		}
		if a := got.articles[0]; a.Title != test.title || a.Text != test.text {
			t.Errorf("%s: %q\n%q\nwant %q\n%q", test.name, a.Title, a.Text, test.title, test.text)
		}
	}
	for rtf, cut := range map[string]bool{
		`{\rtf1\ansi Ein {\b Text}.}`:                    false,
		`{\rtf1\ansi Ein {\b Te`:                         true,
		`{\rtf1\ansi Ein Text. {\pict\bin900 abc}Mehr.}`: true,
	} {
		if got := readOne(t, "a.rtf", []byte(rtf), Options{}); len(got.articles) != 1 || got.articles[0].Truncated != cut {
			t.Errorf("%s: %v", rtf, got.order)
		}
	}
	for rtf, want := range map[string]string{
		`{\rtf1\ansi\par}`:                   "a.rtf empty",
		`{\rtf1\ansi{\pict 00}\par}`:         "a.rtf#1 no_text",
		`{\rtf1` + strings.Repeat("{", 5000): "a.rtf#1 nesting",
	} {
		wantOrder(t, readOne(t, "a.rtf", []byte(rtf), Options{}), want)
	}
}

// The export of a press database is parted into its documents, whichever form it came in.
func TestPressExports(t *testing.T) {
	export, err := os.ReadFile(filepath.Join("press", "testdata", "nexis.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := readOne(t, "a.txt", export, Options{})
	var word, open, rich strings.Builder
	rich.WriteString(`{\rtf1\ansi\ansicpg65001 `)
	for line := range strings.Lines(input.Text(export)) {
		line = strings.TrimSpace(line)
		word.WriteString(para("", html.EscapeString(line)))
		open.WriteString("<text:p>" + html.EscapeString(line) + "</text:p>")
		rich.WriteString(line + "\\par\n")
	}
	for name, content := range map[string][]byte{"a.docx": docxFile(t, "Nexis", word.String()), "a.odt": odtFile(t, "", open.String()), "a.rtf": []byte(rich.String() + "}")} {
		got := readOne(t, name, content, Options{})
		if len(got.articles) != len(want.articles) || len(want.articles) < 3 {
			t.Errorf("%s: %v, want %v", name, got.order, want.order)
			continue
		}
		for i, a := range got.articles {
			if w := want.articles[i]; a.Title != w.Title || a.Source != w.Source || !a.Published.Equal(w.Published) || a.Author != w.Author {
				t.Errorf("%s: %+v\nwant %+v", name, a, w)
			}
		}
	}
}
