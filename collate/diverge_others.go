package collate

import "synoptic/news"

// inOtherWords adds to divergences of what stands at one place of a claim the other
// accounts that tell all of it much alike, but on neither side: with their reading,
// or with whom they name as its speaker.
func (e *event) inOtherWords(ds []news.Divergence, accounts [][]*side) []news.Divergence {
	for i := range ds {
		d := &ds[i]
		if !placed[d.Kind] {
			continue
		}
		concerned := map[string]bool{}
		for _, a := range d.Accounts {
			concerned[a] = true
		}
		for _, sides := range accounts {
			if len(sides) == 0 || concerned[sides[0].Account] {
				continue
			}
			if s := e.nearestTo(concerned, sides, accounts); s != nil {
				d.Accounts = append(d.Accounts, s.Account)
				at := s.Span
				if d.Kind == news.SpeakerDiffers {
					at = s.source()
				}
				d.Spans = append(d.Spans, news.Passage{Article: s.Account, Span: at})
			}
		}
		if len(d.Accounts) > len(concerned) {
			d.Note += inOthers
		}
	}
	return ds
}

const inOthers = "; others put it in their own way"

// placed are the kinds of divergence between words at one place, which every account
// that tells the claim must fill somehow. How strongly it does is another matter, and
// it need not contradict anybody.
var placed = map[news.DivergenceKind]bool{news.TermDiffers: true, news.SpeakerDiffers: true}

// nearestTo is the side of an account that is most like a reading of the accounts
// concerned, nil if none is much like one.
func (e *event) nearestTo(concerned map[string]bool, sides []*side, accounts [][]*side) *side {
	var best *side
	top := float32(closeOther)
	for _, others := range accounts {
		if len(others) == 0 || !concerned[others[0].Account] {
			continue
		}
		for _, s := range sides {
			for _, o := range others {
				if p := e.alike(s.reading, o.reading); p >= top && (best == nil || p > top) {
					best, top = s, p
				}
			}
		}
	}
	return best
}

// closeOther is how alike a reading is at least to one of those that differ if it fills
// the same place in words of its own.
const closeOther = .75
