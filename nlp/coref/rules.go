package coref

import (
	"strings"

	"synoptic/lexicon"
	"synoptic/text"
)

// rules are links that no weight decides: who is the noun that
// its clause modifies, I inside a quotation is its speaker, and a name that the
// text itself gives as another ("also known as", an acronym in brackets) is one
// with it. The value is the earlier mention; where the other comes later, the
// two are united in the end.
func (s *scorer) rules() map[int]int {
	links := map[int]int{}
	s.ahead, s.alias = map[int]int{}, map[int]bool{}
	byHead := map[int]int{}
	for _, m := range s.mentions {
		if _, ok := byHead[m.head]; !ok {
			byHead[m.head] = m.order
		}
	}
	s.typeAliases()
	for _, m := range s.mentions {
		if a := s.sameNested(m); a >= 0 {
			links[m.order] = a
			continue
		}
		switch {
		case m.form == "i" && m.quote >= 0:
			if who := s.r.speakerOf(m.quote); who >= 0 && who < m.order {
				links[m.order] = who
			} else if who >= 0 {
				s.later = append(s.later, [2]int{who, m.order})
			}
		case m.form == "who":
			if a := s.rightBefore(m); a >= 0 {
				links[m.order] = a
			} else if n := s.r.relativeOf(m.head); n >= 0 && n < m.head {
				if a, ok := byHead[n]; ok && a != m.order {
					links[m.order] = a
				}
			}
		case m.kind != text.PronounMention:
			if a := s.statedAlias(m); a >= 0 {
				links[m.order], s.alias[m.order] = a, true
			} else if a := s.slashed(m); a >= 0 {
				links[m.order], s.alias[m.order] = a, true
			} else if a := s.bodyIs(m); a >= 0 {
				links[m.order] = a
			} else if a, ok := byHead[s.apposed(m)]; ok && a != m.order && s.apposes(s.mentions[a], m) {
				links[m.order] = a
			}
		}
	}
	return links
}

// rightBefore is the person or body, the shortest of them, that ends right before
// "who", or before the comma before it; -1 if there is none.
func (s *scorer) rightBefore(m *mention) int {
	end := m.Start
	if end > 0 && s.r.lower(end-1) == "," {
		end--
	}
	for k := m.order - 1; k >= 0 && s.mentions[k].sentence == m.sentence; k-- {
		a := s.mentions[k]
		if n := s.r.relativeOf(m.head); n == a.head && a.animacy != inanimate {
			return -1 // the tree knows
		}
		if a.End == end && a.kind != text.PronounMention && (a.animacy == personal || a.animacy == collective) && !s.r.conjoined(a) {
			return k
		}
	}
	return -1
}

// typeAliases gives a name that the text introduces as another of a body or place
// the type of that, wherever the name stands: taggers take "Dirat al-Zafin" for a
// person.
func (s *scorer) typeAliases() {
	types := map[string]text.EntityType{}
	for _, m := range s.mentions {
		if m.kind != text.NameMention || m.typ != text.Person || len(m.name.Titles) > 0 || len(m.name.Core) == 0 {
			continue
		}
		a, intro, _ := s.introduced(m)
		if a < 0 || !intro && !s.glossed(m) {
			continue
		}
		if t := mentionType(s.mentions[a]); t != "" && t != text.Person && t != text.Miscellany {
			types[m.key] = t
		}
	}
	for _, m := range s.mentions {
		if t, ok := types[m.key]; ok && m.kind == text.NameMention {
			m.typ, m.gender, m.animacy = t, lexicon.UnknownGender, anyAnimacy
			s.r.animate(m)
		}
	}
}

// glossed reports whether m is all that square brackets hold: an editor's other
// name of what stands before.
func (s *scorer) glossed(m *mention) bool {
	return m.Start > 0 && s.r.lower(m.Start-1) == "[" && m.End < len(s.r.doc.Tokens) && s.r.lower(m.End) == "]"
}

