package reports

import (
	"fmt"
	"slices"

	"leitmotif/reports/view"
)

// Languages of the page. AutoLanguage is that of most articles, where the page is
// written in it, and else English.
const (
	AutoLanguage = view.AutoLanguage
	English      = view.English
	German       = view.German
)

// CheckLanguage tells whether a page can be made in the language; "" stands for a default.
func CheckLanguage(language string) error {
	if slices.Contains([]string{"", AutoLanguage, English, German}, language) {
		return nil
	}
	return fmt.Errorf("the report is written in auto, en or de, not in %q", language)
}
