package link

import (
	"slices"
	"sort"
	"strings"

	"synoptic/internal/fault"
	"synoptic/lexicon"
	"synoptic/news"
)

// Overlay applies an analyst's decisions about actors to what the program
// found, without changing it: leave a decision out and its effect is gone. It is
// read-only and safe for concurrent use.
type Overlay struct {
	into     map[string]string // merged id to the one that stays
	split    map[string][]splitOff
	renamed  map[string]string
	rejected map[string]bool
	apart    [][2]string
	ds       []news.Decision
}

// splitOff are the aliases of an actor that are another's.
type splitOff struct {
	id      string
	aliases map[string]bool // folded
}

// NewOverlay takes decisions in the order in which they were made. Those undone
// and those of other kinds than actor.* are passed over, and so is one that
// contradicts those before it: CheckDecision is asked before a decision is kept.
func NewOverlay(ds []news.Decision) *Overlay {
	o := &Overlay{into: map[string]string{}, split: map[string][]splitOff{}, renamed: map[string]string{}, rejected: map[string]bool{}}
	for _, d := range ds {
		if !d.Undone && o.check(d) == nil {
			o.apply(d)
		}
	}
	return o
}

func (o *Overlay) apply(d news.Decision) {
	o.ds = append(o.ds, d)
	switch d.Kind {
	case news.MergeActors:
		for _, id := range d.Subjects[1:] {
			if a, b := o.ID(id), o.ID(d.Subjects[0]); a != b {
				o.into[a] = b
			}
		}
	case news.SplitActor:
		s := splitOff{id: SplitID(d), aliases: map[string]bool{}}
		for _, a := range d.Args {
			s.aliases[lexicon.Fold(a)] = true
		}
		o.split[d.Subjects[0]] = append(o.split[d.Subjects[0]], s)
	case news.RenameActor:
		o.renamed[d.Subjects[0]] = d.Args[0]
	case news.RejectActor:
		o.rejected[d.Subjects[0]] = true
	case news.NeverSame:
		o.apart = append(o.apart, [2]string{d.Subjects[0], d.Subjects[1]})
	}
}

// SplitID is the id of the actor that a decision to split makes.
func SplitID(d news.Decision) string {
	return d.Subjects[0] + "~" + strings.ReplaceAll(lexicon.Fold(d.Args[0]), " ", "-")
}

// CheckDecision reports why a decision cannot be taken beside those in force:
// it is malformed (fault.Usage), or contradicts one of them (fault.Conflict),
// which the error names. Decisions about events and points are not looked at.
func CheckDecision(inForce []news.Decision, d news.Decision) error {
	return NewOverlay(inForce).check(d)
}

// AboutActors reports whether a decision of a kind is about actors.
func AboutActors(k news.DecisionKind) bool {
	_, ours := shape[k]
	return ours
}

// CheckUndo reports why the decision with an id cannot be undone: there is none,
// it is undone already, or a later one rests on the actor that it made.
func CheckUndo(ds []news.Decision, id string) error {
	for i, d := range ds {
		if d.ID != id {
			continue
		}
		if d.Undone {
			return fault.New(fault.Conflict, "undo %s: it was undone by %s already", id, d.UndoneBy)
		}
		if d.Kind != news.SplitActor {
			return nil
		}
		made := SplitID(d)
		for _, later := range ds[i+1:] {
			for _, s := range later.Subjects {
				if s == made && !later.Undone {
					return fault.New(fault.Conflict, "undo %s: decision %s (%s by %s) is about the actor %q that it made; undo that first", id, later.ID, later.Kind, later.Who, made)
				}
			}
		}
		return nil
	}
	return fault.New(fault.NotFound, "undo %s: there is no such decision", id)
}

// shape is how many subjects and arguments a kind has.
var shape = map[news.DecisionKind]struct{ subjects, args int }{
	news.MergeActors: {2, 0}, news.SplitActor: {1, 1}, news.RenameActor: {1, 1}, news.RejectActor: {1, 0}, news.NeverSame: {2, 0},
}

