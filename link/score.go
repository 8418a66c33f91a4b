package link

import (
	"math/bits"
	"slices"
	"strings"
	"time"

	"synoptic/news"
	"synoptic/text"
)

// Weights of evidence, in halves of what a full name is worth. They were set by
// hand and tried on the development events of NewsWCL50 and on MEANTIME.
const (
	threshold   = 1.02
	doubt       = .05 // a second actor as likely as this leaves a weak name to neither
	forEqual    = 2.0
	forSpelled  = 1.4
	forAcronym  = .9
	forShort    = .8
	forWithin   = .3
	forSingle   = .8 // both sides are one word, and equal
	forOffice   = .6 // the same office of the same place
	against     = -.8
	forCompany  = .15 // an actor met before in the same company, up to four
	forNearness = .3  // met in the last days
	forGender   = .1  // of one gender, where it is known of both
	forFame     = .02 // for each doubling of an actor's mentions, up to ten
)

// candidates are the actors that share a blocking key with a chain.
func (l *Linker) candidates(p *profile) []int32 {
	if p.isSide() {
		return l.roots(l.index["side "+string(p.side)+" "+p.country])
	}
	if known := l.exact(p); known != nil {
		return known
	}
	if known := l.bySurname(p); known != nil {
		return known
	}
	var all []int32
	for i, f := range p.forms {
		if i > 3 {
			break
		}
		for _, key := range lookups(p.typ, f.core) {
			all = append(all, l.index[key]...)
		}
		if id := l.o.Gazetteer.idOf(p.typ, f); id != "" {
			all = append(all, l.index["external "+id]...)
		}
	}
	return l.roots(all)
}

// exact lists the actors that bear the full name of a chain to the letter, with
// those known by its family name only; nil if none does, and other spellings are
// to be looked at.
func (l *Linker) exact(p *profile) []int32 {
	if len(p.full()) < 2 {
		return nil
	}
	for _, f := range p.forms[1:] {
		if f.rule != "short form" {
			return nil
		}
	}
	known := l.find(p.typ, p.full())
	if core := p.full(); len(known) > 0 && p.typ == text.Person {
		known = append(known, l.index["only "+core[len(core)-1]]...)
		known = append(known, l.index["only "+core[0]]...)
	}
	if len(known) == 0 {
		return nil
	}
	return l.roots(known)
}

// bySurname lists the actors of a family name to the letter, where a person goes
// by that name only and one of them has a full name: those of names that only
// sound alike need no look. nil otherwise.
func (l *Linker) bySurname(p *profile) []int32 {
	if p.typ != text.Person || len(p.forms) != 1 || len(p.full()) != 1 {
		return nil
	}
	known := l.roots(l.index[surname(p.full())])
	for _, k := range known {
		if !l.actors[k].isAlone() {
			return known
		}
	}
	return nil
}

// isSide reports whether a chain is a side of a country that goes by the country
// and not by its own name; a seat of government has its name.
func (p *profile) isSide() bool { return p.side != noAspect && p.side != seat && p.country != "" }

// find lists the actors that bear a name exactly. A body's name of several words
// may be that of somebody who was taken for a person.
func (l *Linker) find(t text.EntityType, core []string) []int32 {
	var out []int32
	for _, k := range l.roots(l.index["all "+strings.Join(core, "")]) {
		for _, n := range l.actors[k].names {
			if n.rule != "coreference" && same(n.core, core) && (l.actors[k].typ == t || t != text.Person && (!l.actors[k].isPerson() || len(core) > 1 && l.actors[k].mayBeBody())) {
				out = append(out, k)
				break
			}
		}
	}
	return out
}

// findPlain is the body, if it is one only, other than at that bears a name but
// for nationality and number.
func (l *Linker) findPlain(t text.EntityType, core []string, at int32) []int32 {
	if t == text.Person || len(core) < 2 {
		return nil
	}
	known := slices.DeleteFunc(l.roots(l.index["plain "+strings.Join(plain(bare(core)), " ")]), func(k int32) bool {
		return k == at || l.actors[k].isPerson() || !slices.ContainsFunc(l.actors[k].names, func(n name) bool { return n.rule != "coreference" && compare(t, n.core, core) >= spelled })
	})
	if len(known) > 1 {
		return nil
	}
	return known
}

