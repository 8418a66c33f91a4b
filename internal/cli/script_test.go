package cli

import (
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the golden parts of the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"synoptic": func() { os.Exit(Main("test", os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

func TestScripts(t *testing.T) {
	// A model server that has no opinion.
	model := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"choices":[{"message":{"role":"assistant","content":"Unclear."}}]}`)
	}))
	t.Cleanup(model.Close)
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"first": first, "undoall": undoAll, "capture": capture},
		Setup: func(e *testscript.Env) error {
			examples, err := os.Getwd()
			e.Setenv("EXAMPLES", examples+"/../../examples")
			e.Setenv("NO_COLOR", "1")
			e.Setenv("COLUMNS", "100")
			e.Setenv("XDG_DATA_HOME", e.WorkDir+"/data")
			e.Setenv("OPINION", model.URL)
			return err
		},
	})
}

// first FILE VAR… puts the ids of the first points of a comparison into
// variables.
func first(ts *testscript.TestScript, _ bool, args []string) {
	var got struct {
		Events []struct{ Points []struct{ ID string } }
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &got))
	for i, name := range args[1:] {
		ts.Setenv(name, got.Events[0].Points[i].ID)
	}
}

// undoall takes back every decision about points, the last one first.
func undoAll(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Check(ts.Exec("synoptic", "point", "history"))
	lines := strings.Split(strings.TrimSpace(ts.ReadFile("stdout")), "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		id, _, _ := strings.Cut(lines[i], " ")
		ts.Check(ts.Exec("synoptic", "point", "undo", id))
	}
}
