package link

import (
	"slices"
	"strings"
	"unicode"

	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/text"
)

// aspect tells which side of a country or people a chain is; sides of one
// country are different actors.
type aspect string

const (
	noAspect   aspect = ""
	state      aspect = "state"
	seat       aspect = "seat" // the capital, as a city or as a metonym
	people     aspect = "people"
	government aspect = "government"
	forces     aspect = "forces"
)

// form is one wording of a name in a chain.
type form struct {
	text  string
	core  []string // folded words of the name
	count int
	at    text.Span // of its first mention
	rule  string    // how it belongs to the chain's principal name
}

// stated reports whether the article says that a name is another of the chain's.
func (f form) stated() bool { return f.rule == "apposition" || f.rule == "acronym" }

// office is a role as one mention words it.
type office struct {
	text string // as written, without article
	head string // "minister"
	with string // portfolio words in order: "foreign"
	of   string // country code or the stem of a proper word; "" if not said
	at   text.Span
}

// key is what two wordings of one office share; "" for an office that names
// no portfolio and no place ("the chief").
func (o office) key() string {
	if o.of == "" {
		return ""
	}
	return o.with + " " + o.head + "|" + o.of
}

// governs reports whether the government of a place goes by the name of who holds
// the office.
func (o office) governs() bool {
	switch o.head {
	case "president", "premier", "chancellor", "pm", "president-elect":
		return true
	}
	return o.head == "minister" && strings.Contains(o.with, "prime")
}

// profile is what one chain says about the actor that it is.
type profile struct {
	chain   int
	typ     text.EntityType
	side    aspect
	country string // code or stem, with side
	head    string // of "the Oshane administration", folded, where the country is not said
	forms   []form // fullest first
	others  []form // names that nothing but coreference joins to the first
	offices []office
	gender  lexicon.Gender
	size    int // mentions
	date    news.Date
	article string
}

func (p *profile) full() []string {
	if len(p.forms) == 0 {
		return nil
	}
	return p.forms[0].core
}

// isEvent reports whether all names of a chain are of what happened or was agreed:
// "River Revolution", which nobody is.
func (p *profile) isEvent() bool {
	return p.typ != text.Person && !slices.ContainsFunc(p.forms, func(f form) bool { return len(f.core) < 2 || !events[f.core[len(f.core)-1]] })
}

var events = map[string]bool{"revolution": true, "uprising": true, "intifada": true, "rebellion": true, "revolt": true, "insurrection": true, "coup": true, "war": true, "wars": true, "invasion": true, "battle": true, "siege": true,
	"massacre": true, "genocide": true, "holocaust": true, "crisis": true, "ceasefire": true, "truce": true, "election": true, "elections": true, "referendum": true, "inauguration": true,
	"agreement": true, "agreements": true, "accord": true, "accords": true, "treaty": true, "pact": true, "deal": true, "constitution": true, "act": true, "bill": true, "amendment": true, "resolution": true}

// profiles reads the chains of a document.
func profiles(a *news.Article, doc *text.Document) []profile {
	date := a.Published
	if date.IsZero() {
		date = a.Dateline.Date
	}
	ps := make([]profile, len(doc.Chains))
	for i, c := range doc.Chains {
		p := &ps[i]
		p.chain, p.typ, p.date, p.article, p.size = i, c.Type, date, a.ID, len(c.Mentions)
		for _, k := range c.Mentions {
			p.read(doc, doc.Mentions[k])
		}
		if p.typ == "" && len(p.forms) > 0 {
			p.typ = text.Organization // a name that no tagger knows: persons have titles
			if len(p.offices) > 0 {
				p.typ = text.Person
			}
		}
		p.sort(doc)
		p.sides(doc, c)
	}
	return ps
}

