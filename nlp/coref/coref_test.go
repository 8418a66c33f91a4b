package coref

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"synoptic/text"
)

// tree reads sentences set apart by " | ", of words form/UPOS/head/relation,
// the head counted from 1 in its sentence; the lemma is the form in lower case
// unless a fifth field gives it. {TYPE before a word and } after one mark an entity.
// The quotation marks “ and ” make quotes; \ is a slash.
func tree(s string) *text.Document {
	d := &text.Document{ID: "t", Tokens: []text.Token{}, Entities: []text.Entity{}, Quotes: []text.Quote{}}
	var b strings.Builder
	open, kind, quote := -1, "", -1
	for p, sent := range strings.Split(s, " | ") {
		first := len(d.Tokens)
		for _, w := range strings.Fields(sent) {
			if t, ok := strings.CutPrefix(w, "{"); ok {
				open, kind = len(d.Tokens), t
				continue
			}
			if w == "}" {
				r := text.Range{Start: open, End: len(d.Tokens)}
				d.Entities = append(d.Entities, text.Entity{Tokens: r, Span: d.SpanOf(r), Type: text.EntityType(kind)})
				continue
			}
			f := strings.Split(w, "/")
			f[0] = strings.ReplaceAll(f[0], "\\", "/")
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			span := text.Span{Start: b.Len(), End: b.Len() + len(f[0])}
			b.WriteString(f[0])
			head, err := strconv.Atoi(f[2])
			if err != nil {
				panic(w)
			}
			lemma := strings.ToLower(f[0])
			if len(f) > 4 {
				lemma = f[4]
			}
			number := "Number=Sing"
			if len(f) > 5 {
				number = f[5]
			}
			d.Tokens = append(d.Tokens, text.Token{Span: span, Form: f[0]})
			d.Morphs = append(d.Morphs, text.Morph{UPOS: f[1], Lemma: lemma, Feats: number})
			d.Arcs = append(d.Arcs, text.Arc{Head: first + head - 1, Relation: f[3]})
			if head == 0 {
				d.Arcs[len(d.Arcs)-1].Head = -1
			}
			switch f[0] {
			case "“":
				quote = span.Start
			case "”":
				if quote < 0 || quote+len("“ ") > span.Start-1 {
					continue
				}
				d.Quotes = append(d.Quotes, text.Quote{Outer: text.Span{Start: quote, End: span.End}, Inner: text.Span{Start: quote + len("“ "), End: span.Start - 1}, Complete: true})
				quote = -1
			}
		}
		d.Text = b.String()
		r := text.Range{Start: first, End: len(d.Tokens)}
		d.Sentences = append(d.Sentences, text.Sentence{Span: d.SpanOf(r), Tokens: r, Paragraph: p})
	}
	return d
}

// chains writes the chains of two mentions or more: "Ada Lorne = Lorne = She".
func chains(d *text.Document) string {
	var out []string
	for _, c := range d.Chains {
		var ms []string
		for _, k := range c.Mentions {
			ms = append(ms, d.Mentions[k].Span.In(d.Text))
		}
		if len(ms) > 1 {
			out = append(out, strings.Join(ms, " = "))
		}
	}
	return strings.Join(out, "; ")
}

