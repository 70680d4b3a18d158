package clean

import (
	"strings"

	"golang.org/x/net/html"
)

// isEnclosed tells whether a page says that its article is not for everybody: by
// isAccessibleForFree of schema.org, in JSON-LD, microdata or <meta>.
func isEnclosed(doc *html.Node) bool {
	const property = "isAccessibleForFree"
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch {
		case n.Data == "script" && n.FirstChild != nil:
			_, value, found := strings.Cut(n.FirstChild.Data, `"`+property+`"`)
			value = strings.ToLower(strings.TrimLeft(value[:min(len(value), 40)], " \t\r\n:\""))
			if found && strings.HasPrefix(value, "false") {
				return true
			}
		case attribute(n, "itemprop") == property, attribute(n, "property") == property, attribute(n, "name") == property:
			value := attribute(n, "content")
			if value == "" && n.FirstChild != nil {
				value = n.FirstChild.Data
			}
			if strings.EqualFold(strings.TrimSpace(value), "false") {
				return true
			}
		}
	}
	return false
}
