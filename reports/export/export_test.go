package export

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"leitmotif/reports/table"
)

func TestGuard(t *testing.T) {
	for text, want := range map[string]string{
		"":                    "",
		"Deich":               "Deich",
		"'Tis the season":     "'Tis the season",
		"5 - 3 = 2":           "5 - 3 = 2",
		"=1+1":                "'=1+1",
		"+49 30 1":            "'+49 30 1",
		"-5 Grad":             "'-5 Grad",
		"@name":               "'@name",
		"＝1+1":                "'＝1+1",
		"＋1":                  "'＋1",
		"－1":                  "'－1",
		"＠SUM(A1)":            "'＠SUM(A1)",
		"\tx":                 "'\tx",
		"\rx":                 "'\rx",
		"\nx":                 "'\nx",
		"  =1":                "'  =1",
		"\u00a0\u200b\ufeff=": "'\u00a0\u200b\ufeff=",
		"\x00=1":              "'\x00=1",
		"'=1":                 "''=1", // so that taking one away gives it back
		"– Gedankenstrich":    "– Gedankenstrich",
	} {
		if got := Guard(text); got != want {
			t.Errorf("Guard(%q) = %q, want %q", text, got, want)
		}
	}
}

// No guarded text begins like a formula, and the guard can be taken away.
func FuzzGuard(f *testing.F) {
	for _, seed := range []string{"=1", "'=1", " \t'-1", "Deich", "＝", "\xff="} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := Guard(text)
		if got != text && got != "'"+text {
			t.Fatalf("Guard(%q) = %q", text, got)
		}
		if strings.IndexAny(strings.TrimSpace(got), "=+-@＝＋－＠") == 0 || strings.IndexAny(got, "\t\r\n") == 0 {
			t.Errorf("Guard(%q) = %q begins like a formula", text, got)
		}
		if Guard(got) == got && got != text {
			t.Errorf("%q and %q would be told alike", got, text)
		}
	})
}

func TestTexts(t *testing.T) {
	for _, test := range []struct {
		cell any
		want string
	}{
		{nil, ""},
		{true, "true"},
		{int64(-7), "-7"},
		{-0.25, "-0.25"},
		{1e-9, "1e-09"},
		{time.Date(2026, 11, 23, 6, 0, 0, 7_000_000, time.UTC), "2026-11-23T06:00:00.007Z"},
		{[]any{"Deich", "Pegel"}, "Deich; Pegel"},
		{[]any{"Deich", "=1"}, "Deich; '=1"},
		{[]any{"a;b", `c "d"`}, `"a;b"; "c ""d"""`},
		{[]any{[]any{"gut", 1. / 3}, []any{"schlecht", -0.5}}, "gut (0.3333); schlecht (-0.5)"},
		{[]any{int64(3), int64(5)}, "3; 5"},
		{[]any{}, ""},
	} {
		if got := textOf(test.cell); got != test.want {
			t.Errorf("%v as text: %q, want %q", test.cell, got, test.want)
		}
	}
}

func TestValues(t *testing.T) {
	long := strings.Repeat("𝄞", maxCell/2) // two units each: 32,766
	for name, test := range map[string]struct {
		cell      any
		want      any
		complaint string
	}{
		"null":                 {nil, nil, ""},
		"number":               {-0.25, -0.25, ""},
		"integer":              {int64(999_999_999_999_999), int64(999_999_999_999_999), ""},
		"integer of 16 digits": {int64(-1e15 - 1), "-1000000000000001", ""},
		"no number":            {math.NaN(), "NaN", ""},
		"truth value":          {true, true, ""},
		"control character":    {"a\x01b", "a\u2401b", "control characters"},
		"invalid UTF-8":        {"a\xff", "a\ufffd", "control characters"},
		"full cell":            {long + "a", long + "a", ""},
		"too long a text":      {long + "ab", strings.Repeat("𝄞", (maxCell-24)/2) + " [cut, 32768 characters]", "32768 characters"},
	} {
		got, complaint := valueOf(test.cell)
		if !reflect.DeepEqual(got, test.want) || !strings.HasPrefix(complaint, test.complaint) || (complaint == "") != (test.complaint == "") {
			t.Errorf("%s: %.60v, complaint %q", name, got, complaint)
		}
	}
}

