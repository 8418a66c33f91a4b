package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// traits are what an element's name, class, id, role and attributes say about
// its contents.
type traits uint32

const (
	navigation traits = 1 << iota // menus, footers, sidebars, breadcrumbs, tags
	sharing                       // buttons and counters of social networks
	related                       // other articles
	selling                       // advertisements, newsletters, subscriptions, cookies
	commenting                    // readers' comments
	captions                      // captions and credits of pictures
	bylines                       // author boxes, dates, meta lines
	hidden                        // not shown
	teaser
	lead       // lead paragraph
	bodyStrong // article body by schema.org or by a class that says so
	bodyArticle
	bodyWeak // content, story, main column
	bodyMain
)

// boilerplate reports whether an element is to be left out.
func (t traits) boilerplate() bool {
	return t&(navigation|sharing|related|selling|commenting|captions|bylines|hidden) != 0
}

// Words of class and id attributes. A name is cut at everything that is no
// letter and where a capital follows a small letter: "relatedArticles-box" is
// related, articles, box.
var wordTraits = map[string]traits{
	"nav": navigation, "navi": navigation, "navigation": navigation, "navbar": navigation, "navbox": navigation, "subnav": navigation, "menu": navigation, "submenu": navigation,
	"footer": navigation, "foot": navigation, "utility": navigation, "postmetadata": navigation, "credits": navigation, "sidebar": navigation, "breadcrumb": navigation, "breadcrumbs": navigation, "crumbs": navigation, "tags": navigation, "taglist": navigation,
	"pagination": navigation, "pager": navigation, "toolbar": navigation, "widget": navigation, "widgets": navigation, "topbar": navigation,
	"masthead": navigation, "skip": navigation, "search": navigation, "searchform": navigation, "colophon": navigation, "siteinfo": navigation, "rating": navigation, "ratings": navigation,
	"share": sharing, "sharing": sharing, "sharedaddy": sharing, "social": sharing, "sociable": sharing, "socials": sharing, "addthis": sharing, "addtoany": sharing, "shariff": sharing, "facebook": sharing, "twitter": sharing, "whatsapp": sharing, "follow": sharing, "bookmarks": sharing, "flattr": sharing,
	"related": related, "relatedposts": related, "relatedlinks": related, "recommended": related, "recommendations": related, "recommendation": related, "recirc": related, "recirculation": related, "popular": related, "trending": related, "mostread": related, "outbrain": related, "taboola": related, "readmore": related, "yarpp": related, "viral": related, "zergnet": related, "similar": related, "suggested": related, "suggestions": related,
	"ad": selling, "disclosure": selling, "pum": selling, "ads": selling, "advert": selling, "adverts": selling, "advertisement": selling, "advertising": selling, "adsense": selling, "sponsor": selling, "sponsored": selling, "promo": selling, "promotion": selling, "newsletter": selling, "subscribe": selling, "subscription": selling, "cookie": selling, "cookies": selling, "consent": selling, "gdpr": selling, "banner": selling, "popup": selling, "modal": selling, "overlay": selling, "paywall": selling, "signup": selling, "login": selling, "register": selling, "donate": selling, "donation": selling, "lightbox": selling, "disclaimer": selling, "shop": selling, "marketing": selling, "teads": selling, "anzeige": selling, "werbung": selling,
	"comment": commenting, "comments": commenting, "commentlist": commenting, "disqus": commenting, "respond": commenting, "reply": commenting, "kommentare": commenting, "kommentar": commenting, "nocomments": commenting, "akismet": commenting,
	"caption": captions, "legend": captions, "dida": captions, "didascalia": captions, "bildtext": captions, "legende": captions, "figcaption": captions, "captions": captions, "imagecaption": captions, "cta": selling, "contactbox": bylines, "mostviewed": related, "nextstory": navigation, "gravatars": sharing, "copyright": captions, "bildunterschrift": captions, "attribution": captions, "photocredit": captions,
	"byline": bylines, "bylines": bylines, "author": bylines, "sabox": bylines, "saboxplugin": bylines, "date": bylines, "categories": bylines, "headlineinfo": bylines, "infobox": related, "factbox": related, "slider": related, "swiper": related, "carousel": related, "snippet": 0, "affiliate": selling, "appstores": selling, "captcha": selling, "terms": selling, "warenkorb": selling, "cart": selling, "alert": selling, "aktionsbutton": selling, "wishlist": selling, "imginline": captions, "beitragsbild": captions, "descriptif": captions, "placeholder": selling, "offer": selling, "kontakt": bylines, "button": navigation, "buttons": navigation, "vcard": bylines, "licence": bylines, "license": bylines, "sources": bylines, "citation": 0, "authors": bylines, "authorbox": bylines, "meta": bylines, "postmeta": bylines, "metadata": bylines, "timestamp": bylines, "dateline": bylines, "dates": bylines, "infoline": bylines, "autor": bylines, "bio": bylines, "postinfo": bylines,
	"screenreader": hidden,
	"teaser":       teaser, "teasers": teaser,
}

