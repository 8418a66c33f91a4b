package link

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"maps"
	"slices"
	"time"

	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/text"
)

// snapshot is a Linker as bytes hold it. Decisions and the gazetteer are not
// part of it.
type snapshot struct {
	Actors []snapshotActor
	Keys   []snapshotKey
}

type snapshotActor struct {
	ID       string
	Type     text.EntityType
	Side     string
	Country  string
	Gender   byte
	Names    []snapshotName
	Roles    []snapshotRole
	Near     []int32
	Last     time.Time
	External []string
	Mentions int
	Into     int32
}

type snapshotName struct {
	Text     string
	Core     []string
	Count    int
	At       text.Span
	Rule     string
	Evidence []news.Evidence
}

type snapshotRole struct {
	Role                 news.Role
	Text, Head, With, Of string
	At                   text.Span
}

type snapshotKey struct {
	Key    string
	Actors []int32
}

// Snapshot returns what the Linker has learnt, for Resume. The same Linker gives
// the same bytes. They hold names as texts have them.
func (l *Linker) Snapshot() ([]byte, error) {
	s := snapshot{Actors: make([]snapshotActor, len(l.actors))}
	for i, e := range l.actors {
		s.Actors[i] = e.snapshot()
	}
	for _, key := range slices.Sorted(maps.Keys(l.index)) {
		s.Keys = append(s.Keys, snapshotKey{key, l.index[key]})
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(s); err != nil {
		return nil, fmt.Errorf("link: snapshot: %w", err)
	}
	return b.Bytes(), nil
}

// Resume returns a Linker that goes on where the one that gave data stood. The
// options must be those of that one, or decisions would not fit what was learnt.
func Resume(o Options, data []byte) (*Linker, error) {
	var s snapshot
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&s); err != nil {
		return nil, fmt.Errorf("link: resume: %w", err)
	}
	l := New(o)
	l.actors = make([]*entry, len(s.Actors))
	for i := range s.Actors {
		l.actors[i] = s.Actors[i].entry()
		l.byID[s.Actors[i].ID] = i
	}
	for _, k := range s.Keys {
		l.index[k.Key] = k.Actors
	}
	return l, nil
}

func (e *entry) snapshot() snapshotActor {
	a := snapshotActor{ID: e.id, Type: e.typ, Side: string(e.side), Country: e.country, Gender: byte(e.gender),
		Near: e.near, Last: e.last, External: e.external, Mentions: e.mentions, Into: e.into}
	for _, n := range e.names {
		a.Names = append(a.Names, snapshotName{n.text, n.core, n.count, n.at, n.rule, n.evidence})
	}
	for _, r := range e.roles {
		a.Roles = append(a.Roles, snapshotRole{r.Role, r.text, r.head, r.with, r.of, r.at})
	}
	return a
}

func (a *snapshotActor) entry() *entry {
	e := &entry{id: a.ID, typ: a.Type, side: aspect(a.Side), country: a.Country, gender: lexicon.Gender(a.Gender),
		near: a.Near, last: a.Last, external: a.External, mentions: a.Mentions, into: a.Into}
	for _, n := range a.Names {
		e.names = append(e.names, name{form{n.Text, n.Core, n.Count, n.At, n.Rule}, n.Evidence})
	}
	for _, r := range a.Roles {
		e.roles = append(e.roles, role{r.Role, office{r.Text, r.Head, r.With, r.Of, r.At}})
	}
	return e
}
