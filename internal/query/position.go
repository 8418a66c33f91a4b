package query

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"synoptic/internal/fault"
	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/position"
	"synoptic/text"
)

// FindActor finds the actor of c that a user names: by id, by a name that one
// actor alone has, or by part of one. An unknown or ambiguous name answers
// NotFound and lists the nearest.
func FindActor(c *news.Coverage, name string) (*news.Actor, error) {
	if a := c.ActorByID(name); a != nil {
		return a, nil
	}
	var exact, part []*news.Actor
	folded := lexicon.Fold(name)
	for i := range c.Actors {
		a := &c.Actors[i]
		if called(a, func(alias string) bool { return alias == folded }) {
			exact = append(exact, a)
		} else if called(a, func(alias string) bool { return strings.Contains(alias, folded) }) {
			part = append(part, a)
		}
	}
	found := exact
	if len(found) == 0 {
		found = part
	}
	if len(found) == 1 {
		return found[0], nil
	}
	if len(found) == 0 {
		if near := nearest(c, folded); len(near) > 0 {
			return nil, fault.New(fault.NotFound, "nobody is called %q here; the nearest are %s", name, actorList(near))
		}
		return nil, fault.New(fault.NotFound, "nobody is called %q here", name)
	}
	return nil, fault.New(fault.NotFound, "%q may be %s: give the id", name, actorList(found))
}

func called(a *news.Actor, is func(string) bool) bool {
	for _, al := range a.Aliases {
		if is(lexicon.Fold(al.Text)) {
			return true
		}
	}
	return is(lexicon.Fold(a.Name))
}

// shownNearest is how many actors an error lists, nearEnough how alike a name, or a
// word of it, must be to what was asked for.
const (
	shownNearest = 5
	nearEnough   = .6
)

// nearest are the actors whose names are spelt most like a folded one.
func nearest(c *news.Coverage, folded string) []*news.Actor {
	var as []*news.Actor
	like := map[string]float64{}
	for i := range c.Actors {
		a := &c.Actors[i]
		name := lexicon.Fold(a.Name)
		near := lexicon.Similarity(folded, name)
		for _, w := range strings.Fields(name) {
			near = max(near, lexicon.Similarity(folded, w))
		}
		if near >= nearEnough {
			as = append(as, a)
			like[a.ID] = near + float64(a.Mentions)*1e-6
		}
	}
	slices.SortStableFunc(as, func(a, b *news.Actor) int { return cmp.Compare(like[b.ID], like[a.ID]) })
	return as[:min(len(as), shownNearest)]
}

func actorList(as []*news.Actor) string {
	names := make([]string, 0, len(as))
	for i, a := range as {
		if i == shownNearest {
			names = append(names, "…")
			break
		}
		names = append(names, a.Name+" ("+a.ID+")")
	}
	return strings.Join(names, ", ")
}

// Spoken is what an actor says in a coverage, cut into passages.
type Spoken struct {
	Passages []position.Passage
	Options  position.Options

	actor  string
	reader *position.Reader
	names  map[string]string
	named  map[string]string // a long name → who bore it first
	same   map[string]string
	at     map[string]int // event → occasion
	heard  []heardArticle
}

// heardArticle is what the actor says in one article.
type heardArticle struct {
	ID        string
	State     string    // changes with what attribution finds there, and with the article's event
	Event     string    `json:",omitempty"` // "" if nothing of the actor's was found there
	Storyline string    `json:",omitempty"`
	Date      news.Date `json:",omitzero"`
	Copy      bool      `json:",omitempty"`
	Passages  int       `json:",omitempty"`
	Matters   []int     `json:",omitempty"` // by number in the roster
}

// SpokenBy gathers what an actor of c says.
func SpokenBy(c *news.Coverage, actor *news.Actor) *Spoken {
	s := newSpoken(actor)
	s.add(c)
	return s
}

