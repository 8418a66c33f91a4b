package attribute

import (
	"strconv"
	"unicode"

	"synoptic/lexicon"
)

// features names what the scorer knows about a candidate. Each has weight one;
// what a lemma does beside its class and frame is learned through its own
// features, which regularisation holds near zero where there is little evidence.
func (f *finder) features(c *candidate) []string {
	pat := c.upos + "/" + c.pattern
	out := []string{"bias", "pat=" + pat, "lemma=" + c.lemma, "lemma+pat=" + c.lemma + "/" + pat}
	listed, strength := "no", strconv.Itoa(strengthOf(c))
	if c.entry != nil {
		listed = string(c.entry.Class) + strength
		out = append(out, "class="+string(c.entry.Class)+"/"+pat, "evaluative="+strconv.FormatBool(c.entry.Evaluative))
	}
	out = append(out, "listed="+listed, "listed+pat="+listed+"/"+pat, "strength="+strength+"/"+c.upos+"/"+shapeOf(c.pattern))
	if c.rival != "" {
		out = append(out, "rival="+c.rival+"/"+pat, "rival+listed="+c.rival+"/"+pat+"/"+listed)
	}
	out = append(out, f.sourceFeatures(c, pat)...)
	out = append(out, f.verbFeatures(c, pat)...)
	return append(out, f.contentFeatures(c, pat)...)
}

// strengthOf is how strongly the lexicon lists a candidate's cue with its pattern.
func strengthOf(c *candidate) int {
	if c.entry == nil {
		return 0
	}
	return int(c.entry.Frames[frameOf(c.pattern)])
}

// shapeOf is the sort of a pattern: a clause, an infinitive, a noun phrase.
func shapeOf(pattern string) string {
	switch pattern {
	case "that", "is-that", "right", "left", "around", "parenthesis", "as-clause":
		return "clause"
	case "inf", "is-inf", "ing", "bare":
		return "infinitive"
	case "quote", "quote-part", "colon":
		return "quote"
	}
	return "phrase"
}

func (f *finder) sourceFeatures(c *candidate, pat string) []string {
	kind := f.sourceKind(c.agent)
	out := []string{"source=" + kind, "source+pat=" + kind + "/" + pat}
	if c.entry != nil {
		out = append(out, "source+class="+kind+"/"+string(c.entry.Class))
	}
	if c.passive {
		out = append(out, "passive", "passive+pat="+pat)
	}
	if c.to != nil {
		out = append(out, "addressee+pat="+pat)
	}
	return out
}

// sourceKind is a rough sort of the source: a pronoun, a name by its type, a
// common noun.
func (f *finder) sourceKind(a int) string {
	if a < 0 {
		return "none"
	}
	switch f.upos(a) {
	case "PRON", "DET":
		switch w := f.form(a); w {
		case "i", "you", "we", "it", "this", "that", "which", "they":
			return w
		case "he", "she", "who":
			return "he/who"
		case "his", "her", "their", "its", "my", "our", "your":
			return "possessive"
		}
		return "pronoun"
	}
	for _, e := range f.doc.Entities {
		if e.Tokens.Contains(a) {
			return string(e.Type)
		}
	}
	switch f.lemma(a) {
	case "poll", "report", "survey", "study", "document", "law", "record", "book", "letter", "data", "statement", "article", "email", "ad", "court", "judge", "research", "test", "result", "number", "figure", "evidence":
		return "document"
	}
	if f.feat(a, "Number=Plur") {
		return "nouns"
	}
	if f.upos(a) == "PROPN" {
		return "proper"
	}
	return "noun"
}

func (f *finder) verbFeatures(c *candidate, pat string) []string {
	h := c.head
	if c.upos == "PUNCT" {
		return nil
	}
	out := []string{"rel=" + f.doc.Arcs[h].Relation, "xpos=" + f.xpos(h), "xpos+pat=" + f.xpos(h) + "/" + pat}
	if f.quote[h] >= 0 {
		out = append(out, "inquote", "inquote+pat="+pat)
	}
	for _, k := range f.kids[h] {
		switch {
		case f.rel(k, "aux"):
			out = append(out, "aux="+f.lemma(k))
		case f.rel(k, "advmod") && (f.form(k) == "not" || f.form(k) == "n't" || f.form(k) == "n’t" || f.form(k) == "never"):
			out = append(out, "negated")
		case f.rel(k, "mark", "advmod") && k < h && (f.form(k) == "if" || f.form(k) == "when" || f.form(k) == "to"):
			out = append(out, "under="+f.form(k))
		}
	}
	if up := f.head(h); up >= 0 && c.upos == "VERB" && f.rel(h, "xcomp", "ccomp", "advcl", "acl") {
		out = append(out, "uprel="+f.doc.Arcs[h].Relation+"/"+f.upos(up))
	}
	if c.inner {
		out = append(out, "inner", "inner+pat="+pat)
		if c.entry != nil {
			out = append(out, "inner+class="+string(c.entry.Class))
		}
	}
	return out
}

func (f *finder) contentFeatures(c *candidate, pat string) []string {
	n := 0
	for _, t := range c.content {
		if !f.punct(t) {
			n++
		}
	}
	out := []string{"len=" + lengthBucket(n), "len+pat=" + lengthBucket(n) + "/" + pat}
	if c.pattern == "quote" || c.pattern == "quote-part" {
		words := 0
		for _, q := range c.quotes {
			r := f.doc.TokensIn(f.doc.Quotes[q].Outer)
			words += r.Len()
		}
		strength := "0"
		if c.entry != nil {
			strength = strconv.Itoa(int(c.entry.Frames[lexicon.QuoteFrame]))
		}
		return append(out, "quoted="+lengthBucket(words), "quoted+cue="+lengthBucket(words)+"/"+strength, "gap="+c.gap, "gap+cue="+c.gap+"/"+strength,
			"starts="+f.startOf(c))
	}
	k := f.contentHead(c)
	if k < 0 {
		return out
	}
	out = append(out, "content="+f.upos(k)+"/"+pat)
	if f.marked(k, "that") {
		out = append(out, "that")
	}
	if pat == "VERB/np" {
		out = append(out, "object="+f.sourceKind(k))
		if c.entry == nil {
			return out
		}
		if f.isNounCue(k) {
			out = append(out, "object-cue", "object-cue+class="+string(c.entry.Class))
		}
	}
	return out
}

// startOf tells whether the first quotation begins with a capital.
func (f *finder) startOf(c *candidate) string {
	for _, r := range f.doc.Quotes[c.quotes[0]].Inner.In(f.doc.Text) {
		if unicode.IsUpper(r) {
			return "upper"
		}
		if unicode.IsLetter(r) {
			return "lower"
		}
	}
	return "none"
}

// isNounCue reports whether a noun is itself a word of saying or thinking.
func (f *finder) isNounCue(k int) bool { return f.cues.Find(f.lemma(k), "NOUN") != nil }

// contentHead is the first content token that hangs on a token outside the
// content.
func (f *finder) contentHead(c *candidate) int {
	in := map[int]bool{}
	for _, t := range c.content {
		in[t] = true
	}
	for _, t := range c.content {
		if !in[f.head(t)] && !f.punct(t) {
			return t
		}
	}
	return -1
}

func lengthBucket(n int) string {
	switch {
	case n <= 3:
		return strconv.Itoa(n)
	case n <= 5:
		return "4-5"
	case n <= 8:
		return "6-8"
	case n <= 14:
		return "9-14"
	}
	return "15+"
}
