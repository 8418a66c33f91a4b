// Package kinship tells how alike two words are in meaning by what people wrote
// down: the paraphrase list first, which was made for news, and WordNet where
// the list is silent.
package kinship

import (
	"synoptic/lexicon/paraphrase"
	"synoptic/lexicon/vectors"
	"synoptic/lexicon/wordnet"
)

// Word is a lemma with its places in both lists. The zero Word is not to be
// used: a lemma without a vector has the rank -1.
type Word struct {
	Senses []paraphrase.Sense // in the paraphrase list
	Rank   int                // among the embedded vectors, by which WordNet knows it; -1 for none
}

// Of finds an English lemma, in lower case.
func Of(lemma string) Word {
	return Word{paraphrase.English().Senses(lemma), vectors.English().Rank(lemma)}
}

// Scale says how alike words are that the lists relate, 0 to 1. Rooms ask for
// different things: opposites speak of one matter and say different things of
// it.
type Scale struct {
	Same     float32 // put together by the paraphrase list, telling it as strongly
	Other    float32 // put together, telling it more or less strongly
	Opposite float32 // opposites, by either list
}

// Between is how alike two words are on the scale, 0 for words that nothing
// relates; where WordNet alone relates them, its own strength. It is symmetric.
func (s Scale) Between(a, b Word) float32 {
	same, stronger, opposed := paraphrase.Relation(a.Senses, b.Senses)
	switch {
	case same && stronger == 0:
		return s.Same
	case same:
		return s.Other
	case opposed:
		return s.Opposite
	}
	strength, opposed := wordnet.English().Between(a.Rank, b.Rank)
	if opposed {
		return s.Opposite
	}
	return strength
}
