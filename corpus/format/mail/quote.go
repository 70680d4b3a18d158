package mail

import (
	"regexp"
	"slices"
	"strings"
)

var (
	quoteMarks = regexp.MustCompile(`^(?:> ?)+`)
	// attribution is the last line above what is quoted: who wrote it.
	attribution = regexp.MustCompile(`(?i)\b(?:wrote|writes|schrieb|schreibt|geschrieben|écrit|scrisse|ha scritto|escribió|schreef)\b[^:]{0,80}:\s*$`)
	// attributed begins the line above where that goes over two.
	attributed = regexp.MustCompile(`^(?:On|Am|Le|Il|El|Op) `)
	// original is the line above another mail that is not marked as quoted.
	original = regexp.MustCompile(`(?i)^\s*-{2,}\s*(?:original message|original appointment|ursprüngliche nachricht|original-nachricht|originalnachricht)\s*-{2,}\s*$`)
	// passedOn is the line above a mail that is forwarded.
	passedOn = regexp.MustCompile(`(?i)^\s*(?:-{2,}\s*(?:forwarded message|weitergeleitete nachricht|forwarded by .*)\s*-{0,}|begin forwarded message:|anfang der weitergeleiteten (?:nachricht|e-mail):)\s*$`)
	// repeated is a line of its header, as people read them.
	repeated = regexp.MustCompile(`(?i)^\s*\*?(?:from|von|date|datum|sent|gesendet|subject|betreff|to|an|cc|kopie|reply-to|antwort an|message-id)\*?\s*:`)
	// sentBy and sentOn are the lines of such a header that Outlook always writes: the first one,
	// and when the mail was sent.
	sentBy = regexp.MustCompile(`(?i)^\s*\*?(?:from|von)\*?\s*:`)
	sentOn = regexp.MustCompile(`(?i)^\s*\*?(?:sent|gesendet|date|datum)\*?\s*:`)
)

// leastRepeated is the number of fields from which lines are the header of a mail.
const leastRepeated = 3

// repeatedHeader counts the lines at the beginning that are the header of another mail without
// a line that announces it, as Outlook writes it; 0 where they are none.
func repeatedHeader(lines []string) int {
	if len(lines) == 0 || !sentBy.MatchString(lines[0]) {
		return 0
	}
	n, dated := 0, false
	for n < len(lines) && repeated.MatchString(lines[n]) && (n == 0 || !sentBy.MatchString(lines[n])) {
		dated = dated || sentOn.MatchString(lines[n])
		n++
	}
	if n < leastRepeated || !dated {
		return 0
	}
	return n
}

// bracketed is an address behind the words that it belongs to, as programs make text of HTML.
var bracketed = regexp.MustCompile(`[ \t]*[<(\[]\s*https?://[^\s<>()\[\]]+\s*[>)\]]`)

// own gives the text of a mail without that of another mail that it quotes, and without the
// signature and the addresses of links. A mail that forwards another one, or quotes and says
// nothing, is that one: it loses the marks alone.
func own(plain string, reply, forwarded bool) string {
	if strings.Contains(plain, "://") {
		plain = bracketed.ReplaceAllString(plain, "")
	}
	lines := strings.Split(plain, "\n")
	if !forwarded {
		if said := strings.Join(unquoted(unsigned(lines), reply), "\n"); strings.TrimSpace(said) != "" {
			return strings.TrimSpace(said)
		}
	}
	for i, line := range lines {
		lines[i] = quoteMarks.ReplaceAllString(line, "")
	}
	return strings.TrimSpace(strings.Join(withoutHeaders(unsigned(lines), reply || forwarded), "\n"))
}

// isAttribution reports whether a line says of whom the quote below it is.
func isAttribution(line string) bool {
	const longest = 500 // bytes
	return len(line) <= longest && attribution.MatchString(line)
}

