package cli

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// How many hosts a script has: each is asked once a second at most.
const intakeHosts = 5

// TestIntake runs the scripts of taking in the press against servers on
// loopback: $SITE1, $SITE2 … serve the same pages of invented outlets. A script
// edits the story at /a with `edit`.
func TestIntake(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/intake",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"edit": func(ts *testscript.TestScript, _ bool, _ []string) { ts.Value(siteKey{}).(*site).edits.Add(1) },
		},
		Setup: func(e *testscript.Env) error {
			s := &site{}
			for i := range intakeHosts {
				server := httptest.NewServer(s)
				e.Defer(server.Close)
				s.hosts = append(s.hosts, server.URL)
				e.Setenv(fmt.Sprintf("SITE%d", i+1), server.URL)
			}
			e.Values[siteKey{}] = s
			e.Setenv("NO_COLOR", "1")
			e.Setenv("SYNOPTIC_ALLOW_PRIVATE", "true")
			e.Setenv("SYNOPTIC_DB", e.WorkDir+"/press.db")
			feeds := fmt.Sprintf("# feeds of the script\n%s/feed.xml The Courier\n", s.hosts[0])
			return os.WriteFile(e.WorkDir+"/feeds.txt", []byte(feeds), 0o644)
		},
	})
}

type siteKey struct{}

// site serves the pages of the scripts on several hosts.
type site struct {
	hosts []string
	edits atomic.Int32
}

const intakePage = `<!doctype html><html lang="%s"><head><title>%s</title><meta property="og:site_name" content="%s"><meta property="article:published_time" content="2031-04-08T10:00:00Z">%s</head>
<body><nav><a href="/">Home</a></nav><article><h1>%s</h1><figure><img><figcaption>The gates at Harsk. Photo: P. Hallam</figcaption></figure>%s<p>Read also: <a href="/x">The dam in figures</a></p></article><footer><p>All rights reserved.</p></footer></body></html>`

const (
	storyBody = `<p>The two ministers met for three hours in the port city of Harsk on Tuesday, their aides said, and agreed on little but the day on which they would meet again.</p>
<p>“We do not ask for the dam to be left %s,” said Radmer Oshane, the prime minister, on the steps of the old customs house.</p><p>A second round of talks is to be held in May, when the river is at its highest.</p>`
	germanBody = `<p>Die beiden Minister haben sich am Dienstag drei Stunden lang in der Hafenstadt Harsk getroffen und sich auf wenig mehr geeinigt als auf den Tag, an dem sie sich wieder treffen wollen.</p><p>Eine zweite Runde der Gespräche über das Staubecken soll im Mai stattfinden, wenn der Fluss am höchsten steht.</p>`
)

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	page := func(lang, title, outlet, head, body string) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, intakePage, lang, title, outlet, head, title, body)
	}
	word := "dry"
	if s.edits.Load() > 0 {
		word = "empty"
	}
	switch r.URL.Path {
	case "/robots.txt":
		fmt.Fprint(w, "User-agent: *\nDisallow: /private\n")
	case "/a":
		page("en", "Dam talks close with a date", "The Courier", "", fmt.Sprintf(storyBody, word))
	case "/stub":
		page("en", "What the dam costs", "The Ledger", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"What the dam costs","isAccessibleForFree":false}</script>`,
			`<p>The dam above Harsk will cost more than the river brings in a year, the ministry's own figures show, and nobody has said who is to pay.</p>`)
	case "/de":
		page("de", "Gespräche über den Damm enden mit einem Termin", "Harsker Bote", "", germanBody)
	case "/shell":
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<html><head><title>Rail</title><link rel="amphtml" href="/amp"></head><body><div id="root"></div><script>draw()</script></body></html>`)
	case "/amp":
		page("en", "Rail line opens after years", "Zena", `<link rel="canonical" href="/shell">`, fmt.Sprintf(storyBody, "open"))
	case "/feed.xml":
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>The Courier</title><item><title>Dam</title><link>%s/a</link></item><item><title>Cost</title><link>%s/stub</link></item><item><title>Private</title><link>%s/private/b</link></item><item><title>Gone</title><link>%s/gone</link></item></channel></rss>`,
			s.hosts[1], s.hosts[2], s.hosts[3], s.hosts[4])
	case "/news-sitemap.xml":
		fmt.Fprintf(w, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>%s/de</loc><news:news><news:publication><news:name>Harsker Bote</news:name><news:language>de</news:language></news:publication><news:publication_date>2031-04-08</news:publication_date><news:title>Damm</news:title></news:news></url></urlset>`, s.hosts[1])
	case "/atom.xml":
		fmt.Fprintf(w, `<feed xmlns="http://www.w3.org/2005/Atom"><title>Zena</title><id>urn:z</id><updated>2031-04-08T10:00:00Z</updated><entry><title>Rail</title><id>urn:z:1</id><link href="%s/shell"/><updated>2031-04-08T10:00:00Z</updated></entry></feed>`, s.hosts[3])
	case "/feed.json":
		fmt.Fprintf(w, `{"version":"https://jsonfeed.org/version/1.1","title":"Ledger","items":[{"id":"1","url":"%s/stub","title":"Cost"}]}`, s.hosts[2])
	default:
		if strings.HasPrefix(r.URL.Path, "/loop") {
			http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
			return
		}
		http.NotFound(w, r)
	}
}
