package coref

import (
	"fmt"
	"strings"

	"synoptic/lexicon"
	"synoptic/text"
)

// GoldMention is one mention of an annotated corpus.
type GoldMention struct {
	Tokens text.Range
	Entity string // equal for mentions of one entity in one document
	Type   string // as in the corpus: "person", "organization"
}

// ReadEntityColumn reads the mentions that the Entity= values of CoNLL-U's MISC
// column open and close (GUM's scheme, Zeldes et al., CorefUD 1.x: the entity's
// id before the first hyphen, then its type). misc has one value a token. A
// mention in several pieces is read as its pieces' first. Errors name the token.
func ReadEntityColumn(misc []string) ([]GoldMention, error) {
	var out []GoldMention
	open := map[string][]int{} // entity to indexes of out
	for i, column := range misc {
		for item := range strings.SplitSeq(column, "|") {
			v, ok := strings.CutPrefix(item, "Entity=")
			if !ok {
				continue
			}
			if err := entityMarks(v, i, open, &out); err != nil {
				return nil, err
			}
		}
	}
	for id, left := range open {
		if len(left) > 0 {
			return nil, fmt.Errorf("entity %s is never closed", id)
		}
	}
	return out, nil
}

func entityMarks(v string, i int, open map[string][]int, out *[]GoldMention) error {
	for v != "" {
		if v[0] == '(' {
			end := 1 + strings.IndexAny(v[1:], "()")
			if end == 0 {
				end = len(v)
			}
			f := strings.SplitN(v[1:end], "-", 3)
			g := GoldMention{Tokens: text.Range{Start: i, End: i + 1}, Entity: piece(f[0])}
			if len(f) > 1 {
				g.Type = f[1]
			}
			*out = append(*out, g)
			if v = v[end:]; strings.HasPrefix(v, ")") {
				v = v[1:]
			} else {
				open[f[0]] = append(open[f[0]], len(*out)-1)
			}
			continue
		}
		id, rest, ok := strings.Cut(v, ")")
		left := open[id]
		if !ok || len(left) == 0 {
			return fmt.Errorf("token %d: Entity closes %q, which is not open", i, id)
		}
		(*out)[left[len(left)-1]].Tokens.End = i + 1
		open[id] = left[:len(left)-1]
		v = rest
	}
	return nil
}

// piece strips the numbering of a discontinuous mention, "12[1/2]".
func piece(id string) string {
	id, _, _ = strings.Cut(id, "[")
	return id
}

// goldTypes maps GUM's types to those of the pipeline.
var goldTypes = map[string]text.EntityType{"person": text.Person, "organization": text.Organization, "place": text.Place, "event": text.Miscellany, "object": text.Miscellany, "abstract": text.Miscellany}

// NamesFromGold sets the document's entities from gold mentions headed by a
// proper noun, for training where no tagger's output is at hand.
func NamesFromGold(doc *text.Document, gold []GoldMention) {
	r := &reader{doc: doc, children: make([][]int, len(doc.Tokens))}
	end := 0
	doc.Entities = []text.Entity{}
	best := map[int]text.Entity{}
	for _, g := range gold {
		h := r.headOf(g.Tokens)
		t, ok := goldTypes[g.Type]
		if doc.Morphs[h].UPOS != "PROPN" || !ok {
			continue
		}
		span := properRun(doc, h, g.Tokens)
		if t == text.Place {
			if _, aspect := lexicon.Country(doc.SpanOf(span).In(doc.Text)); aspect != lexicon.NoCountry {
				t = text.Polity
			}
		}
		if old, taken := best[span.Start]; !taken || old.Tokens.Len() < span.Len() {
			best[span.Start] = text.Entity{Tokens: span, Span: doc.SpanOf(span), Type: t, Confidence: 1}
		}
	}
	for i := range doc.Tokens {
		if e, ok := best[i]; ok && i >= end {
			doc.Entities = append(doc.Entities, e)
			end = e.Tokens.End
		}
	}
}

// properRun is the run of proper nouns around h inside of span.
func properRun(doc *text.Document, h int, span text.Range) text.Range {
	lo, hi := h, h+1
	proper := func(i int) bool {
		return doc.Morphs[i].UPOS == "PROPN" || (doc.Morphs[i].UPOS == "ADP" || doc.Morphs[i].UPOS == "PUNCT" && doc.Tokens[i].Form == "-") && i > span.Start && i+1 < span.End && doc.Morphs[i+1].UPOS == "PROPN" && doc.Morphs[i-1].UPOS == "PROPN"
	}
	for lo > span.Start && proper(lo-1) {
		lo--
	}
	for hi < span.End && proper(hi) {
		hi++
	}
	for lo < h {
		if c, _ := lexicon.Title(doc.Tokens[lo].Form); c&(lexicon.Honorific|lexicon.Rank) == 0 {
			break
		}
		lo++
	}
	return text.Range{Start: lo, End: hi}
}
