package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"synoptic/internal/web/svg"
	"synoptic/news"
	"synoptic/text"
)

// gridPage is the page of an event: points by accounts.
type gridPage struct {
	*eventView
	Heat    svg.Drawing
	Points  []point
	Found   int // points that the filters leave
	Total   int
	Filters gridFilters
	Earlier string // addresses of the pages around this one
	Later   string
	First   int // numbers of the first and last point shown
	Last    int
	Columns int
}

// gridFilters are the ways to narrow the grid, with what is chosen.
type gridFilters struct {
	Speakers, Kinds, By, Silent, Forms []option
	Words                              string
	Any                                bool // something is chosen
	Clear                              string
}

type option struct {
	Value, Name string
	N           int
	Chosen      bool
}

type point struct {
	N                    int
	Name                 string // that an analyst gave it
	ID, Anchor           string
	Speaker, SpeakerHref string
	Unnamed              string // key of what stands for the speaker where there is none
	Reported, Voices, Of int    // accounts that have it, those of them that are no copies, all accounts
	NotCaptured          []string
	Cells                []cell
	Divergences          []divergence
	KindsOf              []kindCount
	weight               int
}

type cell struct {
	Letter, Outlet string
	Readings       []reading
	Cut            bool // silent, and its text is cut short
}

type reading struct {
	Form   news.Form
	Part   bool
	Pieces []piece
	Href   string
	Unsure bool
}

type divergence struct {
	Kind    news.DivergenceKind
	Letters string
	Note    string
	Unsure  bool
	Spans   []divergentSpan
}

type divergentSpan struct{ Letter, Text, Href string }

// A page of the grid holds points until their texts and marks weigh about so
// many bytes, and at most so many points.
const (
	gridWeight = 70_000
	gridPoints = 40
)

func (s *Site) event(r *http.Request) (answer, error) {
	v, err := s.load(r, "grid")
	if err != nil {
		return nil, err
	}
	q := r.URL.Query()
	base := eventURL(v.Event.ID)
	p := gridPage{eventView: v, Total: len(v.Points), Columns: len(v.Accounts) + 1, Filters: v.filters(q)}
	p.Filters.Clear = base
	var points []point
	shown := map[int]bool{}
	for i := range v.Points {
		if v.passes(&v.Points[i], q) {
			points = append(points, v.point(i))
			shown[i] = true
		}
	}
	p.Found = len(points)
	sortPoints(points, q.Get("sort"))
	starts := pageStarts(points)
	pageOf := map[int]int{} // index of a point -> first point of its page
	for k, start := range starts {
		end := len(points)
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		for i := start; i < end; i++ {
			pageOf[points[i].N-1] = start
		}
	}
	from := atoi(q.Get("from"))
	if i := slices.IndexFunc(v.Points, func(p news.Point) bool { return p.ID == q.Get("point") }); i >= 0 && shown[i] {
		from = pageOf[i]
	}
	q.Del("point")
	at := slices.Index(starts, from)
	if at < 0 {
		at = 0
	}
	if len(points) > 0 {
		end := len(points)
		if at+1 < len(starts) {
			end = starts[at+1]
			p.Later = with(q, base, "from", strconv.Itoa(end))
		}
		if at > 0 {
			p.Earlier = with(q, base, "from", skipZero(starts[at-1]))
		}
		p.Points, p.First, p.Last = points[starts[at]:end], starts[at]+1, end
	}
	p.Heat = v.heat(s.pages.messages, func(i int) string {
		if !shown[i] {
			return pointURL(v.Event.ID, &v.Points[i])
		}
		return with(q, base, "from", skipZero(pageOf[i])) + "#" + anchor(&v.Points[i])
	}, func(i int) bool { return !shown[i] })
	return view{name: "event", title: v.Event.Title, data: p}, nil
}

