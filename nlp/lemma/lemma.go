// Package lemma finds the lemma of a tagged English word as UD English EWT
// writes it: "went" VBD is "go", "n't" is "not", proper names keep their
// capitals.
//
// A word is looked up among what the treebanks' training parts have and rules
// would get wrong, then among WordNet's exceptions; else the ending that its
// tag calls for is taken off, and of the stems that remain the one that WordNet
// knows is chosen (Morphy, after Fellbaum, WordNet, 1998).
// Differs: from Morphy in restoring a silent e by the shape of the stem where
// WordNet knows both ("hoping" is hope, "visiting" visit).
package lemma

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/text"
)

// Fill sets Morphs' lemmas of doc, which must have Tokens and the other fields
// of Morphs.
func Fill(doc *text.Document) {
	d := embedded()
	for i := range doc.Morphs {
		m := &doc.Morphs[i]
		m.Lemma = d.of(doc.Tokens[i].Form, m.UPOS, m.XPOS)
	}
}

// Of returns the lemma of one word with its tags (universal, and Penn as in
// EWT). It is never empty unless form is. Safe for concurrent use.
func Of(form, upos, xpos string) string { return embedded().of(form, upos, xpos) }

func (d *dictionary) of(form, upos, xpos string) string {
	if l, ok := d.learned[key(form, upos, xpos)]; ok {
		return l
	}
	return d.rule(form, upos, xpos)
}

// key is what the learned lemmas are looked up by; only proper names are told
// apart by their capitals.
func key(form, upos, xpos string) entry {
	if upos != "PROPN" {
		form = strings.ToLower(form)
	}
	return entry{form, upos, xpos}
}

type entry struct{ form, upos, xpos string }

func (d *dictionary) rule(form, upos, xpos string) string {
	switch upos {
	case "PROPN":
		if xpos == "NNPS" {
			return d.singular(form)
		}
		return form
	case "NUM":
		return numeral(form)
	case "SYM", "X":
		return form
	case "PUNCT":
		return punctuation(form)
	}
	low := strings.ToLower(form)
	switch xpos {
	case "NNP": // a word of a title: "Digital" in a library's name
		if upos == "ADJ" {
			return recase(form, low)
		}
	case "NNS":
		return d.singular(low)
	case "VBD", "VBN":
		return d.stem(low, "ed", d.verbs, d.verbExceptions)
	case "VBG":
		return d.stem(low, "ing", d.verbs, d.verbExceptions)
	case "VBZ":
		return d.third(low)
	case "JJR", "RBR":
		return d.stem(low, "er", d.adjectives, d.adjectiveExceptions)
	case "JJS", "RBS":
		return d.stem(low, "est", d.adjectives, d.adjectiveExceptions)
	case "JJ":
		if demonym(form) {
			return form
		}
	}
	return low
}

// punctuation writes curly marks straight, as GUM and EWT do.
func punctuation(form string) string {
	switch form {
	case "“", "”", "„":
		return `"`
	case "‘", "’":
		return "'"
	case "–", "—":
		return "-"
	}
	return form
}

// numeral writes "One" small and "1,100" without its comma.
func numeral(form string) string {
	if form == "" {
		return ""
	}
	if c := form[0]; c < '0' || c > '9' {
		return strings.ToLower(form)
	}
	parts := strings.Split(form, ",")
	for _, p := range parts[1:] {
		if len(p) < 3 || p[0] < '0' || p[0] > '9' {
			return form
		}
	}
	return strings.Join(parts, "")
}

// demonym reports whether an adjective looks made from a place name.
func demonym(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	if !unicode.IsUpper(r) || strings.ToUpper(form) == form {
		return false
	}
	for _, end := range []string{"ian", "can", "pean", "rean", "ese", "ish", "aqi", "aeli", "stani", "aiti", "ghan", "rab"} {
		if strings.HasSuffix(form, end) {
			return true
		}
	}
	return false
}

