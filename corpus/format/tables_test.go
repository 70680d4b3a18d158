package format

import (
	"strings"
	"testing"
	"unicode/utf16"
)

// Tables as spreadsheets, databases and programs export them.
func TestTableExports(t *testing.T) {
	const want = "A|a a|2026-03-03T00:00:00Z|Bote\nB|b b|2026-03-04T00:00:00Z|Post"
	for what, in := range map[string]string{
		"preamble":         "Ergebnis der Suche\n\nErstellt am 5.3.2026; 2 Treffer\nTitel;Volltext;Erscheinungsdatum;Medium\nA;a a;03.03.2026;Bote\nB;b b;04.03.2026;Post\n",
		"report":           "Report:,Mentions\nBrand:,\"Kaiwerk, AG\"\nFrom:,01 Mar 2026\n\nHeadline,Full Text,Date,Source\nA,a a,2026-03-03,Bote\nB,b b,2026-03-04,Post\n",
		"sep below":        "sep=;\nTitel;Text;Datum;Quelle\nA;a a;03.03.2026;Bote\nB;b b;04.03.2026;Post\n",
		"BOM":              "\ufeffTitel;Text;Datum;Quelle\r\nA;a a;03.03.2026;Bote\r\nB;b b;04.03.2026;Post\r\n",
		"tabs":             "Headline\tOpening Text\tText\tDate\tSource\nA\tx\ta a\t2026-03-03\tBote\nB\ty\tb b\t2026-03-04\tPost\n",
		"pipes":            "title|text|date|source\nA|a a|2026-03-03|Bote\nB|b b|2026-03-04|Post\n",
		"empty columns":    "title,text,date,source,,\nA,a a,2026-03-03,Bote,,\nB,b b,2026-03-04,Post,,\n",
		"more cells":       "title,text,date,source\nA,a a,2026-03-03,Bote,,\nB,b b,2026-03-04,Post, \n",
		"returns":          "title,text,date,source\rA,a a,2026-03-03,Bote\rB,b b,2026-03-04,Post\r",
		"absent":           "title,text,date,source,author,url\nA,a a,2026-03-03,Bote,NaN,None\nB,b b,2026-03-04,Post,NULL,-\n",
		"best not absent":  "text,body,title,headline,date,source\nnan,a a,None,A,2026-03-03,Bote\nN/A,b b,-,B,2026-03-04,Post\n",
		"normalised":       "headline.main,fields.bodyText,source.name,source.id,_source.date\nA,a a,Bote,1,2026-03-03\nB,b b,Post,2,2026-03-04\n",
		"author keys":      "title,text,date,source,author\nA,a a,2026-03-03,Bote,17\nB,b b,2026-03-04,Post,18\n",
		"punctuation":      "Titel:,Text*,Datum:,Quelle*\nA,a a,03.03.2026,Bote\nB,b b,04.03.2026,Post\n",
		"padded":           "Auszug;;;\n;;;\nTitel;Text;Datum;Quelle\nA;a a;03.03.2026;Bote\nB;b b;04.03.2026;Post\n",
		"two dates":        "title,text,updated,Erscheinungsdatum,source\nA,a a,2027-01-01,03.03.2026,Bote\nB,b b,2027-01-01,04.03.2026,Post\n",
		"outlet and house": "title,text,date,publisher,pubtitle\nA,a a,2026-03-03,Kaiwerk Media,Bote\nB,b b,2026-03-04,Kaiwerk Media,Post\n",
	} {
		t.Run(what, func(t *testing.T) { checkTold(t, "a.csv", in, want) })
	}
	utf16le := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune("Date\tHeadline\tURL\tOpening Text\tHit Sentence\tSource\tInfluencer\tLanguage\r\n03-Mar-2026 02:05PM\tA\thttps://m.example/1\ta a\tx\tPost\tAnn Lee\tEnglish\r\n")) {
		utf16le = append(utf16le, byte(u), byte(u>>8))
	}
	checkTold(t, "a.csv", string(utf16le), "A|a a|2026-03-03T14:05:00Z|Post|Ann Lee|https://m.example/1||en (truncated)")
}