// finished is the directory of a run with two articles, one of which is everything
// that a spreadsheet could stumble over, and n trends.
func finished(t *testing.T, trends int) string {
	t.Helper()
	score := -0.125
	set := &table.Set{
		ArticleTopics: table.InMemory[table.ArticleTopic](nil), Mentions: table.InMemory[table.Mention](nil), ArticleNames: table.InMemory[table.ArticleName](nil),
		Articles: table.InMemory([]table.Article{
			{ArticleID: "00000000000000000001", StoryID: "00000000000000000001", Input: "a.txt"},
			{ArticleID: "00000000000000000002", StoryID: "00000000000000000002", Input: "a.jsonl", Record: 7, Title: "=HYPERLINK(\"x\")",
				Lead: "zwei\nZeilen, \"zitiert\"", URL: "https://a.example/" + strings.Repeat("x", maxCell), Author: "@name",
				PublishedAt: time.Date(2026, 10, 5, 5, 30, 0, 0, time.UTC), Keywords: []string{"Deich", "-1"},
				Sentiment: "neutral", SentimentScore: &score, SentimentDrivers: []table.Driver{{Term: "gut", Contribution: 0.5}}},
		}),
		Topics: []table.Topic{{TopicID: 1, Label: "Größe"}},
	}
	for i := range trends {
		set.Trends = append(set.Trends, table.Trend{TopicID: int32(i + 1), Period: "day", PeriodStart: time.Unix(0, 0).UTC()})
	}
	dir := t.TempDir()
	for _, tb := range set.Tables() {
		var b bytes.Buffer
		if _, err := tb.WriteTo(context.Background(), &b); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, tb.File()), b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestOlderRun exports a run of version 1.7, which has no targets: they are left out, and asking
// for them is an error. A run of today that has lost them is one in any case.
func TestOlderRun(t *testing.T) {
	dir := finished(t, 1)
	if err := os.Remove(filepath.Join(dir, "targets.parquet")); err != nil {
		t.Fatal(err)
	}
	if _, err := Archive(context.Background(), dir, nil, Form{}, io.Discard); err == nil {
		t.Error("a run of today without its targets was exported")
	}
	var articles, archive bytes.Buffer
	w := parquet.NewGenericWriter[table.Article](&articles, parquet.KeyValueMetadata("leitmotif.table", "articles"), parquet.KeyValueMetadata("schema_version", "1.7"))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "articles.parquet"), articles.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Archive(context.Background(), dir, nil, Form{}, &archive); err != nil {
		t.Fatal(err)
	}
	packed, err := zip.NewReader(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range packed.File {
		if f.Name == "targets.csv" {
			t.Error("the archive has targets.csv")
		}
	}
	want := 1 // columns.csv, and all tables that there were
	for _, name := range Names() {
		if !table.Earlier("1.7", table.Since(name)) {
			want++
		}
	}
	if len(packed.File) != want {
		t.Errorf("%d files in the archive, want %d", len(packed.File), want)
	}
	if _, err := Workbook(context.Background(), dir, nil, io.Discard); err != nil {
		t.Error(err)
	}
	if _, err := CSV(context.Background(), dir, "targets", Form{}, io.Discard); err == nil || !strings.Contains(err.Error(), "targets") {
		t.Errorf("targets of a run of version 1.7: %v", err)
	}
}

// asMaps gives records by the names in the first of them.
func asMaps(records [][]string) []map[string]string {
	var rows []map[string]string
	for _, r := range records[1:] {
		row := make(map[string]string)
		for i, name := range records[0] {
			if i < len(r) {
				row[name] = r[i]
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// A workbook is put together in a temporary file, which goes whether it can be written or not.
func TestWorkbookLeavesNothing(t *testing.T) {
	dir, scratch := finished(t, 3), t.TempDir()
	t.Setenv("TMPDIR", scratch)
	full := errors.New("full")
	for _, want := range []error{nil, full} {
		if _, err := Workbook(context.Background(), dir, nil, failing{want}); !errors.Is(err, want) {
			t.Errorf("the workbook ends with %v, want %v", err, want)
		}
		if left, err := os.ReadDir(scratch); err != nil || len(left) > 0 {
			t.Errorf("%v are left, %v", left, err)
		}
	}
}

// failing is a writer that fails with an error, or takes everything.
type failing struct{ err error }

func (w failing) Write(p []byte) (int, error) { return len(p), w.err }

func TestWorkbook(t *testing.T) {
	dir := finished(t, 3)
	var first, second bytes.Buffer
	notes, err := Workbook(context.Background(), dir, nil, &first)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Workbook(context.Background(), dir, nil, &second); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Errorf("the second workbook differs from the first: %v", err)
	}
	if len(notes) != 1 || !strings.HasPrefix(notes[0].String(), "articles row 2 url: 32785 characters") {
		t.Errorf("notes %v", notes)
	}
	f, err := excelize.OpenReader(&first)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got, want := f.GetSheetList(), append(Names(), "columns", "notes"); !slices.Equal(got, want) {
		t.Errorf("sheets %v, want %v", got, want)
	}
	rows, err := f.GetRows("articles")
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	articles := asMaps(rows)
	for column, want := range map[string]string{
		"article_id": "00000000000000000002", "title": "'=HYPERLINK(\"x\")", "lead": "zwei\nZeilen, \"zitiert\"", "author": "'@name", "record": "7",
		"published_at": "2026-10-05T05:30:00.000Z", "keywords": "Deich; '-1", "sentiment_score": "-0.125", "is_outlier": "FALSE",
		"sentiment_drivers": "gut (0.5)", "topic_id": "", "duplicate_of": "",
	} {
		if got := articles[1][column]; got != want {
			t.Errorf("%s is %q, want %q", column, got, want)
		}
	}
	checkTypes(t, f, rows[0])
	last, err := f.GetRows("notes")
	if err != nil || !strings.Contains(strings.Join(last[len(last)-1], "|"), "articles|2|url|32785 characters") {
		t.Errorf("the sheet of notes ends %v, %v", last[len(last)-1], err)
	}
}

// checkTypes looks at what a spreadsheet takes the cells of the second article for: a
// number is stored without a type, a text as a text, and nothing as a formula.
func checkTypes(t *testing.T, f *excelize.File, header []string) {
	t.Helper()
	for column, want := range map[string]excelize.CellType{
		"sentiment_score": excelize.CellTypeUnset, "record": excelize.CellTypeUnset, "is_outlier": excelize.CellTypeBool,
		"title": excelize.CellTypeInlineString, "article_id": excelize.CellTypeInlineString, "published_at": excelize.CellTypeInlineString,
	} {
		cell, err := excelize.CoordinatesToCellName(slices.Index(header, column)+1, 3)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := f.GetCellType("articles", cell); err != nil || got != want {
			t.Errorf("%s has type %d, want %d, %v", column, got, want, err)
		}
		if formula, err := f.GetCellFormula("articles", cell); err != nil || formula != "" {
			t.Errorf("%s is the formula %q, %v", column, formula, err)
		}
	}
}

// A table longer than a sheet goes on in the next, and no row is lost.
func TestLongTable(t *testing.T) {
	dir := finished(t, 10)
	trends, err := Find([]string{"trends"})
	if err != nil {
		t.Fatal(err)
	}
	b := &book{file: excelize.NewFile(), rows: 5} // a header and four rows
	defer b.file.Close()
	if err := b.addTable(context.Background(), dir, trends[0]); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := b.write(&out); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var ids []string
	for _, sheet := range []string{"trends", "trends 2", "trends 3"} {
		rows, err := f.GetRows(sheet)
		if err != nil || len(rows) > 5 || rows[0][0] != "topic_id" {
			t.Fatalf("%s: %v, %v", sheet, rows, err)
		}
		for _, row := range asMaps(rows) {
			ids = append(ids, row["topic_id"])
		}
	}
	if got := strings.Join(ids, " "); got != "1 2 3 4 5 6 7 8 9 10" {
		t.Errorf("rows %s", got)
	}
	if len(b.notes) != 2 || b.notes[1].String() != "trends row 9: goes on in the sheet trends 3" {
		t.Errorf("notes %v", b.notes)
	}
}

func TestCSV(t *testing.T) {
	dir := finished(t, 0)
	var out bytes.Buffer
	notes, err := CSV(context.Background(), dir, "articles", Form{Mark: true, Separator: ';'}, &out)
	if err != nil || len(notes) != 1 {
		t.Fatal(notes, err)
	}
	text, marked := strings.CutPrefix(out.String(), "\xef\xbb\xbf")
	if !marked || !strings.HasPrefix(text, "article_id;source_id;") {
		t.Errorf("begins %.40q", out.String())
	}
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma = ';'
	records, err := reader.ReadAll()
	if err != nil || len(records) != 3 {
		t.Fatal(len(records), err)
	}
	row := asMaps(records)[1]
	if row["title"] != "'=HYPERLINK(\"x\")" || row["sentiment_score"] != "-0.125" || row["lead"] != "zwei\nZeilen, \"zitiert\"" {
		t.Errorf("row %v", row)
	}
	if len(row["url"]) != maxCell+len("https://a.example/") {
		t.Error("CSV has no limit, but a text is cut")
	}
	if _, err := CSV(context.Background(), dir, "article", Form{}, io.Discard); err == nil || !strings.Contains(err.Error(), "article_topics") {
		t.Errorf("an unknown table: %v", err)
	}
}

func TestArchiveAndDirectoryHoldTheSame(t *testing.T) {
	dir := finished(t, 2)
	var out, again bytes.Buffer
	names := []string{"topics", "articles"}
	if _, err := Archive(context.Background(), dir, names, Form{}, &out); err != nil {
		t.Fatal(err)
	}
	if _, err := Archive(context.Background(), dir, names, Form{}, &again); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Errorf("the second archive differs from the first: %v", err)
	}
	path := filepath.Join(t.TempDir(), "tables")
	if _, err := Directory(context.Background(), dir, names, Form{}, path); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var members []string
	for _, m := range archive.File {
		members = append(members, m.Name)
		packed, err := archive.Open(m.Name)
		if err != nil {
			t.Fatal(err)
		}
		want, err := io.ReadAll(packed)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join(path, m.Name)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s differs between archive and directory: %v", m.Name, err)
		}
	}
	if got := fmt.Sprint(members); got != "[articles.csv topics.csv columns.csv]" {
		t.Errorf("the archive holds %s", got)
	}
}

// A failed export leaves nothing, and what is there already is not touched.
func TestDirectoryIsWholeOrNotThere(t *testing.T) {
	parent := t.TempDir()
	path := filepath.Join(parent, "tables")
	if _, err := Directory(context.Background(), t.TempDir(), nil, Form{}, path); err == nil {
		t.Error("exported from a directory without tables")
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Directory(ended, finished(t, 1), nil, Form{}, path); !errors.Is(err, context.Canceled) {
		t.Errorf("an ended context: %v", err)
	}
	if left, err := os.ReadDir(parent); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if err := os.MkdirAll(path, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(path, "mine"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Directory(context.Background(), finished(t, 1), nil, Form{}, path); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("a directory with files: %v", err)
	}
	if err := os.Remove(filepath.Join(path, "mine")); err != nil {
		t.Fatal(err)
	}
	if _, err := Directory(context.Background(), finished(t, 1), nil, Form{}, path); err != nil {
		t.Errorf("an empty directory: %v", err)
	}
}
