package table

import (
	"fmt"
	"strings"
)

// Dictionary describes all tables and columns as Markdown, from the struct tags: the part
// of reports/README.md from its first line, which is a heading, on.
func Dictionary() string {
	var b strings.Builder
	b.WriteString(`## All columns

From here on this page is generated from the struct tags in package table
(` + "`go test ./reports/table -update`" + `). The same notes are in the files, as key-value metadata
` + "`note.COLUMN`" + `, beside ` + "`schema_version`" + ` and ` + "`leitmotif.table`" + `.

Every table is one Parquet file, compressed with zstd, sorted by its key. Times are in UTC with a
precision of a millisecond. What is absent is NULL, never 0 or an empty text.

`)
	for _, t := range append(new(Set).Tables(), Texts(nil)) {
		fmt.Fprintf(&b, "## %s\n\nOne row is %s. Key: `%s`.\n\n", t.Name, t.Doc, strings.Join(t.Key, "`, `"))
		b.WriteString("| table | column | type | null | note |\n|---|---|---|---|---|\n")
		for _, c := range t.Columns() {
			null := ""
			if c.Optional {
				null = "yes"
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", t.Name, c.Name, c.Type, null, c.Note)
		}
		b.WriteString("\n")
	}
	b.WriteString("## History of the schema\n\n| version | change |\n|---|---|\n")
	for _, c := range History() {
		fmt.Fprintf(&b, "| %s | %s |\n", c.Version, c.What)
	}
	return b.String()
}
