package seeds

import (
	"embed"
	"strings"
)

//go:embed words/*.txt
var words embed.FS

// StopWords returns the default stop words by language (ISO 639-1), in lower case:
// function words, auxiliary and reporting verbs, and words of the calendar, which say
// nothing of the subject of an article.
func StopWords() map[string][]string {
	out := make(map[string][]string)
	for _, language := range []string{"de", "en"} {
		text, err := words.ReadFile("words/stop_" + language + ".txt")
		if err != nil {
			panic(err) // embedded at build time
		}
		out[language] = strings.Fields(string(text))
	}
	return out
}