func stage(t *testing.T) *Stage {
	t.Helper()
	s, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestRules(t *testing.T) {
	s := stage(t)
	for _, c := range []struct{ name, in, want string }{
		{"short form of a name",
			"{PER Ada/PROPN/3/nsubj Lorne/PROPN/1/flat } spoke/VERB/0/root ./PUNCT/3/punct | {PER Lorne/PROPN/2/nsubj } left/VERB/0/root ./PUNCT/2/punct",
			"Ada Lorne = Lorne"},
		{"who says that he goes is he",
			"{PER Tobin/PROPN/5/nsubj Brack/PROPN/1/flat } met/VERB/5/acl Keld/PROPN/3/obj said/VERB/0/root/say he/PRON/7/nsubj goes/VERB/5/ccomp/go ./PUNCT/5/punct",
			"Tobin Brack = he"},
		{"who is told something is not who tells it, and what is told is no part of the phrase",
			"The/DET/2/det minister/NOUN/3/nsubj told/VERB/0/root/tell the/DET/5/det minister/NOUN/3/iobj that/SCONJ/8/mark talks/NOUN/8/nsubj failed/VERB/5/acl ./PUNCT/3/punct",
			""},
		{"a country's leader may lead a movement, too",
			"{PER Ada/PROPN/10/nsubj Lorne/PROPN/1/flat } ,/PUNCT/5/punct the/DET/5/det leader/NOUN/1/appos of/ADP/8/case the/DET/8/det {ORG River/PROPN/5/nmod } ,/PUNCT/5/punct spoke/VERB/0/root ./PUNCT/10/punct | {GPE Ustrel/PROPN/3/nmod:poss } 's/PART/1/case leader/NOUN/4/nsubj left/VERB/0/root ./PUNCT/4/punct",
			"Ada Lorne = the leader of the River = Ustrel 's leader"},
		{"a title of honour is who holds an office",
			"The/DET/2/det minister/NOUN/5/nsubj {PER Ada/PROPN/2/flat Lorne/PROPN/2/flat } spoke/VERB/0/root ./PUNCT/5/punct | Her/PRON/2/nmod:poss Excellency/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct",
			"The minister Ada Lorne = Ada Lorne = Her Excellency"},
		{"a government is not its country",
			"{GPE Ustrel/PROPN/2/nsubj } refused/VERB/0/root ./PUNCT/2/punct | The/DET/3/det {NORP Ustreli/ADJ/3/amod } government/NOUN/4/nsubj agreed/VERB/0/root ./PUNCT/4/punct",
			"Ustrel = Ustreli"},
		{"two persons of one family name",
			"{PER Ada/PROPN/3/nsubj Lorne/PROPN/1/flat } met/VERB/0/root {PER Tobin/PROPN/3/obj Lorne/PROPN/4/flat } ./PUNCT/3/punct", ""},
		{"other spelling",
			"{PER Radmer/PROPN/3/nsubj Oshane/PROPN/1/flat } spoke/VERB/0/root ./PUNCT/3/punct | {PER Radmir/PROPN/3/nsubj Oshain/PROPN/1/flat } left/VERB/0/root ./PUNCT/3/punct",
			"Radmer Oshane = Radmir Oshain"},
		{"acronym in brackets",
			"The/DET/3/det {ORG Growers/PROPN/3/compound Union/PROPN/7/nsubj } (/PUNCT/5/punct {ORG GU/PROPN/3/appos } )/PUNCT/5/punct spoke/VERB/0/root ./PUNCT/7/punct",
			"The Growers Union = GU"},
		{"also known as",
			"{ORG Shield/PROPN/2/compound Union/PROPN/10/nsubj } ,/PUNCT/5/punct also/ADV/5/advmod known/VERB/2/acl/know as/ADP/8/case {ORG Dirat/PROPN/8/compound Zafin/PROPN/5/obl } ,/PUNCT/5/punct spoke/VERB/0/root ./PUNCT/10/punct",
			"Shield Union , also known as Dirat Zafin = Dirat Zafin"},
		{"a person called something is no alias",
			"The/DET/2/det leader/NOUN/3/nsubj called/VERB/0/root/call the/DET/5/det {GPE Zelmora/PROPN/3/obj } illegal/ADJ/3/xcomp ./PUNCT/3/punct", ""},
		{"also known as, of a group tagged as a person",
			"{ORG Shield/PROPN/2/compound Union/PROPN/10/nsubj } ,/PUNCT/5/punct also/ADV/5/advmod known/VERB/2/acl/know as/ADP/8/case {PER Dirat/PROPN/8/compound Zafin/PROPN/5/obl } ,/PUNCT/5/punct spoke/VERB/0/root ./PUNCT/10/punct | {PER Dirat/PROPN/2/compound Zafin/PROPN/3/nsubj } left/VERB/0/root ./PUNCT/3/punct",
			"Shield Union , also known as Dirat Zafin = Dirat Zafin = Dirat Zafin"},
		{"an office and its holder after what it is of",
			"Leader/NOUN/9/nsubj of/ADP/5/case the/DET/5/det {ORG River/PROPN/5/compound Movement/PROPN/8/compound } Sheikh/PROPN/8/nmod:desc {PER Omar/PROPN/1/nmod Haddan/PROPN/7/flat } spoke/VERB/0/root ./PUNCT/9/punct | The/DET/2/det Leader/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct | Haddan/PROPN/2/nsubj ate/VERB/0/root ./PUNCT/2/punct | The/DET/2/det Leader/NOUN/6/nsubj of/ADP/5/case the/DET/5/det {ORG Movement/PROPN/2/nmod } left/VERB/0/root ./PUNCT/6/punct",
			"Leader of the River Movement Sheikh Omar Haddan = The Leader = Haddan = The Leader of the Movement; River Movement = the Movement"},
		{"the agency of a dateline is no part of its place",
			"{GPE Lomenz/PROPN/6/parataxis } ,/PUNCT/3/punct {ORG ZENA/PROPN/1/list } –/PUNCT/1/punct {PER Lorne/PROPN/6/nsubj } spoke/VERB/0/root in/ADP/8/case {GPE Lomenz/PROPN/6/obl } ./PUNCT/6/punct",
			"Lomenz = Lomenz"},
		{"I in a quotation whose speaker comes after",
			"“/PUNCT/3/punct I/PRON/3/nsubj go/VERB/6/ccomp ,/PUNCT/3/punct ”/PUNCT/3/punct said/VERB/0/root/say {PER Ada/PROPN/6/nsubj Lorne/PROPN/7/flat } ./PUNCT/6/punct",
			"I = Ada Lorne"},
		{"who",
			"{PER Ada/PROPN/7/nsubj Lorne/PROPN/1/flat } ,/PUNCT/5/punct who/PRON/5/nsubj left/VERB/1/acl:relcl/leave ,/PUNCT/5/punct spoke/VERB/0/root ./PUNCT/7/punct",
			"Ada Lorne , who left = who"},
		{"office of the one who holds it",
			"Mayor/PROPN/2/nmod:desc {PER Lorne/PROPN/3/nsubj } spoke/VERB/0/root ./PUNCT/3/punct | {PER Tobin/PROPN/2/nsubj } left/VERB/0/root ./PUNCT/2/punct | The/DET/2/det mayor/NOUN/3/nsubj laughed/VERB/0/root ./PUNCT/3/punct",
			"Mayor Lorne = The mayor"},
		{"another name after a bracket that tells the language",
			"The/DET/2/det {ORG Dirat/PROPN/12/nsubj } [/PUNCT/5/punct {ORG Norric/PROPN/5/compound } acronym/NOUN/12/list for/ADP/7/case {ORG TSZ/PROPN/5/nmod } \\/SYM/9/cc {ORG RAZ/PROPN/7/appos } ]/PUNCT/5/punct finally/ADV/12/advmod left/VERB/0/root ./PUNCT/12/punct",
			"The Dirat = TSZ = RAZ"},
		{"what and joins to a name is no part of it",
			"{PER Dirat/PROPN/8/nsubj al/PROPN/1/flat Zafin/PROPN/2/flat } ,/PUNCT/6/punct national/ADJ/6/amod unity/NOUN/2/conj both/DET/8/nsubj helped/VERB/0/root/help ./PUNCT/8/punct | {PER Dirat/PROPN/4/nsubj al/PROPN/1/flat Zafin/PROPN/2/flat } left/VERB/0/root ./PUNCT/4/punct",
			"Dirat al Zafin = Dirat al Zafin"},
		{"an acronym is no spelling of a name",
			"{GPE Zelmar/PROPN/2/nsubj } agreed/VERB/0/root ./PUNCT/2/punct | {ORG ZELAMR/PROPN/2/nsubj } left/VERB/0/root ./PUNCT/2/punct", ""},
		{"two countries, however alike",
			"{GPE Niger/PROPN/2/nsubj } agreed/VERB/0/root ./PUNCT/2/punct | {GPE Nigeria/PROPN/2/nsubj } left/VERB/0/root ./PUNCT/2/punct", ""},
		{"a bank of a country is not the country",
			"The/DET/2/det {ORG Bank/PROPN/5/nsubj of/ADP/4/case Iceland/PROPN/2/nmod } left/VERB/0/root ./PUNCT/5/punct | {GPE Iceland/PROPN/2/nsubj } agreed/VERB/0/root ./PUNCT/2/punct", "Iceland = Iceland"},
		{"a part of a country may be called as it is",
			"Northern/PROPN/2/amod {GPE Iceland/PROPN/3/nsubj } agreed/VERB/0/root ./PUNCT/3/punct | {GPE Iceland/PROPN/2/nsubj } agreed/VERB/0/root ./PUNCT/2/punct", "Northern Iceland = Iceland"},
		{"what is in a country is not the country",
			"{GPE Ustrel/PROPN/2/nsubj } refused/VERB/0/root ./PUNCT/2/punct | Their/PRON/2/nmod:poss presence/NOUN/5/nsubj in/ADP/4/case {GPE Ustrel/PROPN/2/nmod } ended/VERB/0/root/end ./PUNCT/5/punct", "Ustrel = Their = Ustrel"},
		{"what somebody is not",
			"{GPE Ustrel/PROPN/5/nsubj } is/AUX/5/cop not/PART/5/advmod a/DET/5/det friend/NOUN/0/root ./PUNCT/5/punct", ""},
		{"a word of the clause before the phrase",
			"{PER Ada/PROPN/5/nsubj Lorne/PROPN/1/flat } is/AUX/5/cop literally/ADV/5/advmod {PER Lorne/PROPN/0/root } ./PUNCT/5/punct", "Ada Lorne = Lorne"},
		{"an office of a country is no name",
			"The/DET/3/det {PER US/PROPN/3/compound President/PROPN/4/nsubj } left/VERB/0/root ./PUNCT/4/punct | President/PROPN/2/nmod:desc {PER Lorne/PROPN/3/nsubj } spoke/VERB/0/root ./PUNCT/3/punct | The/DET/2/det president/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct",
			"The US President = President Lorne = The president"},
		{"the name right before an apposition, and a relative of who is called by the family name",
			"President/PROPN/2/nmod:desc {PER Lorne/PROPN/10/nsubj } and/CCONJ/4/cc {PER Melanie/PROPN/2/conj Lorne/PROPN/4/flat } ,/PUNCT/9/punct the/DET/9/det first/ADJ/9/amod lady/NOUN/2/appos left/VERB/0/root ./PUNCT/10/punct | Mr./PROPN/2/nmod:desc {PER Lorne/PROPN/3/nsubj } spoke/VERB/0/root ./PUNCT/3/punct | Mr./PROPN/2/nmod:desc {PER Lorne/PROPN/3/nsubj } ate/VERB/0/root ./PUNCT/3/punct",
			"President Lorne = Mr. Lorne = Mr. Lorne; Melanie Lorne = the first lady"},
		{"a name cut short",
			"{PER Omar/PROPN/5/nsubj Khalil/PROPN/1/flat al/PROPN/1/flat Haddan/PROPN/1/flat } spoke/VERB/0/root ./PUNCT/5/punct | {PER Omar/PROPN/3/nsubj Khalil/PROPN/1/flat } left/VERB/0/root ./PUNCT/3/punct",
			"Omar Khalil al Haddan = Omar Khalil"},
		{"a second title belongs to the name after it",
			"{PER Ada/PROPN/17/nsubj Lorne/PROPN/1/flat } ,/PUNCT/5/punct the/DET/5/det mayor/NOUN/1/appos ,/PUNCT/8/punct the/DET/8/det minister/NOUN/5/appos of/ADP/10/case {GPE Ustrel/PROPN/8/nmod } ,/PUNCT/12/punct {PER Tobin/PROPN/10/appos Brack/PROPN/12/flat } and/CCONJ/15/cc others/NOUN/1/conj ,/PUNCT/1/punct left/VERB/0/root ./PUNCT/17/punct",
			"Ada Lorne = the mayor; the minister of Ustrel = Tobin Brack"},
		{"an envoy is sent to a country",
			"{NORP Ustreli/ADJ/2/amod } Ambassador/PROPN/8/nsubj to/ADP/6/case {GPE Iceland/PROPN/6/nmod:desc } Sir/PROPN/6/nmod:desc {PER Omar/PROPN/2/nmod Haddan/PROPN/6/flat } spoke/VERB/0/root ./PUNCT/8/punct | Haddan/PROPN/2/nsubj left/VERB/0/root ./PUNCT/2/punct",
			"Ustreli Ambassador to Iceland Sir Omar Haddan = Haddan"},
		{"office of another place",
			"The/DET/3/det Zelmoran/ADJ/3/amod minister/NOUN/4/nsubj spoke/VERB/0/root ./PUNCT/4/punct | The/DET/3/det Ustreli/ADJ/3/amod minister/NOUN/4/nsubj left/VERB/0/root ./PUNCT/4/punct", ""},
	} {
		d := tree(c.in)
		if err := s.Annotate(d); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if got := chains(d); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestSingletonsOfUseAreKept(t *testing.T) {
	d := tree("The/DET/2/det mayor/NOUN/3/nsubj bought/VERB/0/root apples/NOUN/3/obj ./PUNCT/3/punct")
	if err := stage(t).Annotate(d); err != nil {
		t.Fatal(err)
	}
	if len(d.Chains) != 1 || d.Mentions[0].Span.In(d.Text) != "The mayor" || d.Mentions[0].Type != text.Person || d.Mentions[0].Kind != text.NominalMention {
		t.Errorf("%+v %+v", d.Chains, d.Mentions)
	}
}

func TestPartsOfTitlesAndNamesAreNoMentions(t *testing.T) {
	for in, want := range map[string]string{
		"{NORP Supreme/ADJ/2/amod } Leader/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct":                                                       "Supreme Leader",
		"{PER Omar/PROPN/4/nmod:poss Rabia/PROPN/1/flat ’/PART/1/case Al/PROPN/6/nsubj Haddan/PROPN/4/flat } spoke/VERB/0/root ./PUNCT/6/punct": "Omar Rabia ’ Al Haddan",
		"Minister/PROPN/6/nsubj of/ADP/3/case Trade/PROPN/1/nmod and/CCONJ/5/cc {ORG Finance/PROPN/3/conj } left/VERB/0/root ./PUNCT/6/punct":   "Minister of Trade and Finance",
	} {
		d := tree(in)
		if err := stage(t).Annotate(d); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range d.Mentions {
			got = append(got, m.Span.In(d.Text))
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("mentions %q, want %q", s, want)
		}
	}
}

func TestWordsInSmallLettersAreNoName(t *testing.T) {
	d := tree("{ORG unity/NOUN/2/nsubj } helped/VERB/0/root/help ./PUNCT/2/punct")
	if err := stage(t).Annotate(d); err != nil || len(d.Chains) != 0 {
		t.Errorf("%+v %v", d.Mentions, err)
	}
}

func TestResolveKeepsGivenMentions(t *testing.T) {
	d := tree("{PER Ada/PROPN/3/nsubj Lorne/PROPN/1/flat } bought/VERB/0/root sour/ADJ/5/amod apples/NOUN/3/obj ./PUNCT/3/punct")
	given := []text.Range{{Start: 3, End: 5}, {Start: 0, End: 2}, {Start: 0, End: 2}}
	if err := stage(t).Resolve(d, given); err != nil {
		t.Fatal(err)
	}
	var got []text.Range
	for _, m := range d.Mentions {
		got = append(got, m.Tokens)
	}
	if want := []text.Range{{Start: 0, End: 2}, {Start: 3, End: 5}}; !reflect.DeepEqual(got, want) || d.Check() != nil {
		t.Errorf("%v, want %v; %v", got, want, d.Check())
	}
}

func TestLayersMissing(t *testing.T) {
	d := tree("Ada/PROPN/0/root")
	d.Arcs = nil
	if err := stage(t).Annotate(d); err == nil || d.Mentions != nil {
		t.Errorf("error %v, mentions %v", err, d.Mentions)
	}
}

// Any tree over any words leaves the document consistent, and the same twice.
func TestAnyTree(t *testing.T) {
	s := stage(t)
	words := strings.Fields("Ada Lorne the minister who I we “ ” ( ) [ also known as said - 's GU Zelmora Zelmoran he it and , . 12 é")
	tags := strings.Fields("NOUN PROPN PRON VERB PUNCT DET ADJ NUM ADP")
	rels := strings.Fields("nsubj obj appos flat compound conj nmod:desc acl:relcl punct amod nmod:poss")
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		var b strings.Builder
		for range 1 + r.IntN(3) {
			if b.Len() > 0 {
				b.WriteString("| ")
			}
			n := 1 + r.IntN(12)
			for i := range n {
				head, rel := 0, "root"
				if i > 0 {
					head, rel = 1+r.IntN(i), rels[r.IntN(len(rels))]
				}
				w := fmt.Sprintf("%s/%s/%d/%s ", words[r.IntN(len(words))], tags[r.IntN(len(tags))], head, rel)
				if r.IntN(6) == 0 {
					w = "{PER " + w + "} "
				}
				b.WriteString(w)
			}
		}
		one, two := tree(b.String()), tree(b.String())
		if s.Annotate(one) != nil || s.Annotate(two) != nil || one.Check() != nil {
			t.Fatalf("seed %d: %v\n%s", seed, one.Check(), b.String())
		}
		if !reflect.DeepEqual(one, two) {
			t.Fatalf("seed %d: not the same twice", seed)
		}
	}
}

func TestReadEntityColumn(t *testing.T) {
	got, err := ReadEntityColumn([]string{"Entity=(1-person-new(2-place-new)", "SpaceAfter=No|Entity=1)", "_", "Entity=(1-person-giv)(3[1/2]-object", "Entity=3[1/2])"})
	want := []GoldMention{{text.Range{Start: 0, End: 2}, "1", "person"}, {text.Range{Start: 0, End: 1}, "2", "place"}, {text.Range{Start: 3, End: 4}, "1", "person"}, {text.Range{Start: 3, End: 5}, "3", "object"}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v %v", got, err)
	}
	for _, bad := range []string{"Entity=1)", "Entity=(1-person"} {
		if _, err := ReadEntityColumn([]string{bad}); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func FuzzReadEntityColumn(f *testing.F) {
	f.Add("Entity=(1-person(2)1)", "Entity=2)")
	f.Fuzz(func(t *testing.T, a, b string) {
		gs, _ := ReadEntityColumn([]string{a, b})
		for _, g := range gs {
			if g.Tokens.Start < 0 || g.Tokens.End > 2 || g.Tokens.Len() < 1 {
				t.Errorf("%v", g)
			}
		}
	})
}

func TestModelIsReadAsWritten(t *testing.T) {
	m := &Model{Version: "v", scale: .5, q: make([]int8, 1<<bits)}
	m.q[0], m.q[77], m.q[1<<bits-1] = 1, -128, 127
	var b bytes.Buffer
	if _, err := m.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	got, err := ReadModel(b.Bytes())
	if err != nil || !reflect.DeepEqual(got, m) {
		t.Errorf("%v", err)
	}
	for _, bad := range [][]byte{nil, []byte("x"), b.Bytes()[:b.Len()/2], []byte(magic)} {
		if _, err := ReadModel(bad); err == nil {
			t.Errorf("%d bytes were read", len(bad))
		}
	}
}

// Trained on one text in which she is the mayor, the model says so again; the
// same input gives the same weights.
func TestTrain(t *testing.T) {
	in := "The/DET/2/det mayor/NOUN/3/nsubj spoke/VERB/0/root ./PUNCT/3/punct | Apples/NOUN/2/nsubj fell/VERB/0/root ./PUNCT/2/punct | She/PRON/2/nsubj left/VERB/0/root ./PUNCT/2/punct"
	gold := []GoldMention{{Tokens: text.Range{Start: 0, End: 2}, Entity: "m"}, {Tokens: text.Range{Start: 4, End: 5}, Entity: "a"}, {Tokens: text.Range{Start: 7, End: 8}, Entity: "m"}}
	train := func() *Model { return Train([]Example{{Doc: tree(in), Gold: gold}}, TrainOptions{Epochs: 4}) }
	m := train()
	if !reflect.DeepEqual(m, train()) {
		t.Error("not the same twice")
	}
	s, _ := New(m)
	d := tree(in)
	if err := s.Annotate(d); err != nil || chains(d) != "The mayor = She" {
		t.Errorf("%q %v", chains(d), err)
	}
}

// A short form finds its name however many others stand between, and a text of
// names only is read in time that grows little more than with its length.
func TestManyNames(t *testing.T) {
	var b strings.Builder
	b.WriteString("{PER Omar/PROPN/3/nsubj Haddan/PROPN/1/flat } spoke/VERB/0/root ./PUNCT/3/punct")
	for i := range 700 {
		last := fmt.Sprintf("%c%c%cveld", 'A'+i%26, 'a'+i/26%26, 'a'+i/676)
		fmt.Fprintf(&b, " | {PER Ib/PROPN/3/nsubj %s/PROPN/1/flat } left/VERB/0/root ./PUNCT/3/punct", last)
	}
	b.WriteString(" | {PER Haddan/PROPN/2/nsubj } left/VERB/0/root ./PUNCT/2/punct")
	d := tree(b.String())
	if err := stage(t).Annotate(d); err != nil {
		t.Fatal(err)
	}
	first, last := d.Mentions[0], d.Mentions[len(d.Mentions)-1]
	if first.Chain != last.Chain {
		t.Errorf("%q and %q are of two chains", first.Span.In(d.Text), last.Span.In(d.Text))
	}
}
