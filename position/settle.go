package position

import (
	"strings"

	"synoptic/text"
)

// placed notes a word before a name that stands before names of places, or of persons hardly ever.
func (p *part) placed(d *text.Document, m *text.Mention) {
	p.named++
	if m.Tokens.Start == 0 {
		return
	}
	switch strings.ToLower(d.Tokens[m.Tokens.Start-1].Form) {
	case "in", "into", "near", "at", "across", "outside", "inside", "throughout":
		p.within++
	case "of", "from":
		p.of++
	}
}

// settle weighs what all articles told.
func (c *Cast) settle() {
	if c.settled {
		return
	}
	c.settled = true
	c.settleHeads()
	c.settlePlaces()
}

// settleHeads takes a person who is named as head of nothing as that of the body that is named right before, where it is most
// often one; and nobody as head of what he is named as the head of only half as often as of another.
func (c *Cast) settleHeads() {
	most := map[string]int{} // by head
	for _, p := range c.parts {
		for head, n := range p.heads {
			most[head] = max(most[head], n)
		}
	}
	for a, p := range c.parts {
		body, all := "", 0
		for b, n := range p.beside {
			if all += n; body == "" || n > p.beside[body] || n == p.beside[body] && b < body {
				body = b
			}
		}
		if body != "" && most[a] == 0 && p.person > 0 && 3*p.beside[body] >= 2*all {
			c.parts[body].heads[a]++
		}
		for head, n := range p.heads {
			if 2*n < most[head] {
				delete(p.heads, head)
			}
		}
	}
}

// settlePlaces takes a name of one word for a place that stands after "in", and for no person if it stands mostly after "of",
// where nothing but the recogniser says that it is one's; and a bank in whose place something happens for a bank in the sea.
func (c *Cast) settlePlaces() {
	all := map[string]*part{} // by a name of one word
	persons := map[string]bool{}
	for _, p := range c.parts {
		ws := p.untitled()
		switch n := len(ws); {
		case n == 1:
			if all[ws[0]] == nil {
				all[ws[0]] = &part{}
			}
			sum := all[ws[0]]
			sum.named, sum.within, sum.of = sum.named+p.named, sum.within+p.within, sum.of+p.of
		case n > 1 && p.person > 1:
			for _, w := range ws {
				if w == "of" {
					break
				}
				persons[w] = true
			}
		}
	}
	for _, p := range c.parts {
		if p.body && 2*p.within > p.named {
			p.place, p.body = true, false
		}
		ws := p.untitled()
		if len(ws) != 1 || p.person < 0 || p.person > 1 || persons[ws[0]] {
			continue
		}
		switch sum := all[ws[0]]; {
		case sum.within > 0:
			p.person, p.place = -1, true
		case sum.of > 1 && 2*sum.of >= sum.named:
			p.person = -1
		}
	}
}
