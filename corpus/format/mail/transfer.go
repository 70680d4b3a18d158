package mail

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// unpacked undoes the encoding of a body (RFC 2045, section 6). What is damaged is left out, or
// stands as it is. Cut tells that the body ends too early.
func unpacked(body []byte, encoding string) (content []byte, cut bool) {
	encoding, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(encoding)), " ")
	switch strings.Trim(encoding, `"'`) {
	case "base64":
		return base64Decoded(body)
	case "quoted-printable":
		// The decoder ends at a control character.
		return quotedDecoded(body), false
	}
	return body, false
}

// quotedDecoded decodes quoted-printable (RFC 2045, section 6.7). What is no escape stands for
// itself, and a line may have any length.
func quotedDecoded(b []byte) []byte {
	out := make([]byte, 0, len(b))
	var octet [1]byte
	for len(b) > 0 {
		line, rest, broken := bytes.Cut(b, []byte{'\n'})
		b = rest
		line, soft := bytes.CutSuffix(bytes.TrimRight(line, " \t\r"), []byte{'='})
		for i := 0; i < len(line); i++ {
			if line[i] == '=' && i+2 < len(line) {
				if _, err := hex.Decode(octet[:], line[i+1:i+3]); err == nil {
					out = append(out, octet[0])
					i += 2
					continue
				}
			}
			out = append(out, line[i])
		}
		if broken && !soft {
			out = append(out, '\n')
		}
	}
	return out
}

// base64Decoded decodes base64 (RFC 2045, section 6.8). It leaves out what is not of the
// alphabet, goes on behind padding, where programs join what was encoded by itself, and ends at
// the first line that reads like something else: the footer of a list. Cut tells that the last
// characters make no four and are not padded.
func base64Decoded(b []byte) (out []byte, cut bool) {
	out = make([]byte, 0, base64.RawStdEncoding.DecodedLen(len(b)))
	var quads []byte // of one run without padding
	flush := func() {
		if len(quads)%4 == 1 {
			quads = quads[:len(quads)-1]
		}
		n := len(out)
		out = out[:n+base64.RawStdEncoding.DecodedLen(len(quads))]
		if k, err := base64.RawStdEncoding.Decode(out[n:], quads); err != nil {
			out = out[:n+k]
		}
		quads = quads[:0]
	}
	padded := false
	for len(b) > 0 {
		line, rest, _ := bytes.Cut(b, []byte{'\n'})
		b = rest
		line = bytes.TrimSpace(line)
		good := 0
		for _, c := range line {
			if isBase64(c) {
				good++
			}
		}
		if good*4 < len(line)*3 || padded && (good < len(line) || good%4 != 0) {
			break
		}
		for _, c := range line {
			switch {
			case c == '=':
				flush()
				padded = true
			case isBase64(c):
				quads = append(quads, c)
			}
		}
	}
	cut = len(quads)%4 != 0
	flush()
	return out, cut
}

func isBase64(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '+' || c == '/' || c == '='
}
