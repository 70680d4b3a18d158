package page

import (
	"fmt"
	"html/template"
	"strings"
	"time"

	xlanguage "golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/message"

	"leitmotif/reports/page/phrases"
)

// tongue is a language that the page can be written in. The forms of numbers and the
// names of languages come from the CLDR, as golang.org/x/text has them; it has none of
// dates, so that the names of the months stand here, spelt as in the CLDR.
type tongue struct {
	tag     xlanguage.Tag
	phrases phrases.Phrases
	months  [12]string // within a date
	short   [12]string // the same, abbreviated
	ordinal string     // follows the number of a day
}

// english and german are the languages of the page.
func english() tongue {
	return tongue{
		tag: xlanguage.English, phrases: phrases.English(),
		months: [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		short:  [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	}
}

func german() tongue {
	return tongue{
		tag: xlanguage.German, phrases: phrases.German(), ordinal: ".",
		months: [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
		short:  [12]string{"Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."},
	}
}

// words writes in a tongue. The first fault stays in err, as in a bufio.Writer, so that
// a template need not stop for each.
type words struct {
	tongue
	printer *message.Printer
	names   display.Namer
	netBand float64 // as in Method
	err     error
}

// newWords gives the words of a language by its ISO 639-1 code.
func newWords(code string) (*words, error) {
	for _, t := range []tongue{english(), german()} {
		if t.tag.String() == code {
			return &words{tongue: t, printer: message.NewPrinter(t.tag), names: display.Languages(t.tag)}, nil
		}
	}
	return nil, fmt.Errorf("the page is not written in %q", code)
}

// fail keeps the first fault.
func (w *words) fail(format string, args ...any) string {
	if w.err == nil {
		w.err = fmt.Errorf(format, args...)
	}
	return ""
}

// fill puts values into a phrase; pairs are names and values in turn. escape makes
// strings fit for where the phrase goes. An unknown phrase and one that names a value
// which is not given are faults.
func (w *words) fill(key string, escape func(any) string, pairs []any) string {
	phrase, ok := w.phrases[key]
	if !ok {
		return w.fail("no wording for %q", key)
	}
	values := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		values[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(phrase, "{")
		b.WriteString(escape(before))
		if !found {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		name, choice, chooses := strings.Cut(name, "?")
		v, ok := values[name]
		switch {
		case !ok:
			return w.fail("wording %q: no value for %q", key, name)
		case chooses:
			one, many, _ := strings.Cut(choice, "|")
			if v == 1 || v == int64(1) {
				many = one
			}
			b.WriteString(escape(many))
		default:
			b.WriteString(escape(v))
		}
		phrase = after
	}
}

// say is a phrase as HTML: strings are escaped, template.HTML goes in as it is.
func (w *words) say(key string, pairs ...any) template.HTML {
	return template.HTML(w.fill(key, func(v any) string {
		if h, ok := v.(template.HTML); ok {
			return string(h)
		}
		return template.HTMLEscapeString(w.textOf(v))
	}, pairs))
}

// tell is a phrase as plain text, for attributes.
func (w *words) tell(key string, pairs ...any) string { return w.fill(key, w.textOf, pairs) }

func (w *words) textOf(v any) string {
	switch v := v.(type) {
	case int, int64:
		return w.number(v)
	case string:
		return v
	default:
		return fmt.Sprint(v)
	}
}

// languageName is the name of a language by its ISO 639-1 code.
func (w *words) languageName(code string) string {
	if code == "" {
		return w.tell("data.unknown")
	}
	if tag, err := xlanguage.Parse(code); err == nil {
		if name := w.names.Name(tag); name != "" {
			return name
		}
	}
	return strings.ToUpper(code)
}

// reason words a reason as the tables and the manifest spell it: no_text, low_coverage.
// One that the page has no wording for is shown as it is.
func (w *words) reason(name string) string {
	least := 0
	if _, err := fmt.Sscanf(name, "fewer than %d articles", &least); err == nil {
		return w.tell("reason.few", "n", least)
	}
	if text, ok := w.phrases["reason."+name]; ok {
		return text
	}
	return strings.ReplaceAll(name, "_", " ")
}

// sign is the mark that stands for a tone beside its colour.
func sign(tone string) string {
	switch tone {
	case "negative":
		return "−"
	case "positive":
		return "+"
	default:
		return "·"
	}
}

// dayMonth writes a day without its year: 14 Sep, 14. Sept.
func (w *words) dayMonth(t time.Time, names [12]string) string {
	return fmt.Sprintf("%d%s %s", t.Day(), w.ordinal, names[t.Month()-1])
}

// date writes a day: 14 Sep 2026, 14. Sept. 2026.
func (w *words) date(t time.Time) string {
	return fmt.Sprintf("%s %d", w.dayMonth(t, w.short), t.Year())
}

// dated writes what is known of a date: 14 Sep 2026, Sep 2026 or 2026.
func (w *words) dated(t time.Time, precision string) string {
	switch precision {
	case "year":
		return fmt.Sprint(t.Year())
	case "month":
		return fmt.Sprintf("%s %d", w.short[t.Month()-1], t.Year())
	}
	return w.date(t)
}

// longDate writes a day in full: 14 September 2026, 14. September 2026.
func (w *words) longDate(t time.Time) string {
	return fmt.Sprintf("%s %d", w.dayMonth(t, w.months), t.Year())
}

// instant writes a time to the minute.
func (w *words) instant(t time.Time) string {
	return w.longDate(t) + t.UTC().Format(", 15:04 UTC")
}

// days writes the days from first to last: "14 September to 22 November 2026".
func (w *words) days(first, last time.Time) string {
	from, to := w.longDate(first), w.longDate(last)
	switch {
	case from == to:
		return w.tell("days.one", "day", to)
	case first.Year() == last.Year():
		from = w.dayMonth(first, w.months)
	}
	return w.tell("days.range", "first", from, "last", to)
}
