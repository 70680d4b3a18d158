package reports

import (
	"fmt"
	"slices"

	"leitmotif/reports/table"
	"leitmotif/reports/view"
)

// Languages of the page. AutoLanguage is that of most articles, where the page is
// written in it, and else English.
const (
	AutoLanguage = "auto"
	English      = "en"
	German       = "de"
)

// CheckLanguage tells whether a page can be made in the language; "" stands for a default.
func CheckLanguage(language string) error {
	if slices.Contains([]string{"", AutoLanguage, English, German}, language) {
		return nil
	}
	return fmt.Errorf("the report is written in auto, en or de, not in %q", language)
}

// pageLanguage settles the language of the page: German or English. Articles whose
// language cannot be told have no say.
func pageLanguage(wanted string, set *table.Set) string {
	if wanted != "" && wanted != AutoLanguage {
		return wanted
	}
	for _, c := range view.Languages(set) {
		if c.Name == German {
			return German
		}
		if c.Name != "" {
			break
		}
	}
	return English
}
