package names

import (
	"fmt"
	"os"
	"testing"

	"leitmotif/analysis/tokenize"
)

func TestDbg(t *testing.T) {
	text := os.Getenv("DBG")
	if text == "" {
		t.Skip()
	}
	x := new(tokenize.Index)
	e := NewExtractor(x)
	var a, b tokenize.Text
	a.Set("", x)
	b.Set(text, x)
	e.Article(os.Getenv("L"), &a, &b, nil)
	c := e.Take()
	s := NewStatistics()
	s.Add(c)
	for _, k := range c.Candidates {
		fmt.Printf("%q votes %v n %d sure %d class", k.Text, k.votes, k.mentions, k.sure)
		for _, w := range words(k.Text) {
			fmt.Printf(" %x", lexicons()[os.Getenv("L")].of(w))
		}
		fmt.Println()
	}
	d := s.Decide()
	d.Add(c)
	f := d.Found()
	for _, m := range f.Of(0) {
		fmt.Println(f.Names[m.Name])
	}
}
