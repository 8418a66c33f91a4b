package cluster

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/zeebo/xxh3"

	"synoptic/lexicon/vectors"
	"synoptic/news"
	"synoptic/timex"
)

// doc is what the window keeps of an article.
type doc struct {
	n      int
	id     string
	title  string
	headed bool // the title is a headline, not the first words
	outlet string
	place  string // of its dateline, or the first place named
	date   news.Date
	time   timex.Reading
	actors []Mentioned
	isCopy bool
	length int // words
	raw    []rawTerm
	labels []label
	mean   dense // of word vectors, not centred
	vec    sparse
	emb    dense
	near   []neighbour // most similar first
	crowd  float64     // similarity to articles at large
	event  int
}

// label is how a term is written.
type label struct {
	key  uint32
	text string
}

// Bounds of what a document keeps.
const (
	docTerms   = 150
	docLabels  = 24
	groupTerms = 600
)

// Weights of the kinds of term. An actor's names are there beside it.
var kindWeight = [...]float64{plainTerm: 1, nameTerm: 1.3, numberTerm: 1, dayTerm: 1.5, actorTerm: 0.4, copyTerm: 1}

// Ranks at which terms that are no words stand among words, by how many
// articles have them before the stream tells.
const (
	dayRank     = 2000
	weekdayRank = 150
	actorRank   = 20_000
)

func newReader() reader { return reader{vectors.English()} }

// document reads an item.
func (r reader) document(it Item) *doc {
	a := it.Article
	d := &doc{id: a.ID, title: titleOf(a), headed: !a.Title.Empty(), outlet: a.Outlet, date: a.Published, actors: it.Actors}
	d.time = timex.Read(a.Text, a.Published)
	if d.date.IsZero() && d.time.Anchor.Full() {
		d.date = d.time.Anchor
	}
	ws := words(accountOf(a), a.Title.End)
	d.length = len(ws)
	d.place = placeOf(a, it.Doc)
	terms := r.terms(ws)
	d.raw, d.mean, d.labels = compact(terms), r.meanOf(terms), labelsOf(terms)
	days, called := daysOf(d.time)
	d.raw, d.labels = append(d.raw, days...), append(d.labels, called...)
	for _, m := range it.Actors {
		d.raw = append(d.raw, rawTerm{key: keyOf("#" + m.Actor), kind: actorTerm, tf: float32(m.Count), rank: actorRank})
		d.labels = append(d.labels, label{keyOf("#" + m.Actor), m.Name})
	}
	return d
}

// accountOf is the article's text with blanks for what is not of the account:
// by-lines, licences, what stands beside it.
func accountOf(a *news.Article) string {
	if len(a.Marked) == 0 {
		return a.Text
	}
	b := []byte(a.Text)
	for _, m := range a.Marked {
		for i := m.Span.Start; i < m.Span.End; i++ {
			b[i] = '\n'
		}
	}
	return string(b)
}

// daysOf is the terms of the days that a text names first, with how they are
// written: day and month, as the year is often open, and the weekday.
func daysOf(r timex.Reading) (terms []rawTerm, labels []label) {
	add := func(key, text string, tf float32, rank int32) {
		k := keyOf(key)
		if i := slices.IndexFunc(terms, func(t rawTerm) bool { return t.key == k }); i >= 0 {
			terms[i].tf = max(terms[i].tf, tf)
			return
		}
		terms = append(terms, rawTerm{key: k, kind: dayTerm, tf: tf, rank: rank})
		labels = append(labels, label{k, text})
	}
	date := func(d news.Date, tf float32) {
		add(fmt.Sprintf("@%d-%d", d.Month, d.Day), fmt.Sprintf("%d %s", d.Day, time.Month(d.Month)), tf, dayRank)
	}
	for i, v := range r.Days[:min(len(r.Days), 2)] {
		day := v.Resolve(r.Anchor).From
		weight := 1 / float32(1+i)
		if day.Day > 0 {
			date(day, weight)
		}
		if w := cmp.Or(v.Weekday, timex.WeekdayOf(day)); w > 0 {
			add(fmt.Sprintf("@%d", w), time.Weekday(w%7).String(), weight, weekdayRank)
		}
	}
	if !r.Anchor.Full() && r.Anchor.Day > 0 {
		date(r.Anchor, 1)
	}
	return terms, labels
}

func keyOf(s string) uint32 { return uint32(xxh3.HashString(s)) }

// weigh makes the document's vectors from its raw terms and the stream.
func (d *doc) weigh(s *stream, centre dense) {
	d.vec = make(sparse, 0, len(d.raw))
	for _, t := range d.raw {
		w := float64(t.tf)
		if t.kind != copyTerm {
			w = damped(t.tf) * s.rarity(t.key, t.rank) * kindWeight[t.kind]
		}
		if w > 0 && t.kind != copyTerm {
			d.vec = append(d.vec, term{t.key, t.kind, float32(w)})
		}
	}
	d.vec = d.vec.heaviest(docTerms)
	d.vec.unit()
	for _, t := range d.raw {
		if t.kind == copyTerm {
			d.vec = append(d.vec, term{t.key, t.kind, t.tf})
		}
	}
	d.vec.sort()
	d.emb = d.mean
	d.emb.add(&centre, -1)
	d.emb.unit()
}

// markCopy ties d to the article that a copy shares text with, by a term that
// both have.
func (c *Clusterer) markCopy(d *doc, cp news.Copy) {
	other := cp.Of
	if other == d.id {
		other = cp.Article
	} else {
		d.isCopy = true
	}
	n, ok := c.byID[other]
	if !ok {
		return
	}
	o := c.doc(n)
	t := rawTerm{key: keyOf("copy " + d.id + " " + other), kind: copyTerm, tf: float32(copyTie(cp))}
	d.raw = append(d.raw, t)
	o.raw = append(o.raw, t)
	o.vec = append(o.vec, term{t.key, t.kind, t.tf})
	o.vec.sort()
	if cp.Article == other {
		o.isCopy = true
	}
}

// copyTie is the square root of what a copy adds to the similarity of two
// articles: enough to join them by itself if most is copied.
func copyTie(cp news.Copy) float64 {
	if cp.Kind == news.Partial {
		return 0.4
	}
	return 0.7
}

// meanOf is the mean of the word vectors of raw, weighed by rarity in English.
func (r reader) meanOf(terms []readTerm) dense {
	var d dense
	for _, t := range terms {
		if t.kind == numberTerm || t.rank >= unranked {
			continue
		}
		v, ok := r.table.Lookup(t.word)
		if !ok {
			continue
		}
		w := float32(damped(t.tf)*rarityInEnglish(t.rank)) * v.Scale
		for i, q := range v.Q {
			d[i] += w * float32(q)
		}
	}
	d.unit()
	return d
}

// commonMean is the direction that the mean of English word vectors has.
var commonMean = sync.OnceValue(func() *dense {
	table := vectors.English()
	var d dense
	for i := 200; i < min(20_000, table.Len()); i += 7 {
		v, _ := table.Lookup(table.Word(i))
		var one dense
		for k, q := range v.Q {
			one[k] = float32(q)
		}
		one.unit()
		d.add(&one, 1)
	}
	d.unit()
	for i := range d {
		d[i] *= 0.7 // about the length of the mean of unit vectors of articles
	}
	return &d
})
