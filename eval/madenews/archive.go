package madenews

import (
	"compress/gzip"
	"fmt"
	"html"
	"io"
	"strings"
)

// How many articles of an archive appear on a day.
const archivePerDay = 500

// Archive writes a web archive of n made-up pages, gzip of one member a record,
// as crawlers do. Every page has an address, a title and a text of its own, and
// a menu, a related box and a footer around it. The same seed and n give the
// same bytes.
func Archive(w io.Writer, seed uint64, n int) error {
	s := NewStream(seed, archivePerDay)
	z, err := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	if err != nil {
		return err
	}
	for i := range n {
		z.Reset(w)
		if _, err := io.WriteString(z, archiveRecord(i, s.Next())); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
	}
	return nil
}

func archiveRecord(i int, m Made) string {
	a := m.Article
	address := fmt.Sprintf("https://outlet%d.example/story/%d", i%40, i)
	answer := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + archivePage(i, a.TitleText(), a.Text[a.Title.End:], a.Published.String())
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%08d>\r\nWARC-Target-URI: %s\r\nWARC-Date: %sT10:00:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		i, address, a.Published, len(answer), answer)
}

func archivePage(i int, title, body, day string) string {
	var b strings.Builder
	title = html.EscapeString(title)
	fmt.Fprintf(&b, `<!doctype html><html lang="en"><head><title>%s - Outlet %d</title><meta property="og:title" content="%s"><meta property="og:site_name" content="Outlet %d"><meta property="article:published_time" content="%sT10:00:00Z"></head><body><nav><ul>`, title, i%40, title, i%40, day)
	for k := range 20 {
		fmt.Fprintf(&b, `<li><a href="/section/%d">Section %d</a></li>`, k, k)
	}
	fmt.Fprintf(&b, `</ul></nav><main><article><h1>%s</h1>`, title)
	for p := range strings.SplitSeq(strings.TrimSpace(body), "\n\n") {
		fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(p))
	}
	fmt.Fprintf(&b, `</article><aside class="related"><h2>Read also</h2><a href="/story/%d">The story before this one</a></aside></main><footer><p>All rights reserved.</p></footer></body></html>`, i-1)
	return b.String()
}