func skipZero(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// pageStarts are the indexes at which pages begin.
func pageStarts(points []point) []int {
	starts := []int{0}
	weight := 0
	for i, p := range points {
		if i > starts[len(starts)-1] && (weight+p.weight > gridWeight || i-starts[len(starts)-1] >= gridPoints) {
			starts = append(starts, i)
			weight = 0
		}
		weight += p.weight
	}
	return starts
}

// sortPoints orders points for reading: as the texts have them, or those first
// in which the accounts differ most, or which most of them share.
func sortPoints(points []point, by string) {
	switch by {
	case "differ":
		slices.SortStableFunc(points, func(a, b point) int { return cmp.Compare(len(b.Divergences), len(a.Divergences)) })
	case "shared":
		slices.SortStableFunc(points, func(a, b point) int { return cmp.Compare(b.Reported, a.Reported) })
	}
}

// passes reports whether a point is one that was asked for.
func (v *eventView) passes(p *news.Point, q url.Values) bool {
	reads := func(letter string) bool {
		return slices.ContainsFunc(p.Readings, func(r news.Reading) bool { return v.Accounts[v.acc[r.Account]].Letter == letter })
	}
	if s := q.Get("speaker"); s != "" && p.Speaker != s && !(s == nobody && p.Speaker == "") {
		return false
	}
	if k := q.Get("kind"); k != "" && !slices.ContainsFunc(p.Divergences, func(d news.Divergence) bool { return string(d.Kind) == k || k == anyKind }) {
		return false
	}
	if f := q.Get("form"); f != "" && !slices.ContainsFunc(p.Readings, func(r news.Reading) bool { return string(r.Form) == f }) {
		return false
	}
	if l := q.Get("by"); l != "" && !reads(l) {
		return false
	}
	if l := q.Get("silent"); l != "" && reads(l) {
		return false
	}
	words := strings.ToLower(q.Get("words"))
	return words == "" || slices.ContainsFunc(p.Readings, func(r news.Reading) bool {
		return strings.Contains(strings.ToLower(r.Span.In(v.textOf(r.Account))), words)
	})
}

// Values of filters that stand for no id.
const (
	nobody  = "-"
	anyKind = "any"
)

func (v *eventView) filters(q url.Values) gridFilters {
	f := gridFilters{Words: q.Get("words")}
	speakers := counter{}
	kinds := counter{}
	forms := counter{}
	for i := range v.Points {
		p := &v.Points[i]
		speakers.count(cmp.Or(p.Speaker, nobody))
		seen := map[string]bool{}
		for _, d := range p.Divergences {
			if k := string(d.Kind); !seen[k] {
				seen[k] = true
				kinds.count(k)
			}
		}
		for _, r := range p.Readings {
			if k := "form " + string(r.Form); !seen[k] {
				seen[k] = true
				forms.count(string(r.Form))
			}
		}
	}
	f.Speakers = speakers.options(q.Get("speaker"), v.name)
	f.Kinds = kinds.options(q.Get("kind"), nil)
	f.Forms = forms.options(q.Get("form"), nil)
	for _, a := range v.Accounts {
		f.By = append(f.By, option{a.Letter, a.Letter + " " + a.Outlet, len(v.Points) - a.Silent, q.Get("by") == a.Letter})
		f.Silent = append(f.Silent, option{a.Letter, a.Letter + " " + a.Outlet, a.Silent, q.Get("silent") == a.Letter})
	}
	for _, k := range []string{"speaker", "kind", "form", "by", "silent", "words"} {
		f.Any = f.Any || q.Get(k) != ""
	}
	return f
}

// counter counts values.
type counter map[string]int

func (c counter) count(k string) { c[k]++ }

// options are the values, most frequent first.
func (c counter) options(chosen string, name func(string) string) []option {
	var out []option
	for k, n := range c {
		o := option{k, k, n, k == chosen}
		if name != nil {
			o.Name = name(k)
		}
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b option) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Name, b.Name)) })
	return out
}

func kindCounts(kinds map[news.DivergenceKind]int) []kindCount {
	var out []kindCount
	for k, n := range kinds {
		out = append(out, kindCount{k, n})
	}
	slices.SortFunc(out, func(a, b kindCount) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Kind, b.Kind)) })
	return out
}

func (v *eventView) point(i int) point {
	p := &v.Points[i]
	out := point{N: i + 1, ID: p.ID, Name: p.Name, Anchor: anchor(p), Unnamed: unnamed(p), Of: len(v.Accounts), NotCaptured: p.NotCaptured, weight: 500}
	if p.Speaker != "" {
		out.Speaker, out.SpeakerHref = v.name(p.Speaker), actorURL(p.Speaker)
	}
	for _, a := range v.Accounts {
		c := cell{Letter: a.Letter, Outlet: a.Outlet, Cut: a.Truncated}
		for k := range p.Readings {
			if p.Readings[k].Account == a.ID {
				c.Readings = append(c.Readings, v.reading(p, &p.Readings[k]))
				out.weight += p.Readings[k].Span.Len() + 260
			}
		}
		if len(c.Readings) > 0 {
			out.Reported++
			if a.CopyOf == "" {
				out.Voices++
			}
		}
		out.weight += 60
		out.Cells = append(out.Cells, c)
	}
	kinds := map[news.DivergenceKind]int{}
	for k := range p.Divergences {
		d := v.divergence(&p.Divergences[k])
		kinds[d.Kind]++
		out.Divergences = append(out.Divergences, d)
		out.weight += 200 + len(d.Note)
		for _, s := range d.Spans {
			out.weight += 90 + len(s.Text) + len(s.Href)
		}
	}
	out.KindsOf = kindCounts(kinds)
	return out
}

