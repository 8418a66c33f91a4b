package web

import (
	"cmp"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"synoptic/internal/query"
	"synoptic/news"
	"synoptic/text"
)

// articlePage is one text with layers to switch on.
type articlePage struct {
	query.Article
	Title, Outlet, OutletHref string
	EventHref, EventTitle     string
	Pieces                    []piece
	Layers                    []layer
	Statements                []said
	Copies                    []copyLine
	Actors                    []actorLine
	At                        bool // a passage is pointed at
	Analysed                  bool
}

// layer is a kind of marks that can be switched on.
type layer struct {
	Name string
	On   bool
	N    int
}

// said is one statement as an article gives it.
type said struct {
	Speaker, SpeakerHref, Cue, Text, Href string
	Kind                                  text.Kind
	Modality                              text.Modality
	Negative                              bool
	Level                                 int
}

type copyLine struct {
	Name, Href string
	Kind       news.CopyKind
	Share      string
	From       bool // this article holds text of the other; else the other of this
}

type actorLine struct {
	Name, Href string
	Type       text.EntityType
	N          int
}

// The layers, in the order in which they are offered.
var layerNames = []string{"attributions", "mentions", "copies", "asides"}

func (s *Site) article(r *http.Request) (answer, error) {
	a, err := s.Reader.Article(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	p := articlePage{Article: a, Title: a.Article.TitleText(), Outlet: a.Article.Outlet, Analysed: a.Document != nil && a.Document.Tokens != nil}
	if p.Title == "" {
		p.Title = a.Article.ID
	}
	if p.Outlet != "" {
		p.OutletHref = outletURL(p.Outlet)
	}
	if a.Event != nil {
		p.EventHref, p.EventTitle = eventURL(a.Event.ID), a.Event.Title
	}
	names, err := s.outletsOf(r, otherSides(a))
	if err != nil {
		return nil, err
	}
	m := articleMarks{a: &a, names: map[string]string{}, outlets: names}
	for _, actor := range a.Actors {
		m.names[actor.ID] = actor.Name
	}
	marks := map[string][]mark{"attributions": m.attributions(), "mentions": m.mentions(), "copies": m.copies(), "asides": m.asides()}
	on := shownLayers(r.URL.Query())
	var all []mark
	for _, name := range layerNames {
		all = append(all, marks[name]...)
		p.Layers = append(p.Layers, layer{name, on[name], m.count[name]})
	}
	if at, ok := spanOf(r.URL.Query().Get("at"), a.Article.Text); ok {
		all = append(all, mark{span: at, class: "at", id: "at"})
		p.At = true
	}
	p.Pieces = cut(a.Article.Text, text.Span{End: len(a.Article.Text)}, all)
	p.Statements, p.Copies, p.Actors = m.said(), m.copyLines(), m.actorLines()
	return view{name: "article", title: p.Title, data: p}, nil
}

// shownLayers are those that the address asks for.
func shownLayers(q url.Values) map[string]bool {
	on := map[string]bool{}
	for _, v := range q["show"] {
		for _, name := range strings.Split(v, ",") {
			on[name] = true
		}
	}
	if !q.Has("show") && !q.Has("at") {
		on["attributions"] = true
	}
	return on
}

var spanForm = regexp.MustCompile(`^(\d{1,9})-(\d{1,9})$`)

// spanOf reads a stretch of a text from an address.
func spanOf(s, t string) (text.Span, bool) {
	m := spanForm.FindStringSubmatch(s)
	if m == nil {
		return text.Span{}, false
	}
	span := text.Span{Start: atoi(m[1]), End: min(atoi(m[2]), len(t))}
	return span, span.Start < span.End
}

// otherSides are the articles with which an article shares text.
func otherSides(a query.Article) []string {
	var ids []string
	for _, c := range a.Copies {
		for _, id := range []string{c.Article, c.Of} {
			if id != a.Article.ID && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// outletsOf tells what the outlets of articles are called.
func (s *Site) outletsOf(r *http.Request, ids []string) (map[string]string, error) {
	out := map[string]string{}
	if len(ids) == 0 {
		return out, nil
	}
	rows, err := s.Reader.ArticleOutlets(r.Context(), ids)
	if err != nil {
		return nil, err
	}
	for id, outlet := range rows {
		out[id] = cmp.Or(outlet, id)
	}
	return out, nil
}

// articleMarks makes the marks of an article's layers.
type articleMarks struct {
	a       *query.Article
	names   map[string]string // actor id -> name
	outlets map[string]string // article id -> outlet
	count   map[string]int
}

func (m *articleMarks) add(layer string, n int) {
	if m.count == nil {
		m.count = map[string]int{}
	}
	m.count[layer] += n
}

func (m *articleMarks) actor(chain int) string {
	if chain >= 0 && chain < len(m.a.ActorOf) {
		return m.a.ActorOf[chain]
	}
	return ""
}

func (m *articleMarks) attributions() []mark {
	var out []mark
	if m.a.Document == nil {
		return nil
	}
	for _, at := range m.a.Document.Attributions {
		m.add("attributions", 1)
		title := m.names[m.actor(at.Speaker)]
		for _, s := range at.Content {
			out = append(out, mark{span: s, class: "l-content k-" + string(at.Kind), title: title})
		}
		for _, s := range at.Source {
			out = append(out, mark{span: s, class: "l-source"})
		}
		for _, s := range at.Cue {
			out = append(out, mark{span: s, class: "l-cue"})
		}
	}
	return out
}

func (m *articleMarks) mentions() []mark {
	var out []mark
	if m.a.Document == nil {
		return nil
	}
	for _, me := range m.a.Document.Mentions {
		id := m.actor(me.Chain)
		if id == "" {
			continue
		}
		m.add("mentions", 1)
		out = append(out, mark{span: me.Span, class: "l-mention m-" + string(me.Kind), href: actorURL(id), title: m.names[id]})
	}
	return out
}

func (m *articleMarks) copies() []mark {
	var out []mark
	for _, c := range m.a.Copies {
		other, mine := c.Of, func(p news.CopiedPassage) text.Span { return p.Article }
		if c.Article != m.a.Article.ID {
			other, mine = c.Article, func(p news.CopiedPassage) text.Span { return p.Of }
		}
		for _, p := range c.Passages {
			if s := mine(p); s.End <= len(m.a.Article.Text) && s.Start <= s.End {
				m.add("copies", 1)
				out = append(out, mark{span: s, class: "l-copy", title: m.outlets[other]})
			}
		}
	}
	return out
}

func (m *articleMarks) asides() []mark {
	var out []mark
	for _, x := range m.a.Article.Marked {
		m.add("asides", 1)
		out = append(out, mark{span: x.Span, class: "l-aside", title: string(x.Kind)})
	}
	if t := m.a.Article.Title; !t.Empty() {
		out = append(out, mark{span: t, class: "headline"})
	}
	return out
}

// said lists the statements in the order of the text.
func (m *articleMarks) said() []said {
	var out []said
	if m.a.Document == nil {
		return nil
	}
	t := m.a.Article.Text
	for _, at := range m.a.Document.Attributions {
		row := said{Cue: joined(t, at.Cue), Text: joined(t, at.Content), Href: passageURL(m.a.Article.ID, text.Cover(at.Content)), Kind: at.Kind,
			Modality: at.Modality, Negative: at.Polarity == text.Negative, Level: at.Level, Speaker: joined(t, at.Source)}
		if id := m.actor(at.Speaker); id != "" {
			row.Speaker, row.SpeakerHref = m.names[id], actorURL(id)
		}
		out = append(out, row)
	}
	return out
}

// joined are the stretches of a text, with a sign where something is left out
// between them.
func joined(t string, spans []text.Span) string {
	parts := make([]string, len(spans))
	for i, s := range spans {
		parts[i] = s.In(t)
	}
	return strings.Join(parts, " … ")
}

func (m *articleMarks) copyLines() []copyLine {
	var out []copyLine
	for _, c := range m.a.Copies {
		l := copyLine{Name: m.outlets[c.Of], Href: articleURL(c.Of), Kind: c.Kind, Share: percent(int(100*c.Share), 100), From: true}
		if c.Article != m.a.Article.ID {
			l.Name, l.Href, l.From = m.outlets[c.Article], articleURL(c.Article), false
		}
		out = append(out, l)
	}
	return out
}

func (m *articleMarks) actorLines() []actorLine {
	n := counter{}
	if m.a.Document == nil {
		return nil
	}
	for _, me := range m.a.Document.Mentions {
		if id := m.actor(me.Chain); id != "" {
			n.count(id)
		}
	}
	types := map[string]text.EntityType{}
	for _, a := range m.a.Actors {
		types[a.ID] = a.Type
	}
	var out []actorLine
	for _, o := range n.options("", func(id string) string { return m.names[id] }) {
		if o.Name != "" {
			out = append(out, actorLine{o.Name, actorURL(o.Value), types[o.Value], o.N})
		}
	}
	return out
}

// versionPage is how two versions of an article differ.
type versionPage struct {
	ID, Title, Outlet string
	Versions          []versionLine
	From, To          int
	Steps             []diffStep
	Same              int // sentences that are the same in both
	ChangedQuotes     int
}

type versionLine struct {
	N     int
	Kept  string
	Bytes int
}

// diffStep is one sentence, or a pair of them, that is not the same.
type diffStep struct {
	Kind     string
	Old, New []piece
	Quotes   bool // a quotation in it changed
	Skipped  int  // sentences before it that are the same
}

func (s *Site) articleVersions(r *http.Request) (answer, error) {
	q := r.URL.Query()
	rev, err := s.Reader.Revision(r.Context(), r.PathValue("id"), atoi(q.Get("from")), atoi(q.Get("to")))
	if err != nil {
		return nil, err
	}
	p := versionPage{ID: rev.New.ID, Title: rev.New.TitleText(), Outlet: rev.New.Outlet, From: rev.From, To: rev.To}
	for i, v := range rev.Versions {
		p.Versions = append(p.Versions, versionLine{i + 1, v.Kept.Format("2006-01-02 15:04"), len(v.Article.Text)})
	}
	skipped := 0
	for _, st := range rev.Steps {
		if st.Kind == query.StepSame {
			p.Same++
			skipped++
			continue
		}
		d := diffStep{Kind: string(st.Kind), Skipped: skipped, Quotes: len(st.Quotes) > 0}
		skipped = 0
		var old, now []mark
		for _, e := range st.Edits {
			old, now = append(old, mark{span: e.Old, class: "gone"}), append(now, mark{span: e.New, class: "new"})
		}
		if !st.Old.Empty() {
			d.Old = cut(rev.Old.Text, st.Old, old)
		}
		if !st.New.Empty() {
			d.New = cut(rev.New.Text, st.New, now)
		}
		if d.Quotes {
			p.ChangedQuotes++
		}
		p.Steps = append(p.Steps, d)
	}
	return view{name: "versions", title: p.Title, data: p}, nil
}
