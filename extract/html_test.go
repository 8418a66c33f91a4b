package extract

import (
	"fmt"
	"strings"
	"testing"

	"synoptic/news"
)

const (
	para1 = "The two ministers met for three hours in the port city of Harsk on Tuesday, their aides said, and agreed on little but the day on which they would meet again."
	para2 = "“We do not ask for the dam to be left dry,” said Radmer Oshane, the prime minister. “What we ask for is a document, binding and signed, before the gates close.”"
	para3 = "A second round of talks is to be held in May, when the river is at its highest, the aides told reporters on the steps of the old customs house."
)

// TestBody reads pages of many shapes: what is between the marks «body» and
// «/body» in the comment of a case is what must come out, nothing else.
func TestBody(t *testing.T) {
	body := "<p>" + para1 + "</p><p>" + para2 + "</p><p>" + para3 + "</p>"
	plain := para1 + "\n\n" + para2 + "\n\n" + para3
	menu := `<nav><ul><li><a href="/">Home</a></li><li><a href="/p">Politics</a></li></ul></nav>`
	for _, c := range []struct{ name, page, want string }{
		{"article element", menu + "<article>" + body + "</article><footer><p>All rights reserved. The Courier, Harbour Street 1, Harsk, tells you the news since 1902.</p></footer>", plain},
		{"body class", "<div class='wrapper'><div class='article-body'>" + body + "</div><div class='related-stories'><p>" + strings.ToUpper(para1) + "</p></div></div>", plain},
		{"microdata", "<div><div itemprop='articleBody'>" + body + "</div></div>", plain},
		{"no names at all", menu + "<div><div>" + body + "</div><div><a href='/a'>Rail line opens after years</a><a href='/b'>Port fees rise again</a></div></div>", plain},
		{"comments", "<article>" + body + "</article><div id='comments'><div class='comment'><p>I was there and it was quite different, I can tell you, from what is written here.</p></div></div>", plain},
		{"caption", "<article><figure><img><figcaption>The ministers in Harsk. Photo: P. Hallam</figcaption></figure>" + body + "</article>", plain},
		{"read also", "<article><p>" + para1 + "</p><p>Read also: <a href='/x'>The dam in figures</a></p><p>" + para2 + "</p><p>" + para3 + "</p></article>", plain},
		{"a line that is a link", "<article><p>" + para1 + "</p><p><a href='/x'>What the two sides want from the talks</a></p><p>" + para2 + "</p><p>" + para3 + "</p></article>", plain},
		{"share buttons and tags", "<article>" + body + "<div class='share-buttons'><a href='#'>Share</a></div><div class='tags'><a href='/t'>Dam</a></div></article>", plain},
		{"hidden", "<article>" + body + "<p style='display: none'>Not to be seen by anybody who reads this page in a browser.</p></article>", plain},
		{"text in line breaks", "<div class='post'>" + para1 + "<br><br>" + para2 + "<br><br>" + para3 + "</div>", plain},
		{"lead outside the body", "<main><header><h1>Talks</h1><p class='lead'>" + para1 + "</p></header><div class='article-body'><p>" + para2 + "</p><p>" + para3 + "</p></div></main>", plain},
		{"inline elements", "<article><p>" + strings.Replace(para1, "Harsk", "<a href='/h'><b>Ha</b>rsk</a>", 1) + "</p><p>" + para2 + "</p><p>" + para3 + "</p></article>", plain},
		{"heading between", "<article><p>" + para1 + "</p><h2>What comes next</h2><p>" + para2 + "</p><h2>More on this</h2></article>", para1 + "\n\nWhat comes next\n\n" + para2},
		{"the same paragraph twice", "<article><p>" + para1 + "</p><p>" + para1 + "</p><p>" + para2 + "</p></article>", para1 + "\n\n" + para2},
		{"unclosed elements", "<div class=article-body><p>" + para1 + "<p>" + para2 + "<p>" + para3, plain},
		{"everything in a form", "<form id='aspnetForm'>" + menu + "<div class='content'>" + body + "</div></form>", plain},
		{"entities and spaces", "<article><p>" + strings.ReplaceAll(para1, " ", "&nbsp;\n ") + "</p><p>" + para2 + "</p></article>", para1 + "\n\n" + para2},
		{"body in JSON-LD alone", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"T","articleBody":"` + strings.Repeat(strings.ReplaceAll(para3, `"`, ""), 4) + `"}</script><div>Loading the story, please wait a moment.</div>`, strings.Repeat(para3, 4)},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := HTML("p", "p.html", []byte("<!doctype html><html lang=en><head><title>Talks</title></head><body>"+c.page+"</body></html>"), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.TrimPrefix(a.Text, "Talks\n\n"); got != c.want && got != strings.TrimPrefix(c.want, "T\n\n") && got != "T\n\n"+c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

const metaPage = `<!doctype html><html lang="%s"><head><title>%s</title>%s</head><body><article><h1>Dam talks close with a date</h1>%s<p>` + para1 + `</p><p>` + para2 + `</p></article></body></html>`

// TestMetadata: title|authors|published|modified|outlet|section|URL of pages
// that carry them in different ways; "-" where there is none.
func TestMetadata(t *testing.T) {
	for _, c := range []struct{ name, title, head, body, want string }{
		{"json-ld", "x", `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Dam talks close with a date","author":[{"@type":"Person","name":"Orla Venn"},{"name":"Per Hallam"}],"datePublished":"2031-04-08T22:10:00+02:00","dateModified":"2031-04-09","publisher":{"name":"Harsk Courier"},"articleSection":"World"}</script>`, "",
			"Dam talks close with a date|Orla Venn;Per Hallam|2031-04-08|2031-04-09|Harsk Courier|World|https://courier.example/a"},
		{"json-ld graph with references", "x", `<script type="application/ld+json">{"@graph":[{"@type":"Person","@id":"#p","name":"Orla Venn"},{"@type":"Article","headline":"Dam talks close with a date","author":{"@id":"#p"},"datePublished":"2031-04-08"},{"@type":"WebSite","name":"Harsk Courier"}]}</script>`, "",
			"Dam talks close with a date|Orla Venn|2031-04-08|-|Harsk Courier|-|https://courier.example/a"},
		{"broken json-ld", "x", "<script type='application/ld+json'>\n//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"Dam talks close\n with a date\",\"datePublished\":\"2031-04-08\",}\n//]]></script>", "",
			"Dam talks close with a date|-|2031-04-08|-|courier.example|-|https://courier.example/a"},
		{"open graph", "x", `<meta property="og:title" content="Dam talks close with a date | Harsk Courier"><meta property="og:site_name" content="Harsk Courier"><meta property="article:published_time" content="2031-04-08T10:00:00Z"><meta property="article:section" content="World"><meta name="author" content="By Orla Venn"><link rel="canonical" href="/news/dam">`, "",
			"Dam talks close with a date|Orla Venn|2031-04-08|-|Harsk Courier|World|https://courier.example/news/dam"},
		{"title element", "Dam talks close with a date - Harsk Courier", "", `<time datetime="2031-04-08">Tuesday</time>`, "Dam talks close with a date|-|2031-04-08|-|courier.example|-|https://courier.example/a"},
		{"microdata and byline", "x", "", `<span itemprop="author">Orla Venn</span><meta itemprop="datePublished" content="2031-04-08">`, "x|Orla Venn|2031-04-08|-|courier.example|-|https://courier.example/a"},
		{"visible date", "x", "", `<div>8 April 2031</div>`, "x|-|2031-04-08|-|courier.example|-|https://courier.example/a"},
		{"kicker", "x", `<meta property="og:title" content="Water: Dam talks close with a date">`, "", "Dam talks close with a date|-|-|-|courier.example|-|https://courier.example/a"},
		{"canonical to the front page", "x", `<link rel="canonical" href="https://courier.example/">`, "", "x|-|-|-|courier.example|-|https://courier.example/a"},
		{"author that is an address", "x", `<meta name="author" content="https://courier.example/venn"><meta name="dc.creator" content="Orla Venn">`, "", "x|Orla Venn|-|-|courier.example|-|https://courier.example/a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := fmt.Sprintf(metaPage, "en", c.title, c.head, c.body)
			a, err := HTML("p", "p.html", []byte(page), Options{URL: "https://courier.example/a"})
			if err != nil {
				t.Fatal(err)
			}
			or := func(s string) string {
				if s == "" {
					return "-"
				}
				return s
			}
			got := strings.Join([]string{or(a.TitleText()), or(strings.Join(a.Authors, ";")), or(a.Published.String()), or(news.DateOf(a.Modified).String()), or(a.Outlet), or(a.Section), or(a.URL)}, "|")
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestHeadline: the title of a page by its JSON-LD headline, Open Graph title,
// title element and level-one headings.
func TestHeadline(t *testing.T) {
	for _, c := range []struct{ name, ld, og, title, h1, want string }{
		{"heading repeats one of two", "Ministers talk about the dam", "Dam talks close with a date", "x", "Dam talks close with a date", "Dam talks close with a date"},
		{"heading repeats the title element", "Ministers talk", "Ministers talk", "Dam talks close - Courier", "Dam talks close", "Dam talks close"},
		{"heading of the section", "", "Dam talks close with a date", "News - Dam talks close with a date", "News", "Dam talks close with a date"},
		{"kicker and site", "", "Water: Dam talks close with a date - Harsk Courier", "", "Dam talks close with a date", "Dam talks close with a date"},
		{"site by its host", "", "Dam talks close with a date – The Courier", "", "", "Dam talks close with a date"},
		{"site before", "", "Courier | Dam talks close with a date", "", "", "Dam talks close with a date"},
		{"bars inside", "Letters: dam | rail | a long way home", "Letters: dam | rail | a long way home", "", "", "Letters: dam | rail | a long way home"},
		{"cut at a quotation mark", "", "Oshane calls the dam ", "Oshane calls the dam \"a loan\" - Courier", "", "Oshane calls the dam \"a loan\""},
		{"cut with dots", "Dam talks close with …", "Dam talks close with a date", "", "", "Dam talks close with a date"},
		{"span run together", "", "Water: Dam talks close", "", "Water<span>Dam talks close</span>", "Water: Dam talks close"},
		{"nothing but the site", "", "Courier", "Courier", "Dam talks close", "Dam talks close"},
	} {
		t.Run(c.name, func(t *testing.T) {
			head := "<title>" + c.title + "</title>"
			if c.ld != "" {
				head += `<script type="application/ld+json">{"@type":"NewsArticle","headline":"` + c.ld + `"}</script>`
			}
			if c.og != "" {
				head += `<meta property="og:title" content='` + c.og + `'>`
			}
			page := "<html lang=en><head>" + head + "<meta property='og:site_name' content='Harsk Courier'></head><body><article><h1>" + c.h1 + "</h1><p>" + para1 + "</p><p>" + para2 + "</p></article></body></html>"
			a, err := HTML("p", "p.html", []byte(page), Options{URL: "https://www.courier.example/a"})
			if err != nil {
				t.Fatal(err)
			}
			if a.TitleText() != c.want {
				t.Errorf("%q, want %q", a.TitleText(), c.want)
			}
		})
	}
}

// TestNames: bylines as markup has them, and the names in them, parted by bars.
func TestNames(t *testing.T) {
	for in, want := range map[string]string{
		"By Orla Venn and Per Hallam":                                 "Orla Venn|Per Hallam",
		"By Orla Venn And Per Hallam For The Harsk Courier On Sunday": "Orla Venn|Per Hallam",
		"Orla Venn, Per Hallam":                                       "Orla Venn|Per Hallam",
		"Orla Venn, Harsk, Per Hallam":                                "Orla Venn|Per Hallam",
		"Orla Venn, PhD":                                              "Orla Venn",
		"Venn, Orla":                                                  "Orla Venn",
		"Orla van der Venn; M. Ó Hallam":                              "Orla van der Venn|M. Ó Hallam",
		"Orla Venn @orlavenn":                                         "Orla Venn",
		"Orla Venn desk@courier.example":                              "Orla Venn",
		"<a href='/venn'>Orla Venn</a>":                               "Orla Venn",
		"Ministry of Water and Ports":                                 "Ministry of Water and Ports",
		"Staff and news service reports":                              "Staff and news service reports",
		"RSN/The Ledger":                                              "RSN/The Ledger",
		"100% Harsk":                                                  "100% Harsk",
		"Harsk Courier (www.courier.example)":                         "Harsk Courier",
		"admin":                                                       "",
		"https://courier.example/venn":                                "",
		"Sailor says:":                                                "",
	} {
		if got := strings.Join(personNames([]string{in}, ""), "|"); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestStatedDays: the day that a page states, by its language, what states it
// and what else is on the page.
func TestStatedDays(t *testing.T) {
	for _, c := range []struct{ lang, head, body, want string }{
		{"en", `<meta name="date" content="04/08/2031">`, "", "2031-04-08"},
		{"de", `<meta name="date" content="04/08/2031">`, "", "2031-08-04"},
		{"en", `<meta name="date" content="04/08/2031 10:00"><meta property="article:modified_time" content="2031-08-04T12:00:00Z">`, "", "2031-08-04"},
		{"de", `<meta name="date" content="04/08/2031">`, "<div>08.04.2031</div>", "2031-04-08"},
		{"en", `<meta name="date" content="25/12/2031">`, "", "2031-12-25"},
		{"en", `<meta name="date" content="2031"><meta name="dc.date" content="2031-04-08">`, "", "2031-04-08"},
		{"en", `<meta name="date" content="2031">`, "", "2031"},
		{"de", `<meta name="date" content="Di., 25.01.2031 - 14:45">`, "", "2031-01-25"},
		{"en", `<meta name="date" content="2031-11-28CET11:59:00+0100">`, "", "2031-11-28"},
		{"en", `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2030-04-08"}</script><meta property="article:published_time" content="2031-04-08">`, "", "2031-04-08"},
		{"en", `<script>{"@context":"https://schema.org","@type":"NewsArticle","datePublished":"2031-04-08"}</script>`, "", "2031-04-08"},
	} {
		page := fmt.Sprintf(metaPage, c.lang, "x", c.head, c.body)
		a, err := HTML("p", "p.html", []byte(page), Options{})
		if err != nil || a.Published.String() != c.want {
			t.Errorf("%s %s: %s, want %s (%v)", c.lang, c.head, a.Published, c.want, err)
		}
	}
}

func TestPaywallAndAsides(t *testing.T) {
	page := fmt.Sprintf(metaPage, "en", "x", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Dam talks close with a date","isAccessibleForFree":"False"}</script>`,
		`<figure><figcaption>The ministers in Harsk</figcaption></figure>`)
	page = strings.Replace(page, "</article>", `<p>Read also: <a href="/x">The dam in figures</a></p></article><div id="comments"><p>I was there and it was quite different, I can tell you.</p></div>`, 1)
	a, err := HTML("p", "p.html", []byte(page), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !a.Truncated {
		t.Error("the stub is not marked")
	}
	got := map[news.MarkingKind]string{}
	for _, s := range a.Asides {
		got[s.Kind] = s.Text
	}
	for kind, want := range map[news.MarkingKind]string{news.Caption: "The ministers in Harsk", news.ReadAlso: "Read also: The dam in figures", news.Comment: "I was there and it was quite different, I can tell you."} {
		if got[kind] != want {
			t.Errorf("%s: %q, want %q", kind, got[kind], want)
		}
	}
}

// TestStubs: pages whose text stops at a wall, and pages that only look so.
func TestStubs(t *testing.T) {
	for _, c := range []struct {
		name, head, after string
		want              bool
	}{
		{"whole", "", "", false},
		{"content tier", `<meta property="article:content_tier" content="locked">`, "", true},
		{"free tier", `<meta property="article:content_tier" content="free">`, "", false},
		{"box", "", `<div class="c-paywall__box"><p>The whole story is yours for a crown a month.</p></div>`, true},
		{"hidden box", "", `<div class="paywall" style="display:none"><p>The whole story is yours for a crown a month.</p></div>`, false},
		{"no paywall", "", `<div class="no-paywall"><p>Thank you for your visit.</p></div>`, false},
		{"words", "", `<div><p>Subscribe to continue reading.</p></div>`, true},
		{"newsletter", "", `<div><p>Subscribe to our newsletter for the best of Harsk.</p></div>`, false},
		{"trails off", "", `<p>The river, which has been low since the winter, is …</p>`, true},
	} {
		page := strings.Replace(fmt.Sprintf(metaPage, "en", "x", c.head, ""), "</article>", c.after+"</article>", 1)
		a, err := HTML("p", "p.html", []byte(page), Options{})
		if err != nil || a.Truncated != c.want {
			t.Errorf("%s: %v, want %v (%v)", c.name, a.Truncated, c.want, err)
		}
	}
	long := fmt.Sprintf(metaPage, "en", "x", "", "<p>"+strings.Repeat(para1+" ", 12)+"</p>")
	if a, err := HTML("p", "p.html", []byte(strings.Replace(long, "</article>", `<p>Subscribe to continue reading.</p></article>`, 1)), Options{}); err != nil || a.Truncated {
		t.Errorf("a long text counts as a stub: %v", err)
	}
}

func TestAMP(t *testing.T) {
	for in, want := range map[string]string{
		`<html><head><link rel="amphtml" href="/a/amp"></head>`:    "https://courier.example/a/amp",
		`<link rel=AMPHTML href="https://amp.courier.example/a"/>`: "https://amp.courier.example/a",
		`<link rel="amphtml" href="file:///a">`:                    "",
		`<body><link rel="amphtml" href="/a/amp">`:                 "",
		``: "",
	} {
		if got := AMP([]byte(in), "https://courier.example/a"); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

func TestPageEncodings(t *testing.T) {
	ascii := strings.NewReplacer("“", "'", "”", "'").Replace(metaPage)
	page := func(s string) []byte {
		return []byte(strings.Replace(fmt.Sprintf(ascii, "de", "x", "%s", ""), "Harsk", s, 1))
	}
	for name, c := range map[string]struct {
		in      []byte
		charset string
		want    string
	}{
		"utf-8 undeclared":         {page("Köln"), "", "Köln"},
		"declared by the server":   {page("K\xf6ln"), "text/html; charset=iso-8859-1", "Köln"},
		"declared by the page":     {[]byte(strings.Replace(string(page("\xca\xb8\xeb\xed")), "%s", `<meta charset="windows-1251">`, 1)), "", "Кёлн"},
		"a stray zero byte":        {page("Kö\x00ln"), "", "Köln"},
		"utf-8 declared latin-1":   {page("Köln"), "text/html; charset=iso-8859-1", "Köln"},
		"a few broken utf-8 bytes": {page("Köln Köln \xff"), "text/html; charset=utf-8", "Köln Köln \ufffd"},
	} {
		a, err := HTML("p", "p.html", c.in, Options{Charset: c.charset})
		if err != nil || !strings.Contains(a.Text, c.want) {
			t.Errorf("%s: %v %q", name, err, a.Text)
		}
	}
}

func TestNoArticle(t *testing.T) {
	for name, page := range map[string]string{"empty": " ", "no text": "<html><body><nav><a href=/>Home</a></nav></body></html>", "image": "\x89PNG\r\n\x1a\n\x00\x00"} {
		if a, err := HTML("p", "p.html", []byte(page), Options{}); err == nil {
			t.Errorf("%s: %q", name, a.Text)
		}
	}
}
