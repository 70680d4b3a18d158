package format

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

// fixedInput is an input in memory.
func fixedInput(name string, b []byte) input {
	return input{name: name, size: int64(len(b)), open: func() (io.ReadCloser, error) {
		return struct {
			io.ReadCloser
			io.ReaderAt
		}{io.NopCloser(bytes.NewReader(b)), bytes.NewReader(b)}, nil
	}}
}

// Sentences of our own in the languages that charsets are told by.
const (
	germanText  = "Die Bürgermeisterin begrüßte am Montag die Gäste aus München. „Schön, dass Sie da sind“, sagte sie."
	shortGerman = "Größe"
	polishText  = "Burmistrz powiedział w poniedziałek, że miasto zbuduje nową szkołę. Dzieci są szczęśliwe, a rodzice również mogą być zadowoleni z tej decyzji."
	czechText   = "Starosta v pondělí řekl, že město postaví novou školu. Děti jsou šťastné a rodiče také mohou být s tímto rozhodnutím spokojeni."
	russianText = "Мэр города сообщил в понедельник, что будет построена новая школа. Дети очень рады этому решению, и родители тоже."
	greekText   = "Ο δήμαρχος είπε τη Δευτέρα ότι η πόλη θα χτίσει ένα νέο σχολείο. Τα παιδιά είναι πολύ χαρούμενα με αυτή την απόφαση."
	japanText   = "市長は月曜日に、市が新しい学校を建設すると発表した。子どもたちはこの決定をとても喜んでいる。保護者も同じである。"
	chineseText = "市长星期一宣布，该市将建设一所新学校。孩子们对这个决定感到非常高兴，家长们也是如此。新的学校将在明年开放。"
	taiwanText  = "市長星期一宣布，該市將建設一所新學校。孩子們對這個決定感到非常高興，家長們也是如此。新的學校將在明年開放。"
	koreanText  = "시장은 월요일에 시가 새로운 학교를 지을 것이라고 발표했다. 아이들은 이 결정에 매우 기뻐하고 있다. 부모들도 마찬가지이다."
)

func TestCharsets(t *testing.T) {
	for _, test := range []struct {
		name    string
		charset encoding.Encoding
		text    string
	}{
		{"UTF-16LE with a mark", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), germanText},
		{"UTF-16BE with a mark", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), russianText},
		{"UTF-16LE", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), germanText},
		{"UTF-16BE", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), germanText},
		{"UTF-8 with a mark", unicode.UTF8BOM, germanText},
		{"windows-1252", charmap.Windows1252, germanText},
		{"windows-1252, short", charmap.Windows1252, shortGerman},
		{"ISO-8859-1", charmap.ISO8859_1, "Grüße aus Köln: schöne Straße"},
		{"ISO-8859-2 Polish", charmap.ISO8859_2, polishText},
		{"windows-1250 Czech", charmap.Windows1250, czechText},
		{"windows-1251", charmap.Windows1251, russianText},
		{"KOI8-R", charmap.KOI8R, russianText},
		{"ISO-8859-7", charmap.ISO8859_7, greekText},
		{"Shift_JIS", japanese.ShiftJIS, japanText},
		{"EUC-JP", japanese.EUCJP, japanText},
		{"ISO-2022-JP", japanese.ISO2022JP, japanText},
		{"GB18030", simplifiedchinese.GB18030, chineseText},
		{"Big5", traditionalchinese.Big5, taiwanText},
		{"EUC-KR", korean.EUCKR, koreanText},
	} {
		encoded, err := test.charset.NewEncoder().String(test.text)
		if err != nil {
			t.Fatal(test.name, err)
		}
		set, err := charsetOf([]byte(encoded), false)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if got := string(set.decodeHead([]byte(encoded))); got != test.text {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}

func TestCharsetOfInputs(t *testing.T) {
	latin := func(s string) []byte {
		b, err := charmap.Windows1252.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(b)
	}
	wide := func(s string) []byte {
		b, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(b)
	}
	for name, content := range map[string][]byte{
		"a.jsonl": latin(`{"text":"Grüße"}`), "b.jsonl": wide(`{"text":"Grüße"}`), "c.csv": latin("title;text\nT;Grüße\n"),
		"d.csv": wide("title\ttext\nT\tGrüße\n"), "e.txt": latin("T\n\nGrüße"), "f.txt": wide("T\n\nGrüße"), "g.txt": []byte("T\n\nGru\u0308ße"),
		"h.md": latin("# T\nGrüße"), "i.json": wide(`[{"text":"Grüße"}]`), "j.txt": []byte("T\n\nGr\u00fc\x00ß\x07e\u0085"),
	} {
		got := readOne(t, name, content, Options{})
		if len(got.articles) != 1 || got.articles[0].Text != "Grüße" {
			t.Errorf("%s: %v", name, got.order)
			for _, a := range got.articles {
				t.Logf("%q", a.Text)
			}
		}
	}
	// One line in another charset does not spoil the others.
	lines := strings.Repeat(`{"text":"Grüße"}`+"\n", 3) + string(latin(`{"text":"Grüße"}`))
	for _, a := range readOne(t, "a.jsonl", []byte(lines), Options{}).articles {
		if a.Text != "Grüße" {
			t.Errorf("%s: %q", a.Input, a.Text)
		}
	}
}

func TestBinary(t *testing.T) {
	random := make([]byte, 4096)
	state := uint32(1)
	for i := range random {
		state = state*1664525 + 1013904223
		random[i] = byte(state >> 24)
	}
	for name, content := range map[string][]byte{"a.txt": random, "d.html": random, "e.jsonl": random, "f": {0, 1, 2, 3, 0, 0, 5}} {
		wantOrder(t, readOne(t, name, content, Options{}), name+" bad_encoding")
	}
}

func TestCleanText(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                           "plain",
		"a\r\nb\rc\u2028d\u0085e\ff":      "a\nb\nc\nd\ne\nf",
		"a\x00b\x1bc\x7fd\u009fe":         "abcde",
		"\ufeffa\ufffe":                   "a",
		"e\u0301":                         "é",
		"Gr\xfc\xdfe und Grüße \x93x\x94": "Grüße und Grüße “x”",
		"\u200b soft\u00adhyphen":         "\u200b soft\u00adhyphen",
		"\ufffd stays":                    "\ufffd stays",
	} {
		if got := cleanText([]byte(in)); got != want {
			t.Errorf("cleanText(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestCleanTextOfEveryRune holds the fast check against the normalisation itself.
func TestCleanTextOfEveryRune(t *testing.T) {
	for r := rune(1); r <= utf8.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		b := []byte("a" + string(r) + "b")
		if want := norm.NFC.String(rewrite(b)); isClean(b) && string(b) != want {
			t.Fatalf("%U counts as clean and becomes %q", r, want)
		}
		if line := strings.Join(strings.Fields(string(b)), " "); isOneLine(string(b)) && string(b) != line {
			t.Fatalf("%U counts as one line and becomes %q", r, line)
		}
	}
}