func newSpoken(actor *news.Actor) *Spoken {
	s := &Spoken{actor: actor.ID, names: map[string]string{}, named: map[string]string{}, same: map[string]string{}, at: map[string]int{}}
	s.Options = position.Options{Actor: actor.ID, NameOf: func(id string) string { return s.names[id] }, Same: s.one, Occasions: map[string][]position.Occasion{}}
	for _, al := range actor.Aliases {
		s.Options.Names = append(s.Options.Names, al.Text)
	}
	s.reader = position.NewReader(s.Options)
	return s
}

// add takes what the actor says in more articles; their documents may be let go
// then.
func (s *Spoken) add(c *news.Coverage) { s.take(c, Hear(c).Of) }

// take takes the statements that of finds in each document of c.
func (s *Spoken) take(c *news.Coverage, of func(i int, actor string) []news.Statement) {
	for i := range c.Actors {
		s.names[c.Actors[i].ID] = c.Actors[i].Name
		s.bears(&c.Actors[i])
	}
	eventOf := map[string]*news.Event{}
	for i := range c.Events {
		for _, id := range c.Events[i].Articles {
			eventOf[id] = &c.Events[i]
		}
	}
	copyOf := news.CopyOf(c.Copies)
	for i, d := range c.Documents {
		e := eventOf[c.Articles[i].ID]
		if d == nil || e == nil {
			continue
		}
		said := of(i, s.actor)
		if len(said) == 0 {
			continue
		}
		a := heardArticle{ID: c.Articles[i].ID, Event: e.ID, Storyline: e.Storyline, Date: dateOf(e, &c.Articles[i]), Copy: copyOf[c.Articles[i].ID] != ""}
		for _, st := range said {
			ps := s.read(c, i, e, st, copyOf[st.Article])
			s.Passages = append(s.Passages, ps...)
			a.Passages += len(ps)
		}
		s.hear(a)
	}
}

// bears notes by what long names an actor is called: a body that two entries of the register
// call by one is one thing to speak of.
func (s *Spoken) bears(a *news.Actor) {
	if a.Type == text.Person && len(a.Roles) > 0 {
		return
	}
	for _, al := range a.Aliases {
		if len(strings.Fields(al.Text)) < 2 {
			continue
		}
		k := lexicon.Fold(al.Text)
		if first, ok := s.named[k]; !ok {
			s.named[k] = a.ID
		} else if first != a.ID {
			s.same[a.ID] = s.one(first)
		}
	}
}

// one is the actor that stands for all that share a name.
func (s *Spoken) one(actor string) string {
	if to, ok := s.same[actor]; ok && to != actor {
		return to
	}
	return actor
}

// hear notes that the actor speaks in an article.
func (s *Spoken) hear(a heardArticle) {
	s.heard = append(s.heard, a)
	if a.Event != "" && !a.Copy {
		s.spokeAt(a.Event, a.Storyline, a.Date)
	}
}

func (s *Spoken) read(c *news.Coverage, i int, e *news.Event, st news.Statement, copyOf string) []position.Passage {
	return s.reader.Read(&position.Said{Statement: st, Doc: c.Documents[i], ActorOf: c.ActorOf[i], Event: e.ID, Storyline: e.Storyline,
		Date: dateOf(e, &c.Articles[i]), Outlet: c.Articles[i].Outlet, CopyOf: copyOf})
}

// ReadAs reads a stretch of document i of c, an account of e, as if the actor were found to
// say it.
func (s *Spoken) ReadAs(c *news.Coverage, i int, e *news.Event, at text.Span) []position.Passage {
	return s.read(c, i, e, news.Statement{ID: fmt.Sprint(c.Articles[i].ID, at), Article: c.Articles[i].ID, Attribution: -1, Actor: s.actor, Content: []text.Span{at}}, "")
}

// Voices are all statements of a coverage, with who speaks for whom.
type Voices struct {
	cast       *position.Cast
	statements [][]news.Statement // parallel to the coverage's documents
	names      []*names           // as well: by affair
}

