package main

import (
	"flag"
	"fmt"
	"os"

	"synoptic/nlp/en"
)

// runAverage writes the mean of the weights of several files of one training,
// which does better than the last of them (Izmailov et al., "Averaging weights
// leads to wider optima and better generalization", UAI 2018).
func runAverage(args []string) error {
	flags := flag.NewFlagSet("average", flag.ContinueOnError)
	out := flags.String("out", "nlp/en/english.bin", "weights file to write")
	version := flags.String("version", "dev", "version to write into the weights")
	reserve := flags.Float64("reserve", 0, "what to add to the score of no name, against names that are none")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return fmt.Errorf("usage: synoptic-train average [flags] FILE…")
	}
	mean, err := loadModel(flags.Arg(0))
	if err != nil {
		return err
	}
	for _, path := range flags.Args()[1:] {
		m, err := loadModel(path)
		if err != nil {
			return err
		}
		for i, p := range mean.Weights.Params {
			for j, x := range m.Weights.Params[i].W.Data {
				p.W.Data[j] += x
			}
		}
	}
	for _, p := range mean.Weights.Params {
		for j := range p.W.Data {
			p.W.Data[j] /= float32(flags.NArg())
		}
	}
	mean.NER.Reserve(float32(*reserve))
	mean.Header.Version = *version
	data, err := mean.Encode()
	if err != nil {
		return err
	}
	return os.WriteFile(*out, data, 0o644)
}

func loadModel(path string) (*en.Model, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	m, err := en.ReadModel(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return m, nil
}
