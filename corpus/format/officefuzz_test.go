package format

import "testing"

func FuzzWorkbook(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Datum</t></is></c></row><row><c t="s"><v>1</v></c><c s="1"><v>45717.5</v></c></row>`,
		`<si><t>Text</t></si><si><r><t>Ein Text._x000D_</t></r><rPh><t>x</t></rPh></si>`, `<numFmts><numFmt numFmtId="164" formatCode="dd.mm.yy hh:mm"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs>`,
		`<mergeCell ref="B2:B9"/><hyperlink ref="A2" r:id="l1"/>`)
	f.Add(odsRow("Titel", "Text")+odsRow("A", "Ein Text."), `<table:table-row table:number-rows-repeated="9"><table:table-cell table:number-columns-repeated="99999"><text:p>x</text:p></table:table-cell></table:table-row>`, ``, ``)
	f.Fuzz(func(t *testing.T, rows, strings, styles, behind string) {
		book := with(t, zipOf(t, packed{"[Content_Types].xml", "<Types/>"}, packed{"_rels/.rels", "<Relationships/>"}),
			packed{"xl/workbook.xml", `<workbook><sheets><sheet name="S" r:id="a"/><sheet name="T" state="hidden" r:id="b"/></sheets></workbook>`},
			packed{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="a" Type="x/worksheet" Target="s.xml"/><Relationship Id="b" Type="x/worksheet" Target="t.xml"/></Relationships>`},
			packed{"xl/_rels/s.xml.rels", `<Relationships><Relationship Id="l1" TargetMode="External" Target="https://b.example"/></Relationships>`},
			packed{"xl/sharedStrings.xml", "<sst>" + strings + "</sst>"}, packed{"xl/styles.xml", "<styleSheet>" + styles + "</styleSheet>"},
			packed{"xl/s.xml", "<worksheet><sheetData>" + rows + "</sheetData>" + behind + "</worksheet>"}, packed{"xl/t.xml", "<worksheet>" + behind + rows + "</worksheet>"})
		checked(t, "a.xlsx", book)
		checked(t, "a.ods", odsFile(t, styles, `<table:table>`+rows+strings+`</table:table><table:table>`+behind+`</table:table>`))
	})
}

func FuzzDocument(f *testing.F) {
	f.Add("Ein Titel", para("T", "Brücke")+`<w:p><w:r><w:t>a</w:t><w:fldChar w:fldCharType="begin"/><w:txbxContent>`+para("", "x")+`</w:txbxContent></w:r></w:p>`+
		`<w:tbl><w:tr><w:tc>`+para("", "a")+`</w:tc><w:tc>`+para("", "b")+`</w:tc></w:tr></w:tbl>`, `<w:footnote>`+para("", "n")+`</w:footnote>`)
	f.Add("", `<text:h>T</text:h><text:p>a<text:note><text:note-body><text:p>n</text:p></text:note-body></text:note><text:s/>b</text:p>`,
		`<style:style style:name="P1" style:parent-style-name="Title"><style:text-properties text:display="none"/></style:style>`)
	f.Fuzz(func(t *testing.T, title, body, more string) {
		checked(t, "a.docx", docxFile(t, title, body, packed{"word/footnotes.xml", `<w:footnotes` + wordML + `>` + more + `</w:footnotes>`}))
		checked(t, "a.odt", odtFile(t, more, body))
	})
}

func FuzzRTF(f *testing.F) {
	f.Add([]byte(`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset128 A;}}{\stylesheet{\s1 heading 1;}}{\info{\title T}}\s1 Br\'fccke\par\f0\'93\'8c\u-10179\'3f\u-8704?{\v x}\intbl a\cell b\cell\row}`))
	f.Add([]byte(`{\rtf1 {\footnote a\par b}{\shptxt x\par{\shptxt y}}\bin9 abc{\*\x{\pict}}{\object{\result z}}\par`))
	f.Add([]byte("{\\rtf1 \\'\x00\\\n\\*\\u99999999999999999999 }}}\\uc-1\\u1"))
	f.Fuzz(func(t *testing.T, b []byte) {
		checked(t, "a.rtf", b)
		checked(t, "a.rtf", append([]byte(`{\rtf1\ansi `), b...))
	})
}

func FuzzBook(f *testing.F) {
	f.Add(`<dc:title>B</dc:title><dc:date opf:event="publication">2025-03-01</dc:date>`, page("a", "a.xhtml", "")+page("n", "n.xhtml", "nav"),
		`<spine><itemref idref="a"/><itemref idref="n"/></spine>`, `<h1>T</h1><p>a&nbsp;<br/>b</p>`, `<nav><a href="a.xhtml">T</a></nav>`)
	f.Add("", `<item id="n" href="n.xhtml" media-type="application/x-dtbncx+xml"/>`, ``, `<p>a<b></p>`, `<navPoint><text>T</text><content src="a.xhtml"/></navPoint>`)
	f.Fuzz(func(t *testing.T, metadata, manifest, spine, body, contents string) {
		checked(t, "a.epub", epubFile(t, metadata, manifest, spine, packed{"OEBPS/a.xhtml", xhtml("x", body)}, packed{"OEBPS/n.xhtml", xhtml("n", contents)}))
	})
}
