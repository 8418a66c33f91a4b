// Package madenews makes up news by rule, to measure what no corpus can show:
// reprints of which it is known what was changed, and streams of any length.
package madenews

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"synoptic/lexicon/vectors"
	"synoptic/news"
	"synoptic/text"
)

// Stream makes up a stream of news: events with their accounts over a few days,
// reprints among them, many articles that stand alone, English words by their
// frequency, invented names. The same seed gives the same stream. It serves to
// measure cost, and how little the order of arrival matters; its
// events are easier to tell apart than those of life.
type Stream struct {
	rng     *rand.Rand
	perDay  int
	day     int // since the first
	left    int // articles to come on this day
	n       int
	open    []*madeEvent
	started int
	words   *wordSource
}

// Made is one made-up article with what is true of it.
type Made struct {
	Article   *news.Article
	Event     string
	ReprintOf string // Article.ID, "" if it is none
}

// madeEvent is an event while it is reported.
type madeEvent struct {
	id       string
	names    []string
	terms    []string // words that its accounts share
	topic    int
	place    string
	started  int
	expected int
	texts    []Made // accounts that may be reprinted
}

// How the made-up news is.
const (
	madeTopics   = 500
	topicWords   = 80
	madeNames    = 40_000
	lifeOfEvent  = 4 // days
	reprintShare = 0.2
	aloneShare   = 0.35 // of events have one account only
)

// NewStream returns a stream of so many articles a day.
func NewStream(seed uint64, perDay int) *Stream {
	rng := rand.New(rand.NewPCG(seed, 0))
	return &Stream{rng: rng, perDay: perDay, left: perDay, words: newWordSource()}
}

// Next makes the next article.
func (s *Stream) Next() Made {
	if s.left == 0 {
		s.day++
		s.left = s.perDay
		s.close()
	}
	s.left--
	e := s.event()
	s.n++
	id := fmt.Sprintf("m%07d", s.n)
	published := news.Date{Year: 2030, Month: 1, Day: 1}
	published = news.DateOf(published.Time().AddDate(0, 0, s.day))
	m := Made{Event: e.id}
	if len(e.texts) > 0 && s.rng.Float64() < reprintShare {
		of := e.texts[s.rng.IntN(len(e.texts))]
		m.ReprintOf = of.Article.ID
		body := of.Article.Text[of.Article.Title.End+2:]
		m.Article = made(id, s.title(e), Reprint(s.rng, body, s.rng.IntN(len(ReprintRules))), published)
	} else {
		m.Article = made(id, s.title(e), s.body(e), published)
	}
	if len(e.texts) < 8 {
		e.texts = append(e.texts, m)
	}
	e.expected--
	return m
}

func made(id, title, body string, d news.Date) *news.Article {
	return &news.Article{ID: id, Text: title + "\n\n" + body, Title: text.Span{End: len(title)}, Published: d}
}

// close forgets events that are no longer reported.
func (s *Stream) close() {
	open := s.open[:0]
	for _, e := range s.open {
		if e.expected > 0 && s.day-e.started < lifeOfEvent {
			open = append(open, e)
		}
	}
	clear(s.open[len(open):])
	s.open = open
}

// event picks an open event, the recent ones more often, or opens one.
func (s *Stream) event() *madeEvent {
	if k := len(s.open); k > 0 && s.rng.Float64() < 0.72 {
		for range 4 {
			if e := s.open[k-1-int(float64(k)*math.Pow(s.rng.Float64(), 2))]; e.expected > 0 {
				return e
			}
		}
	}
	s.started++
	e := &madeEvent{id: fmt.Sprintf("v%d", s.started), started: s.day, topic: s.rng.IntN(madeTopics), expected: 1}
	e.place = s.words.name(madeNames + s.rng.IntN(3000))
	for range 3 + s.rng.IntN(4) {
		e.names = append(e.names, s.words.name(int(float64(madeNames)*math.Pow(s.rng.Float64(), 2))))
	}
	for range 25 {
		e.terms = append(e.terms, s.words.word(800+s.rng.IntN(40_000)))
	}
	if s.rng.Float64() > aloneShare {
		e.expected = 2 + int(s.rng.ExpFloat64()*6)
		s.open = append(s.open, e)
	}
	return e
}

func (s *Stream) title(e *madeEvent) string {
	pick := func(list []string) string { return list[s.rng.IntN(len(list))] }
	return fmt.Sprintf("%s %s %s as %s %s in %s", e.names[0], pick(e.terms), pick(e.terms), pick(e.names), pick(e.terms), e.place)
}

// body makes an account of 60 to 400 words in paragraphs.
func (s *Stream) body(e *madeEvent) string {
	var b strings.Builder
	weekday := []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}[(e.started+1)%7]
	fmt.Fprintf(&b, "%s - On %s ", strings.ToUpper(e.place), weekday)
	words := 60 + int(s.rng.ExpFloat64()*120)
	words = min(words, 400)
	for n := 0; n < words; {
		length := 10 + s.rng.IntN(20)
		for k := range length {
			if k > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(s.word(e))
		}
		n += length
		b.WriteString(".")
		if s.rng.IntN(3) == 0 {
			b.WriteString("\n\n")
		} else {
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(b.String())
}

func (s *Stream) word(e *madeEvent) string {
	switch p := s.rng.Float64(); {
	case p < 0.12:
		return e.names[min(s.rng.IntN(len(e.names)), s.rng.IntN(len(e.names)))]
	case p < 0.27:
		return e.terms[s.rng.IntN(len(e.terms))]
	case p < 0.40:
		return s.words.word(300 + (e.topic*topicWords+s.rng.IntN(topicWords))%30_000)
	case p < 0.41:
		return fmt.Sprint(10 + s.rng.IntN(5000))
	}
	return s.words.zipf(s.rng)
}

// wordSource gives English words by rank and invented names by number.
type wordSource struct{ table vectors.Table }

func newWordSource() *wordSource { return &wordSource{vectors.English()} }

func (w *wordSource) word(rank int) string { return w.table.Word(rank % w.table.Len()) }

// zipf draws a word by its frequency in English.
func (w *wordSource) zipf(rng *rand.Rand) string {
	return w.word(int(math.Exp(rng.Float64()*math.Log(60_000))) - 1)
}

// name is the n-th invented name.
func (w *wordSource) name(n int) string {
	const second, third = "aeiou", "ndrklmstvz"
	starts := []string{"Br", "Dr", "Gl", "Kr", "M", "Tr", "V", "Z", "Sk", "L", "P", "N", "R", "H", "Qu", "F"}
	s := starts[n%len(starts)]
	for n /= len(starts); ; n /= len(second) * len(third) {
		k := n % (len(second) * len(third))
		s += string(second[k%len(second)]) + string(third[k/len(second)])
		if n < len(second)*len(third) {
			return s + "ov"
		}
	}
}
