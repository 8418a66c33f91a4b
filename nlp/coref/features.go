package coref

import (
	"slices"
	"strings"

	"synoptic/lexicon"
	"synoptic/text"
)

// The features are those of Durrett & Klein, "Easy Victories and Uphill
// Battles", EMNLP 2013, and Lee et al., "Deterministic Coreference Resolution",
// CL 2013, whose sieves' tests are features here, each alone and together with
// the forms of the two mentions.

// feature is a hashed feature: an index into the weights is its low bits.
type feature = uint32

// hash mixes values into a feature (FNV-1a over words).
type hash uint64

func (h hash) with(v uint64) hash { return (h ^ hash(v)) * 1099511628211 }

func hashString(s string) uint64 {
	h := hash(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = h.with(uint64(s[i]))
	}
	return uint64(h)
}

// emitter collects the features of one decision.
type emitter struct {
	out   []feature
	forms uint64 // of the two mentions
	short uint64 // of the later one
}

func (e *emitter) reset(forms, short uint64) { e.out, e.forms, e.short = e.out[:0], forms, short }

func (e *emitter) put(code int, values ...uint64) {
	h := hash(14695981039346656037).with(uint64(code) + 1)
	for _, v := range values {
		h = h.with(v + 7)
	}
	e.out = append(e.out, fold(h), fold(h.with(e.short^0x9e37)), fold(h.with(e.forms^0x79b9)))
}

// plain puts a lexical feature, which has no use of conjunctions.
func (e *emitter) plain(code int, values ...uint64) {
	h := hash(14695981039346656037).with(uint64(code) + 1)
	for _, v := range values {
		h = h.with(v + 7)
	}
	e.out = append(e.out, fold(h))
}

func fold(h hash) feature {
	h ^= h >> 29
	h *= 0xbf58476d1ce4e5b9
	return feature(h ^ h>>32)
}

