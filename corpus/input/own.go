package input

import (
	"bytes"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// What the program writes is never read as articles: a run whose output lies among its
// input would find its own tables there the next day, and more of them every day. Files of
// this and of other runs are told by what they hold, so that copies, links and archives
// make no difference; a published run is left out with all that lies in it; and the caller
// names the files that a run uses for itself. Only what comes over a pipe is read whatever
// it is: whoever feeds it means it.

// Own counts files that were left out because they belong to the program.
type Own struct {
	// Place is the directory that they lie in, as an Origin names it.
	Place string
	Files int
}

// runName is the name of a published run.
var runName = regexp.MustCompile(`^run=\d{8}T\d{6}Z(-\d+)?$`)

// runMark is the file that a directory of that name must hold to be one.
const runMark = "manifest.json"

// ownFiles finds the files of the program among those that were listed.
type ownFiles struct {
	named []os.FileInfo   // by the caller
	runs  map[string]bool // by directory: whether it is a run or lies in one
}

func newOwnFiles(names []string) *ownFiles {
	o := &ownFiles{runs: make(map[string]bool)}
	for _, name := range names {
		if info, err := os.Stat(name); err == nil {
			o.named = append(o.named, info)
		}
	}
	return o
}

// take parts the files of an argument from those of the program.
func (o *ownFiles) take(a *argument) {
	kept := a.files[:0]
	for _, f := range a.files {
		same := func(info os.FileInfo) bool { return f.info != nil && os.SameFile(info, f.info) }
		if slices.ContainsFunc(o.named, same) || o.inRun(filepath.Dir(f.path)) {
			a.own = append(a.own, f.inside)
			continue
		}
		kept = append(kept, f)
	}
	a.files = kept
}

// inRun tells whether a directory is a published run or lies in one, links resolved.
func (o *ownFiles) inRun(dir string) bool {
	if known, ok := o.runs[dir]; ok {
		return known
	}
	full, err := filepath.EvalSymlinks(dir)
	if err == nil {
		full, err = filepath.Abs(full)
	}
	found := false
	for err == nil && !found && full != filepath.Dir(full) {
		if runName.MatchString(filepath.Base(full)) {
			found = isManifest(filepath.Join(full, runMark))
		}
		full = filepath.Dir(full)
	}
	o.runs[dir] = found
	return found
}

// isManifest tells whether a file is the manifest of a run; users may have one of their own.
func isManifest(name string) bool {
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return false
	}
	file, err := os.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	head, _ := io.ReadAll(io.LimitReader(file, ownHead)) // what cannot be read is no manifest
	return isOwn(head, name)
}

// ownBeginnings tell the other files of the program by how they begin, those of all
// versions: a state, a profile, metrics, a manifest, the log of a run in both forms, what inspect says,
// and the tables as CSV, by more columns than another program would begin a table of
// articles with.
var ownBeginnings = []*regexp.Regexp{
	regexp.MustCompile(`^leitmotif (ledger|space) \d+\n`),
	regexp.MustCompile(`^[^\n]{2}\x11leitmotif profile`),
	regexp.MustCompile(`^# HELP leitmotif_\w+ [^\n]*\n# TYPE leitmotif_`),
	regexp.MustCompile(`^\{\s*"version": ?"[^"]*",\s*"schema_version": ?"[^"]*",\s*"(demonstration|report_language|configuration)":`),
	regexp.MustCompile(`^\{"time":"[^"]+","level":"[A-Z]+","msg":"[^\n]*"run":"run=\d{8}T`),
	regexp.MustCompile(`^run +\S*run=\d{8}T\S*\nmade +[^\n]* by leitmotif `),
	regexp.MustCompile(`^time=\S+ level=[A-Z]+ msg=[^\n]* run="?run=\d{8}T`),
	regexp.MustCompile("^(\ufeff)?(" + strings.ReplaceAll(strings.Join([]string{
		"article_id,source_id,input,record,", "article_id,topic_id,weight\r?\n", "topic_id,topic_uid,language,label,", "topic_id,period,period_start,stories,",
		"article_id,sentence,target,alias,", "target,articles,stories,mentions,", "name_id,name,kind,forms,", "article_id,name_id,mentions,", "theme_id,language,label,terms,", "language,articles,stories,topics,", "position,kind,topic_id,topic_uid,", "input,record,reason,detail\r?\n", "input,form,bytes,articles,", "table,column,type,",
	}, "|"), ",", "[,;|\t]") + ")"),
}

// ownGenerator stands in the head of every report.
var ownGenerator = []byte(`<meta name="generator" content="leitmotif">`)

// ownMessage begins every line that the program writes on standard error. Prose may begin
// so as well, so that it counts in files alone that are named as logs are.
var (
	ownMessage   = []byte("leitmotif: ")
	logExtension = map[string]bool{".log": true, ".err": true, ".out": true}
)

// ownHead is how much of a file tells whether the program wrote it, in bytes.
const ownHead = 4096

// isOwn tells by its beginning whether the program wrote a file.
func isOwn(head []byte, name string) bool {
	if bytes.HasPrefix(head, ownMessage) && logExtension[extension(name)] {
		return true
	}
	head = head[:min(len(head), ownHead)]
	return slices.ContainsFunc(ownBeginnings, func(r *regexp.Regexp) bool { return r.Match(head) }) ||
		bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, ownGenerator)
}

// placeOf gives the directory of a file, or its own name where it lies in none.
func placeOf(file string) string {
	if dir := path.Dir(file); dir != "." {
		return dir
	}
	return file
}

// Own gives what the last ranging left out because it belongs to the program, by place.
func (s *Source) Own() []Own {
	files := make(map[string]int)
	for _, name := range slices.Concat(s.own, s.met) {
		files[placeOf(name)]++
	}
	var list []Own
	for _, place := range slices.Sorted(maps.Keys(files)) {
		list = append(list, Own{place, files[place]})
	}
	return list
}