// Pairs of words that mean more together.
var pairTraits = map[string]traits{
	"article body": bodyStrong, "article text": bodyStrong, "article content": bodyStrong, "post content": bodyStrong, "post body": bodyStrong, "post text": bodyStrong, "post entry": bodyStrong, "entry content": bodyStrong,
	"story body": bodyStrong, "story content": bodyStrong, "body text": bodyStrong, "body copy": bodyStrong, "text content": bodyStrong, "page content": bodyStrong, "single content": bodyStrong, "field body": bodyStrong, "art content": bodyStrong, "article main": bodyStrong, "rich text": bodyWeak, "full text": bodyStrong, "news body": bodyStrong, "news text": bodyStrong, "news content": bodyStrong, "blog content": bodyStrong, "article container": bodyStrong, "post bodycopy": bodyStrong, "content body": bodyStrong, "post inner": bodyStrong, "article copy": bodyStrong, "story text": bodyStrong, "main text": bodyWeak, "theme content": bodyWeak, "section content": bodyWeak,
	"main content": bodyWeak, "content main": bodyWeak, "main column": bodyWeak, "single post": bodyWeak, "text column": bodyWeak, "content area": bodyWeak, "blog post": bodyWeak,
	"social media": sharing, "read more": related, "read also": related, "see also": related, "read next": related, "most popular": related, "most read": related, "more stories": related, "more news": related, "side stories": related, "next post": navigation, "previous post": navigation, "post navigation": navigation, "user info": bylines, "about author": bylines, "post footer": navigation, "entry footer": navigation, "post meta": bylines, "entry meta": bylines, "jp post": sharing, "sign up": selling, "log in": selling, "call out": 0, "pull quote": related, "print only": hidden, "content bottom": navigation, "article bottom": related, "page bottom": navigation, "article infos": bylines, "also like": related,
}

// Words after which a name says what an element has beside it, or has not.
var negation = map[string]bool{"non": true, "no": true, "has": true, "with": true, "without": true, "is": true, "not": true, "hide": true, "show": true}

// Names of a lead paragraph outside the body.
var leadWords = map[string]bool{
	"lead": true, "lede": true, "intro": true, "introduction": true, "teaser": true, "summary": true, "abstract": true, "standfirst": true, "subtitle": true,
	"excerpt": true, "dek": true, "subheadline": true, "vorspann": true, "kicker": true, "chapo": true, "entradilla": true, "bajada": true, "deck": true, "subhead": true, "subheading": true, "description": true, "perex": true, "ingress": true, "sommario": true, "occhiello": true, "zajawka": true,
}

