package language

import (
	"strings"

	"golang.org/x/text/language"
)

// names holds the names of languages that files use in place of codes, in English, in
// German and in the language itself, and the bibliographic codes of ISO 639-2 that
// differ from the terminological ones.
var names = map[string]string{
	"german": "de", "deutsch": "de", "ger": "de",
	"english": "en", "englisch": "en",
	"french": "fr", "französisch": "fr", "français": "fr", "francais": "fr", "fre": "fr",
	"dutch": "nl", "niederländisch": "nl", "nederlands": "nl", "dut": "nl",
	"spanish": "es", "spanisch": "es", "español": "es", "espanol": "es", "castellano": "es",
	"italian": "it", "italienisch": "it", "italiano": "it",
	"portuguese": "pt", "portugiesisch": "pt", "português": "pt", "portugues": "pt",
	"swedish": "sv", "schwedisch": "sv", "svenska": "sv",
	"danish": "da", "dänisch": "da", "dansk": "da",
	"norwegian": "no", "norwegisch": "no", "norsk": "no",
	"finnish": "fi", "finnisch": "fi", "suomi": "fi",
	"polish": "pl", "polnisch": "pl", "polski": "pl",
	"czech": "cs", "tschechisch": "cs", "čeština": "cs", "cze": "cs",
	"hungarian": "hu", "ungarisch": "hu", "magyar": "hu",
	"romanian": "ro", "rumänisch": "ro", "română": "ro", "rum": "ro",
	"turkish": "tr", "türkisch": "tr", "türkçe": "tr",
	"greek": "el", "griechisch": "el", "gre": "el",
	"russian": "ru", "russisch": "ru", "русский": "ru",
	"ukrainian": "uk", "ukrainisch": "uk", "українська": "uk",
	"arabic": "ar", "arabisch": "ar",
	"chinese": "zh", "chinesisch": "zh", "chi": "zh",
	"japanese": "ja", "japanisch": "ja",
	"korean": "ko", "koreanisch": "ko",
}

// Code gives the code of ISO 639-1 for what an input declares: a tag of BCP 47 with
// either separator ("de-AT", "en_US"), a code of three letters ("deu", "ger") or a name
// ("German", "Deutsch", "German (Austria)"). It gives "" for everything else, also for
// a language that ISO 639-1 does not know. Bokmål ("nb") is "no".
func Code(declared string) string {
	s := strings.ToLower(strings.TrimSpace(declared))
	if i := strings.IndexAny(s, " (,;"); i > 0 {
		s = s[:i]
	}
	if s == "" || len(s) > 35 {
		return ""
	}
	if code := names[s]; code != "" {
		return code
	}
	tag, err := language.Parse(strings.TrimSuffix(s, ".utf-8"))
	if err != nil {
		return ""
	}
	base, certainty := tag.Base()
	code := base.String()
	if certainty != language.Exact || len(code) != 2 {
		return ""
	}
	if code == "nb" {
		return "no"
	}
	return code
}
