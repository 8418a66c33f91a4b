package storetest

import (
	"fmt"
	"slices"
	"testing"

	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/news"
	"synoptic/text"
)

func query(t *testing.T, s string) store.Query {
	t.Helper()
	return must(store.ParseQuery(s))(t)
}

func searchArticles(t *testing.T, s store.Store) {
	relate(t, s)
	for _, c := range []struct {
		q    string
		f    store.SearchFilter
		want []string
	}{
		{"harbour", store.SearchFilter{}, []string{"a"}}, // title before text
		{"dues", store.SearchFilter{Newest: true}, []string{"b", "a"}},
		{"raised", store.SearchFilter{Newest: true}, []string{"b", "a"}}, // stems
		{"dues -fishermen", store.SearchFilter{}, []string{"a"}},
		{`"port of lomenz"`, store.SearchFilter{}, []string{"a"}},
		{"fish*", store.SearchFilter{}, []string{"b"}},
		{"bridge OR ferry", store.SearchFilter{Newest: true}, []string{"c", "d"}},
		{"(bridge OR ferry) strike", store.SearchFilter{}, []string{"c"}},
		{"dues", store.SearchFilter{Outlets: []string{"Zelmora Post"}}, []string{"b"}},
		{"lomenz", store.SearchFilter{Actors: []string{"keld"}, Newest: true}, []string{"b", "a"}},
		{"lomenz", store.SearchFilter{Events: []string{"e2"}}, []string{"c"}},
		{"lomenz", store.SearchFilter{To: news.Date{Year: 2031, Month: 4, Day: 8}}, []string{"a"}},
		{"nothing", store.SearchFilter{}, nil},
	} {
		page := must(s.SearchArticles(ctx, query(t, c.q), c.f))(t)
		var got []string
		for _, h := range page.Items {
			got = append(got, h.ID)
		}
		same(t, c.q, got, c.want)
		same(t, c.q+": total", page.Total, len(c.want))
	}
	hit := must(s.SearchArticles(ctx, query(t, "choice"), store.SearchFilter{}))(t).Items[0]
	body := must(s.Article(ctx, hit.ID))(t).Text
	same(t, "snippet is the text's bytes", hit.Snippet.Text, hit.Snippet.Span.In(body))
	same(t, "mark", hit.Snippet.Marks[0].In(hit.Snippet.Text), "choice")

	f := store.SearchFilter{Page: store.Cursor{Limit: 2}}
	seen := map[string]bool{}
	for range 5 {
		page := must(s.SearchArticles(ctx, query(t, "lomenz"), f))(t)
		for _, h := range page.Items {
			seen[h.ID] = true
		}
		if f.Page.After = page.Next; page.Next == "" {
			break
		}
	}
	same(t, "hits on all pages", len(seen), 3)
	f.Page.After = "nonsense"
	_, err := s.SearchArticles(ctx, query(t, "lomenz"), f)
	wantFault(t, "a page after nonsense", err, fault.Usage)

	edited := harbour()[3]
	edited.Text = "A bridge\n\nIt was a tunnel."
	put(t, s, edited)
	same(t, "words of a text that was", must(s.SearchArticles(ctx, query(t, "nobody"), store.SearchFilter{}))(t).Total, 0)
	same(t, "words of the new text", must(s.SearchArticles(ctx, query(t, "tunnel"), store.SearchFilter{}))(t).Total, 1)
}

func searchStatements(t *testing.T, s store.Store) {
	relate(t, s)
	page := must(s.SearchStatements(ctx, query(t, "fishermen ruin"), store.SearchFilter{Actors: []string{"keld"}}))(t)
	same(t, "hits", page.Total, 1)
	h := page.Items[0]
	same(t, "statement", []string{h.ID, h.Text, h.Name}, []string{"s2", "that the dues would ruin fishermen", "Ada Keld"})
	same(t, "marks", h.Marks, []text.Span{find(t, h.Text, "ruin"), find(t, h.Text, "fishermen")})
	same(t, "by another", must(s.SearchStatements(ctx, query(t, "fishermen"), store.SearchFilter{Actors: []string{"other"}}))(t).Total, 0)
	ok(t, s.PutAnalyses(ctx, []store.Analysis{{Version: "r1", Article: "b"}}))
	same(t, "words of a statement that is gone", must(s.SearchStatements(ctx, query(t, "fishermen"), store.SearchFilter{}))(t).Total, 0)
}

