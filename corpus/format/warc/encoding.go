package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http/httputil"
	"regexp"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"leitmotif/corpus"
	"leitmotif/corpus/header"
)

// chunk begins a body in chunks (RFC 9112, section 7.1).
var chunk = regexp.MustCompile(`^[0-9a-fA-F]{1,16}[ \t]*(?:;[^\r\n]*)?\r?\n`)

// undo undoes what the server did to a body for its way. Some crawlers have done so already and
// left the header as it was, so that the body tells.
// The error is that the input is over its limits.
func (f *file) undo(p *payload, fields header.Fields) error {
	if strings.Contains(strings.ToLower(fields.Get("Transfer-Encoding")), "chunked") && chunk.Match(p.body) {
		whole, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(p.body)))
		p.body, p.cut = whole, p.cut || err != nil
	}
	const most = 4 // encodings around one another; servers use one
	encodings := strings.FieldsFunc(strings.ToLower(fields.Get("Content-Encoding")), func(r rune) bool { return r == ',' || r == ' ' })
	if len(encodings) > most {
		p.refuse(corpus.Expansion, "encoded in too many ways")
		return nil
	}
	for _, encoding := range slices.Backward(encodings) {
		open := opener(encoding, p.body)
		if open == nil {
			if encoding == "identity" || isPlain(encoding, p.body) {
				continue
			}
			p.refuse(corpus.Unsupported, "encoded with "+encoding)
			return nil
		}
		body, err := f.unpack(open)
		var limit *corpus.Reject
		switch {
		case errors.As(err, &limit):
			return err
		case errors.Is(err, errTooLarge):
			p.refuse(corpus.TooLarge, fmt.Sprintf("over %d bytes when its encoding is undone", f.st.Limit()))
			return nil
		case err != nil && len(body) == 0:
			p.refuse(corpus.Unreadable, encoding+": "+err.Error())
			return nil
		case err != nil:
			p.cut = true
		}
		p.body = body
	}
	return nil
}

var errTooLarge = errors.New("too large")

// opener gives what undoes an encoding (RFC 9110, section 8.4.1); nil where b is not so
// encoded, or nothing does.
func opener(encoding string, b []byte) func() (io.Reader, error) {
	r := bytes.NewReader(b)
	switch {
	case len(b) == 0 || isPlain(encoding, b):
	case encoding == "gzip", encoding == "x-gzip":
		return func() (io.Reader, error) { return gzip.NewReader(r) }
	case encoding == "deflate" && len(b) > 1 && b[0]&0x0f == 8 && (int(b[0])<<8|int(b[1]))%31 == 0:
		return func() (io.Reader, error) { return zlib.NewReader(r) }
	case encoding == "deflate": // as some servers understand it
		return func() (io.Reader, error) { return flate.NewReader(r), nil }
	case encoding == "br":
		return func() (io.Reader, error) { return brotli.NewReader(r), nil }
	case encoding == "zstd":
		const window = 8 << 20 // RFC 9659
		return func() (io.Reader, error) {
			z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(window))
			if err != nil {
				return nil, err
			}
			return z.IOReadCloser(), nil
		}
	}
	return nil
}

// isPlain reports whether the encoding has been undone already.
func isPlain(encoding string, b []byte) bool {
	switch encoding {
	case "gzip", "x-gzip":
		return !bytes.HasPrefix(b, []byte{0x1f, 0x8b})
	case "zstd":
		return !bytes.HasPrefix(b, []byte{0x28, 0xb5, 0x2f, 0xfd})
	case "br", "deflate":
		return bytes.HasPrefix(bytes.TrimSpace(b), []byte{'<'})
	}
	return false
}

// unpack reads what open gives, up to the limit on a record, and counts it. Where reading fails
// it gives what came before.
func (f *file) unpack(open func() (io.Reader, error)) (body []byte, err error) {
	r, err := open()
	if err != nil {
		return nil, err
	}
	if c, ok := r.(io.Closer); ok {
		defer c.Close()
	}
	const step = 64 << 10
	for {
		body = slices.Grow(body, step)
		n, err := r.Read(body[len(body) : len(body)+step])
		body = body[:len(body)+n]
		if limit := f.st.Spend(int64(n)); limit != nil {
			return nil, limit
		}
		switch {
		case int64(len(body)) > f.st.Limit():
			return nil, errTooLarge
		case errors.Is(err, io.EOF):
			return body, nil
		case err != nil:
			return body, err
		}
	}
}
