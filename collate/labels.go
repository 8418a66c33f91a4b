package collate

import (
	"math"
	"sort"
	"strings"

	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/text"
)

// Labels lists what every account calls every actor, and in whose voice, in the
// order of accounts and text. Pronouns are no labels. A name with what stands
// before it gives several: the honorific, the role, the name.
func Labels(accounts []Account) []news.Label {
	var out []news.Label
	for _, a := range accounts {
		if a.Doc == nil {
			continue
		}
		l := labeller{doc: a.Doc, article: a.Article.ID}
		for _, m := range a.Doc.Mentions {
			if m.Kind == text.PronounMention || m.Chain < 0 || m.Chain >= len(a.Actors) || a.Actors[m.Chain] == "" {
				continue
			}
			l.actor = a.Actors[m.Chain]
			l.mention(m)
		}
		sort.SliceStable(l.out, func(i, j int) bool {
			x, y := l.out[i].Span, l.out[j].Span
			return x.Start < y.Start || x.Start == y.Start && x.End > y.End
		})
		out = append(out, l.out...)
	}
	return out
}

type labeller struct {
	doc            *text.Document
	article, actor string
	out            []news.Label
}

func (l *labeller) add(r text.Range, k news.LabelKind) {
	span := l.doc.SpanOf(r)
	if span.Empty() {
		return
	}
	l.out = append(l.out, news.Label{Actor: l.actor, Account: l.article, Span: span, Voice: l.voice(span), Kind: k})
}

// mention gives the labels of one mention.
func (l *labeller) mention(m text.Mention) {
	r := l.core(m)
	if q, ok := l.scareQuoted(r); ok {
		l.out = append(l.out, news.Label{Actor: l.actor, Account: l.article, Span: q, Voice: l.voice(q), Kind: news.ScareQuotes})
		return
	}
	if m.Kind == text.NominalMention {
		class, _ := lexicon.Title(l.doc.Tokens[m.Head].Form)
		switch {
		case class&lexicon.Honorific != 0:
			l.add(r, news.HonorLabel)
		case class&(lexicon.Office|lexicon.Rank) != 0:
			l.add(r, news.RoleLabel)
		default:
			l.add(r, news.NounLabel)
		}
		return
	}
	l.named(r, m)
}

// named divides a name from the honorifics and roles before it.
func (l *labeller) named(r text.Range, m text.Mention) {
	at := r.Start
	if strings.EqualFold(l.doc.Tokens[at].Form, "the") && r.Len() > 1 {
		at++
	}
	first := at
	for at < m.Head {
		size, class := l.titleAt(at, r.End)
		if size == 0 {
			break
		}
		if class&lexicon.Honorific != 0 {
			if at > first {
				l.add(text.Range{Start: first, End: at}, news.RoleLabel)
			}
			l.add(text.Range{Start: at, End: at + size}, news.HonorLabel)
			first = at + size
		}
		at += size
	}
	if at > first {
		l.add(text.Range{Start: first, End: at}, news.RoleLabel)
	}
	l.add(text.Range{Start: at, End: r.End}, news.NameLabel)
}

// titleAt is how many tokens from i on are a title, with the words that belong
// to one ("Foreign", "Icelandic") before it, and its classes; 0 if none.
func (l *labeller) titleAt(i, end int) (int, lexicon.TitleClass) {
	for size := min(5, end-i-1); size > 0; size-- {
		span := l.doc.SpanOf(text.Range{Start: i, End: i + size}).In(l.doc.Text)
		if c, _ := lexicon.Title(span); c&(lexicon.Honorific|lexicon.Rank|lexicon.Office) != 0 {
			return size, c
		}
		if n := lexicon.ParseName(span); len(n.Core) == 0 && len(n.Titles) == 1 {
			c, _ := lexicon.Title(n.Titles[0])
			return size, c
		}
	}
	return 0, 0
}

// core is the mention without what follows its head in clauses: "the man" of
// "the man who left".
func (l *labeller) core(m text.Mention) text.Range {
	if m.Kind == text.NameMention {
		return text.Range{Start: m.Tokens.Start, End: lexicon.NameSpan(l.doc, m.Tokens, m.Head).End}
	}
	r := m.Tokens
	for i := m.Head + 1; i < r.End; i++ {
		rel := ""
		if l.doc.Arcs != nil && l.doc.Arcs[i].Head == m.Head {
			rel = l.doc.Arcs[i].Relation
		}
		if l.doc.Tokens[i].Form == "," || strings.HasPrefix(rel, "acl") || l.doc.Tokens[i].Form == "(" || l.doc.Tokens[i].Form == "who" || l.doc.Tokens[i].Form == "which" {
			r.End = i
			break
		}
	}
	return r
}

const scareWords = 4 // a longer quotation is somebody's speech

// scareQuoted returns the quoted part, marks included, of a label that the
// account sets between quotation marks: a quote of a few words inside of it or
// exactly around it.
func (l *labeller) scareQuoted(r text.Range) (text.Span, bool) {
	span := l.doc.SpanOf(r)
	for _, q := range l.doc.Quotes {
		if q.Depth > 0 || !q.Complete || l.doc.TokensIn(q.Inner).Len() > scareWords {
			continue
		}
		if span.Contains(q.Inner) && !q.Inner.Empty() {
			return q.Outer, true
		}
	}
	return text.Span{}, false
}

// voice tells whose words a span is in.
func (l *labeller) voice(s text.Span) news.Voice {
	for _, q := range l.doc.Quotes {
		if q.Inner.Contains(s) && q.Inner.Len() > s.Len() {
			return news.QuotedVoice
		}
	}
	for _, a := range l.doc.Attributions {
		for _, c := range a.Content {
			if c.Contains(s) {
				return news.ReportedVoice
			}
		}
	}
	return news.OutletVoice
}

// Contrasts compares how often two sides use each term: log-odds ratios with an
// informative Dirichlet prior, which keeps rare terms from looking typical
// (Monroe, Colaresi & Quinn, "Fightin' Words", Political Analysis 2008,
// equations 15, 16 and 22). The prior is background, the counts of a larger
// corpus or of both sides together, scaled to a sum of strength (their 500 is a
// usual value). Terms that neither side uses are left out. The order is by Z,
// highest first, then by term.
func Contrasts(one, other, background map[string]int, strength float64) []news.Contrast {
	n1, n2, n0 := total(one), total(other), total(background)
	var out []news.Contrast
	for _, t := range termsOf(one, other) {
		alpha := strength * (float64(background[t]) + .5) / (n0 + .5*float64(len(background)) + 1)
		y1, y2 := float64(one[t])+alpha, float64(other[t])+alpha
		d := math.Log(y1/(n1+strength-y1)) - math.Log(y2/(n2+strength-y2))
		sd := math.Sqrt(1/y1 + 1/y2)
		out = append(out, news.Contrast{Term: t, Count: one[t], Rest: other[t], LogOdds: d, Low: d - typicalZ*sd, High: d + typicalZ*sd, Z: d / sd})
	}
	sort.Slice(out, func(i, j int) bool {
		return out[i].Z > out[j].Z || out[i].Z == out[j].Z && out[i].Term < out[j].Term
	})
	return out
}

func total(counts map[string]int) float64 {
	n := 0
	for _, c := range counts {
		n += c
	}
	return float64(n)
}

func termsOf(a, b map[string]int) []string {
	var ts []string
	for t, n := range a {
		if n > 0 {
			ts = append(ts, t)
		}
	}
	for t, n := range b {
		if n > 0 && a[t] == 0 {
			ts = append(ts, t)
		}
	}
	sort.Strings(ts)
	return ts
}
