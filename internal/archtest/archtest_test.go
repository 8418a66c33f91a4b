package archtest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "synoptic/"

// root is the module's folder, seen from this one.
const root = "../.."

// file is what one file, no test, says.
type file struct {
	name    string // from the root
	pkg     string // folder, from the root
	imports []imported
	syntax  *ast.File
	set     *token.FileSet
}

// imported is one import: a path of this module without the module's name, or
// any other path as it is.
type imported struct {
	path string
	ours bool
	line int
}

func parse(name string, content any) (file, error) {
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, filepath.Join(root, name), content, parser.SkipObjectResolution)
	if err != nil {
		return file{}, err
	}
	out := file{name: name, pkg: path.Dir(filepath.ToSlash(name)), syntax: f, set: set}
	for _, i := range f.Imports {
		p, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			return file{}, err
		}
		own, ours := strings.CutPrefix(p, module)
		out.imports = append(out.imports, imported{own, ours, set.Position(i.Pos()).Line})
	}
	return out, nil
}

// sources are all files of the module but tests; tools is a module of its own.
func sources(t *testing.T) []file {
	t.Helper()
	var out []file
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if _, err := os.Stat(filepath.Join(p, "go.mod")); p != root && (err == nil || strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "node_modules") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		name, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		f, err := parse(name, nil)
		if err != nil {
			return err
		}
		out = append(out, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 20 {
		t.Fatalf("only %d files found: is %s the module's root?", len(out), root)
	}
	return out
}

// floorOf is the floor of a package; an exact line comes before one with /*.
func floorOf(pkg string) (int, bool) {
	for _, r := range rooms {
		if r.path == pkg {
			return r.floor, true
		}
	}
	for _, r := range rooms {
		if folder, any := strings.CutSuffix(r.path, "/*"); any && path.Dir(pkg) == folder {
			return r.floor, true
		}
	}
	return 0, false
}

// violations are what a file does against the table.
func violations(f file) (out []string) {
	floor, known := floorOf(f.pkg)
	if !known {
		return []string{fmt.Sprintf("%s: package %s has no floor: give it a line in internal/archtest/table_test.go", f.name, f.pkg)}
	}
	for _, name := range strings.Split(f.pkg, "/") {
		if slices.Contains(emptyNames, name) {
			out = append(out, fmt.Sprintf("%s: %q says nothing of what is inside: name the package after it", f.name, name))
		}
	}
	for _, i := range f.imports {
		where := fmt.Sprintf("%s:%d: %s imports %s", f.name, i.line, f.pkg, i.path)
		if i.ours {
			if below, known := floorOf(i.path); known && below >= floor {
				out = append(out, fmt.Sprintf("%s: floor %d may import lower floors only, and that is floor %d", where, floor, below))
			}
		}
		path := i.path
		if !i.ours {
			path = foreign + path
		}
		for _, r := range rules {
			if r.from(f.pkg) && r.bans(path) {
				out = append(out, where+": "+r.why)
			}
		}
	}
	for _, d := range f.syntax.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
			out = append(out, fmt.Sprintf("%s:%d: func init: nothing happens before main", f.name, f.set.Position(fn.Pos()).Line))
		}
	}
	return out
}

// foreign marks paths that are not of this module, so that "text" of one is not
// taken for the other.
const foreign = "\x00"

func ours(p string) bool { return !strings.HasPrefix(p, foreign) }

func is(paths ...string) func(string) bool {
	return func(p string) bool { return slices.Contains(paths, p) }
}

// in holds for a package and all below it.
func in(folder string) func(string) bool {
	return func(p string) bool { return p == folder || strings.HasPrefix(p, folder+"/") }
}

// standard holds for packages that are not of this module.
func standard(paths ...string) func(string) bool {
	return func(p string) bool { p, ok := strings.CutPrefix(p, foreign); return ok && slices.Contains(paths, p) }
}

// below holds for packages that are not of this module and all below them.
func below(paths ...string) func(string) bool {
	return func(p string) bool {
		p, ok := strings.CutPrefix(p, foreign)
		return ok && slices.ContainsFunc(paths, func(folder string) bool { return in(folder)(p) })
	}
}

func and(fs ...func(string) bool) func(string) bool {
	return func(p string) bool { return !slices.ContainsFunc(fs, func(f func(string) bool) bool { return !f(p) }) }
}

func or(fs ...func(string) bool) func(string) bool {
	return func(p string) bool { return slices.ContainsFunc(fs, func(f func(string) bool) bool { return f(p) }) }
}

func not(f func(string) bool) func(string) bool { return func(p string) bool { return !f(p) } }

func TestArchitecture(t *testing.T) {
	for _, f := range sources(t) {
		for _, v := range violations(f) {
			t.Error(v)
		}
	}
}

