package link

import (
	"fmt"
	"strings"
	"testing"

	"synoptic/news"
	"synoptic/text"
)

// annotated reads a text in which mentions are marked: "[0 PER Ada Lorne]" is a
// name of chain 0, "[0 nom the mayor]" a description, "[0 pro she]" a pronoun.
func annotated(id, date, marked string) (*news.Article, *text.Document) {
	d := &text.Document{ID: id, Tokens: []text.Token{}, Entities: []text.Entity{}, Mentions: []text.Mention{}}
	var b strings.Builder
	chains := map[string]int{}
	word := func(w string) {
		if b.Len() > 0 && !strings.HasPrefix(w, ",") && !strings.HasPrefix(w, ")") && !strings.HasSuffix(b.String(), "(") {
			b.WriteByte(' ')
		}
		start := b.Len()
		b.WriteString(w)
		d.Tokens = append(d.Tokens, text.Token{Span: text.Span{Start: start, End: b.Len()}, Form: w})
	}
	for len(marked) > 0 {
		plain, rest, found := strings.Cut(marked, "[")
		for _, w := range strings.Fields(plain) {
			word(w)
		}
		if !found {
			break
		}
		inside, after, _ := strings.Cut(rest, "]")
		f := strings.Fields(inside)
		first := len(d.Tokens)
		for _, w := range f[2:] {
			word(w)
		}
		r := text.Range{Start: first, End: len(d.Tokens)}
		m := text.Mention{Tokens: r, Head: r.End - 1, Kind: text.NameMention}
		if i := strings.Index(inside, " of "); i > 0 && f[1] == "nom" {
			m.Head = first + len(strings.Fields(inside[:i])) - 3
		}
		switch f[1] {
		case "nom":
			m.Kind = text.NominalMention
		case "pro":
			m.Kind = text.PronounMention
		default:
			m.Type = text.EntityType(f[1])
			d.Entities = append(d.Entities, text.Entity{Tokens: r, Type: m.Type})
		}
		c, ok := chains[f[0]]
		if !ok {
			c = len(d.Chains)
			chains[f[0]] = c
			d.Chains = append(d.Chains, text.Chain{})
		}
		m.Chain = c
		if d.Chains[c].Type == "" {
			d.Chains[c].Type = m.Type
		}
		if f[1] == "nom" && d.Chains[c].Type == "" {
			d.Chains[c].Type = text.Person
		}
		d.Chains[c].Mentions = append(d.Chains[c].Mentions, len(d.Mentions))
		d.Mentions = append(d.Mentions, m)
		marked = after
	}
	d.Text = b.String()
	for i := range d.Mentions {
		d.Mentions[i].Span = d.SpanOf(d.Mentions[i].Tokens)
	}
	for i := range d.Entities {
		d.Entities[i].Span = d.SpanOf(d.Entities[i].Tokens)
	}
	published, err := news.ParseDate(date)
	if err != nil {
		panic(err)
	}
	return &news.Article{ID: id, Text: d.Text, Published: published}, d
}

// stream links texts in order and returns, for each text, the ids of its
// chains as they stand at the end.
func stream(o Options, dated ...string) ([][]string, *Linker) {
	l := New(o)
	var out [][]string
	for i, s := range dated {
		date, marked, _ := strings.Cut(s, ": ")
		out = append(out, l.Add(annotated(fmt.Sprintf("a%d", i), date, marked)))
	}
	for _, ids := range out {
		for k := range ids {
			ids[k] = l.Resolve(ids[k])
		}
	}
	return out, l
}