func flag(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// bucket puts counts into classes that widen.
func bucket(n int) uint64 {
	switch {
	case n < 5:
		return uint64(max(n, 0))
	case n < 8:
		return 5
	case n < 16:
		return 6
	case n < 32:
		return 7
	case n < 64:
		return 8
	}
	return 9
}

// hashes of one mention that many pairs use.
type hashes struct{ form, lemma, typ, gov uint64 }

func (r *reader) hashes(m *mention) hashes {
	h := hashes{lemma: hashString(m.lemma), typ: hashString(string(m.typ)) ^ uint64(m.animacy)<<3 ^ uint64(m.number)}
	switch m.kind {
	case text.PronounMention:
		h.form = hashString("p" + m.form)
	case text.NameMention:
		h.form = hashString("n") + uint64(m.animacy)
	default:
		h.form = hashString("d"+m.det) + uint64(m.animacy)
	}
	if m.governor >= 0 {
		h.gov = hashString(r.lemma(m.governor))
	}
	return h
}

// cluster is what is known of the entity to which an earlier mention belongs.
type cluster struct {
	mentions []int
	gender   lexicon.Gender
	number   number
	animacy  animacy
	names    []int // indexes of mentions by name, one for each name and type
	forms    map[namedAs]bool
	posts    []post
	titles   map[string]bool // before its names
}

// namedAs is one name as one type of thing.
type namedAs struct {
	key string
	typ text.EntityType
}

// add adds m and reports whether it names the cluster anew.
func (c *cluster) add(m *mention) (named bool) {
	c.mentions = append(c.mentions, m.order)
	if as := (namedAs{m.called.key, m.typ}); m.kind == text.NameMention && len(m.name.Core) > 0 && !c.forms[as] {
		if c.forms == nil {
			c.forms = map[namedAs]bool{}
		}
		c.forms[as] = true
		c.names = append(c.names, m.order)
		named = true
	}
	for _, t := range m.name.Titles {
		if c.titles == nil {
			c.titles = map[string]bool{}
		}
		c.titles[t] = true
	}
	if c.gender == lexicon.UnknownGender {
		c.gender = m.gender
	}
	if c.number == anyNumber && m.kind != text.PronounMention {
		c.number = m.number
	}
	if c.animacy == anyAnimacy || c.animacy == inanimate && m.kind == text.NameMention {
		c.animacy = m.animacy
	}
	return named
}

// newFeatures describes the decision that m begins an entity.
func (s *scorer) newFeatures(m *mention) []feature {
	e, h := &s.emit, s.hash[m.order]
	e.reset(h.form, h.form)
	e.put(1)
	e.plain(2, h.lemma, flag(m.kind == text.NominalMention))
	e.put(3, hashString(m.det), uint64(m.number))
	e.put(4, hashString(m.role))
	e.put(5, uint64(min(len(m.words), 4)), flag(m.modified))
	e.put(6, h.typ)
	e.put(7, bucket(m.order/8))
	e.put(8, bucket(s.sameHead[m.order]))
	e.put(9, bucket(s.sameKey[m.order]), flag(m.modified))
	e.put(10, flag(s.r.rel(m.head) == "root"), flag(m.sentence == 0))
	if len(m.words) > 0 {
		e.plain(11, hashString(m.words[0]), hashString(m.det))
	}
	return e.out
}

// pairFeatures describes the decision that m refers to what a, in entity c,
// refers to.
func (s *scorer) pairFeatures(a, m *mention, c *cluster) []feature {
	e, ha, hm := &s.emit, s.hash[a.order], s.hash[m.order]
	e.reset(ha.form^hm.form<<1, hm.form)
	sents := m.sentence - a.sentence
	e.put(20, uint64(min(sents, 6)))
	e.put(21, bucket(m.order-a.order))
	e.put(22, uint64(min(s.paragraph(m)-s.paragraph(a), 4)), uint64(min(sents, 2)))
	s.agreement(e, a, m, c)
	if m.kind != text.PronounMention && a.kind != text.PronounMention {
		s.strings(e, a, m)
	} else if m.kind == text.PronounMention {
		s.binding(e, a, m, c, sents)
	}
	s.syntax(e, a, m, sents)
	s.voices(e, a, m)
	s.entity(e, m, c)
	e.plain(60, ha.lemma, hm.lemma)
	if m.kind == text.PronounMention {
		e.plain(61, hm.form, ha.lemma)
		e.plain(62, hm.form, ha.typ)
		e.plain(63, hm.form, hm.gov, ha.lemma)
	}
	e.put(64, ha.typ, hm.typ)
	e.put(65, hashString(a.det), hashString(m.det))
	return e.out
}

func (s *scorer) agreement(e *emitter, a, m *mention, c *cluster) {
	e.put(25, uint64(a.number), uint64(m.number))
	e.put(26, uint64(a.gender), uint64(m.gender), uint64(c.gender))
	e.put(27, uint64(a.animacy), uint64(m.animacy), uint64(c.animacy))
	e.put(28, hashString(string(a.typ)), hashString(string(m.typ)))
	e.put(29, uint64(a.person), uint64(m.person))
}

// strings compares two names or descriptions.
func (s *scorer) strings(e *emitter, a, m *mention) {
	e.put(30, flag(a.key == m.key), flag(a.kind == m.kind))
	head := a.headWord == m.headWord || a.lemma == m.lemma
	e.put(31, flag(head), flag(s.subset(m.words, a.words)), flag(s.subset(a.words, m.words)))
	e.put(32, flag(contains(a.words, m.headWord)), flag(contains(m.words, a.headWord)))
	if !head && a.hasVec && m.hasVec {
		e.put(33, uint64(max(0, 10*a.vec.Cosine(m.vec))))
	}
	if a.kind == text.NameMention && m.kind == text.NameMention {
		e.put(34, uint64(nameMatch(a, m)))
	}
	if head {
		e.put(35, flag(m.modified), flag(a.modified), hashString(m.det))
		e.put(36, flag(s.conflicting(a, m)))
	}
}

// binding looks at a pronoun and its antecedent.
func (s *scorer) binding(e *emitter, a, m *mention, c *cluster, sents int) {
	reflexive := strings.HasSuffix(s.r.lower(m.head), "self") || strings.HasSuffix(s.r.lower(m.head), "selves")
	e.put(40, hashString(a.role), flag(sents == 0), flag(reflexive))
	e.put(41, hashString(m.role), hashString(a.role), uint64(min(sents, 3)))
	if sents == 0 {
		e.put(42, flag(a.governor == m.governor), flag(reflexive), flag(m.role == "nmod:poss"))
		e.put(43, flag(s.r.dominates(a.head, m.head)), flag(s.r.dominates(m.head, a.head)))
	}
	if a.kind == text.PronounMention {
		e.put(44, flag(a.form == m.form), uint64(min(sents, 3)))
	}
	e.put(45, uint64(s.rank(a, m)))
	e.put(46, hashString(a.role), hashString(m.role), uint64(min(sents, 2)), flag(s.r.sayingVerb(a.governor)), flag(s.r.sayingVerb(m.governor)))
	e.put(47, uint64(s.rivals(a, m, c)), uint64(min(sents, 2)))
	e.put(48, flag(s.leads(a)), hashString(m.role), uint64(min(sents, 2)))
	if k := s.r.spokeLast(m); k >= 0 {
		near := uint64(min(m.sentence-s.mentions[k].sentence, 3))
		e.put(56, flag(s.clusters[s.of[k]] == c), near, flag(s.r.sayingVerb(m.governor)), hashString(m.role))
	}
	e.put(49, flag(c.gender != 0), flag(m.gender != 0), hashString(string(a.typ)), hashString(a.role))
}

// leads reports whether a is the first subject of its sentence.
func (s *scorer) leads(a *mention) bool {
	if a.role != "nsubj" && a.role != "nsubj:pass" {
		return false
	}
	for k := a.order - 1; k >= 0 && s.mentions[k].sentence == a.sentence; k-- {
		if r := s.mentions[k].role; r == "nsubj" || r == "nsubj:pass" {
			return false
		}
	}
	return true
}

// rivals counts the entities, other than c, that agree with m and were mentioned
// after a and before m.
func (s *scorer) rivals(a, m *mention, c *cluster) int {
	var seen [4]int
	n := 0
	for k := m.order - 1; k > a.order && n < len(seen); k-- {
		at := s.of[k]
		if s.clusters[at] == c || !agrees(s.mentions[k], m) || slices.Contains(seen[:n], at) {
			continue
		}
		seen[n] = at
		n++
	}
	return n
}

func (s *scorer) paragraph(m *mention) int { return s.r.doc.Sentences[m.sentence].Paragraph }

// rank counts the mentions between a and m that agree with m.
func (s *scorer) rank(a, m *mention) int {
	n := 0
	for k := m.order - 1; k > a.order && n < 6; k-- {
		if o := s.mentions[k]; agrees(o, m) && o.kind != text.PronounMention {
			n++
		}
	}
	return n
}

// agrees reports whether nothing about number, gender and animacy keeps a
// pronoun from a.
func agrees(a, m *mention) bool {
	if a.number != anyNumber && m.number != anyNumber && a.number != m.number && a.animacy != collective {
		return false
	}
	if a.gender != 0 && m.gender != 0 && a.gender != m.gender {
		return false
	}
	switch m.animacy {
	case personal:
		return a.animacy == personal || a.animacy == anyAnimacy
	case inanimate:
		return a.animacy != personal
	}
	return true
}

func (s *scorer) syntax(e *emitter, a, m *mention, sents int) {
	nested := a.Start <= m.Start && m.End <= a.End
	e.put(50, flag(nested), flag(sents == 0))
	if sents != 0 {
		return
	}
	r := s.r
	e.put(51, flag(r.relate(m.head) == "appos" && r.parent(m.head) == a.head), flag(r.predicate(a.head, m.head)))
	e.put(52, flag(m.form == "who" || m.form == "which" || m.form == "that"), flag(nested && r.relativeOf(m.head) == a.head))
	e.put(53, flag(r.conjuncts(a.head, m.head)))
	if a.governor == m.governor && a.governor >= 0 {
		e.put(54, hashString(a.role), hashString(m.role))
	}
}

// voices compares who speaks: I and we inside quotations.
func (s *scorer) voices(e *emitter, a, m *mention) {
	sa, sm := s.r.speakerOf(a.quote), s.r.speakerOf(m.quote)
	same := a.quote == m.quote || sa >= 0 && sm >= 0 && (sa == sm || s.mentions[sa].key == s.mentions[sm].key)
	is := sm >= 0 && (a.order == sm || a.key == s.mentions[sm].key && a.kind == text.NameMention)
	e.put(55, flag(same), flag(a.quote >= 0), flag(m.quote >= 0), flag(is))
}

// entity compares m with all of the entity of a.
func (s *scorer) entity(e *emitter, m *mention, c *cluster) {
	e.put(70, bucket(len(c.mentions)))
	e.put(71, bucket(m.order-c.mentions[len(c.mentions)-1]))
	e.put(72, flag(len(c.names) > 0), uint64(m.number), uint64(c.number))
	best := noMatch
	for _, k := range c.names {
		if m.kind == text.NameMention {
			best = max(best, nameMatch(s.mentions[k], m))
		}
	}
	if m.kind == text.NameMention && len(c.names) > 0 {
		e.put(73, uint64(best))
	}
	same := 0
	for k := 0; k < len(c.mentions) && same < 3; k++ { // no more are told apart
		if s.mentions[c.mentions[k]].key == m.key {
			same++
		}
	}
	e.put(74, uint64(same))
}

func (s *scorer) subset(a, b []string) bool {
	for _, w := range a {
		if !contains(b, w) {
			return false
		}
	}
	return true
}

func contains(ws []string, w string) bool {
	for _, x := range ws {
		if x == w {
			return true
		}
	}
	return false
}

// conflicting reports whether two phrases of one head have different
// modifiers: "the first meeting", "the second meeting".
func (s *scorer) conflicting(a, m *mention) bool {
	return len(a.words) > 1 && len(m.words) > 1 && !s.subset(m.words, a.words) && !s.subset(a.words, m.words)
}
