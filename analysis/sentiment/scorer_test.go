package sentiment

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"gonum.org/v1/gonum/floats"

	"leitmotif/analysis/sentiment/passage"
	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/tone"
	"leitmotif/analysis/watchlist"
)

// exampleModel knows a few words: "good" adds 1 to positive, "bad" 1 to negative, in all
// blocks; the constant favours neutral by 1/2.
func exampleModel() *Model {
	m := &Model{Language: "en", Name: "example", Words: []string{"a", "bad", "day", "good", "market", "the", "was"}, Targets: true}
	m.scores = make([]wordScore, len(m.Words))
	for which := range passage.Modes {
		for b := range which.Blocks() {
			m.scores[1][column(which, b)+ClassNegative] = 1
			m.scores[3][column(which, b)+ClassPositive] = 1
		}
		m.Meta[which][passage.MetaConstant][ClassNeutral] = 0.5
	}
	m.number()
	return m
}

func exampleScorer(t testing.TB, m *Model, list string) *Scorer {
	t.Helper()
	w, err := watchlist.Parse([]byte(list))
	if err != nil {
		t.Fatal(err)
	}
	s := &Scorer{surfaces: new(tokenize.Index), own: true, languages: map[string]*reading{m.Language: newReading(newFormStore(m), nil)}, seen: make(map[uint64]bool)}
	return s.Watching(w)
}

func scoreText(s *Scorer, language, title, text string) Score {
	return s.Article(language, title, tokenize.Append(nil, title), text, tokenize.Append(nil, text))
}

// TestSentenceByHand checks one sentence by hand: four words, "good" among them, so the
// logits are 0, 1/2 and 1/sqrt(4) * 1 = 1/2:
//
//	p = (1, e^.5, e^.5) / (1 + 2 e^.5) = (0.2327, 0.3837, 0.3837).
func TestSentenceByHand(t *testing.T) {
	got := scoreText(exampleScorer(t, exampleModel(), ""), "en", "", "the market was good")
	e := math.Exp(0.5)
	if math.Abs(got.Negative-1/(1+2*e)) > 1e-12 || math.Abs(got.Positive-e/(1+2*e)) > 1e-12 {
		t.Errorf("probabilities %v %v %v", got.Negative, got.Neutral, got.Positive)
	}
	if got.Coverage != 1 || got.Sentences != 1 || len(got.Drivers) == 0 || got.Drivers[0] != (Driver{"good", 0.5}) {
		t.Errorf("coverage %v, sentences %d, drivers %v", got.Coverage, got.Sentences, got.Drivers)
	}
}

// TestForksAgree: forks share what they know of words, and still score alike, side by side.
func TestForksAgree(t *testing.T) {
	s := exampleScorer(t, exampleModel(), "- name: Acme")
	want := scoreText(s, "en", "", threeSentences+" Acme was good.")
	var forks sync.WaitGroup
	for range 4 {
		fork := s.Fork()
		forks.Go(func() {
			got := scoreText(fork, "en", "", threeSentences+" Acme was good.")
			if !reflect.DeepEqual(got, want) || len(got.Mentions) != 1 {
				t.Errorf("fork %+v, original %+v", got, want)
			}
		})
	}
	forks.Wait()
}

// TestDriversAreAsWritten: "GOOD" opens no sentence, so that it is shown; "Bad" only opens
// one, but there is no other; what an article writes says nothing of the next.
func TestDriversAreAsWritten(t *testing.T) {
	s := exampleScorer(t, exampleModel(), "")
	for text, want := range map[string][]string{
		"Good was the day. The GOOD market was good.": {"GOOD"},
		"Bad was the day. Bad market day.":            {"Bad"},
		"It was a good day.":                          {"good"},
	} {
		var got []string
		for _, d := range scoreText(s, "en", "", text).Drivers {
			got = append(got, d.Term)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: drivers %q, want %q", text, got, want)
		}
	}
}

