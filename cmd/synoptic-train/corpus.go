package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/conllu"
	"synoptic/nlp/ner"
	"synoptic/nlp/parse"
	"synoptic/nlp/tag"
	"synoptic/text"
)

// example is one sentence with what a corpus says of it; a layer that the
// corpus does not have is nil.
type example struct {
	forms   []string
	classes []int
	arcs    []parse.Arc
	names   []ner.Allowed
	gold    []string // BIO labels as the corpus writes them
	persons [][]int  // tokens of names of several words, from the tree
	single  []int    // tokens that are a name of one word
}

// readTreebank reads all sentences of a CoNLL-U file.
func readTreebank(path string) ([]*conllu.Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := conllu.NewReader(f)
	var all []*conllu.Sentence
	for {
		s, err := r.Sentence()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		all = append(all, s)
	}
}

// inventory gathers classes and relations, sorted.
func inventory(sentences []*conllu.Sentence) (classes []tag.Class, relations []string) {
	c, r := map[tag.Class]bool{}, map[string]bool{}
	for _, s := range sentences {
		for _, w := range s.Words {
			c[tag.Class{UPOS: w.UPOS, XPOS: w.XPOS, Feats: w.Feats}] = true
			r[w.Relation] = true
		}
	}
	for k := range c {
		classes = append(classes, k)
	}
	for k := range r {
		relations = append(relations, k)
	}
	sort.Slice(classes, func(i, j int) bool {
		a, b := classes[i], classes[j]
		return a.UPOS+"\t"+a.XPOS+"\t"+a.Feats < b.UPOS+"\t"+b.XPOS+"\t"+b.Feats
	})
	sort.Strings(relations)
	return classes, relations
}

// treeExamples turns sentences into examples; what classes and relations lack
// is -1 or 0.
func treeExamples(sentences []*conllu.Sentence, classes []tag.Class, relations []string) []*example {
	ci, ri := map[tag.Class]int{}, map[string]int{}
	for i, c := range classes {
		ci[c] = i
	}
	for i, r := range relations {
		ri[r] = i
	}
	var out []*example
	for _, s := range sentences {
		e := &example{}
		for _, w := range s.Words {
			class, ok := ci[tag.Class{UPOS: w.UPOS, XPOS: w.XPOS, Feats: w.Feats}]
			if !ok {
				class = -1
			}
			e.forms = append(e.forms, w.Form)
			e.classes = append(e.classes, class)
			e.arcs = append(e.arcs, parse.Arc{Head: w.Head - 1, Relation: ri[w.Relation]})
			e.names = append(e.names, silver(w))
		}
		e.findNames(s.Words)
		e.boundNames(s.Words)
		out = append(out, e)
	}
	return out
}

// findNames tells names of several words, which are mostly persons, and of one.
func (e *example) findNames(words []conllu.Word) {
	inside := make([]bool, len(words))
	for i, w := range words {
		if w.UPOS != "PROPN" || strings.HasPrefix(w.Relation, "flat") {
			continue
		}
		name := []int{i}
		for k := i + 1; k < len(words); k++ {
			if words[k].Head == i+1 && words[k].UPOS == "PROPN" && strings.HasPrefix(words[k].Relation, "flat") {
				name = append(name, k)
			}
		}
		if len(name) > 1 {
			e.persons = append(e.persons, name)
			for _, k := range name {
				inside[k] = true
			}
		}
	}
	for i, w := range words {
		if !inside[i] && w.XPOS == "NNP" && w.Relation != "compound" && isUpper(w.Form) && strings.ToUpper(w.Form) != w.Form {
			e.single = append(e.single, i)
		}
	}
}

// boundNames uses that a name is made of proper nouns: a word in lower case that
// does not join two of them is outside, and a name of several words is a name
// of some type.
func (e *example) boundNames(words []conllu.Word) {
	proper := func(i int) bool { return i >= 0 && i < len(words) && words[i].UPOS == "PROPN" }
	for i, w := range words {
		if e.names[i] == 0 && !proper(i) && w.UPOS != "X" && !isUpper(w.Form) && (!proper(i-1) || !proper(i+1)) {
			e.names[i] = outside
		}
	}
	for _, name := range e.persons {
		if name[len(name)-1]-name[0] != len(name)-1 {
			continue
		}
		for k, i := range name {
			if e.names[i] = anyInside; k == 0 {
				e.names[i] = anyBegin
			}
		}
	}
}

// silver is what a treebank tells about names: an adjective with a capital in
// its lemma is a nationality or a religious or political group, and words of
// the closed classes, verbs and adverbs are no names by themselves.
func silver(w conllu.Word) ner.Allowed {
	capital := w.Lemma != "" && isUpper(w.Lemma)
	switch w.UPOS {
	case "ADJ":
		if capital && w.XPOS == "JJ" && isUpper(w.Form) && len(w.Form) > 3 && strings.ToUpper(w.Form) != w.Form && !strings.Contains(w.Form, "-") {
			return begin(text.Group) | inside(text.Group) | inside(text.Organization) | inside(text.Miscellany)
		}
	case "VERB", "AUX", "PRON", "ADV", "SCONJ", "INTJ", "PART":
		if !capital {
			return outside
		}
	}
	return 0
}

func isUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// readBIO reads sentences of tokens with BIO labels, separated by empty lines.
func readBIO(path string) ([]*example, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []*example
	e := &example{}
	flush := func() {
		if len(e.forms) > 0 {
			all = append(all, e)
		}
		e = &example{}
	}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		switch fields := strings.Split(line, "\t"); {
		case line == "":
			flush()
		case strings.HasPrefix(line, "# ") && len(fields) == 1:
		case len(fields) == 5: // UNER: id, token, label, two more
			e.forms, e.gold = append(e.forms, fields[1]), append(e.gold, fields[2])
		case len(fields) == 2:
			e.forms, e.gold = append(e.forms, fields[0]), append(e.gold, fields[1])
		default:
			return nil, fmt.Errorf("%s: %q: want token, tab, label", path, line)
		}
	}
	flush()
	return all, lines.Err()
}
