package record

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"leitmotif/corpus"
	"leitmotif/corpus/date"
)

// Bounds of what a survey holds.
const (
	lookedFile   = 200    // records of a file that are looked at
	lookedRun    = 20_000 // records of all files
	surveyNames  = 256    // names of a file
	unusedNames  = 1000   // names of all files
	usageFiles   = 10_000 // files that are told of by themselves
	exampleCount = 3      // of each name
	exampleRunes = 80     // of each example
)

// Survey collects what became of the names in the inputs: which fed a field, and what those
// that fed none look like. It looks at the first records of each file, or at all. Where it
// is nil the methods that readers call do nothing.
type Survey struct {
	all    bool
	looked int // records of all files
	file   string
	now    usage
	usages []Usage
	unused map[string]*corpus.Unused
}

// NewSurvey looks at the first 200 records of each file, or at all records.
func NewSurvey(all bool) *Survey {
	s := &Survey{all: all}
	s.Reset()
	return s
}

// Reset forgets what was seen.
func (s *Survey) Reset() { *s = Survey{all: s.all, unused: make(map[string]*corpus.Unused)} }

// Usage says what became of the names in one file.
type Usage struct {
	File    string // its Origin.File
	Records int    // looked at
	Used    []Used
	Unused  []corpus.Unused
}

// Used is a name that fed a field.
type Used struct {
	Field    Field
	Name     string
	Records  int // that took the field from it
	Examples []string
}

// usage is what is known of the file that is being read.
type usage struct {
	records int
	used    map[usedKey]*Used
	unknown map[string]*look
}

type usedKey struct {
	field Field
	name  string
}

// look is what the values of an unused name have in common.
type look struct {
	values, dates, running, bytes int
	long                          bool // one is longer than the name of an outlet
	distinct                      map[string]bool
	examples                      []string
}

// Open begins a file, and ends the one before.
func (s *Survey) Open(file string) {
	if s == nil {
		return
	}
	s.close()
	s.file = file
	s.now = usage{used: make(map[usedKey]*Used), unknown: make(map[string]*look)}
}

// Looking tells whether the next record is to be looked at.
func (s *Survey) Looking() bool {
	return s != nil && (s.all || s.now.records < lookedFile && s.looked < lookedRun) && s.now.used != nil
}

// record counts the names that fed the fields of a record.
func (s *Survey) record(v *Values) {
	if s == nil {
		return
	}
	s.looked++
	s.now.records++
	for f, name := range v.names {
		if name == "" {
			continue
		}
		key := usedKey{Field(f), name}
		u := s.now.used[key]
		if u == nil {
			if len(s.now.used) == surveyNames {
				continue
			}
			u = &Used{Field: Field(f), Name: corpus.Shorten(name, longestName)}
			s.now.used[key] = u
		}
		u.Records++
		u.Examples = addExample(u.Examples, v.Of[f])
	}
}

// Unknown hears of the value under a name that is no field's.
func (s *Survey) Unknown(name, value string) {
	if s == nil || name == "" || Absent(value) {
		return
	}
	l := s.now.unknown[name]
	if l == nil {
		if len(s.now.unknown) == surveyNames {
			return
		}
		l = &look{distinct: make(map[string]bool)}
		s.now.unknown[name] = l
	}
	const parsed = 10 // values without a date among them, after which no date is looked for
	if l.values++; (l.dates > 0 || l.values <= parsed) && looksLikeDate(name, value) {
		l.dates++
	}
	if strings.Count(value, " ") >= 10 {
		l.running++
	}
	const outlet = 40 // bytes of the longest name
	l.bytes += len(value)
	l.long = l.long || len(value) > outlet || !strings.ContainsFunc(value, unicode.IsLetter)
	if !l.long && len(l.distinct) < lookedFile {
		l.distinct[value] = true
	}
	l.examples = addExample(l.examples, value)
}

// looksLikeDate tells whether a value is a date. A number is one only where its name speaks
// of time: ids have as many digits.
func looksLikeDate(name, value string) bool {
	const shortest, longest = 6, 40 // bytes
	if len(value) < shortest || len(value) > longest || !strings.ContainsAny(value, "0123456789") {
		return false
	}
	if strings.Trim(value, "-.0123456789") == "" && len(strings.FieldsFunc(value, func(r rune) bool { return r == '-' || r == '.' })) < 3 {
		plain := Plain(name)
		if !slices.ContainsFunc([]string{"date", "datum", "time", "zeit"}, func(word string) bool { return strings.Contains(plain, word) }) {
			return false
		}
	}
	_, ok := date.Parse(value)
	return ok
}

