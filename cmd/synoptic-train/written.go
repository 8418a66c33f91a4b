package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"synoptic/nlp/tokenize"
	"synoptic/text"
)

// readWritten reads the project's invented news: the mentions of main actors
// that hold a name say where it is; other words with a capital are left open.
func readWritten(dir string) ([]*example, error) {
	names, err := actorNames(filepath.Join(dir, "events.json"))
	if err != nil {
		return nil, err
	}
	mentions := map[string][]writtenMention{}
	err = eachLine(filepath.Join(dir, "mentions.jsonl"), func(line []byte) error {
		var m writtenMention
		err := json.Unmarshal(line, &m)
		mentions[m.Article] = append(mentions[m.Article], m)
		return err
	})
	if err != nil {
		return nil, err
	}
	var ids []string
	for id := range mentions {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	var out []*example
	for _, id := range ids {
		body, err := os.ReadFile(filepath.Join(dir, "articles", id+".txt"))
		if err != nil {
			return nil, err
		}
		doc := &text.Document{ID: id, Text: string(body)}
		if err := (tokenize.Stage{}).Annotate(doc); err != nil {
			return nil, err
		}
		out = append(out, writtenExamples(doc, mentions[id], names)...)
	}
	return out, nil
}

type writtenMention struct {
	Article    string
	Start, End int
	Actor      string
}

// actorName are the words of an actor's name and its type.
type actorName struct {
	kind  text.EntityType
	words map[string]bool
}

func actorNames(path string) (map[string]actorName, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var file struct {
		Events []struct {
			Actors map[string]struct {
				Name, Type string
				Names      []string
			}
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, err
	}
	kinds := map[string]text.EntityType{"person": text.Person, "group": text.Organization, "company": text.Organization, "body": text.Organization, "state": text.Polity}
	out := map[string]actorName{}
	for _, e := range file.Events {
		for id, a := range e.Actors {
			n := actorName{kinds[a.Type], map[string]bool{}}
			for _, w := range strings.Fields(a.Name) {
				w = strings.TrimRight(w, "'’")
				n.words[w] = true
				for _, v := range strings.Fields(strings.Join(a.Names, " ")) {
					if isUpper(v) && len(v) > 3 && len(w) > 3 && v[:2] == w[:2] {
						n.words[v] = true
					}
				}
			}
			if n.kind != "" {
				out[id] = n
			}
		}
	}
	return out, nil
}

func writtenExamples(doc *text.Document, mentions []writtenMention, names map[string]actorName) []*example {
	var out []*example
	for _, s := range doc.Sentences {
		e := &example{}
		for _, t := range doc.Tokens[s.Tokens.Start:s.Tokens.End] {
			known := outside
			if isUpper(t.Form) {
				known = 0
			}
			e.forms, e.names = append(e.forms, t.Form), append(e.names, known)
		}
		for _, m := range mentions {
			if n, ok := names[m.Actor]; ok && s.Span.Contains(text.Span{Start: m.Start, End: m.End}) {
				markName(e, doc.TokensIn(text.Span{Start: m.Start, End: m.End}), s.Tokens.Start, n)
			}
		}
		markPeoples(e, names)
		out = append(out, e)
	}
	return out
}

// markPeoples marks words made of a state's name.
func markPeoples(e *example, names map[string]actorName) {
	for i, f := range e.forms {
		if e.names[i] != 0 || len(f) < 6 || strings.ToUpper(f) == f {
			continue
		}
		for _, n := range names {
			for w := range n.words {
				if n.kind == text.Polity && len(w) > 4 && w != f && f[:4] == w[:4] {
					e.names[i] = begin(text.Group)
				}
			}
		}
	}
}

// markName marks the first run of words of the name in a mention.
func markName(e *example, r text.Range, first int, n actorName) {
	at := -1
	for i := r.Start - first; i < r.End-first && i < len(e.forms); i++ {
		switch f := e.forms[i]; {
		case n.words[f] && at < 0 && isUpper(f):
			at = i
			e.names[i] = begin(n.kind)
		case at >= 0 && (n.words[f] || strings.HasPrefix(f, "'") || f == "’"):
			if !n.words[f] && n.kind == text.Person {
				return
			}
			e.names[i] = inside(n.kind)
		case at >= 0:
			return
		}
	}
}
