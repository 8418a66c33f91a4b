package main

import (
	"flag"
	"fmt"
	"sort"
	"strings"

	"synoptic/nlp/en"
	"synoptic/text"
)

// runMeasure prints the scores of a weights file and its most frequent errors.
func runMeasure(args []string) error {
	flags := flag.NewFlagSet("measure", flag.ContinueOnError)
	data := flags.String("data", "", "folder with ud/ and ner/")
	model := flags.String("model", "nlp/en/english.bin", "weights file")
	top := flags.Int("top", 20, "kinds of error to show")
	if err := flags.Parse(args); err != nil {
		return err
	}
	m, err := loadModel(*model)
	if err != nil {
		return err
	}
	d, err := readDev(*data)
	if err != nil {
		return err
	}
	fmt.Println(d.measure(m))
	for i, name := range d.names {
		tags, arcs := d.treeErrors(m, i)
		tags.show(name+": tags, gold → found", *top)
		arcs.show(name+": arcs, gold → found", *top)
	}
	kinds, examples := d.nameErrors(m)
	kinds.show("UNER: names", *top)
	examples.show("UNER: names by words", 3**top)
	return nil
}

// tally counts kinds of error.
type tally map[string]int

func (t tally) show(title string, top int) {
	var kinds []string
	total := 0
	for k, n := range t {
		kinds = append(kinds, k)
		total += n
	}
	sort.Slice(kinds, func(i, j int) bool {
		if t[kinds[i]] != t[kinds[j]] {
			return t[kinds[i]] > t[kinds[j]]
		}
		return kinds[i] < kinds[j]
	})
	fmt.Printf("\n%s (%d)\n", title, total)
	for _, k := range kinds[:min(top, len(kinds))] {
		fmt.Printf("%6d  %s\n", t[k], k)
	}
}

// treeErrors counts wrong tags, and wrong arcs by the gold relation and what is
// wrong.
func (d *devSets) treeErrors(m *en.Model, set int) (tags, arcs tally) {
	tags, arcs = tally{}, tally{}
	sentences := d.trees[set]
	batches(m, formsOf(sentences), func(ws *en.Workspace, first int, ends []int) {
		at := 0
		for s := range ends {
			for _, w := range sentences[first+s].Words {
				class, arc := m.Tag.Classes[ws.Classes[at]], ws.Arcs[at]
				at++
				if class.UPOS != w.UPOS {
					tags[w.UPOS+" → "+class.UPOS]++
				}
				gold, found := universal(w.Relation), universal(m.Parse.Relations[arc.Relation])
				switch head := arc.Head == w.Head-1; {
				case head && gold != found:
					arcs[gold+" → "+found+", head right"]++
				case !head && gold == found:
					arcs[gold+", head wrong"]++
				case !head:
					arcs[gold+" → "+found+", head wrong"]++
				}
			}
		}
	})
	return tags, arcs
}

type nameSpan struct {
	start, end int
	kind       string
}

// overlaps reports whether two spans share a token.
func (s nameSpan) overlaps(o nameSpan) bool { return s.start < o.end && o.start < s.end }

// nameErrors counts missed, wrong and spurious names by kind, and by words.
func (d *devSets) nameErrors(m *en.Model) (kinds, words tally) {
	kinds, words = tally{}, tally{}
	d.eachNames(m, func(forms []string, gold, found []nameSpan) {
		say := func(kind string, s nameSpan) {
			kinds[kind]++
			words[kind+": "+strings.Join(forms[s.start:s.end], " ")]++
		}
		for _, g := range gold {
			best := "missed " + g.kind
			for _, f := range found {
				switch {
				case f == g:
					best = ""
				case f.start == g.start && f.end == g.end:
					best = g.kind + " found as " + f.kind
				case f.overlaps(g) && best != "":
					best = g.kind + " with other bounds"
				}
			}
			if best != "" {
				say(best, g)
			}
		}
		for _, f := range found {
			alone := true
			for _, g := range gold {
				alone = alone && !f.overlaps(g)
			}
			if alone {
				say("spurious "+f.kind, f)
			}
		}
	})
	return kinds, words
}

// scored is the kind as the UNER corpus has it, "" where it has none.
func scored(t text.EntityType) string {
	switch t {
	case text.Polity, text.Place:
		return "LOC"
	case text.Person, text.Organization:
		return string(t)
	}
	return ""
}
