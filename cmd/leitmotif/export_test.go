package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"leitmotif/reports/export"
)

// The workbook of the demonstration holds every row of every table.
func TestExportWorkbook(t *testing.T) {
	dir := demo(t)
	_, manifest := load(t, dir)
	path := filepath.Join(t.TempDir(), "run.xlsx")
	if code, stdout, stderr := call(t, nil, "", "export", filepath.Dir(dir), "--out", path); code != exitPublished || stdout != "" || stderr != "" {
		t.Fatalf("exit code %d\n%s%s", code, stdout, stderr)
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, table := range manifest.Tables {
		rows, err := f.GetRows(strings.TrimSuffix(table.File.Name, ".parquet"))
		if err != nil || len(rows) != table.Rows+1 {
			t.Errorf("%s: %d rows under a header, want %d, %v", table.File.Name, len(rows)-1, table.Rows, err)
		}
	}
	_, stdout, _ := call(t, nil, "", "export", dir, "-o", "-")
	if want, err := os.ReadFile(path); err != nil || stdout != string(want) {
		t.Errorf("standard output gets another workbook than the file, %v", err)
	}
}

func TestExportCSV(t *testing.T) {
	dir := demo(t)
	set, _ := load(t, dir)
	code, stdout, stderr := call(t, nil, "", "export", dir, "--format", "csv", "--table", "topics", "--out", "-")
	if code != exitPublished || stderr != "" {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	records, err := csv.NewReader(strings.NewReader(stdout)).ReadAll()
	if err != nil || len(records) != len(set.Topics)+1 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	for i, topic := range set.Topics {
		if records[i+1][0] != strconv.Itoa(int(topic.TopicID)) {
			t.Errorf("row %d is topic %s, want %d", i+1, records[i+1][0], topic.TopicID)
		}
	}
	out := t.TempDir()
	for _, test := range []struct {
		out  string
		args []string
		want []string // files
	}{
		{"one.csv", []string{"--table", "rejects"}, []string{"one.csv"}},
		{"all.zip", nil, []string{"all.zip"}},
		{"two", []string{"--table", "rejects,topics", "--bom"}, []string{"two/topics.csv", "two/rejects.csv", "two/columns.csv"}},
		{"one", []string{"--table", "rejects", "--separator", `\t`}, []string{"one/rejects.csv", "one/columns.csv"}},
	} {
		args := append([]string{"export", dir, "--format", "csv", "--out", filepath.Join(out, test.out)}, test.args...)
		if code, _, stderr := call(t, nil, "", args...); code != exitPublished {
			t.Errorf("%s: exit code %d\n%s", test.out, code, stderr)
		}
		for _, name := range test.want {
			if raw, err := os.ReadFile(filepath.Join(out, name)); err != nil || len(raw) == 0 {
				t.Errorf("%s: %d bytes, %v", name, len(raw), err)
			}
		}
	}
	_, stdout, _ = call(t, nil, "", "export", dir, "--format", "csv", "--out", "-")
	archive, err := zip.NewReader(bytes.NewReader([]byte(stdout)), int64(len(stdout)))
	if err != nil || len(archive.File) != len(export.Names())+1 {
		t.Errorf("standard output of all tables: %v", err)
	}
}

func TestExportRefuses(t *testing.T) {
	dir, elsewhere := demo(t), t.TempDir()
	for name, test := range map[string]struct {
		args []string
		code int
		says string
	}{
		"no directory":         {nil, exitUsage, "one directory"},
		"no run":               {[]string{elsewhere}, exitFailed, "holds no finished run"},
		"an unknown format":    {[]string{dir, "--format", "ods"}, exitUsage, "csv or xlsx"},
		"an unknown table":     {[]string{dir, "--table", "authors"}, exitUsage, "article_topics"},
		"an unknown separator": {[]string{dir, "--format", "csv", "--separator", "ab"}, exitUsage, "separator"},
		"many tables, a file":  {[]string{dir, "--format", "csv", "--out", filepath.Join(elsewhere, "a.csv")}, exitUsage, "--table"},
		"a full directory":     {[]string{dir, "--format", "csv", "--out", dir}, exitFailed, "not empty"},
	} {
		args := append([]string{"export"}, test.args...)
		if len(test.args) > 0 && !strings.Contains(strings.Join(args, " "), "--out") {
			args = append(args, "--out", filepath.Join(elsewhere, "out.xlsx"))
		}
		if code, _, stderr := call(t, nil, "", args...); code != test.code || !strings.Contains(stderr, test.says) {
			t.Errorf("%s: exit code %d, want %d:\n%s", name, code, test.code, stderr)
		}
	}
	nothingIn(t, elsewhere)
}
