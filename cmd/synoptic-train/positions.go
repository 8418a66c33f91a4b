package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"synoptic/internal/app"
)

// runPositions fits the models of position.
func runPositions(args []string) error {
	flags := flag.NewFlagSet("positions", flag.ContinueOnError)
	out := flags.String("out", "position", "folder to write sense.model, pair.model, change.model and reader.model to")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return fmt.Errorf("usage: synoptic-train positions [flags] DIR…")
	}
	m, err := app.TrainPositions(flags.Args())
	if err != nil {
		return err
	}
	for name, model := range map[string][]byte{"sense.model": m.Sense, "pair.model": m.Pairs, "change.model": m.Changes, "reader.model": m.Reader} {
		if err := os.WriteFile(filepath.Join(*out, name), model, 0o644); err != nil {
			return err
		}
	}
	return nil
}
