package position

import (
	"strings"
	"unicode"

	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/text"
)

// Cast is what articles tell about who is who: it settles who speaks where one
// article by itself leaves that open. It is not safe for concurrent use.
type Cast struct {
	parts   map[string]*part // by Actor.ID
	settled bool             // what was learned is weighed
}

// part is one actor.
type part struct {
	mentions int
	name     []string       // its words, folded
	kind     string         // the noun that heads the name: "ministry" of "Ministry of Ports"
	place    bool           // taken for a land, a town, a river
	time     bool           // a month or day, or a number, taken for a name
	body     bool           // its name says that it is a body
	person   int            // reasons to take it for a person, less those against
	nouns    map[string]int // what it is called: "minister", "company"
	genders  [3]int         // by lexicon.Gender: pronouns and titles
	things   int            // "it" and "its" that stand for it
	heads    map[string]int // who is named as its head: Actor.ID
	beside   map[string]int // bodies named right before, where it is called by an office of nothing: Actor.ID
	named    int            // how often its name stands somewhere
	within   int            // and after "in" or "at"
	of       int            // and after "of" or "from"
}

// NewCast knows the names and types of actors.
func NewCast(actors []news.Actor) *Cast {
	c := &Cast{parts: make(map[string]*part, len(actors))}
	for i := range actors {
		a := &actors[i]
		p := &part{mentions: a.Mentions, name: strings.Fields(lexicon.Fold(a.Name)), nouns: map[string]int{}, heads: map[string]int{}, beside: map[string]int{}}
		switch a.Type {
		case text.Person:
			p.person = 1
		case text.Organization, text.Polity, text.Place, text.Group:
			p.person = -1
		}

		if n := len(p.name); n > 0 {
			p.kind = kindIn(p.name)
			if p.body = isBody(p.name[n-1]) || isBody(p.name[0]) || isBody(p.kind); p.body {
				p.person -= 5
			}
			given := lexicon.GivenGender(p.name[0])
			if a.Type == text.Person && (n > 1 || given != lexicon.UnknownGender) {
				p.person += 2
			}
			p.genders[given]++
		}
		p.place = !p.body && (a.Type == text.Place || a.Type == text.Polity)
		p.time = len(p.name) == 1 && times[p.name[0]]
		c.parts[a.ID] = p
	}
	return c
}

// kindIn is the noun that heads a name: the last word, or that before "of" and the like.
func kindIn(name []string) string {
	for i, w := range name {
		if i > 0 && (w == "of" || w == "for" || w == "on" || w == "in") {
			return name[i-1]
		}
	}
	return name[len(name)-1]
}

// times are months, days and numbers: a recogniser takes them for names where a headline
// or dateline writes them so.
var times = set(`jan jan. feb feb. mar mar. apr apr. jun jun. jul jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec. january february march april
	june july august september october november december monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays
	thursdays fridays saturdays sundays two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty thirty forty fifty
	sixty hundred thousand christmas easter`)

// isBody reports whether a word of a name says that it is a body's.
func isBody(w string) bool {
	class, _ := lexicon.Title(w)
	return class&lexicon.GroupNoun != 0 || bodies[w] || firms[w]
}

// bodies are more words that name bodies; firms are those that name companies.
var (
	bodies = set(`fund foundation institute university college hospital museum inspectorate directorate secretariat bureau office ombudsman court
		tribunal chamber federation alliance coalition initiative campaign forum network society front league guild cooperative consortium
		citizens ministry authority agency`)
	firms = set(`line lines bank group holding holdings works mills airways airlines energy steel foods motors industries partners ltd inc corp plc
		railways railway rail telecom media pharma biologics savings insurance trust company firm maker operator giant
		airline carrier carmaker automaker manufacturer retailer supplier utility brewer shipowner shipyard chain publisher broadcaster developer lender insurer`)
)

// Learn reads what an article calls those whom it names.
func (c *Cast) Learn(d *text.Document, actorOf []string) {
	c.settled = false
	for i := range d.Mentions {
		m := &d.Mentions[i]
		p := c.parts[actorAt(m, actorOf)]
		switch {
		case p == nil:
		case m.Kind == text.PronounMention:
			p.pronoun(strings.ToLower(m.Span.In(d.Text)))
		case m.Kind == text.NameMention:
			p.placed(d, m)
			c.called(d, m, p, actorOf)
		}
	}
}

func actorAt(m *text.Mention, actorOf []string) string {
	if m.Chain < 0 || m.Chain >= len(actorOf) {
		return ""
	}
	return actorOf[m.Chain]
}

func (p *part) pronoun(form string) {
	switch form {
	case "he", "him", "his":
		p.genders[lexicon.Masculine]++
	case "she", "her", "hers":
		p.genders[lexicon.Feminine]++
	case "it", "its":
		p.things++
	}
}

