package coref

import (
	"math"
	"strings"

	"synoptic/lexicon"
	"synoptic/text"
)

// weights scores decisions: the sum of the weights of their features.
type weights interface {
	score(fs []feature) float64
}

// scorer resolves the mentions of one document, left to right: each joins the
// entity of an earlier mention or begins one.
type scorer struct {
	r        *reader
	mentions []*mention
	hash     []hashes
	sameHead []int // earlier nouns or names of the same head
	sameKey  []int // earlier mentions of the same words
	emit     emitter
	clusters []*cluster
	named    []int            // clusters that have a name, in order
	handles  map[string][]int // and by the words of handles
	of       []int            // cluster of each mention so far
	forced   map[int]int      // earlier mentions that a rule gives
	alias    map[int]bool     // mentions that the text says are another name
	ahead    map[int]int      // titles to the name that follows
	later    [][2]int         // mentions that a rule unites in the end
	families map[string][]int // by family name: mentions by gender
}

func newScorer(r *reader, ms []*mention) *scorer {
	s := &scorer{r: r, mentions: ms, hash: make([]hashes, len(ms)), sameHead: make([]int, len(ms)), sameKey: make([]int, len(ms)), of: make([]int, len(ms)), handles: map[string][]int{}}
	heads, keys := map[string]int{}, map[string]int{}
	for i, m := range ms {
		s.hash[i] = r.hashes(m)
		if m.kind != text.PronounMention {
			s.sameHead[i], s.sameKey[i] = heads[m.lemma], keys[m.key]
			heads[m.lemma]++
			keys[m.key]++
		}
	}
	r.findSpeakers(ms)
	s.findFamilies()
	s.forced = s.rules()
	return s
}

const (
	near     = 60  // mentions that a pronoun or an unlike noun may look back
	far      = 500 // mentions that a name or a like noun may look back
	sentence = 5   // sentences that a pronoun of the third person may look back
)

// candidates lists the earlier mentions that m may refer back to, nearest
// first.
func (s *scorer) candidates(m *mention, buf []int) []int {
	buf = buf[:0]
	for k := m.order - 1; k >= 0 && m.order-k <= far; k-- {
		if a := s.mentions[k]; s.may(a, m) {
			buf = append(buf, k)
		}
	}
	return buf
}

func (s *scorer) may(a, m *mention) bool {
	if a.Start <= m.Start && m.End <= a.End && !s.appositive(a, m) {
		return false // what stands inside a phrase is not the phrase
	}
	close := m.order-a.order <= near
	if m.kind == text.PronounMention {
		switch {
		case m.form == "who" || m.form == "which":
			return a.sentence == m.sentence
		case m.person != 3:
			return a.person == m.person && s.r.oneVoice(a, m) && s.sameSpeaker(a, m) || close && a.person == 3 && s.r.speakerOf(m.quote) == a.order
		}
		return close && m.sentence-a.sentence <= sentence && a.person == 3
	}
	if a.kind == text.PronounMention {
		return close && a.person == 3 && m.sentence-a.sentence <= 2
	}
	return close && m.sentence-a.sentence <= 8 || a.lemma == m.lemma || a.headWord == m.headWord || contains(a.words, m.headWord) || contains(m.words, a.headWord) ||
		a.kind == text.NameMention && m.kind == text.NameMention && nameMatch(a, m) >= partial
}

// sameSpeaker reports whether nothing says that the quotations of two mentions
// have different speakers.
func (s *scorer) sameSpeaker(a, m *mention) bool {
	x, y := s.r.speakerOf(a.quote), s.r.speakerOf(m.quote)
	if x < 0 || y < 0 || x == y {
		return true
	}
	if x < m.order && y < m.order {
		return s.of[x] == s.of[y]
	}
	return s.mentions[x].key == s.mentions[y].key
}

// appositive reports whether m, inside of a, may be the same as a: a relative
// pronoun, an apposition that a's head governs.
func (s *scorer) appositive(a, m *mention) bool {
	return m.form == "who" || m.form == "which" || m.form == "that" || s.r.relate(m.head) == "appos" && s.r.parent(m.head) == a.head && m.head != a.head
}

