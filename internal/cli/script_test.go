package cli

import (
	"flag"
	"os"
	"regexp"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the golden parts of the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"synoptic": func() { os.Exit(Main("test", os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// capture NAME PATTERN sets a variable to the first group of a pattern in what the
// last command printed.
func capture(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: capture NAME PATTERN")
	}
	m := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if len(m) < 2 {
		ts.Fatalf("nothing printed matches %s", args[1])
	}
	ts.Setenv(args[0], m[1])
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"capture": capture},
		Setup: func(e *testscript.Env) error {
			examples, err := os.Getwd()
			e.Setenv("EXAMPLES", examples+"/../../examples")
			e.Setenv("NO_COLOR", "1")
			e.Setenv("COLUMNS", "100")
			e.Setenv("XDG_DATA_HOME", e.WorkDir+"/data")
			return err
		},
	})
}
