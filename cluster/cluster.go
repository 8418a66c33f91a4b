// Package cluster groups articles into events and events into storylines, as a
// stream.
//
// An article is a vector: its words, weighed by rarity in the stream and in
// English at large, names more than other words, headline and lead more than the
// tail; the days that it names; the actors that it is about; marks of the texts
// that it copies; and the mean of its word vectors. The similarity of two
// articles is the cosine, less what each has with articles at large: in a crowded
// field (one capital's politics) more is asked than in an empty one. All
// terms are additive, so the mean similarity of two groups is that of their sums
// and costs no more than that of two articles.
//
// Articles join the event that they are on average closest to. Now and then, and
// whenever the events are asked for, the window is grouped anew by
// agglomeration under average linkage; then each event is taken apart by what is
// particular inside it, and parts stay apart if each names what the other never
// does (two opponents, two dates, two sums): that is how the same
// happening a year later or in the next town is told from the first.
//
// Sources: average linkage over TF-IDF vectors is the usual base line of topic
// detection (Allan, Papka, Lavrenko, SIGIR 1998; Miranda et al., EMNLP 2018,
// with separate weights for names). Differs: similarity is corrected for
// crowding, after local scaling for hubness (Schnitzer et al., JMLR 2012), which
// lets one threshold serve undated leads and full reports; and the contrast
// test.
package cluster