// TestZeroAndBand: a zero moves every sentence and, where it is that of targets, every mention;
// "the market was a day" says nothing, so that after a zero of 1 it scores
// (e^-3 - e^3) / (e^-3 + e^1.5 + e^3) = -0.814, which a band of .85 still calls neutral.
func TestZeroAndBand(t *testing.T) {
	score := (math.Exp(-3) - math.Exp(3)) / (math.Exp(-3) + math.Exp(1.5) + math.Exp(3))
	for _, test := range []struct {
		zero               [passage.Modes]float64
		band               float64
		sentence, mentions string
	}{
		{[passage.Modes]float64{}, 0.1, Neutral, Neutral},
		{[passage.Modes]float64{passage.Whole: 1}, 0.4, Negative, Neutral},
		{[passage.Modes]float64{passage.Towards: 1}, 0.4, Neutral, Negative},
		{[passage.Modes]float64{1, 1}, 0.85, Neutral, Neutral},
		{[passage.Modes]float64{-1, -1}, 0.4, Positive, Positive},
	} {
		m := exampleModel()
		m.Zero, m.Band = test.zero, test.band
		got := scoreText(exampleScorer(t, m, "- name: market"), "en", "", "the market was a day")
		if got.Label != test.sentence || len(got.Mentions) != 1 || got.Mentions[0].Label != test.mentions {
			t.Errorf("zero %v, band %v: %+v", test.zero, test.band, got)
		}
		if want := score * test.zero[passage.Towards]; len(got.Mentions) == 1 && math.Abs(got.Mentions[0].Value()-want) > 1e-12 {
			t.Errorf("zero %v: score %v, want %v", test.zero, got.Mentions[0].Value(), want)
		}
	}
}

// TestCountsDecide: the label of an article and of a target in it follows from the counts of
// sentences and mentions, which it gives.
func TestCountsDecide(t *testing.T) {
	m := exampleModel()
	m.Band = 0.1
	s := exampleScorer(t, m, "- name: market")
	got := scoreText(s, "en", "", "The market was bad. Bad was the market, a day. The market was good. The market was a day. It was a day.")
	if want := (tone.Counts{Negative: 2, Neutral: 2, Positive: 1}); got.Counts != want || got.Label != Negative {
		t.Errorf("counts %+v, label %s", got.Counts, got.Label)
	}
	towards := got.Towards("market")
	if want := (tone.Counts{Negative: 2, Neutral: 1, Positive: 1}); towards.Counts != want || towards.Label != Negative || towards.Sentences != 4 {
		t.Errorf("towards the market: %+v", towards)
	}
}

// TestFormStoreIsBounded: a full store forgets, and computes the same again.
func TestFormStoreIsBounded(t *testing.T) {
	store := newFormStore(exampleModel())
	want := *store.get("good", "good")
	for i := range maxForms {
		store.get(strconv.Itoa(i), strconv.Itoa(i))
	}
	if n := len(store.forms); n != 1 {
		t.Errorf("%d forms after one more than the store holds, want 1", n)
	}
	if got := *store.get("good", "good"); got != want {
		t.Errorf("computed again: %+v, at first %+v", got, want)
	}
}

func TestAbstentions(t *testing.T) {
	s := exampleScorer(t, exampleModel(), "")
	for _, test := range []struct{ language, text, want string }{
		{"fr", "le marché était bon", UnsupportedLanguage},
		{"", "the market was good", UnsupportedLanguage},
		{"en", "", TooShort},
		{"en", "… !?", TooShort},
		{"en", "good", TooShort},
		{"en", "Die Börse war gestern sehr schwach und alle gingen früh nach Hause", LowCoverage},
		{"en", "the market was good", ""},
	} {
		got := scoreText(s, test.language, "", test.text)
		if got.Abstain != test.want {
			t.Errorf("%s %q: abstains because of %q, want %q", test.language, test.text, got.Abstain, test.want)
		}
		if test.want != "" && (got.Label != "" || got.Negative+got.Neutral+got.Positive != 0 || got.Drivers != nil) {
			t.Errorf("%q: no score, but %+v", test.text, got)
		}
	}
}

const threeSentences = "The market was good. It was a bad day! The bad market was not good, a good day was not bad."

