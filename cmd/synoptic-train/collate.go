package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"synoptic/internal/app"
)

// runCollate fits the pair scorer of collate.
func runCollate(args []string) error {
	return runMarked(args, "collate", "collate/pair.model", "WRITTEN ecb_statement_alignment_train.jsonl", func(marked string, from []string) ([]byte, error) {
		model, err := app.TrainCollate(marked, from[0], from[1])
		return []byte(model), err
	})
}

// runReader fits the reader of collate.
func runReader(args []string) error {
	return runMarked(args, "reader", "collate/reader.model", "WRITTEN ecb_statement_alignment_train.jsonl", func(marked string, from []string) ([]byte, error) {
		return app.TrainReader(marked, from[0], from[1])
	})
}

// runPoints fits the scorer of points of collate.
func runPoints(args []string) error {
	return runMarked(args, "points", "collate/point.model", "WRITTEN", func(marked string, from []string) ([]byte, error) {
		model, err := app.TrainPoints(marked, from[0])
		return []byte(model), err
	})
}

// runMarked fits what learns from texts whose claims are marked, and from others that
// are named.
func runMarked(args []string, name, file, others string, fit func(marked string, from []string) ([]byte, error)) error {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	out := flags.String("out", file, "file to write")
	marked := flags.String("marked", "collate/testdata", "folder of texts whose claims are marked")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != len(strings.Fields(others)) {
		return fmt.Errorf("usage: synoptic-train %s [flags] %s", name, others)
	}
	model, err := fit(*marked, flags.Args())
	if err != nil {
		return err
	}
	return os.WriteFile(*out, model, 0o644)
}

// runLikeness fits the scorer of short texts of collate.
func runLikeness(args []string) error {
	flags := flag.NewFlagSet("likeness", flag.ContinueOnError)
	out := flags.String("out", "collate/likeness.model", "file to write")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return fmt.Errorf("usage: synoptic-train likeness [flags] ecb_statement_alignment_train.jsonl")
	}
	model, err := app.TrainLikeness(flags.Arg(0))
	if err != nil {
		return err
	}
	return os.WriteFile(*out, []byte(model), 0o644)
}
