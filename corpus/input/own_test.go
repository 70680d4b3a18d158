package input_test

import (
	"testing"

	"leitmotif/corpus/format"
)

// What is not of the program stays input, however much it looks like it; YAML is refused by
// name.
func TestOwnByContentAlone(t *testing.T) {
	got := readFiles(t, map[string][]byte{
		"a/articles.json":  []byte(`[{"version": "1", "schema_version": "2", "text": "The port was closed."}]`),
		"a/manifest.json":  []byte(`{"version": "1", "text": "The port was closed."}`),
		"articles.csv":     []byte("article_id,text\n1,The port was closed.\n"),
		"log.jsonl":        []byte(`{"time":"2026-11-23","level":"INFO","msg":"The port was closed.","text":"The port was closed."}` + "\n"),
		"page.html":        []byte(`<html><head><meta name="generator" content="leitmotiv"></head><body><p>The port was closed.</p></body></html>`),
		"prose.txt":        []byte("leitmotif ledger of a port\n\nThe port was closed."),
		"settings.yaml":    []byte("topics: 5\n"),
		"z/ledger":         []byte("leitmotif ledger 1\n\x00\x01"),
		"z/space-00":       []byte("leitmotif space 7\n\x00\x01"),
		"z/leitmotif.prom": []byte("# HELP leitmotif_articles Articles of the last run.\n# TYPE leitmotif_articles gauge\n"),
		"z/inspect.txt":    []byte("run          out/run=20261123T060000Z\nmade         2026-11-23 06:00 UTC by leitmotif 1.0 in 0.5 s\n"),
		"z/run.log":        []byte("leitmotif: warning: the disk is full\n"),
		"essay.txt":        []byte("leitmotif: an essay\n\nThe port was closed."),
		"help.txt":         []byte("# HELP leitmotif_ is a comment\n\nThe port was closed."),
		"mentions.csv":     []byte("article_id,sentence,target,text\n1,2,port,The port was closed.\n"),
		"reasons.csv":      []byte("input,record,reason,text\n1,2,port,The port was closed.\n"),
		"topics.csv":       []byte("topic_id,topic_uid,language,text\n1,2,en,The port was closed.\n"),
		"weights.csv":      []byte("article_id,topic_id,weight,text\n1,2,0.5,The port was closed.\n"),
		"z/topics.csv":     []byte("article_id;topic_id;weight\r\n1;2;0.5\r\n"),
	}, format.Options{})
	wantOrder(t, got, "in/a/articles.json#1", "in/a/manifest.json#1", "in/articles.csv#1", "in/essay.txt#1", "in/help.txt#1",
		"in/log.jsonl#1", "in/mentions.csv#1", "in/page.html#1", "in/prose.txt#1", "in/reasons.csv#1", "in/settings.yaml unknown_format",
		"in/topics.csv#1", "in/weights.csv#1")
}
