package tokenize

import (
	"fmt"
	"strings"
	"testing"
)

// checkIndex holds an index against a map: the number of each text, from the beginning on.
func checkIndex(t *testing.T, x *Index, texts []string) {
	t.Helper()
	plain := make(map[string]int)
	for _, text := range texts {
		want, known := plain[text]
		if !known {
			want = len(plain)
			plain[text] = want
		}
		if number, met := x.Number(text); number != want || met != known {
			t.Fatalf("%.40q has number %d, met %v; a map says %d, %v", text, number, met, want, known)
		}
		if x.Text(want) != text {
			t.Fatalf("number %d is %.40q, not %.40q", want, x.Text(want), text)
		}
	}
	if x.Len() != len(plain) {
		t.Fatalf("%d texts, %d in a map", x.Len(), len(plain))
	}
}

// TestIndex: texts that differ in length alone, in any one byte, or in none, of all lengths
// around those that keys treat differently, through growth and after Clear.
func TestIndex(t *testing.T) {
	var texts []string
	for n := range 40 {
		for _, letter := range []string{"a", "\x00", "\xff"} {
			plain := strings.Repeat(letter, n)
			texts = append(texts, plain, plain+plain)
			for i := range n {
				texts = append(texts, plain[:i]+"b"+plain[i+1:])
			}
		}
	}
	for i := range 2 * leastSlots {
		texts = append(texts, fmt.Sprint(i), fmt.Sprint("a text of more bytes than a key ", i, " has"), fmt.Sprint(i/7))
	}
	var x Index
	for range 3 {
		checkIndex(t, &x, texts)
		x.Clear()
	}
}

// TestIndexComparesLongTexts: long texts of the same key are still different.
func TestIndexComparesLongTexts(t *testing.T) {
	one, two := strings.Repeat("one", wholeKey), strings.Repeat("two", wholeKey)
	var x Index
	x.Number(one)
	k := x.key(one)
	if s := x.find(k, one); s.number != 1 {
		t.Error("a long text is not found by its key")
	}
	if s := x.find(k, two); s.number != 0 {
		t.Error("a text is found in place of one of the same key")
	}
}

// TestIndexAllocates: what is known is found without an allocation.
func TestIndexAllocates(t *testing.T) {
	var x Index
	texts := []string{"one", "a longer one", "one of more bytes than a key has"}
	find := func() {
		for _, text := range texts {
			x.Number(text)
		}
	}
	find()
	if n := testing.AllocsPerRun(100, find); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzIndex(f *testing.F) {
	f.Add("a b a c  b bb\x00 bb aaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaa")
	f.Fuzz(func(t *testing.T, text string) { checkIndex(t, new(Index), strings.Split(text, " ")) })
}

// TestIndexFinds: what the index has met is found, and nothing else.
func TestIndexFinds(t *testing.T) {
	var x Index
	if _, known := x.Find("one"); known {
		t.Error("an empty index has met a text")
	}
	for i, text := range []string{"one", "", "one of more bytes than a key has"} {
		if _, known := x.Find(text); known {
			t.Errorf("%q is known before it is met", text)
		}
		x.Number(text)
		if number, known := x.Find(text); number != i || !known {
			t.Errorf("%q has number %d, met %v; want %d, true", text, number, known, i)
		}
	}
}

// TestIndexTerm: forms that differ in case or by a possessive share the number of their term,
// which a form that is a term keeps, in whatever order they are met and asked for.
func TestIndexTerm(t *testing.T) {
	forms := []string{"Chip", "CHIP", "chip", "chip's", "Österreich’s", "österreich", "2026", "Ärger"}
	var x Index
	for range 2 {
		for i := range forms {
			var numbers []int
			for j := range forms {
				number, _ := x.Number(forms[(i+j)%len(forms)])
				numbers = append(numbers, number)
			}
			for _, number := range numbers {
				if got, want := x.Text(x.Term(number)), Term(x.Text(number)); got != want {
					t.Errorf("the term of %q is %q, want %q", x.Text(number), got, want)
				}
				if term := x.Term(number); x.Term(term) != term {
					t.Errorf("the term %q has the term %q", x.Text(term), x.Text(x.Term(term)))
				}
			}
		}
		x.Clear()
	}
}
