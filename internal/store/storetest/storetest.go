// Package storetest is what every store must do, as tests.
package storetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/text"
)

// Run tests stores that open gives: a new and empty one at each call, closed by
// the test's clean-up.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	for _, c := range []struct {
		name string
		test func(*testing.T, store.Store)
	}{
		{"ArticleRoundTrip", articleRoundTrip},
		{"SameArticle", sameArticle},
		{"SameArticleInOneCall", sameInOneCall},
		{"Namesakes", namesakes},
		{"Versions", versions},
		{"RefusesWhatIsNoArticle", refusesNoArticle},
		{"ListArticles", listArticles},
		{"Pages", pages},
		{"Documents", documents},
		{"Analyses", analyses},
		{"AnalysisOfNewVersion", analysisOfNewVersion},
		{"AnalysisAnew", analysisAnew},
		{"Forwards", forwards},
		{"DecidedEvents", decidedEvents},
		{"DecidedThenDeleted", decidedThenDeleted},
		{"ListEvents", listEvents},
		{"EventThatLosesAnArticle", eventRobbed},
		{"ListActors", listActors},
		{"Copies", copies},
		{"ResetAnalyses", resetAnalyses},
		{"SearchArticles", searchArticles},
		{"SearchStatements", searchStatements},
		{"SearchSurvivesAnyInput", searchAny},
		{"SearchMany", searchMany},
		{"Facets", facets},
		{"DeleteArticle", deleteArticle},
		{"DeleteCleansWhatIsShared", deleteCleans},
		{"Decisions", decisions},
		{"Captures", captures},
		{"Outlets", outlets},
		{"EventStates", eventStates},
		{"States", states},
		{"Counts", counts},
		{"ManyAtOnce", manyAtOnce},
		{"CanceledWrite", canceledWrite},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

var ctx = context.Background()

func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func wantFault(t *testing.T, what string, err error, kind fault.Kind) {
	t.Helper()
	if err == nil || fault.Of(err) != kind {
		t.Errorf("%s: got %v, want a fault of kind %d", what, err, kind)
	}
}

// article is an article of an invented place.
func article(id, outlet, date, title, body string) news.Article {
	d, err := news.ParseDate(date)
	if err != nil {
		panic(err)
	}
	return news.Article{ID: id, Outlet: outlet, Language: "en", Published: d, Text: title + "\n\n" + body, Title: text.Span{End: len(title)}}
}

func put(t *testing.T, s store.Store, articles ...news.Article) []store.Kept {
	t.Helper()
	return must(s.PutArticles(ctx, articles))(t)
}

func ids(rows []store.ArticleRow) []string {
	var out []string
	for _, r := range rows {
		out = append(out, r.ID)
	}
	return out
}

// harbour are four articles: two outlets on one event, one on another, one of
// no date.
func harbour() []news.Article {
	return []news.Article{
		article("a", "Oshane Courier", "2031-04-08", "Harbour dues to rise", "The port of Lomenz will raise its dues, Ada Keld said. “We have no choice,” she said."),
		article("b", "Zelmora Post", "2031-04-09", "Lomenz raises port dues", "Minister Ada Keld denied that the dues would ruin fishermen."),
		article("c", "Oshane Courier", "2031-05-01", "Ferry strike ends", "Crews returned to work in Lomenz."),
		article("d", "", "", "A bridge", "Nobody knows when the bridge was closed."),
	}
}

func document(a news.Article) *text.Document {
	d := &text.Document{ID: a.ID, Text: a.Text, Language: a.Language, Tokens: []text.Token{}}
	for i := 0; i < len(a.Text); {
		for i < len(a.Text) && (a.Text[i] == ' ' || a.Text[i] == '\n') {
			i++
		}
		start := i
		for i < len(a.Text) && a.Text[i] != ' ' && a.Text[i] != '\n' {
			i++
		}
		if s := (text.Span{Start: start, End: i}); !s.Empty() {
			d.Tokens = append(d.Tokens, text.Token{Span: s, Form: s.In(a.Text)})
		}
	}
	return d
}

// find is the span of a part of a text.
func find(t *testing.T, body, part string) text.Span {
	t.Helper()
	for i := 0; i+len(part) <= len(body); i++ {
		if body[i:i+len(part)] == part {
			return text.Span{Start: i, End: i + len(part)}
		}
	}
	t.Fatalf("%q is not in %q", part, body)
	return text.Span{}
}

func articleRoundTrip(t *testing.T, s store.Store) {
	a := article("x", "Oshane Courier", "2031-04-08", "Dues “rise”", "Body \u200fحشد\u200e here.")
	a.URL, a.Path = "https://courier.example/dues", "/in/x.html"
	a.Authors, a.Section = []string{"Ana Lorm", "B"}, "Trade"
	a.Stamp = time.Date(2031, 4, 8, 23, 30, 0, 0, time.FixedZone("", 3*3600))
	a.Modified = a.Stamp.Add(time.Hour)
	a.Dateline = news.Dateline{Span: text.Span{Start: 3, End: 5}, Place: "Lomenz", Agency: "OPA", Date: news.Date{Month: 4, Day: 8}}
	a.Credits = []news.Credit{{Span: text.Span{Start: 1, End: 2}, Name: "OPA"}}
	a.Marked = []news.Marking{{Span: text.Span{Start: 1, End: 2}, Kind: news.Licence}}
	a.Truncated, a.Provenance = true, "record 7"
	same(t, "kept", put(t, s, a), []store.Kept{{ID: "x", Version: 1, Change: store.Added}})
	got := must(s.Article(ctx, "x"))(t)
	if !got.Stamp.Equal(a.Stamp) || !got.Modified.Equal(a.Modified) {
		t.Errorf("moments: %v, %v", got.Stamp, got.Modified)
	}
	got.Stamp, got.Modified, a.Version = a.Stamp, a.Modified, 1
	same(t, "article", got, a)
	_, err := s.Article(ctx, "y")
	wantFault(t, "an unknown id", err, fault.NotFound)
	_, err = s.ArticlesByID(ctx, []string{"x", "y"})
	wantFault(t, "an unknown id among others", err, fault.NotFound)
}

func sameArticle(t *testing.T, s store.Store) {
	put(t, s, harbour()...)
	before := must(s.Counts(ctx))(t)
	for i, k := range put(t, s, harbour()...) {
		same(t, "again", k, store.Kept{ID: harbour()[i].ID, Version: 1, Change: store.Unchanged})
	}
	after := must(s.Counts(ctx))(t)
	before.Bytes, after.Bytes = 0, 0
	same(t, "counts after putting the same again", after, before)

	withURL := harbour()[0]
	withURL.ID, withURL.URL = "n1", "https://courier.example/1"
	withURL.Text += " More."
	put(t, s, withURL)
	withURL.ID = "n2"
	same(t, "another id of the same URL", put(t, s, withURL)[0], store.Kept{ID: "n1", Version: 1, Change: store.Unchanged})
}

func sameInOneCall(t *testing.T, s store.Store) {
	a := harbour()[0]
	b := a
	b.Text += " Corrected."
	got := put(t, s, a, a, b, a, b)
	same(t, "kept", got, []store.Kept{{ID: "a", Version: 1, Change: store.Added}, {ID: "a", Version: 1, Change: store.Unchanged},
		{ID: "a", Version: 2, Change: store.Revised}, {ID: "a", Version: 1, Change: store.Unchanged}, {ID: "a", Version: 2, Change: store.Unchanged}})
}

func namesakes(t *testing.T, s store.Store) {
	file := func(path, body string) news.Article {
		a := article("001", "", "", "Title", body)
		a.Path = path
		return a
	}
	page := func(url, body string) news.Article {
		a := article("7", "", "", "Title", body)
		a.URL = url
		return a
	}
	for i, c := range []struct {
		in   news.Article
		want store.Kept
	}{
		{file("/mon/001.txt", "Monday."), store.Kept{ID: "001", Version: 1, Change: store.Added}},
		{file("/tue/001.txt", "Tuesday."), store.Kept{ID: "tue/001", Version: 1, Change: store.Added}},
		{file("/x/tue/001.txt", "Another Tuesday."), store.Kept{ID: "x/tue/001", Version: 1, Change: store.Added}},
		{file("/moved/001.txt", "Monday."), store.Kept{ID: "001", Version: 1, Change: store.Unchanged}},
		{file("/mon/001.txt", "Monday, edited."), store.Kept{ID: "001", Version: 2, Change: store.Revised}},
		{file("/tue/001.txt", "Tuesday, edited."), store.Kept{ID: "tue/001", Version: 2, Change: store.Revised}},
		{page("https://a.example/7", "One outlet."), store.Kept{ID: "7", Version: 1, Change: store.Added}},
		{page("https://b.example/7", "Another outlet."), store.Kept{ID: "7~2", Version: 1, Change: store.Added}},
		{page("https://b.example/7", "Another outlet, edited."), store.Kept{ID: "7~2", Version: 2, Change: store.Revised}},
		{page("https://c.example/7", "A third."), store.Kept{ID: "7~3", Version: 1, Change: store.Added}},
		{page("", "One outlet, edited."), store.Kept{ID: "7", Version: 2, Change: store.Revised}},
	} {
		if got := put(t, s, c.in)[0]; got != c.want {
			t.Errorf("%d: %s %q %q: got %+v, want %+v", i, c.in.ID, c.in.Path+c.in.URL, c.in.Text, got, c.want)
		}
	}
}

func versions(t *testing.T, s store.Store) {
	a := harbour()[0]
	put(t, s, a)
	b := a
	b.Text += " A correction."
	same(t, "revised", put(t, s, b)[0], store.Kept{ID: "a", Version: 2, Change: store.Revised})
	same(t, "the old text again", put(t, s, a)[0], store.Kept{ID: "a", Version: 1, Change: store.Unchanged})
	vs := must(s.Versions(ctx, "a"))(t)
	if len(vs) != 2 {
		t.Fatalf("%d versions, want 2", len(vs))
	}
	a.Version, b.Version = 1, 2
	same(t, "first", vs[0].Article, a)
	same(t, "second", vs[1].Article, b)
	if vs[0].Kept.IsZero() || vs[1].Kept.Before(vs[0].Kept) {
		t.Errorf("kept at %v, then %v", vs[0].Kept, vs[1].Kept)
	}
	same(t, "newest", must(s.Article(ctx, "a"))(t), b)
	_, err := s.Versions(ctx, "nobody")
	wantFault(t, "versions of no article", err, fault.NotFound)
}

func refusesNoArticle(t *testing.T, s store.Store) {
	good := harbour()[1]
	for name, spoil := range map[string]func(*news.Article){
		"no id":         func(a *news.Article) { a.ID = "" },
		"no text":       func(a *news.Article) { a.Text, a.Title = " \n", text.Span{} },
		"not UTF-8":     func(a *news.Article) { a.Text = "a\xff" + a.Text },
		"title outside": func(a *news.Article) { a.Title.End = len(a.Text) + 1 },
	} {
		bad := harbour()[0]
		spoil(&bad)
		_, err := s.PutArticles(ctx, []news.Article{good, bad})
		wantFault(t, name, err, fault.Input)
	}
	same(t, "articles kept of calls that failed", must(s.Counts(ctx))(t).Articles, 0)
}

func listArticles(t *testing.T, s store.Store) {
	put(t, s, harbour()...)
	for _, c := range []struct {
		name string
		f    store.ArticleFilter
		want []string
	}{
		{"all, newest first, undated last", store.ArticleFilter{}, []string{"c", "b", "a", "d"}},
		{"outlet", store.ArticleFilter{Outlets: []string{"Oshane Courier"}}, []string{"c", "a"}},
		{"from", store.ArticleFilter{From: news.Date{Year: 2031, Month: 4, Day: 9}}, []string{"c", "b"}},
		{"to", store.ArticleFilter{To: news.Date{Year: 2031, Month: 4, Day: 8}}, []string{"a"}},
		{"language", store.ArticleFilter{Languages: []string{"fa", "de"}}, nil},
	} {
		page := must(s.ListArticles(ctx, c.f))(t)
		same(t, c.name, ids(page.Items), c.want)
		same(t, c.name+": total", page.Total, len(c.want))
	}
	row := must(s.ListArticles(ctx, store.ArticleFilter{Outlets: []string{"Zelmora Post"}}))(t).Items[0]
	if row.Kept.IsZero() {
		t.Error("no time of keeping")
	}
	row.Kept = time.Time{}
	same(t, "row", row, store.ArticleRow{ID: "b", Outlet: "Zelmora Post", Language: "en", Title: "Lomenz raises port dues",
		Published: news.Date{Year: 2031, Month: 4, Day: 9}, Versions: 1})
}

func pages(t *testing.T, s store.Store) {
	var all []news.Article
	for i := range 25 {
		all = append(all, article(fmt.Sprintf("p%02d", i), "", fmt.Sprintf("2031-04-%02d", 1+i/5), "T", fmt.Sprint("Text ", i)))
	}
	put(t, s, all...)
	var got []string
	f := store.ArticleFilter{Page: store.Cursor{Limit: 4}}
	for n := 0; n < 10; n++ {
		page := must(s.ListArticles(ctx, f))(t)
		got = append(got, ids(page.Items)...)
		same(t, "total", page.Total, 25)
		if f.Page.After = page.Next; page.Next == "" {
			break
		}
		put(t, s, article(fmt.Sprint("new", n), "", "2032-01-01", "T", fmt.Sprint("New ", n))) // must not shift the pages
		f.To = news.Date{Year: 2031, Month: 12, Day: 31}
	}
	var want []string
	for i := range 25 {
		want = append(want, fmt.Sprintf("p%02d", 24-i))
	}
	same(t, "all pages", got, want)
	_, err := s.ListArticles(ctx, store.ArticleFilter{Page: store.Cursor{After: "nonsense"}})
	wantFault(t, "a page after nonsense", err, fault.Usage)
}

func documents(t *testing.T, s store.Store) {
	put(t, s, harbour()...)
	same(t, "to annotate", must(s.Unannotated(ctx, "p1", "", 10))(t), []string{"a", "b", "c", "d"})
	same(t, "to annotate after a", must(s.Unannotated(ctx, "p1", "a", 2))(t), []string{"b", "c"})
	_, _, err := s.Document(ctx, "a")
	wantFault(t, "a document that was not made", err, fault.NotFound)

	d := document(harbour()[0])
	ok(t, s.PutDocument(ctx, d, "p1"))
	got, pipeline, err := s.Document(ctx, "a")
	ok(t, err)
	same(t, "document", got, d)
	same(t, "pipeline", pipeline, "p1")
	same(t, "left to annotate", must(s.Unannotated(ctx, "p1", "", 10))(t), []string{"b", "c", "d"})
	same(t, "to annotate by a newer pipeline", must(s.Unannotated(ctx, "p2", "", 10))(t), []string{"a", "b", "c", "d"})

	wantFault(t, "a document of no article", s.PutDocument(ctx, &text.Document{ID: "z", Text: "z"}, "p1"), fault.NotFound)
	wantFault(t, "a document of another text", s.PutDocument(ctx, &text.Document{ID: "a", Text: "z"}, "p1"), fault.Conflict)
	edited := harbour()[0]
	edited.Text += " Edited."
	put(t, s, edited)
	_, _, err = s.Document(ctx, "a")
	wantFault(t, "the document of an older text", err, fault.NotFound)
	same(t, "to annotate after an edit", must(s.Unannotated(ctx, "p1", "", 1))(t), []string{"a"})
}
