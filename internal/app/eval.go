package app

import (
	"os"
	"path/filepath"

	"synoptic/eval"
)

// Suite scores the product on corpora that the user has.
type Suite struct {
	Name  string
	About string // what it measures
	Reads string // what a folder must hold
	// In are the folders of a data collection that the suite reads when all
	// suites are run; the first part of a path is the collection's.
	In  []string
	Run func(dir string) (eval.Table, error)
}

// Suites lists what can be scored.
func Suites() []Suite {
	return []Suite{
		{"coref", "mentions of one thing in a text, and of one actor across texts", "*.conllu with Entity= in MISC; mentions.jsonl beside articles/; or MEANTIME's entity_mentions.jsonl",
			[]string{"ud/GUM-open", "written", "newswcl50-dev", "meantime"}, evalCoref},
	}
}

// Present reports whether dir holds the folder in.
func Present(dir, in string) bool {
	_, err := os.Stat(filepath.Join(dir, in))
	return err == nil
}