// Each case lists texts and which of their chains are one actor: equal letters,
// one letter a chain; "-" is no actor.
func TestLinker(t *testing.T) {
	for _, c := range []struct {
		name  string
		texts []string
		want  string
	}{
		{"full name again", []string{"2031-04-08: [0 PER Radmer Oshane] spoke.", "2031-04-09: [0 PER Radmer Oshane] left."}, "a a"},
		{"family name of days ago", []string{"2031-04-08: [0 PER Radmer Oshane] met [1 PER Nivaro Keld].", "2031-04-09: [0 PER Oshane] met [1 PER Keld]."}, "ab ab"},
		{"transliteration", []string{"2031-04-08: [0 PER Radmer Oshane] spoke.", "2031-04-09: [0 PER Radmir Oshain] spoke."}, "a a"},
		{"particles and q, gh", []string{"2031-04-08: [0 PER Esmar al-Qaani] spoke.", "2031-04-08: [0 PER Esmar Ghaani] spoke."}, "a a"},
		{"words run together", []string{"2031-04-08: [0 PER Mirzo Tal-Harun] spoke.", "2031-04-08: [0 PER Mirza Talharoun] spoke."}, "a a"},
		{"two of one family name", []string{"2031-04-08: [0 PER Radmer Oshane] met [1 PER Lotte Oshane].", "2031-04-09: [0 PER Lotte Oshane] met [1 PER Radmer Oshane]."}, "ab ba"},
		{"he and she", []string{"2031-04-08: [0 PER Oshane] said [0 pro he] would.", "2031-04-09: [0 PER Oshane] said [0 pro she] would."}, "a b"},
		{"successor in the same office", []string{"2031-04-08: [0 PER Jorun Vastel], [0 nom the prime minister of Sorvane], spoke.", "2033-05-08: [0 PER Tavrin Oshelke], [0 nom the prime minister of Sorvane], spoke.", "2033-05-09: [0 nom the prime minister of Sorvane] spoke."}, "a b b"},
		{"office of its time", []string{"2031-04-08: [0 PER Jorun Vastel], [0 nom the prime minister of Sorvane], spoke.", "2031-04-09: [0 nom the prime minister of Sorvane] spoke."}, "a a"},
		{"acronym beside its expansion", []string{"2031-04-08: the [0 ORG Joint Observer Mission] ( [0 ORG JOM] ) spoke.", "2031-04-09: [0 ORG JOM] spoke.", "2031-04-09: the [0 ORG Joint Observer Mission] spoke."}, "a a a"},
		{"stated alias joins two actors", []string{"2031-04-08: [0 ORG Popular Shield Union] spoke.", "2031-04-08: [0 ORG Dirat al-Zafin] spoke.", "2031-04-09: [0 ORG Popular Shield Union] , also known as [0 ORG Dirat al-Zafin] , spoke."}, "a a a"},
		{"no alias without words", []string{"2031-04-08: [0 ORG Popular Shield Union] spoke.", "2031-04-08: [0 ORG Dirat al-Zafin] spoke.", "2031-04-09: [0 ORG Popular Shield Union] spoke and later [0 ORG Dirat al-Zafin] did."}, "a b a"},
		{"stated alias of another name of the text", []string{"2031-04-08: the [0 ORG Popular Shield Unit] ( [0 ORG PSU] ) met. The [0 ORG Popular Shield Union] , also known as [0 ORG Dirat al-Zafin] , spoke. The [0 ORG Popular Shield Unit] left. [0 ORG Dirat al-Zafin] did, too.", "2031-04-09: [0 ORG Dirat al-Zafin] spoke."}, "a a"},
		{"stated alias of a body that was taken for a person", []string{"2031-04-08: [0 PER Dirat al-Zafin] left.", "2031-04-08: the [0 ORG Popular Shield Unit] spoke.", "2031-04-09: the [0 ORG Popular Shield Unit] , known as the [0 ORG Dirat al-Zafin] in Norric, spoke.", "2031-04-10: [0 ORG Dirat al-Zafin] left."}, "a a a a"},
		{"stated alias that is a person's, too", []string{"2031-04-08: [0 PER Sheikh Omar al-Zafin] left. [0 pro He] spoke.", "2031-04-08: the [0 ORG Zafin Brigade] spoke.", "2031-04-09: the [0 ORG Zafin Brigade] ( [0 ORG ZB] ) spoke."}, "a b b"},
		{"an office is not of its holder", []string{"2031-04-08: [0 PER President Radmer Oshane] left.", "2031-04-09: [0 PER President Oshane] spoke."}, "a a"},
		{"an office in the name", []string{"2031-04-08: [0 PER Sadiq Lorne] left.", "2031-04-09: [0 PER Sadiq Lorne] spoke. [0 PER Harrow mayor Lorne] left.", "2031-04-09: [0 PER Harrow mayor Lorne] spoke."}, "a a a"},
		{"a country after the name", []string{"2031-04-08: [0 PER Radmer Oshane] left.", "2031-04-09: [0 PER President Radmer Oshane of Iceland] spoke."}, "a a"},
		{"a name cut short", []string{"2031-04-08: [0 PER Omar Khalil al-Haddan] left.", "2031-04-09: [0 PER Omar Khalil] spoke."}, "a a"},
		{"two full names in one chain", []string{"2031-04-08: [0 PER Radmer Oshane] left. [0 PER Oshane] spoke. [0 PER Lotte Oshane] ate.", "2031-04-09: [0 PER Lotte Oshane] spoke."}, "a b"},
		{"days and languages are no actors", []string{"2031-04-08: [0 ORG Early Tuesday] came, [1 ORG Feb.] went, in [2 NORP Arabic] ."}, "---"},
		{"state, people, seat, government, forces", []string{"2031-04-08: [0 GPE Iceland] and [1 NORP Icelanders] and [2 GPE Reykjavik] and [3 nom the Icelandic government] and [4 nom Icelandic troops] met."}, "abcde"},
		{"administration of a person in office", []string{"2031-04-08: [0 GPE Iceland] and [1 nom the Lindt administration] and [2 nom the Icelandic president] , [2 PER Eva Lindt] , and [3 nom Icelandic officials] met."}, "abcb"},
		{"palace of a state", []string{"2031-04-08: [0 ORG Kremlin] and [1 GPE Moscow] and [2 GPE Russia] spoke.", "2031-04-08: [0 ORG Kremlin] spoke."}, "abc a"},
		{"names of a state", []string{"2031-04-08: [0 GPE U.S.] spoke.", "2031-04-08: [0 GPE United States] spoke.", "2031-04-08: [0 GPE America] spoke."}, "a a a"},
		{"bodies with suffix", []string{"2031-04-08: [0 ORG Ketter Hydro Inc.] spoke.", "2031-04-08: [0 ORG Ketter Hydro] spoke."}, "a a"},
		{"nationality and number of a body", []string{"2031-04-08: [0 ORG Icelandic Popular Shield Force] spoke.", "2031-04-08: [0 ORG Dirat al-Zafin] spoke.", "2031-04-09: [0 ORG Dirat al-Zafin] , also known as [0 ORG Popular Shield Forces] , spoke."}, "a a a"},
		{"nationality of one of two bodies", []string{"2031-04-08: [0 ORG Icelandic Popular Shield Force] and [1 ORG Norwegian Popular Shield Force] spoke.", "2031-04-08: [0 ORG Dirat al-Zafin] spoke.", "2031-04-09: [0 ORG Dirat al-Zafin] , also known as [0 ORG Popular Shield Forces] , spoke."}, "ab c c"},
		{"bodies of two countries", []string{"2031-04-08: [0 ORG Icelandic Popular Shield Force] spoke.", "2031-04-08: [0 ORG Norwegian Popular Shield Forces] spoke."}, "a b"},
		{"what happened is no actor", []string{"2031-04-08: the leader of the [0 ORG River Revolution] and the [1 ORG River War] slept. The [2 ORG Revolution Council] spoke."}, "--a"},
		{"descriptions alone", []string{"2031-04-08: [0 nom a farmer] spoke."}, "-"},
		{"things are no actors", []string{"2031-04-08: [0 MISC World Cup] began."}, "-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, l := stream(Options{}, c.texts...)
			if s := letters(got); s != c.want {
				t.Errorf("linked as %q, want %q\n%v\n%+v", s, c.want, got, l.Actors())
			}
		})
	}
}

