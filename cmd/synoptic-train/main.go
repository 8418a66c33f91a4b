// Command synoptic-train makes the data files that the language engine embeds.
//
//	synoptic-train vectors FILE        prune and quantise word vectors
//	synoptic-train english -data DIR   train the English model
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "synoptic-train:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) > 0 && args[0] == "vectors" {
		return runVectors(args[1:])
	}
	if len(args) > 0 && args[0] == "english" {
		return runEnglish(args[1:])
	}
	return fmt.Errorf("usage: synoptic-train vectors|english …")
}
