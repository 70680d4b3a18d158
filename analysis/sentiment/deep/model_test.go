package deep

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// How far probabilities may lie from those of the model in Python, which rounds what is multiplied
// as the encoder does: where a number falls to the other side of a half, since sums were made
// in another order, all that follows differs by about as much as rounding costs.
const (
	within  = .006 // on average, and .01 would be what rounding costs
	outside = .06  // each
)

func opened(t testing.TB) *Model {
	t.Helper()
	m, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func read(t *testing.T, name string, to any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, to); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// agree compares probabilities with those of Python and says how far they are apart.
func agree(t *testing.T, requests []Request, want []Probabilities) {
	t.Helper()
	sum, beyond := 0.0, 0
	for i, p := range opened(t).NewReader().Score(nil, requests) {
		apart := 0.0
		for k := range p {
			apart = max(apart, math.Abs(p[k]-want[i][k]))
		}
		if !(apart <= outside) {
			t.Errorf("request %d: %.4f, want %.4f", i, p, want[i])
		}
		if apart > .01 {
			beyond++
		}
		sum += apart
	}
	if mean := sum / float64(len(requests)); mean > within {
		t.Errorf("%.5f apart on average, want at most %g", mean, within)
	}
	t.Logf("%d requests: %.5f apart on average, %d more than .01", len(requests), sum/float64(len(requests)), beyond)
}

// The probabilities of invented sentences that .ci/deep/golden.py wrote when the model was trained.
func TestAgreesWithPython(t *testing.T) {
	var rows []struct {
		Text       string
		Start, End int
		P          Probabilities
	}
	read(t, "invented.json", &rows)
	if len(rows) < 20 {
		t.Fatalf("%d sentences", len(rows))
	}
	var requests []Request
	var want []Probabilities
	for _, row := range rows {
		requests, want = append(requests, Request{row.Text, row.Start, row.End}), append(want, row.P)
	}
	agree(t, requests, want)
}

// The same for 500 sentences of news, of which only the numbers are here.
func TestAgreesWithPythonOnNews(t *testing.T) {
	var rows []struct {
		ID               string
		Target, Sentence Probabilities
	}
	read(t, "newsmtsc.json", &rows)
	sentences := news(t)
	var requests []Request
	var want []Probabilities
	for _, row := range rows {
		q, ok := sentences[row.ID]
		if !ok {
			t.Fatalf("no sentence %s", row.ID)
		}
		requests, want = append(requests, q, Request{Text: q.Text}), append(want, row.Target, row.Sentence)
	}
	agree(t, requests, want)
}

// news gives the sentences of newsmtsc with their targets, by their numbers.
func news(t *testing.T) map[string]Request {
	t.Helper()
	for _, dir := range []string{os.Getenv("LEITMOTIF_DATA"), filepath.Join("..", "..", "..", "..", "shared", "data")} {
		f, err := os.Open(filepath.Join(dir, "newsmtsc.jsonl.gz"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		out := make(map[string]Request)
		lines := bufio.NewScanner(z)
		for lines.Scan() {
			var row struct {
				ID, Text string
				From     int `json:"target_from"`
				To       int `json:"target_to"`
			}
			if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
				t.Fatal(err)
			}
			letters := []rune(row.Text)
			out[row.ID] = Request{row.Text, len(string(letters[:row.From])), len(string(letters[:row.To]))}
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
		return out
	}
	t.Skip("no evaluation data: newsmtsc is not in LEITMOTIF_DATA or ../shared/data")
	return nil
}

// The obvious must come out, whatever the last digits are.
func TestTone(t *testing.T) {
	const text = "Nordbahn lied to the committee about the leaking tanks and was fined for the deaths of three workers."
	at := strings.Index(text, "Nordbahn")
	p := opened(t).NewReader().Score(nil, []Request{
		{text, at, at + len("Nordbahn")},
		{Text: "Residents cheered as the brave rescuers won the award for their wonderful work."},
		{Text: "The meeting will take place in the town hall on Tuesday at ten."},
	})
	if p[0][0] < .5 || p[1][2] < .5 || p[2][1] < .5 {
		t.Errorf("probabilities %v", p)
	}
}

// Thirty words, as many pieces more with the target as in news.
func BenchmarkScore30Words(b *testing.B) {
	const text = "The mayor of Lindenburg said on Monday that Kaiwerk had failed to repair the harbour bridge in time, " +
		"although the city had paid the builder twice for the work since last autumn."
	at := strings.Index(text, "Kaiwerk")
	requests := make([]Request, 100)
	for i := range requests {
		requests[i] = Request{text, at, at + len("Kaiwerk")}
	}
	r := opened(b).NewReader()
	var dst []Probabilities
	for b.Loop() {
		dst = r.Score(dst[:0], requests)
	}
	b.ReportMetric(float64(b.N*len(requests))/b.Elapsed().Seconds(), "sentences/s")
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := Decode(embedded); err != nil {
			b.Fatal(err)
		}
	}
}
