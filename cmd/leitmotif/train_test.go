package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"leitmotif/analysis/watchlist"
	"leitmotif/cmd/leitmotif/internal/fault"
	"leitmotif/seeds"
)

// execute runs one command alone.
func execute(t *testing.T, c func(streams) *cobra.Command, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	command := c(streams{out: &out, err: &out})
	command.SetArgs(args)
	command.SetOut(&out)
	command.SetErr(&out)
	command.SilenceErrors, command.SilenceUsage = true, true
	err := command.Execute()
	return out.String(), err
}

// labelledFile writes sentences of a made-up language whose tone hangs on one word.
func labelledFile(t *testing.T) string {
	t.Helper()
	var lines bytes.Buffer
	words := map[string]string{"negative": "lelijk", "neutral": "rond", "positive": "mooi"}
	things := []string{"huis", "schip", "boek", "plein", "feest", "dorp"}
	for i := range 90 {
		label := []string{"negative", "neutral", "positive"}[i%3]
		from := len("het ")
		record := map[string]any{
			"id": fmt.Sprint(i), "lang": "nl", "label": label, "target": things[i%6], "target_from": from, "target_to": from + len(things[i%6]),
			"text": fmt.Sprintf("het %s van %s is %s", things[i%6], things[(i/6)%6], words[label]),
		}
		if err := json.NewEncoder(&lines).Encode(record); err != nil {
			t.Fatal(err)
		}
	}
	name := filepath.Join(t.TempDir(), "zinnen.jsonl")
	if err := os.WriteFile(name, lines.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestTrainAndEvaluateTone(t *testing.T) {
	labelled := labelledFile(t)
	var models [2][]byte
	for i := range models {
		model := filepath.Join(t.TempDir(), "nl.tone")
		if _, err := execute(t, trainCommand, "tone", "--language", "nl", "--labelled", labelled, "--texts", labelled, "--out", model, "--workers", fmt.Sprint(i+1)); err != nil {
			t.Fatal(err)
		}
		var err error
		if models[i], err = os.ReadFile(model); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{{labelled}, {labelled, "--target"}} {
			out, err := execute(t, evaluateToneCommand, append(args, "--model", "nl="+model)...)
			if err != nil {
				t.Fatal(err)
			}
			for _, part := range []string{"macro-F1 1.0000, accuracy 1.0000 (majority class: 0.1667, 0.3333)", "90 records, 90 scored; coverage 1.000", "cdipaolo/sentiment"} {
				if !strings.Contains(out, part) {
					t.Errorf("evaluate tone %v lacks %q:\n%s", args, part, out)
				}
			}
		}
	}
	if !bytes.Equal(models[0], models[1]) {
		t.Error("one worker and two make different models")
	}
	out, err := execute(t, trainCommand, "tone", "--language", "nl", "--labelled", labelled, "--cross-validate")
	if err != nil || strings.Count(out, "cross-validated") != 2 {
		t.Errorf("cross-validation: %v\n%s", err, out)
	}
}

func TestTrainUsage(t *testing.T) {
	for _, args := range [][]string{
		{"tone"}, {"tone", "--language", "nl", "--out", "x"}, {"tone", "--language", "nl", "--data", ".", "--out", "x"},
		{"tone", "--language", "de", "--data", "."}, {"tone", "--language", "de", "--data", ".", "--labelled", "x", "--out", "y"}, {"topics"},
	} {
		if _, err := execute(t, trainCommand, args...); !errors.Is(err, fault.ErrUsage) {
			t.Errorf("train %v: %v, want an error of usage", args, err)
		}
	}
	if _, err := execute(t, evaluateToneCommand); !errors.Is(err, fault.ErrUsage) {
		t.Errorf("evaluate tone without a corpus: %v", err)
	}
	if _, err := execute(t, evaluateToneCommand, filepath.Join(t.TempDir(), "absent.jsonl")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("evaluate tone of an absent corpus: %v", err)
	}
}

func TestEmbeddedWatchlist(t *testing.T) {
	list, err := watchlist.Parse(seeds.Watchlist())
	if err != nil || len(list.Targets) < 10 {
		t.Errorf("watch list of the demonstration corpus: %v, %v", list, err)
	}
}

// TestTeacher: what another model says is read with the labels, and a fault in it named.
func TestTeacher(t *testing.T) {
	taught := filepath.Join(t.TempDir(), "taught.jsonl")
	for lines, fault := range map[string]string{
		`{"text": "het schip is mooi", "p": [0.1, 0.1, 0.8]}` + "\n":             "",
		`{"text": "a", "p": [0, 1, 0]}` + "\n" + `{"text": "a", "p": [1, 1, 0]}`: "taught.jsonl line 2",
		`{"text": "a", "p": [0, 1, 0], "start": 5, "end": 9}`:                    "a target from 5 to 9 in a text of 1 characters",
	} {
		if err := os.WriteFile(taught, []byte(lines), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := execute(t, trainToneCommand, "--language", "nl", "--labelled", labelledFile(t), "--teacher", taught, "--out", filepath.Join(t.TempDir(), "nl.tone"))
		if fault == "" && err != nil || fault != "" && (err == nil || !strings.Contains(err.Error(), fault)) {
			t.Errorf("%s: %v", lines, err)
		}
	}
}
