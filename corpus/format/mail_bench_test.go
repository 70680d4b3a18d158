package format

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// mailArticles is the number of articles in what the benchmarks below read.
const mailArticles = 2000

// newsletter is a mail with both forms of its text, of some 10 kB.
func newsletter(i int) string {
	text := strings.Repeat(fmt.Sprintf("Die Br=C3=BCcke %d ist gesperrt, und niemand wei=C3=9F, wie lange noch.=20\n", i), 30)
	html := strings.Repeat(fmt.Sprintf("<tr><td style=3D\"color:red\"><p>Die Br=C3=BCcke %d ist gesperrt, und niemand=\n wei=C3=9F, wie lange noch.</p></td></tr>\n", i), 50)
	return mailHeader + parted("alternative", part(utf8Text+"\nContent-Transfer-Encoding: quoted-printable", text),
		part("Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable", "<html><body><table>"+html+"</table></body></html>"))
}

func benchmarkRead(b *testing.B, name string, content []byte, articles int) {
	b.Helper()
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		if got := readOne(b, name, content, Options{}); len(got.articles) != articles {
			b.Fatalf("%d articles, rejects %v", len(got.articles), got.rejects[:min(len(got.rejects), 3)])
		}
	}
	b.ReportMetric(float64(articles*b.N)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkMailbox2000(b *testing.B) {
	var content strings.Builder
	for i := range mailArticles {
		content.WriteString("From a@b.example Mon Mar  3 14:05:00 2025\n" + newsletter(i) + "\n")
	}
	benchmarkRead(b, "a.mbox", []byte(content.String()), mailArticles)
}

func BenchmarkWARC2000(b *testing.B) {
	var members [][]byte
	size := 0
	page := "<html><body>" + strings.Repeat("<p>Die Brücke ist gesperrt, und niemand weiß, wie lange noch.</p>\n", 400) + "</body></html>"
	for i := range mailArticles {
		record := response(fmt.Sprint("https://b.example/", i), pageHead, strings.ReplaceAll(page, "Brücke", fmt.Sprint("Brücke ", i))) +
			response("https://b.example/a.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png", strings.Repeat("\x89", 10_000))
		size += len(record)
		members = append(members, []byte(record))
	}
	b.Run("plain", func(b *testing.B) { benchmarkRead(b, "a.warc", slices.Concat(members...), mailArticles) })
	b.Run("gzip", func(b *testing.B) {
		var packed [][]byte
		for _, m := range members {
			packed = append(packed, gzipped(b, m))
		}
		benchmarkRead(b, "a.warc.gz", slices.Concat(packed...), mailArticles)
		b.ReportMetric(float64(size*b.N)/1e6/b.Elapsed().Seconds(), "unpackedMB/s")
	})
}