func TestLengthDoesNotCount(t *testing.T) {
	for _, s := range []*Scorer{exampleScorer(t, exampleModel(), ""), embeddedScorer(t)} {
		once := scoreText(s, "en", "A good day", threeSentences)
		for _, joint := range []string{" ", "\n", "\n\n"} {
			tenfold := scoreText(s, "en", "A good day", strings.Repeat(threeSentences+joint, 10))
			if math.Abs(once.Positive-tenfold.Positive) > 1e-12 || math.Abs(once.Neutral-tenfold.Neutral) > 1e-12 || once.Label != tenfold.Label || once.Counts != tenfold.Counts || once.Coverage != tenfold.Coverage {
				t.Errorf("once %+v, ten times %+v", once, tenfold)
			}
		}
	}
}

func TestContributionsAddUp(t *testing.T) {
	for _, s := range []*Scorer{exampleScorer(t, exampleModel(), ""), embeddedScorer(t)} {
		score := scoreText(s, "en", "A good day", threeSentences)
		all := s.Explain("en")
		sum := 0.0
		for _, d := range all {
			sum += d.Contribution
		}
		if odds := math.Log(score.Positive / score.Negative); math.Abs(sum-odds) > 1e-9 {
			t.Errorf("contributions sum to %v, log-odds %v: %v", sum, odds, all)
		}
		for i, d := range score.Drivers {
			if all[i] != d {
				t.Errorf("driver %d is %v, in the explanation %v", i, d, all[i])
			}
		}
		if len(score.Drivers) > maxDrivers {
			t.Errorf("%d drivers", len(score.Drivers))
		}
	}
}

func TestMentions(t *testing.T) {
	s := exampleScorer(t, exampleModel(), "- name: Acme\n  aliases: [Acme Group]\n- name: Zeta\n")
	title, text := "Für Acme a good day", "“The day was bad,” Zeta’s chief said: „Acme Group was good.“ The Zeta-market was a bad market."
	got := scoreText(s, "en", title, text)
	type place struct {
		target, alias, at string
		sentence          int
		inTitle, quoted   bool
	}
	want := []place{
		{"Acme", "Acme", "Acme", 0, true, false},
		{"Zeta", "Zeta", "Zeta", 1, false, false},
		{"Acme", "Acme Group", "Acme Group", 1, false, true},
		{"Zeta", "Zeta", "Zeta", 2, false, false},
	}
	if len(got.Mentions) != len(want) {
		t.Fatalf("%d mentions: %+v", len(got.Mentions), got.Mentions)
	}
	for i, m := range got.Mentions {
		characters := []rune(text)
		if m.InTitle {
			characters = []rune(title)
		}
		if sentence := strings.Join(strings.Fields(string(characters)), " "); !strings.Contains(sentence, m.Text) || !strings.Contains(m.Text, want[i].at) {
			t.Errorf("mention %d stands in the sentence %q", i, m.Text)
		}
		if p := (place{m.Target, m.Alias, string(characters[m.Start:m.End]), m.Sentence, m.InTitle, m.Quoted}); p != want[i] {
			t.Errorf("mention %d: %+v, want %+v", i, p, want[i])
		}
		if math.Abs(m.Negative+m.Neutral+m.Positive-1) > 1e-12 || m.Label == "" {
			t.Errorf("mention %d: %+v", i, m)
		}
	}
	if got.Mentions[0].Value() <= got.Mentions[3].Value() {
		t.Errorf("tone towards a good target %v, a bad one %v", got.Mentions[0].Value(), got.Mentions[3].Value())
	}
	foreign := scoreText(s, "fr", "", "Le chef de Zeta")
	if len(foreign.Mentions) != 1 || foreign.Mentions[0].Label != "" {
		t.Errorf("mentions without a model: %+v", foreign.Mentions)
	}
}

