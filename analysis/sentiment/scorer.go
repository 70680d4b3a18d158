package sentiment

import (
	"embed"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"

	"github.com/zeebo/xxh3"

	"leitmotif/analysis/sentiment/passage"
	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/watchlist"
)

//go:embed models/*.tone
var embedded embed.FS

// Options steer a Scorer.
type Options struct {
	// Models names a model file by language (ISO 639-1), made by package
	// training; it is used
	// beside the embedded ones, or instead of the one of the same language.
	Models map[string]string
	// Depth says what the encoder scores.
	Depth Depth
	// Watchlist names the targets whose mentions are scored; nil means none.
	Watchlist *watchlist.List
	// StopWords are words without a subject, lower case, by language. They count in every
	// score and are not named among the Drivers of one: "the" explains nothing.
	StopWords map[string][]string
}

// embeddedLanguages have a model inside the program.
var embeddedLanguages = []string{"de", "en"}

// Scorer scores articles. It keeps what it has computed about words, which never changes
// a result; it is not safe for concurrent use.
type Scorer struct {
	languages map[string]*reading
	surfaces  *tokenize.Index // that numbers the forms of the readings
	figures   map[string]Figures
	own       bool // nobody else's numbers are in surfaces
	deep      deepScorer
	title     tokenize.Text // of an article that comes without numbers
	text      tokenize.Text
	matcher   *watchlist.Matcher
	marks     []passage.Mark
	sentences []passage.Sentence
	seen      map[uint64]bool // sentences of the article
	told      []Sentence      // of the article that was read last
}

// NewScorer makes a scorer. It fails where a model cannot be read; a faulty file wraps
// ErrModel.
func NewScorer(o Options) (*Scorer, error) {
	s := &Scorer{languages: make(map[string]*reading), figures: maps.Clone(linearFigures), surfaces: new(tokenize.Index), own: true, seen: make(map[uint64]bool)}
	for _, language := range embeddedLanguages {
		data, err := embedded.ReadFile("models/" + language + ".tone")
		if err != nil {
			return nil, fmt.Errorf("read the embedded tone model of %s: %w", language, err)
		}
		if err := s.load(language, data, o.StopWords[language]); err != nil {
			return nil, fmt.Errorf("read the embedded tone model of %s: %w", language, err)
		}
	}
	for _, language := range slices.Sorted(maps.Keys(o.Models)) {
		data, err := os.ReadFile(o.Models[language])
		if err != nil {
			return nil, fmt.Errorf("read the tone model of %s: %w", language, err)
		}
		if err := s.load(language, data, o.StopWords[language]); err != nil {
			return nil, fmt.Errorf("read the tone model %s: %w", o.Models[language], err)
		}
		delete(s.figures, language)
	}
	if o.Watchlist != nil {
		s.matcher = watchlist.NewMatcher(o.Watchlist)
	}
	var err error
	s.deep, err = newDeepScorer(o)
	return s, err
}

func (s *Scorer) load(language string, data []byte, stopWords []string) error {
	m, err := Decode(data)
	if err != nil {
		return err
	}
	if m.Language != language {
		return fmt.Errorf("%w: it is made for %q, not for %q", ErrModel, m.Language, language)
	}
	empty := make(map[string]bool, len(stopWords))
	for _, w := range stopWords {
		empty[tokenize.Term(w)] = true
	}
	s.languages[language] = newReading(newFormStore(m), empty)
	return nil
}

// Watching gives a scorer of the same models that watches other targets. The two share
// what they know of words, so that only one may be used at a time.
func (s *Scorer) Watching(list *watchlist.List) *Scorer {
	out := &Scorer{languages: s.languages, surfaces: s.surfaces, own: s.own, deep: s.deep.fork(), seen: make(map[uint64]bool)}
	if list != nil {
		out.matcher = watchlist.NewMatcher(list)
	}
	return out
}

// Fork gives a scorer of the same models and targets for another goroutine.
func (s *Scorer) Fork() *Scorer {
	out := s.Sharing(new(tokenize.Index))
	out.own = true
	return out
}

// Sharing is Fork for a scorer that reads texts whose tokens are numbered in an index, by Read.
// It serves as long as that is not cleared.
func (s *Scorer) Sharing(surfaces *tokenize.Index) *Scorer {
	out := &Scorer{languages: make(map[string]*reading), surfaces: surfaces, deep: s.deep.fork(), seen: make(map[uint64]bool)}
	for language, r := range s.languages {
		out.languages[language] = newReading(r.store, r.empty)
	}
	if s.matcher != nil {
		out.matcher = s.matcher.Fork()
	}
	return out
}

