// Command synoptic-train makes the data files that the language engine embeds.
//
//	synoptic-train vectors FILE        prune and quantise word vectors
//	synoptic-train wordnet             keep which words WordNet relates
//	synoptic-train thesaurus           lay out the thesaurus of its entries
//	synoptic-train average FILE…       the mean of the weights of one training
//	synoptic-train measure -data DIR   score a model and count its errors
//	synoptic-train english -data DIR   train the English model
//	synoptic-train sentences CONLLU…   learn where sentences end
//	synoptic-train lemmas CONLLU…      learn lemmas, with WordNet's
//	synoptic-train coreference DIR…    fit the weights of coreference
//	synoptic-train attribution DIR…    fit the weights of attribution
//	synoptic-train positions DIR…      fit the models of positions: storylines with marked passages
//	synoptic-train collate DIR FILE    fit the scorer of pairs: invented events, judged pairs of sentences
//	synoptic-train reader DIR FILE     fit the reader of pairs, from the same and from sentences with their claims
//	synoptic-train points DIR          fit the scorer of points: invented events
//	synoptic-train likeness FILE       fit the scorer of short texts: judged pairs of sentences
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
	if len(args) > 0 {
		switch args[0] {
		case "collate":
			return runCollate(args[1:])
		case "reader":
			return runReader(args[1:])
		case "points":
			return runPoints(args[1:])
		case "likeness":
			return runLikeness(args[1:])
		case "positions":
			return runPositions(args[1:])
		case "wordnet":
			return runWordNet(args[1:])
		case "thesaurus":
			return runThesaurus(args[1:])
		case "vectors":
			return runVectors(args[1:])
		case "english":
			return runEnglish(args[1:])
		case "average":
			return runAverage(args[1:])
		case "measure":
			return runMeasure(args[1:])
		case "sentences":
			return runSentences(args[1:])
		case "lemmas":
			return runLemmas(args[1:])
		case "coreference":
			return runCoreference(args[1:])
		case "attribution":
			return runAttribution(args[1:])
		}
	}
	return fmt.Errorf("usage: synoptic-train vectors|wordnet|english|average|measure|sentences|lemmas|coreference|attribution|positions|collate|reader|points|likeness …")
}