// letters names ids in order of appearance.
func letters(ids [][]string) string {
	seen := map[string]byte{"": '-'}
	next := byte('a')
	var parts []string
	for _, doc := range ids {
		var b strings.Builder
		for _, id := range doc {
			if _, ok := seen[id]; !ok {
				seen[id] = next
				next++
			}
			b.WriteByte(seen[id])
		}
		parts = append(parts, b.String())
	}
	return strings.Join(parts, " ")
}

func TestActorsShowTheirEvidence(t *testing.T) {
	_, l := stream(Options{},
		"2031-04-08: [0 PER Radmer Oshane], [0 nom the prime minister of Zelmora], spoke.",
		"2032-03-10: [0 PER Radmir Oshain], [0 nom the prime minister of Zelmora], spoke.")
	as := l.Actors()
	if len(as) != 1 {
		t.Fatalf("%d actors: %+v", len(as), as)
	}
	a := as[0]
	if a.ID != "radmer-oshane" || a.Name != "Radmer Oshane" || len(a.Aliases) != 2 || a.Mentions != 4 {
		t.Errorf("actor %+v", a)
	}
	for _, al := range a.Aliases {
		if len(al.Evidence) == 0 || al.Evidence[0].Place.Article == "" {
			t.Errorf("alias %q without evidence", al.Text)
		}
	}
	if len(a.Roles) != 1 || a.Roles[0].Text != "prime minister of Zelmora" || a.Roles[0].From.String() != "2031-04-08" || a.Roles[0].To.String() != "2032-03-10" {
		t.Errorf("roles %+v", a.Roles)
	}
}