// vetoed reports whether m cannot be of entity c whatever the weights say.
func (s *scorer) vetoed(m *mention, c *cluster) bool {
	if c.gender != 0 && m.gender != 0 && c.gender != m.gender || c.gender == 0 && s.relative(m, c) {
		return true
	}
	if s.beside(m, c) || s.organ(m, c) || m.kind != text.PronounMention && m.animacy == personal && c.animacy == personal && m.number != anyNumber && c.number != anyNumber && m.number != c.number {
		return true
	}
	if m.kind == text.NominalMention && (s.r.denied(m.head) || s.around(m, c)) {
		return true
	}
	if m.kind == text.NominalMention && m.animacy == personal && s.stranger(m, c) {
		return true
	}
	if m.kind == text.NominalMention && m.animacy == personal && (s.rivalPost(m, c) || s.noPerson(c) && s.postOf(m).head != "") {
		return true
	}
	if m.kind == text.NameMention && m.typ != text.Person && m.typ != "" && len(c.posts) > 0 && c.animacy == personal {
		return true // who holds an office is no body or place
	}
	if m.kind == text.NameMention && len(m.name.Core) > 0 && len(c.names) > 0 {
		fits := false
		for _, k := range c.names {
			o := s.mentions[k]
			switch like := nameMatch(o, m); {
			case like > noMatch:
				fits = true
			case like == clash && fullNames(o, m):
				return true
			}
		}
		return !fits // whatever else they share, they have different names
	}
	return (m.form == "he" || m.form == "she" || m.form == "i") && (c.animacy == collective || s.noPerson(c))
}

// findFamilies counts how often who bears a family name is a man or a woman.
func (s *scorer) findFamilies() {
	s.families = map[string][]int{}
	for _, m := range s.mentions {
		if n := len(m.name.Core); m.kind == text.NameMention && m.typ == text.Person && n > 0 {
			last := m.name.Core[n-1]
			if s.families[last] == nil {
				s.families[last] = make([]int, lexicon.Feminine+1)
			}
			s.families[last][m.gender]++
		}
	}
}

// relative reports whether m is the full name of somebody of the gender that
// fewer bearers of the family name have, and c goes by the family name alone: where
// the text has "Mr. Lorne" again and again, "Lorne" is not Ada Lorne.
func (s *scorer) relative(m *mention, c *cluster) bool {
	if m.kind != text.NameMention || m.typ != text.Person || m.gender == lexicon.UnknownGender || len(m.name.Core) < 2 || len(c.names) == 0 {
		return false
	}
	for _, k := range c.names {
		if len(s.mentions[k].name.Core) > 1 {
			return false
		}
	}
	of := s.families[m.name.Core[len(m.name.Core)-1]]
	return of != nil && 2*of[m.gender] < of[lexicon.Masculine]+of[lexicon.Feminine]
}

// fullNames reports whether two names leave nothing open: two words or more of
// persons, or of countries.
func fullNames(a, m *mention) bool {
	return a.typ == text.Person && m.typ == text.Person && len(a.name.Core) > 1 && len(m.name.Core) > 1 || a.called.country != "" && m.called.country != ""
}

// bystanders are who the news brings in beside those it is about.
var bystanders = map[string]bool{"judge": true, "lawyer": true, "attorney": true, "spokesman": true, "spokeswoman": true, "spokesperson": true, "reporter": true, "journalist": true,
	"adviser": true, "advisor": true, "aide": true, "narrator": true, "prosecutor": true, "interviewer": true, "moderator": true, "doctor": true, "expert": true, "analyst": true,
	"professor": true, "witness": true, "victim": true, "official": true, "diplomat": true, "director": true}

// stranger reports whether m is a bystander, and the persons of c, who have a
// name, were never called that.
func (s *scorer) stranger(m *mention, c *cluster) bool {
	if !bystanders[m.lemma] || len(c.names) == 0 {
		return false
	}
	for _, k := range c.mentions {
		if o := s.mentions[k]; o.lemma == m.lemma || contains(o.words, m.lemma) {
			return false
		}
	}
	return true
}

