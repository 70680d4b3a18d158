package input

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"leitmotif/corpus/header"
)

// transportFields are those that programs put into mail and people into no text.
var transportFields = []string{"message-id", "mime-version", "received", "return-path", "delivered-to",
	"content-type", "content-transfer-encoding", "dkim-signature", "authentication-results", "arc-seal",
	"list-id", "list-unsubscribe", "in-reply-to", "x-mailer", "x-unsent", "x-mozilla-status", "x-gm-thrid", "newsgroups"}

func hasAny(fields header.Fields, names ...string) bool {
	return slices.ContainsFunc(names, fields.Has)
}

// mailFields reads the header that head begins with. It has no fields where lines of it are
// none; one may be where a program wrote the header.
func mailFields(head []byte) header.Fields {
	fields, _, _ := header.Read(head)
	if fields.Odd > 1 || fields.Odd == 1 && !hasAny(fields, transportFields...) {
		return header.Fields{}
	}
	return fields
}

// mailCount is the line with the length of the mail in front of one that Apple Mail keeps
// (EMLX).
var mailCount = regexp.MustCompile(`^\d{1,12}[ \t]*\r?\n`)

// isMail asks for a sender, and for a field that only programs write: texts may well begin
// with "From:" and "Subject:". Drafts and parts of mail have no sender, but say what they
// hold.
func isMail(head []byte, name string) bool {
	head = head[len(mailCount.Find(head)):]
	if ext := extension(name); ext == ".eml" || ext == ".emlx" {
		fields, _, _ := header.Read(head)
		return hasAny(fields, "from", "to", "subject")
	}
	fields := mailFields(head)
	if fields.Has("mime-version") && fields.Has("content-type") {
		return true
	}
	return fields.Has("from") && hasAny(fields, "date", "subject") && hasAny(fields, transportFields...)
}

// isSavedPage tells a page that a browser saved (MHTML, RFC 2557) from a mail with pictures:
// browsers name themselves as the sender, or say where the page stood and not to whom it went.
func isSavedPage(head []byte, name string) bool {
	fields := mailFields(head)
	kind := strings.ToLower(fields.Get("content-type"))
	if !strings.HasPrefix(kind, "multipart/related") && !strings.HasPrefix(kind, "text/html") {
		return false
	}
	return fields.Has("snapshot-content-location") || strings.Contains(fields.Get("from"), "Saved by") ||
		fields.Has("content-location") && !hasAny(fields, "to", "received", "message-id") ||
		extension(name) == ".mht" || extension(name) == ".mhtml"
}

// isMailbox asks for a time in the line that parts mails and for a header below it.
func isMailbox(head []byte, _ string) bool {
	line, rest, _ := bytes.Cut(head, []byte{'\n'})
	fields := mailFields(rest)
	return header.IsPostmark(line) && fields.Len() > 1 && hasAny(fields, "from", "message-id", "received", "return-path", "x-mozilla-status")
}
