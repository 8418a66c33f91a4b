package collate

import (
	"fmt"

	"synoptic/news"
)

// divergences compares the readings of a point, one of each account.
func (e *event) divergences(rs []*reading) []news.Divergence {
	var out []news.Divergence
	for i, a := range rs {
		for _, b := range rs[i+1:] {
			if a.account != b.account {
				out = append(out, e.compareReadings(a, b)...)
			}
		}
	}
	return out
}

func (e *event) compareReadings(a, b *reading) []news.Divergence {
	var out []news.Divergence
	da, db := e.accounts[a.account].Doc, e.accounts[b.account].Doc
	for _, x := range a.units {
		for _, y := range b.units {
			for _, m := range e.units[x].numbers {
				for _, n := range e.units[y].numbers {
					if m.unit == "" || m.unit != n.unit || m.value == n.value {
						continue
					}
					out = append(out, news.Divergence{
						Kind: news.NumberDiffers, Accounts: []string{a.Account, b.Account},
						Spans:      []news.Passage{{Article: a.Account, Span: da.SpanOf(m.tokens)}, {Article: b.Account, Span: db.SpanOf(n.tokens)}},
						Confidence: .7, Note: fmt.Sprintf("“%s” against “%s”", da.SpanOf(m.tokens).In(da.Text), db.SpanOf(n.tokens).In(db.Text)),
					})
				}
			}
		}
	}
	return out
}
