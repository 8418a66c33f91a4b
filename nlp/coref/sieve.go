package coref

import (
	"slices"
	"strings"

	"synoptic/lexicon"
	"synoptic/text"
)

// sieve finds the cluster that m joins by a rule precise enough to go before
// the weights (Lee et al., CL 2013): a name that is the same name, and an office
// that only one person so far holds. -1 if no rule speaks.
func (s *scorer) sieve(m *mention) int {
	switch {
	case m.form == "he" || m.form == "she":
		return s.bySaying(m)
	case m.kind == text.NameMention && len(m.name.Core) > 0 && !s.r.conjoined(m):
		if k := s.byName(m); k >= 0 {
			return k
		}
		return s.unnamed(m)
	case m.kind == text.NominalMention && m.honorific():
		return s.byHonorific(m)
	case m.kind == text.NominalMention && m.animacy == personal && m.number != plural && m.det != "indef" && m.det != "poss":
		return s.byOffice(m)
	case m.kind == text.NominalMention && m.animacy == collective && m.number != plural && m.det == "def" && len(m.words) == 1 && !m.modified:
		return s.byNoun(m)
	}
	return -1
}

// bySaying joins he or she to whom the news makes speak: the subject of the verb
// of saying on which the clause of the pronoun depends ("Keld said he would go");
// for the subject of such a verb itself, the subject before it in the sentence
// or else that of the sentence before. Centering (Grosz, Joshi & Weinstein, CL
// 1995) in small.
func (s *scorer) bySaying(m *mention) int {
	if m.role != "nsubj" || m.quote >= 0 || m.governor < 0 {
		return -1
	}
	if v := s.r.parent(m.governor); s.r.relate(m.governor) == "ccomp" && s.r.sayingVerb(v) && v < m.head {
		return s.speaking(m, s.r.subjectOf(v))
	}
	if !s.r.sayingVerb(m.governor) {
		return -1
	}
	if k := s.centre(m, m.sentence); k >= 0 {
		return k
	}
	if m.sentence > 0 {
		return s.centre(m, m.sentence-1)
	}
	return -1
}

// centre is the entity of the subject of the verb of saying of a sentence, or
// else of its first subject, outside of quotations and before m, if it is one
// person whom m may be.
func (s *scorer) centre(m *mention, sentence int) int {
	in := s.r.doc.Sentences[sentence].Tokens
	first := -1
	for i := in.Start; i < min(in.End, m.Start); i++ {
		if r := s.r.rel(i); r != "nsubj" && r != "nsubj:pass" || s.r.quote[i] >= 0 || s.subordinate(s.r.parent(i)) {
			continue
		}
		if s.r.sayingVerb(s.r.parent(i)) {
			return s.speaking(m, i)
		}
		if first < 0 {
			first = i
		}
	}
	return s.speaking(m, first)
}

// subordinate reports whether a verb heads a clause that is part of another.
func (s *scorer) subordinate(verb int) bool {
	switch s.r.relate(verb) {
	case "acl", "advcl", "csubj", "ccomp":
		return true
	}
	return false
}

// speaking is the entity of the mention with a head, if m may be that person.
func (s *scorer) speaking(m *mention, head int) int {
	if head < 0 {
		return -1
	}
	for k := m.order - 1; k >= 0 && s.mentions[k].Start >= s.r.doc.Sentences[s.r.sentence[head]].Tokens.Start; k-- {
		a := s.mentions[k]
		if a.head != head || s.r.conjoined(a) {
			continue
		}
		c := s.clusters[s.of[k]]
		if a.animacy != personal || a.number == plural || c.animacy != personal || a.person != 3 || s.vetoed(m, c) {
			return -1
		}
		return s.of[k]
	}
	return -1
}

// byNoun joins the body mentioned last whose name or description has the noun:
// "the guild" the "Dockers' Guild".
func (s *scorer) byNoun(m *mention) int {
	for k := m.order - 1; k >= 0; k-- {
		a := s.mentions[k]
		if a.kind == text.PronounMention || a.animacy != collective || a.number == plural || s.r.conjoined(a) || a.Start <= m.Start && m.End <= a.End || a.det == "indef" && a.kind != text.NameMention && m.sentence-a.sentence > 3 {
			continue
		}
		named := a.kind == text.NameMention && len(a.name.Core) > 1 && (a.name.Core[len(a.name.Core)-1] == m.headWord || a.name.Core[0] == m.headWord)
		if !named && !(a.kind == text.NominalMention && a.headWord == m.headWord) {
			continue
		}
		if s.vetoed(m, s.clusters[s.of[k]]) {
			return -1
		}
		return s.of[k]
	}
	return -1
}

// honorific reports whether a mention is a title of honour and nothing else:
// "His Excellency".
func (m *mention) honorific() bool {
	if len(m.name.Core) > 0 || len(m.name.Titles) != 1 {
		return false
	}
	c, _ := lexicon.Title(m.name.Titles[0])
	return c&lexicon.Honorific != 0 && strings.Contains(m.name.Titles[0], " ")
}

