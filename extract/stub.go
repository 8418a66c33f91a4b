package extract

import (
	"bytes"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A page that is not free to read and shows less than this many characters is a
// stub.
const stubChars = 1500

// locked reports whether meta tags say that the text is not for everybody:
// Facebook's content tier, and the names that paywalls give themselves.
func (h *head) locked() bool {
	switch strings.ToLower(h.first("article:content_tier", "og:article:content_tier", "content_tier")) {
	case "locked", "metered":
		return true
	}
	return strings.EqualFold(h.first("paywall", "is_paywalled", "article:paywalled"), "true")
}

// Words of class and id attributes that name the box in place of a text.
var wallWords = map[string]bool{"paywall": true, "regwall": true, "registrationwall": true, "subscriptionwall": true, "piano": true, "metered": true}

var wallText = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:(?:subscribe|sign in|log in|register)(?: now| today)?,? (?:to|and) (?:continue|keep|unlock|read the|read this|get access)|(?:this|the) (?:article|story|content) is (?:only |exclusively )?(?:for|available to) (?:\w+ )?(?:subscribers|members)|subscribers only|to (?:continue|keep) reading|to read the (?:full|rest of)|` +
		`weiterlesen mit|nur für abonnenten|réservé aux abonnés|pour lire la suite|exclusivo para suscriptores|solo para suscriptores|riservato agli abbonati|artykuł dostępny tylko dla)`)
})

// walled reports whether the page shows a paywall in place of the rest of its
// body: a box of that name, or a short line that asks to subscribe.
func (p *page) walled(body []int) bool {
	if len(body) == 0 {
		return false
	}
	first, last := body[0], body[len(body)-1]
	for i := range p.elements {
		e := &p.elements[i]
		if e.start < first || e.end <= last || e.start == e.end || p.hides(i) {
			continue
		}
		for _, a := range e.node.Attr {
			if (a.Key == "class" || a.Key == "id") && namesWall(a.Val) {
				return true
			}
		}
	}
	for b := first; b < len(p.blocks); b++ {
		if bl := &p.blocks[b]; bl.chars < 240 && wallText().MatchString(bl.text) && !p.hides(bl.element) {
			return true
		}
	}
	return false
}

// hides reports whether an element or one above it is not shown.
func (p *page) hides(e int) bool {
	for ; e >= 0; e = p.elements[e].parent {
		if p.elements[e].words&hidden != 0 {
			return true
		}
	}
	return false
}

func namesWall(names string) bool {
	last := ""
	for i := 0; i < len(names); {
		word := nextWord(names, &i)
		if wallWords[word] && !negation[last] {
			return true
		}
		if word != "" {
			last = word
		}
	}
	return false
}

// trailsOff reports whether a text ends in dots that stand by themselves, as
// teasers do; dots that are written on a word are somebody's style.
func trailsOff(body string) bool {
	body = strings.TrimRight(body, " \n")
	for _, end := range []string{" …", " ...", "[…]", "[...]", "(…)", "(...)"} {
		if strings.HasSuffix(body, end) {
			return true
		}
	}
	return false
}

// AMP is the address of the page for small screens (Accelerated Mobile Pages)
// that a page names, absolute by the page's address; "" if it names none. Such a
// page holds the whole text where the page itself builds it by scripts.
func AMP(b []byte, address string) string {
	for z := html.NewTokenizer(bytes.NewReader(b)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if t.DataAtom == atom.Body {
				return ""
			}
			n := html.Node{Attr: t.Attr}
			if t.DataAtom == atom.Link && strings.EqualFold(attr(&n, "rel"), "amphtml") {
				return absolute(address, attr(&n, "href"))
			}
		}
	}
}
