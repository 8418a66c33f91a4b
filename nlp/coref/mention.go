package coref

import (
	"strings"
	"unicode"

	"synoptic/lexicon"
	"synoptic/lexicon/vectors"
	"synoptic/text"
)

type number byte

const (
	anyNumber number = iota
	singular
	plural
)

// animacy of what a mention refers to.
type animacy byte

const (
	anyAnimacy animacy = iota
	personal
	collective // a body or group: it or they
	inanimate
)

// mention is a text.Mention with what the features ask of it.
type mention struct {
	text.Range
	head     int
	sentence int
	kind     text.MentionKind
	typ      text.EntityType
	number   number
	gender   lexicon.Gender
	person   byte // 1, 2, 3 of pronouns; 3 otherwise
	animacy  animacy
	form     string     // of a pronoun, canonical: "he" for him, his, himself
	words    []string   // folded content words, without determiners and 's
	headWord string     // folded
	lemma    string     // of the head
	det      string     // "def", "indef", "dem", "poss", ""
	span     text.Range // of a name, with its titles
	name     lexicon.Name
	called   nameForm // its name, without titles
	acronym  bool
	role     string // relation of the head, coarse
	governor int    // token, -1
	quote    int
	key      string // words joined
	order    int    // among all mentions
	vec      vectors.Vector
	hasVec   bool
	modified bool // has a modifying clause or phrase after the head
}

type pronoun struct {
	form   string
	person byte
	number number
	gender lexicon.Gender
	anim   animacy
}

var pronouns = func() map[string]pronoun {
	m := map[string]pronoun{}
	put := func(p pronoun, forms string) {
		for f := range strings.FieldsSeq(forms) {
			m[f] = p
		}
	}
	put(pronoun{"i", 1, singular, 0, personal}, "i me my mine myself")
	put(pronoun{"we", 1, plural, 0, personal}, "we us our ours ourselves")
	put(pronoun{"you", 2, anyNumber, 0, personal}, "you your yours yourself yourselves")
	put(pronoun{"he", 3, singular, lexicon.Masculine, personal}, "he him his himself")
	put(pronoun{"she", 3, singular, lexicon.Feminine, personal}, "she her hers herself")
	put(pronoun{"it", 3, singular, 0, inanimate}, "it its itself")
	put(pronoun{"they", 3, plural, 0, anyAnimacy}, "they them their theirs themselves themself")
	put(pronoun{"who", 3, anyNumber, 0, personal}, "who whom whose")
	put(pronoun{"which", 3, anyNumber, 0, inanimate}, "which")
	put(pronoun{"that", 3, singular, 0, anyAnimacy}, "that")
	put(pronoun{"this", 3, singular, 0, inanimate}, "this")
	put(pronoun{"these", 3, plural, 0, anyAnimacy}, "these those")
	put(pronoun{"one", 3, singular, 0, anyAnimacy}, "one oneself")
	put(pronoun{"eachother", 3, plural, 0, anyAnimacy}, "other another")
	return m
}()

// describe reads the properties of one mention.
func (r *reader) describe(t text.Mention, order int) *mention {
	m := &mention{Range: t.Tokens, head: t.Head, sentence: r.sentence[t.Head], person: 3, order: order, quote: r.quote[t.Head], governor: r.parent(t.Head)}
	m.lemma, m.headWord = r.lemma(m.head), lexicon.Fold(r.doc.Tokens[m.head].Form)
	m.role = roleOf(r.rel(m.head))
	if p, ok := pronouns[r.lower(m.head)]; ok && (r.upos(m.head) == "PRON" || m.Len() == 1 && r.upos(m.head) == "DET") {
		m.kind, m.form, m.person, m.number, m.gender, m.animacy = text.PronounMention, p.form, p.person, p.number, p.gender, p.anim
		m.key = p.form
		return m
	}
	r.contentWords(m)
	r.classify(m)
	m.vec, m.hasVec = vectors.English().Lookup(strings.ToLower(r.doc.Tokens[m.head].Form))
	return m
}

// contentWords fills words, key, determiner and whether a modifier follows.
func (r *reader) contentWords(m *mention) {
	for i := m.Start; i < m.End; i++ {
		switch u := r.upos(i); {
		case u == "PUNCT" || u == "PART" && i > m.head:
		case u == "DET" && i <= m.head || u == "PRON" && i < m.head && universal(r.rel(i)) != "conj":
			if m.det == "" {
				m.det = determiner(r.lower(i), u)
			}
		default:
			if w := lexicon.Fold(r.doc.Tokens[i].Form); w != "" {
				m.words = append(m.words, w)
			}
		}
		if i > m.head && (r.relate(i) == "acl" || r.relate(i) == "nmod") && r.parent(i) == m.head {
			m.modified = true
		}
	}
	m.key = strings.Join(m.words, " ")
}

