package repair_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"leitmotif/corpus/growth"
	"leitmotif/corpus/repair"
)

// misread gives UTF-8 read as windows-1252, with a control character for a byte that has
// none there, or as ISO 8859-1.
func misread(s string, table *charmap.Charmap) string {
	var b strings.Builder
	for i := range len(s) {
		r := table.DecodeByte(s[i])
		if r == utf8.RuneError {
			r = rune(s[i])
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Whatever was misread comes back, once and twice, as 1252 and as ISO 8859-1.
func TestMisreadTexts(t *testing.T) {
	for _, text := range []string{
		"Die Brücke über die Ahr bleibt „vorläufig“ gesperrt – größere Schäden drohen.",
		"Ärger in Österreich: Übergabe an Jörg Weiß verschoben",
		"The mayor said: “We don’t know – yet.” It cost £30 or 35 €…",
		"Le président a reçu la fiancée de Jérôme à l’hôtel Noël",
		"Wałęsa, Škoda und Erdoğan trafen Kaczyński in Łódź",
		"Das kostet 10\u00a0% mehr, § 5 Abs. 2, bei 20 °C ½ Liter © Bote",
		"Привет из Линдентала, говорит мэр", "Καλημέρα από το λιμάνι", "橋は閉鎖されました", "Glückwunsch 🎉 zum Sieg ✓ der Mädchen",
	} {
		for _, table := range []*charmap.Charmap{charmap.Windows1252, charmap.ISO8859_1} {
			broken := text
			for times := 1; times <= 2; times++ {
				broken = misread(broken, table)
				if got, changed := repair.Text(broken, false); got != text || !changed {
					t.Errorf("%v, %d times: %q", table, times, got)
				}
			}
		}
		if got, changed := repair.Text(text, true); got != text || changed {
			t.Errorf("%q became %q", text, got)
		}
	}
}

// Single words, parts of texts, and what was lost on the way.
func TestDamage(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"one word among others", "Schöne Grüße aus der StraÃŸe", "Schöne Grüße aus der Straße"},
		{"an intact quotation at an umlaut", "„Spaß“ in der StraÃŸe", "„Spaß“ in der Straße"},
		{"capitals at the beginning", "Ã–sterreich und Ã„rger", "Österreich und Ärger"},
		{"a lost control character", "Er sagte â€œneinâ€ und ging.", "Er sagte “nein” und ging."},
		{"a control character that was replaced", "Er sagte â€œneinâ€\ufffd und ging.", "Er sagte “nein” und ging."},
		{"a lost control character in a word", "nonâ€negotiable", "non‐negotiable"},
		{"a straight mark for a curved one", "The port â€\" closed â€\" reopens.", "The port – closed – reopens."},
		{"a lost sharp s", "GrÃ¼Ãe aus der StraÃe", "Grüße aus der Straße"},
		{"a blank for a no-break space", "Nach 10Â % mehr", "Nach 10 % mehr"},
		{"a blank for a no-break space in French", "VoilÃ  la fiancÃ©e", "Voilà la fiancée"},
		{"decomposed umlauts", "uÌˆber die BruÌˆcke", "über die Brücke"},
		{"a byte order mark", "ï»¿Titel", "\ufeffTitel"},
		{"windows-1252 read as ISO 8859-1 before", "sagte Â„neinÂ“ und", "sagte „nein“ und"},
	} {
		got, changed := repair.Text(c.text, false)
		if got != c.want && got != strings.Replace(c.want, "à la", "à  la", 1) || !changed {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// What people write stays.
func TestWhatIsWritten(t *testing.T) {
	for _, text := range []string{
		"„Der Spaß“, sagte sie", "‚weiß‘ und »groß«", "Das „Ä“ an der Ecke", "die FPÖ… und das Ausmaß…", "DII–DÜÜ–DÜMM", "«IRMÃ» e MAÇÃ – SÃO PAULO", "MAÇÃ”", "COSÌ… È VERO",
		"«VOILÀ»", "ÉTÉ – L’ÂGE", "Â", "Ã", "â", "€ 5", "PÂTÉ « À LA MAISON »", "Å…", "10 °C ± 2", "YLÄ”", "Ç’est", "naïve façade", "São Tomé e Príncipe",
	} {
		if got, changed := repair.Text(text, false); changed {
			t.Errorf("%q became %q", text, got)
		}
	}
}

// A text that is not certain is repaired on the evidence of another.
func TestEvidence(t *testing.T) {
	const title = "GRÃ–SSE"
	if got, changed := repair.Text(title, false); changed {
		t.Errorf("%q without evidence", got)
	}
	if got, _ := repair.Text(title, true); got != "GRÖSSE" {
		t.Errorf("%q on evidence", got)
	}
	if got, changed := repair.Text(title+" für alle", true); changed {
		t.Errorf("%q in a mixed text", got)
	}
}

func TestWithoutData(t *testing.T) {
	code := strings.Repeat("iVBORw0KGgoAAAANSUhEUgAA/8Kb", 8)
	lines := strings.Repeat(code[:76]+"\n", 4) + code[:42] + "=="
	for _, c := range []struct{ text, want string }{
		{"Vor " + code + " nach", "Vor  nach"},
		{"Vor data:image/png;base64," + code + "== nach", "Vor  nach"},
		{"Ein ![Bild](data:image/png;base64," + code + ") hier", "Ein  hier"},
		{"Vor\n" + lines + "\nnach", "Vor\n\n\n\n\n\nnach"},
		{"Vor " + strings.Repeat("0a1b2c3d4e5f", 12) + " nach", "Vor  nach"},
		{"Siehe https://b.example/" + code, "Siehe https://b.example/" + code},
		{strings.Repeat("Wort", 40), strings.Repeat("Wort", 40)},
		{strings.Repeat("-", 200), strings.Repeat("-", 200)},
		{strings.Repeat("31415926535", 20), strings.Repeat("31415926535", 20)},
		{"data: Zahlen, die für sich sprechen", "data: Zahlen, die für sich sprechen"},
	} {
		if got, changed := repair.WithoutData(c.text); got != c.want || changed != (c.want != c.text) {
			t.Errorf("%.60q: %q", c.text, got)
		}
	}
}

func TestOnce(t *testing.T) {
	const (
		one   = "Der Stadtrat von Hollenbeck hat am Abend beschlossen, die alte Uferbrücke für den Verkehr zu sperren."
		two   = "Gutachter hatten Risse in drei Pfeilern entdeckt, und die Sanierung kostet nach ersten Schätzungen elf Millionen Euro."
		three = "Pendler müssen nun über die Südtangente ausweichen, was den Weg nach Lindental um eine halbe Stunde verlängert."
		asked = "Was würden Sie tun, wenn die Brücke über die Ahr in Hollenbeck für immer gesperrt bliebe und niemand sie reparieren wollte?"
	)
	for _, c := range []struct{ name, text, want string }{
		{"twice", one + "\n" + two + "\n" + one + "\n" + two, one + "\n" + two},
		{"twice in a line", one + " " + one, one},
		{"twice without anything between", one + one, one},
		{"three times", one + "\n" + one + "\n" + one, one},
		{"a lead", one + "\n" + one + " " + two, one + " " + two},
		{"a lead that was cut", one[:60] + "…\n" + one + "\n" + two, one + "\n" + two},
		{"a lead cut within a word", one[:64] + "...\n" + one + "\n" + two, one + "\n" + two},
		{"a lead in other lines", one + "\n" + strings.Replace(one, " hat", "\nhat", 1) + "\n" + two, strings.Replace(one, " hat", "\nhat", 1) + "\n" + two},
		{"paragraphs", one + "\n" + two + "\nEnde.\n" + three + "\n" + two + "\nEnde.", one + "\n" + two + "\nEnde.\n" + three},
		{"a heading", one + "\nDie Folgen\n" + two + "\n" + three + "\nDie Folgen\n" + two, one + "\nDie Folgen\n" + two + "\n" + three},
		{"a question", asked + "\n" + one + "\n" + asked + "\n" + two, asked + "\n" + one + "\n" + asked + "\n" + two},
		{"short lines", "Nein.\nDoch.\nNein.\nDoch.", "Nein.\nDoch.\nNein.\nDoch."},
		{"a line that is the beginning of a word", "Der Stadtrat von Hollenbeck hat die Uferbrück\nDer Stadtrat von Hollenbeck hat die Uferbrücke.", "Der Stadtrat von Hollenbeck hat die Uferbrück\nDer Stadtrat von Hollenbeck hat die Uferbrücke."},
	} {
		if got, changed := repair.Once(c.text, true); got != c.want || changed != (c.want != c.text) {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

// Paragraphs never miss one that was seen.
func TestParagraphs(t *testing.T) {
	var p repair.Paragraphs
	line := strings.Repeat("Ein Wort und noch eins. ", 6)
	if p.Again(line) || !p.Again(line) || p.Again("kurz") || p.Again("kurz") {
		t.Error("a paragraph was missed, or a short line counted")
	}
}

// A repair ends, is valid, and finds nothing more in what it gave.
func FuzzText(f *testing.F) {
	f.Add("BrÃ¼cke â€žgesperrtâ€œ Ãƒâ€šÃ‚Â¼", true)
	f.Add("Ã\u009f â€ Ã Â ï¿½ ðŸŽ‰ uÌˆ", false)
	f.Add("ÃƒƒƒƒƒƒÂ¼ Ð¿Ñ€Ð¸", true)
	f.Fuzz(func(t *testing.T, text string, evident bool) {
		text = norm.NFC.String(strings.ToValidUTF8(text, "\ufffd"))
		got, changed := repair.Text(text, evident)
		if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) || changed != (got != text) {
			t.Fatalf("%q gives %q, %v", text, got, changed)
		}
		if again, changed := repair.Text(got, false); changed {
			t.Fatalf("%q gives %q, then %q", text, got, again)
		}
		if once, changed := repair.Once(got, true); changed != (once != got) || !strings.Contains(got, strings.SplitN(once, "\n", 2)[0]) {
			t.Fatalf("%q once is %q, %v", got, once, changed)
		}
		if rest, changed := repair.WithoutData(got); changed != (rest != got) || len(rest) > len(got) {
			t.Fatalf("%q without data is %q, %v", got, rest, changed)
		}
	})
}

// TestGrowth feeds every repair the inputs that are worst for it.
func TestGrowth(t *testing.T) {
	growth.Main(t, func(t *testing.T) {
		growth.Check(t, "text/damage upon damage", 5_000, func(n int) { repair.Text("Ã"+strings.Repeat("ƒ", n), false) })
		growth.Check(t, "text/all damaged", 5_000, func(n int) { repair.Text(strings.Repeat("BrÃ¼cke ", n), false) })
		growth.Check(t, "once/copies", 500, func(n int) { repair.Once(strings.Repeat(strings.Repeat("ein Wort ", 14)+"Ende.\n", n), true) })
		growth.Check(t, "once/leads", 500, func(n int) {
			repair.Once(strings.Repeat("Ein Satz, der lang genug ist für einen Vorspann\n", n)+"Ende.", true)
		})
		growth.Check(t, "data/one token", 5_000, func(n int) { repair.WithoutData(strings.Repeat("aB3.", n)) })
		growth.Check(t, "data/lines", 500, func(n int) { repair.WithoutData(strings.Repeat(strings.Repeat("aB3d", 19)+"\nx\n", n)) })
	})
}