func (o *Overlay) check(d news.Decision) error {
	want, ours := shape[d.Kind]
	if !ours {
		return nil
	}
	if len(d.Subjects) < want.subjects || len(d.Args) < want.args {
		return fault.New(fault.Usage, "%s: %d actors and %d arguments given, at least %d and %d needed", d.Kind, len(d.Subjects), len(d.Args), want.subjects, want.args)
	}
	for i, s := range d.Subjects {
		for _, t := range d.Subjects[:i] {
			if o.ID(s) == o.ID(t) && s != "" {
				return fault.New(fault.Conflict, "%s: %q and %q are one actor already", d.Kind, t, s)
			}
		}
		if o.rejected[o.ID(s)] && d.Kind != news.RejectActor {
			return fault.New(fault.Conflict, "%s: %q was rejected as no actor; undo that first", d.Kind, s)
		}
	}
	if d.Kind == news.MergeActors {
		return o.checkMerge(d)
	}
	return nil
}

// checkMerge refuses to join what was said to be never the same, directly or by
// way of earlier merges.
func (o *Overlay) checkMerge(d news.Decision) error {
	in := map[string]bool{}
	for _, s := range d.Subjects {
		in[o.ID(s)] = true
	}
	for _, p := range o.apart {
		if in[o.ID(p[0])] && in[o.ID(p[1])] {
			who := o.decisionOn(p)
			return fault.New(fault.Conflict, "merge %s: %q and %q were marked never the same by %s on %s (decision %s); undo that first",
				strings.Join(d.Subjects, ", "), p[0], p[1], who.Who, who.When.Format("2006-01-02"), who.ID)
		}
	}
	return nil
}

func (o *Overlay) decisionOn(p [2]string) news.Decision {
	for _, d := range o.ds {
		if d.Kind == news.NeverSame && d.Subjects[0] == p[0] && d.Subjects[1] == p[1] {
			return d
		}
	}
	return news.Decision{}
}

// never reports whether two actors were said to be never the same.
func (o *Overlay) never(a, b string) bool {
	a, b = o.ID(a), o.ID(b)
	for _, p := range o.apart {
		x, y := o.ID(p[0]), o.ID(p[1])
		if x == a && y == b || x == b && y == a {
			return true
		}
	}
	return false
}

// ID is the actor that an id stands for after the merges, "" for one that was
// rejected.
func (o *Overlay) ID(id string) string {
	for steps := 0; steps <= len(o.into); steps++ {
		next, ok := o.into[id]
		if !ok {
			break
		}
		id = next
	}
	return id
}

// Of is the actor of a mention: ID, but for the aliases that were split off,
// and "" for a rejected actor. names are the names in the mention's chain.
func (o *Overlay) Of(id string, names ...string) string {
	for _, s := range o.split[id] {
		for _, n := range names {
			if s.aliases[lexicon.Fold(n)] {
				id = s.id
			}
		}
	}
	if id = o.ID(id); o.rejected[id] {
		return ""
	}
	return id
}

func (o *Overlay) id(id string, forms []form) string {
	names := make([]string, len(forms))
	for i, f := range forms {
		names[i] = f.text
	}
	return o.Of(id, names...)
}

// Bind returns an overlay whose decisions hold for actors found anew: a subject
// that is not among them is found by the name it had when it was decided about,
// if exactly one actor bears it.
func (o *Overlay) Bind(actors []news.Actor) *Overlay {
	known, byName := map[string]bool{}, map[string][]string{}
	for _, a := range actors {
		known[a.ID] = true
		for _, al := range a.Aliases {
			k := lexicon.Fold(al.Text)
			byName[k] = append(byName[k], a.ID)
		}
	}
	ds := make([]news.Decision, len(o.ds))
	for i, d := range o.ds {
		d.Subjects = append([]string(nil), d.Subjects...)
		for k, s := range d.Subjects {
			if known[s] || k >= len(d.Names) {
				continue
			}
			if ids := byName[lexicon.Fold(d.Names[k])]; len(ids) == 1 {
				d.Subjects[k] = ids[0]
			}
		}
		ds[i] = d
	}
	return NewOverlay(ds)
}