// byHonorific joins the person who was given that title, or else an office, and
// was mentioned last.
func (s *scorer) byHonorific(m *mention) int {
	best, at, titled := -1, -1, false
	for k, c := range s.clusters {
		if len(c.mentions) == 0 || c.animacy != personal || c.number == plural || s.vetoed(m, c) || c.inside(s, m) {
			continue
		}
		has := c.titles[m.name.Titles[0]]
		last := c.mentions[len(c.mentions)-1]
		if has && !titled || has == titled && last > at && (has || len(c.posts) > 0) {
			best, at, titled = k, last, has
		}
	}
	return best
}

// nearNames is how many named entities, the latest, a name is compared with that
// shares no last word and no acronym with them.
const nearNames = 200

// alike lists, in order, the clusters that a name is compared with: a text of
// thousands of names would else take minutes.
func (s *scorer) alike(m *mention) []int {
	if len(s.named) <= nearNames {
		return s.named
	}
	ks := slices.Clone(latest(s.named))
	for _, w := range m.called.handles() {
		ks = append(ks, latest(s.handles[w])...)
	}
	slices.Sort(ks)
	return slices.Compact(ks)
}

func latest(ks []int) []int { return ks[max(0, len(ks)-nearNames):] }

// handles are the words under which a name is found: its last, as written and
// without what spellings differ in, and its acronyms.
func (p nameForm) handles() []string {
	last := p.words[len(p.words)-1]
	return append([]string{last, "~" + lexicon.Skeleton(last)}, p.acronyms...)
}

// enter makes cluster k, which m joined by name, one that names are compared with.
func (s *scorer) enter(m *mention, k int) {
	if i, found := slices.BinarySearch(s.named, k); !found {
		s.named = slices.Insert(s.named, i, k)
	}
	for _, w := range m.called.handles() {
		if !slices.Contains(s.handles[w], k) {
			s.handles[w] = append(s.handles[w], k)
		}
	}
}

// byName joins the cluster with the best match of names, the latest of several;
// a short form must fit one cluster only.
func (s *scorer) byName(m *mention) int {
	best, top, rivals := -1, partial, 0
	for _, k := range s.alike(m) {
		c, like := s.clusters[k], noMatch
		for _, n := range c.names {
			o := s.mentions[n]
			if (o.typ == text.Person) != (m.typ == text.Person) && o.typ != "" && m.typ != "" || s.r.conjoined(o) {
				continue
			}
			like = max(like, nameMatch(o, m))
		}
		if like <= partial || s.vetoed(m, c) {
			continue
		}
		switch {
		case like > top:
			best, top, rivals = k, like, 0
		case like == top && like == family:
			rivals++
			best = k
		case like == top:
			best = k
		}
	}
	if top == family && rivals > 0 {
		return -1
	}
	return best
}

// post is an office as a mention words it.
type post struct {
	head, with, of string
	place          bool // it is of a country or place, not of a body
}

var sameOffice = map[string]string{"premier": "prime minister", "pm": "prime minister", "boss": "chief", "ceo": "chief executive", "mp": "deputy"}

// postOf reads the office in a mention: before its name, or as its head. The
// zero post is none.
func (s *scorer) postOf(m *mention) post {
	at := m.head
	if m.kind == text.NameMention {
		at = -1
		for i := m.Start; i < m.End; i++ {
			if c, _ := lexicon.Title(s.r.lower(i)); c&lexicon.Office != 0 {
				at = i
			} else if at >= 0 {
				break
			}
		}
		if at < 0 {
			return post{}
		}
	}
	c, _ := lexicon.Title(s.r.lower(at))
	if c&lexicon.Office == 0 {
		return post{}
	}
	p := post{head: lexicon.Fold(s.r.lower(at))}
	var with []string
	for i := m.Start; i < m.End; i++ {
		w := lexicon.Fold(s.r.doc.Tokens[i].Form)
		switch {
		case i == at || w == "":
		case (i < at || i <= at+2) && lexicon.Portfolio(w):
			with = append(with, w)
		case p.of == "" && (i < at || s.r.dominates(at, i)) && s.r.doc.Tokens[i].Form[0] >= 'A' && s.r.doc.Tokens[i].Form[0] <= 'Z':
			if c, _ := lexicon.Title(w); c == 0 && s.r.lower(i) != "the" && !contains(m.name.Core, w) {
				p.of, p.place = w, s.r.isPlace(i)
			}
		}
	}
	p.with = strings.Join(with, " ")
	if p.with == "prime" {
		p.head, p.with = "prime minister", ""
	}
	if same, ok := sameOffice[p.head]; ok && p.with == "" {
		p.head = same
	}
	return p
}

// isPlace reports whether a word names a country, a people or a place.
func (r *reader) isPlace(i int) bool {
	if k := r.entity[i]; k >= 0 {
		t := r.doc.Entities[k].Type
		return t == text.Polity || t == text.Place || t == text.Group
	}
	_, aspect := lexicon.Country(r.doc.Tokens[i].Form)
	return aspect != lexicon.NoCountry
}

