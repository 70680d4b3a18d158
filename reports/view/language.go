package view

import "leitmotif/reports/page"

// Languages of the page. AutoLanguage is that of most articles, where the page is
// written in it, and else English.
const (
	AutoLanguage = "auto"
	English      = "en"
	German       = "de"
)

// pageLanguage settles the language of the page: German or English, by the languages of the
// articles, most articles first. Those whose language cannot be told have no say.
func pageLanguage(wanted string, languages []page.Count) string {
	if wanted != "" && wanted != AutoLanguage {
		return wanted
	}
	for _, c := range languages {
		if c.Name == German {
			return German
		}
		if c.Name != "" {
			break
		}
	}
	return English
}
