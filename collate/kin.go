package collate

import (
	"cmp"
	"slices"

	"synoptic/lexicon/paraphrase"
	"synoptic/lexicon/wordnet"
)

// relative is a word that lists or spelling relate to another, and how alike the
// two are; not at all if they are opposites, or two names.
type relative struct {
	id   int32
	like float32
}

// relatives of a word, by id.
func (l *lexis) relatives(a int32) []relative {
	if len(l.kin) != len(l.words) {
		l.relateAll()
	}
	return l.kin[a]
}

// relative finds how two words are related.
func (l *lexis) relative(a, b int32) (relative, bool) {
	of := l.relatives(a)
	k, ok := slices.BinarySearchFunc(of, b, func(r relative, id int32) int { return cmp.Compare(r.id, id) })
	if !ok {
		return relative{}, false
	}
	return of[k], true
}

// twins says that two words are one, or all but one.
func (l *lexis) twins(a, b int32) bool {
	if a == b {
		return true
	}
	l.relatives(a)
	return slices.Contains(l.twin[a], b)
}

// related says that a list or their spelling relates two words, be it as opposites.
func (l *lexis) related(x, y int32) bool {
	if _, kin := l.relative(x, y); !kin {
		return false
	}
	a, b := &l.words[x], &l.words[y]
	if same, _, opposed := paraphrase.Relation(a.Senses, b.Senses); same || opposed {
		return true
	}
	strength, opposed := wordnet.English().Between(a.Rank, b.Rank)
	return strength > 0 || opposed || sameSpelling(a.form, b.form)
}

// relateAll finds the relatives of all words. Few are related: those of one group
// of the paraphrase list, linked by WordNet, or of one first letter and nearly the
// same spelling.
func (l *lexis) relateAll() {
	l.kin, l.twin = make([][]relative, len(l.words)), make([][]int32, len(l.words))
	byGroup, byRank, byLetter := map[int32][]int32{}, map[int][]int32{}, map[byte][]int32{}
	for i := range l.words {
		id, w := int32(i), &l.words[i]
		for _, s := range w.Senses {
			l.relateTo(id, byGroup[s.Group])
			byGroup[s.Group] = append(byGroup[s.Group], id)
		}
		for other := range wordnet.English().Linked(w.Rank) {
			l.relateTo(id, byRank[other])
		}
		if w.Rank >= 0 {
			byRank[w.Rank] = append(byRank[w.Rank], id)
		}
		if w.form == "" {
			continue
		}
		for _, other := range byLetter[w.form[0]] {
			if sameSpelling(w.form, l.words[other].form) {
				l.relateTo(id, []int32{other})
			}
		}
		byLetter[w.form[0]] = append(byLetter[w.form[0]], id)
	}
	for _, of := range l.kin {
		slices.SortFunc(of, func(a, b relative) int { return cmp.Compare(a.id, b.id) })
	}
}

// relateTo makes a and each of others, which came before it, relatives.
func (l *lexis) relateTo(a int32, others []int32) {
	for _, b := range others {
		if a == b || slices.ContainsFunc(l.kin[a], func(r relative) bool { return r.id == b }) {
			continue
		}
		like := float32(int(250*l.relate(&l.words[b], &l.words[a]))) / 250
		l.kin[a] = append(l.kin[a], relative{b, like})
		l.kin[b] = append(l.kin[b], relative{a, like})
		if like > sameWord {
			l.twin[a], l.twin[b] = append(l.twin[a], b), append(l.twin[b], a)
		}
	}
}

// similarity of two words of the lexis, 0 to 1: 1 for the same word, less for
// spellings of one name and for what the paraphrase list or WordNet relate.
// Vectors have no say: words of one class (steel, aluminum) lie close together
// in them, and ranked pairs of sentences are better without. It is symmetric.
func (l *lexis) similarity(a, b int32) float32 {
	if a == b {
		return 1
	}
	r, _ := l.relative(a, b)
	return r.like
}