import (
	"strconv"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

// Options of a Clusterer. Start from Default: it is the one setting for all
// sets.
type Options struct {
	// Window is how many of the latest articles can still move between events.
	// Memory is bounded by it: about 8 kB an article.
	Window int
	// Join is the mean corrected similarity from which articles are one event.
	Join float64
	// Contrast is how exclusively each of two parts must name its own terms for
	// them to be two events; above 1 never splits.
	Contrast float64
	// Running is the similarity from which two events are one storyline.
	Running float64
}

// Default is the setting for all streams.
func Default() Options {
	return Options{Window: 20_000, Join: 0.291, Contrast: 0.5, Running: 0.30}
}

// Item is one article as the stream brings it.
type Item struct {
	Article *news.Article
	Doc     *text.Document // its layers, nil or partly filled if not computed
	Actors  []Mentioned    // whom it is about
	Copies  []news.Copy    // copies between it and earlier articles
}

// Mentioned is an actor with the number of mentions in an article.
type Mentioned struct {
	Actor string // Actor.ID
	Name  string
	Count int
}

// MentionedIn counts the mentions of each actor of a document, in the order of
// its chains. ActorOf is parallel to the chains, "" for none. An actor that names
// does not have is called as its principal mention. Doc may be nil.
func MentionedIn(doc *text.Document, actorOf []string, names map[string]string) []Mentioned {
	var out []Mentioned
	at := map[string]int{}
	for k, id := range actorOf {
		if id == "" {
			continue
		}
		if _, ok := at[id]; !ok {
			name := names[id]
			if name == "" {
				name = strings.Clone(doc.Mentions[doc.Chains[k].Principal].Span.In(doc.Text))
			}
			at[id] = len(out)
			out = append(out, Mentioned{Actor: id, Name: name})
		}
		out[at[id]].Count += len(doc.Chains[k].Mentions)
	}
	return out
}

// Clusterer groups a stream of articles. It is deterministic: the same calls
// give the same events. It is not safe for concurrent use.
type Clusterer struct {
	options Options
	read    reader
	stream  *stream
	docs    []*doc         // ring of the window: document number n lies at n % Window
	next    int            // number of the next document
	byID    map[string]int // number by Article.ID, of the window
	index   *postings
	events  map[int]*event // by number
	founded int            // events ever founded
	forward map[int]int    // numbers of events that were merged, to those that go on
	dirty   bool
	settled int // documents when the window was last grouped anew
	weighed int // and when it was last weighed anew
	closed  []news.Event
	votes   []float32 // scratch of the search for neighbours, all 0
	laid    spread    // scratch of comparisons
}

// New returns an empty Clusterer.
func New(o Options) *Clusterer {
	o.Window = max(1, o.Window)
	return &Clusterer{
		options: o, read: newReader(), stream: newStream(), byID: make(map[string]int),
		index: newPostings(), events: make(map[int]*event), forward: make(map[int]int),
	}
}

// Add takes in the next article and returns the id of the event that it joins
// for now. An article with an id that is still in the window is taken as another version
// and left out.
func (c *Clusterer) Add(it Item) string {
	if n, ok := c.byID[it.Article.ID]; ok {
		return c.events[c.doc(n).event].id()
	}
	d := c.take(it)
	c.evict()
	c.place(d)
	c.dirty = true
	if c.due() {
		c.settle()
	}
	return c.events[d.event].id()
}

// Load takes in articles of a stream that is taken up again. They are not placed
// one by one; the next call of Events groups them all, which costs much less.
func (c *Clusterer) Load(items []Item) {
	for _, it := range items {
		if _, ok := c.byID[it.Article.ID]; ok {
			continue
		}
		d := c.take(it)
		c.evict()
		c.keep(d)
		c.events[c.found(d)].join(d, single(d))
		c.dirty, c.weighed = true, unweighed
	}
}

// unweighed is a number of documents before any.
const unweighed = -1 << 30

// due reports whether enough has come in since the window was last grouped: as
// much again while it fills, a half of it afterwards.
func (c *Clusterer) due() bool {
	live := min(c.next, c.options.Window)
	return c.next-c.settled >= max(64, live/2)
}

// doc returns document n of the window.
func (c *Clusterer) doc(n int) *doc { return c.docs[n%c.options.Window] }

// oldest is the number of the oldest document of the window.
func (c *Clusterer) oldest() int { return max(0, c.next-c.options.Window) }

// take reads an article and puts it into the window.
func (c *Clusterer) take(it Item) *doc {
	d := c.read.document(it)
	d.n = c.next
	c.stream.see(d.raw, d.length, &d.mean)
	if c.stream.articles > 2*float64(c.options.Window) {
		c.stream.halve()
	}
	for _, cp := range it.Copies {
		c.markCopy(d, cp)
	}
	d.weigh(c.stream, c.stream.centre())
	return d
}

// evict forgets the document whose place the next one takes, and closes its
// event if it was the last.
func (c *Clusterer) evict() {
	if c.next < c.options.Window {
		return
	}
	old := c.doc(c.next)
	delete(c.byID, old.id)
	e := c.events[old.event]
	e.retire(old)
	if len(e.docs) == 0 {
		c.closed = append(c.closed, e.closedEvent(c))
		delete(c.events, old.event)
	}
}

// place puts d into the window and into the closest event, or a new one.
func (c *Clusterer) place(d *doc) {
	c.keep(d)
	c.neighbours(d)
	c.index.put(d, c.oldest())
	best, score := -1, c.options.Join
	g := single(d)
	seen := make(map[int]bool)
	for _, nb := range d.near {
		e := c.doc(nb.n).event
		if seen[e] || len(seen) == placeEvents {
			continue
		}
		seen[e] = true
		if s := g.similarity(c.events[e].group); s > score || s == score && e < best {
			best, score = e, s
		}
	}
	if best < 0 {
		best = c.found(d)
	}
	c.events[best].join(d, g)
}

// keep puts d into the window.
func (c *Clusterer) keep(d *doc) {
	at := d.n % c.options.Window
	if at == len(c.docs) {
		c.docs = append(c.docs, d)
	} else {
		c.docs[at] = d
	}
	c.next = d.n + 1
	c.byID[d.id] = d.n
}

// placeEvents is how many events a new article is compared with, at most.
const placeEvents = 12

// found opens an event.
func (c *Clusterer) found(d *doc) int {
	n := c.founded
	c.founded++
	c.events[n] = &event{number: n, founder: d.id}
	return n
}

// Forward is the id under which an event goes on that was merged into another;
// the id itself if it was not, or if that event has been closed.
func (c *Clusterer) Forward(id string) string {
	number, err := strconv.Atoi(strings.TrimPrefix(id, "e"))
	if err != nil {
		return id
	}
	if to, ok := c.forward[number-1]; ok {
		return (&event{number: to}).id()
	}
	return id
}
