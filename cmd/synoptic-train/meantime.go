package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"synoptic/nlp/ner"
	"synoptic/text"
)

// meantimeWhole is the number of sentences of an article (after Minard et al.,
// LREC 2016) in which every mention is annotated.
const meantimeWhole = 6

type meantimeMention struct {
	Doc              string
	Sent, Start, End int
	Type             string
}

// readMeantime reads the news corpus MEANTIME. Its mentions are whole noun
// phrases; those that are a name and nothing else say what they are, the other
// words with a capital are left open.
func readMeantime(dir string) ([]*example, error) {
	var out []*example
	at := map[string]*example{}
	key := func(doc string, sent int) string { return fmt.Sprint(doc, " ", sent) }
	err := eachLine(filepath.Join(dir, "sentences.jsonl"), func(line []byte) error {
		var s struct {
			Doc    string
			Sent   int
			Tokens []string
		}
		if err := json.Unmarshal(line, &s); err != nil || s.Sent >= meantimeWhole {
			return err
		}
		e := &example{forms: s.Tokens}
		for _, f := range s.Tokens {
			known := outside
			if isUpper(f) {
				known = 0
			}
			e.names = append(e.names, known)
		}
		out = append(out, e)
		at[key(s.Doc, s.Sent)] = e
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachLine(filepath.Join(dir, "entity_mentions.jsonl"), func(line []byte) error {
		var m meantimeMention
		if err := json.Unmarshal(line, &m); err != nil {
			return err
		}
		if e := at[key(m.Doc, m.Sent)]; e != nil {
			m.mark(e)
		}
		return nil
	})
	return out, err
}

// mark says what the mention's words are, if it is a name.
func (m meantimeMention) mark(e *example) {
	types := map[string][]text.EntityType{"PER": per, "ORG": org, "LOC": loc, "PRO": work}[m.Type]
	start := m.Start
	if f := strings.ToLower(e.forms[start]); f == "the" {
		start++
	}
	if types == nil || start == m.End || m.End-start > 4 {
		return
	}
	name := e.forms[start:m.End]
	for _, f := range name {
		if !isUpper(f) || m.Type == "PER" && strings.ToUpper(f) == f && len(f) > 2 {
			return
		}
	}
	if m.Type == "LOC" && len(name) == 1 {
		types = refine(misc, name)
		if len(types) != 1 || types[0] != text.Group {
			types = refine(loc, name)
		}
	} else {
		types = refine(types, name)
	}
	for k := start; k < m.End; k++ {
		var allowed ner.Allowed
		for _, t := range types {
			if k == start {
				allowed |= begin(t)
			} else {
				allowed |= inside(t)
			}
		}
		e.names[k] = allowed
	}
}

func eachLine(path string, do func([]byte) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		if err := do(lines.Bytes()); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return lines.Err()
}
