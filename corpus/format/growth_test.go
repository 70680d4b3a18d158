package format

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/delta"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"leitmotif/corpus/growth"
)

// worst is an input that costs a decoder as much as can be for its size.
type worst struct {
	name    string // its extension proposes the form
	n       int
	content func(n int) []byte
}

func repeated(before, unit, after string) func(n int) []byte {
	return func(n int) []byte { return []byte(before + strings.Repeat(unit, n) + after) }
}

// numbered repeats a format with one number.
func numbered(before, unit, after string) func(n int) []byte {
	return func(n int) []byte {
		var b bytes.Buffer
		b.WriteString(before)
		for i := range n {
			fmt.Fprintf(&b, unit, i)
		}
		b.WriteString(after)
		return b.Bytes()
	}
}

var worstFeeds = []worst{
	{"unclosed tags.rss", 20_000, repeated("<rss ", "<b</b", "")},
	{"unclosed elements.rss", 20_000, repeated("<rss>", "<b", "")},
	{"sections.rss", 5_000, repeated("<rss><channel><title>", "<![CDATA[", "")},
	{"closed sections.rss", 2_000, repeated("<rss><channel><title>", "<![CDATA[a]]>", "</title></channel></rss>")},
	{"comments.rss", 20_000, repeated("<rss>", "<!--", "")},
	{"closed comments.rss", 2_000, repeated("<rss>", "<!--a-->", "</rss>")},
	{"declarations.rss", 20_000, repeated("<rss>", "<?", "")},
	{"attributes.rss", 3_000, numbered("<rss", " a%d=''", "></rss>")},
	{"namespaces.rss", 1_000, numbered("<rss", " xmlns:a%d='b'", "><channel></channel></rss>")},
	{"entities.rss", 2_000, repeated("<rss><channel><item><title>", "&lt;", "</title></item></channel></rss>")},
	{"items.rss", 150, repeated("<rss><channel>", "<item><title>a</title><description>b</description></item>", "</channel></rss>")},
	{"extensions.rss", 500, numbered("<rss xmlns:x='y'><channel><item>", "<x:a%d>b</x:a%[1]d>", "</item></channel></rss>")},
	{"authors.rss", 500, repeated("<rss><channel><item><description>x</description>", "<author>a</author>", "</item></channel></rss>")},
	{"links.atom", 500, repeated("<feed xmlns='http://www.w3.org/2005/Atom'><entry><content>x</content>", "<link href='a'/>", "</entry></feed>")},
	{"markup.atom", 500, repeated("<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'><div>", "<b>x</b>", "</div></content></entry></feed>")},
	{"open brackets.rss", 20_000, repeated("<rss><channel><item><title>", "<", "")},
}