// sections are names under which few short values stand that are no outlets, as Plain leaves
// them.
var sections = map[string]bool{"category": true, "categories": true, "section": true, "sectionname": true, "ressort": true,
	"rubrik": true, "kategorie": true, "country": true, "sourcecountry": true, "land": true, "region": true, "subregion": true,
	"state": true, "city": true, "type": true, "typ": true, "mediatype": true, "sentiment": true, "label": true, "status": true,
	"tags": true, "tag": true, "keywords": true, "topic": true, "topics": true, "context": true, "thema": true, "subject": true, "page": true}

// looks are the fields that values can look like, those without which an article says least
// first.
var looks = []string{targets[Text], targets[Date], targets[Source], ""}

// looks tells which field the values look like, "" for none.
func (l *look) looks(name string, u *usage) string {
	const enough = 0.8 // of the values
	n := float64(l.values)
	switch {
	case float64(l.dates) >= enough*n:
		return targets[Date]
	case float64(l.running) >= enough*n && l.bytes > 200*l.values:
		return targets[Text]
	}
	for key := range u.used {
		if key.field == Source {
			return ""
		}
	}
	const least = 5 // values
	if !l.long && l.values >= least && 2*l.values >= u.records && 3*len(l.distinct) <= l.values && !sections[Plain(name[strings.LastIndexByte(name, '.')+1:])] {
		return targets[Source]
	}
	return ""
}

// close ends the file that is being read.
func (s *Survey) close() {
	if s.now.records == 0 {
		s.now = usage{}
		return
	}
	u := Usage{File: s.file, Records: s.now.records}
	for _, used := range s.now.used {
		u.Used = append(u.Used, *used)
	}
	slices.SortFunc(u.Used, func(a, b Used) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(b.Records, a.Records), strings.Compare(a.Name, b.Name))
	})
	for name, l := range s.now.unknown {
		u.Unused = append(u.Unused, corpus.Unused{Name: corpus.Shorten(name, longestName), Looks: l.looks(name, &s.now), File: s.file, Files: 1, Examples: l.examples})
	}
	sortUnused(u.Unused)
	for _, one := range u.Unused {
		s.add(one)
	}
	if s.all && len(s.usages) < usageFiles {
		s.usages = append(s.usages, u)
	}
	s.now = usage{}
}

// add sums up an unused name that looks like a field over the files.
func (s *Survey) add(one corpus.Unused) {
	if one.Looks == "" {
		return
	}
	key := one.Looks + " " + one.Name
	if known := s.unused[key]; known != nil {
		known.Files++
	} else if len(s.unused) < unusedNames {
		s.unused[key] = &one
	}
}

func sortUnused(list []corpus.Unused) {
	slices.SortFunc(list, func(a, b corpus.Unused) int {
		return cmp.Or(cmp.Compare(slices.Index(looks, a.Looks), slices.Index(looks, b.Looks)), cmp.Compare(b.Files, a.Files), strings.Compare(a.Name, b.Name))
	})
}

// Unused gives the names that fed no field though they look like one, over all files: texts
// first, then dates, then outlets.
func (s *Survey) Unused() []corpus.Unused {
	s.close()
	var list []corpus.Unused
	for _, one := range s.unused {
		list = append(list, *one)
	}
	sortUnused(list)
	return list
}

// Usages gives what became of the names, file by file in the order of reading, where all
// records were looked at.
func (s *Survey) Usages() []Usage {
	s.close()
	return s.usages
}

// addExample adds a value to the examples of a name, each once.
func addExample(examples []string, value string) []string {
	if len(examples) == exampleCount {
		return examples
	}
	if cut := exampleRunes * utf8.UTFMax; len(value) > cut {
		value = strings.ToValidUTF8(value[:cut], "")
	}
	value = corpus.Shorten(strings.Join(strings.Fields(value), " "), exampleRunes)
	if value == "" || slices.Contains(examples, value) {
		return examples
	}
	return append(examples, value)
}
