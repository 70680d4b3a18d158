package training

import (
	"bufio"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"leitmotif/analysis/tokenize"
)

//go:embed lexicons/*.txt
var ownWords embed.FS

// Lexicon gives words a value, negative for bad ones.
type Lexicon map[string]float64

// OwnWords is the word list that was written for this program, on markets, companies and
// politics; empty for a language without one.
func OwnWords(language string) (Lexicon, error) {
	file, err := ownWords.Open("lexicons/" + language + ".txt")
	if errors.Is(err, fs.ErrNotExist) {
		return Lexicon{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("open the word list of %s: %w", language, err)
	}
	defer file.Close() // of embedded bytes: nothing can be lost
	return ParseLexicon(file)
}

// ParseLexicon reads lines of a value and its words, parted by white space. Lines that
// begin with "#" are comments.
func ParseLexicon(r io.Reader) (Lexicon, error) {
	out := make(Lexicon)
	lines := bufio.NewScanner(r)
	for number := 1; lines.Scan(); number++ {
		fields := strings.Fields(lines.Text())
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		value, err := strconv.ParseFloat(fields[0], 64)
		if err != nil {
			return nil, fmt.Errorf("read lexicon line %d: %w", number, err)
		}
		for _, w := range fields[1:] {
			out[tokenize.Term(w)] = value
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read lexicon: %w", err)
	}
	return out, nil
}

// MergeLexicons averages several lists word by word and gives the words of the last one
// its own values.
func MergeLexicons(averaged []Lexicon, last Lexicon) Lexicon {
	sum, count := make(Lexicon), make(map[string]float64)
	for _, l := range averaged {
		for w, x := range l {
			sum[w] += x
			count[w]++
		}
	}
	for w := range sum {
		sum[w] /= count[w]
	}
	for w, x := range last {
		sum[w] = x
	}
	return sum
}

// ReadPublicLexicon reads a lexicon as published: a JSON object of words, or lines of a
// word, a tab and its value. Phrases and emoticons are left out.
func ReadPublicLexicon(path string) (Lexicon, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read lexicon: %w", err)
	}
	values := make(map[string]float64)
	if strings.HasSuffix(path, ".json") {
		if err := json.Unmarshal(raw, &values); err != nil {
			return nil, fmt.Errorf("read lexicon %s: %w", path, err)
		}
	} else {
		for number, line := range strings.Split(string(raw), "\n") {
			fields := strings.Split(line, "\t")
			if len(fields) < 2 {
				continue
			}
			if values[fields[0]], err = strconv.ParseFloat(fields[1], 64); err != nil {
				return nil, fmt.Errorf("read lexicon %s line %d: %w", path, number+1, err)
			}
		}
	}
	out := make(Lexicon)
	for _, w := range slices.Sorted(maps.Keys(values)) {
		if word := strings.ToLower(w); word != "" && isLetter(word) {
			out[word] = values[w]
		}
	}
	return out, nil
}

// isLetter tells whether a string begins with a letter and holds no white space.
func isLetter(word string) bool {
	first := []rune(word)[0]
	return (first >= 'a' && first <= 'z' || first > 127) && !strings.ContainsAny(word, " \t")
}
