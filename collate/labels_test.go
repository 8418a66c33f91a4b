package collate

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"synoptic/news"
	"synoptic/text"
)

// labelled builds a document of tokens in which [n …] is a name, [d …] a
// description and [p …] a pronoun of the one actor "x"; the last word of a
// mention, or the one before a star, is its head. Quotation marks are read.
func labelled(marked string) Account {
	d := &text.Document{Tokens: []text.Token{}, Chains: []text.Chain{{}}}
	var b strings.Builder
	open, kind, head, quote := -1, text.NameMention, -1, -1
	for _, w := range strings.Fields(marked) {
		if k, ok := map[string]text.MentionKind{"[n": text.NameMention, "[d": text.NominalMention, "[p": text.PronounMention}[w]; ok {
			open, kind, head = len(d.Tokens), k, -1
			continue
		}
		closes := strings.HasSuffix(w, "]")
		w = strings.TrimSuffix(w, "]")
		if strings.HasSuffix(w, "*") {
			w, head = strings.TrimSuffix(w, "*"), len(d.Tokens)
		}
		if w != "" {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			s := text.Span{Start: b.Len(), End: b.Len() + len(w)}
			b.WriteString(w)
			d.Tokens = append(d.Tokens, text.Token{Span: s, Form: w})
			if w == "“" {
				quote = s.Start
			} else if w == "”" {
				d.Quotes = append(d.Quotes, text.Quote{Outer: text.Span{Start: quote, End: s.End}, Inner: text.Span{Start: quote + len("“ "), End: s.Start - 1}, Complete: true})
			}
		}
		if closes {
			r := text.Range{Start: open, End: len(d.Tokens)}
			if head < 0 {
				head = r.End - 1
			}
			d.Mentions = append(d.Mentions, text.Mention{Tokens: r, Head: head, Kind: kind})
			d.Chains[0].Mentions = append(d.Chains[0].Mentions, len(d.Mentions)-1)
		}
	}
	d.Text = b.String()
	return Account{Article: &news.Article{ID: "a"}, Doc: d, Actors: []string{"x"}}
}

func TestLabels(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"[n Nivaro Keld ] spoke", "name outlet Nivaro Keld"},
		{"[n President Nivaro Keld ] spoke", "role outlet President; name outlet Nivaro Keld"},
		{"[n Ms Pohlin ] spoke", "honorific outlet Ms; name outlet Pohlin"},
		{"[n His Excellency Prime Minister Oshane ] spoke", "honorific outlet His Excellency; role outlet Prime Minister; name outlet Oshane"},
		{"[d the minister ] spoke and [p he ] left", "role outlet the minister"},
		{"[d the militants* who left ] spoke", "noun outlet the militants"},
		{"they said “ we fight [d the militants ] every day ”", "noun quoted the militants"},
		{"the “ resistance ” of [d the “ resistance ” men ] spoke", "scare_quotes outlet “ resistance ”"},
		{"so [d “ freedom fighters ” ] spoke", "scare_quotes outlet “ freedom fighters ”"},
	} {
		a := labelled(c.in)
		var got []string
		for _, l := range Labels([]Account{a}) {
			if l.Actor != "x" || l.Account != "a" {
				t.Errorf("%s: %+v", c.in, l)
			}
			got = append(got, fmt.Sprintf("%s %s %s", l.Kind, l.Voice, l.Span.In(a.Doc.Text)))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, s, c.want)
		}
	}
}

func TestLabelsInReportedSpeech(t *testing.T) {
	a := labelled("she said that [d the militants ] left")
	a.Doc.Attributions = []text.Attribution{{Kind: text.Indirect, Content: []text.Span{{Start: 9, End: len(a.Doc.Text)}}}}
	if ls := Labels([]Account{a}); len(ls) != 1 || ls[0].Voice != news.ReportedVoice {
		t.Errorf("%+v", ls)
	}
}

func TestLabelsOfUnresolvedChains(t *testing.T) {
	a := labelled("[n Keld ] spoke")
	a.Actors = []string{""}
	if ls := Labels([]Account{a, {Article: &news.Article{ID: "b"}}}); len(ls) != 0 {
		t.Errorf("%+v", ls)
	}
}

func TestContrasts(t *testing.T) {
	one := map[string]int{"regime": 20, "say": 50, "rare": 1}
	other := map[string]int{"government": 20, "say": 50}
	all := map[string]int{"regime": 20, "government": 20, "say": 100, "rare": 1}
	cs := Contrasts(one, other, all, 50)
	by := map[string]news.Contrast{}
	for i, c := range cs {
		by[c.Term] = c
		if !(c.Low < c.LogOdds && c.LogOdds < c.High) || i > 0 && cs[i-1].Z < c.Z {
			t.Errorf("order or interval: %+v", cs)
		}
	}
	if cs[0].Term != "regime" || cs[len(cs)-1].Term != "government" || by["regime"].Low <= 0 || by["government"].High >= 0 {
		t.Errorf("%+v", cs)
	}
	if r := by["rare"]; r.Low > 0 {
		t.Errorf("a term met once is typical: %+v", r)
	}
	if s := by["say"]; s.Low > 0 || s.High < 0 {
		t.Errorf("a term of both sides is typical: %+v", s)
	}
	swapped := Contrasts(other, one, all, 50)
	if math.Abs(swapped[len(swapped)-1].LogOdds) < 1 {
		t.Errorf("%+v", swapped)
	}
	for _, c := range swapped {
		if o := by[c.Term]; math.Abs(o.LogOdds+c.LogOdds) > 1e-9 {
			t.Errorf("not symmetric: %+v %+v", o, c)
		}
	}
}

// The figure is worked by hand: prior .5*(10+.5)/(20+.5*2+1) each.
func TestContrastsByHand(t *testing.T) {
	cs := Contrasts(map[string]int{"a": 3, "b": 1}, map[string]int{"a": 1, "b": 3}, map[string]int{"a": 10, "b": 10}, 2)
	alpha := 2 * 10.5 / 22
	want := math.Log((3+alpha)/(4+2-3-alpha)) - math.Log((1+alpha)/(4+2-1-alpha))
	if math.Abs(cs[0].LogOdds-want) > 1e-12 || cs[0].Term != "a" {
		t.Errorf("%+v, want %v", cs, want)
	}
}

func TestOwnTermsPassOverQuotations(t *testing.T) {
	a := labelled("the regime fell “ the government fell ”")
	for _, tok := range a.Doc.Tokens {
		a.Doc.Morphs = append(a.Doc.Morphs, text.Morph{UPOS: map[string]string{"regime": "NOUN", "government": "NOUN", "fell": "VERB"}[tok.Form], Lemma: tok.Form})
	}
	if got := fmt.Sprint(OwnTerms(a.Doc, []text.Range{{Start: 0, End: len(a.Doc.Tokens)}})); got != "map[fell:1 regime:1]" {
		t.Error(got)
	}
}
