package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"synoptic/internal/query"
	"synoptic/internal/web/svg"
	"synoptic/news"
)

// The pages of an event beside its grid.

// labelPage is what each account calls whom.
type labelPage struct {
	*eventView
	Rows []labelRow
	More int // actors that are left out
}

type labelRow struct {
	Name, Href string
	Cells      [][]label
	n          int
}

// label is one wording with how often it is used.
type label struct {
	Text, Href string
	Voice      news.Voice
	Kind       news.LabelKind
	N          int
}

// The most actors whose labels one page shows.
const labelRows = 40

func (s *Site) eventLabels(r *http.Request) (answer, error) {
	v, err := s.load(r, "labels")
	if err != nil {
		return nil, err
	}
	p := labelPage{eventView: v}
	rows := map[string]int{}
	if v.Comparison == nil {
		return view{name: "labels", title: v.Event.Title, data: p}, nil
	}
	for _, l := range v.Comparison.Labels {
		i, ok := v.acc[l.Account]
		if !ok {
			continue
		}
		row, ok := rows[l.Actor]
		if !ok {
			row = len(p.Rows)
			rows[l.Actor] = row
			p.Rows = append(p.Rows, labelRow{Name: v.name(l.Actor), Href: actorURL(l.Actor), Cells: make([][]label, len(v.Accounts))})
		}
		p.Rows[row].n++
		p.Rows[row].Cells[i] = addLabel(p.Rows[row].Cells[i], label{l.Span.In(v.textOf(l.Account)), passageURL(l.Account, l.Span), l.Voice, l.Kind, 1})
	}
	slices.SortStableFunc(p.Rows, func(a, b labelRow) int { return cmp.Compare(b.n, a.n) })
	if len(p.Rows) > labelRows {
		p.More = len(p.Rows) - labelRows
		p.Rows = p.Rows[:labelRows]
	}
	return view{name: "labels", title: v.Event.Title, data: p}, nil
}

// addLabel counts a label with those of the same words in the same voice.
func addLabel(ls []label, l label) []label {
	for i := range ls {
		if ls[i].Text == l.Text && ls[i].Voice == l.Voice && ls[i].Kind == l.Kind {
			ls[i].N += l.N
			return ls
		}
	}
	return append(ls, l)
}

// onlyPage is what one account alone has.
type onlyPage struct {
	*eventView
	Of []onlyAccount
}

type onlyAccount struct {
	account
	Passages []linkedText
	More     int
}

type linkedText struct{ Text, Href string }

// The most passages of one account that one page shows.
const onlyPassages = 60

func (s *Site) eventOnly(r *http.Request) (answer, error) {
	v, err := s.load(r, "only")
	if err != nil {
		return nil, err
	}
	p := onlyPage{eventView: v}
	for _, a := range v.Accounts {
		if v.Comparison == nil || a.Only == 0 {
			continue
		}
		o := onlyAccount{account: a}
		for _, passage := range v.Comparison.Only {
			if passage.Article != a.ID {
				continue
			}
			if len(o.Passages) == onlyPassages {
				o.More++
				continue
			}
			o.Passages = append(o.Passages, linkedText{passage.Span.In(v.textOf(a.ID)), passageURL(a.ID, passage.Span)})
		}
		p.Of = append(p.Of, o)
	}
	return view{name: "only", title: v.Event.Title, data: p}, nil
}

// networkPage is who speaks of whom in an event.
type networkPage struct {
	*eventView
	Picture svg.Drawing
	Rows    []speaksRow
}

type speaksRow struct {
	Speaker, SpeakerHref, Of, OfHref string
	Times                            int
}

func (v *eventView) speaksRows() []speaksRow {
	var out []speaksRow
	for _, e := range v.Speaks {
		out = append(out, speaksRow{v.name(e.Speaker), actorURL(e.Speaker), v.name(e.Of), actorURL(e.Of), e.Times})
	}
	return out
}

// The most actors that a network shows.
const networkNodes = 22

// network draws who speaks of whom; actors beyond the most frequent are left
// out of the picture, not of the table.
func network(m *messages, title string, edges []query.Speaks, name func(string) string, href func(string) string) svg.Drawing {
	weight := counter{}
	for _, e := range edges {
		weight[e.Speaker] += e.Times
		weight[e.Of] += e.Times
	}
	n := svg.Network{Text: svg.Text{Title: title, Description: m.say("network.description", len(weight), len(edges))}}
	index := map[string]int{}
	for _, o := range weight.options("", name) {
		if len(n.Nodes) == networkNodes {
			break
		}
		index[o.Value] = len(n.Nodes)
		n.Nodes = append(n.Nodes, svg.Node{Name: o.Name, Href: href(o.Value), Weight: o.N})
	}
	for _, e := range edges {
		from, ok := index[e.Speaker]
		to, ok2 := index[e.Of]
		if ok && ok2 {
			n.Edges = append(n.Edges, svg.Edge{From: from, To: to, Times: e.Times})
		}
	}
	return svg.DrawNetwork(n)
}

func (s *Site) eventNetwork(r *http.Request) (answer, error) {
	v, err := s.load(r, "network")
	if err != nil {
		return nil, err
	}
	p := networkPage{eventView: v, Rows: v.speaksRows()}
	if len(p.Rows) > 0 {
		p.Picture = network(s.pages.messages, s.pages.say("network.title", v.Event.Title), v.Speaks, v.name, actorURL)
	}
	return view{name: "network", title: v.Event.Title, data: p}, nil
}

func (s *Site) eventNetworkFile(r *http.Request) (answer, error) {
	v, err := s.load(r, "network")
	if err != nil {
		return nil, err
	}
	nowhere := func(string) string { return "" }
	return drawing{network(s.pages.messages, s.pages.say("network.title", v.Event.Title), v.Speaks, v.name, nowhere), "network-" + v.Event.ID}, nil
}

func (s *Site) eventNetworkCSV(r *http.Request) (answer, error) {
	v, err := s.load(r, "network")
	if err != nil {
		return nil, err
	}
	t := table{name: "network-" + v.Event.ID, head: []string{"speaker", "speaker_name", "of", "of_name", "times"}}
	for _, e := range v.Speaks {
		t.rows = append(t.rows, []string{e.Speaker, v.name(e.Speaker), e.Of, v.name(e.Of), strconv.Itoa(e.Times)})
	}
	return t, nil
}

// accountPage is the articles of an event and why they are one.
type accountPage struct {
	*eventView
	Left    []string
	Reasons []reasonLine
	Copies  []copyRow
}

type copyRow struct {
	Article, Href, Of, OfHref string
	Kind                      news.CopyKind
	Share                     string
}

func (s *Site) eventAccounts(r *http.Request) (answer, error) {
	v, err := s.load(r, "accounts")
	if err != nil {
		return nil, err
	}
	p := accountPage{eventView: v, Left: v.Left}
	if p.Reasons, err = s.reasons(r, v); err != nil {
		return nil, err
	}
	for _, c := range v.Coverage.Copies {
		p.Copies = append(p.Copies, copyRow{v.accountName(c.Article), articleURL(c.Article), v.accountName(c.Of), articleURL(c.Of), c.Kind, percent(int(100*c.Share), 100)})
	}
	return view{name: "accounts", title: v.Event.Title, data: p}, nil
}

// accountName is the outlet of one of the accounts, or else the article's id.
func (v *eventView) accountName(id string) string {
	if i, ok := v.at[id]; ok {
		return outletName(&v.Coverage.Articles[i])
	}
	return id
}
