package tfidf

import (
	"math"
	"slices"
	"testing"

	"github.com/james-bowman/sparse"
	"gonum.org/v1/gonum/mat"

	"leitmotif/analysis/tokenize"
)

// count makes a shard of texts.
func count(c *Counter, texts ...string) *Counts {
	for _, text := range texts {
		c.Add(Part{Text: text, Tokens: tokenize.Append(nil, text)})
	}
	return c.Take()
}

// take adds counts to statistics and gives their documents in the numbers of these.
func take(s *Statistics, c *Counts) []Document {
	numbers, _ := s.Add(c)
	for _, d := range c.Documents {
		d.Renumber(numbers)
	}
	return c.Documents
}

func english() *Counter { return NewCounter(tokenize.NewAnalyser("en", []string{"the", "and"})) }

func TestCounting(t *testing.T) {
	c := english()
	s := NewStatistics()
	rows := take(s, count(c, "The Port and the port. PORT strike", "strike 2026"))
	rows = append(rows, take(s, count(c, "Strike strike ports"))...)
	want := []Document{
		{Terms: []int32{0, 1}, Counts: []int32{3, 1}}, {Terms: []int32{1}, Counts: []int32{1}}, {Terms: []int32{1, 2}, Counts: []int32{2, 1}},
	}
	for i, d := range rows {
		if !slices.Equal(d.Terms, want[i].Terms) || !slices.Equal(d.Counts, want[i].Counts) {
			t.Errorf("document %d: %+v, want %+v", i, d, want[i])
		}
	}
	for number, w := range []struct {
		term, surface string
		df            int
	}{{"port", "PORT", 1}, {"strike", "strike", 3}, {"ports", "ports", 1}} {
		n := int32(number)
		if s.Term(n) != w.term || s.Surface(n) != w.surface || s.DocumentFrequency(n) != w.df {
			t.Errorf("term %d: %s, %s, %d, want %+v", n, s.Term(n), s.Surface(n), s.DocumentFrequency(n), w)
		}
	}
}

func TestCopiesCountOnce(t *testing.T) {
	s := NewStatistics()
	documents := take(s, count(english(), "port strike", "port strike", "port"))
	s.Remove(documents[1])
	if s.Documents() != 2 || s.DocumentFrequency(0) != 2 || s.DocumentFrequency(1) != 1 {
		t.Errorf("%d documents, df %d and %d", s.Documents(), s.DocumentFrequency(0), s.DocumentFrequency(1))
	}
}

func TestVocabulary(t *testing.T) {
	s := NewStatistics()
	s.Add(count(english(), "bb aaa ccc", "aaa ccc ddd", "aaa ccc ddd", "aaa eee"))
	v := s.Vocabulary(Limits{MinDocuments: 2, MaxShare: 0.8, MaxTerms: 10})
	var terms []string
	for _, n := range v.Terms {
		terms = append(terms, s.Term(n))
	}
	if !slices.Equal(terms, []string{"ccc", "ddd"}) {
		t.Errorf("terms %q", terms)
	}
	if v := s.Vocabulary(Limits{MinDocuments: 1, MaxShare: 1, MaxTerms: 2}); len(v.Terms) != 2 || s.Term(v.Terms[1]) != "ccc" {
		t.Errorf("the two most frequent: %v", v.Terms)
	}
}

func frequencies(t *testing.T, v *Vocabulary, documents []Document) *Frequencies {
	t.Helper()
	f, err := v.Frequencies(t.Context(), InMemory(documents), 2)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// fitted weighs three documents: "aaa aaa bbb", "bbb ccc", "ccc ccc ccc ccc".
func fitted(t *testing.T) (*Statistics, *Weighting, *Matrix) {
	t.Helper()
	s := NewStatistics()
	docs := take(s, count(english(), "aaa aaa bbb", "bbb ccc", "ccc ccc ccc ccc"))
	w, m, err := Fit(t.Context(), frequencies(t, s.Vocabulary(Limits{MinDocuments: 1, MaxShare: 1, MaxTerms: 10}), docs), 1)
	if err != nil {
		t.Fatal(err)
	}
	return s, w, m
}

func TestWeights(t *testing.T) {
	s, w, m := fitted(t)
	// The mean length is 3. Row 0 has length 3, so its saturation is k1 = 2:
	// tf 2 counts 2*3/4 = 1.5, tf 1 counts 1. idf(aaa) = ln(4/2), idf(bbb) = ln(4/3).
	x, y := 1.5*math.Log(2), math.Log(4.0/3)
	norm := math.Hypot(x, y)
	for term, want := range []float64{x / norm, y / norm, 0} {
		if got := m.At(0, term); math.Abs(got-want) > 1e-12 {
			t.Errorf("weight of term %d: %g, want %g", term, got, want)
		}
	}
	if got := m.At(2, 2); math.Abs(got-1) > 1e-12 {
		t.Errorf("a row of one term: %g, want 1", got)
	}
	v := s.VocabularyOf([]string{"aaa", "bbb", "ccc"})
	again, err := w.Transform(t.Context(), frequencies(t, v, []Document{{Terms: []int32{0, 1}, Counts: []int32{2, 1}}}), 1)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(again.At(0, 0)-x/norm) > 1e-12 {
		t.Errorf("fold-in weighs %g, want %g", again.At(0, 0), x/norm)
	}
}

func TestMatrix(t *testing.T) {
	m := NewMatrix([]Row{{[]int32{0, 2}, []float64{1, 2}}, {}, {[]int32{1, 2}, []float64{3, 4}}}, 3, 2)
	dense := mat.NewDense(3, 3, []float64{1, 0, 2, 0, 0, 0, 0, 3, 4})
	if !mat.Equal(m, dense) || !mat.Equal(m.T(), dense.T()) {
		t.Error("entries differ from the dense matrix")
	}
	var compressed sparse.CSR
	compressed.Mul(dense.T(), mat.NewDiagDense(3, []float64{1, 1, 1}))
	for name, from := range map[string]mat.Matrix{"sparse": &compressed, "dense": dense.T()} {
		if got := FromTermsByDocuments(from); !mat.Equal(got, dense) || got.NonZeros() != 4 {
			t.Errorf("from %s: %v", name, mat.Formatted(got))
		}
	}
	if got, want := m.SquaredNorm(), 1.0+4+9+16; got != want {
		t.Errorf("squared norm %g, want %g", got, want)
	}
}

// What stands behind function words is counted by what stands behind it in turn.
func TestUses(t *testing.T) {
	analyser := tokenize.NewAnalyser("en", []string{"the", "was", "to", "in", "new", "of"})
	counter := NewCounter(analyser)
	texts := []string{"The port was closed. The port strike. Of port, to port in New York, new port", "in the port"}
	for _, text := range texts {
		counter.Add(Part{Text: text, Tokens: tokenize.Append(nil, text)})
	}
	s := NewStatistics()
	s.Add(counter.Take())
	for term, want := range map[string]Use{
		"port": {Head: 3, Modifier: 1, Predicate: 1}, "closed": {Predicate: 1}, "strike": {}, "york": {New: 1},
	} {
		if got := s.Use(s.number[term]); got != want {
			t.Errorf("%s: %+v, want %+v", term, got, want)
		}
	}
	if written, capitals := s.Capitals(s.number["york"]); written != 1 || capitals != 1 {
		t.Errorf("York is written %d times, %d with a capital", written, capitals)
	}
}
