package mail

import (
	"bytes"
	"mime"
	"path"
	"strings"

	"leitmotif/corpus/charset"
	"leitmotif/corpus/format/record"
	"leitmotif/corpus/header"
)

// deepest bounds the parts within one another: mail that is forwarded again and again has
// some ten. Each level looks at what is in it once more.
const deepest = 30

// entity is a mail or a part of one: a header, and what it heads (RFC 2045, section 2.4).
type entity struct {
	fields header.Fields
	body   []byte // as it was sent
	// media is the media type where the header names none; "" is text/plain.
	media string
}

// text is a text of a mail, in the forms in which it is there; others are "".
type text struct{ plain, html string }

// attachment is what lies beside the texts of a mail.
type attachment struct {
	name    string
	content []byte
}

// contents are what the parts of a mail hold, in their order.
type contents struct {
	texts    []text
	attached []attachment
	sealed   string // what the mail is encrypted with
	delivery bool   // whether it reports on the delivery of another one
	deep     bool   // whether parts were left out, being too deep
	cut      bool   // whether the mail ends before its parts do, or within a text
}

// entity takes what e holds.
func (c *contents) entity(e entity, depth int) {
	media, parameters := header.Media(e.fields.Get("Content-Type"))
	if !strings.Contains(media, "/") {
		media = e.media
	}
	kind, _, _ := strings.Cut(media, "/")
	switch {
	case depth > deepest:
		c.deep = true
	case media == "multipart/encrypted":
		c.sealed = "PGP"
	case media == "application/pkcs7-mime", media == "application/x-pkcs7-mime":
		c.sealed = "S/MIME"
		if parameters["smime-type"] == "signed-data" {
			c.sealed = "S/MIME, around a signed text"
		}
	case media == "multipart/report" && parameters["report-type"] != "feedback-report":
		c.delivery = c.delivery || depth == 0
	case kind == "multipart":
		c.multipart(e, media, parameters["boundary"], depth)
	case isSilent(media):
	default:
		c.leaf(e, media, parameters)
	}
}

// multipart takes what the parts of e hold. Those of multipart/alternative are one text.
func (c *contents) multipart(e entity, media, boundary string, depth int) {
	whole, outer := c.texts, media == "multipart/alternative"
	if outer {
		c.texts = nil
	}
	standard := ""
	if media == "multipart/digest" {
		standard = "message/rfc822"
	}
	parted := eachPart(e.body, boundary, func(part []byte, open bool) {
		c.cut = c.cut || open && depth == 0
		fields, body, _ := header.Read(part)
		if fields.Len() == 0 {
			if !bytes.ContainsRune(part, '\n') {
				return // the mail was cut
			}
			body = part // it goes without a header
		}
		c.entity(entity{fields, body, standard}, depth+1)
	})
	if !parted {
		c.text(e.body, "", nil)
	}
	if outer {
		c.texts = append(whole, joined(c.texts)...)
	}
}

// joined makes one text of those that are forms of it.
func joined(forms []text) []text {
	var one text
	for _, t := range forms {
		one.plain = gather(one.plain, t.plain)
		one.html = gather(one.html, t.html)
	}
	if one == (text{}) {
		return nil
	}
	return []text{one}
}

func gather(text, more string) string {
	if text == "" || more == "" {
		return text + more
	}
	return text + "\n\n" + more
}

// leaf takes a part without parts: a text of the mail, or what is attached.
func (c *contents) leaf(e entity, media string, parameters map[string]string) {
	disposition, named := header.Media(e.fields.Get("Content-Disposition"))
	name := words(named["filename"])
	if name == "" {
		name = words(parameters["name"])
	}
	content, cut := unpacked(e.body, e.fields.Get("Content-Transfer-Encoding"))
	isText := media == "" || strings.HasPrefix(media, "text/") && !strings.HasSuffix(media, "/rtf") && !strings.HasSuffix(media, "/csv")
	switch {
	case isText && disposition != "attachment" && (name == "" || len(c.texts) == 0):
		c.cut = c.cut || cut
		c.text(content, media, parameters)
	case silentNames[strings.ToLower(path.Ext(name))]:
	case len(bytes.TrimSpace(content)) == 0:
	default:
		c.attached = append(c.attached, attachment{fileName(name, media), content})
	}
}

// text takes a text of the mail.
func (c *contents) text(content []byte, media string, parameters map[string]string) {
	switch media {
	case "text/x-amp-html": // says what another form says
		return
	case "text/html":
		if page := decoded(content, charset.DeclaredHTML(content, mime.FormatMediaType(media, parameters))); strings.TrimSpace(page) != "" {
			c.texts = append(c.texts, text{html: page})
		}
		return
	}
	plain := decoded(content, charset.Named(parameters["charset"]))
	if strings.EqualFold(parameters["format"], "flowed") {
		plain = unflowed(plain, strings.EqualFold(parameters["delsp"], "yes"))
	}
	if strings.HasPrefix(strings.TrimSpace(plain), "-----BEGIN PGP MESSAGE-----") {
		c.sealed = "PGP"
	}
	if plain = unarmoured(plain); strings.TrimSpace(plain) != "" {
		c.texts = append(c.texts, text{plain: plain})
	}
}

// silentKinds are media types, or their beginnings, of parts of a mail that hold no text.
var silentKinds = []string{"image/", "audio/", "video/", "font/", "application/pkcs7-signature", "application/x-pkcs7-signature",
	"application/pgp-", "text/calendar", "application/ics", "text/vcard", "text/x-vcard", "text/directory",
	"message/delivery-status", "message/disposition-notification", "text/rfc822-headers"}

func isSilent(media string) bool {
	for _, kind := range silentKinds {
		if strings.HasPrefix(media, kind) {
			return true
		}
	}
	return false
}

// silentNames are the extensions of such parts where the media type says nothing.
var silentNames = map[string]bool{".p7s": true, ".p7m": true, ".ics": true, ".vcf": true, ".asc": true, ".sig": true, ".png": true,
	".jpg": true, ".jpeg": true, ".gif": true, ".bmp": true, ".webp": true, ".svg": true, ".tif": true, ".tiff": true, ".heic": true,
	".mp3": true, ".mp4": true, ".m4a": true, ".mov": true, ".wav": true}

// extensions are those of media types whose content does not tell them.
var extensions = map[string]string{"message/rfc822": ".eml", "message/global": ".eml", "text/html": ".html", "text/csv": ".csv",
	"text/markdown": ".md", "application/json": ".json", "application/xml": ".xml", "text/xml": ".xml", "application/rtf": ".rtf",
	"text/rtf": ".rtf", "application/pdf": ".pdf"}

// fileName names an attachment: as the mail does, else by its media type.
func fileName(name, media string) string {
	name = path.Base("/" + strings.ReplaceAll(name, `\`, "/"))
	if name == "/" || name == "." || name == ".." {
		name = "attachment"
	}
	ext := extensions[media]
	if ext == ".eml" && !strings.EqualFold(path.Ext(name), ext) || path.Ext(name) == "" {
		name += ext
	}
	return name
}

// words decodes the words of RFC 2047 in a value, which mail programs put into names of files
// as well, and gives it as text on one line.
func words(value string) string { return record.LineOf([]byte(decodeWords(value))) }
