package position

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"

	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/text"
)

// Said is one statement of the actor, with the document that it stands in.
type Said struct {
	Statement news.Statement
	Doc       *text.Document
	ActorOf   []string // parallel to Doc.Chains: Actor.ID, "" for none; may be nil
	Event     string
	Storyline string    // "" if the event is in none
	Date      news.Date // of the event, or else of publication
	Outlet    string    // "" if not known
	CopyOf    string    // Article.ID of the origin whose text the article is, "" for own reporting
}

// Passage is one clause of a statement with all that grouping and comparing need
// of it: its document may be let go.
type Passage struct {
	Statement news.Statement // its Content is the passage alone
	Event     string
	Storyline string
	Date      news.Date
	Outlet    string
	CopyOf    string

	text     string
	sentence int // of the article
	words    []word
	aside    []word // of the sentence around it: what the talk was of
	phrases  []phrase
	traits   traits
}

func (p *Passage) span() text.Span { return p.Statement.Content[0] }

func (p *Passage) passage() news.Passage {
	return news.Passage{Article: p.Statement.Article, Span: p.span()}
}

// word is one of the things that a passage is about.
type word struct {
	key  string  // stem, "@" and an actor, or "#" and a state
	form string  // lemma, lower case
	part float32 // 1, less where the thing is only referred to
	kind byte    // one of the kinds below
	side int8    // whether it is affirmed, 1 or -1; 0 if that is not known
}

// The kinds of words.
const (
	name    byte = 'n' // of an actor or state, or any other
	noun    byte = 'o'
	verb    byte = 'v'
	quality byte = 'a' // an adjective or number
)

func kindOf(upos string) byte {
	switch upos {
	case "PROPN":
		return name
	case "NOUN":
		return noun
	case "VERB":
		return verb
	}
	return quality
}

// phrase is a noun phrase of the passage, as it stands there.
type phrase struct {
	text string
	keys []string
}

// Reader cuts statements of one actor into passages. It is not safe for
// concurrent use.
type Reader struct {
	own    map[string]bool // the actor, and stems of its names
	nameOf func(actor string) string
	same   func(actor string) string
	stems  map[string]string
	held   map[string]string // strings of passages
}

// NewReader reads what the actor of opt says.
func NewReader(opt Options) *Reader {
	r := &Reader{own: map[string]bool{"@" + opt.Actor: true}, nameOf: opt.NameOf, same: opt.Same, stems: map[string]string{}, held: map[string]string{}}
	for _, n := range opt.Names {
		for _, w := range strings.Fields(n) {
			r.own[r.stem(strings.ToLower(w))] = true
		}
	}
	return r
}

// Read cuts a statement into its passages, in the order of the text. A clause
// without a word that says what it is about is none.
func (r *Reader) Read(s *Said) []Passage {
	var out []Passage
	for _, c := range s.Statement.Content {
		for _, toks := range clauses(s.Doc, s.Doc.TokensIn(c)) {
			p := Passage{Statement: s.Statement, Event: s.Event, Storyline: s.Storyline, Date: s.Date, Outlet: s.Outlet, CopyOf: s.CopyOf}
			at := trim(s.Doc, toks)
			p.text = at.In(s.Doc.Text)
			p.sentence = s.Doc.SentenceAt(at.Start)
			p.Statement.Content = []text.Span{s.Doc.WithMarks(at)}
			g := gatherer{reader: r, said: s, at: map[string]int{}}
			g.gather(toks)
			if len(g.words) == 0 || bare(s.Doc, toks, g.words) {
				continue
			}
			p.words, p.phrases = g.words, g.phrases(toks)
			p.aside = r.around(s, toks)
			p.traits = traitsOf(s, toks)
			r.detach(&p)
			out = append(out, p)
		}
	}
	return out
}

// detach gives a passage strings of its own, so that its document may be let go; what many
// passages say is held once.
func (r *Reader) detach(p *Passage) {
	p.text = strings.Clone(p.text)
	for _, ws := range [][]word{p.words, p.aside} {
		for i := range ws {
			ws[i].key, ws[i].form = r.once(ws[i].key), r.once(ws[i].form)
		}
	}
	for i := range p.phrases {
		p.phrases[i].text = strings.Clone(p.phrases[i].text)
		for k, key := range p.phrases[i].keys {
			p.phrases[i].keys[k] = r.once(key)
		}
	}
	t := &p.traits
	t.stanceIs, t.deadline = r.once(t.stanceIs), r.once(t.deadline)
	for i := range t.heads {
		t.heads[i] = r.once(t.heads[i])
	}
	for i := range t.signs {
		t.signs[i] = r.once(t.signs[i])
	}
	denied, numbers := make(map[string]bool, len(t.denied)), make(map[string]float64, len(t.numbers))
	for w := range t.denied {
		denied[r.once(w)] = true
	}
	for w, n := range t.numbers {
		numbers[r.once(w)] = n
	}
	t.denied, t.numbers = denied, numbers
}

// once is s, the same string each time.
func (r *Reader) once(s string) string {
	if s == "" {
		return ""
	}
	held, ok := r.held[s]
	if !ok {
		held = strings.Clone(s)
		r.held[held] = held
	}
	return held
}

// How many words a passage has at most that says nothing of a matter: where all are
// vague, "this position", and where it is no more than a thing, "the demand".
const (
	vagueLength = 3
	thingLength = 2
)

// bare reports whether a stretch that has some words says nothing of a matter.
func bare(d *text.Document, toks text.Range, words []word) bool {
	if toks.Len() <= vagueLength && !slices.ContainsFunc(words, func(w word) bool { return !vague[w.form] }) {
		return true
	}
	n := 0
	for t := toks.Start; t < toks.End; t++ {
		switch d.Morphs[t].UPOS {
		case "VERB", "AUX", "ADJ", "ADV":
			return false
		case "PUNCT":
		default:
			n++
		}
	}
	return n <= thingLength
}