// unquoted leaves out quoted lines, the line that says of whom they are, and all that follows
// where a whole mail is quoted. In a reply its header alone may stand above it.
func unquoted(lines []string, reply bool) []string {
	kept := lines[:0:0]
	within := false
	for i, line := range lines {
		switch {
		case strings.HasPrefix(line, ">"):
			if !within {
				kept = unattributed(kept)
			}
			within = true
			continue
		case original.MatchString(line), reply && repeatedHeader(lines[i:]) > 0:
			return kept
		}
		within = within && strings.TrimSpace(line) == ""
		kept = append(kept, line)
	}
	return kept
}

// unattributed takes from the end of lines the one or two that say of whom the quote is.
func unattributed(lines []string) []string {
	last := len(lines) - 1
	for last >= 0 && strings.TrimSpace(lines[last]) == "" {
		last--
	}
	if last < 0 || !isAttribution(lines[last]) {
		return lines
	}
	if !attributed.MatchString(lines[last]) && last > 0 && attributed.MatchString(lines[last-1]) {
		last--
	}
	return lines[:last]
}

// unsigned leaves out signatures: from "-- " (RFC 3676, section 4.3) to the end, or to a mail
// that is forwarded or quoted below it. What is longer than a signature is text.
func unsigned(lines []string) []string {
	const delimiter, longest = "-- ", 30 // lines
	if !slices.Contains(lines, delimiter) {
		return lines
	}
	signed := make([]bool, len(lines))
	end := len(lines)
	for i := end - 1; i >= 0; i-- {
		switch {
		case lines[i] != delimiter:
			if strings.HasPrefix(lines[i], ">") || passedOn.MatchString(lines[i]) || original.MatchString(lines[i]) || isAttribution(lines[i]) {
				end = i
			}
		case end-i <= longest:
			for k := i; k < end; k++ {
				signed[k] = true
			}
		}
	}
	kept := lines[:0:0]
	for i, line := range lines {
		if !signed[i] {
			kept = append(kept, line)
		}
	}
	return kept
}

// withoutHeaders leaves out the lines that announce a forwarded mail, and its header as it is
// repeated there. Bare tells that the header may stand without such a line.
func withoutHeaders(lines []string, bare bool) []string {
	kept := lines[:0:0]
	for i := 0; i < len(lines); i++ {
		if bare {
			if n := repeatedHeader(lines[i:]); n > 0 {
				i += n - 1
				continue
			}
		}
		if !passedOn.MatchString(lines[i]) && !original.MatchString(lines[i]) {
			kept = append(kept, lines[i])
			continue
		}
		for i+1 < len(lines) && strings.TrimSpace(lines[i+1]) == "" {
			i++
		}
		for i+1 < len(lines) && repeated.MatchString(lines[i+1]) {
			i++
		}
	}
	return kept
}

// unarmoured gives the text of a message that is signed in its text (RFC 4880, section 7), and
// any other text as it is.
func unarmoured(plain string) string {
	before, signed, is := strings.Cut(plain, "-----BEGIN PGP SIGNED MESSAGE-----\n")
	if !is || strings.TrimSpace(before) != "" {
		return plain
	}
	if _, text, headed := strings.Cut(signed, "\n\n"); headed {
		signed = text
	}
	signed, _, _ = strings.Cut(signed, "\n-----BEGIN PGP SIGNATURE-----")
	return strings.TrimPrefix(strings.ReplaceAll("\n"+signed, "\n- ", "\n"), "\n")
}

// unflowed joins the lines of a flowed text (RFC 3676): a blank at the end of a line says that
// its paragraph goes on. It is dropped where the sender says so, as for languages without
// blanks.
func unflowed(plain string, dropped bool) string {
	var out strings.Builder
	first, flowing, depth := true, false, ""
	for line := range strings.SplitSeq(plain, "\n") {
		marks := line[:len(line)-len(strings.TrimLeft(line, ">"))]
		line = strings.TrimPrefix(line[len(marks):], " ") // which protects "From" and ">"
		if !flowing || marks != depth || line == "-- " {
			if !first {
				out.WriteByte('\n')
			}
			if marks != "" {
				out.WriteString(marks + " ")
			}
		}
		first = false
		depth, flowing = marks, strings.HasSuffix(line, " ") && line != "-- "
		if flowing && dropped {
			line = line[:len(line)-1]
		}
		out.WriteString(line)
	}
	return out.String()
}