// TestSurroundingsByHand: in nine words "bad" stands right before the target, "good" seven
// words after it; eight words are of its clause, which a comma or a conjunction ends. In
// quotes every word counts once more.
func TestSurroundingsByHand(t *testing.T) {
	s := exampleScorer(t, exampleModel(), "")
	const even = 1.0 / 3 // 1 / sqrt(9)
	far := math.Exp(-6.0 / 4)
	for _, test := range []struct {
		text      string
		bad, good float64 // weights
	}{
		{"bad Acme was the market the day was good", even + 1 + 1 + 1/math.Sqrt(8), even + far + 1/math.Sqrt(8)},
		{"bad Acme was the market, the day was good", even + 1 + 1 + 1/math.Sqrt(4), even + far},
		{"bad Acme was the market while day was good", even + 1 + 1 + 1/math.Sqrt(4), even + far},
		{"bad Acme was the market the day “was good", even + 1 + 1 + 1/math.Sqrt(6), even + far + even},
	} {
		m, ok := s.Target("en", test.text, tokenize.Append(nil, test.text), 4, 8)
		if !ok {
			t.Fatal("no score")
		}
		want := Softmax([Classes]float64{test.bad, 0.5, test.good})
		if got := [Classes]float64{m.Negative, m.Neutral, m.Positive}; maxDistance(got, want) > 1e-7 {
			t.Errorf("%q: probabilities %v, want %v", test.text, got, want)
		}
	}
}

func maxDistance(a, b [Classes]float64) float64 {
	return floats.Distance(a[:], b[:], math.Inf(1))
}