// Models describes the models, in ascending order of language, the encoder last of its own.
func (s *Scorer) Models() []ModelInfo {
	var out []ModelInfo
	for _, language := range slices.Sorted(maps.Keys(s.languages)) {
		m := s.languages[language].model
		deep := s.deep.reads(language)
		out = append(out, ModelInfo{Language: language, Name: m.Name, Terms: m.Terms(), Band: m.Band, Whole: !(deep && s.deep.whole), Towards: m.Targets && !deep, Figures: s.figures[language]})
		if deep {
			out = append(out, ModelInfo{Language: language, Name: s.deep.model.Name, Band: s.deep.model.Band, Deep: true, Whole: s.deep.whole, Towards: true, Figures: deepFigures})
		}
	}
	return out
}

// Limits under which an article gets no score.
const (
	minKnown    = 2    // known words of a sentence that is scored
	minCoverage = 0.65 // share of known words: text of the language is above, other text below
)

// Article scores one article from the tokens of its title and text.
//
// The probabilities are means over the sentences of title and text that hold at least two
// known words, sentences of the same wording counted once. Coverage is the share of known
// words; unknown names do not count, but for German, where they cannot be told apart.
func (s *Scorer) Article(language, title string, titleTokens []tokenize.Token, text string, textTokens []tokenize.Token) Score {
	if s.own && s.surfaces.Len() > maxForms {
		s.surfaces.Clear()
		for _, r := range s.languages {
			r.forget()
		}
	}
	s.number(&s.title, title, titleTokens)
	s.number(&s.text, text, textTokens)
	return s.deepened(s.Read(language, &s.title, &s.text))
}

// Read is Article for a title and a text that come with numbers of the index that the scorer
// shares. What the encoder is to score is open until Deepen completes it.
func (s *Scorer) Read(language string, title, text *tokenize.Text) Score {
	r := s.languages[language]
	sum := article{reading: r, deep: s.deep.reads(language), whole: s.deep.whole}
	if r != nil {
		r.begin()
	}
	clear(s.seen)
	s.told = s.told[:0]
	s.part(&sum, language, title, true)
	s.part(&sum, language, text, false)
	out := sum.score()
	out.Mentions, out.open, out.beyond = sum.mentions, sum.open, sum.beyond
	if out.Abstain != "" {
		for i := range s.told {
			s.told[i].Label = ""
		}
		out.open, out.beyond = nil, 0
		for i := range out.Mentions {
			m := &out.Mentions[i]
			m.Label, m.Deep, m.Negative, m.Neutral, m.Positive = "", false, 0, 0, 0
		}
	}
	return out
}

// Sentences are those of the article that Read read last, in the order of title and text. They
// are valid until it reads the next one.
func (s *Scorer) Sentences() []Sentence { return s.told }

// number makes a text of tokens and the numbers of their forms.
func (s *Scorer) number(x *tokenize.Text, text string, tokens []tokenize.Token) {
	*x = tokenize.Text{Text: text, Tokens: tokens, Forms: s.surfaces.AppendNumbers(x.Forms[:0], text, tokens)}
}

// Target scores the tone of a passage, one sentence or a few, towards what stands at the
// bytes [start, end) of it. The passage is read as one, as the examples of training are:
// the sentences around a mention say something of its tone. ok is false where the language
// has no model of targets, or no word stands there.
func (s *Scorer) Target(language, text string, tokens []tokenize.Token, start, end int) (m Mention, ok bool) {
	r := s.languages[language]
	at, found := passage.TargetSpan(tokens, start, end)
	deep := s.deep.reads(language)
	if !found || !deep && (r == nil || !r.model.Targets) {
		return Mention{}, false
	}
	r.begin()
	s.number(&s.text, text, tokens)
	r.lookup(&s.text, s.surfaces)
	s.marks = passage.AppendMarks(s.marks[:0], language, text, tokens)
	whole := passage.Sentence{Last: len(tokens)}
	f := watchlist.Place{First: at.First, Last: at.Last, Start: start, End: end}
	m = s.mention(r, text, tokens, whole, f, 0, &counter{text: text}, false)
	if deep {
		q := newQuestion(text, 0, len(text), start, end, 0)
		m = s.deepened(Score{Mentions: []Mention{m}, open: []question{q}}).Mentions[0]
	}
	return m, true
}

// Explain gives every term's share in the log-odds ln(positive / negative) of the last
// article that was scored in the language, largest absolute contribution first, and
// after the terms the remainders that no term stands for, named in parentheses. The
// contributions sum to the log-odds. It is nil where the article has no score.
func (s *Scorer) Explain(language string) []Driver {
	r := s.languages[language]
	if r == nil || r.sentences == 0 {
		return nil
	}
	out := r.drivers(len(r.touched), true)
	n := float64(r.sentences)
	mean := (r.logits[ClassPositive] - r.logits[ClassNegative]) / n
	odds := math.Log(r.probabilities[ClassPositive] / r.probabilities[ClassNegative])
	remainder := mean
	for _, d := range out {
		remainder -= d.Contribution
	}
	return append(out, Driver{"(intercept)", remainder}, Driver{"(spread of the sentences)", odds - mean})
}