// TestViolationsAreFound shows that the table can be broken.
func TestViolationsAreFound(t *testing.T) {
	for _, c := range []struct{ name, imports, want string }{
		{"collate/x.go", "synoptic/cluster", "never imports another verb"},
		{"collate/x.go", "synoptic/nlp/parse", "not on the stages"},
		{"collate/x.go", "synoptic/internal/store", "nothing of the machine"},
		{"collate/x.go", "os", "no disk"},
		{"collate/x.go", "log/slog", "no disk"},
		{"collate/x.go", "synoptic/news", ""},
		{"collate/x.go", "strings", ""},
		{"text/x.go", "synoptic/news", "lower floors only"},
		{"text/x.go", "synoptic/internal/fault", "imports nothing of this module"},
		{"news/x.go", "synoptic/internal/fault", "news stands on text alone"},
		{"nlp/parse/x.go", "synoptic/nlp/tag", "never another stage"},
		{"nlp/parse/x.go", "synoptic/nlp/encoder", ""},
		{"nlp/en/x.go", "synoptic/nlp/parse", ""},
		{"timex/x.go", "synoptic/news", ""},
		{"revise/x.go", "synoptic/timex", ""},
		{"internal/web/x.go", "synoptic/internal/store", "a face imports query"},
		{"internal/web/x.go", "synoptic/collate", "a face imports query"},
		{"internal/web/x.go", "synoptic/internal/query", ""},
		{"internal/cli/x.go", "synoptic/extract", "handed what it runs by app"},
		{"internal/job/x.go", "synoptic/internal/store/sqlite", "chosen in app"},
		{"internal/job/x.go", "synoptic/cluster", ""},
		{"internal/query/x.go", "synoptic/internal/store/sqlstore", "only databases use it"},
		{"internal/query/x.go", "synoptic/internal/job", "lower floors only"},
		{"internal/app/x.go", "synoptic/internal/store/sqlite", ""},
		{"internal/app/x.go", "modernc.org/sqlite", "has its one place"},
		{"internal/app/x.go", "synoptic/internal/store/storetest", "for tests"},
		{"internal/app/x.go", "github.com/google/go-cmp/cmp", "for tests"},
		{"internal/fetch/x.go", "github.com/spf13/cobra", "has its one place"},
		{"cmd/synoptic/x.go", "synoptic/internal/app", "main is a leaf"},
		{"weather/x.go", "strings", "has no floor"},
		{"nlp/util/x.go", "strings", "says nothing"},
	} {
		f, err := parse(c.name, fmt.Sprintf("package x\n\nimport %q\n", c.imports))
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(violations(f), "\n")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s importing %s: got %q, want %q", c.name, c.imports, got, c.want)
		}
		if c.want != "" && !strings.HasPrefix(got, c.name) {
			t.Errorf("%s importing %s: %q does not say where", c.name, c.imports, got)
		}
	}
	f, err := parse("text/x.go", "package text\n\nfunc init() {}\n")
	if err != nil {
		t.Fatal(err)
	}
	if v := violations(f); len(v) != 1 || !strings.Contains(v[0], "init") {
		t.Errorf("func init: %q", v)
	}
}

// TestRoomsAreListedOnce keeps the table free of contradiction.
func TestRoomsAreListedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rooms {
		if seen[r.path] {
			t.Errorf("%s is listed twice", r.path)
		}
		seen[r.path] = true
	}
}

// TestGlossary asks that every exported type of the noun packages has a line in
// the glossary, and that the glossary names no type that is not there.
func TestGlossary(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(root, "doc", "glossary.md"))
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, line := range strings.Split(string(b), "\n") {
		if cell, ok := strings.CutPrefix(line, "| `"); ok {
			name, _, _ := strings.Cut(cell, "`")
			if listed[name] {
				t.Errorf("doc/glossary.md: %s has two lines", name)
			}
			listed[name] = true
		}
	}
	for _, f := range sources(t) {
		if f.pkg != "text" && f.pkg != "news" {
			continue
		}
		for _, name := range exportedTypes(f) {
			if !listed[name] {
				t.Errorf("%s: %s has no line in doc/glossary.md: say what the word means", f.name, name)
			}
			delete(listed, name)
		}
	}
	for name := range listed {
		t.Errorf("doc/glossary.md: %s is no exported type of text or news", name)
	}
}

func exportedTypes(f file) (out []string) {
	for _, d := range f.syntax.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.TYPE {
			continue
		}
		for _, s := range g.Specs {
			if name := s.(*ast.TypeSpec).Name; name.IsExported() {
				out = append(out, f.pkg+"."+name.Name)
			}
		}
	}
	return out
}
