package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"leitmotif/analysis/ledger/state"
	"leitmotif/analysis/watchlist"
	"leitmotif/reports"
)

// pages are the pages of the project that hold commands, below its root.
var pages = []string{"README.md", "analysis/README.md", "reports/README.md", "cmd/leitmotif/OPERATIONS.md", ".github/CONTRIBUTING.md"}

func readPage(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// codeBlocks are the code blocks of a page, by language.
func codeBlocks(t *testing.T, name string) map[string][]string {
	t.Helper()
	blocks := make(map[string][]string)
	for _, m := range regexp.MustCompile("(?ms)^```([a-z]+)\n(.*?)^```$").FindAllStringSubmatch(readPage(t, name), -1) {
		blocks[m[1]] = append(blocks[m[1]], m[2])
	}
	return blocks
}

// shellWords gives the words of a command up to the first redirection.
func shellWords(command string) []string {
	var words []string
	for _, word := range strings.Fields(command) {
		if strings.ContainsAny(word, ">|&;") {
			break
		}
		words = append(words, word)
	}
	return words
}

// cronCommands are the commands of a crontab.
func cronCommands(t *testing.T, text string) [][]string {
	t.Helper()
	var commands [][]string
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.Fields(line)
		for _, field := range fields[:5] {
			if !regexp.MustCompile(`^[0-9*,/-]+$`).MatchString(field) {
				t.Errorf("crontab: %q is no time in %q", field, line)
			}
		}
		commands = append(commands, shellWords(strings.Join(fields[5:], " ")))
	}
	return commands
}

// unitCommands are the commands of a systemd unit, every line of which must be one of its
// syntax.
func unitCommands(t *testing.T, text string) [][]string {
	t.Helper()
	var commands [][]string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if !regexp.MustCompile(`^(|#.*|\[[A-Z][a-z]+\]|[A-Z][A-Za-z]+=.+)$`).MatchString(line) {
			t.Errorf("%q is no line of a unit", line)
		}
		if command, ok := strings.CutPrefix(line, "ExecStart="); ok {
			commands = append(commands, shellWords(command))
		}
	}
	return commands
}

// jobCommand is the command of a Kubernetes CronJob whose image has the program as its
// entry point.
func jobCommand(t *testing.T, text string) []string {
	t.Helper()
	var job struct {
		Kind string
		Spec struct {
			Schedule    string
			JobTemplate struct {
				Spec struct {
					Template struct {
						Spec struct {
							RestartPolicy string `yaml:"restartPolicy"`
							Containers    []struct{ Args []string }
						}
					}
				}
			} `yaml:"jobTemplate"`
		}
	}
	if err := yaml.Unmarshal([]byte(text), &job); err != nil {
		t.Fatal(err)
	}
	pod := job.Spec.JobTemplate.Spec.Template.Spec
	// Kubernetes takes rules on exit codes only of pods that are not restarted.
	if job.Kind != "CronJob" || len(strings.Fields(job.Spec.Schedule)) != 5 || pod.RestartPolicy != "Never" || len(pod.Containers) != 1 {
		t.Fatalf("%+v is no CronJob with one container", job)
	}
	return append([]string{"leitmotif"}, pod.Containers[0].Args...)
}

// dagCommands are the commands of an Airflow DAG: those of Bash, and the arguments of pods.
func dagCommands(t *testing.T, text string) [][]string {
	t.Helper()
	if python, err := exec.LookPath("python3"); err == nil {
		c := exec.Command(python, "-c", "import ast, sys; ast.parse(sys.stdin.read())")
		c.Stdin = strings.NewReader(text)
		if output, err := c.CombinedOutput(); err != nil {
			t.Errorf("the DAG is no Python: %s", output)
		}
	}
	var commands [][]string
	for _, m := range regexp.MustCompile(`bash_command="([^"]+)"`).FindAllStringSubmatch(text, -1) {
		commands = append(commands, shellWords(m[1]))
	}
	for _, m := range regexp.MustCompile(`(?s)arguments=\[(.*?)\]`).FindAllStringSubmatch(text, -1) {
		command := []string{"leitmotif"}
		for _, word := range regexp.MustCompile(`"([^"]*)"`).FindAllStringSubmatch(m[1], -1) {
			command = append(command, word[1])
		}
		commands = append(commands, command)
	}
	return commands
}

