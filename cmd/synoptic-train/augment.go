package main

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"

	"synoptic/text"
)

// The shares of sentences that training sees in another case, as headlines and
// careless writers have it, and of person names that it sees as others, because
// the static vectors know only those of their time.
const (
	titled   = 0.03
	shouted  = 0.015
	lowered  = 0.025
	renamed  = 0.35
	known    = 0.08 // of names of one word in the treebanks, which may be months or places
	initials = 0.1
)

// augment returns the sentence as training sees it this time.
func augment(r *rand.Rand, e *example) *example {
	forms := rename(r, e)
	switch x := r.Float64(); {
	case x < titled:
		forms = each(forms, title)
	case x < titled+shouted:
		forms = each(forms, strings.ToUpper)
	case x < titled+shouted+lowered:
		forms = each(forms, strings.ToLower)
	}
	out := *e
	out.forms = forms
	return &out
}

func each(forms []string, change func(string) string) []string {
	out := make([]string, len(forms))
	for i, f := range forms {
		out[i] = change(f)
	}
	return out
}

// title writes a word as in a headline.
func title(s string) string {
	switch s {
	case "a", "an", "the", "of", "in", "on", "to", "and", "or", "for", "at", "by", "'s", "n't":
		return s
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// rename writes some of the names anew.
func rename(r *rand.Rand, e *example) []string {
	forms, copied := e.forms, false
	write := func(i int) {
		if !copied {
			forms, copied = append([]string(nil), forms...), true
		}
		if isUpper(forms[i]) && !strings.HasSuffix(forms[i], ".") {
			forms[i] = invented(r)
		}
	}
	for i := range e.names {
		if e.names[i] != begin(text.Person) || r.Float64() >= renamed {
			continue
		}
		for k := i; k < len(forms) && (k == i || e.names[k] == inside(text.Person)); k++ {
			write(k)
		}
	}
	for _, name := range e.persons {
		if r.Float64() < renamed {
			for _, i := range name {
				write(i)
			}
		}
	}
	for _, i := range e.single {
		if r.Float64() < known {
			write(i)
		}
	}
	return forms
}

var (
	onsets = strings.Fields("b br ch d dr f g gh h j k kh kr l m n p q r s sh st t tr v w x y z zh")
	nuclei = strings.Fields("a a a e e i i o o u u ai ei ao ou ia")
	codas  = strings.Fields("n r l s k m d t ng v z")
	ends   = strings.Fields("ov ova ev ic enko ez es ini ano ski sky son sen man ian yan oğlu adze ul i a o")
)

// invented makes a name that nobody bears on purpose.
func invented(r *rand.Rand) string {
	if r.Float64() < initials {
		return string(rune('A'+r.IntN(26))) + "."
	}
	pick := func(from []string) string { return from[r.IntN(len(from))] }
	var b strings.Builder
	for range 1 + r.IntN(2) {
		b.WriteString(pick(onsets) + pick(nuclei))
		if r.IntN(2) == 0 {
			b.WriteString(pick(codas))
		}
	}
	if r.IntN(3) > 0 {
		if r.IntN(2) == 0 {
			b.WriteString(pick(onsets))
		}
		b.WriteString(pick(ends))
	}
	name := title(b.String())
	switch r.IntN(30) {
	case 0:
		return "al-" + name
	case 1:
		return name + "-" + title(pick(onsets)+pick(nuclei)+pick(codas))
	}
	return name
}
