// Package link resolves the coreference chains of documents to actors across
// documents, as a stream: every article is compared with the actors known so
// far, by name under transliteration, stated aliases, acronyms, offices and the
// company they appear in, and joins one or begins a new one.
//
// The evidence decides, not the name alone: a full name joins unless something
// speaks against it, a bare family name or a description needs company, office
// or nearness in time. Sides of a country (state, seat of government,
// government, forces, people) are different actors. What an analyst decided
// (news.Decision) overrides all of it.
package link

import (
	"slices"
	"sort"

	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/text"
)

// Options sets a Linker up. The zero value is usable.
type Options struct {
	Decisions []news.Decision // of kinds actor.*; others are passed over
	Gazetteer *Gazetteer      // nil for none
	Things    bool            // link works, products and events too, which are no actors
}

// Linker holds the actors of a stream of articles. Memory grows with the number
// of actors and their distinct names, not with mentions; time for a mention with
// the logarithm of the actors at most. It is not safe for concurrent use.
type Linker struct {
	o       Options
	actors  []*entry
	byID    map[string]int
	index   map[string][]int32 // blocking key to actors, oldest first
	overlay *Overlay
}

// New makes an empty Linker.
func New(o Options) *Linker {
	return &Linker{o: o, byID: map[string]int{}, index: map[string][]int32{}, overlay: NewOverlay(o.Decisions)}
}

// Add links the chains of one document. The result is parallel to doc.Chains:
// the id of the actor, "" for a chain that is none. Articles should come in the
// order of their dates; the same stream gives the same ids. An id may later be
// found to be another's: Resolve tells.
func (l *Linker) Add(a *news.Article, doc *text.Document) []string {
	ps := profiles(a, doc)
	at := make([]int32, len(ps))
	for i := range at {
		at[i] = none
	}
	ctx := &company{}
	for _, strong := range []bool{true, false} {
		for i := range ps {
			if at[i] == none && l.isActor(&ps[i]) && isStrong(&ps[i]) == strong {
				at[i] = l.link(&ps[i], ctx)
				ctx.meet(at[i])
			}
		}
	}
	for i := range ps {
		if at[i] == none && len(ps[i].forms) == 0 {
			if at[i] = l.byOffice(&ps[i], ctx); at[i] != none {
				l.learn(at[i], &ps[i])
			}
		}
	}
	l.remember(ctx)
	out := make([]string, len(ps))
	for i, k := range at {
		if k != none {
			out[i] = l.overlay.id(l.actors[l.root(k)].id, ps[i].forms)
		}
	}
	return out
}

const none = int32(-1)

// isActor reports whether a chain may begin an actor: it has a name, or is the
// government or the forces of a country.
func (l *Linker) isActor(p *profile) bool {
	if len(p.forms) == 0 {
		if p.head != "" {
			p.country = l.countryOf(p.head)
		}
		return p.side != noAspect && p.country != ""
	}
	return l.o.Things || p.typ != text.Miscellany && p.typ != "" && !p.isEvent() || p.side != noAspect
}

// countryOf is the country which a person of a family name governs, "" if there is
// none.
func (l *Linker) countryOf(family string) string {
	for _, k := range l.roots(l.index["family "+lexicon.Skeleton(family)]) {
		if e := l.actors[k]; len(e.names) > 0 && e.names[0].core[len(e.names[0].core)-1] == family {
			for _, r := range e.roles {
				if len(r.of) == 2 && r.governs() {
					return r.of
				}
			}
		}
	}
	return ""
}

// isStrong reports whether a chain's name stands by itself: it is linked before
// the bare family names, which look at the company they are in.
func isStrong(p *profile) bool {
	if p.head != "" {
		return false // waits for the person whose administration it is
	}
	return p.isSide() || p.typ != text.Person || len(p.full()) > 1
}

// link finds the actor of a chain or makes one.
func (l *Linker) link(p *profile, ctx *company) int32 {
	var full, alone choice // actors known by a full name, and by a bare family name only
	for _, k := range l.candidates(p) {
		e := l.actors[k]
		s := l.score(e, p, ctx)
		if e.isAlone() {
			alone.offer(k, s)
		} else {
			full.offer(k, s)
		}
	}
	bare := p.typ == text.Person && len(p.full()) == 1 && !p.isSide()
	var best int32
	switch {
	case full.top >= threshold && (!bare || full.top-full.second >= doubt):
		best = full.best
	case bare && alone.top >= threshold:
		return l.settled(alone.best, p)
	case alone.top >= threshold && !l.rivals(p, none):
		return l.settled(alone.best, p)
	default:
		return l.settled(l.create(p), p)
	}
	if alone.top >= threshold && !l.rivals(p, best) && l.mergeable(alone.best, best) && !l.overlay.never(l.actors[alone.best].id, l.actors[best].id) {
		best = l.merge(best, alone.best)
	}
	return l.settled(best, p)
}

