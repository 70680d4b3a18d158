package training

import (
	"bufio"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"leitmotif/analysis/sentiment"
)

//go:embed phrases/*.txt
var grammars embed.FS

// phraseDoubt is the part of the probability of a phrase that its two other classes share.
const phraseDoubt = 0.1

// phrases gives the sentences of the grammar that was written for a language; none for a
// language without one, or without weight.
func phrases(language string, weight float64) ([]Taught, error) {
	if weight == 0 {
		return nil, nil
	}
	file, err := grammars.Open("phrases/" + language + ".txt")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open the grammar of %s: %w", language, err)
	}
	out, err := parsePhrases(file)
	err = errors.Join(err, file.Close())
	if err != nil {
		return nil, fmt.Errorf("grammar of %s: %w", language, err)
	}
	for i := range out {
		out[i].Weight = weight
	}
	return out, nil
}

// A grammar has lines of two kinds, beside comments that begin with "#". "name = a | b | c"
// lists what may stand in the place of {name}. "negative 40: {who} loses {thing}" is a pattern
// of a class, here for 40 sentences; a place in brackets, [{who}], is the target. Sentence i of
// a pattern takes in each place the item number i + i/period of the list, the period being the
// product of the lengths of the lists before (in the first place i), so that all combinations
// come in turn.
func parsePhrases(r io.Reader) ([]Taught, error) {
	var out []Taught
	lists := make(map[string][]string)
	lines := bufio.NewScanner(r)
	for number := 1; lines.Scan(); number++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if name, items, ok := strings.Cut(line, " = "); ok {
			for item := range strings.SplitSeq(items, "|") {
				lists[name] = append(lists[name], strings.TrimSpace(item))
			}
			continue
		}
		head, pattern, ok := strings.Cut(line, ": ")
		class, count, counted := strings.Cut(head, " ")
		label := slices.Index(sentiment.Names, class)
		n, err := strconv.Atoi(count)
		if !ok || !counted || label < 0 || err != nil {
			return nil, fmt.Errorf("line %d: %q is neither a list nor a pattern", number, line)
		}
		for i := range n {
			x, err := expand(pattern, lists, i)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", number, err)
			}
			for k := range x.Probabilities {
				x.Probabilities[k] = phraseDoubt / (sentiment.Classes - 1)
			}
			x.Probabilities[label] = 1 - phraseDoubt
			out = append(out, x)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read grammar: %w", err)
	}
	return out, nil
}

// expand gives the sentence of a number of a pattern.
func expand(pattern string, lists map[string][]string, number int) (Taught, error) {
	var x Taught
	var b strings.Builder
	period := 0
	for pattern != "" {
		at := strings.IndexAny(pattern, "{[]")
		if at < 0 {
			b.WriteString(pattern)
			break
		}
		b.WriteString(pattern[:at])
		mark := pattern[at]
		pattern = pattern[at+1:]
		switch mark {
		case '[':
			x.Start = b.Len()
		case ']':
			x.End = b.Len()
		default:
			name, rest, ok := strings.Cut(pattern, "}")
			items := lists[name]
			if !ok || len(items) == 0 {
				return x, fmt.Errorf("no list %q", name)
			}
			turn := 0 // how often the lists before have come round
			if period > 0 {
				turn = number / period
			}
			b.WriteString(items[(number+turn)%len(items)])
			period = max(period, 1) * len(items)
			pattern = rest
		}
	}
	x.Text = b.String()
	if first, ok := strings.CutPrefix(x.Text, strings.ToLower(x.Text[:1])); ok {
		x.Text = strings.ToUpper(x.Text[:1]) + first
	}
	return x, nil
}
