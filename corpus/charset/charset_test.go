package charset

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

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
		set, err := Of([]byte(encoded), false)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if got := string(set.DecodeHead([]byte(encoded))); got != test.text {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}

// The detector has its results in any order where they fit alike, and names one of the
// languages that do.
func TestDetectedCharsetIsTheSameEachTime(t *testing.T) {
	b := []byte("\xe8as kon que na le st\xf8 \xb1d kon na sz\xb6 \xe8as \xe8as st\xf8 st\xf8 sz\xb6 ")
	for range 300 {
		if got := detectCharset(b); got != charmap.ISO8859_2 {
			t.Fatalf("detected %v", got)
		}
	}
}

// What names UTF-8 and is not UTF-8 is in the charset that its bytes tell.
func TestDeclaredUTF8(t *testing.T) {
	lie := []byte("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>Die Br\xfccke in Steinau ist f\xfcr Wochen gesperrt.</a>")
	for _, declared := range []encoding.Encoding{DeclaredXML(lie), DeclaredHTML(lie, "text/html; charset=utf-8"), Named("utf-8"), Named("UTF8")} {
		got, err := ToUTF8(lie, declared)
		if err != nil || !strings.Contains(string(got), "Die Brücke in Steinau ist für") {
			t.Errorf("%q, %v", got, err)
		}
	}
}