// datedArticles gives n articles published at a time, every other one in German.
func datedArticles(n int, at time.Time) string {
	var b strings.Builder
	for i := range n {
		text := fmt.Sprintf("The port of town number %d was closed on Monday because of storm number %d.", i, i*7)
		if i%2 == 1 {
			text = fmt.Sprintf("Der Hafen der Stadt Nummer %d war am Montag wegen Sturm Nummer %d geschlossen.", i, i*7)
		}
		fmt.Fprintf(&b, "{\"id\": \"%d\", \"text\": %q, \"date\": %q}\n", i, text, at.Format(time.RFC3339))
	}
	return b.String()
}

// Every command of the page on schedules does what it promises, with its paths moved to directories
// of the test.
func TestScheduleExamples(t *testing.T) {
	dir, now := t.TempDir(), time.Now()
	news, out, config := filepath.Join(dir, "articles"), filepath.Join(dir, "runs"), filepath.Join(dir, "settings.yaml")
	if err := os.Mkdir(news, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(news, "a.jsonl"), datedArticles(600, now.AddDate(0, 0, -1)))
	move := strings.NewReplacer(
		"/srv/news", news, "/srv/leitmotif", out, "/etc/leitmotif.yaml", config, "/var/lib/node_exporter/textfile", dir,
		"/var/lib/leitmotif", filepath.Join(dir, "memory"), "/out/state", filepath.Join(dir, "memory"),
		"/out/runs", out, "/usr/local/bin/leitmotif", "leitmotif", "/news", news,
		"{{ data_interval_end | ts }}", now.Format(time.RFC3339))
	blocks := codeBlocks(t, "cmd/leitmotif/OPERATIONS.md")
	for language, texts := range blocks {
		for i := range texts {
			blocks[language][i] = move.Replace(texts[i])
		}
	}
	if len(blocks["yaml"]) != 3 || len(blocks["ini"]) != 2 || len(blocks["crontab"]) != 1 || len(blocks["python"]) != 1 {
		t.Fatalf("the page has other blocks than the test knows: %v", blocks)
	}
	write(t, config, blocks["yaml"][0])
	commands := cronCommands(t, blocks["crontab"][0])
	for _, unit := range blocks["ini"] {
		commands = append(commands, unitCommands(t, unit)...)
	}
	commands = append(commands, jobCommand(t, blocks["yaml"][2]))
	commands = append(commands, dagCommands(t, blocks["python"][0])...)
	if len(commands) != 8 {
		t.Fatalf("the page has %d commands: %q", len(commands), commands)
	}
	for _, words := range commands {
		if words[0] != "leitmotif" {
			t.Errorf("%q calls another program", words)
		}
		if code, _, stderr := call(t, nil, "", words[1:]...); code != exitPublished {
			t.Errorf("%q: exit code %d\n%s", words, code, stderr)
		}
	}
	manifest, err := reports.ReadManifest(runDirectory(out))
	if err != nil || manifest.Counts.Articles != 600 || manifest.Configuration.Since.IsZero() {
		t.Errorf("%v: the last run says %+v of a window from %v", err, manifest.Counts, manifest.Configuration.Since)
	}
	if n := len(entries(t, out)); n != 6 { // latest and five runs
		t.Errorf("%d entries in the output", n)
	}
	if got := readMetrics(t, filepath.Join(dir, "leitmotif.prom")); got["exit_code"] != exitPublished || got["articles"] != 600 {
		t.Errorf("the metrics say %v", got)
	}
}

