// Command leitmotif finds the topics and the tone of a corpus of news articles and
// writes them to Parquet tables and one HTML report.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

func main() {
	// A batch job shares its machine: collect garbage at a third of the default growth, for
	// a peak of memory a third lower and a few per cent of time. GOGC overrides it.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(35)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
