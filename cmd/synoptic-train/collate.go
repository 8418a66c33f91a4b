package main

import (
	"flag"
	"fmt"
	"os"

	"synoptic/internal/app"
)

// runCollate fits the pair scorer of collate.
func runCollate(args []string) error {
	flags := flag.NewFlagSet("collate", flag.ContinueOnError)
	out := flags.String("out", "collate/pair.model", "file to write")
	marked := flags.String("marked", "collate/testdata", "folder of events whose claims are marked")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 2 {
		return fmt.Errorf("usage: synoptic-train collate [flags] WRITTEN ecb_statement_alignment_train.jsonl")
	}
	model, err := app.TrainCollate(*marked, flags.Arg(0), flags.Arg(1))
	if err != nil {
		return err
	}
	return os.WriteFile(*out, []byte(model), 0o644)
}

// runReader fits the reader of collate.
func runReader(args []string) error {
	flags := flag.NewFlagSet("reader", flag.ContinueOnError)
	out := flags.String("out", "collate/reader.model", "file to write")
	marked := flags.String("marked", "collate/testdata", "folder of events and sentences whose claims are marked")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 2 {
		return fmt.Errorf("usage: synoptic-train reader [flags] WRITTEN ecb_statement_alignment_train.jsonl")
	}
	model, err := app.TrainReader(*marked, flags.Arg(0), flags.Arg(1))
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
