package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"synoptic/internal/fault"
	"synoptic/news"
)

// Options are what a reader of web pages may be told.
type Options struct {
	URL     string // where the page was fetched from; "" if not known
	Charset string // what the server declared, as in Content-Type; "" if nothing
}

// HTML reads one web page. The article's Text is title, two newlines, body.
func HTML(id, path string, b []byte, o Options) (news.Article, error) {
	r, err := charset.NewReader(strings.NewReader(string(b)), o.Charset)
	if err != nil {
		return news.Article{}, fault.New(fault.Input, "%s: %w", path, err)
	}
	root, err := html.Parse(r)
	if err != nil {
		return news.Article{}, fault.New(fault.Input, "%s: %w", path, err)
	}
	var title string
	var paras []string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Nav, atom.Header, atom.Footer, atom.Aside, atom.Form:
			return
		case atom.Title, atom.H1:
			if s := strings.Join(strings.Fields(nodeText(n)), " "); s != "" && (title == "" || n.DataAtom == atom.H1) {
				title = s
			}
		case atom.P:
			if s := strings.Join(strings.Fields(nodeText(n)), " "); len(s) > 0 {
				paras = append(paras, s)
			}
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	if len(paras) == 0 {
		return news.Article{}, fault.New(fault.Input, "%s: no article text found in the page", path)
	}
	a := news.Article{ID: id, Path: path, URL: o.URL, Version: 1}
	compose(&a, title, strings.Join(paras, "\n\n"))
	Structure(&a)
	return a, nil
}

func nodeText(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(nodeText(c))
	}
	return b.String()
}
