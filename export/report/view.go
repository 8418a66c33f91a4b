// Package report lays comparisons out as one self-contained HTML page: no
// outside request, no script, readable on a phone, on paper and in the dark.
package report

import (
	"fmt"
	"sort"
	"strings"

	"synoptic/news"
	"synoptic/text"
)

type page struct {
	Title      string
	Articles   int
	Events     []event
	Others     []single
	Storylines []storyline
	Copies     []copied
}

// single is an event with one account: nothing to compare.
type single struct{ ID, Title, Date, Account string }

type storyline struct {
	Title  string
	Events []linked
}

type linked struct{ ID, Title, Date, Href string }

type copied struct{ Article, Of, Kind, Share string }

type event struct {
	Key                    string // "e1": anchor and prefix of the anchors in it
	ID, Title, Date, Place string
	Accounts               []account
	Columns                int
	Origins                int // independent ones
	Points                 []point
	Only                   []only
	Labels                 []labelRow
	Texts                  []account // the same accounts, for the texts side by side
	Speakers, Kinds        []choice
	Summary                []summaryLine
	Reasons                []string
	Copies                 int // accounts that are copies of another here
	Decided                []string
}

type account struct {
	Key                    string // "a1": class and anchor part
	Letter, Name, Date, ID string
	CopyOf                 string
	Folded                 bool // a copy of another account here
	Truncated, Short       bool
	Words                  int
	Pieces                 []piece // the text, cut at every mark
}

type choice struct {
	Key, Name string
	N         int
}

// summaryLine is a line of counts, each with the first place that it counts.
type summaryLine struct {
	Lead  string
	Parts []summaryPart
}

type summaryPart struct{ Text, Href string }

type point struct {
	N               int
	Anchor, Speaker string
	ID, Name        string // Name is an analyst's
	Unnamed         string // stands for the speaker where there is none
	Told            string // by how many of how many
	NotCaptured     string
	Decided         bool
	Classes         string
	Cells           []cell
	Divergences     []divergence
	Opinions        []string // of a language model
}

type cell struct {
	Account  account
	Readings []reading
	Absent   string // why there is no reading
	InCopies string // the copies of this account that have a reading where it has none
}

type reading struct {
	Form, FormName string
	Part           bool
	Pieces         []piece // the reading with its divergent words marked
	Before, After  string  // the rest of its surroundings
	Href           string
}

type piece struct {
	Text    string
	Mark    string   // class of the mark, "" for plain text
	Anchors []string // ids that begin here
	Points  []pointRef
}

type pointRef struct {
	N    int
	Href string
}

type divergence struct {
	Kind, Name, Letters, Note, Sure string
	Spans                           []divergentSpan
}

type divergentSpan struct{ Letter, Text, Href string }

type only struct {
	Account  account
	Passages []onlyPassage
}

type onlyPassage struct{ Text, Href string }

type labelRow struct {
	Actor string
	Cells [][]labelCount
}

type labelCount struct {
	Text, Voice, Kind string
	N                 int
	Href              string
}

var formNames = map[news.Form]string{
	news.Quoted: "quoted", news.PartlyQuoted: "partly quoted", news.Reported: "reported", news.Narrated: "narrated",
}

// KindName is a divergence's kind in words.
func KindName(k news.DivergenceKind) string {
	switch k {
	case news.QuoteWords:
		return "different quoted words"
	case news.QuoteTrimmed:
		return "quotation trimmed"
	case news.QuoteParaphrased:
		return "quoted / paraphrased"
	case news.CueDiffers:
		return "reporting word"
	case news.TermDiffers:
		return "another term"
	case news.Headline:
		return "headline"
	}
	return strings.ReplaceAll(string(k), "_", " ")
}

// FormName is a form in words.
func FormName(f news.Form) string { return formNames[f] }

// builder holds what the parts of one event's view need.
type builder struct {
	cov      *news.Coverage
	at       map[string]int
	names    map[string]string // actor id → name
	cmp      *news.Comparison
	accounts []account
	byID     map[string]int // article id → index into accounts
	prefix   string         // anchor prefix of the event
	origins  map[string]string
}

