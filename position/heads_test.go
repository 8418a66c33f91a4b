package position

import (
	"testing"

	"synoptic/news"
	"synoptic/text"
)

var voices = []news.Actor{
	{ID: "lorne", Name: "Ada Lorne", Type: text.Person}, {ID: "mill", Name: "Weir Authority", Type: text.Organization}, {ID: "ketter", Name: "Ketter", Type: text.Polity},
}

// Who speaks for the authority is told before the name and after it, and by what it was said for.
func TestOffices(t *testing.T) {
	for line, want := range map[string]bool{
		"The/DET new/ADJ chairwoman/NOUN of/ADP the/DET AUTHORITY/PROPN in/ADP Ketter/PROPN ,/PUNCT LORNE/PROPN ,/PUNCT spoke/VERB":  true,
		"Speakers/NOUN praised/VERB LORNE/PROPN ,/PUNCT 44/NUM ,/PUNCT president/NOUN of/ADP the/DET AUTHORITY/PROPN ,/PUNCT at/ADP": true,
		"It/PRON was/AUX LORNE/PROPN ,/PUNCT who/PRON became/VERB/become head/NOUN of/ADP the/DET AUTHORITY/PROPN":                   true,
		"LORNE/PROPN spoke/VERB on/ADP behalf/NOUN of/ADP the/DET AUTHORITY/PROPN":                                                   true,
		"The/DET AUTHORITY/PROPN was/AUX there/ADV ,/PUNCT chairwoman/NOUN LORNE/PROPN said/VERB":                                    true, // whose else
		"The/DET AUTHORITY/PROPN was/AUX there/ADV ,/PUNCT minister/NOUN LORNE/PROPN said/VERB":                                      false,
		"The/DET AUTHORITY/PROPN was/AUX there/ADV ,/PUNCT her/PRON director/NOUN LORNE/PROPN said/VERB":                             false,
		"The/DET minister/NOUN met/VERB the/DET AUTHORITY/PROPN and/CCONJ LORNE/PROPN ,/PUNCT a/DET baker/NOUN":                      false,
	} {
		d := spoken(line)
		for i := range d.Tokens {
			switch d.Tokens[i].Form {
			case "LORNE":
				d.Mentions = append(d.Mentions, text.Mention{Head: i, Chain: 0, Kind: text.NameMention, Tokens: text.Range{Start: i, End: i + 1}, Span: d.Tokens[i].Span})
			case "AUTHORITY":
				d.Mentions = append(d.Mentions, text.Mention{Head: i, Chain: 1, Kind: text.NameMention, Tokens: text.Range{Start: i, End: i + 1}, Span: d.Tokens[i].Span})
			}
		}
		c := NewCast(voices)
		c.Learn(d, []string{"lorne", "mill"})
		c.settle()
		if got := c.SpeaksFor("lorne", "mill"); got != want {
			t.Errorf("%s: speaks for the authority: %v", line, got)
		}
	}
}

// Where something is "in Ketter", Ketter is no he; a person of whom something is told is one.
func TestSettlePlaces(t *testing.T) {
	for line, want := range map[string]bool{
		"They/PRON met/VERB in/ADP Ketter/PROPN": true,
		"They/PRON met/VERB Ketter/PROPN":        false,
	} {
		d := spoken(line)
		i := len(d.Tokens) - 1
		d.Mentions = []text.Mention{{Head: i, Kind: text.NameMention, Tokens: text.Range{Start: i, End: i + 1}, Span: d.Tokens[i].Span}}
		c := NewCast([]news.Actor{{ID: "ketter", Name: "Ketter", Type: text.Person}})
		c.Learn(d, []string{"ketter"})
		c.settle()
		if p := c.parts["ketter"]; p.place != want || p.suits("he") == want {
			t.Errorf("%s: place %v, he %v", line, p.place, p.suits("he"))
		}
	}
}

// A report of an outlet that bears the name of a body is that body's, and the director's address is the director's.
func TestOrator(t *testing.T) {
	line := "Address/NOUN of/ADP the/DET director/NOUN we/PRON close/VERB weirs/NOUN ,/PUNCT our/PRON dams/NOUN crack/VERB ,/PUNCT I/PRON go/VERB"
	for _, c := range []struct{ outlet, called, want string }{
		{"Weir Authority, newsletter", "", "mill"}, {"Ketter Times", "", ""}, {"Ketter Times", "director", "lorne"},
	} {
		d := spoken(line)
		d.Sentences = nil
		for _, r := range []text.Range{{Start: 0, End: 4}, {Start: 4, End: 8}, {Start: 8, End: 12}, {Start: 12, End: len(d.Tokens)}} {
			d.Sentences = append(d.Sentences, text.Sentence{Span: d.SpanOf(r), Tokens: r})
		}
		cast := NewCast(voices)
		if c.called != "" {
			cast.parts["lorne"].call(c.called)
		}
		h := &hearing{cast: cast, article: &news.Article{Outlet: c.outlet}, doc: d, actorOf: []string{"lorne", "mill", "ketter"}, spelled: make([]string, len(d.Tokens))}
		if h.oration(); h.orator != c.want {
			t.Errorf("%+v: spoken by %q", c, h.orator)
		}
	}
}

// "The Authority" is the one that is named so, and nobody's where two are.
func TestGenericName(t *testing.T) {
	actors := append(voices, news.Actor{ID: "short", Name: "Authority", Type: text.Organization}, news.Actor{ID: "port", Name: "Port Authority", Type: text.Organization})
	c := NewCast(actors)
	if got := c.Fuller([]string{"short", "mill", "lorne"})["short"]; got != "mill" {
		t.Errorf("the Authority is %s", got)
	}
	if got := c.Fuller([]string{"short", "mill", "port"})["short"]; got != "short" {
		t.Errorf("the Authority is %s, and there are two", got)
	}
}
