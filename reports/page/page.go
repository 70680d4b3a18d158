// Package page formats a view as one self-contained HTML page.
//
// In comes a View, in which every figure is already computed; out goes a page that
// holds its style, its charts (inline SVG) and a little script. It loads nothing: a
// Content-Security-Policy in the page forbids every request, and allows the one
// style sheet and the one script by their hashes. Without the script the page is
// complete; with it the list of articles can be searched, filtered, sorted and paged.
//
// The only arithmetic here is that of drawing: where a point lies, how dark a cell
// is. All wording stands in package phrases, all style in style.css.
//
// Glossary.
//
//   - heat: a table whose cells are the darker the larger their figure.
//   - tone bar: the shares of negative, neutral and positive articles side by side.
//   - drivers: the terms that moved the tone of an article, each with its sign.
package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the template, the style sheet and the script
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"io"
)

//go:embed page.html
var pageHTML string

//go:embed style.css
var styleCSS string

//go:embed script.js
var scriptJS string

// content is what the template works on.
type content struct {
	*View
	Style  template.CSS
	Script template.JS
	Policy string
}

// Render writes the page. Nothing is written where the view cannot be formatted.
func Render(out io.Writer, v *View) error {
	w, err := newWords(v.Language)
	if err != nil {
		return fmt.Errorf("render the page: %w", err)
	}
	w.netBand = v.Method.NetBand
	t, err := template.New("page").Funcs(w.functions()).Option("missingkey=error").Parse(pageHTML)
	if err != nil {
		return fmt.Errorf("parse the template of the page: %w", err)
	}
	var b bytes.Buffer
	err = t.Execute(&b, content{v, template.CSS(styleCSS), template.JS(scriptJS), policy()})
	if err := errors.Join(err, w.err); err != nil {
		return fmt.Errorf("render the page: %w", err)
	}
	if _, err := b.WriteTo(out); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
}

// policy is the Content-Security-Policy of the page: no request of any kind, no
// style and no script but the embedded ones.
func policy() string {
	return fmt.Sprintf("default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'",
		hashOf(styleCSS), hashOf(scriptJS))
}

// hashOf is the hash of an inline element's text as a policy states it.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// functions are what the template may call.
func (w *words) functions() template.FuncMap {
	return template.FuncMap{
		"say":         w.say,
		"tell":        w.tell,
		"number":      w.number,
		"percent":     w.percent,
		"score":       w.score,
		"called":      w.called,
		"decimal":     w.decimal,
		"date":        w.date,
		"dated":       w.dated,
		"instant":     w.instant,
		"isodate":     isoDate,
		"days":        w.days,
		"language":    w.languageName,
		"sign":        sign,
		"finding":     w.finding,
		"changeline":  w.changeLine,
		"changelist":  w.changeList,
		"topic":       topicLink,
		"change":      w.changeText,
		"mean":        w.meanText,
		"trust":       w.trust,
		"tonerule":    w.toneRule,
		"axisnote":    w.axisNote,
		"level":       level,
		"shade":       shade,
		"dense":       dense,
		"crowded":     crowded,
		"matrixcell":  w.matrixCell,
		"heatcell":    w.heatCell,
		"sparkline":   w.sparkline,
		"tonebar":     toneBar,
		"interval":    intervalPlot,
		"scale":       w.scaleLabels,
		"tonetime":    w.toneOverTime,
		"stack":       w.stackedBars,
		"bar":         bar,
		"legend":      w.legend,
		"peak":        w.peak,
		"pair":        sheetOf,
		"groupof":     toneRowOf,
		"tick":        w.headOf,
		"part":        part,
		"ratio":       part,
		"cellshare":   cellShare,
		"toneclass":   toneTextClass,
		"driverclass": driverClass,
		"reason":      w.reason,
		"marked":      marked,
		"naming":      naming,
		"map":         w.topicMap,
		"mark":        w.markText,
		"arrow":       toneArrow,
		"target":      w.targetChart,
		"outlet":      w.outletName,
		"later":       w.later,
		"watched":     targetChartsOf,
		"named":       nameRowOf,
	}
}
