// Command leitmotif finds the topics and the tone of a corpus of news articles and
// writes them to Parquet tables and one HTML report.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // zones where the machine has no database of them: 450 kB

	"leitmotif/cmd/leitmotif/internal/memory"
)

func main() {
	if os.Getenv("GOGC") == "" { // else its user knows better
		memory.Pace()
	}
	ctx, stop := signal.NotifyContext(context.Background(), endings()...)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	// Signals stay caught to the end: how the run went is decided, and one that comes now must
	// not make a published run look killed.
	os.Exit(run(ctx, os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr))
}

// endings are the signals that end a run. A terminal that closes does not where it is to be
// ignored, as nohup has it.
func endings() []os.Signal {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	return signals
}
