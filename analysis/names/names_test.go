package names

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"leitmotif/analysis/tokenize"
)

// extracted gives the candidates of articles, one text each.
func extracted(language string, texts ...string) *Counts {
	surfaces := new(tokenize.Index)
	x := NewExtractor(surfaces)
	for _, text := range texts {
		var title, body tokenize.Text
		title.Set("", surfaces)
		body.Set(text, surfaces)
		x.Article(language, &title, &body, nil)
	}
	return x.Take()
}

// found gives the names of articles, one text each.
func found(shards ...*Counts) *Found {
	s := NewStatistics()
	for _, c := range shards {
		s.Add(c)
	}
	d := s.Decide()
	for _, c := range shards {
		d.Add(c)
	}
	return d.Found()
}

func (f *Found) list(position int) (out []string) {
	for _, m := range f.Of(position) {
		out = append(out, f.Names[m.Name].Kind.String()+" "+f.Names[m.Name].Text)
	}
	slices.Sort(out)
	return out
}

func TestNames(t *testing.T) {
	for _, test := range []struct {
		language, text string
		want           []string
	}{
		{"en", "The talks ended late. President Ada Wolf told reporters that Wolf's party had won.", []string{"person Ada Wolf"}},
		{"en", "Mr. Turnwald joined Steinau Motors Inc. in Chicago, and he likes the Alps.", []string{"organisation Steinau Motors", "person Turnwald", "place Alps", "place Chicago"}},
		{"en", "Officials of the U.S. and of the United States visited lawyers of the Securities and Exchange Commission yesterday.", []string{"organisation Securities and Exchange Commission", "place United States"}},
		{"en", "Everything We Know About Headlines That Capitalise Words", nil},
		{"de", "Bundesaußenminister Johann Feldkamp reiste nach Berlin. Feldkamps Sprecherin lobte die Regierung.", []string{"person Johann Feldkamp", "place Berlin"}},
		{"de", "Die Universität Steinau und die Haus-Gruppe melden, dass die SPD in Frankreich wächst.", []string{"organisation SPD", "organisation Universität Steinau", "place Frankreich"}},
		{"de", "Das Haus, die Wohnung und der Garten sind in Ordnung.", nil},
		{"de", "Bundespräsident Alexander Van der Holt sprach mit dem Roten Kreuz. Er dankte dem Statistischen Bundesamt.", []string{"organisation Rotes Kreuz", "organisation Statistisches Bundesamt", "person Alexander Van der Holt"}},
		{"en", "The letter said that U.S. Officials had spoken with Mr. President about water, and that Mr. Turnwald stayed in Buenos Aires.", []string{"person Turnwald", "place Buenos Aires"}},
		{"en", "The vote was called by Rep. Adam Turnwald D of the lower chamber, and he lost it again.", []string{"person Adam Turnwald"}},
		{"de", "Er schrieb der Demokratischen Partei in Bonn, und sie dankte ihm.", []string{"organisation Demokratische Partei", "place Bonn"}},
		{"fr", "Le président Emmanuel Macron est à Paris.", nil},
	} {
		if got := found(extracted(test.language, test.text)).list(0); !slices.Equal(got, test.want) {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}

// A part of a name stands for the whole, by its own article or by the corpus; where two share
// it in one article, it stands for neither.
func TestParts(t *testing.T) {
	f := found(extracted("de",
		"Kanzlerin Ada Turnwald sprach. Minister Turnwald", "Minister Karl Turnwald und Ministerin Ada Turnwald kamen. Später sprach Turnwald noch.",
		"Kanzlerin Ada Turnwald ging.", "Kanzlerin Ada Turnwald kam. Dann ging Ada Turnwald.", "Das sagte Minister Wolf in Bonn."))
	if got := f.list(0); !slices.Equal(got, []string{"person Ada Turnwald"}) || f.Of(0)[0].Count != 2 {
		t.Errorf("the first article names %q", got)
	}
	if got := f.list(1); !slices.Equal(got[:2], []string{"person Ada Turnwald", "person Karl Turnwald"}) {
		t.Errorf("the second article names %q", got)
	}
	for _, n := range f.Names {
		if n.Text == "Ada Turnwald" && (n.Forms[0] != Form{"Ada Turnwald", 5} || !slices.Equal(n.Languages, []string{"de"})) {
			t.Errorf("%+v", n)
		}
	}
}

// TestTones counts a sentence once for each name, by its tone.
func TestTones(t *testing.T) {
	const text = "Ada Wolf met Ada Wolf. Ada Wolf left. Ada Wolf stayed."
	surfaces := new(tokenize.Index)
	x := NewExtractor(surfaces)
	var title, body tokenize.Text
	title.Set("Ada Wolf", surfaces)
	body.Set(text, surfaces)
	x.Article("en", &title, &body, []Sentence{{true, 0, 8, 1}, {false, 0, 22, -1}, {false, 23, 37, NoTone}, {false, 38, len(text), 0}})
	f := found(x.Take())
	if got, want := f.Of(0), []Mention{{Name: 0, Count: 5, Negative: 1, Neutral: 1, Positive: 1}}; !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// A sentence that mentions two forms of a name counts once for it, and one of the title is none
// of the text.
func TestTonesOfForms(t *testing.T) {
	const text = "The United States said that the U.S. Treasury and the U.S. would wait."
	surfaces := new(tokenize.Index)
	x := NewExtractor(surfaces)
	var title, body tokenize.Text
	title.Set("Waiting for the United States", surfaces)
	body.Set(text, surfaces)
	x.Article("en", &title, &body, []Sentence{{false, 0, len(text), -1}})
	f := found(x.Take())
	if got := f.Of(0)[len(f.Of(0))-1]; f.Names[got.Name].Text != "United States" || got.Count != 3 || got.Negative != 1 {
		t.Errorf("%+v of %+v", got, f.Names)
	}
}

// A German genitive is no form of its own.
func TestGenitives(t *testing.T) {
	f := found(extracted("de", "Kanzlerin Ada Feldkamp kam. Ada Feldkamp sprach in Berlin. Das hörte Minister Feldkamp. Gestern half Feldkamps Rede Ada Feldkamps Partei in der Mitte Berlins."))
	want := []Name{
		{"Ada Feldkamp", Person, []string{"de"}, []Form{{"Ada Feldkamp", 3}, {"Feldkamp", 2}}},
		{"Berlin", Place, []string{"de"}, []Form{{"Berlin", 2}}},
	}
	if !reflect.DeepEqual(f.Names, want) {
		t.Errorf("%+v, want %+v", f.Names, want)
	}
}

var articles = []string{
	"Chancellor Angela Merkel flew from Berlin to Paris. Merkel met Emmanuel Macron.", "The bank said Siemens AG had sold its unit to General Motors Corp.",
	"In London, the Bank of England kept rates.", "Mr. Macron thanked Ms. Merkel. Angela Merkel smiled.",
}

// The order of articles and their cut into shards change nothing but positions.
func TestOrder(t *testing.T) {
	want := found(extracted("en", articles...))
	order := rand.New(rand.NewPCG(1, 1)).Perm(len(articles))
	var shards []*Counts
	for _, i := range order {
		shards = append(shards, extracted("en", articles[i]))
	}
	got := found(shards...)
	if !reflect.DeepEqual(got.Names, want.Names) {
		t.Errorf("other names: %+v, want %+v", got.Names, want.Names)
	}
	for position, i := range order {
		if !slices.Equal(got.Of(position), want.Of(i)) {
			t.Errorf("article %d: %v, want %v", i, got.Of(position), want.Of(i))
		}
	}
}

func TestForget(t *testing.T) {
	s := NewStatistics()
	for _, text := range articles {
		s.Add(extracted("en", text))
	}
	s.forget(1)
	for i, c := range s.candidates {
		if c.mentions < 2 || s.numbers[key{c.Language, c.Text}] != i {
			t.Errorf("candidate %d: %+v", i, c)
		}
	}
	if len(s.candidates) == 0 {
		t.Error("nothing is left")
	}
}

func TestBinary(t *testing.T) {
	want := extracted("en", articles...)
	data, err := want.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var got Counts
	if err := got.UnmarshalBinary(data); err != nil || !reflect.DeepEqual(&got, want) {
		t.Fatalf("%v: %+v, want %+v", err, got, want)
	}
	for n := range data {
		if err := got.UnmarshalBinary(data[:n]); err == nil {
			t.Fatalf("%d of %d bytes are read", n, len(data))
		}
	}
}

func FuzzBinary(f *testing.F) {
	data, _ := extracted("en", articles...).MarshalBinary()
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		var c, again Counts
		if c.UnmarshalBinary(data) != nil {
			return
		}
		out, _ := c.MarshalBinary()
		if err := again.UnmarshalBinary(out); err != nil || !reflect.DeepEqual(c, again) {
			t.Fatalf("read back as %+v, %v; want %+v", again, err, c)
		}
		found(&c)
	})
}

// FuzzArticle: whatever the text, names stand in it, and each article has those of its own.
func FuzzArticle(f *testing.F) {
	for _, text := range articles {
		f.Add(text, true)
	}
	f.Add("Er sah die ȺȺȺȺȺȺȺȺȺ-Bank.", true) // its lower case has more bytes
	f.Add("Präsident Weiß und die Bad-Homburg-Gruppe & Söhne AG – „Das O’Neill-Haus“ (CDU)\nin St. Pölten's", false)
	f.Fuzz(func(t *testing.T, text string, german bool) {
		language := "en"
		if german {
			language = "de"
		}
		c := extracted(language, text, text)
		for _, x := range c.Candidates {
			if x.Text == "" || len(x.Text) > mostLength || strings.Contains(x.Text, "\n") {
				t.Fatalf("candidate %q", x.Text)
			}
		}
		names := found(c)
		if !slices.Equal(names.Of(0), names.Of(1)) {
			t.Fatalf("%v in one article, %v in the same again", names.Of(0), names.Of(1))
		}
		data, _ := c.MarshalBinary()
		var again Counts
		if err := again.UnmarshalBinary(data); err != nil {
			t.Fatal(err)
		}
		if out, _ := again.MarshalBinary(); !bytes.Equal(out, data) {
			t.Fatal("another binary form")
		}
	})
}

func Example() {
	surfaces := new(tokenize.Index)
	x := NewExtractor(surfaces)
	for _, text := range []string{"Chancellor Angela Merkel arrived in Paris.", "The chancellor praised Siemens AG. Angela Merkel left."} {
		var title, body tokenize.Text
		title.Set("", surfaces)
		body.Set(text, surfaces)
		x.Article("en", &title, &body, nil)
	}
	shard, corpus := x.Take(), NewStatistics()
	corpus.Add(shard)
	decided := corpus.Decide()
	decided.Add(shard)
	found := decided.Found()
	for _, m := range found.Of(1) {
		fmt.Println(found.Names[m.Name].Kind, found.Names[m.Name].Text)
	}
	// Output:
	// person Angela Merkel
	// organisation Siemens
}
