package cli

import (
	"regexp"

	"github.com/rogpeppe/go-internal/testscript"
)

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
