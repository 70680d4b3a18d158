package analysis_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"testing"
)

// The package comment names the functions that an article comes by; they must be there.
func TestWayOfAnArticle(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "run.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	way := regexp.MustCompile(`(?m)^  - (\S+\.go):(\S+) `).FindAllStringSubmatch(file.Doc.Text(), -1)
	if len(way) < 20 {
		t.Errorf("the way has %d steps, not from bytes to a row", len(way))
	}
	for _, step := range way {
		if !functions(t, filepath.Join("..", filepath.FromSlash(step[1])))[step[2]] {
			t.Errorf("%s has no function %s", step[1], step[2])
		}
	}
}

// functions names the functions of a file, methods as Type.Method.
func functions(t *testing.T, path string) map[string]bool {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Error(err)
		return nil
	}
	out := make(map[string]bool)
	for _, declared := range file.Decls {
		f, ok := declared.(*ast.FuncDecl)
		if !ok {
			continue
		}
		name := f.Name.Name
		if f.Recv != nil {
			receiver := f.Recv.List[0].Type
			if pointer, ok := receiver.(*ast.StarExpr); ok {
				receiver = pointer.X
			}
			if named, ok := receiver.(*ast.Ident); ok {
				name = named.Name + "." + name
			}
		}
		out[name] = true
	}
	return out
}