// singular takes the plural off a noun; its capitals stay.
func (d *dictionary) singular(form string) string {
	low := strings.ToLower(form)
	if l, ok := d.nounExceptions[low]; ok {
		return recase(form, l)
	}
	if strings.HasSuffix(low, "ies") && d.nouns[low] { // series, species
		return form
	}
	if strings.HasSuffix(low, "men") && len(low) > 4 {
		return form[:len(form)-3] + "man"
	}
	if len(low) < 3 || !strings.HasSuffix(low, "s") || strings.HasSuffix(low, "ss") {
		return form
	}
	bare := form[:len(form)-1]
	switch {
	case strings.HasSuffix(low, "ies") && len(low) > 4 && !d.nouns[low[:len(low)-1]]:
		return form[:len(form)-3] + "y"
	case strings.HasSuffix(low, "es") && !d.nouns[low[:len(low)-1]]:
		stem := low[:len(low)-2]
		if d.nouns[stem] || sibilant(stem) || strings.HasSuffix(stem, "o") {
			return form[:len(form)-2]
		}
	}
	return bare
}

// recase gives lemma the capital that form begins with.
func recase(form, lemma string) string {
	r, _ := utf8.DecodeRuneInString(form)
	if !unicode.IsUpper(r) {
		return lemma
	}
	first, size := utf8.DecodeRuneInString(lemma)
	return string(unicode.ToUpper(first)) + lemma[size:]
}

// sibilant reports whether a noun or verb takes -es.
func sibilant(stem string) bool {
	for _, end := range []string{"ss", "sh", "ch", "x", "zz"} {
		if strings.HasSuffix(stem, end) {
			return true
		}
	}
	return false
}

// third takes -s off a verb.
func (d *dictionary) third(low string) string {
	if l, ok := d.verbExceptions[low]; ok {
		return l
	}
	if len(low) < 3 || !strings.HasSuffix(low, "s") || strings.HasSuffix(low, "ss") {
		return low
	}
	bare := low[:len(low)-1]
	switch {
	case strings.HasSuffix(low, "ies") && len(low) > 4:
		return low[:len(low)-3] + "y"
	case strings.HasSuffix(low, "es") && !d.verbs[bare]:
		if stem := low[:len(low)-2]; d.verbs[stem] || sibilant(stem) || strings.HasSuffix(stem, "o") {
			return stem
		}
	}
	return bare
}

// stem takes the ending off a verb's or adjective's form.
func (d *dictionary) stem(low, ending string, known map[string]bool, exceptions map[string]string) string {
	if l, ok := exceptions[low]; ok {
		return l
	}
	bare, ok := strings.CutSuffix(low, ending)
	if !ok || len(bare) < 2 {
		return low
	}
	if i := strings.LastIndexByte(bare, '-'); i > 0 && len(bare) > i+2 { // "re-elected"
		return low[:i+1] + d.stem(low[i+1:], ending, known, exceptions)
	}
	n := len(bare)
	single := ""
	if bare[n-1] == bare[n-2] {
		single = bare[:n-1]
	}
	switch {
	case ending != "ing" && bare[n-1] == 'i':
		return bare[:n-1] + "y"
	case ending == "ing" && bare[n-1] == 'y' && n == 2:
		return bare[:n-1] + "ie" // lying, dying
	case known[bare+"e"] && (!known[bare] || silent(bare)):
		return bare + "e"
	case known[bare]:
		return bare
	case single != "" && (known[single] || !strings.HasSuffix(bare, "ll") && !strings.HasSuffix(bare, "ss")):
		return single
	case silent(bare):
		return bare + "e"
	}
	return bare
}

// silent reports whether a stem lost an e: one vowel before one consonant that
// would have been doubled, or an ending that wants it.
func silent(stem string) bool {
	for _, end := range []string{"at", "iz", "is", "uc", "ag", "iv", "uv", "av", "dg", "rg", "nc", "rc", "bl", "tl", "dl", "pl", "gl", "cl", "ur", "ir", "us", "os", "as", "ps", "rs", "ls", "ns", "rv", "lv", "u", "ee"} {
		if strings.HasSuffix(stem, end) && len(stem) > len(end)+1 && end != "ee" {
			return true
		}
	}
	n := len(stem)
	return n >= 2 && n <= 4 && !vowel(stem[n-1]) && vowel(stem[n-2]) && (n == 2 || !vowel(stem[n-3])) && !strings.ContainsRune("wxy", rune(stem[n-1]))
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
