package link

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/text"
)

// Limits on what an actor keeps, so that one met every day stays small.
const (
	maxEvidence = 5
	maxNear     = 48
	maxPerKey   = 24
	maxRoles    = 40
	maxNames    = 80
	maxCompared = 12 // names of an actor with which a new one is compared
)

// entry is one actor while articles come in.
type entry struct {
	id       string
	typ      text.EntityType
	side     aspect
	country  string
	gender   lexicon.Gender
	names    []name
	roles    []role
	near     []int32 // actors met in the same articles, latest last
	last     time.Time
	external []string
	mentions int
	into     int32 // merged into this one, none if not
}

// isAlone reports whether a person is known by single names only.
func (e *entry) isAlone() bool {
	if e.typ != text.Person || len(e.names) == 0 {
		return false
	}
	for _, n := range e.names {
		if n.rule != "coreference" && len(n.core) > 1 {
			return false
		}
	}
	return true
}

// isPerson reports whether an actor was taken for a person.
func (e *entry) isPerson() bool { return e.typ == text.Person }

// mayBeBody reports whether an actor is no person, or is one by a name of several
// words only, of no known gender and in no office: a tagger may be wrong.
func (e *entry) mayBeBody() bool {
	return !e.isPerson() || e.gender == lexicon.UnknownGender && len(e.roles) == 0 && !e.isAlone()
}

// retype makes an actor one of another type, to be found as such.
func (l *Linker) retype(k int32, t text.EntityType) {
	e := l.actors[k]
	e.typ = t
	for _, n := range e.names {
		if n.rule != "coreference" {
			for _, key := range keys(t, n.core) {
				l.put(key, k)
			}
		}
	}
}

type name struct {
	form
	evidence []news.Evidence
}

type role struct {
	news.Role
	office
}

func (l *Linker) create(p *profile) int32 {
	k := int32(len(l.actors))
	e := &entry{id: l.freshID(p), typ: p.typ, side: p.side, country: p.country, gender: p.gender, into: none}
	l.byID[e.id] = int(k)
	l.actors = append(l.actors, e)
	if p.isSide() {
		l.put("side "+string(p.side)+" "+p.country, k)
	}
	return k
}

// freshID makes an id of the fullest name, with a number where it is taken.
func (l *Linker) freshID(p *profile) string {
	base := strings.ReplaceAll(strings.Join(p.full(), "-"), "/", "-")
	if p.isSide() {
		base = strings.ReplaceAll(lexicon.Fold(lexicon.CountryName(p.country)), " ", "-")
		if base == "" {
			base = strings.ToLower(p.country)
		}
		if p.side != state {
			base += "-" + string(p.side)
		}
	}
	if base == "" {
		base = "actor"
	}
	id := base
	for n := 2; ; n++ {
		if _, taken := l.byID[id]; !taken {
			return id
		}
		id = fmt.Sprintf("%s-%d", base, n)
	}
}

// learn adds what a chain says to the actor it was linked to.
func (l *Linker) learn(k int32, p *profile) {
	e := l.actors[k]
	if e.isPerson() && e.mayBeBody() && p.typ != text.Person && p.typ != "" && p.size > e.mentions {
		l.retype(k, p.typ)
	}
	e.mentions += p.size
	if e.gender == lexicon.UnknownGender {
		e.gender = p.gender
	}
	if e.typ == "" {
		e.typ = p.typ
	}
	if t := p.date.Time(); t.After(e.last) {
		e.last = t
	}
	for _, f := range p.forms {
		l.addName(k, e, name{f, []news.Evidence{evidence(f, p)}})
		if e.typ == text.Person {
			l.put(surname(f.core), k)
		}
	}
	for _, f := range p.others {
		e.addName(name{f, []news.Evidence{evidence(f, p)}})
	}
	for _, o := range p.offices {
		if p.typ == text.Person && o.text != "" {
			if o.key() != "" {
				l.put("office "+o.key(), k)
			}
			e.addRole(role{news.Role{Text: o.text, From: p.date, To: p.date, Evidence: []news.Evidence{{Rule: "title", Place: news.Passage{Article: p.article, Span: o.at}}}}, o})
		}
	}
	l.lookUp(k, e, p)
}

func evidence(f form, p *profile) news.Evidence {
	ev := news.Evidence{Rule: f.rule, Place: news.Passage{Article: p.article, Span: f.at}}
	if f.rule != "name" && len(p.forms) > 0 {
		ev.Comment = p.forms[0].text
	}
	return ev
}

// addName adds a name and, if it is new, its blocking keys.
func (l *Linker) addName(k int32, e *entry, n name) {
	if e.addName(n) && n.rule != "coreference" {
		for _, key := range keys(e.typ, n.core) {
			l.put(key, k)
		}
	}
}

// addName reports whether the words are new.
func (e *entry) addName(n name) bool {
	for i := range e.names {
		if e.names[i].text == n.text {
			e.names[i].count += n.count
			if len(e.names[i].evidence) < maxEvidence {
				e.names[i].evidence = append(e.names[i].evidence, n.evidence...)
			}
			return false
		}
	}
	if len(e.names) >= maxNames {
		return false
	}
	e.names = append(e.names, n)
	return true
}

