package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// softHyphen ends a line whose last word goes on in the next one.
const softHyphen = '\u00ad'

// run is characters next to each other on one line.
type run struct {
	text                     string
	left, bottom, right, top float64 // points, y upwards
}

// size is the height of its largest character, a little over that of the font.
func (r *run) size() float64 { return r.top - r.bottom }

// isBreak tells the characters that PDFium puts where lines end: U+0002 stands for a hyphen
// there, which may be part of the word.
func isBreak(r rune) bool { return r == '\r' || r == '\n' || r == '\x02' || r == softHyphen }

// runsOf joins characters, in the order in which they were written, to runs. Text that is
// turned against most of the page is left out: names of photographers, watermarks.
func runsOf(chars []char) []run {
	upright(chars)
	var j joiner
	space, word, seen := false, false, false // seen tells that the word is not left out
	for _, c := range chars {
		switch {
		case isBreak(c.r):
			if c.r != '\r' && c.r != '\n' && j.text.Len() > 0 {
				j.text.WriteRune(softHyphen)
			}
			j.end()
			space, word = false, false
		case unicode.IsSpace(c.r):
			space, word = true, false
		case !unicode.IsPrint(c.r):
		case c.placed:
			if seen = c.quarter == 0; seen {
				j.add(&c, space, word)
				space = false
			}
			word = true
		case seen && word && j.text.Len() > 0:
			j.text.WriteRune(c.r)
		}
	}
	j.end()
	return j.runs
}

// joiner joins characters to runs.
type joiner struct {
	runs []run
	open run // without its text
	text strings.Builder
}

func (j *joiner) end() {
	if j.text.Len() > 0 {
		j.open.text = umlauts(j.text.String())
		j.runs = append(j.runs, j.open)
		j.text.Reset()
	}
}

// add adds a character to the open run, or begins one where it does not stand beside it. Space
// tells that one was written before it, word that it goes on with a word.
func (j *joiner) add(c *char, space, word bool) {
	size, gap := c.top-c.bottom, c.left-j.open.right
	apart := !sameLine(&j.open, c) || size > 1.7*j.open.size() || 1.7*size < j.open.size()
	if j.text.Len() > 0 && (apart || !word && (gap > 0.9*size || gap < -size)) {
		j.end()
	}
	if j.text.Len() == 0 {
		j.open = run{left: c.left, bottom: c.bottom, right: c.right, top: c.top}
	} else if space || !word && gap > 0.3*size {
		j.text.WriteByte(' ')
	}
	j.text.WriteRune(c.r)
	j.open.left, j.open.right = min(j.open.left, c.left), max(j.open.right, c.right)
	j.open.bottom, j.open.top = min(j.open.bottom, c.bottom), max(j.open.top, c.top)
}

// sameLine tells whether a character stands on the line of a run: they share half the height
// of the lower one.
func sameLine(r *run, c *char) bool {
	shared := min(r.top, c.top) - max(r.bottom, c.bottom)
	return shared >= min(r.size(), c.top-c.bottom)/2
}

// umlauts joins the dots and the letter that typesetting systems print apart.
func umlauts(s string) string {
	if !strings.ContainsRune(s, '\u00a8') {
		return s
	}
	return dots.Replace(s)
}

var dots = strings.NewReplacer("\u00a8a", "ä", "\u00a8o", "ö", "\u00a8u", "ü", "\u00a8A", "Ä", "\u00a8O", "Ö", "\u00a8U", "Ü")

// joinInitials puts initials that are several lines high before the line that they begin.
func joinInitials(runs []run, body float64) []run {
	const most = 50 // of a page
	var gone []int
	for i := range runs {
		initial := &runs[i]
		if initial.size() < 1.8*body || utf8.RuneCountInString(initial.text) > 2 || len(gone) == most {
			continue
		}
		if letter, _ := utf8.DecodeRuneInString(initial.text); !unicode.IsUpper(letter) {
			continue
		}
		first := -1 // the highest line to the right of it
		for k := range runs {
			r := &runs[k]
			if r.size() < 1.3*body && r.left > initial.left && r.left-initial.right < 1.5*body && r.left > initial.right-body &&
				r.bottom > initial.bottom-body && r.top < initial.top+body && (first < 0 || r.top > runs[first].top) {
				first = k
			}
		}
		if first >= 0 {
			runs[first].text = initial.text + runs[first].text
			gone = append(gone, i)
		}
	}
	for _, i := range slices.Backward(gone) {
		runs = slices.Delete(runs, i, i+1)
	}
	return runs
}

// upright turns a page that most of its characters lie on the side of, so that these stand
// upright; the quarter of the others is no longer 0.
func upright(chars []char) {
	var count [4]int
	for _, c := range chars {
		if c.placed && c.quarter >= 0 {
			count[c.quarter]++
		}
	}
	most := 0
	for q, n := range count {
		if n > count[most] {
			most = q
		}
	}
	if most == 0 {
		return
	}
	for i := range chars {
		c := &chars[i]
		if c.placed && c.quarter >= 0 {
			c.quarter = (c.quarter - most) & 3
		}
		switch most {
		case 3:
			c.left, c.bottom, c.right, c.top = c.bottom, -c.right, c.top, -c.left
		case 2:
			c.left, c.bottom, c.right, c.top = -c.right, -c.top, -c.left, -c.bottom
		case 1:
			c.left, c.bottom, c.right, c.top = -c.top, c.left, -c.bottom, c.right
		}
	}
}

// bodySize is the size of most characters, to half a point: that of running text.
func bodySize(runs []run) float64 {
	const sizes = 200 // half points
	var count [sizes]int
	for i := range runs {
		count[max(0, min(sizes-1, int(math.Round(2*runs[i].size()))))] += len(runs[i].text)
	}
	most := 0
	for i, n := range count {
		if n > count[most] {
			most = i
		}
	}
	return float64(most) / 2
}
