// Package kinship tells how alike two words are in meaning by what people wrote
// down: the paraphrase list first, which was made for news, WordNet where the list
// is silent, and for who asks for it the thesaurus, which knows most and is least
// strict.
package kinship

import (
	"synoptic/lexicon/paraphrase"
	"synoptic/lexicon/thesaurus"
	"synoptic/lexicon/vectors"
	"synoptic/lexicon/wordnet"
)

// Word is a lemma with its places in the lists. The zero Word is not to be used: a
// lemma without a vector has the rank -1.
type Word struct {
	Senses []paraphrase.Sense // in the paraphrase list
	Rank   int                // among the embedded vectors, by which WordNet knows it; -1 for none
	Entry  int                // in the thesaurus; -1 for none
}

// Of finds an English lemma, in lower case.
func Of(lemma string) Word {
	w := untold(lemma)
	w.Entry = thesaurus.English().Find(thesaurus.Stem(lemma))
	return w
}

// untold is a lemma that the thesaurus is not asked about: finding a stem costs most.
func untold(lemma string) Word {
	return Word{paraphrase.English().Senses(lemma), vectors.English().Rank(lemma), -1}
}

// Scale says how alike words are that the lists relate, 0 to 1. Rooms ask for
// different things: opposites speak of one matter and say different things of
// it.
type Scale struct {
	Same     float32 // put together by the paraphrase list, telling it as strongly
	Other    float32 // put together, telling it more or less strongly
	Opposite float32 // opposites, by any list
	Told     float32 // put together by the thesaurus as surely as can be; 0 if it is not asked
}

// Between is how alike two words are on the scale, 0 for words that nothing
// relates; where the paraphrase list is silent, the strength that WordNet has for it or
// what the thesaurus tells, whichever is more. It is symmetric.
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
	if s.Told > 0 {
		link := thesaurus.English().Between(a.Entry, b.Entry)
		if strength == 0 && link.Same == 0 && link.Opposite > 0 {
			return s.Opposite
		}
		strength = max(strength, s.Told*sure(link))
	}
	return strength
}

// leastAlike is how alike entries of the thesaurus are at least that say something of
// their heads: less would make many words a little alike.
const leastAlike = .4

// sure is how surely the thesaurus puts two words together, 0 to 1. That one is near to
// the other tells by what else is near to either.
func sure(l thesaurus.Link) float32 {
	switch {
	case l.Same > 0:
		return max(l.Alike, .3+.7*l.Same)
	case l.Alike >= leastAlike:
		return l.Alike
	}
	return 0
}
