package language_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"leitmotif/corpus/language"
)

// Paragraphs of about fifty words, one for each language; all written for this test.
var paragraphs = map[string]string{
	"de": `Der Gemeinderat hat am Montag beschlossen, die alte Brücke über den Fluss nicht abzureißen, sondern zu erneuern.
Die Kosten sind höher als erwartet, weil das Fundament schwächer ist, als man bisher dachte. Mit dem Bau soll im
nächsten Frühjahr begonnen werden, und die Bürger können sich die Pläne im Rathaus ansehen.`,
	"en": `The council decided on Monday that the old bridge across the river will not be torn down but repaired instead.
The costs are higher than expected because the foundations turned out to be weaker than anyone had thought. Work
should begin next spring, and residents can see the plans at the town hall until the end of the month.`,
	"nl": `De gemeenteraad heeft maandag besloten dat de oude brug over de rivier niet wordt gesloopt maar hersteld.
De kosten zijn hoger dan verwacht, omdat de fundering zwakker is dan men tot nu toe dacht. Het werk moet in het
voorjaar beginnen en de bewoners kunnen de plannen op het stadhuis bekijken.`,
	"fr": `Le conseil municipal a décidé lundi que le vieux pont sur la rivière ne serait pas démoli mais rénové.
Les coûts sont plus élevés que prévu, parce que les fondations sont moins solides qu'on ne le pensait. Les travaux
doivent commencer au printemps et les habitants peuvent voir les plans à la mairie.`,
	"es": `El ayuntamiento decidió el lunes que el viejo puente sobre el río no será derribado, sino reparado. Los costes
son más altos de lo esperado porque los cimientos son más débiles de lo que se pensaba. Las obras deben comenzar en
primavera y los vecinos pueden ver los planes en el ayuntamiento hasta fin de mes.`,
	"sv": `Kommunfullmäktige beslutade på måndagen att den gamla bron över älven inte ska rivas utan rustas upp. Kostnaderna
är högre än väntat, eftersom grunden är svagare än man hade trott. Arbetet ska börja i vår och de boende kan se planerna
i stadshuset till slutet av månaden.`,
	"pl": `Rada miasta zdecydowała w poniedziałek, że stary most nad rzeką nie zostanie zburzony, ale będzie naprawiony.
Koszty są wyższe niż oczekiwano, ponieważ fundamenty są słabsze, niż dotąd sądzono. Prace mają się rozpocząć wiosną,
a mieszkańcy mogą obejrzeć plany w ratuszu do końca miesiąca.`,
	"ru": `Городской совет решил в понедельник, что старый мост через реку не будет снесён, а будет отремонтирован. Расходы
выше, чем ожидалось, потому что фундамент оказался слабее, чем думали. Работы должны начаться весной, и жители могут
посмотреть планы в ратуше до конца месяца.`,
	"el": `Το δημοτικό συμβούλιο αποφάσισε τη Δευτέρα ότι η παλιά γέφυρα πάνω από το ποτάμι δεν θα κατεδαφιστεί αλλά θα
επισκευαστεί. Το κόστος είναι υψηλότερο από το αναμενόμενο.`,
}

func TestIdentifyParagraphs(t *testing.T) {
	for want, text := range paragraphs {
		code, confidence, relabelled := language.Identify(text, "")
		if code != want || confidence < 0.9 || relabelled {
			t.Errorf("Identify(%s text) = %q, %.2f, %v; want it sure of %q", want, code, confidence, relabelled, want)
		}
	}
}