// article sums up the sentences of one article.
type article struct {
	reading      *reading // nil where there is no model
	sentence     int      // sentences met, scored or not
	words, known int      // of the scored sentences
	mentions     []Mention
	deep         bool       // the encoder scores towards targets,
	whole        bool       // and, where deep is set, sentences as a whole
	open         []question // to it
	asked        int        // of these towards targets
	beyond       int        // questions that it was not asked, for there were too many
}

// part scores title or text.
func (s *Scorer) part(sum *article, language string, part *tokenize.Text, inTitle bool) {
	text, tokens := part.Text, part.Tokens
	if len(tokens) == 0 {
		return
	}
	s.marks = passage.AppendMarks(s.marks[:0], language, text, tokens)
	s.sentences = passage.AppendSentences(s.sentences[:0], tokens, s.marks)
	r := sum.reading
	if r != nil {
		r.lookup(part, s.surfaces)
	}
	var found []watchlist.Place
	if s.matcher != nil {
		found = s.matcher.Find(text, tokens)
	}
	characters := counter{text: text}
	for _, x := range s.sentences {
		for len(found) > 0 && found[0].First < x.Last {
			f := found[0]
			found = found[1:]
			if sum.deep {
				sum.askTowards(text, x, f)
			}
			sum.mentions = append(sum.mentions, s.mention(r, text, tokens, x, f, sum.sentence, &characters, inTitle))
		}
		sum.sentence++
		s.told = append(s.told, Sentence{InTitle: inTitle, Start: x.Start, End: x.End})
		if r == nil {
			continue
		}
		if key := xxh3.HashString(text[x.Start:x.End]); !s.seen[key] {
			s.seen[key] = true
			words, known, label := r.sentence(r.passage(text, tokens, s.marks, x), x.First)
			s.told[len(s.told)-1].Label = label
			sum.words, sum.known = sum.words+words, sum.known+known
			if sum.deep && sum.whole && known >= minKnown {
				sum.askWhole(text, x)
			}
		}
	}
}

// mention scores one mention; it has no tone where r is nil.
func (s *Scorer) mention(r *reading, text string, tokens []tokenize.Token, x passage.Sentence, f watchlist.Place, sentence int, at *counter, inTitle bool) Mention {
	out := Mention{
		Sentence: sentence, Target: f.Target, Alias: f.Alias, InTitle: inTitle,
		Start: at.characters(f.Start), End: at.characters(f.End),
		Text:   excerpt(text, x.Start, max(x.End, f.End), f.Start),
		Quoted: s.marks[f.First].Quoted(),
	}
	if r == nil || !r.model.Targets {
		return out
	}
	target := passage.Span{First: f.First - x.First, Last: min(f.Last, x.Last) - x.First}
	z := r.towards(r.passage(text, tokens, s.marks, x), x.First, target)
	out.Call(Softmax(Centred(z, r.model.Zero[passage.Towards])), r.model.Band)
	return out
}

// counter turns ascending byte offsets into characters.
type counter struct {
	text        string
	bytes, runs int
}

func (c *counter) characters(at int) int {
	if at < c.bytes {
		c.bytes, c.runs = 0, 0
	}
	for range c.text[c.bytes:at] {
		c.runs++
	}
	c.bytes = at
	return c.runs
}

// score closes the sum.
func (a *article) score() Score {
	r := a.reading
	switch {
	case r == nil && a.sentence == 0:
		return Score{Abstain: TooShort}
	case r == nil:
		return Score{Abstain: UnsupportedLanguage}
	case a.words == 0 || r.sentences == 0 && a.words < 2*minKnown:
		return Score{Abstain: TooShort}
	}
	out := Score{Coverage: float64(a.known) / float64(a.words), Sentences: r.sentences}
	if a.deep && a.whole && out.Coverage >= minCoverage && r.sentences > 0 {
		return out // the encoder gives the rest
	}
	if out.Coverage < minCoverage || r.sentences == 0 {
		r.sentences = 0
		return Score{Abstain: LowCoverage, Coverage: out.Coverage}
	}
	n := float64(r.sentences)
	for k := range r.probabilities {
		r.probabilities[k] /= n
	}
	out.Negative, out.Neutral, out.Positive = r.probabilities[ClassNegative], r.probabilities[ClassNeutral], r.probabilities[ClassPositive]
	out.Counts, out.Label = r.counts, r.counts.Label()
	out.Drivers = r.drivers(maxDrivers, false)
	return out
}

// maxDrivers is the number of terms that a score names.
const maxDrivers = 5
