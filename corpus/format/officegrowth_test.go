package format

import (
	"fmt"
	"strings"
	"testing"

	"leitmotif/corpus/growth"
)

// worstSheet is a workbook whose sheet repeats something n times.
func worstSheet(t testing.TB, before, unit, after, behind string) func(n int) []byte {
	return func(n int) []byte {
		rows := string(numbered(before, unit, after)(n))
		if strings.Contains(behind, "%") {
			behind = string(numbered("", behind, "")(n))
		}
		return xlsxFile(t, []string{"<t>x y</t>"}, "", xlsxSheet{name: "S", rows: rows, behind: behind})
	}
}

func worstOffice(t testing.TB) []worst {
	header, text := inlineRow("Titel", "Text", "Quelle"), `<c t="inlineStr"><is><t>x y</t></is></c>`
	word := func(before, unit, after string) func(int) []byte {
		return func(n int) []byte { return docxFile(t, "", string(numbered(before, unit, after)(n))) }
	}
	open := func(before, unit, after string) func(int) []byte {
		return func(n int) []byte { return odtFile(t, "", string(numbered(before, unit, after)(n))) }
	}
	return []worst{
		{"rows.xlsx", 2_000, worstSheet(t, header, "<row>"+text+text+"</row>", "", "")},
		{"cells.xlsx", 5_000, worstSheet(t, header+"<row>", text, "</row>", "")},
		{"cells without a row.xlsx", 5_000, worstSheet(t, header, text, "", "")},
		{"columns.xlsx", 200, worstSheet(t, "<row>", `<c t="inlineStr"><is><t>Text</t></is></c>`, "</row>", "")},
		{"merged.xlsx", 2_000, worstSheet(t, header, "<row>"+text+text+text+"</row>", "", `<mergeCell ref="C%d:C%[1]d9"/>`)},
		{"open tags.xlsx", 20_000, worstSheet(t, header, "<a", "", "")},
		{"escapes.xlsx", 10_000, worstSheet(t, header+"<row>"+text+`<c t="str"><v>`, "_x", "</v></c></row>", "")},
		{"strings.xlsx", 5_000, func(n int) []byte {
			return xlsxFile(t, make([]string, n), "", xlsxSheet{name: "S", rows: header})
		}},
		{"sheets.xlsx", 500, func(n int) []byte {
			sheets := make([]xlsxSheet, n)
			for i := range sheets {
				sheets[i] = xlsxSheet{name: fmt.Sprint(i), rows: inlineRow("x", "y")}
			}
			return xlsxFile(t, nil, "", sheets...)
		}},
		{"repeated.ods", 2_000, func(n int) []byte {
			return odsFile(t, "", `<table:table>`+odsRow("Text", "Quelle")+strings.Repeat(`<table:table-row table:number-rows-repeated="1048576">`+
				`<table:table-cell table:number-columns-repeated="16384" table:number-rows-spanned="999"><text:p>x y</text:p></table:table-cell></table:table-row>`, n)+`</table:table>`)
		}},
		{"paragraphs.docx", 5_000, word("", "<w:p><w:r><w:t>x</w:t></w:r></w:p>", "")},
		{"runs.docx", 5_000, word("<w:p>", "<w:r><w:t>x</w:t></w:r>", "</w:p>")},
		{"joined.docx", 3_000, word("", "<w:p><w:pPr><w:del/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>", "")},
		{"fields.docx", 5_000, word("<w:p><w:r>", `<w:fldChar w:fldCharType="begin"/><w:t>x</w:t>`, "</w:r></w:p>")},
		{"boxes.docx", 3_000, word("<w:p><w:r><w:t>x</w:t>", "<w:txbxContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:txbxContent>", "</w:r></w:p>")},
		{"cells.docx", 3_000, word("<w:tbl><w:tr>", "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>", "</w:tr></w:tbl>")},
		{"notes.odt", 3_000, open("<text:p>x", "<text:note><text:note-body><text:p>y</text:p></text:note-body></text:note>", "</text:p>")},
		{"blanks.odt", 20_000, open("<text:p>x", " <text:s/>", "</text:p>")},
		{"groups.rtf", 900, repeated(`{\rtf1 x`, "{", "")},
		{"closed groups.rtf", 10_000, repeated(`{\rtf1 x`, `{\b y}`, "")},
		{"words.rtf", 10_000, repeated(`{\rtf1 x`, `\par y`, "")},
		{"escapes.rtf", 10_000, repeated(`{\rtf1 x`, `\'fc\u252?`, "")},
		{"boxes.rtf", 5_000, repeated(`{\rtf1 x`, `{\shptxt y\par}`, "")},
		{"fonts.rtf", 5_000, numbered(`{\rtf1{\fonttbl`, `{\f%d\fcharset204 A;}`, `}x}`)},
		{"chapters.epub", 500, func(n int) []byte {
			pages := make([]packed, n)
			for i := range pages {
				pages[i] = packed{fmt.Sprintf("OEBPS/%d.xhtml", i), xhtml("T", "<p>x</p>")}
			}
			return epubFile(t, "", string(numbered("", `<item id="%d" href="%[1]d.xhtml"/>`, "")(n)), string(numbered("<spine>", `<itemref idref="%d"/>`, "</spine>")(n)), pages...)
		}},
		{"elements.epub", 5_000, func(n int) []byte {
			return epubFile(t, "", "", "", packed{"OEBPS/a.xhtml", xhtml("T", strings.Repeat("<p>x<br/></p>", n))})
		}},
		{"contents.epub", 5_000, func(n int) []byte {
			return epubFile(t, "", page("n", "n.xhtml", "nav"), `<spine><itemref idref="n"/></spine>`, packed{"OEBPS/n.xhtml", xhtml("T", string(numbered("", `<a href="a%d">T</a>`, "")(n)))})
		}},
	}
}

// TestOfficeGrowth holds for workbooks, text documents and books what TestGrowth does for the
// other forms.
func TestOfficeGrowth(t *testing.T) {
	growth.Main(t, func(t *testing.T) {
		for _, w := range worstOffice(t) {
			growth.Check(t, w.name, w.n, func(n int) {
				src := inMemory(t, w.name, w.content(n), Options{})
				for range src.Articles(t.Context()) {
				}
			})
		}
	})
}