var wholeTraits = map[string]traits{
	"toc": navigation, "toccontainer": navigation, "eztoccontainer": navigation, "tableofcontents": navigation, "bottom": navigation,
	"hidden": hidden, "hide": hidden, "invisible": hidden, "dnone": hidden, "ishidden": hidden, "visuallyhidden": hidden, "sronly": hidden, "displaynone": hidden,
	"post": bodyStrong, "entry": bodyStrong, "articlebody": bodyStrong, "articletext": bodyStrong, "articlecontent": bodyStrong, "postcontent": bodyStrong, "postentry": bodyStrong, "storycontent": bodyStrong, "storybody": bodyStrong, "bodytext": bodyStrong, "fulltext": bodyStrong, "postbody": bodyStrong, "storytext": bodyStrong, "newstext": bodyStrong,
	"content": bodyWeak, "story": bodyWeak, "article": bodyWeak, "text": bodyWeak, "postarea": bodyWeak, "primary": bodyWeak, "contentbody": bodyWeak, "maincontent": bodyMain, "main": bodyMain,
}

// traitsOf reads an element's tag and attributes.
func traitsOf(n *html.Node) (t traits) {
	switch n.DataAtom {
	case atom.Nav, atom.Footer, atom.Menu:
		t |= navigation
	case atom.Aside:
		t |= related
	case atom.Figcaption:
		t |= captions
	case atom.Figure:
		if !holds(n, atom.Table, atom.Blockquote, atom.Pre, atom.P) {
			t |= captions
		}
	case atom.Article:
		t |= bodyArticle
	case atom.Address:
		t |= bylines
	case atom.Main:
		t |= bodyMain
	}
	defer func() {
		if n.DataAtom == atom.Blockquote {
			t &^= sharing // an embedded post is part of the account
		}
	}()
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id":
			t |= nameTraits(a.Val)
		case "role":
			switch a.Val {
			case "navigation", "search", "contentinfo", "banner", "menu", "menubar":
				t |= navigation
			case "complementary":
				t |= related
			case "dialog", "alert":
				t |= selling
			case "article":
				t |= bodyArticle
			case "main":
				t |= bodyMain
			}
		case "itemprop":
			switch strings.ToLower(a.Val) {
			case "articlebody", "reviewbody", "text":
				t |= bodyStrong
			case "caption":
				t |= captions
			}
		case "hidden":
			t |= hidden
		case "aria-hidden":
			if a.Val == "true" {
				t |= hidden
			}
		case "style":
			v := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(v, "display:none") || strings.Contains(v, "visibility:hidden") {
				t |= hidden
			}
		}
	}
	return t
}

// holds reports whether an element of one of these kinds lies below n.
func holds(n *html.Node, kinds ...atom.Atom) bool {
	for c := range n.Descendants() {
		if slices.Contains(kinds, c.DataAtom) {
			return true
		}
	}
	return false
}

// nameTraits reads a class or id attribute.
func nameTraits(s string) traits {
	var t traits
	for name := range strings.FieldsSeq(s) {
		var own traits
		var buf [64]byte
		last := ""
		whole := buf[:0]
		for i := 0; i < len(name); {
			word := nextWord(name, &i)
			if word == "" {
				continue
			}
			if !negation[last] {
				own |= wordTraits[word]
			}
			if last != "" {
				own |= pairTraits[last+" "+word]
			}
			if leadWords[word] {
				own |= lead
			}
			last = word
			whole = append(whole, word...)
		}
		own |= wholeTraits[string(whole)]
		if own&navigation != 0 && strings.HasPrefix(name, "elementor") {
			own &^= navigation // Elementor calls every box a widget
		}
		t |= own
	}
	return t
}

// nextWord returns the next run of letters of name from i on in small letters,
// cut before a capital that follows a small letter, and moves i behind it.
func nextWord(name string, i *int) string {
	start := *i
	for *i < len(name) {
		c := name[*i]
		if !isLetter(c) {
			break
		}
		if *i > start && c <= 'Z' && name[*i-1] >= 'a' {
			break
		}
		*i++
	}
	word := name[start:*i]
	if *i < len(name) && !isLetter(name[*i]) {
		*i++
	}
	return strings.ToLower(word)
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
