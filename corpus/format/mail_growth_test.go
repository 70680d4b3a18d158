package format

const mailBegin = "From: a\nSubject: b\nMIME-Version: 1.0\n"

var worstMails = []worst{
	{"fields.eml", 5_000, repeated(mailBegin, "A: b\n", "\nx")},
	{"folded.eml", 5_000, repeated(mailBegin+"Subject: x\n", " y\n", "\nx")},
	{"words.eml", 1_000, repeated(mailBegin+"Subject: ", "=?utf-8?q?=C3?=\n ", "\n\nx")},
	{"open words.eml", 10_000, repeated(mailBegin+"Subject: ", "=?", "\n\nx")},
	{"parameters.eml", 2_000, numbered(mailBegin+"Content-Type: text/plain", "; a%d=b", "\n\nx")},
	{"quotes in parameters.eml", 10_000, repeated(mailBegin+"Content-Type: text/plain; a=", "\"", "\n\nx")},
	{"parts.eml", 2_000, repeated(mailBegin+"Content-Type: multipart/mixed; boundary=x\n\n", "--x\n\na\n", "")},
	{"attachments.eml", 200, repeated(mailBegin+"Content-Type: multipart/mixed; boundary=x\n\n", "--x\nContent-Disposition: attachment; filename=a.txt\n\na b\n", "")},
	{"within one another.eml", 500, numbered(mailBegin+"Content-Type: multipart/mixed; boundary=x\n\n--x\n", "Content-Type: multipart/mixed; boundary=%d\n\n--%[1]d\n", "\nx")},
	{"delimiters in lines.eml", 5_000, repeated(mailBegin+"Content-Type: multipart/mixed; boundary=x\n\n--x\n\n", "a--x", "")},
	{"base64.eml", 5_000, repeated(mailBegin+"Content-Transfer-Encoding: base64\n\n", "QQ==\n", "")},
	{"quoted-printable.eml", 5_000, repeated(mailBegin+"Content-Transfer-Encoding: quoted-printable\n\n", "=3D=\n", "")},
	{"signatures.eml", 2_000, repeated(mailBegin+"\na\n", "-- \nb wrote:\n", "")},
	{"quotes.eml", 2_000, repeated(mailBegin+"\na\n", "b wrote:\n> c\n", "")},
	{"forwarded.eml", 2_000, repeated(mailBegin+"Subject: Fwd: a\n\na\n", "---- Forwarded message ----\nFrom: x\n", "")},
	{"headers.eml", 2_000, repeated("From: a\nMIME-Version: 1.0\nSubject: WG: a\n\na\n", "From: x\nTo: y\n", "")},
	{"headers in bold.eml", 2_000, repeated("From: a\nMIME-Version: 1.0\nSubject: WG: a\nContent-Type: text/html\n\na\n", "<b>From:</b><b>Sent:</b><b>To:</b>", "")},
	{"open bold.eml", 5_000, repeated("From: a\nMIME-Version: 1.0\nSubject: WG: a\nContent-Type: text/html\n\na\n", "<b><", "")},
	{"flowed.eml", 5_000, repeated(mailBegin+"Content-Type: text/plain; format=flowed\n\na\n", "> b \n", "")},
	{"brackets.eml", 5_000, repeated(mailBegin+"\na\n", "<http://", "")},
	{"blanks.eml", 5_000, repeated(mailBegin+"\nhttps://a", " \t", "b")},
	{"markup.eml", 2_000, repeated(mailBegin+"Content-Type: multipart/alternative; boundary=x\n\n--x\n\na\n--x\nContent-Type: text/html\n\n", "<b</b", "\n--x--")},
	{"mails.mbox", 200, repeated("", "From a Mon Mar  3 14:05:00 2025\nFrom: a\nMessage-ID: b\n\nx y\n\n", "")},
	{"lengths.mbox", 200, repeated("", "From a Mon Mar  3 14:05:00 2025\nFrom: a\nMessage-ID: b\nContent-Length: 9000\n\nx y\n\n", "")},
	{"postmarks.mbox", 2_000, repeated("From a Mon Mar  3 14:05:00 2025\nFrom: a\nMessage-ID: b\n\n", "From a Mon Mar  3 14:05:00 2025\n", "")},
	{"frames.mht", 500, repeated("From: <Saved by x>\nContent-Type: multipart/related; boundary=x\n\n", "--x\nContent-Type: text/html\n\n<p>a\n", "")},
	{"records.warc", 200, func(n int) []byte { return repeated("", response("https://b.example/", pageHead, storedPage), "")(n) }},
	{"lines.warc", 5_000, repeated(stored("metadata", "", ""), "a\n", "")},
	{"kinds.warc", 500, numbered("", "WARC/1.0\nWARC-Type: resource\nContent-Type: a/%d\nContent-Length: 0\n\n", "")},
	{"chunks.warc", 2_000, func(n int) []byte {
		return []byte(response("https://b.example/", pageHead+"\r\nTransfer-Encoding: chunked", string(repeated("", "1\r\na\r\n", "0\r\n\r\n")(n))))
	}},
}
