package record

import (
	"cmp"
	"net/url"
	"strings"
	"time"

	"leitmotif/corpus"
	"leitmotif/corpus/date"
	"leitmotif/corpus/input"
)

// Values are the fields of one record, as text.
type Values struct {
	Of [Count]string
	// Named tells that the record has a field for its text, be it empty.
	Named bool
	// Excerpt tells that the text is a part of the article's, or sums it up.
	Excerpt bool

	clock    string // the time of the day, where it stands apart from the date
	dayFirst bool   // a date in numbers begins with the day
	rank     [Count]int
	names    *[Count]string // that the fields were found under, where a survey is to know
	survey   *Survey        // that looks at the record; nil where none does
}

// Values begins a record.
func (n *Names) Values() Values {
	if n.survey.Looking() {
		return Values{survey: n.survey, names: new([Count]string)}
	}
	return Values{}
}

// Beside begins a part of the record of v.
func (v *Values) Beside() Values {
	if v.survey == nil {
		return Values{}
	}
	return Values{survey: v.survey, names: new([Count]string)}
}

// Before tells whether v has its text under a better name than w.
func (v *Values) Before(w *Values) bool { return v.rank[Text] < w.rank[Text] }

// Reject hands over that there is no article in the record, and why.
func (v *Values) Reject(o corpus.Origin, reason corpus.Reason, detail string, st *input.Stream) bool {
	v.survey.record(v)
	return st.Reject(o, reason, detail)
}

// Watched gives the survey that looks at the record; nil where none does.
func (v *Values) Watched() *Survey { return v.survey }

// FedBy tells whether a field of a record that is looked at was found under a name.
func (v *Values) FedBy(f Field, name string) bool { return v.names != nil && v.names[f] == name }

// HasText tells whether there is more than white space in the text.
func (v *Values) HasText() bool { return strings.TrimSpace(v.Of[Text]) != "" }

// Wants tells whether what stands under a name would count for its field.
func (v *Values) Wants(s Slot) bool { return v.better(s) || s.Clock && v.clock == "" }

// better tells whether the record has nothing for a field, or has it under a worse name.
func (v *Values) better(s Slot) bool { return v.Of[s.Field] == "" || s.Rank < v.rank[s.Field] }

// Take takes text for a field, unless the record has it under a better name, and tells
// whether it did so as it is. Whole values that say that there is none ("NaN", "NULL", "-") are not
// taken, nor is a number for an author: it is the key of one. An address in the place of an
// outlet is the address of the article, and its host stands for the outlet where nothing
// else does; a name in the place of an address (RFC 8141) is the id where nothing else is. A time
// of day goes with the date.
func (v *Values) Take(s Slot, text, name string) bool {
	trimmed := strings.TrimSpace(text)
	if Absent(trimmed) {
		return false
	}
	if s.Clock && v.clock == "" && isClock(trimmed) {
		v.clock = trimmed
		return false
	}
	if !v.better(s) {
		return false
	}
	switch s.Field {
	case Text:
		v.Excerpt = s.Excerpt
	case Author:
		if text = listed(trimmed); text == "" || strings.Trim(text, "0123456789, ") == "" {
			return false
		}
	case ID:
		text = withoutFraction(trimmed)
	case Date:
		if s.UTC && lacksZone(trimmed) {
			text = trimmed + "Z"
		}
	case URL:
		if urn := "urn:"; len(trimmed) > len(urn) && strings.EqualFold(trimmed[:len(urn)], urn) {
			v.set(Slot{Field: ID, Rank: s.Rank + lastRank}, trimmed, name)
			return false
		}
	case Source:
		if host := hostOf(trimmed); host != "" {
			v.Take(Slot{Field: URL, Rank: s.Rank + lastRank}, trimmed, name)
			v.set(Slot{Field: Source, Rank: s.Rank + lastRank}, host, name)
			return false
		}
	}
	return v.set(s, text, name)
}

// lastRank is behind every name.
const lastRank = 10_000

func (v *Values) set(s Slot, text, name string) bool {
	if !v.better(s) {
		return false
	}
	v.Of[s.Field], v.rank[s.Field] = text, s.Rank
	if s.Field == Date {
		v.dayFirst = s.DayFirst
	}
	if v.names != nil {
		v.names[s.Field] = name
	}
	return true
}

