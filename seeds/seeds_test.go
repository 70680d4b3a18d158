package seeds

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

const (
	jsonlFile   = "de/articles-nordlicht.jsonl"
	csvFile     = "de/rheinkurier.csv"
	tsvFile     = "de/boersenbote.tsv"
	archiveFile = "de/nordlicht-archiv.json"
	feedFile    = "de/alpenblatt/feed.xml"
	latinFile   = "de/pages/nachts-am-streikposten.txt"

	brokenLine     = 15 // of jsonlFile, counted from 1
	impossibleDate = "31.11.2026 05:45"
)

// The ten weeks of the corpus, in the time of the outlets.
var (
	cest      = time.FixedZone("CEST", 2*3600)
	cet       = time.FixedZone("CET", 3600)
	firstDay  = time.Date(2026, 8, 31, 0, 0, 0, 0, cest)
	dayBeyond = time.Date(2026, 11, 9, 0, 0, 0, 0, cet)
)

// record is what the tests need to know of an article.
type record struct{ ID, Title, Text, Date string }

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := fs.ReadFile(Demo(), name)
	if err != nil {
		t.Fatalf("read demonstration corpus: %v", err)
	}
	return data
}

// walk calls visit for every file of the corpus, in the order of the names.
func walk(t *testing.T, visit func(name string, data []byte)) {
	t.Helper()
	err := fs.WalkDir(Demo(), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			visit(name, read(t, name))
		}
		return err
	})
	if err != nil {
		t.Fatalf("walk demonstration corpus: %v", err)
	}
}

func jsonlRecords(t *testing.T) []record {
	t.Helper()
	var records []record
	for i, line := range bytes.Split(bytes.TrimSpace(read(t, jsonlFile)), []byte("\n")) {
		var r record
		err := json.Unmarshal(line, &r)
		switch {
		case i+1 == brokenLine && err == nil:
			t.Errorf("%s line %d: want the planted fault, got a whole record", jsonlFile, i+1)
		case i+1 != brokenLine && err != nil:
			t.Errorf("%s line %d: %v", jsonlFile, i+1, err)
		case err == nil:
			records = append(records, r)
		}
	}
	return records
}

// tableRecords reads a table; columns names the columns of ID, Title, Text and Date.
func tableRecords(t *testing.T, name string, comma rune, columns [4]string) []record {
	t.Helper()
	reader := csv.NewReader(bytes.NewReader(read(t, name)))
	reader.Comma = comma
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatalf("read %s: %v", name, err)
	}
	at := make(map[string]int)
	for i, column := range rows[0] {
		at[column] = i
	}
	var records []record
	for _, row := range rows[1:] {
		field := func(i int) string { return row[at[columns[i]]] }
		records = append(records, record{field(0), field(1), field(2), field(3)})
	}
	return records
}

func archiveRecords(t *testing.T) []record {
	t.Helper()
	var entries []struct {
		ID, Title, Content string
		PublishedAt        string `json:"published_at"`
	}
	if err := json.Unmarshal(read(t, archiveFile), &entries); err != nil {
		t.Fatalf("read %s: %v", archiveFile, err)
	}
	var records []record
	for _, e := range entries {
		records = append(records, record{e.ID, e.Title, e.Content, e.PublishedAt})
	}
	return records
}

var tag = regexp.MustCompile(`<[^>]*>`)

