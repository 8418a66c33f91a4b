package feed

import (
	"encoding/xml"
	"io"
	"strings"

	"synoptic/internal/fault"
)

// Subscription is one feed of an OPML list.
type Subscription struct {
	Title  string
	URL    string // of the feed
	Site   string // of the outlet, "" if not given
	Folder string // the outlines around it, "News/Capital"
}

type outline struct {
	Text     string    `xml:"text,attr,omitempty"`
	Title    string    `xml:"title,attr,omitempty"`
	Type     string    `xml:"type,attr,omitempty"`
	XMLURL   string    `xml:"xmlUrl,attr,omitempty"`
	HTMLURL  string    `xml:"htmlUrl,attr,omitempty"`
	Outlines []outline `xml:"outline"`
}

type opml struct {
	XMLName xml.Name  `xml:"opml"`
	Version string    `xml:"version,attr"`
	Title   string    `xml:"head>title"`
	Body    []outline `xml:"body>outline"`
}

// ReadOPML reads the feeds of an OPML 1.0 or 2.0 list in its order; a feed that
// stands twice is given once.
func ReadOPML(b []byte) ([]Subscription, error) {
	src, err := decode(b)
	if err != nil {
		return nil, err
	}
	if rootName(src) != "opml" {
		return nil, fault.New(fault.Input, "no OPML: the first element is %q", rootName(src))
	}
	var doc opml
	d := xml.NewDecoder(strings.NewReader(mend(src)))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	if err := d.Decode(&doc); err != nil {
		return nil, fault.New(fault.Input, "broken OPML: %w", err)
	}
	var out []Subscription
	seen := map[string]bool{}
	collect(doc.Body, "", 0, seen, &out)
	return out, nil
}

// Deeper folders than this are a defect.
const maxFolders = 50

func collect(outlines []outline, folder string, depth int, seen map[string]bool, out *[]Subscription) {
	if depth > maxFolders {
		return
	}
	for _, o := range outlines {
		title := plain(o.Title)
		if title == "" {
			title = plain(o.Text)
		}
		if u := resolve("", o.XMLURL); u != "" && !seen[u] {
			seen[u] = true
			*out = append(*out, Subscription{Title: title, URL: u, Site: resolve("", o.HTMLURL), Folder: folder})
		}
		inner := title
		if folder != "" {
			inner = folder + "/" + title
		}
		collect(o.Outlines, inner, depth+1, seen, out)
	}
}

// WriteOPML writes an OPML 2.0 list; folders become outlines in the order of
// their first feed.
func WriteOPML(title string, subs []Subscription) ([]byte, error) {
	doc := opml{Version: "2.0", Title: title}
	for _, s := range subs {
		at := &doc.Body
		if s.Folder != "" {
			for part := range strings.SplitSeq(s.Folder, "/") {
				at = folderIn(at, part)
			}
		}
		*at = append(*at, outline{Text: s.Title, Title: s.Title, Type: "rss", XMLURL: s.URL, HTMLURL: s.Site})
	}
	b, err := xml.MarshalIndent(doc, "", "  ")
	if err != nil {
		return nil, err
	}
	return append([]byte(xml.Header), append(b, '\n')...), nil
}

func folderIn(at *[]outline, name string) *[]outline {
	for i := range *at {
		if o := &(*at)[i]; o.Text == name && o.XMLURL == "" {
			return &o.Outlines
		}
	}
	*at = append(*at, outline{Text: name})
	return &(*at)[len(*at)-1].Outlines
}