// fits reports whether q may be the same office as p, said more or less fully.
func (p post) fits(q post) bool {
	if p.head == "" || p.head != q.head || p.with != "" && q.with != "" && p.with != q.with {
		return false
	}
	return p.of == "" || q.of == "" || p.of == q.of || lexicon.Demonymic(p.of, q.of) || lexicon.Demonymic(q.of, p.of) || sameCountry(p.of, q.of)
}

// rivals reports whether q is the same office of another country, or of another
// body: who leads a country may lead a movement, too.
func (p post) rivals(q post) bool {
	return p.of != "" && q.of != "" && p.place == q.place && p.head == q.head && !p.fits(q)
}

func sameCountry(a, b string) bool {
	x, _ := lexicon.Country(strings.ToUpper(a))
	y, _ := lexicon.Country(strings.ToUpper(b))
	return x != "" && x == y
}

// byOffice joins the one person whose office fits; of several the one mentioned
// last, if the description does not say more.
func (s *scorer) byOffice(m *mention) int {
	p := s.postOf(m)
	if p.head == "" || m.modified && p.of == "" {
		return -1
	}
	if k := s.lastWith(m, p); k >= 0 || !p.place {
		return k
	}
	return s.onlyHolder(m, p)
}

// unnamed joins the person who was so far only called by the office before m's
// name: "the Ustreli president", then "Ustreli President Nivaro Keld".
func (s *scorer) unnamed(m *mention) int {
	if m.typ != text.Person {
		return -1
	}
	p := s.postOf(m)
	if p.head == "" || p.of == "" {
		return -1
	}
	best := -1
	for k, c := range s.clusters {
		if len(c.mentions) == 0 || len(c.names) > 0 || c.animacy != personal || c.number == plural || !c.holds(p) || s.vetoed(m, c) || c.inside(s, m) || s.mentions[c.mentions[0]].det == "indef" {
			continue
		}
		if best >= 0 {
			return -1
		}
		best = k
	}
	return best
}

// onlyHolder is the one person who holds an office of that name, of a body that
// is no place: "Ustrel's Leader" is "the Leader of the River Movement" where
// nobody else is a leader.
func (s *scorer) onlyHolder(m *mention, p post) int {
	best := -1
	for k, c := range s.clusters {
		if c.animacy != personal || c.number == plural || len(c.mentions) == 0 {
			continue
		}
		for _, q := range c.posts {
			if q.head != p.head {
				continue
			}
			if best >= 0 && best != k || q.place || q.with != p.with {
				return -1
			}
			best = k
		}
	}
	if best >= 0 && (s.vetoedBut(m, s.clusters[best]) || s.clusters[best].inside(s, m)) {
		return -1
	}
	return best
}

// vetoedBut is vetoed but for the place of the office.
func (s *scorer) vetoedBut(m *mention, c *cluster) bool {
	posts := c.posts
	c.posts = nil
	defer func() { c.posts = posts }()
	return s.vetoed(m, c)
}

// lastWith is the cluster of a person with a fitting office: of several the one
// mentioned last in this or the sentence before, or else the one mentioned most.
func (s *scorer) lastWith(m *mention, p post) int {
	best, top := -1, -1
	for k, c := range s.clusters {
		if c.animacy != personal || c.number == plural || len(c.mentions) == 0 || s.vetoed(m, c) || c.inside(s, m) || !c.holds(p) {
			continue
		}
		last := s.mentions[c.mentions[len(c.mentions)-1]]
		weight := len(c.mentions)
		if m.sentence-last.sentence <= 1 {
			weight += 1000 + last.order
		}
		if weight > top {
			best, top = k, weight
		}
	}
	return best
}

// headlines unites an office in the first sentences with the person who turns
// out to hold it: headlines name the office before the text names the person.
func (s *scorer) headlines() {
	for _, m := range s.mentions {
		if m.sentence > 1 {
			return
		}
		if c := s.clusters[s.of[m.order]]; m.kind != text.NominalMention || m.animacy != personal || m.number == plural || m.det == "indef" || len(c.mentions) != 1 {
			continue
		}
		p := s.postOf(m)
		if p.head == "" {
			continue
		}
		if k := s.lastWith(m, p); k >= 0 && k != s.of[m.order] {
			s.unite(s.clusters[k].mentions[0], m.order)
		}
	}
}

// holds reports whether an office of c fits and none of the same head does not.
func (c *cluster) holds(p post) bool {
	ok := false
	for _, q := range c.posts {
		ok = ok || p.fits(q)
		if p.rivals(q) {
			return false
		}
	}
	return ok
}

// inside reports whether m stands in a mention of c or the other way round.
func (c *cluster) inside(s *scorer, m *mention) bool {
	for _, k := range c.mentions {
		if o := s.mentions[k]; o.Start <= m.Start && m.End <= o.End || m.Start <= o.Start && o.End <= m.End {
			return true
		}
	}
	return false
}
