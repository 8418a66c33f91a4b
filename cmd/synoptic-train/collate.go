package main

import (
	"flag"
	"fmt"
	"os"

	"synoptic/internal/app"
)

// runCollate fits the pair scorer of collate.
func runCollate(args []string) error {
	return runMarked(args, "collate", "collate/pair.model", func(marked, written, pairs string) ([]byte, error) {
		model, err := app.TrainCollate(marked, written, pairs)
		return []byte(model), err
	})
}

// runReader fits the reader of collate.
func runReader(args []string) error {
	return runMarked(args, "reader", "collate/reader.model", app.TrainReader)
}

// runPoints fits the scorer of points of collate.
func runPoints(args []string) error {
	return runMarked(args, "points", "collate/point.model", app.TrainPoints)
}

// runMarked fits what learns from texts whose claims are marked.
func runMarked(args []string, name, file string, fit func(marked, written, pairs string) ([]byte, error)) error {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	out := flags.String("out", file, "file to write")
	marked := flags.String("marked", "collate/testdata", "folder of texts whose claims are marked")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 2 {
		return fmt.Errorf("usage: synoptic-train %s [flags] WRITTEN ecb_statement_alignment_train.jsonl", name)
	}
	model, err := fit(*marked, flags.Arg(0), flags.Arg(1))
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