// unnamed says why a point has no speaker.
func unnamed(p *news.Point) string {
	for _, r := range p.Readings {
		if r.Form != news.Narrated {
			return "point.unresolved"
		}
	}
	return "point.ownvoice"
}

func (v *eventView) reading(p *news.Point, r *news.Reading) reading {
	t := v.textOf(r.Account)
	var marks []mark
	for _, d := range p.Divergences {
		if d.Kind == news.QuoteParaphrased || d.Kind == news.Headline || d.Kind == news.Detail {
			continue // the whole reading differs, not some words of it
		}
		for _, s := range d.Spans {
			if s.Article == r.Account && r.Span.Contains(s.Span) && s.Span != r.Span {
				marks = append(marks, mark{span: s.Span, class: "dv"})
			}
		}
	}
	return reading{Form: r.Form, Part: r.Fit == news.Part, Pieces: merge(cut(t, r.Span, marks)), Href: passageURL(r.Account, r.Span), Unsure: r.Confidence < .5}
}

// merge joins pieces that look the same.
func merge(ps []piece) []piece {
	var out []piece
	for _, p := range ps {
		if n := len(out) - 1; n >= 0 && out[n].Class == p.Class && out[n].Href == p.Href && len(p.IDs)+len(p.Refs) == 0 {
			out[n].Text += p.Text
			continue
		}
		out = append(out, p)
	}
	return out
}

func (v *eventView) divergence(d *news.Divergence) divergence {
	out := divergence{Kind: d.Kind, Note: d.Note, Unsure: d.Confidence < .5}
	var letters []string
	for _, a := range d.Accounts {
		if i, ok := v.acc[a]; ok {
			letters = append(letters, v.Accounts[i].Letter)
		}
	}
	out.Letters = strings.Join(letters, " / ")
	for _, s := range d.Spans {
		if i, ok := v.acc[s.Article]; ok {
			out.Spans = append(out.Spans, divergentSpan{v.Accounts[i].Letter, shorten(s.Span.In(v.textOf(s.Article)), 160), passageURL(s.Article, s.Span)})
		}
	}
	return out
}

// shorten cuts a text to about so many characters, at a blank.
func shorten(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	cut := string(r[:most])
	if i := strings.LastIndexAny(cut, " \n"); i > most/2 {
		cut = cut[:i]
	}
	return cut + " …"
}

// formClasses are the forms in the order of the legend, with their colours in
// a picture that stands alone.
var formKeys = []struct {
	form news.Form
	fill string
}{{news.Quoted, "#1f5fa8"}, {news.PartlyQuoted, "#2f7d6b"}, {news.Reported, "#8f78bd"}, {news.Narrated, "#b9b4a8"}}

// heat is the picture of the grid.
func (v *eventView) heat(m *messages, href func(i int) string, dimmed func(i int) bool) svg.Drawing {
	h := svg.Heat{Text: svg.Text{Title: m.say("heat.title", v.Event.Title), Description: m.say("heat.description", len(v.Points), len(v.Accounts))}}
	for _, a := range v.Accounts {
		h.Rows = append(h.Rows, a.Letter+" "+a.Outlet)
	}
	for _, k := range formKeys {
		h.Legend = append(h.Legend, svg.Key{Class: string(k.form), Name: m.say("form." + string(k.form)), Fill: k.fill})
	}
	for i := range v.Points {
		p := &v.Points[i]
		c := svg.Column{Href: href(i), Cells: make([]string, len(v.Accounts)), Differs: len(p.Divergences), Dimmed: dimmed(i)}
		best := map[int]int{}
		for _, r := range p.Readings {
			row := v.acc[r.Account]
			rank := len(formKeys) - slices.IndexFunc(formKeys, func(k struct {
				form news.Form
				fill string
			}) bool {
				return k.form == r.Form
			})
			if rank > best[row] {
				best[row], c.Cells[row] = rank, string(r.Form)
			}
		}
		who := m.say(unnamed(p))
		if p.Speaker != "" {
			who = v.name(p.Speaker)
		}
		c.Title = strconv.Itoa(i+1) + " · " + who + ": " + shorten(v.standing(p), 90)
		h.Columns = append(h.Columns, c)
	}
	return svg.DrawHeat(h)
}

// standing are the words that stand for a point.
func (v *eventView) standing(p *news.Point) string {
	if p.Standing < 0 || p.Standing >= len(p.Readings) {
		return ""
	}
	r := p.Readings[p.Standing]
	return strings.Join(strings.Fields(r.Span.In(v.textOf(r.Account))), " ")
}

func (s *Site) eventHeatFile(r *http.Request) (answer, error) {
	v, err := s.load(r, "grid")
	if err != nil {
		return nil, err
	}
	return drawing{v.heat(s.pages.messages, func(int) string { return "" }, func(int) bool { return false }), "grid-" + v.Event.ID}, nil
}