// Cells in which a backslash stands before a quote, and those in which it is just one.
func TestBackslashes(t *testing.T) {
	for in, want := range map[string]string{
		`"A","She said \"never\", then left",x` + "\n" + `"B","\"No\"",x`: `A|She said "never", then left` + "\n" + `B|"No"`,
		`"A","a \"b\"` + "\n" + `c, \"d\", e",x` + "\n" + `"B","f",x`:     `A|a "b"/c, "d", e` + "\nB|f",
		`"A","C:\dir\",x` + "\n" + `"B","b",x`:                            `A|C:\dir\` + "\nB|b",
		`"A","a \""b"" c",x` + "\n" + `"B","b",x`:                         `A|a \"b" c` + "\nB|b",
		`"A","a \"b\" \\",x` + "\n" + `"B","b",x`:                         `A|a "b" \\` + "\nB|b",
		`"A","a ""b"", c",x` + "\n" + `"B","b",x`:                         `A|a "b", c` + "\nB|b",
	} {
		checkTold(t, "a.csv", "title,text,x\n"+in+"\n", want)
	}
}

// TestOpenQuotes holds that an author's quote at the beginning of a cell costs no row behind it,
// and that quoted cells may still cross lines.
func TestOpenQuotes(t *testing.T) {
	rows := func(delimiter string, n int, texts map[int]string) string {
		var b strings.Builder
		for i := range n {
			text := texts[i]
			if text == "" {
				text = "Die Werft baut im kommenden Jahr zwei neue Fähren."
			}
			b.WriteString(strings.Join([]string{"Werft", text, "2026-11-03"}, delimiter) + "\n")
		}
		return b.String()
	}
	const half = `"Halb offen bleibt die Brücke.`
	verse := strings.Repeat("eins, zwei\n\ndrei \"\"vier\"\"\n", 60)
	for what, test := range map[string]struct {
		name, in        string
		articles, other int
		text            string // of the article in the middle
	}{
		"one":                  {"a.tsv", rows("\t", 99, map[int]string{49: half}), 99, 0, half},
		"two":                  {"a.tsv", rows("\t", 99, map[int]string{49: half, 80: half}), 99, 0, half},
		"two, commas":          {"a.csv", rows(",", 99, map[int]string{49: half, 80: half}), 99, 0, half},
		"side by side":         {"a.csv", rows(",", 99, map[int]string{49: half, 50: half}), 99, 0, half},
		"all":                  {"a.csv", rows(",", 99, map[int]string{49: half, 48: half, 47: half, 51: half, 52: half}), 99, 0, half},
		"last":                 {"a.csv", rows(",", 1, map[int]string{0: half}), 1, 0, half},
		"a word":               {"a.tsv", rows("\t", 3, map[int]string{1: `"Halb" offen`, 2: `"Ganz"`}), 3, 0, `"Halb" offen`},
		"closed far below":     {"a.csv", rows(",", 99, map[int]string{49: half, 90: `offen"`}), 99, 0, half},
		"with commas":          {"a.csv", rows(",", 99, map[int]string{49: half + ", auch, nachts"}), 98, 1, ""},
		"lines":                {"a.csv", rows(",", 3, map[int]string{1: "\"a\n\nb, c\n\"\"d\"\", e\""}), 3, 0, "a\n\nb, c\n\"d\", e"},
		"lines between tabs":   {"a.tsv", rows("\t", 3, map[int]string{1: "\"a\n\nb, c\n\"\"d\"\", e\""}), 3, 0, "a\n\nb, c\n\"d\", e"},
		"lines and a quote":    {"a.tsv", rows("\t", 99, map[int]string{30: half, 49: "\"a\nb\"", 60: half}), 99, 0, "a\nb"},
		"many lines":           {"a.csv", rows(",", 3, map[int]string{1: `"` + verse + `"`}), 3, 0, strings.TrimSpace(strings.ReplaceAll(verse, `""`, `"`))},
		"lines that are a row": {"a.csv", rows(",", 3, map[int]string{1: "\"Es siegten\nAu, Berg, 2\nDorn, Eck, 3\nFlint, Gerst, 4\""}), 3, 0, "Es siegten\nAu, Berg, 2\nDorn, Eck, 3\nFlint, Gerst, 4"},
	} {
		t.Run(what, func(t *testing.T) {
			delimiter := map[string]string{"a.csv": ",", "a.tsv": "\t"}[test.name]
			got := readOne(t, test.name, []byte(strings.Join([]string{"title", "text", "date"}, delimiter)+"\n"+test.in), Options{})
			if len(got.articles) != test.articles || len(got.rejects) != test.other {
				t.Fatalf("%d articles, rejects %v", len(got.articles), got.rejects)
			}
			if a := got.articles[len(got.articles)/2]; test.text != "" && a.Text != test.text {
				t.Errorf("text %q, want %q", a.Text, test.text)
			}
		})
	}
}

// Rows that are no articles, and short ones that are.
func TestRows(t *testing.T) {
	for in, want := range map[string]string{
		"Form,Blatt,Worte\nArtikel,Zeitung,a a\nMeldung,Medium,b b\n":                                   "no_text_field",
		"title,text,authors,language\nA,a a,\"['Ina Berg', 'Jan Au']\",English (UK)\nB,b b,[],german\n": "A|a a|||Ina Berg, Jan Au|||en\nB|b b||||||de",
		"text,title,date\na a,A\nTotal: 1\n":                                                            "A|a a\nno_text",
		"title,text,date\nA,a a\nTotal,1\n":                                                             "A|a a\nno_text",
		"Titel;Text;Datum\nA;a a;1.3.2026\nSumme;;1\n":                                                  "A|a a|2026-03-01T00:00:00Z\nno_text",
		"title,text\nA,a a\nTotal recall of a plant,b b b\n":                                            "A|a a\nTotal recall of a plant|b b b",
		"id,title,text\n17.0,A,a a\n":                                                                   "A|a a|||||17",
		"title,text,source\nA,a a,https://www.b.example/1\n":                                            "A|a a||b.example||https://www.b.example/1",
		"title,text,author\nA,a a,by Ina Berg\n":                                                        "A|a a|||Ina Berg",
		"title,text\nA,None\nB,b b\n":                                                                   "B|b b\nno_text",
		"a,b\n1,2\n":                                                                                    "no_text_field",
		"id,indexed_date,language,media_name,media_url,publish_date,title,url\n1,2026-04-01,de,Bote,https://b.example,2026-03-03,Die Brücke ist zu,https://b.example/1\n2,2026-04-01,de,Bote,https://b.example,2026-03-03,,https://b.example/2\n": "Die Brücke ist zu|Die Brücke ist zu|2026-03-03T00:00:00Z|Bote||https://b.example/1|1|de (truncated)\nno_text",
		"publish_date,headline_text\n20260303,bridge shut\n":                         "bridge shut|bridge shut|2026-03-03T00:00:00Z (truncated)",
		"title,date,Laufschrift\nA,2026-03-03," + strings.Repeat("word ", 40) + "\n": "no_text_field",
	} {
		checkTold(t, "a.csv", in, want)
	}
}

// The names that press databases, media monitors and collections of news use.
func TestUsualNames(t *testing.T) {
	for header, want := range map[string]string{
		"Title,Abstract,StoreId,ArticleType,Authors,pubdate,pubtitle,year,DocumentURL,language,publisher,entryDate,Full text\nA,x,7,News,Ina Berg,2026-03-03,Bote,2026,https://p.example/7,English,House,2026-04-01,a a\n": "A|a a|2026-03-03T00:00:00Z|Bote|Ina Berg|https://p.example/7|7|en",
		"Titel;Untertitel;Dachzeile;Vorspann;Volltext;Quellenname;Publikationsdatum;Verfasser;Dokumentnummer\nA;u;d;v;a a;Bote;3.3.2026;Ina Berg;7\n":                                                                      "A|a a|2026-03-03T00:00:00Z|Bote|Ina Berg||7",
		"Überschrift;Fließtext;Veröffentlichungsdatum;Medienname;Autorin\nA;a a;3. März 2026;Bote;Ina Berg\n":                                                                                                              "A|a a|2026-03-03T00:00:00Z|Bote|Ina Berg",
		"Haupttitel,Artikeltext,Erscheinungstag,Publikation,Sprache\nA,a a,3.3.2026,Bote,Deutsch\n":                                                                                                                        "A|a a|2026-03-03T00:00:00Z|Bote||||de",
		"HD,LP,TD,PD,SN,LA,AN\nA,x,a a,3 March 2026,Bote,English,DOC1\n":                                                                                                                                                   "A|x//a a|2026-03-03T00:00:00Z|Bote|||DOC1|en",
		"url,indexed,published,title,content,domain_url,lang,extra_source_attributes.name,extra_author_attributes.name\nhttps://b.example/1,2026-04-01,2026-03-03,A,a a,https://b.example,de,Bote,Ina Berg\n":              "A|a a|2026-03-03T00:00:00Z|Bote|Ina Berg|https://b.example/1||de",
		"News Headline,News Text,News Date,Outlet Name,Contact Name\nA,a a,2026-03-03,Bote,x\n":                                                                                                                            "A|a a|2026-03-03T00:00:00Z|Bote",
		"id,title,publication,author,date,year,month,url,content\n7,A,Bote,Ina Berg,2026-03-03,2026.0,3.0,,a a\n":                                                                                                          "A|a a|2026-03-03T00:00:00Z|Bote|Ina Berg||7",
		"link,headline,category,short_description,authors,date\nhttps://b.example/1,A,CITY,a a,Ina Berg,2026-03-03\n":                                                                                                      "A|a a|2026-03-03T00:00:00Z||Ina Berg|https://b.example/1 (truncated)",
		"Query Id,Date,Title,Snippet,Url,Domain,Author,Full Name,Full Text\n1,2026-03-03 13:05:00.0,A,x,https://b.example/1,b.example,Ina Berg,Ina Berg,a a\n":                                                             "A|a a|2026-03-03T13:05:00Z|b.example|Ina Berg|https://b.example/1",
		"HD,LP,TD\nA,a a.,a a. b b\nB,NaN,b b\n": "A|a a. b b\nB|b b",
		"id,pubtime,medium_code,medium_name,language,head,subhead,content_id,content\n7,2026-03-03 00:00:00+00,BT,Bote,de,A,u,8,a a\n": "A|a a|2026-03-03T00:00:00Z|Bote|||7|de",
		"head,title,text\nx,A,a a\n,B,b b\n":                                                                           "A|a a\nB|b b",
		"title,name_source,Kurztext,Weblink\nA,Bote,a a,https://b.example/1\n":                                         "A|a a||Bote||https://b.example/1 (truncated)",
		"Clip Date,Outlet,Headline,Clip Text,Author(s),Clip URL\n2026-03-03,Bote,A,a a,Ina Berg,https://b.example/1\n": "A|a a|2026-03-03T00:00:00Z|Bote|Ina Berg|https://b.example/1",
		"document,summary,id\na a,x,7\n":                                                                               "|a a|||||7",
		"text,timestamp,url\na a,2026-03-03T13:05:00Z,https://b.example/1\n":                                           "|a a|2026-03-03T13:05:00Z|||https://b.example/1",
	} {
		checkTold(t, "a.csv", header, want)
	}
}

// TestClocks holds that a time of day in a column of its own goes with the date.
func TestClocks(t *testing.T) {
	for in, want := range map[string]string{
		"Datum;Uhrzeit;Titel;Text\n03.11.2026;14:05;A;a a\n04.11.2026;;B;b b\n":             "A|a a|2026-11-03T14:05:00Z\nB|b b|2026-11-04T00:00:00Z",
		"Zeit;Datum;Titel;Text\n14.05 Uhr;03.11.2026;A;a a\n8 Uhr;2026-11-04 09:00;B;b b\n": "A|a a|2026-11-03T14:05:00Z\nB|b b|2026-11-04T09:00:00Z",
		"Date,Time,Title,Text\n03-Nov-2026,10:15PM,A,a a\n2026-11-04,7,B,b b\n":             "A|a a|2026-11-03T22:15:00Z\nB|b b|2026-11-04T00:00:00Z",
		"date,time,title,text\n2026-11-03,14:05:09 CET,A,a a\n2026-11-04,12-31,B,b b\n":     "A|a a|2026-11-03T13:05:09Z\nB|b b|2026-11-04T00:00:00Z",
		"time,title,text\n2026-11-03 14:05,A,a a\n14:05,B,b b\n":                            "A|a a|2026-11-03T14:05:00Z\nB|b b",
	} {
		checkTold(t, "a.csv", in, want)
	}
}

// TestDayFirst holds that the order of day and month is that of the column.
func TestDayFirst(t *testing.T) {
	for in, want := range map[string]string{
		"03/11/2026 09:15,A,a a\n25/11/2026,B,b b\n":             "A|a a|2026-11-03T09:15:00Z\nB|b b|2026-11-25T00:00:00Z",
		"03/11/2026,A,a a\n11/25/2026,B,b b\n":                   "A|a a|2026-03-11T00:00:00Z\nB|b b|2026-11-25T00:00:00Z",
		"3-11-2026,A,a a\n13-11-2026,B,b b\n":                    "A|a a|2026-11-03T00:00:00Z\nB|b b|2026-11-13T00:00:00Z",
		"03/11/2026,A,a a\n25/11/2026,B,b b\n11/25/2026,C,c c\n": "A|a a|2026-03-11T00:00:00Z\nB|b b|2026-11-25T00:00:00Z\nC|c c|2026-11-25T00:00:00Z",
		"03/11/2026,A,25/11/2026\n":                              "A|25/11/2026|2026-03-11T00:00:00Z",
	} {
		checkTold(t, "a.csv", "date,title,text\n"+in, want)
	}
	checkTold(t, "a.csv", "date,time,title,text\n03/11/2026,14:05,A,a a\n25/11/2026,,B,b b\n", "A|a a|2026-11-03T14:05:00Z\nB|b b|2026-11-25T00:00:00Z")
}

// TestTablesByContent holds that a table is one whatever its name says, and that no prose is.
func TestTablesByContent(t *testing.T) {
	const want = "A|a a|2026-03-03T00:00:00Z|Bote\nB|b b|2026-03-04T00:00:00Z|Post"
	const spaced = "Publication Date,Headline,Full Text,Source,Media Type\n2026-03-03,A,\"a a\",Bote,Print\n2026-03-04,B,b b,Post,Web\n"
	const tabs = "Titel\tText\tDatum\tQuelle\nA\ta a\t03.03.2026\tBote\nB\tb b\t04.03.2026\tPost\n"
	for name, in := range map[string]string{"a.txt": tabs, "b.txt": spaced, "c.txt": "sep=,\n" + spaced, "a.xls": tabs, "a": spaced, "a.dat": spaced} {
		t.Run(name, func(t *testing.T) { checkTold(t, name, in, want) })
	}
	for in, want := range map[string]string{
		"Titel, Text\nDie Brücke ist zu.\n":                              "Titel, Text|Die Brücke ist zu.",
		"Headline, Full Text\n\nThe bridge, the port, the ferry.\n":      "Headline, Full Text|The bridge, the port, the ferry.",
		"Der Titel, der Text\nDie Brücke, der Hafen\n":                   "Der Titel, der Text|Die Brücke, der Hafen",
		"Date, Story\nMonday, the ferry came late to the port of Wex.\n": "Date, Story|Monday, the ferry came late to the port of Wex.",
	} {
		checkTold(t, "a.txt", in, want)
	}
}
