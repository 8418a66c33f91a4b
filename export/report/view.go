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

var formNames = map[news.Form]string{
	news.Quoted: "quoted", news.PartlyQuoted: "partly quoted", news.Reported: "reported", news.Narrated: "narrated",
}

// kindNames are the same words for statements.
var kindNames = map[text.Kind]string{text.Direct: formNames[news.Quoted], text.Mixed: formNames[news.PartlyQuoted], text.Indirect: formNames[news.Reported]}

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
		l := linked{ID: e.ID, Title: e.Title, Date: e.Date.Words()}
		if key := compared[e.ID]; key != "" {
			l.Href = "#" + key
		} else {
			p.Others = append(p.Others, single{e.ID, e.Title, e.Date.Words(), b.accountNames(e.Articles)})
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
	e := event{ID: c.Event.ID, Title: c.Event.Title, Date: c.Event.Date.Words(), Place: c.Event.Place}
	b.cmp, b.prefix, b.byID, b.accounts, b.origins = c, fmt.Sprintf("e%d", n), map[string]int{}, nil, c.Origins()
	e.Key, e.Columns = b.prefix, len(c.Accounts)+1
	for i, a := range c.Accounts {
		b.byID[a.Article] = i
		b.accounts = append(b.accounts, account{Key: fmt.Sprintf("%s-a%d", b.prefix, i+1), Letter: Letter(i), Name: b.accountName(a.Article),
			Date: a.Published.Words(), ID: a.Article, Truncated: a.Truncated, Short: c.Short(a.Article), Words: a.Words})
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
