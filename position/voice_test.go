package position

import (
	"testing"

	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/text"
)

// spoken is a document of one sentence with mentions: the token of each, and its chain.
func spoken(line string, mentions ...text.Mention) *text.Document {
	d := doc("a", line)
	d.Mentions = mentions
	for i := range d.Mentions {
		m := &d.Mentions[i]
		m.Tokens = text.Range{Start: m.Head, End: m.Head + 1}
		m.Span = d.SpanOf(m.Tokens)
		for len(d.Chains) <= m.Chain {
			d.Chains = append(d.Chains, text.Chain{})
		}
		d.Chains[m.Chain].Mentions = append(d.Chains[m.Chain].Mentions, i)
	}
	return d
}

func named(head, chain int) text.Mention {
	return text.Mention{Head: head, Chain: chain, Kind: text.NameMention}
}

var cast = []news.Actor{
	{ID: "lorne", Name: "Ada Lorne", Type: text.Person}, {ID: "ketter", Name: "Ketter", Type: text.Polity}, {ID: "mill", Name: "Weir Authority", Type: text.Organization},
}

// After Lorne, Ketter and the Authority were named, who is meant by the source at token at, if
// coreference has taken it for found?
func TestSource(t *testing.T) {
	for _, c := range []struct {
		source, found, want string
	}{
		{"she/PRON", "ketter", "lorne"}, // a town is no she
		{"she/PRON", "", "lorne"},
		{"it/PRON", "lorne", "mill"}, // nor a person an it; a body speaks before a town does
		{"authority/NOUN", "", "mill"},
		{"spokeswoman/NOUN", "", "mill"},
		{"baker/NOUN", "lorne", "lorne"}, // nothing speaks against what coreference found
	} {
		d := spoken("Lorne/PROPN met/VERB Ketter/PROPN and/CCONJ Authority/PROPN yesterday/NOUN "+c.source+" said/VERB/say", named(0, 0), named(2, 1), named(4, 2))
		cast := NewCast(cast)
		h := &hearing{cast: cast, doc: d, actorOf: []string{"lorne", "ketter", "mill"}, told: make([]bool, len(d.Tokens))}
		cast.parts["lorne"].genders[lexicon.Feminine]++
		h.name()
		if got := h.source(text.Range{Start: 6, End: 7}, c.found); got != c.want {
			t.Errorf("%s, taken for %q: %q, want %q", c.source, c.found, got, c.want)
		}
	}
}

func TestUncuedAside(t *testing.T) {
	d := spoken("The/DET weir/NOUN must/AUX close/VERB soon/ADV ,/PUNCT Lorne/PROPN vows/NOUN/vow ./PUNCT", named(6, 0))
	d.Morphs[7].XPOS = "NNS"
	got := NewCast(cast).Voices(&news.Article{ID: "a", Text: d.Text}, d, []string{"lorne"}, nil)
	if len(got) != 1 || got[0].Actor != "lorne" || got[0].Attribution != -1 || got[0].Content[0].In(d.Text) != "The weir must close soon" {
		t.Errorf("%+v: want what Lorne vows", got)
	}
	if again := NewCast(cast).Voices(&news.Article{ID: "a", Text: d.Text}, d, []string{""}, nil); len(again) != 0 {
		t.Errorf("%+v: nobody is known to vow it", again)
	}
}

func TestFuller(t *testing.T) {
	c := NewCast([]news.Actor{{ID: "okoro", Name: "Okoro", Type: text.Person}, {ID: "okoro-vale", Name: "Imani Okoro-Vale", Type: text.Person},
		{ID: "lorne", Name: "Lorne", Type: text.Person}, {ID: "ada-lorne", Name: "Ada Lorne", Type: text.Person}, {ID: "ben-lorne", Name: "Ben Lorne", Type: text.Person}})
	near := []string{"okoro", "okoro-vale", "lorne", "ada-lorne", "ben-lorne"}
	for actor, want := range map[string]string{"okoro": "okoro-vale", "lorne": "lorne", "ada-lorne": "ada-lorne"} {
		if got := c.fullest(actor, near); got != want {
			t.Errorf("%s is taken for %s, want %s", actor, got, want)
		}
	}
}