// addRole adds a role or widens the time of one of the same words.
func (e *entry) addRole(r role) {
	for i := range e.roles {
		have := &e.roles[i]
		if have.head != r.head || have.with != r.with || have.of != r.of {
			continue
		}
		if have.From.IsZero() || !r.From.IsZero() && r.From.Before(have.From) {
			have.From = r.From
		}
		if have.To.Before(r.To) {
			have.To = r.To
		}
		if len(have.Evidence) < maxEvidence {
			have.Evidence = append(have.Evidence, r.Evidence...)
		}
		return
	}
	if len(e.roles) < maxRoles {
		e.roles = append(e.roles, r)
	}
}

// actor is the entry as others see it.
func (e *entry) actor() news.Actor {
	a := news.Actor{ID: e.id, Type: e.typ, External: e.external, Mentions: e.mentions}
	best := -1
	for _, n := range e.names {
		a.Aliases = append(a.Aliases, news.Alias{Text: n.text, Count: n.count, Evidence: n.evidence})
		words := n.core
		if !e.isPerson() {
			words = plain(words)
		}
		if w := 10*min(len(words), 4) + min(n.count, 9); n.rule != "coreference" && w > best && len(n.core) < 9 {
			best, a.Name = w, n.text
		}
	}
	if a.Name == "" && e.country != "" {
		a.Name = strings.TrimSpace(lexicon.CountryName(e.country) + " " + string(e.side))
	}
	sort.SliceStable(a.Aliases, func(i, j int) bool {
		return a.Aliases[i].Count > a.Aliases[j].Count
	})
	for _, r := range e.roles {
		a.Roles = append(a.Roles, r.Role)
	}
	sort.SliceStable(a.Roles, func(i, j int) bool { return a.Roles[i].From.Before(a.Roles[j].From) })
	return a
}

// put files actor k under a key, as the one met last. The one met longest ago
// makes room.
func (l *Linker) put(key string, k int32) {
	have := l.index[key]
	n := len(have)
	if n > 0 && have[n-1] == k {
		return
	}
	if i := slices.Index(have, k); i >= 0 {
		copy(have[i:], have[i+1:])
		have[n-1] = k
		return
	}
	if n >= maxPerKey {
		copy(have, have[1:])
		have[n-1] = k
		return
	}
	l.index[key] = append(have, k)
}

// surname is the key of a person's last name to the letter.
func surname(core []string) string { return "surname " + core[len(core)-1] }

// keys are the blocking keys under which a name is filed: its letters, its
// acronym, and for persons the skeletons of its first and last word, by
// themselves and together.
func keys(t text.EntityType, core []string) []string {
	words, source := skeletons(t, core)
	ks := []string{"all " + strings.Join(source, "")}
	n := len(words)
	if n > 1 {
		ks = append(ks, "whole "+lexicon.Skeleton(strings.Join(source, "")))
	}
	switch {
	case n == 0:
	case t != text.Person:
		ks = append(ks, "body "+words[0], "body "+words[n-1], "body "+strings.Join(words, " "), "plain "+strings.Join(plain(source), " "))
		if n == 1 {
			ks = append(ks, "stem "+stemOf(source[0]))
		}
		for _, a := range lexicon.Acronyms(source) {
			ks = append(ks, "all "+strings.ToLower(a))
		}
	case n == 1:
		ks = append(ks, surname(core), "only "+core[len(core)-1], "family "+words[0], "alone "+words[0])
	default:
		ks = append(ks, surname(core), "family "+words[n-1], "family "+words[0], "pair "+words[0]+" "+words[n-1])
		if n > 2 {
			ks = append(ks, "pair "+words[1]+" "+words[n-1], "pair "+words[0]+" "+words[1])
		}
	}
	return ks
}

// lookups are the keys under which the actors of a name are looked for. A full
// name does not look at all who share its family name, only at those of whom
// nothing else is known.
func lookups(t text.EntityType, core []string) []string {
	words, source := skeletons(t, core)
	ks := []string{"all " + strings.Join(source, "")}
	n := len(words)
	if n > 1 {
		ks = append(ks, "whole "+lexicon.Skeleton(strings.Join(source, "")))
	}
	switch {
	case n == 0:
	case t != text.Person:
		ks = append(ks, "body "+strings.Join(words, " "), "plain "+strings.Join(plain(source), " "))
		for _, a := range lexicon.Acronyms(source) {
			ks = append(ks, "all "+strings.ToLower(a))
		}
		ks = append(ks, "body "+words[0], "body "+words[n-1])
		if n == 1 {
			ks = append(ks, "stem "+stemOf(source[0]))
		}
	case n == 1:
		ks = append(ks, "family "+words[0])
	default:
		ks = append(ks, "pair "+words[0]+" "+words[n-1], "alone "+words[n-1], "alone "+words[0])
		if n > 2 {
			ks = append(ks, "pair "+words[1]+" "+words[n-1], "pair "+words[0]+" "+words[1])
		}
	}
	return ks
}

// skeletons are the words of a name that say something, reduced, and the words
// themselves without what all firms have.
func skeletons(t text.EntityType, core []string) (words, source []string) {
	source = core
	if t != text.Person {
		source = bare(core)
	}
	for _, w := range source {
		if !lexicon.Particle(w) && !lexicon.SmallWord(w) {
			words = append(words, lexicon.Skeleton(w))
		}
	}
	return words, source
}
