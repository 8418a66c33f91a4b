// Package paraphrase holds words and phrases by which news texts tell the same
// thing: synonyms in that use, verbs with the nouns made of them, and the same
// claim told more strongly. The lists were written for this project; a linguist
// may read and extend them (paraphrase.txt and scales.txt say how).
package paraphrase

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed paraphrase.txt
var embedded string

//go:embed scales.txt
var scales string

// English returns the list for English.
func English() *List { return english() }

var english = sync.OnceValue(func() *List { return Parse(embedded) })

// Scales are words of English that tell one thing more or less strongly
// (scales.txt). They say nothing of how alike two words are: what is told of two
// words at one place, "consider" and "decide", need not tell one claim.
func Scales() *List { return ofDegree() }

var ofDegree = sync.OnceValue(func() *List { return Parse(scales) })

// Sense is one place of a word in the list.
type Sense struct {
	Group  int32 // words of one group tell the same
	Degree int8  // how strongly, from 0; only within the group does it compare
	Side   int8  // 1 where the word is the opposite of those at 0
}

// List is a list of groups. The nil List is empty. It is safe for concurrent
// use.
type List struct {
	senses  map[string][]Sense
	phrases map[string][][]string // by first word, the longest first
	groups  [][]string            // by Sense.Group, the words in the order of the list
}

// Parse reads groups, one a line; # begins a comment.
func Parse(source string) *List {
	l := &List{senses: map[string][]Sense{}, phrases: map[string][][]string{}}
	group := int32(0)
	for line := range strings.Lines(source) {
		line, _, _ = strings.Cut(line, "#")
		at := Sense{Group: group}
		l.groups = append(l.groups, nil)
		for _, word := range strings.Fields(line) {
			switch word {
			case "<":
				at.Degree++
			case "!":
				at.Side++
			default:
				l.add(word, at)
			}
		}
		group++
	}
	return l
}

func (l *List) add(word string, s Sense) {
	if len(l.senses[word]) == 0 {
		if parts := strings.Split(word, "_"); len(parts) > 1 {
			of := append(l.phrases[parts[0]], parts)
			for i := len(of) - 1; i > 0 && len(of[i]) > len(of[i-1]); i-- {
				of[i], of[i-1] = of[i-1], of[i]
			}
			l.phrases[parts[0]] = of
		}
	}
	l.senses[word] = append(l.senses[word], s)
	l.groups[s.Group] = append(l.groups[s.Group], word)
}

// Senses are the places of a lemma, or of a phrase with _ between its lemmas,
// in the order of the list. They must not be changed.
func (l *List) Senses(word string) []Sense {
	if l == nil {
		return nil
	}
	return l.senses[word]
}

// Group are the words and phrases of a group, in the order of the list, its
// opposites among them. They must not be changed.
func (l *List) Group(group int32) []string {
	if l == nil || group < 0 || int(group) >= len(l.groups) {
		return nil
	}
	return l.groups[group]
}

// Phrases are the phrases that begin with a lemma, the longest first. They must
// not be changed.
func (l *List) Phrases(first string) [][]string {
	if l == nil {
		return nil
	}
	return l.phrases[first]
}

// Relation says whether two words with these senses can tell the same; how much
// stronger the second tells it than the first, in steps; and whether they are
// opposites in every group that they share.
func Relation(a, b []Sense) (same bool, stronger int, opposed bool) {
	for _, x := range a {
		for _, y := range b {
			switch {
			case x.Group != y.Group:
			case x.Side != y.Side:
				opposed = true
			case !same || abs(int(y.Degree-x.Degree)) < abs(stronger):
				same, stronger = true, int(y.Degree-x.Degree)
			}
		}
	}
	return same, stronger, opposed && !same
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
