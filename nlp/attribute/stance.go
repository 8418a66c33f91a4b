package attribute

import "synoptic/text"

// polarity is negative where the cue denies, or is negated while it would
// otherwise affirm, or the content's verb is negated; two of them cancel out.
func (f *finder) polarity(c *candidate) text.Polarity {
	negative := c.entry != nil && c.entry.Polarity == text.Negative
	if c.upos != "PUNCT" && f.negated(c.head) {
		negative = !negative
	}
	if k := f.contentHead(c); k >= 0 && f.negated(k) {
		negative = !negative
	}
	if negative {
		return text.Negative
	}
	return text.Positive
}

func (f *finder) negated(v int) bool {
	for _, k := range f.kids[v] {
		switch f.form(k) {
		case "not", "n't", "n’t", "never", "neither", "nor", "hardly":
			return true
		case "no":
			return f.rel(k, "det", "advmod")
		case "nobody", "none", "nothing":
			return f.rel(k, "nsubj", "obj")
		}
	}
	return false
}

// modality is how the content is put forward: by the cue's entry, or else by the
// content's own auxiliary or mark.
func (f *finder) modality(c *candidate) text.Modality {
	if c.entry != nil && c.entry.Modality != text.Asserted {
		return c.entry.Modality
	}
	k := f.contentHead(c)
	if k < 0 {
		return text.Asserted
	}
	if f.marked(k, "whether") {
		return text.Asked
	}
	for _, m := range f.kidsBy(k, "advcl") {
		if f.marked(m, "if") || f.marked(m, "unless") {
			return text.Conditional
		}
	}
	for _, x := range f.kidsBy(k, "aux") {
		switch f.lemma(x) {
		case "may", "might", "could", "can":
			return text.Possible
		case "should", "must", "ought":
			return text.Urged
		case "would":
			return text.Conditional
		case "will", "shall", "'ll":
			return text.Intended
		}
	}
	return text.Asserted
}
