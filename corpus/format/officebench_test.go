package format

import (
	"fmt"
	"strings"
	"testing"
)

// syntheticText is about 2 kB of running text.
func syntheticText(paragraph func(text string) string) string {
	return strings.Repeat(paragraph(strings.Repeat("council bridge Übersicht harbour winter ", 10)), 5)
}

func plainText(text string) string { return text }

func BenchmarkWorkbook2000Synthetic(b *testing.B) {
	text, rows := syntheticText(plainText), inlineRow("Titel", "Text", "Nr")
	for i := range 2000 {
		rows += inlineRow(fmt.Sprint("Bericht ", i), text, fmt.Sprint(i))
	}
	benchmarkSource(b, inMemory(b, "a.xlsx", xlsxFile(b, nil, "", xlsxSheet{name: "A", rows: rows}), Options{}), int64(len(rows)))
}

func BenchmarkSharedStrings2000Synthetic(b *testing.B) {
	var shared []string
	text, rows := syntheticText(plainText), inlineRow("Titel", "Text")
	for i := range 2000 {
		shared = append(shared, "<t>"+text+"</t>")
		rows += fmt.Sprintf(`<row><c t="inlineStr"><is><t>Bericht</t></is></c><c t="s"><v>%d</v></c></row>`, i)
	}
	benchmarkSource(b, inMemory(b, "a.xlsx", xlsxFile(b, shared, "", xlsxSheet{name: "A", rows: rows}), Options{}), int64(2000*len(text)+len(rows)))
}

func BenchmarkOpenDocumentSheet2000Synthetic(b *testing.B) {
	text, rows := syntheticText(plainText), odsRow("Titel", "Text")
	for i := range 2000 {
		rows += odsRow(fmt.Sprint("Bericht ", i), text)
	}
	benchmarkSource(b, inMemory(b, "a.ods", odsFile(b, "", "<table:table>"+rows+"</table:table>"), Options{}), int64(len(rows)))
}

func BenchmarkDocuments(b *testing.B) {
	word := syntheticText(func(text string) string { return para("", text) })
	open := syntheticText(func(text string) string { return "<text:p>" + text + "</text:p>" })
	rich := `{\rtf1\ansi ` + strings.ReplaceAll(syntheticText(func(text string) string { return `\pard\plain ` + text + `\par ` }), "Ü", `\'dc`) + "}"
	chapter := xhtml("T", syntheticText(func(text string) string { return "<p>" + text + "</p>" }))
	for name, file := range map[string]struct {
		content []byte
		size    int
	}{
		"a.docx": {docxFile(b, "T", word), len(word)}, "a.odt": {odtFile(b, "", open), len(open)}, "a.rtf": {[]byte(rich), len(rich)},
		"a.epub": {epubFile(b, "", page("a", "a.xhtml", ""), `<spine><itemref idref="a"/></spine>`, packed{"OEBPS/a.xhtml", chapter}), len(chapter)},
	} {
		b.Run(name, func(b *testing.B) { benchmarkSource(b, inMemory(b, name, file.content, Options{}), int64(file.size)) })
	}
}