// searchMany asks that a search with very many matches says so, ranks the newest
// of them and comes to an end.
func searchMany(t *testing.T, s store.Store) {
	const many = 2400
	var all []news.Article
	for i := range many {
		all = append(all, news.Article{ID: fmt.Sprintf("m%05d", i), Outlet: "Wire", Language: "en", Text: fmt.Sprintf("Bell %d rang", i),
			Published: news.Date{Year: 2031, Month: 1 + i%12, Day: 1}})
	}
	for part := range slices.Chunk(all, 2000) {
		_, err := s.PutArticles(ctx, part)
		ok(t, err)
	}
	page := must(s.SearchArticles(ctx, query(t, "be*"), store.SearchFilter{Page: store.Cursor{Limit: 400}}))(t)
	same(t, "counted", []any{page.Total, page.AtLeast}, []any{1000, true})
	seen := 0
	for more := true; more; {
		seen += len(page.Items)
		for _, h := range page.Items {
			if h.ID < "m01400" {
				t.Fatalf("%s is ranked, which is not among the newest", h.ID)
			}
		}
		if more = page.Next != ""; more {
			page = must(s.SearchArticles(ctx, query(t, "be*"), store.SearchFilter{Page: store.Cursor{Limit: 400, After: page.Next, Uncounted: true}}))(t)
		}
	}
	same(t, "ranked", seen, 1000)
	page = must(s.SearchArticles(ctx, query(t, "bell"), store.SearchFilter{Newest: true, Page: store.Cursor{Limit: 1}}))(t)
	same(t, "newest of all", page.Items[0].ID, "m02399")
	page = must(s.SearchArticles(ctx, query(t, "bell"), store.SearchFilter{To: news.Date{Year: 2031, Month: 1, Day: 31}, Page: store.Cursor{Limit: 1}}))(t)
	same(t, "counted within days", []any{page.Total, page.AtLeast}, []any{200, false})
}

func searchAny(t *testing.T, s store.Store) {
	relate(t, s)
	for _, in := range []string{`a"b`, "a:b", "title:dues", "dues^2", "NEAR(a b)", "a + b", "{a b}: c", "it's", "*", "a\x00b", `"" x`, "'); DROP TABLE article; --", "۱۲۳", "-a b", "AND", "OR x", "🙂 y"} {
		q, err := store.ParseQuery(in)
		if err != nil {
			wantFault(t, in, err, fault.Usage)
			continue
		}
		for _, f := range []store.SearchFilter{{}, {Newest: true}} {
			if _, err := s.SearchArticles(ctx, q, f); err != nil {
				t.Errorf("%q: %v", in, err)
			}
		}
	}
	marks := harbour()[0]
	marks.ID, marks.Text = "marked", "A bell \x02 rings\x03 twice"
	marks.Title = text.Span{}
	put(t, s, marks)
	hit := must(s.SearchArticles(ctx, query(t, "bell"), store.SearchFilter{}))(t).Items[0]
	same(t, "a text with the signs that mark", hit.Snippet.Text, marks.Text)
}

func facets(t *testing.T, s store.Store) {
	relate(t, s)
	got := map[string][]store.FacetValue{}
	for _, f := range must(s.SearchArticles(ctx, query(t, "lomenz"), store.SearchFilter{Outlets: []string{"Oshane Courier"}, Facets: 10}))(t).Facets {
		got[f.Name] = f.Values
	}
	same(t, "articles", got, map[string][]store.FacetValue{
		"outlet":   {{Value: "Oshane Courier", Label: "Oshane Courier", Count: 2}, {Value: "Zelmora Post", Label: "Zelmora Post", Count: 1}},
		"language": {{Value: "en", Label: "en", Count: 2}},
		"actor":    {{Value: "keld", Label: "Ada Keld", Count: 1}},
		"event":    {{Value: "e1", Label: "Lomenz raises port dues", Count: 1}, {Value: "e2", Label: "Ferry strike ends", Count: 1}},
		"month":    {{Value: "2031-04", Label: "2031-04", Count: 1}, {Value: "2031-05", Label: "2031-05", Count: 1}},
	})
	for _, f := range must(s.SearchStatements(ctx, query(t, "dues"), store.SearchFilter{Facets: 1}))(t).Facets {
		if f.Name == "actor" {
			same(t, "who says it", f.Values, []store.FacetValue{{Value: "keld", Label: "Ada Keld", Count: 2}})
		}
		if len(f.Values) > 1 {
			t.Errorf("%s: more values than asked for: %v", f.Name, f.Values)
		}
	}
}
