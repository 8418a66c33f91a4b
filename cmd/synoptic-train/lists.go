package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"synoptic/conllu"
	"synoptic/internal/app"
	"synoptic/nlp/coref"
	"synoptic/nlp/lemma"
	"synoptic/nlp/tokenize"
	"synoptic/text"
)

// readDocuments reads the documents of treebanks, with their gold layers.
func readDocuments(files []string) ([]*text.Document, error) {
	var docs []*text.Document
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		r := conllu.NewReader(f)
		for {
			d, err := r.Document()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return nil, errors.Join(fmt.Errorf("%s: %w", name, err), f.Close())
			}
			docs = append(docs, d.Document)
		}
		if err := f.Close(); err != nil {
			return nil, err
		}
	}
	return docs, nil
}

// runSentences makes nlp/tokenize/boundary.bin.
func runSentences(args []string) error {
	flags := flag.NewFlagSet("sentences", flag.ContinueOnError)
	out := flags.String("out", "boundary.bin", "file to write")
	seed := flags.Uint64("seed", 1, "seed of the order of examples")
	if err := flags.Parse(args); err != nil {
		return err
	}
	docs, err := readDocuments(flags.Args())
	if err != nil {
		return err
	}
	return os.WriteFile(*out, tokenize.Train(docs, *seed), 0o644)
}

// runLemmas makes the two files of nlp/lemma.
func runLemmas(args []string) error {
	flags := flag.NewFlagSet("lemmas", flag.ContinueOnError)
	wordnet := flags.String("wordnet", "/usr/share/wordnet", "folder of WordNet's database files")
	if err := flags.Parse(args); err != nil {
		return err
	}
	docs, err := readDocuments(flags.Args())
	if err != nil {
		return err
	}
	known, err := lemma.WordNet(os.DirFS(*wordnet))
	if err != nil {
		return err
	}
	learned, err := lemma.Train(docs, known)
	if err != nil {
		return err
	}
	return errors.Join(os.WriteFile("wordnet.gz", known, 0o644), os.WriteFile("learned.gz", learned, 0o644))
}

// runAttribution makes nlp/attribute/weights.tsv.
func runAttribution(args []string) error {
	flags := flag.NewFlagSet("attribution", flag.ContinueOnError)
	out := flags.String("out", "weights.tsv", "file to write")
	if err := flags.Parse(args); err != nil {
		return err
	}
	f, err := os.Create(*out)
	if err != nil {
		return err
	}
	return errors.Join(app.TrainAttribution(flags.Args(), f), f.Close())
}

// runCoreference makes nlp/coref/english.model.
func runCoreference(args []string) error {
	flags := flag.NewFlagSet("coreference", flag.ContinueOnError)
	out := flags.String("out", "english.model", "file to write")
	opt := coref.TrainOptions{}
	flags.StringVar(&opt.Version, "version", "1", "version of the weights")
	flags.IntVar(&opt.Epochs, "epochs", 0, "passes over the data; 0 is the usual number")
	flags.Float64Var(&opt.L1, "l1", 0, "cost of a weight; 0 is the usual one")
	folds := flags.Int("folds", 0, "write nothing, but measure on unseen texts, in so many folds")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *folds > 1 {
		ts, err := app.CrossValidateCoref(flags.Args(), *folds, opt)
		for _, t := range ts {
			fmt.Println(t)
		}
		return err
	}
	m, err := app.TrainCoref(flags.Args(), opt)
	if err != nil {
		return err
	}
	f, err := os.Create(*out)
	if err != nil {
		return err
	}
	_, err = m.WriteTo(f)
	return errors.Join(err, f.Close())
}