var worstRecords = []worst{
	{"backslashes.jsonl", 20_000, repeated(`{"text":"`, `\\`, `"}`)},
	{"quotes.jsonl", 20_000, repeated(`{"text":"`, `\"`, `"}`)},
	{"escapes.jsonl", 6_000, repeated(`{"text":"`, `\ud83d\ude00`, `"}`)},
	{"half pairs.jsonl", 6_000, repeated(`{"text":"`, `\ud83d`, `"}`)},
	{"members.jsonl", 2_000, numbered(`{"text":{`, `"a%d":1,`, `"b":1}}`)},
	{"names.jsonl", 1_000, repeated(`{"author":[`, `{"a":1,"b":[]},`, `{"name":"x"}],"text":"y"}`)},
	{"brackets.jsonl", 200_000, repeated(`{"text":`, `[`, ``)},
	{"braces.json", 400_000, repeated(``, `{"articles":`, ``)},
	{"arrays.json", 20_000, repeated(`[`, `[`, ``)},
	{"strings.json", 20_000, repeated(`[{"text":"`, `\\`, ``)},
	{"elements.json", 2_000, repeated(`{"articles":[`, `{"text":"x"},`, `{}]}`)},
	{"top members.json", 2_000, numbered(`{`, `"a%d":{"data":[]},`, `"b":1}`)},
	{"lines.jsonl", 2_000, repeated(``, "{\"text\":\"x\"}\n", ``)},
	{"blank.jsonl", 20_000, repeated(``, "\n", ``)},
	{"cells.csv", 20_000, repeated("title,text\n", `a,`, "\n")},
	{"header.csv", 20_000, numbered("title,text", `,a%d`, "\na,b\n")},
	{"open quotes.csv", 20_000, repeated("title,text\n", `"a`, "")},
	{"quoted lines.csv", 10_000, repeated("title,text\nx,\"", "\n", "")},
	{"doubled quotes.csv", 20_000, repeated("title,text\nx,\"", `""`, "\"\n")},
	{"unclosed quotes.csv", 2_000, repeated("title,text,date\n", "x,\"a,1\n", "")},
	{"unclosed quotes.tsv", 2_000, repeated("title\ttext\n", "x\t\"a\n", "")},
	{"unclosed quotes of other rows.tsv", 2_000, repeated("title\ttext\tdate\n", "x\t\"a\n", "")},
	{"unclosed quotes between lines.tsv", 2_000, repeated("title\ttext\n", "x\t\"a\nb\nc\n", "")},
	{"returns.csv", 5_000, repeated("title,text\r", "x,y\r", "")},
	{"rows.csv", 5_000, repeated("title,text\n", "x,y\n", "")},
	{"title again.txt", 10_000, repeated("T\n", "T\n", "x")},
	{"blank.txt", 20_000, repeated("T", "\n ", "x")},
	{"headings.md", 10_000, repeated("", "#\n", "x")},
	{"fences.md", 10_000, repeated("---\n", "---\n-", "")},
	{"odd bytes.txt", 10_000, repeated("a\n", "\xfc\x81 \x85", "")},
	{"combined.txt", 2_000, repeated("a\n", "e\u0301\u0323", "")},
	{"marks.txt", 10_000, repeated("a\n", "\u0323", "")},
	{"page.html", 10_000, repeated("<html>", "<b <", "")},
}

// nestedIn repeats what opens and closes around a content.
func nestedIn(before, open, content, closing, after string) func(n int) []byte {
	return func(n int) []byte {
		return []byte(before + strings.Repeat(open, n) + content + strings.Repeat(closing, n) + after)
	}
}