// What the pages call is there: targets of the Makefile, subcommands, other files.
func TestPagesNameWhatIsThere(t *testing.T) {
	makefile := readPage(t, "Makefile")
	for _, name := range pages {
		text := readPage(t, name)
		for _, m := range regexp.MustCompile("(?m)(?:^|`)make ([a-z-]+)").FindAllStringSubmatch(text, -1) {
			if !strings.Contains(makefile, "\n"+m[1]+":") {
				t.Errorf("%s: the Makefile has no target %s", name, m[1])
			}
		}
		for _, m := range regexp.MustCompile("`(?:bin/)?leitmotif ([a-z]+)( [a-z]+)?").FindAllStringSubmatch(text, -1) {
			words := append([]string{m[1]}, strings.Fields(m[2])...)
			if code, _, stderr := call(t, nil, "", append(words, "--help")...); code != exitPublished {
				t.Errorf("%s: leitmotif %s: exit code %d\n%s", name, words, code, stderr)
			}
		}
		for _, m := range regexp.MustCompile(`\]\(([^)#:]+)\)`).FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join("..", "..", filepath.Dir(name), m[1])); err != nil {
				t.Errorf("%s: a link leads nowhere: %v", name, err)
			}
		}
	}
	if n := strings.Count(readPage(t, "README.md"), "\n"); n >= 150 {
		t.Errorf("README.md has %d lines, a stranger reads 150", n)
	}
}

// Every command of a shell block does what its page promises, in a directory that holds the
// files it names.
func TestPageCommands(t *testing.T) {
	blocks := make(map[string]map[string][]string)
	for _, name := range pages {
		blocks[name] = codeBlocks(t, name) // before the test leaves for its directory
	}
	t.Chdir(t.TempDir())
	for _, name := range []string{"news", "archive"} {
		if err := os.Mkdir(name, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	articles := datedArticles(60, time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC))
	write(t, "news/a.jsonl", articles)
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := io.WriteString(w, strings.ReplaceAll(articles, "Monday", "Friday")); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	write(t, "archive/b.jsonl.gz", packed.String())
	write(t, "feed.xml", `<rss version="2.0"><channel><title>Hafenbote</title><item><title>Port reopens</title><description>The port of Norderhafen opened again on Sunday.</description></item></channel></rss>`)
	if code, _, stderr := call(t, nil, "", "run", "--out", "out", "-q"); code != exitPublished {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
	ran := 0
	for _, name := range pages {
		for _, block := range blocks[name]["sh"] {
			for line := range strings.Lines(block) {
				words := strings.Fields(strings.ReplaceAll(line, "/srv/news", "theirs"))
				if words[0] == "make" {
					continue
				}
				if words[0] != "bin/leitmotif" {
					t.Errorf("%s: %q calls another program", name, line)
				}
				var args []string
				for _, word := range words[1:] {
					matches, err := filepath.Glob(word) // as a shell does
					if err != nil || len(matches) == 0 {
						matches = []string{word}
					}
					args = append(args, matches...)
				}
				if code, _, stderr := call(t, nil, "", args...); code != exitPublished {
					t.Errorf("%s: %q: exit code %d\n%s", name, line, code, stderr)
				}
				ran++
			}
		}
	}
	if ran != 4 {
		t.Errorf("%d commands ran, the pages had 4", ran)
	}
	if manifest, err := reports.ReadManifest(runDirectory("theirs")); err != nil || manifest.Counts.Articles != 121 {
		t.Errorf("the run on own files: %v, %+v", err, manifest)
	}
}

// What the README shows of the demonstration is what a run says.
func TestShownSummary(t *testing.T) {
	dir := demo(t)
	_, summary, _ := call(t, nil, "", "inspect", dir)
	shown := codeBlocks(t, "README.md")["text"]
	if len(shown) != 1 {
		t.Fatalf("the README shows %d summaries", len(shown))
	}
	for line := range strings.Lines(shown[0]) {
		if !strings.Contains(summary, line) {
			t.Errorf("the README shows %q, which a run does not say:\n%s", line, summary)
		}
	}
}

// The lists of the pages are read: names to watch, and names for topics.
func TestPageLists(t *testing.T) {
	watch := codeBlocks(t, "README.md")["yaml"]
	names := codeBlocks(t, "cmd/leitmotif/OPERATIONS.md")["yaml"]
	if len(watch) != 1 || len(names) != 3 {
		t.Fatalf("%d lists in the README, %d in OPERATIONS.md", len(watch), len(names))
	}
	if list, err := watchlist.Parse([]byte(watch[0])); err != nil || len(list.Targets) != 2 {
		t.Errorf("the watch list: %v, %+v", err, list)
	}
	if overrides, err := state.ParseOverrides([]byte(names[1])); err != nil || len(overrides) != 3 {
		t.Errorf("the names: %v, %+v", err, overrides)
	}
}