func TestOfficialsAreNoPerson(t *testing.T) {
	_, l := stream(Options{}, "2031-04-08: [0 nom Icelandic officials] spoke.")
	if as := l.Actors(); len(as) != 1 || as[0].Type != text.Organization {
		t.Errorf("%+v", as)
	}
}

// The government of a person is that of the country which the person governs.
func TestGovernmentOfAPerson(t *testing.T) {
	for in, want := range map[string]string{
		"the [0 nom Icelandic president] , [0 PER Omar al-Haddan] , met [1 nom Omar al-Haddan 's government]": "ab",
		"the [0 nom Icelandic coach] , [0 PER Omar al-Haddan] , met [1 nom Omar al-Haddan 's government]":     "a-",
	} {
		a, d := annotated("a", "2031-04-08", in)
		r := text.Range{Start: len(d.Tokens) - 4, End: len(d.Tokens) - 2}
		d.Entities = append(d.Entities, text.Entity{Tokens: r, Span: d.SpanOf(r), Type: text.Person})
		if got := letters([][]string{New(Options{}).Add(a, d)}); got != want {
			t.Errorf("%s: linked as %q, want %q", in, got, want)
		}
	}
}

func TestSameStreamSameIDs(t *testing.T) {
	texts := []string{"2031-04-08: [0 PER Radmer Oshane] met [1 PER Lotte Oshane] of [2 ORG Ketter Hydro].", "2031-04-09: [0 PER Oshane] met [1 ORG Ketter Hydro Corp]."}
	a, la := stream(Options{}, texts...)
	b, lb := stream(Options{}, texts...)
	if fmt.Sprint(a) != fmt.Sprint(b) || fmt.Sprint(la.Actors()) != fmt.Sprint(lb.Actors()) {
		t.Errorf("%v\n%v", a, b)
	}
}

// A short form that two bodies share makes them no one body.
func TestSharedShortForm(t *testing.T) {
	doc := &text.Document{Text: "the Pilots Guild of Sarn met. The Port Authority of Sarn slept. Sarn ate."}
	p := &profile{typ: text.Organization}
	for _, name := range []string{"Pilots Guild of Sarn", "Port Authority of Sarn", "Sarn"} {
		at := strings.Index(doc.Text, name)
		p.forms = append(p.forms, form{text: name, core: strings.Fields(strings.ToLower(name)), count: 1, at: text.Span{Start: at, End: at + len(name)}})
	}
	if p.sort(doc); len(p.others) != 1 || p.others[0].text != "Port Authority of Sarn" && p.others[0].text != "Pilots Guild of Sarn" {
		t.Errorf("names by coreference alone: %+v, want the other body", p.others)
	}
}

func TestPlain(t *testing.T) {
	for _, c := range [][2]string{{"", ""}, {"french guards", "french guard"}, {"french harbour guards", "harbour guard"}, {"harbour press", "harbour press"}, {"guards", "guards"}} {
		if got := strings.Join(plain(strings.Fields(c[0])), " "); got != c[1] {
			t.Errorf("%q is plainly %q, want %q", c[0], got, c[1])
		}
	}
}