func determiner(w, upos string) string {
	switch w {
	case "the":
		return "def"
	case "a", "an", "some", "any", "no", "another", "every", "each":
		return "indef"
	case "this", "that", "these", "those", "such":
		return "dem"
	}
	if upos == "PRON" {
		return "poss"
	}
	return "other"
}

// classify finds kind, type, number, gender and animacy of a name or noun.
func (r *reader) classify(m *mention) {
	m.kind = text.NominalMention
	if k := r.entityOf(m); k >= 0 {
		m.typ = r.doc.Entities[k].Type
		m.kind = text.NameMention
	} else if r.upos(m.head) == "PROPN" || r.capitalised(m) {
		m.kind = text.NameMention
	}
	if m.kind == text.NameMention && !r.written(m) {
		m.kind, m.typ = text.NominalMention, ""
	}
	if m.Len() == 1 && calendar[r.lower(m.head)] {
		m.kind, m.typ, m.animacy, m.number = text.NominalMention, "", inanimate, singular
		return
	}
	if n := lexicon.ParseName(r.doc.SpanOf(m.Range).In(r.doc.Text)); len(n.Core) == 0 && len(n.Titles) == 1 {
		if m.name = n; m.honorific() {
			m.kind, m.typ, m.gender, m.animacy, m.number = text.NominalMention, "", n.Gender, personal, singular
			return
		}
	}
	at := r.titled(m)
	if _, ok := r.holder[m.head]; ok || at != m.head {
		m.kind, m.typ = text.NameMention, text.Person
	}
	feats := r.doc.Morphs[m.head].Feats
	switch {
	case r.conjoined(m):
		m.number = plural
	case strings.Contains(feats, "Number=Plur"):
		m.number = plural
	case strings.Contains(feats, "Number=Sing"):
		m.number = singular
	}
	if m.kind == text.NameMention {
		m.span = lexicon.NameSpan(r.doc, m.Range, at)
		parse := lexicon.ParseName
		if k := r.entity[at]; k >= 0 && r.doc.Entities[k].Type == text.Organization && r.doc.Entities[k].Tokens.Start <= m.span.Start {
			parse = lexicon.ParseBody
		}
		m.name = parse(r.doc.SpanOf(m.span).In(r.doc.Text))
		m.gender = m.name.Gender
		m.acronym = isAcronym(r.doc.Tokens[m.head].Form)
		if r.conjoined(m) {
			m.name.Core, m.kind = nil, text.NominalMention
		} else if len(m.name.Core) == 0 && len(m.name.Titles) > 0 {
			m.kind = text.NominalMention // "the Prime Minister": an office, no name
		} else if officeOf(m.name.Core) {
			m.name.Core, m.kind, m.typ = nil, text.NominalMention, ""
		}
		m.called = newNameForm(m.name.Core)
	}
	r.animate(m)
}

// officeOf reports whether words are a country and an office of it, and no name:
// "US President".
func officeOf(words []string) bool {
	n := len(words) - 1
	if n < 1 {
		return false
	}
	c, _ := lexicon.Title(words[n])
	_, aspect := lexicon.Country(strings.ToUpper(strings.Join(words[:n], " ")))
	return c&lexicon.Office != 0 && aspect != lexicon.NoCountry && aspect != lexicon.SeatCity
}

// capitalised reports whether a common noun for a body heads what is written as a
// name: "the Popular Relief Forces" where other nouns of the sentence are not.
func (r *reader) capitalised(m *mention) bool {
	c, _ := lexicon.Title(m.lemma)
	if c&lexicon.GroupNoun == 0 || !r.capital(m.head) || m.head-1 < m.Start || !r.capital(m.head-1) {
		return false
	}
	if _, a := lexicon.Country(r.doc.Tokens[m.head-1].Form); a != lexicon.NoCountry || r.upos(m.head-1) == "DET" || r.entity[m.head-1] >= 0 {
		return false
	}
	for i, end := r.doc.Sentences[m.sentence].Tokens.Start, r.doc.Sentences[m.sentence].Tokens.End; i < end; i++ {
		if u := r.upos(i); (u == "NOUN" || u == "VERB") && !r.capital(i) {
			return true
		}
	}
	return false
}

// written reports whether a name has a capital letter or a digit, as names have
// but words do not that a tagger takes for one ("national unity").
func (r *reader) written(m *mention) bool {
	return strings.ContainsFunc(r.doc.SpanOf(m.Range).In(r.doc.Text), func(c rune) bool {
		return unicode.IsDigit(c) || unicode.IsLetter(c) && !unicode.IsLower(c)
	})
}

