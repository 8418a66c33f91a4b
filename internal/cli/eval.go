package cli

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"synoptic/eval"
	"synoptic/internal/app"
	"synoptic/internal/fault"
)

func evalCommand(e *env) *cobra.Command {
	var format string
	var names []string
	var about strings.Builder
	for _, s := range app.Suites() {
		names = append(names, s.Name)
		fmt.Fprintf(&about, "\n  %-12s %s;\n  %-12s reads %s", s.Name, s.About, "", s.Reads)
	}
	c := &cobra.Command{
		Use:     "eval SUITE DIR",
		Short:   "Score the product on a corpus that you have",
		Long:    "Eval runs the product on a corpus in DIR and scores it. The suites:" + about.String() + "\n\n'all' runs every suite on the folders of a data collection, see doc/evaluation.md.\nA figure below its floor (eval/floors.json, for the edition of a corpus that its digest names) is a failure.",
		Example: "  synoptic eval conllu corpora/ud/EWT\n  synoptic eval all corpora",
		Args:    cobra.ExactArgs(2),
	}
	c.ValidArgs = append(names, "all")
	formatFlag(c, &format, "text", "json")
	c.RunE = func(_ *cobra.Command, args []string) error {
		floors, err := eval.Floors()
		if err != nil {
			return err
		}
		known, ran := false, false
		for _, s := range app.Suites() {
			if args[0] != "all" && args[0] != s.Name {
				continue
			}
			known = true
			for _, dir := range foldersOf(s, args) {
				ran = true
				t, err := s.Run(dir)
				if err != nil {
					e.fail(fault.New(fault.Input, "eval %s: %w", s.Name, err))
					continue
				}
				if err := e.writeTable(t, format); err != nil {
					return err
				}
				for _, complaint := range floors[t.Suite+" "+t.Corpus].Below(t) {
					e.fail(fault.New(fault.Conflict, "%s", complaint))
				}
			}
		}
		if !known {
			return usage("eval %q: choose %s or all", args[0], strings.Join(names, ", "))
		}
		if !ran {
			return fault.New(fault.NotFound, "eval all: %s holds none of the folders that the suites read; doc/evaluation.md names them", args[1])
		}
		return nil
	}
	return c
}

// foldersOf are the folders that a suite reads: the one given, or those of the
// collection that are there.
func foldersOf(s app.Suite, args []string) []string {
	if args[0] != "all" {
		return []string{args[1]}
	}
	var dirs []string
	for _, in := range s.In {
		if app.Present(args[1], in) {
			dirs = append(dirs, filepath.Join(args[1], in))
		}
	}
	return dirs
}

func (e *env) writeTable(t eval.Table, format string) error {
	if format == "json" {
		return json.NewEncoder(e.out).Encode(t)
	}
	_, err := fmt.Fprint(e.out, t.String())
	return err
}
