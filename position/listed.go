package position

import (
	"synoptic/lexicon/kinship"
	"synoptic/lexicon/thesaurus"
	"synoptic/lexicon/wordnet"
)

// listed finds which words of a vocabulary the lists relate to a word, so that they need not
// be asked of every two. The zero listed holds no words.
type listed struct {
	entries map[int][]int32   // by place in the thesaurus
	ranks   map[int][]int32   // by which WordNet knows them
	groups  map[int32][]int32 // by place in the paraphrase list
	asked   int32             // how often
	found   []int32           // by word: the asking that found it last
}

// add takes in a word of the vocabulary.
func (l *listed) add(id int32, w kinship.Word) {
	if l.entries == nil {
		*l = listed{entries: map[int][]int32{}, ranks: map[int][]int32{}, groups: map[int32][]int32{}}
	}
	for len(l.found) <= int(id) {
		l.found = append(l.found, 0)
	}
	l.entries[w.Entry] = append(l.entries[w.Entry], id)
	l.ranks[w.Rank] = append(l.ranks[w.Rank], id)
	for _, s := range w.Senses {
		l.groups[s.Group] = append(l.groups[s.Group], id)
	}
}

// ask finds the words that any list relates to w, which has tells until the next asking. It
// answers those of the thesaurus and of the paraphrase list; one may be there twice.
func (l *listed) ask(w kinship.Word) []int32 {
	var out []int32
	for other := range thesaurus.English().Linked(w.Entry) {
		out = append(out, l.entries[other]...)
	}
	for _, s := range w.Senses {
		out = append(out, l.groups[s.Group]...)
	}
	l.asked++
	for _, id := range out {
		l.found[id] = l.asked
	}
	for other := range wordnet.English().Linked(w.Rank) {
		for _, id := range l.ranks[other] {
			l.found[id] = l.asked
		}
	}
	return out
}

// has tells of a word whether the last asking found it.
func (l *listed) has(id int32) bool { return int(id) < len(l.found) && l.found[id] == l.asked }