// called takes the titles and appositions of a name: "union chairman Oskar Dunn", "Ana
// Velmor, the minister of ports".
func (c *Cast) called(d *text.Document, m *text.Mention, p *part, actorOf []string) {
	for t := m.Tokens.Start; t < m.Tokens.End-1; t++ {
		if class, gender := lexicon.Title(d.Tokens[t].Form); class&(lexicon.Office|lexicon.Rank|lexicon.Honorific) != 0 {
			if p.genders[gender]++; class&lexicon.Honorific == 0 {
				for x := m.Tokens.Start; x < t; x++ { // "Prime Minister Ada Lorne"
					if w := strings.ToLower(d.Tokens[x].Form); !isBody(w) {
						p.nouns[w]++
					}
				}
				p.call(strings.ToLower(d.Tokens[t].Form))
			}
		}
	}
	first := m.Tokens.Start
	for first > 0 && m.Tokens.Start-first < longTitle && sameSentence(d, first-1, m.Head) && inTitle(d, first-1) {
		first--
		p.call(strings.ToLower(d.Morphs[first].Lemma))
	}
	c.headOf(d, text.Range{Start: first, End: m.Tokens.Start}, m, actorOf, false)
	if t := m.Tokens.End; t < len(d.Tokens) && d.Morphs[t].UPOS == "ADP" && sameSentence(d, t, m.Head) { // "Luc Baert of the Metal Workers' Union"
		if form := d.Tokens[t].Form; form == "of" || form == "for" || form == "from" {
			c.headOf(d, text.Range{Start: t, End: min(len(d.Tokens), t+6)}, m, actorOf, false)
		}
	}
	c.offices(d, m, actorOf)
	for t := max(0, m.Tokens.Start-farApposition); t < min(len(d.Tokens), m.Tokens.End+farApposition); t++ {
		if d.Arcs[t].Relation != "appos" || !sameSentence(d, t, m.Head) {
			continue
		}
		noun := -1
		if h := d.Arcs[t].Head; h == m.Head && t != m.Head {
			noun = t
		} else if t == m.Head && h >= 0 {
			noun = h
		}
		if noun >= 0 && d.Morphs[noun].UPOS == "NOUN" {
			r := around(d, noun)
			for x := r.Start; x < r.End; x++ {
				if d.Morphs[x].UPOS == "NOUN" && (x < m.Tokens.Start || x >= m.Tokens.End) {
					p.call(strings.ToLower(d.Morphs[x].Lemma))
				}
			}
			c.headOf(d, r, m, actorOf, false)
		}
	}
}

// inTitle reports whether a token may belong to a title before a name: "Prime Minister", "union chairman".
func inTitle(d *text.Document, t int) bool {
	switch d.Morphs[t].UPOS {
	case "NOUN", "PROPN":
		return true
	case "ADJ":
		return unicode.IsUpper(firstRune(d.Tokens[t].Form))
	}
	return false
}

// How many words a title before a name has, and how far from it an apposition begins.
const (
	longTitle     = 3
	farApposition = 12
)

// around is the noun phrase of a head noun: modifiers before it and one complement.
func around(d *text.Document, noun int) text.Range {
	r := text.Range{Start: noun, End: noun + 1}
	for t := noun - 1; t >= 0 && noun-t <= farApposition && sameSentence(d, t, noun); t-- {
		if d.Arcs[t].Head == noun && d.Morphs[t].UPOS != "PUNCT" {
			r.Start = t
		}
	}
	for t := noun + 1; t < len(d.Tokens) && t-noun <= 6 && sameSentence(d, t, noun); t++ {
		if d.Arcs[t].Head == noun && d.Arcs[t].Relation == "nmod" {
			r.End = t + 1
		}
	}
	return r
}

// headOf notes bodies named in what m is called: "its president", "leader of the Harbour League"; with strict only those whose
// names say that they are bodies. It returns how many there are.
func (c *Cast) headOf(d *text.Document, r text.Range, m *text.Mention, actorOf []string, strict bool) int {
	n := 0
	head := actorAt(m, actorOf)
	for i := range d.Mentions {
		o := &d.Mentions[i]
		if o.Head < r.Start || o.Head >= r.End || o.Tokens.Start == m.Tokens.Start {
			continue
		}
		body := actorAt(o, actorOf)
		if p := c.parts[body]; p != nil && body != head && p.person < 0 && (p.body || !strict) && (o.Kind != text.NominalMention || p.isCalled(strings.ToLower(d.Morphs[o.Head].Lemma))) {
			p.heads[head]++
			n++
		}
	}
	return n
}

func (p *part) call(noun string) {
	p.nouns[noun]++
	if noun == "dr" || noun == "dr." {
		p.nouns["doctor"]++
	}
	switch class, gender := lexicon.Title(noun); {
	case class&(lexicon.Office|lexicon.PersonNoun|lexicon.Rank) != 0:
		p.person += 2
		p.genders[gender]++
	case class&lexicon.GroupNoun != 0 && p.person < 3:
		p.person--
	}
}

// SpeaksFor reports whether what actor says is said for body: it was named as its head. A
// place has no words of its own: those of its mayor are not the town's.
func (c *Cast) SpeaksFor(actor, body string) bool {
	p, of := c.parts[actor], c.parts[body]
	return p != nil && of != nil && p.person > 0 && of.person < 0 && !of.place && of.heads[actor] > 0
}

// suits reports whether a pronoun can stand for p.
func (p *part) suits(pronoun string) bool {
	switch pronoun {
	case "he":
		return p.person > 0 && p.genders[lexicon.Feminine] <= 2*p.genders[lexicon.Masculine]
	case "she":
		return p.person > 0 && p.genders[lexicon.Masculine] <= 2*p.genders[lexicon.Feminine]
	case "it":
		return p.maybeBody()
	}
	return true
}

// maybeBody reports whether nothing but its type speaks against p's being a body.
func (p *part) maybeBody() bool {
	return p.person <= 0 || p.person == 1 && p.genders[lexicon.Masculine]+p.genders[lexicon.Feminine] <= max(p.things, p.mentions/strayPronoun)
}

// strayPronoun is among how many mentions one pronoun may be taken for another's.
const strayPronoun = 8

func sameSentence(d *text.Document, a, b int) bool {
	return d.SentenceAt(d.Tokens[a].Span.Start) == d.SentenceAt(d.Tokens[b].Span.Start)
}