// names are who is one with whom in an affair.
type names struct {
	full map[string]string   // an actor → the one with the fuller name
	of   map[string][]string // that one → all that are called by a part of its name
}

func namesOf(full map[string]string) *names {
	n := &names{full: full, of: map[string][]string{}}
	for a, to := range full {
		n.of[to] = append(n.of[to], a)
	}
	return n
}

// Hear gathers the statements of c.
func Hear(c *news.Coverage) *Voices {
	v := &Voices{cast: position.NewCast(c.Actors), statements: make([][]news.Statement, len(c.Documents))}
	for i, d := range c.Documents {
		if d != nil {
			v.cast.Learn(d, c.ActorOf[i])
		}
	}
	at := c.Index()
	beside := map[string][]string{} // by storyline, or else event
	affair := make([]string, len(c.Documents))
	for _, e := range c.Events {
		of := cmp.Or(e.Storyline, e.ID)
		for _, id := range e.Articles {
			if i, ok := at[id]; ok {
				affair[i] = of
				beside[of] = append(beside[of], c.ActorOf[i]...)
			}
		}
	}
	for of, all := range beside {
		slices.Sort(all)
		beside[of] = slices.Compact(all)
	}
	v.names = make([]*names, len(c.Documents))
	called := map[string]*names{}
	for i, d := range c.Documents {
		if d != nil {
			if affair[i] == "" {
				v.names[i] = namesOf(v.cast.Fuller(c.ActorOf[i]))
			} else if v.names[i] = called[affair[i]]; v.names[i] == nil {
				v.names[i] = namesOf(v.cast.Fuller(beside[affair[i]]))
				called[affair[i]] = v.names[i]
			}
			v.statements[i] = v.cast.Voices(&c.Articles[i], d, c.ActorOf[i], beside[affair[i]])
		}
	}
	return v
}

// Of are the statements of document i that an actor makes, or that are made for it.
func (v *Voices) Of(i int, actor string) []news.Statement {
	var out []news.Statement
	for _, st := range v.statements[i] {
		if st.Actor == actor || v.saidFor(i, st.Actor, actor) {
			st.Actor = actor
			out = append(out, st)
		}
	}
	return out
}

// Own are the statements of document i that are most surely of an actor: it makes them itself, and
// has no fuller name there. Every statement is one actor's own.
func (v *Voices) Own(i int, actor string) []news.Statement {
	var out []news.Statement
	for _, st := range v.statements[i] {
		if cmp.Or(v.names[i].full[st.Actor], st.Actor) == actor {
			st.Actor = actor
			out = append(out, st)
		}
	}
	return out
}

// saidFor reports whether what speaker says in document i is said by actor under another name, or for it.
func (v *Voices) saidFor(i int, speaker, actor string) bool {
	if v.cast.SpeaksFor(speaker, actor) {
		return true
	}
	full := v.names[i].full[actor]
	return full != "" && (full == speaker || slices.ContainsFunc(v.names[i].of[full], func(a string) bool { return v.cast.SpeaksFor(speaker, a) }))
}

// spokeAt counts an account of an event that lets the actor speak.
func (s *Spoken) spokeAt(event, storyline string, date news.Date) {
	all := s.Options.Occasions[s.actor]
	k, ok := s.at[event]
	if !ok {
		k = len(all)
		s.at[event] = k
		all = append(all, position.Occasion{Event: event, Storyline: storyline, Date: date})
		s.Options.Occasions[s.actor] = all
	}
	all[k].Accounts++
	if date.Before(all[k].Date) {
		all[k].Date = date
	}
}

// dateOf is the day of an event, or else that on which an account of it was published.
func dateOf(e *news.Event, a *news.Article) news.Date {
	if e.Date.IsZero() {
		return a.Published
	}
	return e.Date
}

// PositionAsk says what to lay out.
type PositionAsk struct {
	Actor     string // id or name
	About     string // rank by these words; "" for none
	Office    bool   // the other holders of the actor's office beside it
	Limit     int    // of issues; 0 for all. The store's are cut here, so that only what is shown is read
	Decisions []news.Decision
}

