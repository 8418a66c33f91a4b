package eval

import (
	"sort"

	"synoptic/text"
)

// NER scores named entities as conlleval does: an entity is right if its tokens
// and its type are those of the gold; micro-averaged over all types. Documents
// with the same tokens are added one by one; the zero value is ready.
type NER struct {
	types map[text.EntityType]*Count
}

// Scheme maps the product's types to those of a corpus; a type that is not in
// it is left out, of gold and prediction alike. A nil Scheme keeps all types.
type Scheme map[text.EntityType]text.EntityType

// UniversalNER is the scheme of the UNER corpora (PER, ORG, LOC; M. Mayhew et
// al., NAACL 2024), in which countries and cities are places.
var UniversalNER = Scheme{text.Person: text.Person, text.Organization: text.Organization, text.Place: text.Place, text.Polity: text.Place}

type named struct {
	tokens text.Range
	typ    text.EntityType
}

// Add scores the entities of one text. Types of both sides go through scheme.
func (n *NER) Add(gold, system []text.Entity, scheme Scheme) {
	if n.types == nil {
		n.types = map[text.EntityType]*Count{}
	}
	want := scheme.set(gold)
	got := scheme.set(system)
	for e := range want {
		n.count(e.typ).Gold++
		if got[e] {
			n.count(e.typ).Correct++
		}
	}
	for e := range got {
		n.count(e.typ).System++
	}
}

func (n *NER) count(t text.EntityType) *Count {
	if n.types[t] == nil {
		n.types[t] = &Count{}
	}
	return n.types[t]
}

func (s Scheme) set(es []text.Entity) map[named]bool {
	set := map[named]bool{}
	for _, e := range es {
		t := e.Type
		if s != nil {
			t = s[e.Type]
		}
		if t != "" {
			set[named{e.Tokens, t}] = true
		}
	}
	return set
}

// Total is the count over all types.
func (n *NER) Total() Count {
	var all Count
	for _, c := range n.types {
		all.add(c.Gold, c.System, c.Correct)
	}
	return all
}

// Rows are precision, recall and F1 over all, then F1 of each type by name.
func (n *NER) Rows() []Row {
	all := n.Total()
	rows := []Row{
		{Measure: "precision", Value: all.Precision(), N: all.System},
		{Measure: "recall", Value: all.Recall(), N: all.Gold},
		{Measure: "F1", Value: all.F1(), N: all.Gold},
	}
	var types []string
	for t := range n.types {
		types = append(types, string(t))
	}
	sort.Strings(types)
	for _, t := range types {
		c := n.types[text.EntityType(t)]
		rows = append(rows, Row{Measure: "F1 " + t, Value: c.F1(), N: c.Gold})
	}
	return rows
}