// Actors applies the decisions to a list of actors, which is not changed: split
// ones become several, merged ones one, with a "decision" as evidence; rejected
// ones are left out. The result is in the order of ids.
func (o *Overlay) Actors(actors []news.Actor) []news.Actor {
	if len(o.ds) == 0 {
		return actors
	}
	o = o.Bind(actors)
	var parts []news.Actor
	for _, a := range actors {
		parts = append(parts, o.divide(a)...)
	}
	at := map[string]int{}
	var out []news.Actor
	for _, pass := range []bool{true, false} { // the one that stays comes first
		for _, a := range parts {
			id := o.ID(a.ID)
			if (id == a.ID) != pass || o.rejected[id] {
				continue
			}
			if k, ok := at[id]; ok {
				out[k] = o.join(out[k], a)
				continue
			}
			at[id] = len(out)
			a.ID = id
			out = append(out, a)
		}
	}
	for i := range out {
		if n, ok := o.renamed[out[i].ID]; ok {
			out[i].Name = n
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

// divide takes the aliases that were split off out of a.
func (o *Overlay) divide(a news.Actor) []news.Actor {
	out := []news.Actor{a}
	for _, s := range o.split[a.ID] {
		var stay, leave []news.Alias
		n := 0
		for _, al := range out[0].Aliases {
			if s.aliases[lexicon.Fold(al.Text)] {
				leave = append(leave, al)
				n += al.Count
			} else {
				stay = append(stay, al)
			}
		}
		if len(leave) == 0 || len(stay) == 0 {
			continue
		}
		out[0].Aliases, out[0].Mentions = stay, out[0].Mentions-n
		if s.aliases[lexicon.Fold(out[0].Name)] {
			out[0].Name = stay[0].Text
		}
		out = append(out, news.Actor{ID: s.id, Name: leave[0].Text, Type: a.Type, Aliases: leave, Mentions: n})
	}
	return out
}

// join is a with all that b has; a name or role that both have is there once.
func (o *Overlay) join(a, b news.Actor) news.Actor {
	a.Mentions += b.Mentions
	a.Aliases = slices.Clone(a.Aliases)
	for _, al := range b.Aliases {
		al.Evidence = append([]news.Evidence{{Rule: "decision", Comment: "merged with " + b.ID}}, al.Evidence...)
		if k := slices.IndexFunc(a.Aliases, func(have news.Alias) bool { return have.Text == al.Text }); k >= 0 {
			al.Count += a.Aliases[k].Count
			al.Evidence = slices.Concat(a.Aliases[k].Evidence, al.Evidence)
			a.Aliases[k] = al
			continue
		}
		a.Aliases = append(a.Aliases, al)
	}
	sort.SliceStable(a.Aliases, func(i, j int) bool { return a.Aliases[i].Count > a.Aliases[j].Count })
	a.Roles = slices.Clone(a.Roles)
	for _, r := range b.Roles {
		k := slices.IndexFunc(a.Roles, func(have news.Role) bool { return have.Text == r.Text })
		if k < 0 {
			a.Roles = append(a.Roles, r)
			continue
		}
		have := &a.Roles[k]
		if have.From.IsZero() || !r.From.IsZero() && r.From.Before(have.From) {
			have.From = r.From
		}
		if have.To.Before(r.To) {
			have.To = r.To
		}
		have.Evidence = slices.Concat(have.Evidence, r.Evidence)
	}
	sort.SliceStable(a.Roles, func(i, j int) bool { return a.Roles[i].From.Before(a.Roles[j].From) })
	a.External = slices.Clone(a.External)
	for _, x := range b.External {
		if !slices.Contains(a.External, x) {
			a.External = append(a.External, x)
		}
	}
	return a
}
