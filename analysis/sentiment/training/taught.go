package training

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"unicode/utf8"

	"leitmotif/analysis/sentiment"
)

// Taught is a sentence whose tone somebody else judged: another model, or the grammar of
// phrases.
type Taught struct {
	Text string
	// Start and End are the half-open byte range of the target; equal where there is none.
	Start, End    int
	Probabilities [sentiment.Classes]float64 // they sum to 1
	Weight        float64                    // of one labelled example is 1; 0 means that of the recipe
	Towards       bool                       // they are those of the tone towards the target alone
}

// ParseTaught reads a sentence that another model has judged: a JSON object with its text, the
// probabilities p of negative, neutral and positive, and where they are those of the tone
// towards a target the half-open range of that, start and end, in characters.
func ParseTaught(line []byte) (Taught, error) {
	var x struct {
		Text       string
		Start, End int
		P          []float64
	}
	if err := json.Unmarshal(line, &x); err != nil {
		return Taught{}, err
	}
	if len(x.P) != sentiment.Classes {
		return Taught{}, fmt.Errorf("p holds %d probabilities, not %d", len(x.P), sentiment.Classes)
	}
	if x.Text == "" {
		return Taught{}, errors.New("there is no text")
	}
	if n := utf8.RuneCountInString(x.Text); x.Start < 0 || x.End < x.Start || x.End > n {
		return Taught{}, fmt.Errorf("a target from %d to %d in a text of %d characters", x.Start, x.End, n)
	}
	out := Taught{Text: x.Text, Probabilities: [sentiment.Classes]float64(x.P), Towards: x.Start < x.End}
	sum := 0.0
	for _, p := range x.P {
		if p < 0 {
			return Taught{}, errors.New("a probability is negative")
		}
		sum += p
	}
	if math.Abs(sum-1) > 0.01 {
		return Taught{}, fmt.Errorf("the probabilities sum to %v, not to 1", sum)
	}
	for k := range out.Probabilities {
		out.Probabilities[k] /= sum
	}
	if out.Towards {
		out.Start, out.End = byteOf(x.Text, x.Start), byteOf(x.Text, x.End)
	}
	return out, nil
}

// byteOf turns an offset in characters into one in bytes, within the text.
func byteOf(text string, characters int) int {
	for at := range text {
		if characters <= 0 {
			return at
		}
		characters--
	}
	return len(text)
}