func feedRecords(t *testing.T) []record {
	t.Helper()
	var feed struct {
		Items []struct {
			GUID    string `xml:"guid"`
			Title   string `xml:"title"`
			Date    string `xml:"pubDate"`
			Content string `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
		} `xml:"channel>item"`
	}
	if err := xml.Unmarshal(read(t, feedFile), &feed); err != nil {
		t.Fatalf("read %s: %v", feedFile, err)
	}
	entities := strings.NewReplacer("&raquo;", "»", "&laquo;", "«", "&uuml;", "ü", "&amp;", "&")
	var records []record
	for _, item := range feed.Items {
		body, _, found := strings.Cut(item.Content, "\n<p>Der Beitrag ")
		if !found {
			t.Errorf("%s %s: no closing line of the outlet", feedFile, item.GUID)
		}
		text := strings.ReplaceAll(body, "</p>\n<p>", "\n\n")
		text = entities.Replace(tag.ReplaceAllString(text, ""))
		records = append(records, record{item.GUID, item.Title, text, item.Date})
	}
	return records
}

// tabular returns the records of the five German files that hold many articles.
func tabular(t *testing.T) map[string][]record {
	t.Helper()
	return map[string][]record{
		jsonlFile:   jsonlRecords(t),
		csvFile:     tableRecords(t, csvFile, ',', [4]string{"id", "headline", "body", "published"}),
		tsvFile:     tableRecords(t, tsvFile, '\t', [4]string{"id", "title", "text", "date"}),
		archiveFile: archiveRecords(t),
		feedFile:    feedRecords(t),
	}
}

// wordsOf splits a text into lower-case words of letters and digits.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// runs returns every run of n consecutive words of the text.
func runs(text string, n int) map[string]bool {
	set := make(map[string]bool)
	w := wordsOf(text)
	for i := 0; i+n <= len(w); i++ {
		set[strings.Join(w[i:i+n], " ")] = true
	}
	return set
}

func TestFilesByForm(t *testing.T) {
	want := map[string]map[string]int{
		"de": {".jsonl": 1, ".csv": 1, ".tsv": 1, ".json": 1, ".xml": 1, ".html": 5, ".txt": 4, ".md": 3},
		"en": {".jsonl": 1, ".csv": 1, ".tsv": 1, ".json": 1, ".xml": 1, ".html": 5, ".txt": 4, ".md": 4},
	}
	got := map[string]map[string]int{"de": {}, "en": {}}
	walk(t, func(name string, data []byte) {
		half, _, _ := strings.Cut(name, "/")
		if got[half] == nil {
			t.Fatalf("%s lies outside the folders de and en", name)
		}
		got[half][path.Ext(name)]++
	})
	for half := range want {
		if !maps.Equal(got[half], want[half]) {
			t.Errorf("files in %s by form: got %v, want %v", half, got[half], want[half])
		}
	}
}

func TestEnglishFaults(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(string(read(t, "en/northgate.jsonl"))), "\n")
	if len(lines) != 22 || !strings.Contains(lines[8], `"date": "2026-09-31"`) {
		t.Errorf("northgate.jsonl: %d lines, want 22 with the impossible date in line 9", len(lines))
	}
	rows := tableRecords(t, "en/gazette.csv", ',', [4]string{"id", "headline", "body", "published_at"})
	if len(rows) != 18 || rows[9].Text != "" {
		t.Errorf("gazette.csv: %d rows, want 18 with an empty text in row 10", len(rows))
	}
}

func TestRecordsPerFile(t *testing.T) {
	want := map[string]int{jsonlFile: 24, csvFile: 16, tsvFile: 7, archiveFile: 6, feedFile: 13}
	total := 5 + 4 + 3 // HTML pages, text pages, notes: one article each
	ids, titles := make(map[string]bool), make(map[string]bool)
	for name, records := range tabular(t) {
		if len(records) != want[name] {
			t.Errorf("%s: got %d records, want %d", name, len(records), want[name])
		}
		total += len(records)
		for _, r := range records {
			if ids[r.ID] || titles[r.Title] {
				t.Errorf("%s: %s %q occurs twice", name, r.ID, r.Title)
			}
			ids[r.ID], titles[r.Title] = true, true
			if n := len(wordsOf(r.Text)); n < 80 || n > 250 {
				t.Errorf("%s %s: %d words, want 80 to 250", name, r.ID, n)
			}
		}
	}
	if total != 78 {
		t.Errorf("German articles: got %d, want 70 stories and 8 copies", total)
	}
}

func TestDatesLieInTenWeeks(t *testing.T) {
	layouts := map[string]string{
		jsonlFile: time.RFC3339, csvFile: "02.01.2006 15:04", tsvFile: time.RFC3339,
		archiveFile: time.RFC3339, feedFile: time.RFC1123Z,
	}
	impossible := 0
	for name, records := range tabular(t) {
		for _, r := range records {
			if r.Date == impossibleDate {
				impossible++
				continue
			}
			date, err := time.ParseInLocation(layouts[name], r.Date, cest)
			if err != nil {
				t.Errorf("%s %s: %v", name, r.ID, err)
				continue
			}
			if date.Before(firstDay) || !date.Before(dayBeyond) {
				t.Errorf("%s %s: %v is outside the ten weeks", name, r.ID, date)
			}
		}
	}
	if impossible != 1 {
		t.Errorf("articles dated %s: got %d, want 1", impossibleDate, impossible)
	}
}

func TestEncodings(t *testing.T) {
	walk(t, func(name string, data []byte) {
		if len(data) == 0 {
			t.Errorf("%s is empty", name)
		}
		if strings.HasPrefix(name, "de/") && utf8.Valid(data) == (name == latinFile) {
			t.Errorf("%s: valid UTF-8 = %v", name, utf8.Valid(data))
		}
	})
	// 0x84 and 0x93 are the German quotation marks of Windows-1252; in ISO 8859-1 they are control characters.
	if data := read(t, latinFile); bytes.IndexByte(data, 0x84) < 0 || bytes.IndexByte(data, 0x93) < 0 {
		t.Errorf("%s is not in Windows-1252", latinFile)
	}
}

func TestCopies(t *testing.T) {
	byID := make(map[string]record)
	for _, records := range tabular(t) {
		for _, r := range records {
			byID[r.ID] = r
		}
	}
	tests := []struct {
		original, copy string
		exact          bool
	}{
		{"bb-1007-1", "nz-2026-1007-02", false},
		{"bb-1007-1", "RK-4385", false},
		{"nz-2026-1009-01", "RK-4410", false},
		{"nz-2026-1009-01", "ab-feed-1009b", false},
		{"nz-2026-1002-01", "RK-4332", false},
		{"nz-2026-1002-01", "ab-feed-1002", false},
		{"bb-0910-1", "RK-4150", true},
		{"nz-2026-0927-01", "ab-feed-0927", true},
	}
	for _, test := range tests {
		original, ok1 := byID[test.original]
		twin, ok2 := byID[test.copy]
		if !ok1 || !ok2 {
			t.Errorf("%s or %s is missing", test.original, test.copy)
			continue
		}
		a, b := strings.Join(wordsOf(original.Text), " "), strings.Join(wordsOf(twin.Text), " ")
		if (a == b) != test.exact {
			t.Errorf("%s and %s: same words = %v, want %v", original.ID, twin.ID, a == b, test.exact)
		}
		if original.Title == twin.Title {
			t.Errorf("%s and %s share the title %q", original.ID, twin.ID, twin.Title)
		}
		source, copied, shared := runs(original.Text, 3), runs(twin.Text, 3), 0
		for run := range copied {
			if source[run] {
				shared++
			}
		}
		if share := float64(shared) / float64(len(copied)); share < 0.9 {
			t.Errorf("%s holds %.2f of the three-word runs of %s, want 0.9 or more", original.ID, share, twin.ID)
		}
	}
}

func TestPagesWearTheirWebsite(t *testing.T) {
	chrome := []string{`<nav aria-label="Hauptmenü">`, `id="cookie-hinweis"`, `class="teilen"`, "<figcaption>",
		"Mehr zum Thema", "<h3>Kommentar schreiben</h3>", `<footer class="fuss">`}
	walk(t, func(name string, data []byte) {
		if !strings.HasPrefix(name, "de/") || path.Ext(name) != ".html" {
			return
		}
		for _, part := range chrome {
			if !bytes.Contains(data, []byte(part)) {
				t.Errorf("%s lacks %q", name, part)
			}
		}
	})
	title := "Stille Reise, lautes Echo: OpenAI sucht in Taiwan Partner für den eigenen KI-Chip"
	if n := strings.Count(string(read(t, "de/pages/ki-chip-reise-taiwan.txt")), title); n != 4 {
		t.Errorf("the messy text page names its title %d times, want 4 (one in the breadcrumb)", n)
	}
}

// TestWrittenForThisCorpus holds that no run of eight words stands in the sample
// texts that the corpus was modelled on. They are not part of the module.
func TestWrittenForThisCorpus(t *testing.T) {
	data := os.Getenv("LEITMOTIF_DATA")
	if data == "" {
		data = filepath.Join("..", "..", "shared", "data")
	}
	names, err := filepath.Glob(filepath.Join(data, "seed", "*.txt"))
	if err != nil || len(names) == 0 {
		t.Skipf("no sample texts below %s (set LEITMOTIF_DATA): %v", data, err)
	}
	foreign := make(map[string]bool)
	for _, name := range names {
		text, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrPermission) {
			t.Skipf("read sample text: %v", err)
		}
		if err != nil {
			t.Fatalf("read sample text: %v", err)
		}
		for run := range runs(string(text), 8) {
			foreign[run] = true
		}
	}
	walk(t, func(name string, data []byte) {
		for run := range runs(string(data), 8) {
			if foreign[run] {
				t.Errorf("%s shares %q with a sample text", name, run)
			}
		}
	})
}