func (l *Linker) roots(ks []int32) []int32 {
	out := make([]int32, len(ks))
	for i, k := range ks {
		out[i] = l.root(k)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// score weighs the evidence that a chain is an actor; below threshold it is
// not.
func (l *Linker) score(e *entry, p *profile, ctx *company) float64 {
	if p.isSide() || e.side != noAspect && e.side != seat {
		if e.side == p.side && e.country == p.country {
			return forEqual
		}
		return 0
	}
	clash := e.gender != 0 && p.gender != 0 && e.gender != p.gender
	for _, f := range p.forms {
		if id := l.o.Gazetteer.idOf(p.typ, f); id != "" && contains(e.external, id) {
			return forEqual
		}
	}
	like, single := l.nameEvidence(e, p)
	if like == unlike || unlikeTypes(e.typ, p.typ) && (like != equal || single) {
		return 0
	}
	if clash && (like != equal || single) {
		return 0 // but a pronoun gone astray does not divide a full name
	}
	s := 0.0
	switch like {
	case equal:
		s = forEqual
		if single {
			s = forSingle
		}
	case spelled:
		s = forSpelled
		if single {
			s = forShort
		}
	case acronym:
		s = forAcronym
	case short:
		s = forShort
	case within:
		s = forWithin
	}
	if p.typ != text.Person && single && like == equal {
		s = forSpelled
	}
	if like != equal && ctx.has(l, e) {
		s -= forShort // another chain of this article is that actor
	}
	s += forCompany * float64(min(4, ctx.shared(e)))
	s += nearness(e, p)
	if p.typ == text.Person {
		s += offices(e, p)
		if like != equal && e.gender != 0 && e.gender == p.gender {
			s += forGender
		}
	}
	return s + forFame*float64(min(10, bits.Len(uint(e.mentions))))
}

// unlikeTypes reports whether one is a person and the other is none; taggers
// confuse bodies, places and works, and persons with the rest only where the
// name is no common one.
func unlikeTypes(a, b text.EntityType) bool {
	return a != b && (a == text.Person || b == text.Person) && a != "" && b != ""
}

// nameEvidence is the best likeness between names of both; single tells that it
// rests on one word on both sides.
func (l *Linker) nameEvidence(e *entry, p *profile) (likeness, bool) {
	best, single := unlike, false
	clash := false
	for i := range p.forms {
		f := &p.forms[i]
		for j := range min(len(e.names), maxCompared) {
			n := &e.names[j]
			if n.rule == "coreference" {
				continue
			}
			like := compare(p.typ, n.core, f.core)
			one := len(n.core) == 1 && len(f.core) == 1
			if like > best || like == best && single && !one {
				best, single = like, one
			}
			if p.typ == text.Person && like == unlike && len(n.core) > 1 && len(f.core) > 1 {
				clash = true
			}
		}
	}
	if clash && (best <= short || single) {
		return unlike, false // one family name, different full names
	}
	return best, single
}

// nearness is worth something where the actor was met days ago, and less than
// nothing for a bare name after months.
func nearness(e *entry, p *profile) float64 {
	t := p.date.Time()
	if t.IsZero() || e.last.IsZero() {
		return forNearness
	}
	switch d := t.Sub(e.last).Abs(); {
	case d <= 10*24*time.Hour:
		return forNearness
	case d <= 60*24*time.Hour:
		return forNearness / 2
	case d > 400*24*time.Hour:
		return -forNearness / 2
	}
	return 0
}

// offices compares the offices of both: the same office of one place speaks for
// them; two offices of one rank in two countries against them.
func offices(e *entry, p *profile) float64 {
	clash := false
	for _, o := range p.offices {
		for _, r := range e.roles {
			if o.key() != "" && o.key() == r.key() {
				return forOffice
			}
			clash = clash || o.head == r.head && o.with == r.with && o.of != "" && r.of != "" && o.of != r.of && overlapping(p.date, r.Role)
		}
	}
	if clash {
		return against
	}
	return 0
}

func overlapping(d news.Date, r news.Role) bool {
	t := d.Time()
	if t.IsZero() || r.To.Time().IsZero() {
		return true
	}
	return !t.After(r.To.Time().AddDate(0, 6, 0)) && !t.Before(r.From.Time().AddDate(0, -6, 0))
}

// byOffice finds the actor that a description names by office: "the Zelmoran
// prime minister", of the time of the article.
func (l *Linker) byOffice(p *profile, ctx *company) int32 {
	if p.typ != text.Person {
		return none
	}
	best, top := none, 0.0
	for _, o := range p.offices {
		if o.key() == "" {
			continue
		}
		for _, k := range l.roots(l.index["office "+o.key()]) {
			e := l.actors[k]
			if e.gender != 0 && p.gender != 0 && e.gender != p.gender {
				continue
			}
			for _, r := range e.roles {
				if r.key() != o.key() {
					continue
				}
				if s := timeliness(p.date, r.Role) + forCompany*float64(min(4, ctx.shared(e))); s > top {
					best, top = k, s
				}
			}
		}
	}
	return best
}

// timeliness is above zero where a date falls into or near the time in which a
// role is attested.
func timeliness(d news.Date, r news.Role) float64 {
	t, from, to := d.Time(), r.From.Time(), r.To.Time()
	if t.IsZero() || to.IsZero() {
		return .1
	}
	const days = 24 * time.Hour
	switch {
	case t.Before(from.Add(-90*days)) || t.After(to.Add(270*days)):
		return -1
	case t.Before(from) || t.After(to):
		return .5
	}
	return 1
}

// company is who else an article speaks of.
type company struct{ actors []int32 }

func (c *company) meet(k int32) {
	if k != none && len(c.actors) < 40 {
		c.actors = append(c.actors, k)
	}
}

// has reports whether e was met in the article already.
func (c *company) has(l *Linker, e *entry) bool {
	for _, k := range c.actors {
		if l.actors[k] == e {
			return true
		}
	}
	return false
}

// shared counts the actors here that e was met with before.
func (c *company) shared(e *entry) int {
	n := 0
	for _, k := range c.actors {
		for _, x := range e.near {
			if x == k {
				n++
				break
			}
		}
	}
	return n
}

// remember notes for every actor of an article whom it was met with.
func (l *Linker) remember(c *company) {
	for _, k := range c.actors {
		e := l.actors[l.root(k)]
		for _, x := range c.actors {
			if x = l.root(x); x != k {
				e.meet(x)
			}
		}
	}
}

func (e *entry) meet(k int32) {
	for _, x := range e.near {
		if x == k {
			return
		}
	}
	if len(e.near) >= maxNear {
		copy(e.near, e.near[1:])
		e.near = e.near[:maxNear-1]
	}
	e.near = append(e.near, k)
}
