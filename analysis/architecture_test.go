package analysis_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// Which packages of the module a package may import, itself aside; a name ending in "/..."
// stands for a package and all below it. Imports run against the data: from the command
// to the reports, the analysis and the corpus, never back.
var arrows = map[string][]string{
	"cmd/leitmotif":                     {"analysis/...", "corpus/...", "reports/...", "seeds", "cmd/leitmotif/internal/..."},
	"cmd/leitmotif/internal/flags":      {"analysis", "corpus/language"},
	"cmd/leitmotif/internal/inspection": {"analysis/gate", "cmd/leitmotif/internal/figure", "reports", "reports/table"},
	"cmd/leitmotif/internal/preview":    {"cmd/leitmotif/internal/figure", "corpus/check"},
	"cmd/leitmotif/internal/catalogue":  {"cmd/leitmotif/internal/fault", "cmd/leitmotif/internal/figure", "reports"},
	"cmd/leitmotif/internal/fault":      {"cmd/leitmotif/internal/suggest"},
	"cmd/leitmotif/internal/colour":     {},
	"cmd/leitmotif/internal/complete":   {"analysis/gate", "reports", "reports/export"},
	"cmd/leitmotif/internal/digest":     {"cmd/leitmotif/internal/catalogue", "cmd/leitmotif/internal/fault", "reports", "reports/page", "reports/table", "reports/view"},
	"cmd/leitmotif/internal/figure":     {},
	"cmd/leitmotif/internal/help":       {},
	"cmd/leitmotif/internal/suggest":    {},
	"cmd/leitmotif/internal/summary": {"analysis", "analysis/sentiment", "corpus", "cmd/leitmotif/internal/colour", "cmd/leitmotif/internal/figure",
		"reports", "reports/page"},
	"cmd/leitmotif/internal/memory": {},
	"cmd/leitmotif/internal/pace":   {},
	"reports":                       {"analysis", "analysis/gate", "analysis/result", "reports/view", "reports/table", "reports/page", "reports/internal/commit"},
	"reports/view":                  {"analysis", "analysis/gate", "analysis/inference", "analysis/result", "analysis/telling", "analysis/tone", "analysis/trend", "reports/table", "reports/page"},
	"reports/table":                 {"analysis", "analysis/ledger", "analysis/result", "analysis/sentiment", "analysis/tone", "corpus"},
	"reports/export":                {"reports/table"},
	"reports/page":                  {"reports/page/phrases"},
	"reports/page/phrases":          {},
	"reports/internal/commit":       {},
	"seeds":                         {},
	"analysis": {"analysis/census", "analysis/collection", "analysis/ledger", "analysis/ledger/state", "analysis/names", "analysis/result", "analysis/sentiment", "analysis/study", "analysis/wording",
		"analysis/svd", "analysis/topic", "corpus", "corpus/boilerplate", "corpus/date", "corpus/language"},
	"analysis/collection": {"analysis/names", "analysis/result", "analysis/sentiment", "analysis/telling", "analysis/tfidf", "analysis/tokenize", "analysis/tone", "analysis/internal/parallel", "analysis/internal/spill",
		"corpus", "corpus/boilerplate", "corpus/clean", "corpus/date", "corpus/duplicate", "corpus/language"},
	"analysis/names":    {"analysis/tokenize"},
	"analysis/tokenize": {},
	"analysis/tfidf":    {"analysis/tokenize", "analysis/internal/..."},
	"analysis/svd":      {"analysis/internal/..."},
	"analysis/result":   {"analysis/tone"},
	"analysis/telling":  {"analysis/tone"},
	"analysis/tone":     {"analysis/inference"},
	"analysis/ledger": {"analysis/change", "analysis/collection", "analysis/ledger/state", "analysis/lsa", "analysis/result", "analysis/sentiment",
		"analysis/study", "analysis/tfidf", "analysis/topic", "analysis/wording", "corpus/boilerplate"},
	"analysis/ledger/state":      {"analysis/change", "analysis/result", "corpus/duplicate", "corpus/yaml"},
	"analysis/lsa":               {"analysis/svd", "analysis/tfidf", "analysis/internal/..."},
	"analysis/topic":             {"analysis/tfidf", "analysis/lsa", "analysis/evaluate", "analysis/inference", "analysis/internal/..."},
	"analysis/watchlist":         {"analysis/tokenize", "corpus/yaml"},
	"analysis/sentiment":         {"analysis/sentiment/deep", "analysis/sentiment/passage", "analysis/tokenize", "analysis/tone", "analysis/watchlist"},
	"analysis/sentiment/passage": {"analysis/tokenize"},
	"analysis/wording":           {"analysis/result", "analysis/tfidf", "analysis/tokenize", "analysis/internal/..."},
	"analysis/study":             {"analysis/collection", "analysis/inference", "analysis/lsa", "analysis/result", "analysis/svd", "analysis/tfidf", "analysis/tone", "analysis/topic", "analysis/trend", "analysis/wording", "analysis/internal/parallel"},
	"analysis/census":            {"analysis/inference", "analysis/result", "analysis/tone", "analysis/internal/parallel"},
	"analysis/steadiness":        {"analysis", "analysis/collection", "analysis/evaluate", "analysis/result", "analysis/sentiment", "analysis/study", "analysis/wording", "corpus"},
	"analysis/change":            {"analysis/inference"},
	"analysis/evaluate":          {},
	"analysis/evaluate/vader":    {},
	"analysis/inference":         {},
	"analysis/trend":             {"analysis/inference"},
	"analysis/gate":              {"analysis", "analysis/sentiment", "corpus"},
	"analysis/internal/parallel": {},
	"analysis/internal/spill":    {"analysis/internal/parallel"},
	"analysis/internal/panel":    {"analysis/internal/parallel"},
	"corpus":                     {},
	"corpus/header":              {},
	"corpus/charset":             {},
	"corpus/input":               {"corpus", "corpus/charset", "corpus/header"},
	"corpus/format":              {"corpus", "corpus/charset", "corpus/format/...", "corpus/input", "corpus/yaml"},
	"corpus/format/record":       {"corpus", "corpus/date", "corpus/input"},
	"corpus/format/press":        {"corpus", "corpus/date", "corpus/format/record", "corpus/input"},
	"corpus/format/parquet":      {"corpus", "corpus/charset", "corpus/input"},
	"corpus/check":               {"corpus", "corpus/clean", "corpus/date", "corpus/format/record", "corpus/language"},
	"corpus/format/part":         {"corpus", "corpus/input"},
	"corpus/format/workbook":     {"corpus", "corpus/format/part", "corpus/format/record", "corpus/input"},
	"corpus/format/document":     {"corpus", "corpus/format/part", "corpus/format/press", "corpus/format/record", "corpus/input"},
	"corpus/format/book":         {"corpus", "corpus/charset", "corpus/date", "corpus/format/part", "corpus/format/record", "corpus/input"},
	"corpus/format/element":      {"corpus", "corpus/charset", "corpus/input"},
	"corpus/format/iptc":         {"corpus", "corpus/date", "corpus/format/element", "corpus/format/record", "corpus/input"},
	"corpus/format/sitemap":      {"corpus", "corpus/format/element", "corpus/format/record", "corpus/input"},
	"corpus/format/wiki":         {"corpus", "corpus/date", "corpus/format/element", "corpus/format/record", "corpus/input"},
	"corpus/format/wordpress":    {"corpus", "corpus/date", "corpus/format/element", "corpus/format/record", "corpus/input"},
	"corpus/format/xmlrecord":    {"corpus/format/element", "corpus/format/record", "corpus/input"},
	"corpus/format/mail":         {"corpus", "corpus/charset", "corpus/format/record", "corpus/header", "corpus/input"},
	"corpus/format/warc":         {"corpus", "corpus/charset", "corpus/format/record", "corpus/header", "corpus/input"},
	"corpus/format/pdf":          {"corpus", "corpus/date", "corpus/format/record", "corpus/input"},
	"corpus/format/json":         {"corpus", "corpus/format/lines", "corpus/format/record", "corpus/input"},
	"corpus/format/table":        {"corpus", "corpus/format/lines", "corpus/format/record", "corpus/input"},
	"corpus/format/lines":        {},
	"corpus/clean":               {"corpus", "corpus/date", "corpus/fold", "corpus/language", "corpus/markup", "corpus/notice", "corpus/repair"},
	"corpus/fold":                {},
	"corpus/markup":              {},
	"corpus/notice":              {},
	"corpus/repair":              {},
	"corpus/date":                {"corpus"},
	"corpus/boilerplate":         {},
	"corpus/language":            {},
	"corpus/duplicate":           {},
	"corpus/growth":              {},
	"corpus/yaml":                {},

	// Tone with an encoder.
	"analysis/internal/quantized": {},
	"analysis/sentiment/deep":     {"analysis/internal/quantized"},

	// Making and measuring tone models, which no run does; see homes.
	"cmd/leitmotif/internal/labelled": {"analysis/sentiment", "analysis/sentiment/training"},
	"cmd/leitmotif/internal/quality": {"analysis/collection", "analysis/names", "corpus", "corpus/format", "analysis/evaluate", "analysis/evaluate/vader", "analysis/sentiment", "analysis/sentiment/training", "analysis/tokenize", "analysis/watchlist",
		"cmd/leitmotif/internal/inspection", "cmd/leitmotif/internal/labelled"},
	"analysis/sentiment/training": {"analysis/sentiment", "analysis/sentiment/passage", "analysis/tokenize", "analysis/tone", "analysis/internal/...", "analysis/svd", "analysis/tfidf"},
}

