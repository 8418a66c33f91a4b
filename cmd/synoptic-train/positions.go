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
	out := flags.String("out", "position", "folder to write sense.model, pair.model and change.model to")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return fmt.Errorf("usage: synoptic-train positions [flags] DIR…")
	}
	sense, pairs, changes, err := app.TrainPositions(flags.Args())
	if err != nil {
		return err
	}
	for name, model := range map[string]string{"sense.model": sense, "pair.model": pairs, "change.model": changes} {
		if err := os.WriteFile(filepath.Join(*out, name), []byte(model), 0o644); err != nil {
			return err
		}
	}
	return nil
}
