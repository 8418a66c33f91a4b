package app

import (
	"synoptic/eval"
	"synoptic/lexicon"
	"synoptic/text"
)

// speakers scores the sources of attributions that are pronouns or titles: right is one that was given the actor to whom most
// of the names of the gold actor were linked.
func (s *corefSuite) speakers(dir string, texts []linked, items []goldItem) (eval.Row, error) {
	type attributions struct {
		ID           string
		Attributions []struct{ Source [][2]int }
	}
	files, err := readLines[attributions](s, dir, "attributions.jsonl")
	if err != nil {
		return eval.Row{}, err
	}
	doc := map[string]int{}
	for i, t := range texts {
		doc[t.article.ID] = i
	}
	usual := usualIDs(items)
	row := eval.Row{Measure: "pronouns and titles as sources, resolved"}
	right := 0
	for _, f := range files {
		k, ok := doc[f.ID]
		if !ok {
			continue
		}
		for _, a := range f.Attributions {
			if len(a.Source) != 1 {
				continue
			}
			g := sourceItem(items, k, texts[k].doc.TokensIn(text.Span{Start: a.Source[0][0], End: a.Source[0][1]}))
			if g == nil || !pronounOrTitle(texts[k].doc, g) {
				continue
			}
			row.N++
			if g.Predicted == usual[g.Gold] {
				right++
			}
		}
	}
	if row.N > 0 {
		row.Value = 100 * float64(right) / float64(row.N)
	}
	return row, nil
}

// pronounOrTitle reports whether a mention is a pronoun or names an office or an
// honour and nobody ("the Prime Minister").
func pronounOrTitle(doc *text.Document, g *goldItem) bool {
	if g.kind != text.NominalMention {
		return g.kind == text.PronounMention
	}
	for i := g.at.Start; i < g.at.End; i++ {
		if c, _ := lexicon.Title(doc.Tokens[i].Form); c&(lexicon.Office|lexicon.Honorific) != 0 && c&lexicon.GroupNoun == 0 {
			return true
		}
	}
	return false
}

// sourceItem is the gold mention that begins where a source does and is the
// longest inside of it.
func sourceItem(items []goldItem, doc int, source text.Range) *goldItem {
	var best *goldItem
	for i := range items {
		if g := &items[i]; g.doc == doc && g.at.Start == source.Start && g.at.End <= source.End && (best == nil || g.at.Len() > best.at.Len()) {
			best = g
		}
	}
	return best
}

// usualIDs gives each gold actor the prediction that most of its names have.
func usualIDs(items []goldItem) map[string]string {
	votes := map[string]map[string]int{}
	for _, g := range items {
		if g.kind != text.NameMention {
			continue
		}
		if votes[g.Gold] == nil {
			votes[g.Gold] = map[string]int{}
		}
		votes[g.Gold][g.Predicted]++
	}
	out := map[string]string{}
	for gold, v := range votes {
		for id, n := range v {
			if n > v[out[gold]] || n == v[out[gold]] && id < out[gold] {
				out[gold] = id
			}
		}
	}
	return out
}