// around reports whether a name inside of m, which is not what m is, is that of c:
// "their presence in Zelmora" is not Zelmora.
func (s *scorer) around(m *mention, c *cluster) bool {
	if c, _ := lexicon.Title(m.lemma); c&(lexicon.PlaceNoun|lexicon.GroupNoun) != 0 {
		return false // "the city of Lomenz"
	}
	for k := m.order + 1; k < len(s.mentions) && s.mentions[k].Start < m.End && len(c.names) > 0; k++ {
		o := s.mentions[k]
		if o.kind != text.NameMention || o.End > m.End || len(o.name.Core) == 0 || s.r.relate(o.head) != "nmod" || s.sameWhole(m, o) {
			continue
		}
		for _, n := range c.names {
			if nameMatch(s.mentions[n], o) >= spelled {
				return true
			}
		}
	}
	return false
}

// organs of a country are not the country.
var organs = map[string]bool{"government": true, "cabinet": true, "administration": true, "authority": true, "authorities": true, "regime": true, "parliament": true,
	"force": true, "forces": true, "army": true, "military": true, "troop": true, "troops": true, "navy": true, "people": true, "police": true}

// organ reports whether m is the government, the forces or the people of what c
// names as a country.
func (s *scorer) organ(m *mention, c *cluster) bool {
	if m.kind == text.PronounMention || !organs[m.lemma] {
		return false
	}
	for _, k := range c.names {
		if o := s.mentions[k]; len(o.name.Core) == 1 && (o.typ == text.Polity || o.typ == text.Group || o.called.country != "") {
			return true
		}
	}
	return false
}

// beside reports whether m stands beside one of c as another: as object of a verb
// whose subject is of c (who tells the minister is not the minister), or joined
// to it by "and".
func (s *scorer) beside(m *mention, c *cluster) bool {
	if s.r.relate(m.head) == "conj" && m.kind != text.PronounMention {
		for i := len(c.mentions) - 1; i >= 0 && s.mentions[c.mentions[i]].sentence == m.sentence; i-- {
			if s.r.conjuncts(s.mentions[c.mentions[i]].head, m.head) {
				return true
			}
		}
	}
	if m.governor < 0 || m.role != "obj" && m.role != "iobj" && m.role != "obl" || s.r.upos(m.governor) != "VERB" || strings.HasSuffix(s.r.lower(m.head), "self") || strings.HasSuffix(s.r.lower(m.head), "selves") {
		return false
	}
	for i := len(c.mentions) - 1; i >= 0; i-- {
		o := s.mentions[c.mentions[i]]
		if o.sentence < m.sentence {
			return false
		}
		if o.governor == m.governor && o.role == "nsubj" {
			return true
		}
	}
	return false
}

// sideBySide reports whether one of o stands beside one of c as another.
func (s *scorer) sideBySide(c, o *cluster) bool {
	for _, k := range o.mentions {
		if s.beside(s.mentions[k], c) {
			return true
		}
	}
	return false
}

// noPerson reports whether c has names and none may be a person's.
func (s *scorer) noPerson(c *cluster) bool {
	for _, k := range c.names {
		if t := s.mentions[k].typ; t == text.Person || t == "" {
			return false
		}
	}
	return len(c.names) > 0
}

// rivalPost reports whether m is an office of one place and c holds it in
// another.
func (s *scorer) rivalPost(m *mention, c *cluster) bool {
	if len(c.posts) == 0 {
		return false
	}
	p := s.postOf(m)
	for _, q := range c.posts {
		if p.rivals(q) {
			return true
		}
	}
	return false
}

