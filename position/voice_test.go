package position

import (
	"slices"
	"strings"
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

// Before source and verb alone a predicate is not needed.
func TestBareAside(t *testing.T) {
	for line, want := range map[string]string{
		"Six/NUM months/NOUN at/ADP most/ADJ ,/PUNCT said/VERB/say Lorne/PROPN ./PUNCT":                   "Six months at most",
		"Six/NUM months/NOUN at/ADP most/ADJ ,/PUNCT Lorne/PROPN said/VERB/say ./PUNCT":                   "Six months at most",
		"As/ADP regards/NOUN the/DET weir/NOUN ,/PUNCT Lorne/PROPN demanded/VERB/demand more/ADJ ./PUNCT": "",
	} {
		d := doc("a", line)
		var m []text.Mention
		for i := range d.Tokens {
			if d.Tokens[i].Form == "Lorne" {
				m = append(m, named(i, 0))
			}
			if d.Morphs[i].UPOS == "VERB" {
				d.Morphs[i].Feats = "Tense=Past|VerbForm=Fin"
			}
		}
		feats := d.Morphs
		d = spoken(line, m...)
		d.Morphs = feats
		got := ""
		for _, s := range NewCast(cast).Voices(&news.Article{ID: "a", Text: d.Text}, d, []string{"lorne"}, nil) {
			got = s.Content[0].In(d.Text)
		}
		if got != want {
			t.Errorf("%s: Lorne says %q, want %q", line, got, want)
		}
	}
}

// What is denied of a thing is somebody's words; what is denied of a person may be told.
func TestDeniesThing(t *testing.T) {
	for line, want := range map[string]bool{
		"Weirs/NOUN do/AUX not/PART vote/VERB":  true,
		"Nobody/PRON needed/VERB weirs/NOUN":    true,
		"She/PRON did/AUX not/PART nod/VERB":    false,
		"Lorne/PROPN did/AUX not/PART nod/VERB": false,
		"Weirs/NOUN close/VERB":                 false,
		"Not/PART today/ADV":                    false,
	} {
		d := doc("a", line)
		if want || d.Morphs[0].UPOS != "PART" {
			d.Arcs[0].Relation = "nsubj"
		}
		h := &hearing{doc: d, spelled: make([]string, len(d.Tokens))}
		if got := h.deniesThing(d.Sentences[0].Tokens); got != want {
			t.Errorf("%s: %v, want %v", line, got, want)
		}
	}
}

// [source ]: who is meant where the brackets are, after what stands before.
func TestSourceInText(t *testing.T) {
	actors := []news.Actor{{ID: "mill", Name: "Weir Authority", Type: text.Organization}, {ID: "guild", Name: "Guild of Lock Keepers", Type: text.Organization},
		{ID: "renewal", Name: "Civic Renewal Party", Type: text.Organization}, {ID: "school", Name: "Weir School", Type: text.Organization},
		{ID: "corvel", Name: "Corvel", Type: text.Organization}, {ID: "jan", Name: "Jan", Type: text.Organization}, {ID: "tarn", Name: "TARN", Type: text.Place}}
	for line, want := range map[string]string{
		"Weir/PROPN Authority/PROPN met/VERB Guild/PROPN of/ADP Lock/PROPN Keepers/PROPN and/CCONJ the/DET [ guild/NOUN ] said/VERB":            "guild", // the noun that heads its name
		"Weir/PROPN Authority/PROPN waits/VERB and/CCONJ [ Civic/PROPN Renewal/PROPN ] said/VERB":                                               "renewal",
		"Civic/PROPN Renewal/PROPN Party/PROPN waits/VERB and/CCONJ Weir/PROPN School/PROPN [ Board/NOUN ] said/VERB":                           "school",
		"TARN/PROPN ,/PUNCT Jan/PROPN 2/NUM (/PUNCT WPA/PROPN )/PUNCT -/PUNCT Ships/NOUN wait/VERB as/SCONJ the/DET [ carrier/NOUN ] said/VERB": "",       // no town, no month
		"Weir/PROPN Authority/PROPN met/VERB Guild/PROPN of/ADP Lock/PROPN Keepers/PROPN and/CCONJ [ the/DET Authority/PROPN ] said/VERB":       "mill",   // written like a name
		"Weir/PROPN Authority/PROPN met/VERB Civic/PROPN Renewal/PROPN Party/PROPN and/CCONJ Weir/PROPN [ Authority/NOUN ] said/VERB":           "mill",   // its whole name
		"Civic/PROPN Renewal/PROPN Party/PROPN waits/VERB as/SCONJ [ Corvel/PROPN ] said/VERB":                                                  "corvel", // named in another account
		"Civic/PROPN Renewal/PROPN Party/PROPN waits/VERB as/SCONJ [ the/DET carmaker/NOUN ] said/VERB":                                         "",       // no party
		"the/DET letter/NOUN of/ADP Weir/PROPN Authority/PROPN is/AUX read/VERB ;/PUNCT the/DET [ letter/NOUN ] said/VERB":                      "mill",
	} {
		before, rest, _ := strings.Cut(line, "[ ")
		inside, after, _ := strings.Cut(rest, "] ")
		r := text.Range{Start: len(strings.Fields(before))}
		r.End = r.Start + len(strings.Fields(inside))
		d := doc("a", before+inside+after)
		for i := r.Start; i < r.End; i++ {
			d.Arcs[i].Head = i + 1
		}
		h := &hearing{cast: NewCast(actors), doc: d, told: make([]bool, len(d.Tokens))}
		var all []string
		for _, a := range actors {
			all = append(all, a.ID)
		}
		h.actorOf, h.full = all, h.cast.fuller(all)
		h.name()
		for i, f := range d.Tokens { // one-word names are known by their mentions alone
			switch f.Form {
			case "Jan":
				h.meet(i, "jan")
			case "TARN":
				h.meet(i, "tarn")
			}
		}
		if got := h.source(r, ""); got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// What a body says by the mouth of somebody without a name goes on with "she".
func TestVoicedPronoun(t *testing.T) {
	d := spoken("Lorne/PROPN met/VERB Authority/PROPN ;/PUNCT she/PRON said/VERB", named(0, 0), named(2, 1))
	d.Arcs[4].Head = 5
	h := &hearing{cast: NewCast(cast), doc: d, actorOf: []string{"lorne", "mill"}, told: make([]bool, len(d.Tokens))}
	h.cast.parts["lorne"].genders[lexicon.Masculine] += 9
	h.met = []encounter{{token: 0, actor: "lorne", weight: asSubject}, {token: 2, actor: "mill", weight: asSpeaker}}
	if got := h.source(text.Range{Start: 4, End: 5}, ""); got != "" {
		t.Errorf("she is %q", got)
	}
	h.met[1].voiced = true
	if got := h.source(text.Range{Start: 4, End: 5}, ""); got != "mill" {
		t.Errorf("she is %q, want whom the spokeswoman speaks for", got)
	}
}

// The name of who speaks may have been taken for what is said.
func TestSourceInside(t *testing.T) {
	d := spoken("The/DET weir/NOUN must/AUX close/VERB ,/PUNCT Lorne/PROPN ,/PUNCT the/DET minister/NOUN ,/PUNCT said/VERB/say", named(5, 0))
	h := &hearing{cast: NewCast(cast), doc: d, actorOf: []string{"lorne"}, told: make([]bool, len(d.Tokens)), covered: make([]bool, len(d.Tokens)), speaks: make([]string, 1)}
	h.name()
	content := d.SpanOf(text.Range{Start: 0, End: 9})
	d.Attributions = []text.Attribution{{Cue: []text.Span{d.Tokens[10].Span}, Content: []text.Span{content}}}
	st := news.Statement{Content: []text.Span{content}}
	h.hear(&st)
	if st.Actor != "lorne" || st.Content[0].In(d.Text) != "The weir must close" {
		t.Errorf("%q says %q", st.Actor, st.Content[0].In(d.Text))
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

// What goes on after somebody's words: inside the same quotation marks, whatever it tells, and as
// reported speech does, with "had".
func TestGoesOn(t *testing.T) {
	for _, c := range []struct {
		second string
		quoted bool
		want   bool
	}{
		{"Fish/NOUN die/VERB here/ADV ./PUNCT", true, true},
		{"Fish/NOUN die/VERB here/ADV ./PUNCT", false, false},
		{"Fish/NOUN had/AUX/have died/VERB/die here/ADV ./PUNCT", false, true},
		{"Fish/NOUN were/AUX/be going/VERB/go to/PART die/VERB ./PUNCT", false, true},
	} {
		first := "Lorne/PROPN said/VERB/say the/DET weir/NOUN must/AUX close/VERB ./PUNCT "
		d := spoken(first+c.second, named(0, 0))
		n := len(strings.Fields(first))
		a, b := text.Range{End: n}, text.Range{Start: n, End: len(d.Tokens)}
		d.Sentences = []text.Sentence{{Span: d.SpanOf(a), Tokens: a}, {Span: d.SpanOf(b), Tokens: b}}
		root := -1
		for i := b.Start; i < b.End && root < 0; i++ {
			if d.Morphs[i].UPOS == "VERB" {
				root = i
			}
		}
		for i := b.Start; i < b.End; i++ {
			d.Arcs[i].Head = root
		}
		d.Arcs[root] = text.Arc{Head: -1, Relation: "root"}
		said := d.SpanOf(text.Range{Start: 2, End: 6})
		if c.quoted {
			d.Quotes = []text.Quote{{Outer: text.Span{Start: said.Start - 1, End: len(d.Text)}, Inner: text.Span{Start: said.Start, End: len(d.Text)}}}
		}
		d.Attributions = []text.Attribution{{Source: []text.Span{d.Tokens[0].Span}, Cue: []text.Span{d.Tokens[1].Span}, Content: []text.Span{said}, Lemma: "say", Level: 1}}
		got := NewCast(cast).Voices(&news.Article{ID: "a", Text: d.Text}, d, []string{"lorne"}, nil)
		last := got[len(got)-1]
		if goes := len(got) == 2 && last.Actor == "lorne" && last.Content[0].Start == d.Sentences[1].Span.Start; goes != c.want {
			t.Errorf("%s, in quotation marks: %v: goes on %v, want %v", c.second, c.quoted, goes, c.want)
		}
	}
}

// What nobody in particular is told to say goes on with what somebody said.
func TestAnybody(t *testing.T) {
	for source, want := range map[string]int{"One/PRON": 2, "Somebody/PRON": 2, "Bakers/NOUN": 1} {
		d := spoken("Lorne/PROPN said/VERB/say the/DET weir/NOUN must/AUX close/VERB ./PUNCT "+source+" must/AUX ask/VERB who/PRON will/AUX pay/VERB ./PUNCT", named(0, 0))
		a, b := text.Range{End: 7}, text.Range{Start: 7, End: len(d.Tokens)}
		d.Sentences = []text.Sentence{{Span: d.SpanOf(a), Tokens: a}, {Span: d.SpanOf(b), Tokens: b}}
		for i := b.Start; i < b.End; i++ {
			d.Arcs[i].Head = 9
		}
		d.Arcs[9] = text.Arc{Head: -1, Relation: "root"}
		d.Attributions = []text.Attribution{
			{Source: []text.Span{d.Tokens[0].Span}, Cue: []text.Span{d.Tokens[1].Span}, Content: []text.Span{d.SpanOf(text.Range{Start: 2, End: 6})}, Lemma: "say", Level: 1},
			{Source: []text.Span{d.Tokens[7].Span}, Cue: []text.Span{d.Tokens[9].Span}, Content: []text.Span{d.SpanOf(text.Range{Start: 10, End: 13})}, Lemma: "ask", Level: 1, Speaker: -1},
		}
		n := 0
		for _, s := range NewCast(cast).Voices(&news.Article{ID: "a", Text: d.Text}, d, []string{"lorne"}, nil) {
			if s.Actor == "lorne" {
				n++
			}
		}
		if n != want {
			t.Errorf("%s: %d statements of Lorne, want %d", source, n, want)
		}
	}
}

func TestAddress(t *testing.T) {
	actors := []news.Actor{{ID: "lorne", Name: "Otto Lorne", Type: text.Person}, {ID: "velm", Name: "Ruben Velm", Type: text.Person}}
	d := spoken("Velm/PROPN met/VERB Lorne/PROPN yesterday/NOUN ;/PUNCT his/PRON highness/NOUN said/VERB/say", named(0, 1), named(2, 0))
	d.Arcs[5].Head, d.Arcs[6].Head = 6, 7
	h := &hearing{cast: NewCast(actors), doc: d, actorOf: []string{"lorne", "velm"}, told: make([]bool, len(d.Tokens))}
	h.name()
	h.cast.parts["velm"].nouns["emir"] = 1
	if got := h.source(text.Range{Start: 5, End: 7}, "lorne"); got != "velm" {
		t.Errorf("his highness is %q, want the emir", got)
	}
}

// A name is the longer one that has its words, titles apart, however either is spelled.
func TestFullerWithoutTitles(t *testing.T) {
	c := NewCast([]news.Actor{
		{ID: "amadi", Name: "Chief Justice Amadi", Type: text.Person}, {ID: "ruth", Name: "Ruth Amadi", Type: text.Person}, {ID: "mr", Name: "Mr Castan", Type: text.Polity}, {ID: "hugo", Name: "Hugo Castan", Type: text.Person},
		{ID: "defense", Name: "Ministry of Defense", Type: text.Organization}, {ID: "drosk", Name: "Defence Ministry of Drosk", Type: text.Organization}, {ID: "office", Name: "President's Office", Type: text.Organization},
	})
	full := c.Fuller([]string{"amadi", "ruth", "mr", "hugo", "defense", "drosk", "office"})
	for a, want := range map[string]string{"amadi": "ruth", "ruth": "ruth", "mr": "hugo", "defense": "drosk", "office": "office"} {
		if full[a] != want {
			t.Errorf("%s is taken for %s, want %s", a, full[a], want)
		}
	}
}

// A body that was taken for a person once is still an "it", one that is called "he" again and again is none.
func TestMaybeBody(t *testing.T) {
	for _, c := range []struct {
		mentions, he, it int
		want             bool
	}{{16, 0, 0, true}, {16, 2, 0, true}, {16, 3, 0, false}, {16, 3, 3, true}, {2, 1, 0, false}} {
		p := &part{mentions: c.mentions, person: 1}
		for range c.he {
			p.pronoun("he")
		}
		for range c.it {
			p.pronoun("it")
		}
		if got := p.maybeBody(); got != c.want {
			t.Errorf("%+v: %t", c, got)
		}
	}
}

// What follows a semicolon after the aside goes on; a participle before "she said" is told of her.
func TestAfterSemicolon(t *testing.T) {
	d := spoken("Weirs/NOUN must/AUX close/VERB ,/PUNCT Lorne/PROPN said/VERB/say ;/PUNCT dams/NOUN crack/VERB often/ADV ./PUNCT", named(4, 0))
	d.Attributions = []text.Attribution{{Lemma: "say", Cue: []text.Span{d.Tokens[5].Span}, Source: []text.Span{d.Tokens[4].Span}, Content: []text.Span{d.SpanOf(text.Range{Start: 0, End: 3})}}}
	got := NewCast(cast).Voices(&news.Article{ID: "a", Text: d.Text}, d, []string{"lorne"}, nil)
	if len(got) != 2 || got[1].Content[0].In(d.Text) != "dams crack often" {
		t.Errorf("%+v: want two statements", got)
	}
	d = doc("a", "Asked/VERB/ask about/ADP weirs/NOUN ,/PUNCT she/PRON said/VERB/say")
	d.Morphs[0].XPOS = "VBN"
	h := &hearing{doc: d}
	if !h.opensClause(text.Range{Start: 0, End: 6}) || h.opensClause(text.Range{Start: 2, End: 6}) {
		t.Error("a participle is not told from a subject")
	}
}

// "Authority: None." has a speaker; a clause before the colon is none.
func TestLabel(t *testing.T) {
	d := doc("a", "Authority/NOUN :/PUNCT None/PRON ./PUNCT")
	h := &hearing{doc: d, covered: make([]bool, 4)}
	if !h.label(text.Range{Start: 0, End: 1}, text.Range{Start: 2, End: 4}) {
		t.Error("the label is not seen")
	}
	d = doc("a", "She/PRON nodded/VERB :/PUNCT none/PRON ./PUNCT")
	h = &hearing{doc: d, covered: make([]bool, 5)}
	if h.label(text.Range{Start: 0, End: 2}, text.Range{Start: 3, End: 5}) {
		t.Error("a clause is taken for a label")
	}
}

// After somebody without a name spoke for a body, "it" is that body and nobody of the cast.
func TestItAfterAnUnknownBody(t *testing.T) {
	for _, c := range []struct {
		unknown bool
		want    string
	}{{false, "mill"}, {true, ""}} {
		d := spoken("Authority/PROPN spoke/VERB/speak ./PUNCT Cooperative/NOUN disagreed/VERB/disagree ./PUNCT It/PRON demanded/VERB/demand", named(0, 0))
		h := &hearing{cast: NewCast(cast), doc: d, actorOf: []string{"mill"}, told: make([]bool, len(d.Tokens))}
		h.name()
		if c.unknown {
			h.met = append(h.met, encounter{token: 3, weight: asSpeaker, bodily: true})
		}
		if got := h.source(text.Range{Start: 6, End: 7}, ""); got != c.want {
			t.Errorf("unknown %t: %q, want %q", c.unknown, got, c.want)
		}
	}
}

// "Their union" is what is called so, and not whoever was in mind; "the union" may be one that another account names twice.
func TestTheirUnion(t *testing.T) {
	all := append(slices.Clone(cast), news.Actor{ID: "union", Name: "Weavers' Union", Type: text.Organization}, news.Actor{ID: "longer", Name: "Weavers' Union of Ketter", Type: text.Organization})
	for line, beside := range map[string][]string{
		"Authority/PROPN met/VERB Union/PROPN ./PUNCT their/PRON union/NOUN/union disagreed/VERB":    nil,
		"Lorne/PROPN met/VERB Ketter/PROPN ./PUNCT the/DET union/NOUN/union disagreed/VERB/disagree": {"union", "longer"},
	} {
		d := spoken(line, named(0, 0), named(2, 1))
		h := &hearing{cast: NewCast(all), doc: d, actorOf: []string{"mill", "union"}, beside: beside, told: make([]bool, len(d.Tokens))}
		want := "union"
		if beside != nil {
			h.actorOf, want = []string{"lorne", "ketter"}, "longer"
		}
		h.full = h.cast.fuller(append(slices.Clone(h.actorOf), beside...))
		h.name()
		d.Arcs[4].Head = 5
		if got := h.source(text.Range{Start: 4, End: 6}, ""); got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// A body that is named where nobody speaks is what is spoken of in the next sentence.
func TestSpokenOf(t *testing.T) {
	cast := NewCast(append(slices.Clone(cast), news.Actor{ID: "union", Name: "Weavers' Union", Type: text.Organization}))
	d := doc("a", "A/DET b/NOUN ./PUNCT It/PRON spoke/VERB ./PUNCT")
	d.Sentences = []text.Sentence{{Span: d.SpanOf(text.Range{Start: 0, End: 3}), Tokens: text.Range{Start: 0, End: 3}}, {Span: d.SpanOf(text.Range{Start: 3, End: 6}), Tokens: text.Range{Start: 3, End: 6}}}
	for _, c := range []struct {
		actor, speaks string
		sentence      int
		want          float64
	}{{"union", "", 1, asSubject}, {"union", "lorne", 1, asOther}, {"lorne", "", 1, asOther}, {"ketter", "", 1, asOther}, {"union", "", 0, asOther}} {
		h := &hearing{cast: cast, doc: d, speaks: []string{c.speaks, ""}}
		if got := h.weight(&encounter{actor: c.actor, weight: asOther}, 0, c.sentence); got != c.want {
			t.Errorf("%+v: weighs %.1f", c, got)
		}
	}
}