func TestDeclaredLanguage(t *testing.T) {
	for _, c := range []struct {
		name, text, declared string
		code                 string
		relabelled           bool
	}{
		{"confirmed", paragraphs["de"], "de-AT", "de", false},
		{"by name", paragraphs["de"], "Deutsch", "de", false},
		{"clearly wrong", paragraphs["en"], "de", "en", true},
		{"clearly wrong, third language", paragraphs["nl"], "German", "nl", true},
		{"clearly wrong, other script", paragraphs["ru"], "en", "ru", true},
		{"headline is too short to overrule", "How the West Was Lost and Won Again", "de", "de", false},
		{"nothing to judge by", "Bayern 4 0 Leverkusen", "de", "de", false},
		{"language without a word list", "Die raad het besluit.", "af", "af", false},
		{"declaration is no language", paragraphs["fr"], "unknown", "fr", false},
		{"empty text", "", "en_US", "en", false},
	} {
		code, confidence, relabelled := language.Identify(c.text, c.declared)
		if code != c.code || relabelled != c.relabelled || confidence <= 0 || confidence > 1 {
			t.Errorf("%s: Identify = %q, %.2f, %v; want %q, %v", c.name, code, confidence, relabelled, c.code, c.relabelled)
		}
	}
}

func TestUndecidable(t *testing.T) {
	for _, text := range []string{"", " ", "1846", "OK", "Kathryn Kates", "4:0 (2:0)", "🙂🙂🙂", "in", "Taiwan TSMC OpenAI"} {
		if code, confidence, _ := language.Identify(text, ""); code != "" || confidence >= 0.5 {
			t.Errorf("Identify(%q) = %q, %.2f; want none below 0.5", text, code, confidence)
		}
	}
}

func TestHeadlines(t *testing.T) {
	for text, want := range map[string]string{
		"Warum die Brücke nicht abgerissen wird":        "de",
		"Polizei sucht nach Zeugen für den Unfall":      "de",
		"Mayor says the bridge will not be torn down":   "en",
		"What you need to know about the new tax rules": "en",
	} {
		if code, _, _ := language.Identify(text, ""); code != want {
			t.Errorf("Identify(%q) = %q, want %q", text, code, want)
		}
	}
}

func TestCode(t *testing.T) {
	for declared, want := range map[string]string{
		"de": "de", "DE": "de", "de-AT": "de", "de_CH": "de", "deu": "de", "ger": "de", "German": "de", "Deutsch": "de",
		" deutsch ": "de", "German (Austria)": "de", "en-US,en;q=0.9": "en", "en_US.UTF-8": "en", "eng": "en", "nb": "no", "nob": "no",
		"no": "no", "français": "fr", "zh-Hant": "zh", "": "", "und": "", "unknown": "", "x-klingon": "", "tlh": "", "42": "",
	} {
		if got := language.Code(declared); got != want {
			t.Errorf("Code(%q) = %q, want %q", declared, got, want)
		}
	}
}

func FuzzIdentify(f *testing.F) {
	for code, text := range paragraphs {
		f.Add(text, code)
	}
	f.Add("ß\u0301’’'", "de-\x00")
	f.Fuzz(func(t *testing.T, text, declared string) {
		code, confidence, relabelled := language.Identify(text, declared)
		if code != "" && len(code) != 2 || !(confidence >= 0 && confidence <= 1) {
			t.Fatalf("Identify = %q, %v", code, confidence)
		}
		if code == "" && confidence >= 0.5 {
			t.Fatalf("sure (%v) of no language", confidence)
		}
		if given := language.Code(declared); relabelled && (given == "" || given == code) || given != "" && !relabelled && code != given {
			t.Fatalf("declared %q, found %q, relabelled %v", given, code, relabelled)
		}
		if again, c, _ := language.Identify(text, declared); again != code || c != confidence {
			t.Fatalf("second answer %q, %v differs from %q, %v", again, c, code, confidence)
		}
	})
}

func BenchmarkIdentify(b *testing.B) {
	article := strings.Repeat(paragraphs["de"]+"\n", 10)
	b.Run("article_3kB", func(b *testing.B) {
		b.SetBytes(int64(len(article)))
		for b.Loop() {
			language.Identify(article, "")
		}
	})
	headline := "Mayor says the bridge will not be torn down"
	b.Run("headline", func(b *testing.B) {
		b.SetBytes(int64(utf8.RuneCountInString(headline)))
		for b.Loop() {
			language.Identify(headline, "en")
		}
	})
}
