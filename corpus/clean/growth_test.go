package clean_test

import (
	"fmt"
	"strings"
	"testing"

	"leitmotif/corpus"
	"leitmotif/corpus/clean"
	"leitmotif/corpus/growth"
)

// TestGrowth feeds every step of cleaning the inputs that are worst for it.
func TestGrowth(t *testing.T) {
	growth.Main(t, func(t *testing.T) {
		for _, c := range []struct {
			name   string
			n      int
			markup corpus.Markup
			title  string
			text   func(n int) string
		}{
			{"title/said again and again", 1_000, corpus.Plain, "Neues von gestern", func(n int) string {
				return strings.Repeat("Neues von gestern. ", n) + "Ende hier."
			}},
			{"title/a word of share bars", 1_000, corpus.Plain, "Facebook", func(n int) string {
				return strings.Repeat("Facebook\n", n) + "Ein Satz am Ende."
			}},
			{"text/headings of other articles", 1_000, corpus.Plain, "", func(n int) string {
				return strings.Repeat("Ein Satz, der lang genug ist. ", n) + "\n" + strings.Repeat("Mehr zum Thema\n", n) +
					strings.Repeat("Ein Satz. ", 30) + "Ende."
			}},
			{"text/layers of boilerplate", 500, corpus.Plain, "", func(n int) string {
				return "Ein Anfang ist da.\n" + strings.Repeat("Teilen\nHome\nHome\n", n) + "Teilen\nTeilen\n" +
					strings.Repeat("Home\nTeilen\n", n) + "Das Ende ist da."
			}},
			{"text/captions", 200, corpus.Plain, "", func(n int) string { return strings.Repeat("Ein Bild\nFoto: Anna Holm\n", n) + "Ende." }},
			{"signature/time stamps", 100, corpus.Plain, "", func(n int) string { return strings.Repeat("14.10.2026\n", n) + "Ende." }},
			{"navigation/bars", 500, corpus.Plain, "", func(n int) string { return strings.Repeat("Home | Politik | Sport\n", n) + "Ende." }},
			{"fold/marks of one letter", 5_000, corpus.Plain, "", func(n int) string { return "a" + strings.Repeat("\u0301\u200b", n) }},
			{"fold/one line", 20_000, corpus.Plain, "", func(n int) string { return strings.Repeat("Wort  ", n) }},
			{"fragment/unclosed tags", 10_000, corpus.Fragment, "", func(n int) string { return "Text " + strings.Repeat("<b</b", n) }},
			{"fragment/marks opened again", 500, corpus.Fragment, "", func(n int) string {
				var b strings.Builder
				for i := range 30 {
					fmt.Fprintf(&b, "<b a%d>", i)
				}
				return "<p>" + b.String() + "</p>" + strings.Repeat("<p>x</p>", n)
			}},
			{"fragment/attributes", 2_000, corpus.Fragment, "", func(n int) string {
				var b strings.Builder
				for i := range n {
					fmt.Fprintf(&b, "a%d=x ", i)
				}
				return "<p " + b.String() + ">Text"
			}},
			{"fragment/attributes of marks", 11_000, corpus.Fragment, "", func(n int) string {
				var b, back strings.Builder
				for i := range n {
					fmt.Fprintf(&b, "a%d ", i)
					fmt.Fprintf(&back, "a%d ", n-1-i)
				}
				return "<b " + b.String() + ">x<b " + back.String() + ">x<p>Text"
			}},
			{"fragment/cells", 1_000, corpus.Fragment, "", func(n int) string { return "<table>" + strings.Repeat("<tr><td>x", n) }},
			{"markdown/links", 100, corpus.Markdown, "", func(n int) string { return strings.Repeat(strings.Repeat("![a](", 300)+"\n\n", n/16) }},
			{"markdown/emphasis", 100, corpus.Markdown, "", func(n int) string { return strings.Repeat(strings.Repeat("*a_ ", 300)+"\n\n", n/16) }},
			{"markdown/one paragraph", 4_000, corpus.Markdown, "", func(n int) string { return strings.Repeat("*a_ ![a](", n) }},
			{"markdown/table", 3_000, corpus.Markdown, "", func(n int) string {
				return strings.Repeat("|a", n) + "\n" + strings.Repeat("|-", n) + "\n" + strings.Repeat("|\n", n)
			}},
			{"page/paragraphs", 50, corpus.Page, "", func(n int) string {
				return "<html><body><article>" + strings.Repeat("<p>Ein Satz, der lang genug ist.</p>", n)
			}},
			{"page/elements in elements", 110, corpus.Page, "", func(n int) string {
				return "<html><body>" + strings.Repeat("<div>", n) + strings.Repeat("<div>"+strings.Repeat("Ein Satz, der lang genug ist. ", 10)+"</div>", n/2)
			}},
			{"page/headings in headings", 20_000, corpus.Page, "", func(n int) string {
				return "<html><body>" + strings.Repeat("<h1><div>", 200) + strings.Repeat("Wort ", n)
			}},
			{"page/title", 20_000, corpus.Page, "", func(n int) string {
				return "<html><head><title>" + strings.Repeat("Wort - ", n) + "</title></head><body><p>" + strings.Repeat("Ein Satz, der steht. ", 20)
			}},
			{"published/roots", 2_000, corpus.Page, "", func(n int) string {
				var b strings.Builder
				for i := range n {
					fmt.Fprintf(&b, "a%d ", i)
				}
				return "<html " + b.String() + ">" + strings.Repeat("<html x>", n)
			}},
		} {
			growth.Check(t, c.name, c.n, func(n int) {
				a := &corpus.Article{Title: c.title, Text: c.text(n), Markup: c.markup}
				_, _ = clean.Article(a) // a reject costs work as well
			})
		}
		growth.Check(t, "lead/one paragraph", 20_000, func(n int) { clean.Lead(strings.Repeat("Wort ", n), 300) })
	})
}
