package sentiment

import (
	"context"
	"fmt"
	"math"
	"time"

	"leitmotif/analysis/sentiment/deep"
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
const DepthHelp = "`depth` of tone in English: fast (linear models), deep (an encoder that reads whole sentences, 100 times slower), or auto (deep towards the names of a watch list, else fast)"

// Valid tells whether there is such a depth.
func (d Depth) Valid() bool { return d == "" || d == Auto || d == Fast || d == Deep }

// deepLanguage is the language that the encoder reads.
const deepLanguage = "en"

// DeepReading is how much the encoder has read.
type DeepReading struct {
	Sentences int // towards each of their targets, or as a whole
	Time      time.Duration
}

// Add adds what else was read.
func (d *DeepReading) Add(more DeepReading) {
	d.Sentences += more.Sentences
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

// newDeepScorer makes the one that the options ask for.
func newDeepScorer(o Options) (e deepScorer, err error) {
	_, own := o.Models[deepLanguage]
	targets := o.Watchlist != nil && !own && o.Depth != Fast
	if e.whole = o.Depth == Deep; !e.whole && !targets {
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
	read = DeepReading{len(e.requests), time.Since(begun)}
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

// Drivers gives the words of a sentence whose leaving out changes its log-odds towards a
// target most, largest absolute change first, at most five; stop words are not named. Of
// several places that name the target it takes the one whose probabilities are nearest to p.
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
	for i, q := range e.reader.Score(nil, places) {
		distance := 0.0
		for k := range q {
			distance += math.Abs(q[k] - p[k])
		}
		if distance < least {
			nearest, least = i, distance
		}
	}
	var out []Driver
	skip := func(word string) bool { return x.empty[tokenize.Term(word)] }
	for _, d := range e.reader.Explain(places[nearest], maxDrivers, skip) {
		out = append(out, Driver{d.Term, d.Change})
	}
	return out
}

// complete enters the answers to the open questions of a score.
func (e *deepScorer) complete(s *Score) {
	whole := 0
	for _, q := range s.open {
		p := [Classes]float64(e.probabilities[e.places[q.Request]])
		if q.mention != asWhole {
			s.Mentions[q.mention].Call(p, e.model.Band)
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
		s.Label = s.Counts.Label()
	}
}
