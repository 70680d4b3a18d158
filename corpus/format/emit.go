package format

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"leitmotif/corpus"
)

// emitter hands what is read to the consumer of Articles. Its methods return false once
// reading has to end: the consumer wants no more, or the context is done.
type emitter struct {
	ctx     context.Context
	yield   func(*corpus.Article, error) bool
	stopped bool
}

// limitError is a limit exceeded while reading.
type limitError struct {
	reason corpus.Reason
	detail string
}

func (e *limitError) Error() string { return e.detail }

// alive reports whether reading may go on; a done context is told to the consumer.
func (e *emitter) alive() bool {
	if e.stopped {
		return false
	}
	if err := e.ctx.Err(); err != nil {
		e.stopped = true
		e.yield(nil, fmt.Errorf("read articles: %w", err))
	}
	return !e.stopped
}

func (e *emitter) article(a *corpus.Article) bool {
	if e.alive() && !e.yield(a, nil) {
		e.stopped = true
	}
	return !e.stopped
}

func (e *emitter) reject(o corpus.Origin, reason corpus.Reason, detail string) bool {
	if e.alive() && !e.yield(nil, &corpus.Reject{Input: o, Reason: reason, Detail: oneLine(cleanText([]byte(detail)))}) {
		e.stopped = true
	}
	return !e.stopped
}

// failed rejects what could not be read to its end because of err.
func (e *emitter) failed(o corpus.Origin, err error) bool {
	var limit *limitError
	if errors.As(err, &limit) {
		return e.reject(o, limit.reason, limit.detail)
	}
	return e.reject(o, corpus.Unreadable, plainCause(err))
}

// tooLarge rejects a record over the limit of limit bytes.
func (e *emitter) tooLarge(o corpus.Origin, limit int64) bool {
	return e.reject(o, corpus.TooLarge, fmt.Sprintf("over %d bytes", limit))
}

// fatal ends reading with an error that is no reject.
func (e *emitter) fatal(o corpus.Origin, err error) {
	if e.alive() {
		e.stopped = true
		e.yield(nil, fmt.Errorf("read %s: %w", o, err))
	}
}

// plainCause gives the message of err without the path of this machine that errors of
// the file system carry.
func plainCause(err error) string {
	var inPath *fs.PathError
	if errors.As(err, &inPath) {
		return inPath.Op + ": " + inPath.Err.Error()
	}
	return err.Error()
}
