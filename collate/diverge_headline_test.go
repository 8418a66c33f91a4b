package collate

import (
	"strings"
	"testing"

	"synoptic/news"
	"synoptic/text"
)

// withQuotes marks what stands between curly marks as quoted.
func withQuotes(a Account) Account {
	s := a.Doc.Text
	for i, r := range s {
		if r == '“' {
			end := i + strings.Index(s[i:], "”")
			a.Doc.Quotes = append(a.Doc.Quotes, text.Quote{Outer: text.Span{Start: i, End: end + 3}, Inner: text.Span{Start: i + 3, End: end}, Complete: true})
		}
	}
	return a
}

// What an outlet says more strongly than those whom it quotes is told, even where its
// own words say so again; not what another of its quotations says, too.
func TestAgainstOwnQuotation(t *testing.T) {
	for _, c := range []struct {
		title, body       string
		headline, ownWord bool
	}{
		{"League must leave the harbour of Osk", "The league must leave the harbour of Osk. “The league should leave the harbour of Osk”, Keld said.", true, true},
		{"League must leave the harbour of Osk", "The league must leave the harbour of Osk, Keld said. “The league may leave the harbour of Osk”, he said.", true, true},
		{"Osk county will close the old bridge", "The county will close the old bridge. “The county may close the old bridge of Osk”, Keld said.", true, true},
		{"League must leave the harbour of Osk", "“The league should leave the harbour of Osk”, Keld said.", true, false},
		{"League should leave the harbour of Osk", "The league must leave the harbour of Osk. “The league should leave the harbour of Osk”, Keld said.", false, true},
		{"League must leave the harbour of Osk", "The league must leave the harbour of Osk. “The league must leave the harbour of Osk”, Keld said.", false, false},
		{"League must leave the harbour of Osk", "“The league must leave the harbour of Osk”, Keld said. “The league should leave the harbour of Osk”, Pohlin said.", false, false},
		{"“League must leave the harbour of Osk”", "The league must leave the harbour of Osk. “The league should leave the harbour of Osk”, Keld said.", false, true},
		{"League may leave the harbour of Osk", "The league may leave the harbour of Osk. “The league must leave the harbour of Osk”, Keld said.", false, false},
		{"League may leave the harbour of Osk", "The league may leave the harbour of Osk. Ferries sail at night.", false, false},
	} {
		a := withQuotes(plainAccount("a", c.title+". "+c.body))
		a.Article.Title = text.Span{Start: 0, End: len(c.title)}
		e := agreed(newEvent([]Account{a}))
		sides := sidesOf(e)
		if got := e.headline(sides); len(got) > 0 != c.headline {
			t.Errorf("headline %v, want %v: %s || %s", got, c.headline, c.title, c.body)
		}
		got := e.ownWords(sides)
		if len(got) > 0 != c.ownWord {
			t.Errorf("own words %v, want %v: %s || %s", got, c.ownWord, c.title, c.body)
		}
		for _, d := range got {
			if d.Kind != news.Stronger || len(d.Accounts) != 1 || len(d.Spans) != 2 || !strings.HasSuffix(d.Note, "against its own quotation") {
				t.Errorf("%+v", d)
			}
		}
	}
}

// The note tells whether the body or a quotation alone says otherwise than the headline.
func TestHeadlineNote(t *testing.T) {
	for body, want := range map[string]string{
		"The league should leave Osk for good.": "in the body",
		"The league must leave Osk for good. “The league should leave Osk for good and soon”, Keld said.": "in its own quotation",
	} {
		const title = "League must leave Osk for good"
		a := withQuotes(plainAccount("a", title+". "+body))
		a.Article.Title = text.Span{Start: 0, End: len(title)}
		e := agreed(newEvent([]Account{a}))
		if got := e.headline(sidesOf(e)); len(got) != 1 || !strings.HasSuffix(got[0].Note, want) {
			t.Errorf("%s: %+v, want one %s", body, got, want)
		}
	}
}
