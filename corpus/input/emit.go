package input

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"leitmotif/corpus"
)

// emitter hands what is read to the consumer of Read. Its methods return false once
// reading has to end: the consumer wants no more, or the context is done.
type emitter struct {
	ctx     context.Context
	yield   func(*corpus.Article, error) bool
	stopped bool
	given   int // articles, rejects and files of the program so far
}

// longestDetail bounds what a reject says, in characters: inputs are quoted in it.
const longestDetail = 1000

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
	return e.give(nil, &corpus.Reject{Input: o, Reason: reason, Detail: corpus.Shorten(Line(Text([]byte(detail))), longestDetail)})
}

func (e *emitter) give(a *corpus.Article, reject error) bool {
	if e.alive() {
		e.given++
		e.stopped = !e.yield(a, reject)
	}
	return !e.stopped
}

// failed rejects what could not be read to its end because of errs, those that are nil left
// out, in one reject: for the reason of the reject that the first of them is or wraps, else
// as unreadable.
func (e *emitter) failed(o corpus.Origin, errs ...error) bool {
	var reason corpus.Reason
	var details []string
	for _, err := range errs {
		if err == nil {
			continue
		}
		why, detail := corpus.Unreadable, ""
		var known *corpus.Reject
		if errors.As(err, &known) {
			why, detail = known.Reason, known.Detail
		} else {
			detail = plainCause(err)
		}
		if reason == "" {
			reason = why
		}
		details = append(details, detail)
	}
	if reason == "" {
		return e.alive()
	}
	return e.reject(o, reason, strings.Join(details, "; "))
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