// Fill takes from the record w what v lacks, and its text where v has no more than an
// excerpt and w has the whole.
func (v *Values) Fill(w *Values) {
	if v.Of[Date] == "" {
		v.clock = w.clock
	}
	for f := range w.Of {
		if w.Of[f] == "" || v.Of[f] != "" && !(Field(f) == Text && v.Excerpt && !w.Excerpt) {
			continue
		}
		v.Of[f], v.rank[f] = w.Of[f], w.rank[f]
		if v.names != nil {
			v.names[f] = ""
			if w.names != nil {
				v.names[f] = w.names[f]
			}
		}
		if Field(f) == Text {
			v.Excerpt = w.Excerpt
		}
	}
	v.Named = v.Named || w.Named
}

// absent are the values by which programs say that there is none, in lower case.
var absent = map[string]bool{"nan": true, "nat": true, "none": true, "null": true, "nil": true, "n/a": true, "#n/a": true,
	"<na>": true, "(null)": true, "undefined": true, "-": true, "--": true, "–": true, "—": true, `\n`: true, "[]": true, "{}": true,
	"k.a.": true, "k. a.": true}

// Absent tells whether a whole value, without white space around it, says that there is
// none. Two letters are taken for that in capitals alone, as R writes them.
func Absent(value string) bool {
	const longest = len("undefined")
	switch {
	case value == "":
		return true
	case len(value) > longest || 'a' <= value[0] && value[0] <= 'j' || 'A' <= value[0] && value[0] <= 'J' || '0' <= value[0] && value[0] <= '9':
		return false
	}
	return value == "NA" || absent[strings.ToLower(value)]
}

// listed gives the elements of a list that Python wrote into a cell ("['A. Bee', 'C. Dee']")
// as other lists are given, and anything else as it is.
func listed(s string) string {
	if !strings.HasPrefix(s, "[") || !strings.HasSuffix(s, "]") {
		return s
	}
	var parts []string
	for part := range strings.SplitSeq(s[1:len(s)-1], ",") {
		if part = strings.Trim(part, ` '"`); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// isNumber tells whether s is a whole number.
func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// withoutFraction gives a whole number that a program wrote as a decimal ("17.0") as such.
func withoutFraction(id string) string {
	if whole, fraction, decimal := strings.Cut(id, "."); decimal && isNumber(whole) && strings.Trim(fraction, "0") == "" {
		return whole
	}
	return id
}

// lacksZone tells whether a date ends in a clock: "2025-03-03T14:05:00".
func lacksZone(date string) bool {
	_, clock, timed := strings.Cut(strings.Replace(date, " ", "T", 1), "T")
	return timed && strings.Contains(clock, ":") && strings.Trim(clock, "0123456789:.") == ""
}

// isClock tells whether s is a time of day and no more: "14:05", "2.05 pm", "14 Uhr".
func isClock(s string) bool {
	const longest = 20 // bytes
	if s == "" || len(s) > longest || s[0] < '0' || s[0] > '9' || !strings.ContainsAny(s, ":.uUmM") {
		return false
	}
	_, ok := date.Parse("2000-01-02 " + s)
	_, whole := date.Parse(s)
	return ok && !whole
}

// date gives when the record is of as written, with the time of the day where that stands apart.
func (v *Values) date() string {
	given := v.Of[Date]
	if v.dayFirst {
		given = dotted(input.Line(given))
	}
	if v.clock == "" || given == "" {
		return cmp.Or(given, v.clock)
	}
	if d, ok := date.ParseField(input.Line(given)); ok && d.Precision == corpus.Day {
		return d.Time.Format(time.DateOnly) + " " + v.clock
	}
	return given
}

// hostOf gives the host of an address without a leading "www."; "" where s is none.
func hostOf(s string) string {
	if !strings.HasPrefix(s, "http://") && !strings.HasPrefix(s, "https://") || strings.ContainsAny(s, " \n") {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	return input.Text([]byte(strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")))
}

// HeadlineAlone tells whether a record without a field for a text is one of those that give
// an article by its headline: it has an address or a date beside it.
func (v *Values) HeadlineAlone() bool {
	return !v.Named && strings.TrimSpace(v.Of[Title]) != "" && (v.Of[URL] != "" || v.Of[Date] != "")
}

// LineOf gives b as text on one line.
func LineOf(b []byte) string { return input.Line(input.Text(b)) }
