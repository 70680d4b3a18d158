package charset

import (
	"regexp"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

var xmlEncoding = regexp.MustCompile(`^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// DeclaredXML finds the charset that an XML declaration names, for [ToUTF8]; nil if none.
func DeclaredXML(b []byte) encoding.Encoding {
	m := xmlEncoding.FindSubmatch(b[:min(len(b), 1024)])
	if m == nil {
		return nil
	}
	return Named(string(m[1]))
}

// DeclaredHTML finds the charset of an HTML page, for [ToUTF8]: the one that contentType, the
// media type with which it came, names; else that of a meta element or of an XML declaration;
// nil if none.
func DeclaredHTML(b []byte, contentType string) encoding.Encoding {
	declared := DeclaredXML(b)
	found, name, certain := charset.DetermineEncoding(b[:min(len(b), 1024)], contentType)
	if certain && (declared == nil || contentType != "") {
		return read(found, name)
	}
	return declared
}

// Named gives the charset of a name (WHATWG Encoding); nil where there is none, none that is
// read, or UTF-8, which is told without a name: what says that it is UTF-8 and is not is
// something else.
func Named(name string) encoding.Encoding {
	found, known := charset.Lookup(name)
	return read(found, known)
}

// read gives a charset whose name is to be believed.
func read(found encoding.Encoding, name string) encoding.Encoding {
	if found == encoding.Replacement || name == "utf-8" {
		return nil
	}
	return found
}