// homes are the packages that may import a library, or a package of ours that no run needs,
// outside tests.
var homes = map[string][]string{
	"github.com/cdipaolo/sentiment":    {"analysis/sentiment"},
	"github.com/cdipaolo/goml":         {"analysis/sentiment"},
	"github.com/james-bowman/nlp":      {"analysis/tfidf", "analysis/lsa"},
	"github.com/james-bowman/sparse":   {"analysis/tfidf", "analysis/lsa"},
	"github.com/parquet-go/parquet-go": {"reports/table", "corpus/format/parquet"}, // tables are written, and read as input
	"github.com/klippa-app/go-pdfium":  {"corpus/format/pdf"},
	"github.com/xuri/excelize/v2":      {"reports/export"},
	"go.yaml.in/yaml/v3":               {"corpus/yaml"},
	"github.com/chromedp/chromedp":     {}, // tests alone open a browser

	"leitmotif/analysis/sentiment/training": {"cmd/leitmotif", "cmd/leitmotif/internal/labelled", "cmd/leitmotif/internal/quality"},
	"leitmotif/analysis/evaluate/vader":     {"cmd/leitmotif/internal/quality"},
}

// required libraries, each of which some package must import.
var required = []string{
	"github.com/cdipaolo/sentiment", "github.com/james-bowman/nlp", "gonum.org/v1/gonum", "github.com/parquet-go/parquet-go",
}

type listed struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "leitmotif/...").Output()
	if err != nil {
		t.Fatalf("list packages: %v", err)
	}
	var all []listed
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func within(path string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		base, below := strings.CutSuffix(pattern, "/...")
		return path == base || below && strings.HasPrefix(path, base+"/")
	})
}

func TestImports(t *testing.T) {
	imported := make(map[string]bool)
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, "leitmotif/")
		allowed, known := arrows[name]
		if !known {
			t.Errorf("package %s has no place in the architecture", name)
			continue
		}
		for _, path := range p.Imports {
			if inner, ok := strings.CutPrefix(path, "leitmotif/"); ok && !within(inner, allowed) {
				t.Errorf("%s imports %s", name, inner)
			}
			for library, home := range homes {
				if within(path, []string{library + "/..."}) && !slices.Contains(home, name) {
					t.Errorf("%s imports %s, whose home is %v", name, path, home)
				}
			}
			for _, library := range required {
				if within(path, []string{library + "/..."}) {
					imported[library] = true
				}
			}
		}
	}
	for _, library := range required {
		if !imported[library] {
			t.Errorf("no package imports %s", library)
		}
	}
}