func build(c *news.Coverage) page {
	p := page{Title: "Accounts side by side", Articles: len(c.Articles)}
	b := builder{cov: c, at: c.Index(), names: map[string]string{}}
	for _, a := range c.Actors {
		b.names[a.ID] = a.Name
	}
	compared := map[string]string{} // event id → key
	for i := range c.Comparisons {
		p.Events = append(p.Events, b.event(&c.Comparisons[i], i+1))
		compared[c.Comparisons[i].Event.ID] = p.Events[i].Key
	}
	if len(p.Events) == 1 && p.Events[0].Title != "" {
		p.Title = p.Events[0].Title
	}
	titles := map[string]linked{}
	for i := range c.Events {
		e := &c.Events[i]
		l := linked{ID: e.ID, Title: e.Title, Date: e.Date.String()}
		if key := compared[e.ID]; key != "" {
			l.Href = "#" + key
		} else {
			p.Others = append(p.Others, single{e.ID, e.Title, e.Date.String(), b.accountNames(e.Articles)})
		}
		titles[e.ID] = l
	}
	for _, s := range c.Storylines {
		if len(s.Events) < 2 {
			continue
		}
		st := storyline{Title: s.Title}
		for _, id := range s.Events {
			st.Events = append(st.Events, titles[id])
		}
		p.Storylines = append(p.Storylines, st)
	}
	for _, cp := range c.Copies {
		p.Copies = append(p.Copies, copied{b.accountName(cp.Article), b.accountName(cp.Of), string(cp.Kind), fmt.Sprintf("%.0f %%", 100*cp.Share)})
	}
	return p
}

func (b *builder) accountName(id string) string {
	if i, ok := b.at[id]; ok && b.cov.Articles[i].Outlet != "" {
		return b.cov.Articles[i].Outlet
	}
	return id
}

func (b *builder) accountNames(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = b.accountName(id)
	}
	return strings.Join(names, ", ")
}

func (b *builder) event(c *news.Comparison, n int) event {
	e := event{ID: c.Event.ID, Title: c.Event.Title, Date: c.Event.Date.String(), Place: c.Event.Place}
	b.cmp, b.prefix, b.byID, b.accounts, b.origins = c, fmt.Sprintf("e%d", n), map[string]int{}, nil, c.Origins()
	e.Key, e.Columns = b.prefix, len(c.Accounts)+1
	for i, a := range c.Accounts {
		b.byID[a.Article] = i
		b.accounts = append(b.accounts, account{Key: fmt.Sprintf("%s-a%d", b.prefix, i+1), Letter: Letter(i), Name: b.accountName(a.Article),
			Date: a.Published.String(), ID: a.Article, Truncated: a.Truncated, Short: c.Short(a.Article), Words: a.Words})
		if a.CopyOf == "" {
			e.Origins++
		} else {
			b.accounts[i].CopyOf = b.accountName(a.CopyOf)
		}
		if b.accounts[i].Folded = b.origins[a.Article] != a.Article; b.accounts[i].Folded {
			e.Copies++
		}
	}
	for _, d := range c.Decided {
		e.Decided = append(e.Decided, decisionText(d))
	}
	e.Accounts = b.accounts
	for i := range c.Points {
		e.Points = append(e.Points, b.point(&c.Points[i], i+1))
	}
	e.Only = b.only()
	e.Labels = b.labels()
	e.Texts = b.texts()
	e.Speakers, e.Kinds = b.choices()
	e.Summary = b.summary(&e)
	for _, r := range c.Event.Reasons {
		e.Reasons = append(e.Reasons, r.Text)
	}
	return e
}

// Letter names the i-th account of an event: A … Z, AA ….
func Letter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return Letter(i/26-1) + Letter(i%26)
}

func (b *builder) speakerKey(actor string) string {
	if actor == "" {
		return b.prefix + "-s-none"
	}
	ids := b.speakerIDs()
	return fmt.Sprintf("%s-s%d", b.prefix, sort.SearchStrings(ids, actor)+1)
}

func (b *builder) speakerIDs() []string {
	seen := map[string]bool{}
	var ids []string
	for _, p := range b.cmp.Points {
		if p.Speaker != "" && !seen[p.Speaker] {
			seen[p.Speaker] = true
			ids = append(ids, p.Speaker)
		}
	}
	sort.Strings(ids)
	return ids
}

