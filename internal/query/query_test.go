package query

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"synoptic/collate"
	"synoptic/internal/fault"
	"synoptic/internal/store"
	"synoptic/internal/store/sqlite"
	"synoptic/news"
	"synoptic/text"
)

var ctx = context.Background()

// filled is a store with one event of two accounts and one article that was
// neither annotated nor related.
func filled(t *testing.T) *Reader {
	t.Helper()
	s, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "s.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	body := "Dues rise\n\nThe port of Lomenz will raise its harbour dues by a tenth."
	as := []news.Article{{ID: "a", Outlet: "Courier", Text: body, Title: text.Span{End: 9}}, {ID: "b", Outlet: "Post", Text: body + " Ada Keld said so.", Title: text.Span{End: 9}},
		{ID: "c", Text: "A bridge was closed."}}
	if _, err := s.PutArticles(ctx, as); err != nil {
		t.Fatal(err)
	}
	changes := []store.Analysis{{Events: []news.Event{{ID: "e1", Title: "Dues rise", Articles: []string{"a", "b"}}}, Storylines: []news.Storyline{{ID: "s1", Title: "Dues rise", Events: []string{"e1"}}},
		Actors: []news.Actor{{ID: "lomenz", Name: "Lomenz", Aliases: []news.Alias{{Text: "Lomenz"}}}},
		Copies: []news.Copy{{Article: "b", Of: "a", Kind: news.Near, Share: 0.9}}}}
	for _, a := range as[:2] {
		d := annotated(a)
		if err := s.PutDocument(ctx, d, "p1"); err != nil {
			t.Fatal(err)
		}
		said := text.Span{Start: strings.Index(a.Text, "harbour"), End: strings.Index(a.Text, " by a")}
		changes = append(changes, store.Analysis{Version: "r1", Article: a.ID, ActorOf: []string{"lomenz"},
			Statements: []news.Statement{{ID: "s" + a.ID, Article: a.ID, Actor: "lomenz", Content: []text.Span{said}}}})
	}
	if err := s.PutAnalyses(ctx, changes); err != nil {
		t.Fatal(err)
	}
	return New(s, collate.Options{Match: collate.Normal})
}

func annotated(a news.Article) *text.Document {
	d := &text.Document{ID: a.ID, Text: a.Text, Language: "en"}
	at := 0
	for _, line := range strings.SplitAfter(a.Text, ".") {
		first := len(d.Tokens)
		for _, w := range strings.Fields(line) {
			start := at + strings.Index(a.Text[at:], w)
			at = start + len(w)
			d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: start, End: at}, Form: w})
		}
		if r := (text.Range{Start: first, End: len(d.Tokens)}); r.Len() > 0 {
			d.Sentences = append(d.Sentences, text.Sentence{Span: d.SpanOf(r), Tokens: r})
		}
	}
	d.Mentions = []text.Mention{{Tokens: text.Range{Start: 5, End: 6}, Span: d.Tokens[5].Span, Head: 5, Kind: text.NameMention}}
	d.Chains = []text.Chain{{Mentions: []int{0}}}
	return d
}

func TestCoverage(t *testing.T) {
	r := filled(t)
	c, err := r.Coverage(ctx, "e1", "e1")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Articles) != 2 || len(c.Events) != 1 || len(c.Storylines) != 1 || len(c.Actors) != 1 || len(c.Copies) != 1 || c.Documents[1] == nil || c.ActorOf[0][0] != "lomenz" {
		t.Errorf("coverage: %+v", c)
	}
	if len(c.Comparisons) != 1 || len(c.Comparisons[0].Accounts) != 2 || c.Comparisons[0].Accounts[1].CopyOf != "a" {
		t.Errorf("comparisons: %+v", c.Comparisons)
	}
	if _, err := r.Coverage(ctx, "e9"); fault.Of(err) != fault.NotFound || err == nil {
		t.Errorf("an unknown event: %v", err)
	}
	one, err := r.CompareArticles(ctx, "b", "a")
	if err != nil || len(one.Comparisons) != 1 {
		t.Errorf("articles as one event: %+v, %v", one, err)
	}
	none, err := r.CompareArticles(ctx, "a", "c") // c was not analysed
	if err != nil || len(none.Comparisons) != 0 || none.Documents[1] != nil {
		t.Errorf("an article without annotation: %+v, %v", none, err)
	}
}

func TestPages(t *testing.T) {
	r := filled(t)
	a, err := r.Article(ctx, "b")
	if err != nil || a.Event == nil || a.Event.ID != "e1" || len(a.Versions) != 1 || a.Document == nil || len(a.Copies) != 1 || len(a.Actors) != 1 {
		t.Errorf("article: %+v, %v", a, err)
	}
	if a, err = r.Article(ctx, "c"); err != nil || a.Event != nil || a.Document != nil {
		t.Errorf("an article that is only kept: %+v, %v", a, err)
	}
	e, err := r.Event(ctx, "e1")
	if err != nil || len(e.Articles) != 2 || e.Storyline.ID != "s1" {
		t.Errorf("event: %+v, %v", e, err)
	}
	l, err := r.Storyline(ctx, "s1")
	if err != nil || len(l.Events) != 1 || l.Events[0].Outlets != 2 || l.Events[0].Origins != 1 {
		t.Errorf("storyline: %+v, %v", l, err)
	}
	who, err := r.Actor(ctx, "lomenz", Cursor{})
	if err != nil || who.Statements.Total != 2 || who.Statements.Items[0].Text != "harbour dues" {
		t.Errorf("actor: %+v, %v", who, err)
	}
}

func TestSearch(t *testing.T) {
	r := filled(t)
	found, err := r.SearchArticles(ctx, "harbour -keld", SearchFilter{})
	if err != nil || found.Total != 1 || found.Items[0].ID != "a" || len(found.Facets) == 0 {
		t.Errorf("articles: %+v, %v", found, err)
	}
	said, err := r.SearchStatements(ctx, `"harbour dues"`, SearchFilter{Outlets: []string{"Post"}})
	if err != nil || said.Total != 1 || said.Items[0].Article != "b" {
		t.Errorf("statements: %+v, %v", said, err)
	}
	if _, err := r.SearchArticles(ctx, " ", SearchFilter{}); fault.Of(err) != fault.Usage || err == nil {
		t.Errorf("nothing to look for: %v", err)
	}
}
