package format

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"leitmotif/corpus"
)

// emitter hands what is read to the consumer of Articles. Its methods return false once
// reading has to end: the consumer wants no more, or the context is done.
type emitter struct {
	ctx     context.Context
	yield   func(*corpus.Article, error) bool
	stopped bool
	given   int // articles, rejects and files of the program so far
}

// longestDetail bounds what a reject says, in characters: inputs are quoted in it.
const longestDetail = 1000

// limitError is why reading ends where the reason is known: a limit exceeded, a fault.
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
	a.Bound()
	return e.give(a, nil)
}

func (e *emitter) reject(o corpus.Origin, reason corpus.Reason, detail string) bool {
	return e.give(nil, &corpus.Reject{Input: o, Reason: reason, Detail: corpus.Shorten(oneLine(cleanText([]byte(detail))), longestDetail)})
}

func (e *emitter) give(a *corpus.Article, reject error) bool {
	if e.alive() {
		e.given++
		e.stopped = !e.yield(a, reject)
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

// plainCause gives the message of err without the paths of this machine that errors of
// the operating system carry, however deep they are wrapped and however often.
func plainCause(err error) string {
	text := err.Error()
	eachSystemError(err, func(whole error, op string, cause error) {
		text = strings.ReplaceAll(text, whole.Error(), op+": "+cause.Error())
	})
	return text
}

// eachSystemError calls f for the errors within err that name a path or a descriptor.
func eachSystemError(err error, f func(whole error, op string, cause error)) {
	switch e := err.(type) {
	case *fs.PathError:
		f(e, e.Op, e.Err)
	case *os.LinkError:
		f(e, e.Op, e.Err)
	}
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil {
			eachSystemError(inner, f)
		}
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			eachSystemError(inner, f)
		}
	}
}
