// Package yaml reads the YAML that people write: settings, watch lists, overrides, the
// front matter of a text. In go bytes of unknown origin, out come nodes with their lines,
// or an error that names the line.
//
// It is the subset that such files need. A file holds one document; aliases, which let a
// few hundred bytes stand for gigabytes, are never followed; a value is what was written, so that
// 2026-11-01 stays a text and no time. Memory stays in proportion to bounds, not to what
// the bytes ask for: the size is bounded before anything is parsed, the library gives up
// at 10,000 open brackets or indents before it has made a node of them, and no more than
// MaxDepth of them are accepted.
//
// Glossary.
//
//   - node: a mapping, a sequence or a scalar, with the line that it begins on.
//   - entry: an element of the sequence that a whole file is.
package yaml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

const (
	// MaxBytes bounds a document, and an entry of Sequence. Every second byte may be a node
	// of 200 bytes, which makes 30 MB of it.
	MaxBytes = 256 << 10
	// MaxDepth bounds how many mappings and sequences may lie within each other. What
	// people write here has three.
	MaxDepth = 16
	// MaxListBytes bounds a file that Sequence reads.
	MaxListBytes = 16 << 20
)

// Node is a part of a document.
type Node = yaml.Node

// Kinds of nodes.
const (
	Mapping  = yaml.MappingNode
	Scalar   = yaml.ScalarNode
	List     = yaml.SequenceNode
	document = yaml.DocumentNode
)

// ReadFile reads a regular file of at most so many bytes. Anything else is an error that
// names it: a pipe nobody writes to would never end, a device neither.
func ReadFile(path string, most int) (data []byte, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	data, err = io.ReadAll(io.LimitReader(f, int64(most)+1))
	if err == nil && len(data) > most {
		err = fmt.Errorf("%s is larger than the %d bytes that are read of such a file", path, most)
	}
	return data, err
}

// Parse gives the root of the only document in data; nil where there is none or where it
// says nothing.
func Parse(data []byte) (*Node, error) { return parse(data, 0) }

// parse is Parse for data in front of which there are so many lines.
func parse(data []byte, before int) (*Node, error) {
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("line %d: over %d bytes of YAML in one piece", before+1, MaxBytes)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var doc, second Node
	err := decoder.Decode(&doc)
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, shifted(err, before)
	}
	switch err := decoder.Decode(&second); {
	case err == nil:
		return nil, fmt.Errorf("line %d: a second document; one is read", before+second.Line)
	case !errors.Is(err, io.EOF):
		return nil, shifted(err, before)
	}
	if doc.Kind != document || len(doc.Content) != 1 {
		return nil, nil
	}
	root := doc.Content[0]
	if err := renumber(root, before, 1); err != nil {
		return nil, err
	}
	if Null(root) {
		return nil, nil
	}
	return root, nil
}

// renumber makes the lines of a node and of all below count from the beginning of the file,
// and refuses what is nested too deep.
func renumber(n *Node, before, depth int) error {
	n.Line += before
	if depth > MaxDepth && n.Kind != Scalar {
		return fmt.Errorf("line %d: nested deeper than %d", n.Line, MaxDepth)
	}
	for _, child := range n.Content {
		if err := renumber(child, before, depth+1); err != nil {
			return err
		}
	}
	return nil
}

var lineOfError = regexp.MustCompile(`^line (\d+): `)

// shifted gives an error of the library, its line counted from the beginning of the file.
func shifted(err error, before int) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	m := lineOfError.FindStringSubmatch(text)
	if m == nil { // the library leaves the first line out
		return fmt.Errorf("line %d: %s", before+1, text)
	}
	line, conversion := strconv.Atoi(m[1])
	if conversion != nil {
		return err
	}
	return fmt.Errorf("line %d: %s", before+line, text[len(m[0]):])
}

// Null tells whether a node is a scalar that says nothing.
func Null(n *Node) bool { return n.Kind == Scalar && n.ShortTag() == "!!null" }

// Pair is a key with its value.
type Pair struct {
	Key   string
	Line  int // of the key
	Value *Node
}

// Pairs gives the pairs of a mapping in the order of the file. Keys must be scalars and
// differ.
func Pairs(n *Node) ([]Pair, error) {
	if n.Kind != Mapping {
		return nil, wanted(n, "'key: value' is wanted here")
	}
	seen := make(map[string]int, len(n.Content)/2)
	var pairs []Pair
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != Scalar {
			return nil, fmt.Errorf("line %d: a key must be a single value", key.Line)
		}
		if first, twice := seen[key.Value]; twice {
			return nil, fmt.Errorf("line %d: %q is there already, in line %d", key.Line, key.Value, first)
		}
		seen[key.Value] = key.Line
		pairs = append(pairs, Pair{Key: key.Value, Line: key.Line, Value: n.Content[i+1]})
	}
	return pairs, nil
}

// Text gives what a scalar says, as it is written.
func Text(n *Node) (string, error) {
	switch {
	case n.Kind != Scalar:
		return "", wanted(n, "one value is wanted here, not several")
	case Null(n):
		return "", fmt.Errorf("line %d: no value", n.Line)
	}
	return n.Value, nil
}

// wanted says that a node is of another kind than is wanted.
func wanted(n *Node, what string) error {
	if n.Kind == yaml.AliasNode {
		return fmt.Errorf("line %d: the alias *%s; aliases are not read, write out what it stands for", n.Line, n.Value)
	}
	return fmt.Errorf("line %d: %s", n.Line, what)
}

// Texts gives what a scalar, or each scalar of a sequence, says.
func Texts(n *Node) ([]string, error) {
	if n.Kind != List {
		text, err := Text(n)
		return []string{text}, err
	}
	var texts []string
	for _, element := range n.Content {
		text, err := Text(element)
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, nil
}
