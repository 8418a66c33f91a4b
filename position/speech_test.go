package position

import (
	"testing"

	"synoptic/news"
	"synoptic/text"
)

// A letter that is printed whole is its writer's; without the first person it is an account.
func TestOration(t *testing.T) {
	for line, want := range map[string]string{
		"Letter/NOUN of/ADP Lorne/PROPN :/PUNCT we/PRON close/VERB weirs/NOUN ,/PUNCT our/PRON dams/NOUN crack/VERB ,/PUNCT I/PRON go/VERB":                 "lorne",
		"Notes/NOUN of/ADP Lorne/PROPN :/PUNCT we/PRON close/VERB weirs/NOUN ,/PUNCT our/PRON dams/NOUN crack/VERB ,/PUNCT I/PRON go/VERB":                  "",
		"Letter/NOUN of/ADP Lorne/PROPN :/PUNCT they/PRON close/VERB weirs/NOUN ,/PUNCT their/PRON dams/NOUN crack/VERB ,/PUNCT she/PRON went/VERB out/ADV": "",
	} {
		d := spoken(line, named(2, 0))
		whole := d.Sentences[0]
		d.Sentences = nil
		for _, r := range []text.Range{{Start: 0, End: 4}, {Start: 4, End: 8}, {Start: 8, End: 12}, {Start: 12, End: whole.Tokens.End}} {
			d.Sentences = append(d.Sentences, text.Sentence{Span: d.SpanOf(r), Tokens: r})
		}
		h := &hearing{cast: NewCast(cast), article: &news.Article{}, doc: d, actorOf: []string{"lorne"}, spelled: make([]string, len(d.Tokens))}
		if h.oration(); h.orator != want {
			t.Errorf("%s: spoken by %q, want %q", line, h.orator, want)
		}
	}
}
