package labelled

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A target outside of its text is an error that names file and line.
func TestTargetOutside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "labelled.jsonl")
	for target, fault := range map[string]bool{
		`"target_from": 0, "target_to": 3`: false, `"target_from": 4, "target_to": 7`: false, `"target_from": 4`: false,
		`"target_from": -5, "target_to": 3`: true, `"target_from": 3, "target_to": 900`: true, `"target_from": 3, "target_to": 1`: true,
	} {
		lines := `{"text": "Ann won", "label": "positive"}` + "\n" + `{"text": "Änn won", "label": "positive", ` + target + "}\n"
		if err := os.WriteFile(path, []byte(lines), 0o600); err != nil {
			t.Fatal(err)
		}
		records, err := Read(path, "")
		if fault != (err != nil) || fault && !strings.Contains(err.Error(), path+" line 2") || !fault && len(records) != 2 {
			t.Errorf("%s: %d records, %v", target, len(records), err)
		}
	}
}