// sameNested returns the mention around or before m that is the same thing said
// more fully: the whole of "union chief Orsi Bantle" for "Orsi Bantle" and for
// "union chief", and of "Orsi Bantle, the chief" likewise. -1 if there is none.
func (s *scorer) sameNested(m *mention) int {
	if m.kind == text.PronounMention {
		return -1
	}
	for k := m.order - 1; k >= 0 && k > m.order-12; k-- {
		a := s.mentions[k]
		if a.kind == text.PronounMention || s.r.conjoined(a) || s.r.conjoined(m) {
			continue
		}
		if a.Start <= m.Start && m.End <= a.End && !s.partOfName(a, m) && s.sameWhole(a, m) {
			return k
		}
		if a.End == m.Start && a.sentence == m.sentence && m.kind == text.NameMention && m.typ == text.Person && a.kind == text.NominalMention && a.animacy == personal && a.number != plural {
			s.ahead[k] = m.order
			return k // a title and the name after it
		}
		if a.End == m.Start && a.sentence == m.sentence && m.kind == text.NameMention && m.typ == text.Organization && a.kind == text.NominalMention && a.head == a.End-1 && a.number != plural && s.r.maker(a.head) && s.r.child(a.head, "case") < 0 {
			s.ahead[k] = m.order
			return k // "carmaker Brenk"
		}
		if a.End+1 == m.Start && s.r.lower(a.End) == "," && a.sentence == m.sentence && (s.titled(a, m) || s.titled(m, a) && m.End < len(s.r.doc.Tokens) && s.r.upos(m.End) != "CCONJ") {
			if a.kind == text.NominalMention {
				s.ahead[k] = m.order
			}
			return k
		}
	}
	return -1
}

// titled reports whether t is an office, definite or bare, of one person and n
// the name of a person: the two stand on both sides of a comma.
func (s *scorer) titled(t, n *mention) bool {
	return n.kind == text.NameMention && n.typ == text.Person && t.kind == text.NominalMention && t.animacy == personal && t.number != plural &&
		(t.det == "def" || t.det == "" || t.det == "poss") && s.postOf(t).head != "" && s.r.conjoined(n) == s.r.conjoined(t)
}

// partOfName reports whether m is a word or two of a's name: the "Lorne" of "Ada
// Lorne" may be somebody else's.
func (s *scorer) partOfName(a, m *mention) bool {
	return a.kind == text.NameMention && m.kind == text.NameMention && len(m.name.Core) < len(a.name.Core) && a.span.Start <= m.Start && m.End <= a.span.End
}

// sameWhole reports whether m inside of a is what a is.
func (s *scorer) sameWhole(a, m *mention) bool {
	if a.head == m.head {
		return true
	}
	if s.r.parent(m.head) != a.head {
		return false
	}
	switch rel := s.r.rel(m.head); {
	case rel == "nmod:desc" || universal(rel) == "flat":
		return true
	case universal(rel) == "appos":
		return s.apposes(a, m)
	case rel == "compound":
		return a.typ == text.Person && m.animacy == personal && m.kind == text.NominalMention
	}
	return false
}

// apposed is the head of what m is an apposition of, -1 if it is none: in "Keld and
// Ada Lorne, the mayor," of the name right before, wherever the parser hangs it.
func (s *scorer) apposed(m *mention) int {
	if s.r.relate(m.head) != "appos" {
		return -1
	}
	head := s.r.parent(m.head)
	if s.r.relate(head) == "appos" && s.personAfter(m) {
		return -1 // "Ada Lorne, the mayor, the minister, Tobin Brack, ...": of who comes next
	}
	for k := m.order - 1; k >= 0 && s.mentions[k].sentence == m.sentence; k-- {
		if a := s.mentions[k]; a.End+1 == m.Start && s.r.lower(a.End) == "," && a.kind == text.NameMention && s.r.relate(a.head) == "conj" && s.r.parent(a.head) == head && !s.r.conjoined(a) {
			return a.head
		}
	}
	return head
}

// personAfter reports whether the name of a person begins after the comma that
// follows m.
func (s *scorer) personAfter(m *mention) bool {
	at := m.End + 1
	return at < len(s.r.doc.Tokens) && s.r.lower(m.End) == "," && s.r.typed(at, text.Person)
}

// apposes reports whether m, which the tree has as apposition of a, may be: a
// person and a description of a person, a body and what bodies are.
func (s *scorer) apposes(a, m *mention) bool {
	if a.kind == text.NameMention && m.kind == text.NameMention && a.typ != "" && m.typ != "" && nameMatch(a, m) <= noMatch || a.number != anyNumber && m.number != anyNumber && a.number != m.number {
		return false
	}
	return a.order < m.order && a.animacy == m.animacy && a.animacy != inanimate
}

// bodyIs returns the name of a body right before the comma after which m, and
// another comma, say what it is: "Lisk, the builder of the bridge,"; -1 if there
// is none.
func (s *scorer) bodyIs(m *mention) int {
	n := len(s.r.doc.Tokens)
	if m.kind != text.NominalMention || m.number == plural || m.det != "def" && m.det != "indef" && m.det != "poss" || m.Start < 2 || m.End >= n || s.r.lower(m.Start-1) != "," || s.r.lower(m.End) != "," && s.r.upos(m.End) != "PUNCT" {
		return -1
	}
	for k := m.order - 1; k >= 0 && s.mentions[k].sentence == m.sentence; k-- {
		a := s.mentions[k]
		if a.End == m.Start-1 && a.kind == text.NameMention && a.typ == text.Organization && a.number != plural && !s.r.conjoined(a) && s.r.relate(m.head) != "conj" && (s.makes(m) || m.animacy == collective) {
			return k
		}
	}
	return -1
}