func (s *Site) eventCSV(r *http.Request) (answer, error) {
	v, err := s.load(r, "grid")
	if err != nil {
		return nil, err
	}
	t := table{name: "grid-" + v.Event.ID, head: []string{"point", "speaker", "account", "outlet", "published", "form", "fit", "text", "start", "end", "divergences"}}
	for i := range v.Points {
		p := &v.Points[i]
		var kinds []string
		for _, k := range v.point(i).KindsOf {
			kinds = append(kinds, string(k.Kind)+" "+strconv.Itoa(k.N))
		}
		lead := []string{p.ID, v.names[p.Speaker]}
		for _, rd := range p.Readings {
			a := v.Accounts[v.acc[rd.Account]]
			t.rows = append(t.rows, append(slices.Clone(lead), a.ID, a.Outlet, a.Published.String(), string(rd.Form), string(rd.Fit), rd.Span.In(v.textOf(rd.Account)),
				strconv.Itoa(rd.Span.Start), strconv.Itoa(rd.Span.End), strings.Join(kinds, "; ")))
		}
		for _, id := range p.Silent {
			a := v.Accounts[v.acc[id]]
			t.rows = append(t.rows, append(slices.Clone(lead), a.ID, a.Outlet, a.Published.String(), "silent", "", "", "", "", strings.Join(kinds, "; ")))
		}
	}
	return t, nil
}

// textPage is the texts of some accounts side by side.
type textPage struct {
	*eventView
	Chosen []chosenText
	Choose []option
}

type chosenText struct {
	account
	Pieces []piece
}

// Texts are shown side by side until they weigh so much; the first two always.
const textsWeight = 60_000

func (s *Site) eventTexts(r *http.Request) (answer, error) {
	v, err := s.load(r, "texts")
	if err != nil {
		return nil, err
	}
	p := textPage{eventView: v}
	wanted := r.URL.Query()["show"]
	if len(wanted) == 1 && len(v.Accounts) > 1 { // one alone is not side by side
		other := v.Accounts[0].Letter
		if other == wanted[0] {
			other = v.Accounts[1].Letter
		}
		wanted = append(wanted, other)
	}
	weight := 0
	var chosen []account
	for i, a := range v.Accounts {
		take := slices.Contains(wanted, a.Letter) || len(wanted) == 0 && i < 3
		weight += len(v.textOf(a.ID)) * 5 / 2
		if take && (len(chosen) < 2 || weight < textsWeight) {
			chosen = append(chosen, a)
		} else {
			take = false
			weight -= len(v.textOf(a.ID)) * 5 / 2
		}
		p.Choose = append(p.Choose, option{Value: a.Letter, Name: a.Letter + " " + a.Outlet, Chosen: take})
	}
	for _, a := range chosen {
		p.Chosen = append(p.Chosen, chosenText{a, v.linkedText(a, chosen)})
	}
	return view{name: "texts", title: v.Event.Title, data: p}, nil
}

// linkedText is the text of an account with its readings marked; each leads to
// the same point in the next of the texts that has it, or else to the grid.
func (v *eventView) linkedText(a account, beside []account) []piece {
	var marks []mark
	if v.Comparison != nil {
		for i := range v.Points {
			for k, r := range v.Points[i].Readings {
				if r.Account != a.ID {
					continue
				}
				n := strconv.Itoa(i + 1)
				m := mark{span: r.Span, class: "pt f-" + string(r.Form), ref: &ref{n, v.counterpart(&v.Points[i], a, beside), ""}}
				if k == 0 || v.Points[i].Readings[k-1].Account != a.ID {
					m.id = a.Letter + "-" + anchor(&v.Points[i])
				}
				marks = append(marks, m)
			}
		}
		for _, o := range v.Comparison.Only {
			if o.Article == a.ID {
				marks = append(marks, mark{span: o.Span, class: "on"})
			}
		}
	}
	art := v.Coverage.Articles[v.at[a.ID]]
	for _, m := range art.Marked {
		marks = append(marks, mark{span: m.Span, class: "aside"})
	}
	return cut(art.Text, text.Span{End: len(art.Text)}, marks)
}

// counterpart is where a point stands in the next text to the right that has
// it, round and round; in the grid if no other has.
func (v *eventView) counterpart(p *news.Point, a account, beside []account) string {
	self := slices.IndexFunc(beside, func(b account) bool { return b.ID == a.ID })
	for k := 1; k < len(beside); k++ {
		b := beside[(self+k)%len(beside)]
		if slices.ContainsFunc(p.Readings, func(r news.Reading) bool { return r.Account == b.ID }) {
			return "#" + b.Letter + "-" + anchor(p)
		}
	}
	return pointURL(v.Event.ID, p)
}
