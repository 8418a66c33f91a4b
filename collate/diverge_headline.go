package collate

import "synoptic/news"

// headline compares the headline's reading with those of the body under it: what
// the headline says otherwise, or more strongly, the body does not bear out; or what
// it quotes does not, whatever the outlet's own words say.
func (e *event) headline(s []*side) []news.Divergence {
	body := bodyOf(e, s)
	for _, h := range s {
		if !e.units[h.units[0]].headline {
			continue
		}
		for _, b := range body {
			for _, r := range []pairRule{contradictionRule, numberRule, strengthRule, degreeRule} {
				f := r(e, h, b).between(h, b)
				if f.kind == "" || f.kind == news.Weaker {
					continue
				}
				note := "headline " + f.against() + " in the body"
				if settledElsewhere(e, r, []*side{h}, body) {
					if !e.onlyInOwnWords(f, r, body) {
						continue
					}
					note = "headline " + f.against() + " in its own quotation"
				}
				return []news.Divergence{{
					Kind: news.Headline, Accounts: []string{h.Account}, Confidence: f.confidence, Note: note,
					Spans: []news.Passage{{Article: h.Account, Span: f.a}, {Article: h.Account, Span: f.b}},
				}}
			}
		}
	}
	return nil
}

// onlyInOwnWords says that what differs is the outlet's wording on the one side and its
// quotation on the other, and that nothing else that it quotes says what its words do.
func (e *event) onlyInOwnWords(f finding, r pairRule, body []*side) bool {
	if f.x.doc.Quoted(f.a) || !f.y.doc.Quoted(f.b) {
		return false
	}
	for _, b := range body {
		if b.quoted() && e.alike(f.x.reading, b.reading) > comparable && r(e, f.x, b).kind == "" {
			return false
		}
	}
	return true
}

// ownWords tells what an outlet says more strongly in its own words than whom it quotes
// at another place.
func (e *event) ownWords(s []*side) []news.Divergence {
	body := bodyOf(e, s)
	for _, own := range body {
		if own.quoted() {
			continue
		}
		for _, b := range body {
			if own.Sentence == b.Sentence || !b.quoted() || own.said != nil && (b.said == nil || own.said.speaker != b.said.speaker) {
				continue
			}
			for _, r := range []pairRule{strengthRule, degreeRule} {
				if f := r(e, own, b).between(own, b); f.kind == news.Stronger && e.onlyInOwnWords(f, r, body) {
					return []news.Divergence{f.ofOwnQuotation(e)}
				}
			}
		}
	}
	return nil
}

// bodyOf are the full readings below the headline.
func bodyOf(e *event, s []*side) []*side {
	var out []*side
	for _, x := range full(s) {
		if !e.units[x.units[0]].headline {
			out = append(out, x)
		}
	}
	return out
}