// around are the words of the sentence outside the content and whoever speaks:
// "Asked about the garrison, she said …".
func (r *Reader) around(s *Said, toks text.Range) []word {
	i := s.Doc.SentenceAt(s.Doc.Tokens[toks.Start].Span.Start)
	if i < 0 || s.Statement.Attribution < 0 || s.Statement.Attribution >= len(s.Doc.Attributions) {
		return nil
	}
	at := &s.Doc.Attributions[s.Statement.Attribution]
	g := gatherer{reader: r, said: s, at: map[string]int{}}
	sentence := s.Doc.Sentences[i].Tokens
	free := func(t int) bool {
		sp := s.Doc.Tokens[t].Span
		for _, role := range [][]text.Span{at.Source, at.Cue, at.Content, at.Addressee} {
			if text.Cover(role).Overlap(sp) > 0 {
				return false
			}
		}
		return true
	}
	for t := sentence.Start; t < sentence.End; {
		end := t
		for end < sentence.End && free(end) {
			end++
		}
		if end > t {
			g.gather(text.Range{Start: t, End: end})
		}
		t = end + 1
	}
	return g.words
}

// gatherer collects the words of a stretch, each once.
type gatherer struct {
	reader  *Reader
	said    *Said
	at      map[string]int // key → place in words
	words   []word
	context *context
	keys    []string // parallel to the tokens of the last stretch: "" for none
}

func (g *gatherer) gather(toks text.Range) {
	g.keys = make([]string, toks.Len())
	g.context = contextOf(g.said.Doc, toks)
	named := g.mentioned(toks)
	for t := toks.Start; t < toks.End; t++ {
		if named[t-toks.Start] {
			continue
		}
		if w, ok := contentWord(g.said.Doc, t); ok {
			upos := g.said.Doc.Morphs[t].UPOS
			g.keys[t-toks.Start] = g.put(word{g.reader.keyOf(w), w, tells(upos, w), kindOf(upos), g.context.affirmed(t)})
		}
	}
}

// mentioned counts who is mentioned in the stretch: one word for an actor, by
// whatever name. It tells which tokens are names so counted.
func (g *gatherer) mentioned(toks text.Range) []bool {
	named := make([]bool, toks.Len())
	d := g.said.Doc
	for _, m := range d.Mentions {
		if m.Chain < 0 || m.Tokens.Start < toks.Start || m.Tokens.End > toks.End || m.Kind == text.PronounMention && firstPerson(d.Tokens[m.Head].Form) {
			continue
		}
		actor := ""
		if m.Chain < len(g.said.ActorOf) {
			actor = g.said.ActorOf[m.Chain]
		}
		switch {
		case actor != "" && m.Kind == text.NameMention && m.Tokens.Len() <= longName:
			key := g.put(word{g.reader.actorKey(actor), strings.ToLower(g.reader.name(actor)), 1, name, g.context.affirmed(m.Head)})
			for t := m.Tokens.Start; t < m.Tokens.End; t++ {
				if u := d.Morphs[t].UPOS; u == "PROPN" || t == m.Head || unicode.IsUpper(firstRune(d.Tokens[t].Form)) { // not "a prosperous Iraq"
					named[t-toks.Start], g.keys[t-toks.Start] = true, key
				}
			}
		case actor != "" && m.Kind != text.NameMention:
			g.put(word{g.reader.actorKey(actor), strings.ToLower(g.reader.name(actor)), referred, name, g.context.affirmed(m.Head)})
		case m.Kind != text.NameMention:
			if w, ok := contentWord(d, d.Mentions[d.Chains[m.Chain].Principal].Head); ok {
				g.put(word{g.reader.keyOf(w), w, referred, noun, g.context.affirmed(m.Head)})
			}
		}
	}
	return named
}

// firstPerson reports whether a pronoun means whoever speaks: it says nothing of the matter.
func firstPerson(form string) bool {
	switch strings.ToLower(form) {
	case "i", "me", "my", "mine", "we", "us", "our", "ours":
		return true
	}
	return false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// longName is how many tokens a name has at most; a longer mention holds words of
// its own.
const longName = 5

// referred is what a word counts that stands elsewhere and is meant by a pronoun
// or description here.
const referred = .5

// put counts a word and returns its key, "" for a word of the actor's name.
func (g *gatherer) put(w word) string {
	if w.key == "" || w.key == "@" || g.reader.own[w.key] {
		return ""
	}
	if i, ok := g.at[w.key]; ok {
		g.words[i].part = max(g.words[i].part, w.part)
		return w.key
	}
	g.at[w.key] = len(g.words)
	g.words = append(g.words, w)
	return w.key
}

func (r *Reader) name(actor string) string {
	if r.nameOf == nil {
		return ""
	}
	return r.nameOf(actor)
}

// actorKey makes a state, its people and its government one.
func (r *Reader) actorKey(actor string) string {
	if r.same != nil {
		actor = r.same(actor)
	}
	if r.own["@"+actor] {
		return "@" + actor
	}
	if code, _ := lexicon.Country(r.name(actor)); code != "" {
		return "#" + code
	}
	return "@" + actor
}

// keyOf makes words one: a country with its people and its adjective, and the
// forms of one stem.
func (r *Reader) keyOf(w string) string {
	if code, _ := lexicon.Country(w); code != "" {
		return "#" + code
	}
	return r.stem(strings.ToLower(w))
}

func (r *Reader) stem(w string) string {
	s, ok := r.stems[w]
	if !ok {
		w = strings.Clone(w)
		s = english.Stem(w, false)
		r.stems[w] = s
	}
	return s
}