func TestModelFile(t *testing.T) {
	m := guessingModel()
	m.Zero, m.Band = [passage.Modes]float64{0.25, -0.5}, 0.125
	*m.gramScore(gramKey("<go")) = wordScore{ClassPositive: 0.25}
	b := NewBayes()
	b.Add(ClassPositive, []string{"good", "day"})
	b.Add(ClassNegative, []string{"bad", "day"})
	m.SetBayes(b)
	m.BayesShare[passage.Whole] = 0.5
	data := m.Encode()
	got, err := Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.gramScores, m.gramScores) || !slices.Equal(got.gramKeys(), m.gramKeys()) || got.scores[3] != m.scores[3] {
		t.Errorf("scores %v and %v", got.gramScores, got.scores[3])
	}
	if step := math.Log(3) / quantum; math.Abs(float64(got.appeal(got.place("market")).Pull)-math.Log(3)) > step || !got.appeal(got.place("the")).Common || got.Zero != m.Zero || got.Band != m.Band {
		t.Errorf("guess %+v, zero %v, band %v", got.Guess, got.Zero, got.Band)
	}
	if string(got.Encode()) != string(data) {
		t.Error("a model read and written again differs")
	}
	// "day" was seen twice and is kept: it is as likely in both classes.
	likelihood, ok := got.classifier.LogLikelihoods("day")
	if !ok || math.Abs(likelihood[ClassNegative]-likelihood[ClassPositive]) > 1e-12 {
		t.Errorf("likelihoods of day: %v %v", likelihood, ok)
	}
	for _, damaged := range [][]byte{nil, data[:len(data)-1], append(data[:len(data):len(data)], 0), []byte(magic), append([]byte("x"), data...)} {
		if _, err := Decode(damaged); !errors.Is(err, ErrModel) {
			t.Errorf("%d damaged bytes: %v", len(damaged), err)
		}
	}
	name := filepath.Join(t.TempDir(), "en.tone")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := NewScorer(Options{Models: map[string]string{"en": name}})
	if err != nil {
		t.Fatal(err)
	}
	if info := s.Models(); info[len(info)-1] != (ModelInfo{Language: "en", Name: "example", Terms: len(m.Words), Band: 0.125, Whole: true, Towards: true}) {
		t.Errorf("models %+v", info)
	}
	if _, err := NewScorer(Options{Models: map[string]string{"nl": name}}); !errors.Is(err, ErrModel) {
		t.Errorf("a model of another language: %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(exampleModel().frame())
	f.Add(guessingModel().frame())
	f.Fuzz(func(t *testing.T, frame []byte) {
		m, err := Decode(seal(frame))
		if err != nil {
			if !errors.Is(err, ErrModel) {
				t.Fatalf("an error that is no ErrModel: %v", err)
			}
			return
		}
		s := &Scorer{surfaces: new(tokenize.Index), own: true, languages: map[string]*reading{m.Language: newReading(newFormStore(m), nil)}, seen: make(map[uint64]bool)}
		scoreText(s, m.Language, "title", "some text of a few words, Rome and Paris. Another.")
	})
}

func embeddedScorer(t testing.TB) *Scorer {
	t.Helper()
	s, err := NewScorer(Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEmbeddedModels(t *testing.T) {
	s := embeddedScorer(t)
	for _, test := range []struct{ language, text, want string }{
		{"en", "The company was praised for its excellent work and won a prize.", Positive},
		{"en", "The corrupt minister was attacked for his disgraceful lies.", Negative},
		{"de", "Die Mannschaft freut sich über einen großartigen Erfolg.", Positive},
		{"de", "Die Katastrophe forderte viele Todesopfer und löste Entsetzen aus.", Negative},
	} {
		if got := scoreText(s, test.language, "", test.text); got.Label != test.want {
			t.Errorf("%q: %+v, want %s", test.text, got, test.want)
		}
	}
	for language, foreign := range map[string]string{
		"en": "Die Kanzlerin sprach gestern im Bundestag über die Lage der Wirtschaft.",
		"de": "The chancellor spoke in parliament yesterday about the state of the economy.",
	} {
		if got := scoreText(s, language, "", foreign); got.Label != "" {
			t.Errorf("%q as %s: %+v", foreign, language, got)
		}
	}
	entries, err := embedded.ReadDir("models")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if info, err := e.Info(); err != nil || info.Size() > 4_000_000 {
			t.Errorf("%s: %d bytes, %v", e.Name(), info.Size(), err)
		}
	}
}

func FuzzArticle(f *testing.F) {
	s := embeddedScorer(f)
	f.Add("Title", "Some text. “Good!” said Acme’s boss.")
	f.Add("\xff", "Das war’s – 3. Mai.\n\n„Nein")
	f.Fuzz(func(t *testing.T, title, text string) {
		for _, language := range []string{"de", "en"} {
			score := scoreText(s, language, title, text)
			sum := score.Negative + score.Neutral + score.Positive
			if score.Abstain == "" && math.Abs(sum-1) > 1e-9 || score.Abstain != "" && sum != 0 {
				t.Fatalf("%+v", score)
			}
			if utf8.ValidString(text) && utf8.ValidString(title) {
				for _, d := range score.Drivers {
					if !utf8.ValidString(d.Term) {
						t.Fatalf("driver %q", d.Term)
					}
				}
			}
		}
	})
}

// Stop words count in a score and are not named among its drivers.
func TestStopWordsAreNoDrivers(t *testing.T) {
	const text = "The company lost a lawsuit and its shares fell. The loss was the worst in years, the chairman said."
	score := func(stop map[string][]string) (Score, []Driver) {
		s, err := NewScorer(Options{StopWords: stop})
		if err != nil {
			t.Fatal(err)
		}
		return s.Article("en", "", nil, text, tokenize.Append(nil, text)), s.Explain("en")
	}
	all, explained := score(nil)
	named := all.Drivers[0].Term
	less, same := score(map[string][]string{"en": {strings.ToLower(named)}})
	if less.Negative != all.Negative || less.Positive != all.Positive || !slices.Equal(same, explained) {
		t.Error("a stop word changes the score or its explanation")
	}
	if slices.ContainsFunc(less.Drivers, func(d Driver) bool { return d.Term == named }) || len(less.Drivers) != len(all.Drivers) {
		t.Errorf("drivers %v without %q, were %v", less.Drivers, named, all.Drivers)
	}
}

// TestUnknownWords: an unknown word has the scores of its n-grams in all blocks in which they
// have any, of the model that was made and of the one that was read.
func TestUnknownWords(t *testing.T) {
	m := NewModel("en", "blocks", []string{"known"}, false)
	m.SetGram("<go", passage.Whole, passage.BlockAll, [Classes]float64{0.5, 0, -0.5})
	m.SetGram("ou>", passage.Towards, passage.BlockRight, [Classes]float64{0, 0.25, 0})
	m.SetGram("go", passage.Towards, passage.BlockRight, [Classes]float64{0, 0.25, 1})
	read, err := Decode(m.Encode())
	if err != nil {
		t.Fatal(err)
	}
	for name, m := range map[string]*Model{"made": m, "read": read} {
		var want, got wordScore
		for _, g := range []string{"<go", "ou>", "go"} {
			want.add(m.gramScore(gramKey(g)))
		}
		if known := m.unknown(&got, "gogou"); known || got != want || want == (wordScore{}) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}