func (b *builder) point(p *news.Point, n int) point {
	out := point{N: n, Anchor: fmt.Sprintf("%s-p%d", b.prefix, n), ID: p.ID, Name: p.Name, Decided: len(p.Decided) > 0,
		Speaker: b.names[p.Speaker], Unnamed: unnamed(p), Told: b.told(p), NotCaptured: strings.Join(p.NotCaptured, ", ")}
	classes := []string{b.speakerKey(p.Speaker)}
	for _, k := range kindsOf(p) {
		classes = append(classes, b.prefix+"-d-"+string(k))
	}
	if len(p.Divergences) > 0 {
		classes = append(classes, b.prefix+"-d-any")
	}
	if p.Voices(b.origins) < 2 {
		classes = append(classes, b.prefix+"-one")
	}
	for i, a := range b.accounts {
		c := cell{Account: a, Absent: absence(a)}
		for _, r := range p.Readings {
			if r.Account == a.ID {
				c.Readings = append(c.Readings, b.reading(p, &r, i, n))
			}
		}
		if len(c.Readings) > 0 {
			classes = append(classes, a.Key)
		} else {
			c.InCopies = b.inCopies(p, a.ID)
		}
		out.Cells = append(out.Cells, c)
	}
	for _, d := range p.Divergences {
		out.Divergences = append(out.Divergences, b.divergence(&d, n))
	}
	for _, o := range p.Opinions {
		x, y := b.byID[o.Accounts[0]], b.byID[o.Accounts[1]]
		out.Opinions = append(out.Opinions, fmt.Sprintf("%s / %s one claim? %s (%s, prompt %s)", b.accounts[x].Letter, b.accounts[y].Letter, o.Verdict, o.Model, o.Prompt))
	}
	out.Classes = strings.Join(classes, " ")
	return out
}

// absence says of an account without a reading what its silence is worth.
func absence(a account) string {
	switch {
	case a.Truncated:
		return "silent (its text is cut short)"
	case a.Short:
		return fmt.Sprintf("silent (a short text: %d words)", a.Words)
	}
	return "silent"
}

// told counts the accounts and the voices that have a point.
func (b *builder) told(p *news.Point) string {
	have := map[string]bool{}
	for _, r := range p.Readings {
		have[r.Account] = true
	}
	t := fmt.Sprintf("%d of %d accounts", len(have), len(b.accounts))
	if v := p.Voices(b.origins); v < len(have) {
		t += ", " + plural(v, "voice")
	}
	return t
}

// inCopies names the copies of an account that have a reading of p.
func (b *builder) inCopies(p *news.Point, article string) string {
	var letters []string
	for i, a := range b.accounts {
		if a.Folded && b.origins[a.ID] == article && b.has(p, i) {
			letters = append(letters, a.Letter)
		}
	}
	return strings.Join(letters, ", ")
}

func (b *builder) has(p *news.Point, account int) bool {
	for _, r := range p.Readings {
		if r.Account == b.accounts[account].ID {
			return true
		}
	}
	return false
}

// decisionText says what an analyst decided.
func decisionText(d news.Decision) string {
	t := d.Who + ": " + strings.TrimPrefix(string(d.Kind), "point.") + " " + strings.Join(append(append([]string{}, d.Subjects...), d.Args...), " ")
	if d.Note != "" {
		t += " (" + d.Note + ")"
	}
	return t
}

// unnamed says why a point has no speaker.
func unnamed(p *news.Point) string {
	for _, r := range p.Readings {
		if r.Form != news.Narrated {
			return "speaker not resolved"
		}
	}
	return "the outlets' own voice"
}

func kindsOf(p *news.Point) []news.DivergenceKind {
	var ks []news.DivergenceKind
	seen := map[news.DivergenceKind]bool{}
	for _, d := range p.Divergences {
		if !seen[d.Kind] {
			seen[d.Kind] = true
			ks = append(ks, d.Kind)
		}
	}
	return ks
}

func (b *builder) textOf(article string) string {
	if i, ok := b.at[article]; ok {
		return b.cov.Articles[i].Text
	}
	return ""
}

func (b *builder) reading(p *news.Point, r *news.Reading, acc, n int) reading {
	t := b.textOf(r.Account)
	before, after := surroundings(t, r.Span)
	out := reading{Form: string(r.Form), FormName: formNames[r.Form], Part: r.Fit == news.Part,
		Before: before, After: after, Href: b.textAnchor(acc, n)}
	var marks []text.Span
	for _, d := range p.Divergences {
		if d.Kind == news.QuoteParaphrased || d.Kind == news.Headline || d.Kind == news.Detail {
			continue // the whole reading differs, not some words of it
		}
		for _, s := range d.Spans {
			if s.Article == r.Account && r.Span.Contains(s.Span) && s.Span != r.Span {
				marks = append(marks, s.Span)
			}
		}
	}
	out.Pieces = pieces(t, r.Span, marks)
	return out
}