func (l *Linker) settled(k int32, p *profile) int32 {
	k = l.joinStated(k, p)
	l.learn(k, p)
	return k
}

// choice is the best of several actors and how good the next best is.
type choice struct {
	best        int32
	top, second float64
}

func (c *choice) offer(k int32, s float64) {
	if s > c.top {
		c.best, c.top, c.second = k, s, c.top
	} else {
		c.second = max(c.second, s)
	}
}

// rivals reports whether others than k of full name share the family name of a
// chain, so that a bare family name is nobody's in particular.
func (l *Linker) rivals(p *profile, k int32) bool {
	words, _ := skeletons(p.typ, p.full())
	if p.typ != text.Person || len(words) == 0 {
		return false
	}
	for _, x := range l.index["family "+words[len(words)-1]] {
		if x = l.root(x); x != k && !l.actors[x].isAlone() && compare(text.Person, l.actors[x].names[0].core, p.full()) != equal {
			return true
		}
	}
	return false
}

// joinStated merges the actors of a chain's other names where the chain says
// that they are one: by an alias stated in words or an acronym with its
// expansion side by side. What an article states outweighs the type that taggers
// gave the name elsewhere.
func (l *Linker) joinStated(at int32, p *profile) int32 {
	for i, f := range p.forms {
		if !f.stated() && !(i == 0 && len(f.core) > 1 && slices.ContainsFunc(p.forms, form.stated)) {
			continue
		}
		for _, k := range append(l.find(p.typ, f.core), l.findPlain(p.typ, f.core, at)...) {
			if k = l.root(k); k == at || l.overlay.never(l.actors[k].id, l.actors[at].id) || !l.mergeable(k, at) {
				continue
			}
			at = l.merge(min(at, k), max(at, k))
		}
	}
	return at
}

// mergeable keeps apart actors of unlike types or genders.
func (l *Linker) mergeable(a, b int32) bool {
	x, y := l.actors[a], l.actors[b]
	return (x.isPerson() == y.isPerson() || x.mayBeBody() && y.mayBeBody()) && x.side == y.side && x.country == y.country &&
		(x.gender == lexicon.UnknownGender || y.gender == lexicon.UnknownGender || x.gender == y.gender)
}

// merge makes b a part of a and returns a.
func (l *Linker) merge(a, b int32) int32 {
	x, y := l.actors[a], l.actors[b]
	if x.isPerson() && !y.isPerson() && y.typ != "" {
		l.retype(a, y.typ)
	}
	for _, n := range y.names {
		l.addName(a, x, n)
	}
	for _, r := range y.roles {
		x.addRole(r)
	}
	x.mentions += y.mentions
	x.near = append(x.near, y.near...)
	if y.last.After(x.last) {
		x.last = y.last
	}
	y.into, y.names, y.roles, y.near = a, nil, nil, nil
	return a
}

func (l *Linker) root(k int32) int32 {
	for l.actors[k].into != none {
		k = l.actors[k].into
	}
	return k
}

// Resolve gives the id under which an actor stands now: after later articles
// showed that two are one, and after the analyst's decisions.
func (l *Linker) Resolve(id string) string {
	if k, ok := l.byID[id]; ok {
		id = l.actors[l.root(int32(k))].id
	}
	return l.overlay.ID(id)
}

// Country is the country (ISO 3166-1) of which an actor is a side: the state, its
// seat of government, its government, forces or people; "" if it is none.
func (l *Linker) Country(id string) string {
	if k, ok := l.byID[id]; ok {
		return l.actors[l.root(int32(k))].country
	}
	return ""
}

// Actors lists the actors so far, by id, with the analyst's decisions applied.
func (l *Linker) Actors() []news.Actor {
	var out []news.Actor
	for _, e := range l.actors {
		if e.into == none {
			out = append(out, e.actor())
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return l.overlay.Actors(out)
}
