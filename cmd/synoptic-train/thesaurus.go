package main

import (
	"flag"
	"fmt"
	"os"

	"synoptic/lexicon/thesaurus"
)

// runThesaurus lays out the table of the thesaurus of its entries.
func runThesaurus(args []string) error {
	flags := flag.NewFlagSet("thesaurus", flag.ContinueOnError)
	from := flags.String("from", "lexicon/thesaurus/entries", "folder of entries-*.txt and claims-*.txt")
	out := flags.String("out", "lexicon/thesaurus/thesaurus.bin", "file to write")
	if err := flags.Parse(args); err != nil {
		return err
	}
	data, err := thesaurus.BuildFolder(os.DirFS(*from))
	if err != nil {
		return err
	}
	fmt.Printf("%d bytes\n", len(data))
	return os.WriteFile(*out, data, 0o644)
}