// read takes name, office and gender from one mention.
func (p *profile) read(doc *text.Document, m text.Mention) {
	switch m.Kind {
	case text.PronounMention:
		switch strings.ToLower(doc.Tokens[m.Head].Form) {
		case "he", "him", "his", "himself":
			p.setGender(lexicon.Masculine)
		case "she", "her", "hers", "herself":
			p.setGender(lexicon.Feminine)
		}
	case text.NameMention:
		p.readName(doc, m)
	case text.NominalMention:
		p.readOffice(doc, m.Tokens, m.Head)
	}
}

func (p *profile) setGender(g lexicon.Gender) {
	if p.gender == lexicon.UnknownGender {
		p.gender = g
	}
}

// readName takes the name at the head of a mention, and the titles before it.
func (p *profile) readName(doc *text.Document, m text.Mention) {
	span := lexicon.NameSpan(doc, m.Tokens, m.Head)
	if p.typ == text.Person {
		span = personalSpan(doc, span)
	}
	name := strings.TrimSpace(doc.SpanOf(span).In(doc.Text))
	n := lexicon.ParseName(name)
	if p.typ == text.Organization {
		n = lexicon.ParseBody(name)
	}
	before := lexicon.ParseName(doc.SpanOf(text.Range{Start: m.Tokens.Start, End: span.End}).In(doc.Text))
	p.setGender(max(before.Gender, n.Gender))
	if m.Tokens.Start < span.Start {
		p.readTitle(doc, text.Range{Start: m.Tokens.Start, End: span.Start})
	}
	if len(n.Core) == 0 || len(n.Core) == 1 && languages[n.Core[0]] || !capitalised(name) || onlySmall(n.Core) || p.typ != text.Person && onlyTime(n.Core) {
		return
	}
	key := strings.Join(n.Core, " ")
	for i := range p.forms {
		if strings.Join(p.forms[i].core, " ") == key {
			p.forms[i].count++
			return
		}
	}
	if p.typ != text.Person {
		name = strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")
	} else if len(n.Titles) > 0 {
		name = withoutTitles(name, len(n.Core))
	}
	p.forms = append(p.forms, form{text: strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s"), " -–—―"), core: n.Core, count: 1, at: doc.SpanOf(span)})
}

// personalSpan is the name of a person in span, without the office before it
// ("Harrow mayor Ada Lorne"), which is not of its holder, and without a word of the
// text or the country of the office ("Ada Lorne of Zelmora") that taggers put into it.
func personalSpan(doc *text.Document, span text.Range) text.Range {
	form := func(i int) string { return doc.Tokens[i].Form }
	if lexicon.GivenGender(form(span.Start)) == lexicon.UnknownGender {
		for i := span.End - 2; i >= span.Start; i-- {
			if c, _ := lexicon.Title(form(i)); c&(lexicon.Office|lexicon.Rank) != 0 && capitalised(form(i+1)) {
				span.Start = i + 1
				break
			}
		}
	}
	for span.Len() > 1 && !capitalised(form(span.Start)) && !lexicon.Particle(form(span.Start)) && capitalised(form(span.Start+1)) {
		span.Start++
	}
	for i := span.Start + 1; i+1 < span.End; i++ {
		if code, _ := lexicon.Country(doc.SpanOf(text.Range{Start: i + 1, End: span.End}).In(doc.Text)); form(i) == "of" && code != "" {
			span.End = i
		}
	}
	return span
}

// languages are not who speaks them, unlike "French".
var languages = map[string]bool{"arabic": true, "hebrew": true, "persian": true, "farsi": true, "dari": true, "pashto": true, "urdu": true, "hindi": true, "mandarin": true, "cantonese": true, "english": true, "swahili": true, "latin": true}

// capitalised reports whether a name has a letter that is no small one, as names
// have but words do not that a tagger takes for one.
func capitalised(name string) bool {
	return strings.ContainsFunc(name, func(c rune) bool { return unicode.IsDigit(c) || unicode.IsLetter(c) && !unicode.IsLower(c) })
}

// withoutTitles keeps the end of a name that folds to so many words.
func withoutTitles(name string, words int) string {
	fields := strings.Fields(name)
	for i := range fields {
		if rest := strings.Join(fields[i:], " "); len(strings.Fields(lexicon.Fold(rest))) <= words {
			return rest
		}
	}
	return name
}

// onlyTime reports whether words are no name but a date.
func onlyTime(words []string) bool {
	for _, w := range words {
		if !calendar[w] && !timeWords[w] && strings.Trim(w, "0123456789") != "" {
			return false
		}
	}
	return true
}

var calendar = map[string]bool{"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true, "september": true, "october": true, "november": true, "december": true,
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true}

// timeWords stand with the names of days and months, or for them.
var timeWords = map[string]bool{"jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sep": true, "sept": true, "oct": true, "nov": true, "dec": true,
	"early": true, "earlier": true, "late": true, "later": true, "last": true, "next": true, "mid": true, "edt": true, "est": true, "pdt": true, "gmt": true, "utc": true}

func onlySmall(words []string) bool {
	for _, w := range words {
		if !lexicon.SmallWord(w) && !lexicon.Particle(w) {
			return false
		}
	}
	return true
}

// readTitle reads the words before a name as an office: "Iraqi Foreign
// Minister".
func (p *profile) readTitle(doc *text.Document, r text.Range) {
	for i := r.End - 1; i >= r.Start; i-- {
		if c, _ := lexicon.Title(doc.Tokens[i].Form); c&lexicon.Office != 0 && c&lexicon.Honorific == 0 {
			p.readOffice(doc, r, i)
			return
		}
	}
}

// readOffice reads a description headed by token head as an office.
func (p *profile) readOffice(doc *text.Document, r text.Range, head int) {
	word := strings.ToLower(doc.Tokens[head].Form)
	class, gender := lexicon.Title(word)
	if p.typ == text.Person {
		p.setGender(gender)
	}
	if class&lexicon.Office == 0 {
		return
	}
	o := office{head: word, at: doc.SpanOf(r)}
	var with []string
	start := r.Start
	for i := r.Start; i < r.End; i++ {
		f := doc.Tokens[i].Form
		w := lexicon.Fold(f)
		switch {
		case i == r.Start && determiners[w]:
			start++
		case i < head && lexicon.Portfolio(w) && !temporal[w]:
			with = append(with, w)
		case i > head && i <= head+2 && lexicon.Portfolio(w) && !temporal[w]:
			with = append(with, w)
		case i != head && o.of == "" && f[0] >= 'A' && f[0] <= 'Z' && w != "" && !calendar[w]:
			if c, _ := lexicon.Title(w); c&(lexicon.Rank|lexicon.Honorific) == 0 {
				o.of = stemOf(f)
			}
		}
	}
	o.with = strings.Join(with, " ")
	if end := min(r.End, start+14); end > start {
		o.text = doc.SpanOf(text.Range{Start: start, End: end}).In(doc.Text)
	}
	for _, have := range p.offices {
		if have.head == o.head && have.with == o.with && have.of == o.of {
			return
		}
	}
	p.offices = append(p.offices, o)
}

var determiners = map[string]bool{"the": true, "a": true, "an": true, "my": true, "our": true, "your": true, "his": true, "her": true, "its": true, "their": true, "this": true, "that": true}

var temporal = map[string]bool{"former": true, "then": true, "ex": true, "new": true, "outgoing": true, "incoming": true, "late": true, "current": true, "longtime": true, "veteran": true, "ousted": true}

// stemOf is what a place and its adjective share: the country's code, or else
// the word without the usual endings.
func stemOf(word string) string {
	if code, _ := lexicon.Country(word); code != "" {
		return code
	}
	w := lexicon.Fold(word)
	for _, end := range []string{"ians", "ian", "ans", "an", "ese", "ish", "ites", "ite", "is", "i", "s", "a", "e", "n"} {
		if len(w)-len(end) >= 4 && strings.HasSuffix(w, end) {
			return w[:len(w)-len(end)]
		}
	}
	return w
}