func (r *reader) capital(i int) bool {
	f := r.doc.Tokens[i].Form
	return f[0] >= 'A' && f[0] <= 'Z' || f[0] == 0xc3
}

var calendar = map[string]bool{"january": true, "february": true, "march": true, "april": true, "june": true, "july": true, "august": true, "september": true, "october": true, "november": true, "december": true,
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true}

// titled is the last word of the name that follows a title which heads a mention,
// whatever the tree makes of it: "union boss Orsi Bantle"; the head itself if
// there is none.
func (r *reader) titled(m *mention) int {
	if at := r.described(m); at >= 0 {
		return at
	}
	c, _ := lexicon.Title(r.lower(m.head))
	if c&(lexicon.Office|lexicon.Rank|lexicon.Honorific) == 0 || c&(lexicon.GroupNoun|lexicon.PlaceNoun) != 0 {
		return m.head
	}
	last := m.head
	for i := m.head + 1; i < m.End; i++ {
		f := r.doc.Tokens[i].Form
		if !(f[0] >= 'A' && f[0] <= 'Z' || f[0] >= 0xc3) || r.upos(i) == "PRON" || r.upos(i) == "DET" {
			break
		}
		if c, _ := lexicon.Title(f); c == 0 {
			if k := r.entity[i]; k >= 0 && r.doc.Entities[k].Type != text.Person {
				break // "President of Ustrel", "PM UK"
			}
			last = i
		}
	}
	return last
}

// maker reports whether a noun may say what a body is: "company", "maker".
func (r *reader) maker(i int) bool {
	c, _ := lexicon.Title(r.lemma(i))
	return c&lexicon.GroupNoun != 0 || c&lexicon.PersonNoun != 0 && c&lexicon.Office == 0 && (strings.HasSuffix(r.lemma(i), "er") || strings.HasSuffix(r.lemma(i), "or"))
}

// described is the last word of the name that stands right after the noun that
// heads a mention and says who or what it is: "reporter Orsi Bantle", "carmaker
// Brenk"; -1 if none does.
func (r *reader) described(m *mention) int {
	at := m.head + 1
	if at >= m.End || r.entity[at] < 0 || r.entity[m.head] == r.entity[at] || r.upos(m.head) != "NOUN" && r.upos(m.head) != "PROPN" {
		return -1
	}
	e := r.doc.Entities[r.entity[at]]
	c, _ := lexicon.Title(r.lower(m.head))
	switch {
	case e.Tokens.Start != at || e.Tokens.End > m.End:
	case e.Type == text.Person && c&(lexicon.GroupNoun|lexicon.PlaceNoun) == 0, e.Type == text.Organization && e.Tokens.End == m.End && r.maker(m.head):
		return e.Tokens.End - 1
	}
	return -1
}

// entityOf is the entity at the head of a mention or at a name that the head is
// the title of; -1 if there is none.
func (r *reader) entityOf(m *mention) int {
	if k := r.entity[m.head]; k >= 0 {
		return k
	}
	for _, c := range r.children[m.head] {
		if m.Contains(c) && universal(r.rel(c)) == "flat" && r.entity[c] >= 0 {
			return r.entity[c]
		}
	}
	return -1
}

func (r *reader) conjoined(m *mention) bool {
	c := r.child(m.head, "conj")
	return c >= 0 && m.Contains(c)
}

func isAcronym(form string) bool {
	letters := 0
	for _, c := range form {
		if c >= 'A' && c <= 'Z' {
			letters++
		} else if c != '.' && c != '-' && c != '&' {
			return false
		}
	}
	return letters >= 2
}

// animate settles animacy, and gender of nouns that have one.
func (r *reader) animate(m *mention) {
	class, gender := lexicon.Title(m.lemma)
	if m.kind == text.NominalMention || m.gender == lexicon.UnknownGender && m.typ == text.Person {
		m.gender = max(m.gender, gender)
	}
	switch m.typ {
	case text.Person:
		m.animacy = personal
		return
	case text.Organization, text.Polity, text.Group:
		m.animacy = collective
		return
	case text.Place, text.Miscellany:
		m.animacy = inanimate
		return
	}
	switch {
	case m.kind == text.NameMention:
		if len(m.name.Titles) > 0 {
			m.animacy = personal
		}
	case class&lexicon.GroupNoun != 0:
		m.animacy = collective
	case class&lexicon.PersonNoun != 0:
		m.animacy = personal
	default:
		m.animacy = inanimate
	}
}

func roleOf(rel string) string {
	switch rel {
	case "nsubj:pass", "nmod:poss", "obl:agent":
		return rel
	}
	return universal(rel)
}
