package extract

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
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
	src, err := decodeHTML(path, b, o.Charset)
	if err != nil {
		return news.Article{}, err
	}
	root, err := html.ParseWithOptions(strings.NewReader(src), html.ParseOptionEnableScripting(false))
	if err != nil {
		return news.Article{}, fault.New(fault.Input, "%s: %w", path, err)
	}
	a := news.Article{ID: id, Path: path, Version: 1}
	pg := layout(root)
	hd := readHead(root)
	title, ld := hd.describe(&a, o.URL, pg)
	blocks := pg.body(title)
	body := pg.join(blocks)
	if given := plainBody(ld.body); len(given) > minGiven && len(given) > 2*len(body) {
		body = given
	}
	if body == "" {
		return news.Article{}, fault.New(fault.Input, "%s: no article text found in the page; if it is an overview or needs scripts, give an article's own address", path)
	}
	if a.Published.IsZero() {
		a.Published = pg.visibleDate(blocks)
	}
	a.Asides = pg.asides(blocks)
	compose(&a, title, body)
	a.Truncated = utf8.RuneCountInString(body) < stubChars && (ld.paid || hd.locked() || pg.walled(blocks) || trailsOff(body))
	Structure(&a)
	return a, nil
}

// How long the text in a page's JSON-LD must be, in bytes, to stand in for a
// body that the page does not show.
const minGiven = 500

// plainBody makes lines of the articleBody of JSON-LD, which may hold markup.
func plainBody(s string) string {
	if strings.Contains(s, "</") || strings.Contains(s, "<br") {
		if root, err := html.Parse(strings.NewReader(s)); err == nil {
			pg := layout(root)
			return pg.join(pg.keep(0, len(pg.blocks), -1))
		}
	}
	var lines []string
	for _, l := range strings.Split(s, "\n") {
		if l = clean(l); l != "" {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines, "\n\n")
}

// decodeHTML turns a page into UTF-8. Bytes that are UTF-8 are taken as such
// whatever the page declares; otherwise the server's word, the page's and the
// detector's are followed, in this order.
func decodeHTML(path string, b []byte, declared string) (string, error) {
	if len(bytes.TrimSpace(b)) == 0 {
		return "", fault.New(fault.Input, "%s: the file is empty; remove it from the list", path)
	}
	if n := bytes.Count(b, []byte{0}); n > 0 && n*50 < len(b) && bytes.Contains(bytes.ToLower(b[:min(len(b), 4096)]), []byte("<html")) {
		b = bytes.ReplaceAll(b, []byte{0}, nil) // as browsers do
	}
	if kind := binaryKind(b); kind != "" && wideEncoding(b) == nil {
		return "", fault.New(fault.Input, "%s: %s, not a web page", path, kind)
	}
	if utf8.Valid(b) {
		return string(b), nil
	}
	e, name, certain := charset.DetermineEncoding(b, declared)
	if wide := wideEncoding(b); wide != nil {
		e = wide
	} else if name == "utf-8" || mostlyUTF8(b) {
		return strings.ToValidUTF8(string(b), "\ufffd"), nil
	} else if !certain && name == "windows-1252" { // the reader's last resort as well as a declaration
		if found, _ := charset.Lookup(detect(b)); found != nil {
			e = found
		}
	}
	return convert(path, b, e)
}
