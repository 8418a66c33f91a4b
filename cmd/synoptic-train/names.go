package main

import (
	"math/rand/v2"
	"path/filepath"
	"strings"

	"synoptic/nlp/ner"
	"synoptic/text"
)

// outside allows the label of no name.
const outside ner.Allowed = 1

// anyBegin and anyInside allow a name of any type.
const (
	anyBegin  ner.Allowed = 0b0101010101010
	anyInside             = anyBegin << 1
)

func typeIndex(t text.EntityType) int {
	for i, u := range ner.Types {
		if u == t {
			return i
		}
	}
	panic("no entity type " + t)
}

func begin(t text.EntityType) ner.Allowed  { return 1 << (1 + 2*typeIndex(t)) }
func inside(t text.EntityType) ner.Allowed { return 2 << (1 + 2*typeIndex(t)) }

// nameCorpus says how to read one corpus's labels.
type nameCorpus struct {
	path  string
	share float64                      // of its sentences in an epoch
	types map[string][]text.EntityType // by the corpus's type; several where it does not tell them apart
	lacks []text.EntityType            // types that it does not annotate
}

var (
	per  = []text.EntityType{text.Person}
	org  = []text.EntityType{text.Organization}
	gpe  = []text.EntityType{text.Polity}
	loc  = []text.EntityType{text.Polity, text.Place}
	misc = []text.EntityType{text.Group, text.Miscellany}
	work = []text.EntityType{text.Miscellany}
)

var nameCorpora = []nameCorpus{
	{path: "wikigold/all.bio", share: 1, types: map[string][]text.EntityType{"PER": per, "ORG": org, "LOC": loc, "MISC": misc}},
	{path: "crossner-politics/train.bio", share: 1, types: crossNER},
	{path: "crossner-politics/dev.bio", share: 1, types: crossNER},
	{path: "crossner-politics/test.bio", share: 1, types: crossNER},
	{path: "gum-open-ner/train.bio", share: 1, types: map[string][]text.EntityType{"PER": per, "ORG": org, "LOC": loc, "MISC": work}, lacks: []text.EntityType{text.Group}},
	{path: "wnut17/train.bio", share: 0.5, types: wnut, lacks: []text.EntityType{text.Group}},
	{path: "wnut17/dev.bio", share: 0.5, types: wnut, lacks: []text.EntityType{text.Group}},
	{path: "wnut17/test.bio", share: 0.5, types: wnut, lacks: []text.EntityType{text.Group}},
	{path: "btc/all.bio", share: 0.4, types: map[string][]text.EntityType{"PER": per, "ORG": org, "LOC": loc}, lacks: misc},
}

var crossNER = map[string][]text.EntityType{
	"politician": per, "person": per, "organisation": org, "politicalparty": org, "country": gpe, "location": loc,
	"election": work, "event": work, "misc": misc,
}

var wnut = map[string][]text.EntityType{
	"person": per, "corporation": org, "group": org, "location": loc, "creative-work": work, "product": work,
}

// readNames reads every corpus under dir.
func readNames(dir string) (all []*example, shares []float64, err error) {
	for _, c := range nameCorpora {
		examples, err := readBIO(filepath.Join(dir, c.path))
		if err != nil {
			return nil, nil, err
		}
		for _, e := range examples {
			e.names = c.allowed(e)
			all, shares = append(all, e), append(shares, c.share)
		}
	}
	return all, shares, nil
}

// allowed turns a corpus's labels into ours.
func (c nameCorpus) allowed(e *example) []ner.Allowed {
	out := make([]ner.Allowed, len(e.gold))
	for i := 0; i < len(e.gold); {
		kind, ok := strings.CutPrefix(e.gold[i], "B-")
		types := c.types[kind]
		if !ok || types == nil {
			out[i] = outside
			for _, t := range c.lacks {
				if isUpper(e.forms[i]) {
					out[i] |= begin(t) | inside(t)
				}
			}
			i++
			continue
		}
		end := i + 1
		for end < len(e.gold) && e.gold[end] == "I-"+kind {
			end++
		}
		types = refine(types, e.forms[i:end])
		for k := i; k < end; k++ {
			for _, t := range types {
				if k == i {
					out[k] |= begin(t)
				} else {
					out[k] |= inside(t)
				}
			}
		}
		i = end
	}
	return out
}

// refine tells apart by the words of a name what a corpus does not: a place
// without a government from one with, a group from a work.
func refine(types []text.EntityType, forms []string) []text.EntityType {
	if len(types) < 2 {
		return types
	}
	if types[0] == text.Polity {
		for _, f := range forms {
			if geographic[strings.ToLower(f)] {
				return []text.EntityType{text.Place}
			}
		}
		return gpe
	}
	last := forms[len(forms)-1]
	if len(forms) <= 2 && isUpper(forms[0]) && strings.ToUpper(last) != last {
		for _, ending := range demonyms {
			if strings.HasSuffix(last, ending) {
				return []text.EntityType{text.Group}
			}
		}
	}
	if len(forms) > 2 {
		return work
	}
	return types
}

var demonyms = []string{"an", "ans", "ish", "ese", "ch", "eek", "eeks", "i", "is", "ic", "ics", "ist", "ists", "Jew", "Jews", "Dutch", "crats", "crat", "Arab", "Arabs", "ite", "ites"}

var geographic = set(`river lake mount mountain mountains street avenue road valley island islands park airport sea ocean bridge square
	bay beach hill hills forest desert peninsula coast canal gulf strait station stadium tower palace cathedral church temple museum
	castle hall house school university college hospital theatre theater center centre building gate market harbour harbor port
	highway route creek falls cape plateau basin canyon cave cemetery garden gardens zoo plaza mall library europe asia africa america
	antarctica oceania balkans caucasus caribbean mediterranean atlantic pacific arctic middle east west north south northern southern
	eastern western earth moon mars sun galaxy world strip bank heights fort camp base prison field ring line court cafe restaurant hotel inn pub bar`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// pick draws an epoch's sentences.
func pick(r *rand.Rand, all []*example, shares []float64) []*example {
	var out []*example
	for i, e := range all {
		if r.Float64() < shares[i] {
			out = append(out, e)
		}
	}
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}