// decide returns the cluster that m joins and how sure that is, from 0 to 1; a
// new cluster is len(s.clusters).
func (s *scorer) decide(m *mention, w weights, buf []int) (int, float64) {
	if a, ok := s.forced[m.order]; ok && !s.vetoedName(m, s.clusters[s.of[a]]) && (s.alias[m.order] || !s.otherPerson(m, s.clusters[s.of[a]])) {
		return s.of[a], 1
	}
	if n, ok := s.ahead[m.order]; ok {
		if c := s.byName(s.mentions[n]); c >= 0 {
			return c, .95
		}
		return len(s.clusters), .95
	}
	if c := s.sieve(m); c >= 0 {
		return c, .95
	}
	best, choice := w.score(s.newFeatures(m)), len(s.clusters)
	sum, top := math.Exp(best), math.Exp(best)
	for _, k := range s.candidates(m, buf) {
		c := s.clusters[s.of[k]]
		if s.vetoed(m, c) {
			continue
		}
		v := w.score(s.pairFeatures(s.mentions[k], m, c))
		sum += math.Exp(v)
		if v > best {
			best, choice, top = v, s.of[k], math.Exp(v)
		}
	}
	return choice, top / sum
}

// otherPerson reports whether m and the persons of c go by names that have nothing
// in common.
func (s *scorer) otherPerson(m *mention, c *cluster) bool {
	if m.kind != text.NameMention || m.typ != text.Person || len(m.name.Core) == 0 || len(c.names) == 0 || c.animacy != personal {
		return false
	}
	for _, k := range c.names {
		if nameMatch(s.mentions[k], m) != clash {
			return false
		}
	}
	return true
}

// twoPersons reports whether both clusters have names and none of one fits the
// other.
func (s *scorer) twoPersons(c, o *cluster) bool {
	if len(c.names) == 0 || len(o.names) == 0 {
		return false
	}
	for _, k := range o.names {
		if !s.otherPerson(s.mentions[k], c) {
			return false
		}
	}
	return true
}

// vetoedName keeps a rule from joining two persons of different gender.
func (s *scorer) vetoedName(m *mention, c *cluster) bool {
	return c.gender != lexicon.UnknownGender && m.gender != lexicon.UnknownGender && c.gender != m.gender
}

func (s *scorer) place(m *mention, at int) {
	if at == len(s.clusters) {
		s.clusters = append(s.clusters, &cluster{})
	}
	s.of[m.order] = at
	c := s.clusters[at]
	if c.add(m) {
		s.enter(m, at)
	}
	if m.animacy == personal && m.kind != text.PronounMention {
		if p := s.postOf(m); p.head != "" && len(c.posts) < 8 {
			c.posts = append(c.posts, p)
		}
	}
}

// resolve places every mention and returns how sure each place is.
func (s *scorer) resolve(w weights) []float64 {
	sure := make([]float64, len(s.mentions))
	buf := make([]int, 0, far)
	for _, m := range s.mentions {
		var at int
		at, sure[m.order] = s.decide(m, w, buf)
		s.place(m, at)
	}
	for _, l := range s.later {
		s.unite(l[0], l[1])
	}
	s.headlines()
	s.representatives()
	s.countries()
	return sure
}

// move takes one mention out of its cluster into another.
func (s *scorer) move(m, to int) {
	from := s.clusters[s.of[m]]
	kept := from.mentions[:0]
	for _, k := range from.mentions {
		if k != m {
			kept = append(kept, k)
		}
	}
	from.mentions = kept
	s.of[m] = to
	s.clusters[to].mentions = append(s.clusters[to].mentions, m)
}

// unite puts the clusters of two mentions together, unless they clash.
func (s *scorer) unite(a, b int) {
	x, y := s.of[a], s.of[b]
	if x == y || s.vetoedName(s.mentions[b], s.clusters[x]) || s.vetoedName(s.mentions[a], s.clusters[y]) || s.twoPersons(s.clusters[x], s.clusters[y]) || s.sideBySide(s.clusters[x], s.clusters[y]) || s.sideBySide(s.clusters[y], s.clusters[x]) {
		return
	}
	x, y = min(x, y), max(x, y)
	s.clusters[x].mentions = append(s.clusters[x].mentions, s.clusters[y].mentions...)
	for _, k := range s.clusters[y].mentions {
		s.of[k] = x
	}
	s.clusters[y].mentions = nil
}
