package table

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// ToneVersion is the version of the schema that brought the rule of tone. Before it the score
// of a topic was the mean score of its articles, and no sentences were counted.
const ToneVersion = "1.8"

// NamesVersion is the version of the schema that brought the names.
const NamesVersion = "1.9"

// since are the versions of the schema that brought the tables which earlier runs lack.
var since = map[string]string{"inputs": "1.7", "targets": ToneVersion, "names": NamesVersion, "article_names": NamesVersion, "themes": "1.9", "languages": "1.9"}

// Since is the version of the schema from which runs have the table of that name; "" stands
// for all versions that can be read.
func Since(name string) string { return since[name] }

// Lacks tells whether the run in dir is of a version of the schema, that of its articles, which
// did not have the table of that name yet. A file that is merely gone does not count.
func Lacks(dir, name string) (bool, error) {
	if since[name] == "" {
		return false, nil
	}
	version, err := versionOf(fileOf(dir, "articles"))
	if err != nil {
		return false, fmt.Errorf("read table articles: %w", err)
	}
	return Earlier(version, since[name]), nil
}

// Earlier tells whether a version of the schema, major.minor, came before another; a text that
// is no version came before none.
func Earlier(version, than string) bool {
	major, minor, err := numbers(version)
	thanMajor, thanMinor, thanErr := numbers(than)
	return err == nil && thanErr == nil && cmp.Or(cmp.Compare(major, thanMajor), cmp.Compare(minor, thanMinor)) < 0
}

// versionOf is the version of the schema that a Parquet file of ours states.
func versionOf(path string) (version string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	defer asDamage(&err)
	file, err := openFile(f)
	if err != nil {
		return "", err
	}
	if err := checkFile(file, "articles"); err != nil {
		return "", err
	}
	version, _ = file.Lookup(versionKey)
	return version, nil
}

// numbers are the parts of a version, major.minor.
func numbers(version string) (major, minor int, err error) {
	first, second, _ := strings.Cut(version, ".")
	major, err = strconv.Atoi(first)
	if err == nil && second != "" {
		minor, err = strconv.Atoi(second)
	}
	if err != nil {
		return 0, 0, fmt.Errorf("schema version %q is not a version", version)
	}
	return major, minor, nil
}