// makes reports whether a noun says what a body does, as it may of a person:
// "the builder", "owner", "operator".
func (s *scorer) makes(m *mention) bool {
	return m.animacy == personal && (strings.HasSuffix(m.lemma, "er") || strings.HasSuffix(m.lemma, "or")) && s.postOf(m).head == ""
}

// representatives unites we and our inside a quotation with the body for which
// its speaker stands: the one named in a description of the speaker ("the
// union's secretary", "the Zelmoran minister"), or the speaker that is a body.
func (s *scorer) representatives() {
	bodyOf := map[int]int{} // speaker's cluster to mention of the body
	for _, m := range s.mentions {
		if m.form != "we" || m.quote < 0 {
			continue
		}
		who := s.r.speakerOf(m.quote)
		if who < 0 {
			continue
		}
		c := s.of[who]
		body, ok := bodyOf[c]
		if !ok {
			body = s.bodyOf(c)
			bodyOf[c] = body
		}
		if body >= 0 && s.of[body] != s.of[m.order] && s.of[body] != c {
			s.move(m.order, s.of[body])
		}
	}
}

// countries unites "his country" with the country in which its possessor holds
// an office.
func (s *scorer) countries() {
	for _, m := range s.mentions {
		if m.kind != text.NominalMention || m.det != "poss" || m.lemma != "country" && m.lemma != "nation" || m.number == plural || len(s.clusters[s.of[m.order]].mentions) > 1 {
			continue
		}
		if who := s.possessor(m); who >= 0 {
			if k := s.countryOf(s.clusters[s.of[who]]); k >= 0 && s.of[k] != s.of[m.order] {
				s.move(m.order, s.of[k])
			}
		}
	}
}

// possessor is the pronoun in "his country", -1 if there is none.
func (s *scorer) possessor(m *mention) int {
	for k := m.order + 1; k < len(s.mentions) && s.mentions[k].Start < m.End; k++ {
		if o := s.mentions[k]; o.kind == text.PronounMention && o.governor == m.head {
			return k
		}
	}
	return -1
}

// countryOf is a mention by name of the country of which a person's office is;
// -1 if the text has none.
func (s *scorer) countryOf(c *cluster) int {
	if c.animacy != personal {
		return -1
	}
	for _, p := range c.posts {
		if !p.place {
			continue
		}
		at := post{head: p.head, of: p.of}
		for k, m := range s.mentions {
			if m.kind == text.NameMention && len(m.name.Core) == 1 && m.animacy == collective && at.fits(post{head: p.head, of: m.name.Core[0]}) {
				return k
			}
		}
	}
	return -1
}

// bodyOf is the first mention of a body or state inside a mention of cluster c,
// or c's own if it is one; -1 if there is none.
func (s *scorer) bodyOf(c int) int {
	if s.clusters[c].animacy == collective {
		return s.clusters[c].mentions[0]
	}
	for _, k := range s.clusters[c].mentions {
		o := s.mentions[k]
		for j := k + 1; j < len(s.mentions) && s.mentions[j].Start < o.End; j++ {
			if b := s.mentions[j]; b.End <= o.End && (b.kind != text.PronounMention && b.animacy == collective || b.form == "it" || b.form == "they") && s.of[j] != c {
				return j
			}
		}
	}
	return -1
}

// aliasIntros introduce another name of what stands before them.
var aliasIntros = [][]string{{"also", "known", "as"}, {"otherwise", "known", "as"}, {"better", "known", "as"}, {"formerly", "known", "as"}, {"known", "as"}, {"also", "called"}, {"called"}, {"aka"}, {"a.k.a."}, {"acronym", "for"}, {"acronym", "of"}, {"short", "for"}, {"or"}, {"formerly"}, {"nicknamed"}, {"dubbed"}}

// statedAlias returns the earlier mention of which m is said to be another
// name, -1 if there is none: after "also known as", or in brackets after it
// where it is its acronym, a spelling of it or introduced as an alias.
func (s *scorer) statedAlias(m *mention) int {
	if m.kind != text.NameMention {
		return -1
	}
	a, intro, bracket := s.introduced(m)
	if a < 0 || !s.aliasFits(s.mentions[a], m, intro, bracket) {
		return -1
	}
	return a
}