// pieces cuts span at the marks; marks may overlap.
func pieces(t string, span text.Span, marks []text.Span) []piece {
	cuts := []int{span.Start, span.End}
	for _, m := range marks {
		cuts = append(cuts, m.Start, m.End)
	}
	sort.Ints(cuts)
	var out []piece
	for i := 0; i+1 < len(cuts); i++ {
		s := text.Span{Start: cuts[i], End: cuts[i+1]}
		if s.Empty() {
			continue
		}
		p := piece{Text: s.In(t)}
		for _, m := range marks {
			if m.Contains(s) {
				p.Mark = "dv"
			}
		}
		out = append(out, p)
	}
	return out
}

// contextBytes is about how much text is shown on each side of a reading.
const contextBytes = 240

// surroundings returns some text before and after s, cut at spaces.
func surroundings(t string, s text.Span) (before, after string) {
	a := max(0, s.Start-contextBytes)
	if a > 0 {
		if i := strings.IndexAny(t[a:s.Start], " \n"); i >= 0 {
			a += i + 1
		} else {
			a = s.Start
		}
	}
	z := min(len(t), s.End+contextBytes)
	if z < len(t) {
		if i := strings.LastIndexAny(t[s.End:z], " \n"); i >= 0 {
			z = s.End + i
		} else {
			z = s.End
		}
	}
	before, after = t[a:s.Start], t[s.End:z]
	if a > 0 && before != "" {
		before = "… " + before
	}
	if z < len(t) && after != "" {
		after += " …"
	}
	return before, after
}

func (b *builder) textAnchor(acc, n int) string { return fmt.Sprintf("%s-p%d", b.accounts[acc].Key, n) }

func (b *builder) divergence(d *news.Divergence, n int) divergence {
	out := divergence{Kind: string(d.Kind), Name: KindName(d.Kind), Note: Remark(d.Note)}
	var letters []string
	for _, a := range d.Accounts {
		if i, ok := b.byID[a]; ok {
			letters = append(letters, b.accounts[i].Letter)
		}
	}
	out.Letters = strings.Join(letters, " / ")
	if d.Confidence < .5 {
		out.Sure = "uncertain"
	}
	for _, s := range d.Spans {
		i, ok := b.byID[s.Article]
		if !ok {
			continue
		}
		out.Spans = append(out.Spans, divergentSpan{b.accounts[i].Letter, s.Span.In(b.textOf(s.Article)), b.textAnchor(i, n)})
	}
	return out
}

// Remark is what a note tells beyond the words that stand beside it.
func Remark(note string) string {
	if i := strings.LastIndex(note, "”"); i >= 0 {
		note = note[i+len("”"):]
	}
	return strings.TrimLeft(note, "; ")
}

func (b *builder) only() []only {
	var out []only
	for i, a := range b.accounts {
		o := only{Account: a}
		for k, p := range b.cmp.Only {
			if p.Article == a.ID {
				o.Passages = append(o.Passages, onlyPassage{p.Span.In(b.textOf(p.Article)), fmt.Sprintf("%s-o%d", b.accounts[i].Key, k+1)})
			}
		}
		if len(o.Passages) > 0 {
			out = append(out, o)
		}
	}
	return out
}

func (b *builder) labels() []labelRow {
	rows := map[string]int{}
	var out []labelRow
	var weight []int
	for _, l := range b.cmp.Labels {
		i, ok := b.byID[l.Account]
		if !ok {
			continue
		}
		r, ok := rows[l.Actor]
		if !ok {
			r = len(out)
			rows[l.Actor] = r
			name := b.names[l.Actor]
			if name == "" {
				name = l.Actor
			}
			out = append(out, labelRow{Actor: name, Cells: make([][]labelCount, len(b.accounts))})
			weight = append(weight, 0)
		}
		weight[r]++
		out[r].Cells[i] = count(out[r].Cells[i], labelCount{Text: l.Span.In(b.textOf(l.Account)), Voice: string(l.Voice), Kind: string(l.Kind), N: 1})
	}
	order := make([]int, len(out))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(x, y int) bool { return weight[order[x]] > weight[order[y]] })
	sorted := make([]labelRow, len(out))
	for i, o := range order {
		sorted[i] = out[o]
	}
	return sorted
}

func count(cs []labelCount, l labelCount) []labelCount {
	for i := range cs {
		if cs[i].Text == l.Text && cs[i].Voice == l.Voice && cs[i].Kind == l.Kind {
			cs[i].N++
			return cs
		}
	}
	return append(cs, l)
}
