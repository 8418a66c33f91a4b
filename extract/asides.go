package extract

import (
	"strings"

	"synoptic/news"
)

// How much of what stands around an account is kept.
const (
	maxAsides = 200
	maxAside  = 1000 // bytes of one
)

// asides are the stretches that were left out of the account: those inside the
// body element, and captions, notices and comments elsewhere.
func (p *page) asides(body []int) []news.Aside {
	kept := make(map[int]bool, len(body))
	for _, b := range body {
		kept[b] = true
	}
	var out []news.Aside
	for b := range p.blocks {
		if len(out) == maxAsides {
			break
		}
		if kept[b] {
			continue
		}
		if k := p.asideKind(b); k != "" {
			text := p.blocks[b].text
			out = append(out, news.Aside{Kind: k, Text: strings.ToValidUTF8(text[:min(len(text), maxAside)], "")})
		}
	}
	return out
}

// asideKind says what a block beside the account is; "" for menus and the like,
// which nobody will look for.
func (p *page) asideKind(b int) news.MarkingKind {
	bl := &p.blocks[b]
	if k := bl.aside(); k != "" {
		return k
	}
	if bl.element < 0 || p.elements[bl.element].bad < 0 {
		return ""
	}
	switch w := p.elements[p.elements[bl.element].bad].words; {
	case w&captions != 0:
		return news.Caption
	case w&commenting != 0 && bl.prose():
		return news.Comment
	case w&bylines != 0:
		return news.Byline
	case w&related != 0:
		return news.ReadAlso
	case w&selling != 0 && bl.prose():
		return news.Boilerplate
	}
	return ""
}
