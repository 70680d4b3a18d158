package input

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
)

// TestPlainCause takes the paths out of every error that the system gives, wrapped or
// joined.
func TestPlainCause(t *testing.T) {
	for _, err := range []error{
		&fs.PathError{Op: "read", Path: "/home/x", Err: fs.ErrInvalid},
		&os.LinkError{Op: "link", Old: "/home/x", New: "/home/y", Err: fs.ErrInvalid},
		fmt.Errorf("a: %w", fmt.Errorf("b: %w", &fs.PathError{Op: "read", Path: "/home/x", Err: fs.ErrInvalid})),
		errors.Join(errors.New("a"), &fs.PathError{Op: "read", Path: "/home/x", Err: fs.ErrInvalid}, &fs.PathError{Op: "open", Path: "/home/y", Err: fs.ErrInvalid}),
		fmt.Errorf("zip: %w", &fs.PathError{Op: "open", Path: "/home/x", Err: &fs.PathError{Op: "stat", Path: "/home/y", Err: fs.ErrInvalid}}),
	} {
		if said := plainCause(err); strings.Contains(said, "/home") || !strings.Contains(said, fs.ErrInvalid.Error()) {
			t.Errorf("%v: %q", err, said)
		}
	}
}