var worstNested = []worst{
	{"keyed.json", 1_000, numbered(`{`, `"a%d":{"title":"T","text":"x"},`, `"b":{}}`)},
	{"lists.json", 1_000, numbered(`{`, `"a%d":[{"title":"T","text":"x"}],`, `"b":1}`)},
	{"pages.json", 1_000, repeated(`[`, `{"articles":[{"text":"x"}]},`, `{}]`)},
	{"pages.jsonl", 1_000, repeated(``, `{"articles":[{"text":"x"}]}`+"\n", ``)},
	{"objects.jsonl", 1_000, repeated(`{"title":"T",`, `"a":{"b":{"c":{"d":1}}},`, `"e":1}`)},
	{"objects.json", 1_000, numbered(`{"data":{`, `"a%d":{"x":{"y":[{}]}},`, `"b":1}}`)},
	{"parts.jsonl", 1_000, repeated(`{"title":"T",`, `"meta":{"fields":{"data":{"x":1}}},`, `"e":1}`)},
	{"deep.jsonl", 500, nestedIn(`{"title":"T","url":"u","x":`, `{"data":`, `1`, `}`, `}`)},
	{"deep.json", 500, nestedIn(`{"title":"T","url":"u","x":`, `{"x":`, `1`, `}`, `}`)},
	{"deep wrappers.json", 500, nestedIn(`[`, `{"data":`, `[]`, `}`, `]`)},
	{"deep lists.json", 1_000, nestedIn(``, `[`, `{"text":"x"}`, `]`, ``)},
	{"deep sections.json", 500, nestedIn(``, `{"x":[`, `{"title":"T","text":"x"}`, `]}`, ``)},
	{"sections.json", 500, numbered(`{`, `"a%d":[{"x":[{"title":"T","text":"x"}]}],`, `"b":1}`)},
	{"titled keyed.json", 500, numbered(`{"title":"T",`, `"a%d":{"title":"T","text":"x"},`, `"b":{"title":"T","text":"x"}}`)},
	{"linked pages.json", 1_000, repeated(`[`, `{"@type":"WebPage","mainEntity":{"@type":"NewsArticle"}},`, `1]`)},
	{"actions.jsonl", 2_000, repeated(``, `{"index":{"_id":"1"}}`+"\n", `{"text":"x"}`)},
	{"deep body.jsonl", 500, nestedIn(`{"body":`, `{"children":[`, `"x"`, `]}`, `}`)},
	{"blocks.jsonl", 2_000, repeated(`{"body":[`, `{"type":"bold","text":"x"},`, `"y"]}`)},
	{"columns.json", 1_000, func(n int) []byte {
		return append(append([]byte(`{"title":`), numbered(`{`, `"%d":"T",`, `"x":"T"}`)(n)...), append([]byte(`,"text":`), numbered(`{`, `"%d":"y",`, `"x":"y"}}`)(n)...)...)
	}},
	{"wide columns.json", 1_000, numbered(`{"title":{"0":"T"},"text":{"0":"x"}`, `,"a%d":{"0":1}`, `}`)},
	{"rows.json", 1_000, repeated(`[["title","text"]`, `,["T","x"]`, `]`)},
	{"wide rows.json", 1_000, numbered(`[["title","text"`, `,"a%d"`, `],["T","x"]]`)},
	{"no numbers.json", 5_000, repeated(`[{"text":"x","a":[`, `NaN,`, `1]}]`)},
	{"unused.jsonl", 1_000, numbered(`{"text":"x"`, `,"u%d":"2026-03-03"`, `}`)},
	{"long names.jsonl", 1_000, func(n int) []byte {
		return []byte(`{"title":"T","` + strings.Repeat("a", n) + `":{` + strings.Repeat(`"b":{"c":"d e"},`, n/10) + `"f":1}}`)
	}},
	{"preamble.csv", 2_000, repeated("", "Report,\n", "title,text\nT,x\n")},
	{"backslashes.csv", 100_000, repeated("title,text\nx,\"", `\"`, "\"\n")},
	{"backslash runs.csv", 200_000, repeated("title,text\nx,\"a\\\"b", `\`, "\"\n")},
	{"headlines.csv", 2_000, repeated("title,url\n", "T,u\n", "")},
	{"unused.csv", 1_000, func(n int) []byte {
		return append(numbered("text", ",u%d", "\n")(n), repeated("x", ",2026-03-03", "\n")(n)...)
	}},
}

var worstTables = []worst{
	{"rows.parquet", 1_000, func(n int) []byte {
		return columnFile(format.Plain, 1, n, bytes.Repeat([]byte("\x01\x00\x00\x00x"), n))
	}},
	{"pages.parquet", 500, func(n int) []byte { return columnFile(format.Plain, n, 1, []byte("\x01\x00\x00\x00x")) }},
	{"prefixes.parquet", 500, func(n int) []byte { return columnFile(format.DeltaByteArray, 1, n, growingPrefixes(n)) }},
	{"columns.parquet", 1_000, func(n int) []byte { return footerOnly(wideSchema(n)) }},
	{"texts.parquet", 1_000, func(n int) []byte { return footerOnly(textSchema(n)) }},
	{"groups.parquet", 1_000, func(n int) []byte {
		return footerOnly(&format.FileMetaData{Schema: textSchema(1).Schema, RowGroups: make([]format.RowGroup, n)})
	}},
	{"deep.parquet", 2_000, func(n int) []byte { return footerOnly(deepSchema(n)) }},
	{"lists.parquet", 2_000, func(n int) []byte {
		var out bytes.Buffer
		w := parquet.NewGenericWriter[parquetRow](&out)
		w.Write([]parquetRow{{Body: "x", Authors: make([]string, n)}})
		w.Close()
		return out.Bytes()
	}},
}

// TestGrowth holds that no input costs a decoder more than in proportion to its size.
func TestGrowth(t *testing.T) {
	growth.Main(t, func(t *testing.T) {
		for _, list := range [][]worst{worstFeeds, worstXML, worstRecords, worstNested, worstTables, worstMails} {
			for _, w := range list {
				growth.Check(t, w.name, w.n, func(n int) {
					src := inMemory(t, w.name, w.content(n), Options{})
					for range src.Articles(t.Context()) {
					}
				})
			}
		}
	})
}

const magic = "PAR1"

// footerOnly is a Parquet file without pages.
func footerOnly(m *format.FileMetaData) []byte { return parquetBytes(nil, m) }

// parquetBytes is a Parquet file of pages and metadata.
func parquetBytes(pages []byte, m *format.FileMetaData) []byte {
	footer := marshalled(m)
	b := append([]byte(magic), pages...)
	b = append(b, footer...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(footer)))
	return append(b, magic...)
}

func textColumn(name string) format.SchemaElement {
	e := format.SchemaElement{Name: name}
	e.Type.Valid, e.Type.V = true, format.ByteArray
	return e
}

func group(name string, children int) format.SchemaElement {
	e := format.SchemaElement{Name: name}
	e.NumChildren.Valid, e.NumChildren.V = true, int32(children)
	return e
}

// textSchema is n columns called text.
func textSchema(n int) *format.FileMetaData {
	m := &format.FileMetaData{Schema: []format.SchemaElement{group("root", n)}}
	for range n {
		m.Schema = append(m.Schema, textColumn("text"))
	}
	return m
}

// wideSchema is n columns of other names.
func wideSchema(n int) *format.FileMetaData {
	m := &format.FileMetaData{Schema: []format.SchemaElement{group("root", n)}}
	for i := range n {
		m.Schema = append(m.Schema, textColumn(fmt.Sprintf("c%d", i)))
	}
	return m
}

// deepSchema is a column within n others.
func deepSchema(n int) *format.FileMetaData {
	m := &format.FileMetaData{}
	for range n {
		m.Schema = append(m.Schema, group("g", 1))
	}
	m.Schema = append(m.Schema, textColumn("text"))
	return m
}

// columnFile is a file with one column, text, in pages pages of values values each.
func columnFile(encoding format.Encoding, pages, values int, data []byte) []byte {
	body := bytes.Repeat(columnPage(encoding, values, data), pages)
	return parquetBytes(body, columnMeta(len(body), pages*values))
}

// columnPage is a page with its header.
func columnPage(encoding format.Encoding, values int, data []byte) []byte {
	h := format.PageHeader{Type: format.DataPage, UncompressedPageSize: int32(len(data)), CompressedPageSize: int32(len(data))}
	h.DataPageHeader.Valid = true
	h.DataPageHeader.V = format.DataPageHeader{NumValues: int32(values), Encoding: encoding,
		RepetitionLevelEncoding: format.RLE, DefinitionLevelEncoding: format.RLE}
	return append(marshalled(&h), data...)
}

// columnMeta is the metadata of a file with one column in size bytes of pages.
func columnMeta(size, values int) *format.FileMetaData {
	m := textSchema(1)
	m.RowGroups = []format.RowGroup{{NumRows: int64(values), Columns: []format.ColumnChunk{{MetaData: format.ColumnMetaData{
		Type: format.ByteArray, NumValues: int64(values), DataPageOffset: int64(len(magic)),
		TotalCompressedSize: int64(size), TotalUncompressedSize: int64(size)}}}}}
	return m
}

func marshalled(v any) []byte {
	b, err := thrift.Marshal(new(thrift.CompactProtocol), v)
	if err != nil {
		panic(err)
	}
	return b
}

// growingPrefixes is n values in DELTA_BYTE_ARRAY, each the one before it and one byte,
// up to 50.
func growingPrefixes(n int) []byte {
	prefixes, suffixes := make([]int32, n), make([]int32, n)
	for i := range n {
		prefixes[i], suffixes[i] = min(int32(i), 50), 1
	}
	b := packedDifferences(prefixes)
	b = append(b, packedDifferences(suffixes)...)
	return append(b, bytes.Repeat([]byte("x"), n)...)
}

// packedDifferences is numbers in DELTA_BINARY_PACKED.
func packedDifferences(numbers []int32) []byte {
	b, err := new(delta.BinaryPackedEncoding).EncodeInt32(nil, numbers)
	if err != nil {
		panic(err)
	}
	return b
}
