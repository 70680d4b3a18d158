package reports

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"leitmotif/analysis"
	"leitmotif/analysis/result"
	"leitmotif/corpus"
	"leitmotif/reports/page"
)

// pageElements are those that the page is made of.
var pageElements = strings.Fields(`html head meta title style body a header main nav footer section article figure figcaption
	h1 h2 h3 h4 p b i bdi span br ul ol li dl dt dd div table thead tbody tfoot tr th td form label input select option optgroup button details
	summary pre code blockquote mark svg g path rect circle line text desc script`)

// hostile fills a result with a text wherever one may come from outside.
func hostile(text string) *analysis.Result {
	res := fixture(24)
	for i := range res.Articles {
		a := &res.Articles[i]
		a.Title, a.Lead, a.Source, a.URL, a.Language, a.Keywords = text, text, text, text, text, []string{text}
		a.Tone.Drivers = []result.Driver{{Term: text, Contribution: 1}, {Term: "a", Contribution: -1}}
		for j := range a.Mentions {
			m := &a.Mentions[j]
			m.Target, m.Alias, m.Text = text, text, text+" "+text
		}
	}
	for i := range res.Topics {
		res.Topics[i].Label, res.Topics[i].Terms[0].Term = text, text
	}
	for i := range res.Names {
		n := &res.Names[i]
		n.Name, n.Forms = text, []result.NameForm{{Text: text, Mentions: 9}, {Text: text + " " + text, Mentions: 5}}
		n.Outlets = []result.NameOutlet{{Source: text, Articles: 1}}
	}
	res.Rejects = []corpus.Reject{{Input: corpus.Origin{File: text}, Reason: corpus.Reason(text), Detail: text}}
	res.Boilerplate = []result.BoilerplateLine{{Source: text, Text: text, Articles: 1}}
	res.Spaces[0].Reason, res.Tone.Models[0].Name = text, text
	return res
}

// FuzzPage holds the page to what it must be whatever the texts are: it parses into the
// elements that it is made of, runs one script and none else, links to the web or into
// itself, turns no writing around, and stays small.
func FuzzPage(f *testing.F) {
	for _, text := range []string{
		"plain", "</script><script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "' onclick='x", "\u202egnp.exe\u2066\u061c",
		"javascript:alert(1)", "https://a.example/\"><b>", "<!--", "]]>", "{{.}}", "{n?a|b}", "\x00\xff\xfe\x1b[31m", "&lt;&#x3c;",
		"a\u0301\u200d\ufeff\U000e0041", strings.Repeat("x", 100_000), "</title></style></textarea>", "</svg><foreignObject>",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		res := hostile(text)
		var out bytes.Buffer
		if err := page.Render(&out, viewOf(res)); err != nil {
			t.Fatal(err)
		}
		if out.Len() > 800_000 {
			t.Errorf("the page has %d bytes", out.Len())
		}
		for _, r := range out.String() {
			if unicode.Is(unicode.Bidi_Control, r) || unicode.IsControl(r) && r != '\n' {
				t.Fatalf("the page holds %U", r)
			}
		}
		root, err := html.Parse(&out)
		if err != nil {
			t.Fatal(err)
		}
		scripts := 0
		for n := range root.Descendants() {
			if n.Type == html.CommentNode {
				t.Errorf("a comment: %q", n.Data)
			}
			if n.Type == html.ElementNode {
				checkElement(t, n)
				if n.Data == "script" {
					scripts++
				}
			}
		}
		if scripts != 1 {
			t.Errorf("%d scripts", scripts)
		}
	})
}

func checkElement(t *testing.T, n *html.Node) {
	t.Helper()
	known := false
	for _, name := range pageElements {
		known = known || n.Data == name
	}
	if !known {
		t.Errorf("element %s", n.Data)
	}
	for _, a := range n.Attr {
		name := strings.ToLower(a.Key)
		if strings.HasPrefix(name, "on") || name == "style" || name == "src" || name == "srcset" || name == "action" {
			t.Errorf("%s has %s=%q", n.Data, a.Key, a.Val)
		}
		if name == "href" && !strings.HasPrefix(a.Val, "#") && !strings.HasPrefix(a.Val, "http://") && !strings.HasPrefix(a.Val, "https://") {
			t.Errorf("%s links to %q", n.Data, a.Val)
		}
	}
}