// slashed returns the stated alias before a slash after which m is another: "known
// as “TSZ” / “RAZ”"; -1 if there is none.
func (s *scorer) slashed(m *mention) int {
	at := m.Start
	for at > 0 && isMark(s.r.lower(at-1)) {
		at--
	}
	if at == 0 || s.r.lower(at-1) != "/" || m.kind != text.NameMention {
		return -1
	}
	for at--; at > 0 && isMark(s.r.lower(at-1)); {
		at--
	}
	if a := s.endingAt(at, m); a >= 0 && s.alias[a] {
		return a
	}
	return -1
}

// introduced returns the earlier mention after which m stands as another name
// may, -1 if there is none, and whether words introduce it or a bracket.
func (s *scorer) introduced(m *mention) (a int, intro, bracket bool) {
	at := m.Start
	for at > 0 && (s.r.upos(at-1) == "DET" || isMark(s.r.lower(at-1))) {
		at--
	}
	intro = s.introBefore(&at)
	bracket = at > 0 && (s.r.lower(at-1) == "(" || s.r.lower(at-1) == "[")
	if bracket || at > 0 && intro && s.r.lower(at-1) == "," {
		at--
	}
	if !intro && !bracket {
		return -1, false, false
	}
	for at > 0 && (isMark(s.r.lower(at-1)) || intro && s.r.lower(at-1) == ")") {
		at--
	}
	return s.endingAt(at, m), intro, bracket
}

func isMark(w string) bool {
	switch w {
	case "\"", "“", "”", "'", "‘", "’", "''", "``":
		return true
	}
	return false
}

// introBefore moves at before an introduction of an alias that ends there.
func (s *scorer) introBefore(at *int) bool {
	for _, intro := range aliasIntros {
		from := *at - len(intro)
		if from < 1 || len(intro) == 1 && intro[0] == "or" {
			continue
		}
		ok := true
		for k, w := range intro {
			ok = ok && s.r.lower(from+k) == w && (s.r.upos(from+k) != "VERB" || s.r.child(from+k, "nsubj") < 0)
		}
		if ok {
			if intro[0] == "acronym" && from > 1 && s.r.capital(from-1) {
				from-- // "the Arabic acronym for"
			}
			*at = from
			if s.r.lower(from-1) == "is" || s.r.lower(from-1) == "an" || s.r.lower(from-1) == "the" {
				*at--
			}
			return true
		}
	}
	return false
}

// endingAt is the mention before m that ends at token at, the longest name or
// else the longest.
func (s *scorer) endingAt(at int, m *mention) int {
	best := -1
	for k := m.order - 1; k >= 0 && s.mentions[k].sentence >= m.sentence-1; k-- {
		a := s.mentions[k]
		if a.End != at && (a.kind != text.NameMention || a.span.End != at) || a.kind == text.PronounMention && s.r.lower(at) != "[" {
			continue
		}
		if best < 0 || a.kind == text.NameMention && s.mentions[best].kind != text.NameMention || a.Len() > s.mentions[best].Len() && (a.kind == text.NameMention) == (s.mentions[best].kind == text.NameMention) {
			best = k
		}
	}
	return best
}

func (s *scorer) aliasFits(a, m *mention, intro, bracket bool) bool {
	if a.kind == text.PronounMention {
		return bracket && a.person == 3 && agrees(m, a)
	}
	if x := mentionType(a); x != "" && m.typ != "" && x != m.typ && (x == text.Person || m.typ == text.Person) {
		return false
	}
	if intro || s.glossed(m) && a.typ == m.typ && a.typ != "" && a.animacy == collective {
		return true
	}
	x, y := a.name.Core, m.name.Core
	if len(x) == 0 {
		x = a.words
	}
	if _, aspect := lexicon.Country(strings.Join(y, " ")); aspect != lexicon.NoCountry || len(x) == 0 || len(y) == 0 {
		return false
	}
	return compareNames(a, m, newNameForm(x), m.called) >= family || m.acronym && sharesInitials(x, y[0])
}

// sharesInitials reports whether acronym begins with the initial of a word of x
// and its letters follow in x in order, as "UNHCR" in a long title does.
func sharesInitials(x []string, acronym string) bool {
	all := strings.Join(x, "")
	at := 0
	for i := 0; i < len(acronym); i++ {
		k := strings.IndexByte(all[at:], acronym[i])
		if k < 0 {
			return false
		}
		at += k + 1
	}
	return len(acronym) > 1 && x[0][0] == acronym[0]
}
