// Package colour marks text for terminals that show colours, as https://no-color.org asks for.
package colour

import (
	"io"
	"os"

	"golang.org/x/term"
)

// Palette marks text, or leaves it as it is: the zero value does.
type Palette struct{ on bool }

// For gives the palette of a stream: with colours where it is a terminal, unless NO_COLOR is set in
// the environment or the terminal is a dumb one.
func For(w io.Writer, env map[string]string) Palette {
	return Palette{Width(w) > 0 && Allowed(env)}
}

// Allowed tells whether the environment lets a terminal have colours.
func Allowed(env map[string]string) bool { return env["NO_COLOR"] == "" && env["TERM"] != "dumb" }

// Width is the number of columns of the terminal that w is; 0 means that it is none.
func Width(w io.Writer) int {
	file, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return 0
	}
	columns, _, err := term.GetSize(int(file.Fd()))
	if err != nil || columns < 1 {
		return 80
	}
	return columns
}

// Heading, Fault and Warning mark what their names say.
func (p Palette) Heading(text string) string { return p.mark("1", text) }
func (p Palette) Fault(text string) string   { return p.mark("31;1", text) }
func (p Palette) Warning(text string) string { return p.mark("33", text) }

// mark puts text between the sequence of ECMA-48 that selects a graphic rendition and its end.
func (p Palette) mark(rendition, text string) string {
	if !p.on || text == "" {
		return text
	}
	return "\x1b[" + rendition + "m" + text + "\x1b[0m"
}
