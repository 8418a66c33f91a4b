package link

import (
	"slices"
	"sort"
	"strings"

	"synoptic/lexicon"
	"synoptic/text"
)

// sort puts the fullest name first and sets apart names that nothing but
// coreference joins to it.
func (p *profile) sort(doc *text.Document) {
	sort.SliceStable(p.forms, func(i, j int) bool { return p.weight(p.forms[i]) > p.weight(p.forms[j]) })
	if len(p.forms) < 2 {
		if len(p.forms) == 1 {
			p.forms[0].rule = "name"
		}
		return
	}
	p.forms[0].rule = "name"
	kept, open := p.forms[:1:1], []form(nil)
	for _, f := range p.forms[1:] {
		if f.rule = p.relation(doc, kept, f); f.rule != "" {
			kept = append(kept, f)
		} else {
			open = append(open, f)
		}
	}
	for i := 0; i < len(open); i++ {
		f := open[i]
		if f.rule = p.relation(doc, kept, f); f.rule != "" && f.rule != "short form" { // two bodies may share a short form
			kept, open, i = append(kept, f), slices.Delete(open, i, i+1), -1 // what is left may be stated to be one with f
		}
	}
	for _, f := range open {
		f.rule = "coreference"
		p.others = append(p.others, f)
	}
	p.forms = kept
}

// weight prefers names of persons with two or three words, longer names of
// bodies, and those that are frequent.
func (p *profile) weight(f form) int {
	n := len(f.core)
	if p.typ == text.Person && n > 4 {
		n = 1
	}
	return 10*min(n, 5) + min(f.count, 9)
}

// relation names the rule by which f is another name of one of forms, "" if
// there is none.
func (p *profile) relation(doc *text.Document, forms []form, f form) string {
	for _, g := range forms {
		if p.typ == text.Person && len(f.core) > 1 && len(g.core) > 1 && compare(p.typ, g.core, f.core) == unlike && !stated(doc, g.at, f.at) {
			return "" // two full names are of two persons, whatever short form they share
		}
	}
	for _, g := range forms {
		switch m := compare(p.typ, g.core, f.core); {
		case m == equal:
			return "name"
		case m == spelled:
			return "transliteration"
		case m == acronym:
			return "acronym"
		case m == short || m == within:
			return "short form"
		}
		if stated(doc, g.at, f.at) {
			return "apposition"
		}
	}
	return ""
}

// stated reports whether two names stand side by side as one: in brackets, or
// with "known as" between.
func stated(doc *text.Document, a, b text.Span) bool {
	if a.Start > b.Start {
		a, b = b, a
	}
	if a.End > b.Start || b.Start-a.End > 60 {
		return false
	}
	between := strings.ToLower(doc.Text[a.End:b.Start])
	if strings.ContainsAny(between, ".\n;") {
		return false
	}
	open := strings.ContainsAny(between, "([") && !strings.ContainsAny(between, ")]")
	for _, w := range []string{"known as", "called", "acronym for", "short for", "nicknamed", "a.k.a"} {
		if strings.Contains(between, w) {
			return true
		}
	}
	return open && len(strings.TrimSpace(strings.Trim(between, " (["))) == 0
}

var governmentNouns = map[string]bool{"government": true, "administration": true, "cabinet": true, "authorities": true, "regime": true, "leadership": true,
	"officials": true, "negotiators": true, "diplomats": true, "envoys": true, "delegation": true, "leaders": true}
var forceNouns = map[string]bool{"forces": true, "force": true, "army": true, "military": true, "troops": true, "soldiers": true, "navy": true}

// sides finds which side of a country a chain is.
func (p *profile) sides(doc *text.Document, c text.Chain) {
	if len(p.forms) > 0 {
		if p.typ != text.Person {
			p.namedSide()
		}
		return
	}
	for _, k := range c.Mentions {
		m := doc.Mentions[k]
		w := strings.ToLower(doc.Tokens[m.Head].Form)
		side := noAspect
		switch {
		case m.Kind != text.NominalMention:
		case governmentNouns[w]:
			side = government
		case forceNouns[w]:
			side = forces
		}
		if side == noAspect {
			continue
		}
		of := placeIn(doc, m)
		family := ""
		if ruling[w] && len(of) != 2 {
			family = familyIn(doc, m)
		}
		switch {
		case family != "":
			p.side, p.typ, p.head = side, text.Organization, family
			return
		case of != "" && (len(of) == 2 || side == forces || w == "government"):
			p.side, p.country, p.typ = side, of, text.Organization
			return
		case w == "administration" && of != "":
			p.side, p.typ, p.head = side, text.Organization, lexicon.Fold(doc.Tokens[max(m.Tokens.Start, m.Head-1)].Form)
			return
		}
	}
}

// ruling are the nouns for who governs under a person: "the Lindt government".
var ruling = map[string]bool{"government": true, "administration": true, "cabinet": true, "regime": true}

// familyIn is the last name, folded, of the person whom a description names, "" if
// it names none.
func familyIn(doc *text.Document, m text.Mention) string {
	for _, e := range doc.Entities {
		if e.Type == text.Person && m.Tokens.Contains(e.Tokens.Start) && e.Tokens.End <= m.Tokens.End {
			if words := lexicon.ParseName(e.Span.In(doc.Text)).Core; len(words) > 0 {
				return words[len(words)-1]
			}
		}
	}
	return ""
}

// placeIn is the country or place that qualifies a description, "" if none.
func placeIn(doc *text.Document, m text.Mention) string {
	for i := m.Tokens.Start; i < min(m.Tokens.End, m.Head+4); i++ {
		f := doc.Tokens[i].Form
		if i == m.Head || f[0] < 'A' || f[0] > 'Z' || strings.EqualFold(f, "the") {
			continue
		}
		if i+1 < m.Tokens.End {
			if code, _ := lexicon.Country(f + " " + doc.Tokens[i+1].Form); code != "" {
				return code
			}
		}
		if c, _ := lexicon.Title(f); c == 0 {
			return stemOf(f)
		}
	}
	return ""
}

func (p *profile) namedSide() {
	name := strings.Join(p.forms[0].core, " ")
	code, a := lexicon.Country(strings.ToUpper(name))
	if code == "" {
		return
	}
	p.country = code
	switch a {
	case lexicon.StateName:
		p.side = state
	case lexicon.SeatCity:
		p.side = seat
	case lexicon.Nationwide:
		p.side = state
		if last := p.forms[0].core[len(p.forms[0].core)-1]; last != "swiss" && (strings.HasSuffix(last, "s") || strings.HasSuffix(last, "men")) {
			p.side = people // "Icelanders"; the adjective is the state
		}
	}
}