// saidAtMost is how many passages are shown that answer a question.
const saidAtMost = 100

// Positions lays out what an actor of c said, by issue and over time. An unknown or
// ambiguous actor, and one without statements, is NotFound; the error says who is near, or
// what was captured.
func Positions(c *news.Coverage, ask PositionAsk) (news.Positions, error) {
	var out news.Positions
	actor, err := FindActor(c, ask.Actor)
	if err != nil {
		return out, err
	}
	holders := []*news.Actor{actor}
	if ask.Office {
		holders = append(holders, sameOffice(c, actor)...)
	}
	all := position.Options{About: ask.About, Decisions: ask.Decisions, Occasions: map[string][]position.Occasion{}}
	var ps []position.Passage
	for _, a := range holders {
		s := SpokenBy(c, a)
		out.Actors = append(out.Actors, *a)
		ps = append(ps, s.Passages...)
		all.Occasions[a.ID] = s.Options.Occasions[a.ID]
	}
	if len(ps) == 0 {
		return out, fault.New(fault.NotFound, "%s: no statement of theirs is among these %d articles, which name them %d times", actor.Name, len(c.Articles), actor.Mentions)
	}
	lay(&out, ps, all)
	return out, nil
}

// lay adds what was asked of passages.
func lay(out *news.Positions, ps []position.Passage, opt position.Options) {
	out.About = opt.About
	out.Issues = position.Lay(ps, opt)
	if opt.About != "" {
		out.Said = position.Ask(ps, out.Issues, opt.About, saidAtMost)
	}
}

// sameOffice are the other actors of c who are said to have held an office that actor is
// said to have held.
func sameOffice(c *news.Coverage, actor *news.Actor) []*news.Actor {
	held := map[string]bool{}
	for _, r := range actor.Roles {
		if k := office(r.Text); k != "" {
			held[k] = true
		}
	}
	var out []*news.Actor
	for i := range c.Actors {
		a := &c.Actors[i]
		if a.ID != actor.ID && slices.ContainsFunc(a.Roles, func(r news.Role) bool { return held[office(r.Text)] }) {
			out = append(out, a)
		}
	}
	return out
}

// office makes "Iraqi Prime Minister", "Iraq's prime minister" and "prime minister of Iraq" one:
// its words without small ones, states by their code, in order of the alphabet. A title that
// names no state or body is nobody's in particular: "".
func office(role string) string {
	var words []string
	for _, w := range strings.Fields(role) {
		w = strings.Trim(strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s"), ".,'’")
		if code, _ := lexicon.Country(w); code != "" {
			w = code
		} else if lexicon.SmallWord(strings.ToLower(w)) {
			continue
		}
		words = append(words, strings.ToLower(w))
	}
	if len(words) < 2 || words[0] == "prime" && len(words) == 2 {
		return ""
	}
	slices.Sort(words)
	return strings.Join(slices.Compact(words), " ")
}

// Across lays out who says what on a matter, event by event, each passage once: of who
// says it, not of whom it is said for. Nobody who says anything on it is NotFound.
func Across(c *news.Coverage, about string) (news.Positions, error) {
	out := news.Positions{About: about}
	var ps []position.Passage
	voices := Hear(c)
	for i := range c.Actors {
		s := newSpoken(&c.Actors[i])
		s.take(c, voices.Own)
		ps = append(ps, s.Passages...)
	}
	out.Sides = position.Sides(ps, about)
	if len(out.Sides) == 0 {
		return out, fault.New(fault.NotFound, "nobody is heard on %q in the %d articles that were asked: ask in other words", about, len(c.Articles))
	}
	for _, s := range out.Sides {
		for _, u := range s.Said {
			if !slices.ContainsFunc(out.Actors, func(a news.Actor) bool { return a.ID == u.Actor }) {
				out.Actors = append(out.Actors, *c.ActorByID(u.Actor))
			}
		}
	}
	return out, nil
}
