package format

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"leitmotif/corpus"
	"leitmotif/corpus/input"
)

const (
	mailHeader = "From: Hollenbecker Bote <news@bote.example>\nSubject: Die Brücke\nDate: Mon, 3 Mar 2025 14:05:00 +0100\n" +
		"Message-ID: <1@bote.example>\nMIME-Version: 1.0\n"
	mailText = "Die Brücke ist gesperrt."
)

// part is a part of a mail with its header.
func part(header, body string) string { return header + "\n\n" + body + "\n" }

// parted is the rest of a mail of several parts.
func parted(kind string, parts ...string) string {
	boundary := "=_" + strings.NewReplacer("/", "", "\"", "").Replace(kind)
	out := "Content-Type: multipart/" + kind + "; boundary=\"" + boundary + "\"\n\n"
	for _, p := range parts {
		out += "--" + boundary + "\n" + p
	}
	return out + "--" + boundary + "--\n"
}

const utf8Text = "Content-Type: text/plain; charset=utf-8"

func encoded64(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

// Mails as programs write them, most of them against the rules, that say mailText.
func TestMailTexts(t *testing.T) {
	in := func(header, body string) string { return mailHeader + part(header, body) }
	for name, content := range map[string]string{
		"plain":                     in(utf8Text, mailText),
		"no type":                   mailHeader + "\n" + mailText,
		"a line that is no field":   mailHeader + "nothing here\n" + part(utf8Text, mailText),
		"a name that is none":       mailHeader + "X Foo (bar): x\n" + part(utf8Text, mailText),
		"a blank before the colon":  strings.Replace(mailHeader, "Subject:", "Subject :", 1) + part(utf8Text, mailText),
		"CRLF":                      strings.ReplaceAll(in(utf8Text, mailText), "\n", "\r\n"),
		"a draft":                   "Subject: Die Brücke\nFrom: Hollenbecker Bote <x>\nDate: Mon, 3 Mar 2025 13:05 GMT\nMessage-ID: 1@bote.example\n\n" + mailText,
		"a byte order mark":         "\ufeff" + in(utf8Text, mailText),
		"blank lines in front":      "\r\n\n" + in(utf8Text, mailText),
		"Received first":            "Received: from a.example\n by b.example; Mon, 3 Mar 2025 14:06:00 +0100\n" + in(utf8Text, mailText),
		"Return-Path first":         "Return-Path: <news@bote.example>\n" + in(utf8Text, mailText),
		"X first":                   "X-Mozilla-Status: 0001\nX_Odd-1: y\n" + in(utf8Text, mailText),
		"not closed":                mailHeader + strings.TrimSuffix(parted("mixed", part(utf8Text, mailText)), "--=_mixed--\n"),
		"cut in a header":           mailHeader + strings.TrimSuffix(parted("mixed", part(utf8Text, mailText)), "--=_mixed--\n") + "--=_mixed\nContent-Ty",
		"a bad header of a part":    mailHeader + parted("mixed", part(utf8Text+"\nnothing here", mailText)),
		"a part without header":     mailHeader + parted("mixed", "\n"+mailText+"\n"),
		"no boundary":               mailHeader + strings.Replace(parted("mixed", part(utf8Text, mailText)), "; boundary=\"=_mixed\"", "", 1),
		"another boundary":          mailHeader + strings.Replace(parted("mixed", part(utf8Text, mailText)), "boundary=\"=_mixed\"", "boundary=y", 1),
		"no parts at all":           mailHeader + "Content-Type: multipart/mixed\n\n" + mailText,
		"blanks behind delimiters":  mailHeader + strings.ReplaceAll(parted("mixed", part(utf8Text, mailText)), "--=_mixed\n", "--=_mixed  \n"),
		"LF parts below CRLF":       strings.ReplaceAll(mailHeader, "\n", "\r\n") + parted("mixed", part(utf8Text, mailText)),
		"a boundary begins another": mailHeader + parted("mixed", strings.ReplaceAll(parted("alternative", part(utf8Text, mailText)), "=_alternative", "=_mixed1")),
		"an inner one not closed":   mailHeader + parted("mixed", strings.TrimSuffix(parted("alternative", part(utf8Text, mailText)), "--=_alternative--\n")),
		"nested": mailHeader + parted("signed", parted("mixed", parted("related", parted("alternative", part(utf8Text, mailText)))),
			part("Content-Type: application/pkcs7-signature; name=smime.p7s", "AAAA")),
		"base64":                    in(utf8Text+"\nContent-Transfer-Encoding: base64", encoded64(mailText)),
		"base64 in lines":           in(utf8Text+"\nContent-Transfer-Encoding: BASE64", encoded64(mailText)[:10]+"\r\n"+encoded64(mailText)[10:]),
		"base64 without padding":    in(utf8Text+"\nContent-Transfer-Encoding: base64", strings.TrimRight(encoded64(mailText), "=")),
		"base64 joined":             in(utf8Text+"\nContent-Transfer-Encoding: base64", encoded64("Die ")+"\n"+encoded64("Brücke ist gesperrt.")),
		"base64 with a stray sign":  in(utf8Text+"\nContent-Transfer-Encoding: base64", encoded64(mailText)[:12]+"!\n"+encoded64(mailText)[12:]),
		"base64 above a footer":     in(utf8Text+"\nContent-Transfer-Encoding: base64", encoded64(mailText)+"\n\n______________\nlist footer\n"),
		"quoted-printable":          in(utf8Text+"\nContent-Transfer-Encoding: quoted-printable", "Die Br=C3=BCcke ist =\r\ngesperrt."),
		"quoted-printable, lower":   in(utf8Text+"\nContent-Transfer-Encoding: Quoted-Printable", "Die Br=c3=bccke ist =  \ngesperrt.="),
		"quoted-printable, 8 bits":  in(utf8Text+"\nContent-Transfer-Encoding: quoted-printable", mailText),
		"an encoding in quotes":     in(utf8Text+"\nContent-Transfer-Encoding: \"8bit\"", mailText),
		"no encoding that there is": in(utf8Text+"\nContent-Transfer-Encoding: utf-8", mailText),
		"Latin-1":                   in("Content-Type: text/plain; charset=ISO-8859-1", "Die Br\xfccke ist gesperrt."),
		"Latin-1, not declared":     in("Content-Type: text/plain", "Die Br\xfccke ist gesperrt."),
		"UTF-8, declared ASCII":     in("Content-Type: text/plain; charset=us-ascii", mailText),
		"UTF-8, declared Latin-1":   in("Content-Type: text/plain; charset=iso-8859-1", mailText),
		"no charset that there is":  in("Content-Type: text/plain; charset=foo", mailText),
		"UTF-16":                    in("Content-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: base64", encoded64(wide(mailText))),
		"an open quote":             in("Content-Type: text/plain; charset=\"utf-8", mailText),
		"no slash":                  in("Content-Type: text; charset=utf-8", mailText),
		"a parameter twice":         in(utf8Text+"; charset=utf-8", mailText),
		"a name with blanks":        in("Content-Type: text/plain; name=a b c.txt; charset=utf-8", mailText),
		"flowed":                    in(utf8Text+"; format=flowed", "Die Brücke \nist gesperrt."),
		"flowed, blanks dropped":    in(utf8Text+"; format=flowed; delsp=yes", "Die Brü \ncke ist gesperrt."),
		"a signature":               in(utf8Text, mailText+"\n\n-- \nMarga Torwald\nHollenbecker Bote"),
		"quoted below":              in(utf8Text, mailText+"\n\nAm 2. März 2025 um 10:00 schrieb Marga Torwald <m@bote.example>:\n\n> Ist die Brücke auf?\n>\n> Marga"),
		"quoted above":              in(utf8Text, "On Sun, Mar 2, 2025 at 10:00 AM Marga Torwald <m@bote.example>\nwrote:\n> Ist die Brücke auf?\n\n"+mailText),
		"a whole mail below":        in(utf8Text, mailText+"\n\n-----Ursprüngliche Nachricht-----\nVon: Marga\nBetreff: x\n\nIst die Brücke auf?"),
		"quoted alone":              in(utf8Text, "> "+mailText),
		"signed in its text":        in(utf8Text, "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n"+mailText+"\n-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----"),
		"links between brackets":    in(utf8Text, "Die Brücke <https://bote.example/b> ist (https://bote.example/c?d=e) gesperrt."),
		"a picture and a card": mailHeader + parted("mixed", part(utf8Text, mailText), part("Content-Type: image/png; name=a.png", "AAAA"),
			part("Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"Marga.vcf\"", "BEGIN:VCARD")),
	} {
		got := checked(t, "a.eml", []byte(content))
		if len(got.articles) != 1 || len(got.rejects) != 0 {
			t.Errorf("%s: %v %v", name, got.order, got.rejects)
			continue
		}
		a := got.articles[0]
		if a.Text != mailText || a.Title != "Die Brücke" || a.Source != "Hollenbecker Bote" || a.SourceID != "1@bote.example" || a.Input.Record != 1 ||
			!a.Published.Equal(time.Date(2025, 3, 3, 13, 5, 0, 0, time.UTC)) {
			t.Errorf("%s: %+v", name, *a)
		}
	}
}

func wide(s string) string {
	var out strings.Builder
	for _, r := range s {
		out.WriteByte(byte(r))
		out.WriteByte(byte(r >> 8))
	}
	return out.String()
}

func TestMailFields(t *testing.T) {
	for _, test := range []struct {
		header                     string
		title, source, author, url string
		published                  string
	}{
		{header: "From: =?iso-8859-1?q?Der_B=F6te?= <a@b.example>\nSubject: =?UTF-8?B?QnLDvGNrZQ==?= =?utf-8?Q?_gesperrt?=", title: "Brücke gesperrt", source: "Der Böte"},
		{header: "From: a@b.example\nSubject: =?utf-8?B?QnLD?=\n =?utf-8?B?vGNrZQ==?=", title: "Brücke", source: "a@b.example"}, // a character in two words
		{header: "From: \"Bote, Der\" <a@b.example>\nSubject: =?utf-8*de?q?Br=C3=BCcke zu?=", title: "Brücke zu", source: "Bote, Der"},
		{header: "From: a@b.example (Der Bote)\nSubject: Br\xfccke", title: "Brücke", source: "Der Bote"},
		{header: "From: =?utf-8?B?QnLDvGNrZW5ib3Rl?=\nSubject: =?foo?q?a_b?= c", title: "a b c", source: "Brückenbote"},
		{header: "From: A <a@b.example>, C <c@d.example>\nSubject: =?utf-8?q?open", title: "=?utf-8?q?open", source: "A"},
		{header: "Sender: A <a@b.example>\nFrom:\nSubject: WG: AW: Fwd: Brücke", title: "Brücke", source: "A"},
		{header: "From: A <a@b.example>\nSubject: Re[2]: Brücke", title: "Brücke", source: "A"},
		{header: "From: A <a@b.example>\nSubject: (kein Betreff)", source: "A"},
		{header: "From: A <a@b.example>\nSubject: T\nList-Id: Presse Hollenbeck <presse.b.example>\nList-Post: <mailto:presse@b.example>", title: "T", source: "Presse Hollenbeck", author: "A"},
		{header: "From: A <a@b.example>\nSubject: T\nList-Id: 81b3 <81b3.list.example>\nList-Post: <https://b.example/p/bruecke>", title: "T", source: "A", url: "https://b.example/p/bruecke"},
		{header: "From: A <a@b.example>\nSubject: T\nList-Post: <https://b.example/>\nArchived-At: <https://b.example/archiv/7>", title: "T", source: "A", url: "https://b.example/archiv/7"},
		{header: "From: A <a@b.example>\nSubject: T\nDate: 3 Mar 25 14:05 CET", title: "T", source: "A", published: "2025-03-03T13:05:00Z"},
		{header: "From: A <a@b.example>\nSubject: T\nDate: Mon, 3 Mar 2025 06:05:00 -0800 (PST)", title: "T", source: "A", published: "2025-03-03T14:05:00Z"},
		{header: "From: A <a@b.example>\nSubject: T\nReceived: from a by b;\n Mon, 3 Mar 2025 14:05:00 +0000", title: "T", source: "A", published: "2025-03-03T14:05:00Z"},
	} {
		got := checked(t, "a.eml", []byte("MIME-Version: 1.0\n"+test.header+"\nContent-Type: text/plain\n\nx y"))
		if len(got.articles) != 1 {
			t.Errorf("%q: %v", test.header, got.order)
			continue
		}
		a, published := got.articles[0], ""
		if !a.Published.IsZero() {
			published = a.Published.Format(time.RFC3339)
		}
		if a.Title != test.title || a.Source != test.source || a.Author != test.author || a.URL != test.url || published != test.published {
			t.Errorf("%q: %+v", test.header, *a)
		}
	}
}

func TestMailForms(t *testing.T) {
	html := func(body string) string { return part("Content-Type: text/html; charset=utf-8", body) }
	long := strings.Repeat("Die alte Brücke bleibt zu. ", 20)
	for name, test := range map[string]struct {
		content string
		want    string
		markup  corpus.Markup
	}{
		"both":       {parted("alternative", part(utf8Text, mailText), html("<p>"+mailText+"</p>")), "<p>" + mailText + "</p>", corpus.Fragment},
		"a stub":     {parted("alternative", part(utf8Text, "View in browser: https://b.example/"+long), html("<p>"+long+"</p>")), "<p>" + long + "</p>", corpus.Fragment},
		"stub HTML":  {parted("alternative", part(utf8Text, long), html("<style>"+long+long+"</style><p>Bote</p>")), strings.TrimSpace(long), corpus.Plain},
		"HTML alone": {html("<p>a</p>"), "<p>a</p>", corpus.Fragment},
		"a reply": {"In-Reply-To: <0@b.example>\n" + parted("alternative", part(utf8Text, mailText+"\n\nAm Montag schrieb Anna:\n> x"), html("<p>"+mailText+"</p><blockquote>x</blockquote>")),
			mailText, corpus.Plain},
		"a reply in HTML": {"In-Reply-To: <0@b.example>\n" + html("<p>a</p><div dir=ltr class=\"gmail_quote\">Am Montag schrieb Anna:<blockquote>x</blockquote></div>"), "<p>a</p>", corpus.Fragment},
		"HTML and text":   {parted("mixed", html("<p>a</p>"), part(utf8Text, "b < c\nd")), "<p>a</p>\n\n<p>b &lt; c<br>d</p>", corpus.Fragment},
		"two texts":       {parted("mixed", part(utf8Text, "a"), part(utf8Text, "b")), "a\n\nb", corpus.Plain},
		"AMP":             {parted("alternative", part(utf8Text, mailText), part("Content-Type: text/x-amp-html", "<html amp4email>x"), html("<b>"+mailText+"</b>")), "<b>" + mailText + "</b>", corpus.Fragment},
		"Latin-1 HTML":    {part("Content-Type: text/html", "<meta charset=iso-8859-1><p>Br\xfccke</p>"), "<meta charset=iso-8859-1><p>Brücke</p>", corpus.Fragment},
	} {
		got := checked(t, "a.eml", []byte(mailHeader+test.content))
		if len(got.articles) != 1 || len(got.rejects) != 0 || got.articles[0].Text != test.want || got.articles[0].Markup != test.markup {
			t.Errorf("%s: %v", name, got.order)
			for _, a := range got.articles {
				t.Errorf("%q %v", a.Text, a.Markup)
			}
		}
	}
	forwarded := strings.Replace(mailHeader, "Subject: ", "Subject: WG: ", 1) +
		part(utf8Text, "Zur Kenntnis.\n-- \nMarga\n\n---------- Forwarded message ---------\nVon: Der Bote\nDate: Sun\n\n> "+mailText)
	if got := checked(t, "a.eml", []byte(forwarded)); len(got.articles) != 1 || strings.Join(strings.Fields(got.articles[0].Text), " ") != "Zur Kenntnis. "+mailText {
		t.Errorf("forwarded: %v %q", got.order, got.articles[0].Text)
	}
}

func TestMailAttachments(t *testing.T) {
	inner := strings.ReplaceAll(mailHeader, "Die Brücke", "Der Ofen") + part(utf8Text, "Der Ofen ist aus.")
	attached := func(name, kind, content string) string {
		return part("Content-Type: "+kind+"\nContent-Disposition: attachment; filename=\""+name+"\"\nContent-Transfer-Encoding: base64", encoded64(content))
	}
	whole := mailHeader + parted("mixed", part(utf8Text, mailText),
		attached("Spiegel.txt", "text/plain", "Titel\nEin Text."),
		attached("=?utf-8?q?=C3=BCbersicht.csv?=", "application/octet-stream", "title,text\nA,b c\nD,e f\n"),
		attached("../../a.zip", "application/zip", zippedPage(t)),
		part("Content-Type: message/rfc822", inner), part("Content-Type: message/rfc822", inner),
		attached("x.exe", "application/octet-stream", "MZ\x90\x00\x03\x00\x00\x00"),
		attached("leer.txt", "text/plain", ""))
	wantOrder(t, checked(t, "a.eml", []byte(whole)), "a.eml#1", "a.eml!Spiegel.txt#1", "a.eml!übersicht.csv#1", "a.eml!übersicht.csv#2",
		"a.eml!a.zip!x.html#1", "a.eml!attachment.eml#1", "a.eml!attachment.eml (2)#1", "a.eml!x.exe unsupported")
	wantOrder(t, checked(t, "a.eml", []byte(mailHeader+parted("mixed", attached("a.txt", "text/plain", "Ein Text.")))), "a.eml!a.txt#1")
	wantOrder(t, checked(t, "a.eml", []byte(mailHeader+parted("digest", part("", inner), part("", inner)))), "a.eml!attachment.eml#1", "a.eml!attachment.eml (2)#1")
	// Mails within mails end like archives within archives.
	wantOrder(t, checked(t, "a.eml", []byte(mailHeader+parted("mixed", part("Content-Type: message/rfc822", mailHeader+parted("x", part("Content-Type: message/rfc822", mailHeader+
		parted("y", part("Content-Type: message/rfc822", inner)))))))), "a.eml!attachment.eml!attachment.eml!attachment.eml nesting")
	got := checked(t, "a.mbox", []byte("From a@b.example Mon Mar  3 14:05:00 2025\n"+strings.Replace(whole, "Spiegel.txt", "x/y.txt", 1)))
	if len(got.order) != 8 || got.order[1] != "a.mbox!1/y.txt#1" {
		t.Errorf("in a mailbox: %q", got.order)
	}
}

// zippedPage is an archive with one page.
func zippedPage(t *testing.T) string {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	w, err := archive.Create("x.html")
	if err == nil {
		_, err = w.Write([]byte("<html><body><p>x"))
	}
	if err := errors.Join(err, archive.Close()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// Outlook puts the header of a mail that is answered or forwarded above it, without a line that
// announces it.
func TestMailOfOutlook(t *testing.T) {
	const asked = "Ist die Brücke auf?"
	german := "Von: Marga Torwald <m@bote.example>\nGesendet: Sonntag, 2. März 2025 10:00\nAn: Bote\nBetreff: Die Brücke"
	english := "From: Marga Torwald\nSent: Sunday, March 2, 2025 10:00 AM\nTo: Bote\nCc: Desk\nSubject: Die Brücke"
	bold := func(header string) string {
		header = regexp.MustCompile(`(?m)^(\w+:)`).ReplaceAllString(strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(header), "<b><span>$1</span></b>")
		return `<div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class=MsoNormal>` + strings.ReplaceAll(header, "\n", "<br>\n") + "</p></div></div>"
	}
	for _, header := range []string{german, english} {
		for name, test := range map[string]struct{ subject, content, text string }{
			"reply":          {"AW: ", part(utf8Text, mailText+"\n\n"+header+"\n\n"+asked), mailText},
			"forward":        {"WG: ", part(utf8Text, header+"\n\n"+mailText), mailText},
			"reply, HTML":    {"RE: ", part("Content-Type: text/html; charset=utf-8", "<p>"+mailText+"</p>"+bold(header)+"<p>"+asked+"</p>"), mailText},
			"forward, HTML":  {"FW: ", part("Content-Type: text/html; charset=utf-8", bold(header)+"<p>"+mailText+"</p>"), mailText},
			"no such answer": {"", part(utf8Text, mailText+"\n\n"+header), mailText + "\n\n" + header},
			"no such header": {"AW: ", part(utf8Text, mailText+"\n\nVon: Marga\nAn: Bote\nBetreff: x"), mailText + "\n\nVon: Marga\nAn: Bote\nBetreff: x"},
		} {
			got := checked(t, "a.eml", []byte(strings.Replace(mailHeader, "Subject: ", "Subject: "+test.subject, 1)+test.content))
			if len(got.articles) != 1 {
				t.Errorf("%s: %v", name, got.order)
				continue
			}
			text := strings.TrimSpace(regexp.MustCompile(`<[^>]*>|<.*$`).ReplaceAllString(got.articles[0].Text, ""))
			if got.articles[0].Markup == corpus.Plain {
				text = got.articles[0].Text
			}
			if text != test.text {
				t.Errorf("%s: %q", name, text)
			}
		}
	}
}

// A mail that ends too early is the beginning of an article.
func TestMailTruncated(t *testing.T) {
	whole := mailHeader + parted("mixed", part(utf8Text, mailText))
	base64 := mailHeader + part(utf8Text+"\nContent-Transfer-Encoding: base64", encoded64(mailText+" Der Verkehr ruht."))
	saved := "From: <Saved by Blink>\nSnapshot-Content-Location: https://bote.example/b\nMIME-Version: 1.0\n" +
		parted("related", part("Content-Type: text/html", "<p>"+mailText+"</p>"), part("Content-Type: image/png", "AAAA"))
	for name, test := range map[string]struct {
		content string
		cut     bool
	}{
		"whole.eml":       {whole, false},
		"text.eml":        {whole[:strings.Index(whole, "gesperrt")], true},
		"end.eml":         {strings.TrimSuffix(whole, "--=_mixed--\n"), true},
		"base64.eml":      {base64, false},
		"base64 cut.eml":  {base64[:len(base64)-7], true},
		"page.mhtml":      {saved, false},
		"page cut.mhtml":  {saved[:strings.Index(saved, "gesperrt")], true},
		"image cut.mhtml": {saved[:strings.Index(saved, "AAAA")+2], false},
	} {
		if got := checked(t, name, []byte(test.content)); len(got.articles) != 1 || got.articles[0].Truncated != test.cut {
			t.Errorf("%s: %v", name, got.order)
		}
	}
}

func TestMailRejects(t *testing.T) {
	deep := mailText
	for i := range 40 {
		deep = parted(fmt.Sprint("m", i), deep)
	}
	for name, test := range map[string]struct {
		content string
		reason  corpus.Reason
	}{
		"PGP":                {parted("encrypted; protocol=\"application/pgp-encrypted\"", part("Content-Type: application/pgp-encrypted", "Version: 1")), corpus.Unsupported},
		"PGP in the text":    {part(utf8Text, "-----BEGIN PGP MESSAGE-----\n\nAAAA\n-----END PGP MESSAGE-----"), corpus.Unsupported},
		"S/MIME":             {part("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64", "AAAA"), corpus.Unsupported},
		"a delivery":         {parted("report; report-type=delivery-status", part(utf8Text, "Not delivered."), part("Content-Type: message/delivery-status", "x")), corpus.Empty},
		"nothing":            {part(utf8Text, " \n"), corpus.NoText},
		"a picture":          {part("Content-Type: image/png", "AAAA"), corpus.NoText},
		"parts too deep":     {deep, corpus.Nesting},
		"an unclosed header": {"X: y", corpus.NoText},
	} {
		got := checked(t, "a.eml", []byte(mailHeader+test.content))
		if len(got.order) != 1 || len(got.rejects) != 1 || got.rejects[0].Reason != test.reason || got.rejects[0].Detail == "" {
			t.Errorf("%s: %q %v", name, got.order, got.rejects)
		}
	}
	wantOrder(t, readOne(t, "a.eml", []byte(mailHeader+part(utf8Text, mailText)), limited(input.Limits{RecordBytes: 100})), "a.eml#1 too_large")
}

func TestMailOfApple(t *testing.T) {
	message := mailHeader + part(utf8Text, mailText)
	list := "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plist version=\"1.0\"><dict><key>flags</key><integer>1</integer></dict></plist>\n"
	got := checked(t, "1.emlx", []byte(fmt.Sprintf("%d      \n%s%s", len(message), message, list)))
	if len(got.articles) != 1 || got.articles[0].Text != mailText {
		t.Errorf("%v", got.order)
	}
}

// One mail in the forms of mailboxes that there are.
func TestMailboxes(t *testing.T) {
	second := strings.ReplaceAll(mailHeader, "Die Brücke", "Der Ofen")
	mail := func(postmark, header, text string) string { return postmark + "\n" + header + "\n" + text + "\n\n" }
	for name, content := range map[string]string{
		"mboxo": mail("From a@b.example Mon Mar  3 14:05:00 2025", mailHeader, ">From hier an ist zu.\n"+mailText) +
			mail("From a@b.example Mon Mar  3 14:06:00 2025", second, "Aus."),
		"mboxrd": mail("From - Mon Mar  3 14:05:00 2025", "X-Mozilla-Status: 0001\n"+mailHeader, ">From hier an ist zu.\n"+mailText) +
			mail("From - Mon Mar  3 14:06:00 2025", second, "Aus."),
		"mboxcl2": mail("From a@b.example Mon Mar  3 14:05:00 2025", mailHeader+fmt.Sprintf("Content-Length: %d\n", len("From hier an ist zu.\n"+mailText+"\n")),
			"From hier an ist zu.\n"+mailText) + mail("From a@b.example Mon Mar  3 14:06:00 2025", second+"Content-Length: 5\n", "Aus."),
		"lengths that are wrong": mail("From a@b.example Mon Mar  3 14:05:00 2025", mailHeader+"Content-Length: 11\n", ">From hier an ist zu.\n"+mailText) +
			mail("From a@b.example Mon Mar  3 14:06:00 2025", second+"Content-Length: 70000\n", "Aus."),
		"Takeout": mail("From 1694847@xxx Mon Mar 03 14:05:00 +0000 2025", "X-GM-THRID: 1694\n"+mailHeader, ">From hier an ist zu.\n"+mailText) +
			mail("From 1694848@xxx Mon Mar 03 14:06:00 +0000 2025", second, "Aus."),
		"Pipermail": mail("From a at b.example  Mon Mar  3 14:05:00 2025", mailHeader, ">From hier an ist zu.\n"+mailText) +
			mail("From a at b.example  Mon Mar  3 14:06:00 2025", second, "Aus."),
		"a postmark in the text": mail("From a@b.example Mon Mar  3 14:05:00 2025", mailHeader, "From hier an ist zu.\n"+mailText) +
			mail("From a@b.example Mon Mar  3 14:06:00 2025", ">From a@b.example Mon Mar  3 14:00:00 2025\n"+second, "Aus."),
	} {
		for _, content := range []string{content, strings.ReplaceAll(content, "\n", "\r\n")} {
			if strings.Contains(content, "\r") && strings.Contains(content, "Content-Length") {
				continue // the lengths are those of the other line breaks
			}
			got := checked(t, "mails", []byte(content))
			wantOrder(t, got, "mails#1", "mails#2")
			if len(got.articles) == 2 && (got.articles[0].Text != "From hier an ist zu.\n"+mailText || got.articles[0].Title != "Die Brücke" ||
				got.articles[1].Text != "Aus." || got.articles[1].Title != "Der Ofen") {
				t.Errorf("%s: %+v %+v", name, *got.articles[0], *got.articles[1])
			}
		}
	}
}

// A mail that cannot be read costs no other one.
func TestMailboxDamage(t *testing.T) {
	postmark := "From a@b.example Mon Mar  3 14:05:00 2025\n"
	whole := postmark + mailHeader + part(utf8Text, mailText) + "\n"
	wantOrder(t, checked(t, "a.mbox", []byte(whole+postmark+"From: x\n\n"+"\n"+whole)), "a.mbox#1", "a.mbox#2 no_text", "a.mbox#3")
	large := postmark + mailHeader + part(utf8Text, strings.Repeat(mailText+"\n", 1000)) + "\n"
	got := readOne(t, "a.mbox", []byte(whole+large+whole), limited(input.Limits{RecordBytes: 10_000}))
	wantOrder(t, got, "a.mbox#1", "a.mbox#2 too_large", "a.mbox#3")
}

// Lengths that are wrong again and again cost no more than one.
func TestMailboxLengths(t *testing.T) {
	var content strings.Builder
	const mails = 20_000
	for i := range mails {
		fmt.Fprintf(&content, "From a@b.example Mon Mar  3 14:05:00 2025\nFrom: a@b.example\nMessage-ID: <%d>\nContent-Length: 900000\n\nEin Text.\n\n", i)
	}
	begun := time.Now()
	if got := checked(t, "a.mbox", []byte(content.String())); len(got.articles) != mails {
		t.Errorf("%d articles", len(got.articles))
	}
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestSavedPages(t *testing.T) {
	page := "<html><head><title>Brücke</title></head><body><p>" + mailText + "</p></body></html>"
	quoted := strings.ReplaceAll(strings.ReplaceAll(page, "=", "=3D"), "ü", "=C3=BC")
	frame := part("Content-Type: text/html\nContent-Location: https://ads.example/", "<p>Werbung</p>")
	for name, test := range map[string]struct{ content, url string }{
		"Chrome": {"From: <Saved by Blink>\nSnapshot-Content-Location: https://bote.example/\n bruecke\nSubject: =?utf-8?Q?Br=C3=BCcke?=\nDate: Tue, 4 Mar 2025 10:00:00 -0000\nMIME-Version: 1.0\n" +
			parted("related; type=\"text/html\"", part("Content-Type: text/html\nContent-ID: <frame-1@mhtml.blink>\nContent-Transfer-Encoding: quoted-printable\nContent-Location: https://bote.example/bruecke", quoted),
				part("Content-Type: image/png\nContent-Transfer-Encoding: base64", "AAAA"), frame), "https://bote.example/bruecke"},
		"Internet Explorer": {"From: \"Saved by Internet Explorer 11\"\nSubject: x\nDate: Tue, 4 Mar 2025 10:00:00 +0100\nMIME-Version: 1.0\nX-MimeOLE: Produced By Microsoft MimeOLE\n" +
			parted("related", part("Content-Type: text/html; charset=\"iso-8859-1\"\nContent-Location: http://bote.example/b", strings.ReplaceAll(page, "ü", "\xfc")), frame), "http://bote.example/b"},
		"Internet Explorer, no picture": {"From: <Saved by Windows Internet Explorer 8>\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\nContent-Location: http://bote.example/b\n\n" + quoted, "http://bote.example/b"},
		"Word":                          {"MIME-Version: 1.0\n" + parted("related; start=\"<b>\"", part("Content-Type: text/html\nContent-ID: <a>", "<p>Rahmen"), part("Content-Type: text/html\nContent-ID: <b>\nContent-Location: file:///C:/x.htm", page)), ""},
	} {
		got := checked(t, "a.mht", []byte(test.content))
		if len(got.articles) != 1 || len(got.rejects) > 0 {
			t.Errorf("%s: %v", name, got.order)
			continue
		}
		if a := got.articles[0]; a.Text != page || a.Markup != corpus.Page || a.URL != test.url || !a.Published.IsZero() {
			t.Errorf("%s: %+v", name, *a)
		}
	}
	wantOrder(t, checked(t, "a.mhtml", []byte("MIME-Version: 1.0\n"+parted("related", part("Content-Type: image/png", "AAAA")))), "a.mhtml#1 no_text")
}

// What reads like a mail and is none is a text.
func TestTextsAreNoMail(t *testing.T) {
	for _, text := range []string{
		"From: Anna\nTo: Ben\nSubject: the bridge\nDate: today\n\nIt is closed.",
		"From: Anna\nSubject: the bridge\nMessage: the bridge is closed\n\nText.",
		"From Monday 06:00 the bridge is closed, until 2027.\nNobody: knows why.\nBut: it is.",
		"Received: with thanks\n\nThe bridge is open.",
		"Hollenbeck: Die Brücke\nist gesperrt.\nDate: unbekannt\n\nText",
		"Re: Schlösser\nDas hilft.\nEs ist von dort.\nNewsgroups: rec.motorcycles\nFrom: Anna\nSubject: Schlösser\nMessage-ID: <1>\n\nText.",
		"42\nFrom: Anna\nSubject: x\n\nText",
		"12 Brücken\nContent: viel\n\nText", "Message-ID: was ist das?\nEin Text.",
	} {
		got := checked(t, "a.txt", []byte(text))
		if len(got.articles) != 1 || got.articles[0].Source != "" {
			t.Errorf("%q: %v %v", text, got.order, got.rejects)
		}
	}
}

func FuzzMail(f *testing.F) {
	f.Add([]byte(mailHeader + parted("mixed", parted("alternative", part(utf8Text, mailText), part("Content-Type: text/html", "<p>x")),
		part("Content-Type: message/rfc822", mailHeader+part(utf8Text+"; format=flowed", "> a \n> b \n-- \nc")))))
	f.Add([]byte(mailHeader + part(utf8Text+"\nContent-Transfer-Encoding: base64", encoded64(mailText))))
	f.Add([]byte("From: <Saved by Blink>\nMIME-Version: 1.0\n" + parted("related", part("Content-Type: text/html", "<p>x"))))
	f.Add([]byte("Subject: =?utf-8?q?=C3?= =?utf-8?b?vA?=\n" + mailHeader + "\nAm Montag schrieb Anna:\n> x\n-----BEGIN PGP SIGNED MESSAGE-----\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, name := range []string{"a.eml", "a.mht"} {
			once, again := checked(t, name, b), checked(t, name, b)
			if strings.Join(once.order, "\n") != strings.Join(again.order, "\n") {
				t.Fatalf("%q, then %q", once.order, again.order)
			}
		}
	})
}

func FuzzMailbox(f *testing.F) {
	postmark := "From a@b.example Mon Mar  3 14:05:00 2025\n"
	f.Add([]byte(postmark + mailHeader + "\n>From x\n" + mailText + "\n\n" + postmark + "From: x\nMessage-ID: <1>\nContent-Length: 3\n\nabc\n"))
	f.Add([]byte(postmark + "From: x\nMessage-ID: <1>\nContent-Length: 30\n\nabc\n" + postmark))
	f.Fuzz(func(t *testing.T, b []byte) {
		got := checked(t, "a.mbox", b)
		if again := checked(t, "a.mbox", b); strings.Join(got.order, "\n") != strings.Join(again.order, "\n") {
			t.Fatalf("%q, then %q", got.order, again.order)
		}
	})
}
