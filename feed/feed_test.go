package feed

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write the golden results anew")

const corpus = "testdata/broken.txtar"

// TestBroken reads every feed of the corpus as if fetched from one address.
func TestBroken(t *testing.T) {
	a, err := txtar.ParseFile(corpus)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Files) < 120 {
		t.Fatalf("%d files; the corpus holds at least 60 cases", len(a.Files))
	}
	for i := 0; i+1 < len(a.Files); i += 2 {
		in, want := a.Files[i], &a.Files[i+1]
		if want.Name != in.Name+".want" {
			t.Fatalf("%s is followed by %s", in.Name, want.Name)
		}
		got := render(Parse(in.Data, "https://fetched.example/feeds/all.xml"))
		if *update {
			want.Data = []byte(got)
		} else if got != string(want.Data) {
			t.Errorf("%s: got\n%swant\n%s", in.Name, got, want.Data)
		}
	}
	if *update {
		if err := os.WriteFile(corpus, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// render writes what was read, one line an item.
func render(f Feed, err error) string {
	var b strings.Builder
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
		return b.String()
	}
	fmt.Fprintf(&b, "feed %q %s %s\n", f.Title, f.Link, f.Language)
	line := func(kind string, i Item) {
		fmt.Fprintf(&b, "%s %s | %s | %q", kind, i.ID, i.URL, i.Title)
		for _, t := range []time.Time{i.Published, i.Updated} {
			if t.IsZero() {
				b.WriteString(" | -")
			} else {
				b.WriteString(" | " + t.UTC().Format(time.RFC3339))
			}
		}
		for _, s := range []string{i.Summary, i.Content, strings.Join(i.Authors, ";"), strings.Join(i.Categories, ";"), i.Outlet, i.Language} {
			if s != "" {
				fmt.Fprintf(&b, " | %s", strings.ReplaceAll(s, "\n", " "))
			}
		}
		b.WriteByte('\n')
	}
	for _, i := range f.Items {
		line("item", i)
	}
	for _, i := range f.Maps {
		line("map", i)
	}
	return b.String()
}

func TestEncodings(t *testing.T) {
	const feed = `<?xml version="1.0" encoding="%s"?><rss version="2.0"><channel><title>C</title><item><title>Köln</title><link>https://c.example/</link></item></channel></rss>`
	wide := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(fmt.Sprintf(feed, "UTF-16"))) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	latin := []byte(strings.ReplaceAll(fmt.Sprintf(feed, "ISO-8859-1"), "ö", "\xf6"))
	wrong := []byte(strings.ReplaceAll(fmt.Sprintf(feed, "UTF-8"), "ö", "\xf6"))
	cyrillic := []byte(strings.ReplaceAll(fmt.Sprintf(feed, "windows-1251"), "Köln", "\xca\xb8\xeb\xed"))
	for name, c := range map[string]struct {
		in   []byte
		want string
	}{"utf-16": {wide, "Köln"}, "latin-1": {latin, "Köln"}, "windows-1251": {cyrillic, "Кёлн"}, "latin-1 called utf-8": {wrong, "K\ufffdln"}} {
		f, err := Parse(c.in, "")
		if err != nil || len(f.Items) != 1 || f.Items[0].Title != c.want {
			t.Errorf("%s: %+v %v", name, f.Items, err)
		}
	}
}

func TestOPML(t *testing.T) {
	in := []Subscription{
		{Title: "Harsk Courier", URL: "https://courier.example/feed", Site: "https://courier.example/", Folder: "Sorvane/Press"},
		{Title: "RSN & friends", URL: "https://rsn.example/feed?a=1&b=2", Folder: "Sorvane"},
		{Title: "Norrex", URL: "https://norrex.example/feed"},
	}
	b, err := WriteOPML("Outlets", in)
	if err != nil {
		t.Fatal(err)
	}
	got, err := ReadOPML(b)
	if err != nil || len(got) != 3 {
		t.Fatalf("%v %v", got, err)
	}
	for _, s := range in {
		found := false
		for _, g := range got {
			found = found || g == s
		}
		if !found {
			t.Errorf("%+v is lost in\n%s", s, b)
		}
	}
	if _, err := ReadOPML([]byte("<html></html>")); err == nil {
		t.Error("a page was read as OPML")
	}
	got, err = ReadOPML([]byte(`<opml><body><outline text="A" xmlUrl="https://a.example/f?x=1&y=2"><outline text="B" xmlUrl="file:///x"/></outline><outline text="A" xmlUrl="https://a.example/f?x=1&y=2"/></body></opml>`))
	if err != nil || len(got) != 1 || got[0].URL != "https://a.example/f?x=1&y=2" {
		t.Errorf("%+v %v", got, err)
	}
}

func FuzzParse(f *testing.F) {
	a, err := txtar.ParseFile(corpus)
	if err != nil {
		f.Fatal(err)
	}
	for i := 0; i < len(a.Files); i += 2 {
		f.Add(a.Files[i].Data)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		feed, err := Parse(b, "https://fetched.example/")
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, i := range feed.Items {
			if i.ID == "" || seen[i.ID] {
				t.Errorf("id %q is empty or stands twice", i.ID)
			}
			seen[i.ID] = true
			if i.URL != "" && !strings.HasPrefix(i.URL, "http") {
				t.Errorf("URL %q", i.URL)
			}
		}
		_, _ = ReadOPML(b)
	})
}
