package collate

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"synoptic/news"
	"synoptic/text"
)

var testTag = regexp.MustCompile(`([^\s/{}“”]+)/([VONASM])`)

// parsed reads the notation of account with a tree of one clause: "halt/V" is the
// verb at its head, "tests/O" the verb's object, "mass/A" the adjective of the next
// noun, "crowd/N" a noun, "shares/S" the verb's subject, "may/M"
// its auxiliary.
func parsed(t *testing.T, id, s string) Account {
	t.Helper()
	tags := map[string]string{}
	for _, m := range testTag.FindAllStringSubmatch(s, -1) {
		tags[m[1]] = m[2]
	}
	a := account(t, id, testTag.ReplaceAllString(s, "$1"))
	verb := 0
	upos := map[string]string{"V": "VERB", "O": "NOUN", "S": "NOUN", "N": "NOUN", "A": "ADJ", "": "X"}
	for i, tok := range a.Doc.Tokens {
		tag := tags[tok.Form]
		if tag == "V" {
			verb = i
		}
		m := text.Morph{UPOS: upos[tag], Lemma: strings.ToLower(tok.Form)}
		if stop[m.Lemma] || isPunctuation(a.Doc, i) {
			m.UPOS = "DET"
		}
		a.Doc.Morphs = append(a.Doc.Morphs, m)
	}
	for i, tok := range a.Doc.Tokens {
		arc := text.Arc{Head: verb, Relation: "dep"}
		switch {
		case i == verb:
			arc = text.Arc{Head: -1, Relation: "root"}
		case tags[tok.Form] == "O":
			arc.Relation = "obj"
		case tags[tok.Form] == "M":
			arc.Relation = "aux"
		case tags[tok.Form] == "S":
			arc.Relation = "nsubj"
		case tags[tok.Form] == "A":
			arc = text.Arc{Head: i + 1, Relation: "amod"}
		}
		a.Doc.Arcs = append(a.Doc.Arcs, arc)
	}
	return a
}

// sidesOf makes each sentence of the accounts a full reading of one point.
func sidesOf(e *event) []*side {
	var all []int
	for x := range e.units {
		all = append(all, x)
	}
	var out []*side
	for i := range e.accounts {
		for si := range e.accounts[i].Doc.Sentences {
			r := &reading{account: i}
			for x := range e.units {
				if e.units[x].account == i && e.units[x].sentence == si {
					r.units = append(r.units, x)
				}
			}
			e.finish(r, all)
			r.Fit, r.support = news.Full, 1
			out = append(out, e.side(r))
		}
	}
	return out
}

// agreed takes it as settled that all readings are of one claim: how well the pair
// scorer finds that is not what the tests of rules ask.
func agreed(e *event) *event {
	e.meetings = make([][]meeting, len(e.all))
	for i := range e.all {
		for j := i + 1; j < len(e.all); j++ {
			if e.all[i].account == e.all[j].account {
				continue // as in meet
			}
			m := meeting{other: int32(j)}
			for _, x := range e.all[i].units {
				for _, y := range e.all[j].units {
					m.ties = append(m.ties, tie{x: x, y: y, p: .9})
				}
			}
			e.meetings[i] = append(e.meetings[i], m)
		}
	}
	e.listOthers()
	return e
}

func kindsBetween(e *event) []news.DivergenceKind {
	sides := sidesOf(agreed(e))
	var out []news.DivergenceKind
	for _, r := range append(slices.Clone(rules), termRule) {
		for _, f := range r(e, sides[:1], sides[1:]) {
			out = append(out, f.kind)
		}
	}
	return out
}

// termFrames fill a sentence's gap on both sides.
var termFrames = []struct{ sentence, yes, no string }{
	{"The league will ~ at the northern harbour this summer.", `
		halt/V tests/O|suspend/V tests/O
		stop/V tests/O|suspend/V tests/O
		delay/V tariffs/O|postpone/V tariffs/O
		cancel/V visits/O|scrap/V visits/O
		close/V mines/O|shut/V mines/O
		praise/V talks/O|welcome/V talks/O
		revise/V treaties/O|amend/V treaties/O
		scrap/V subsidies/O|abolish/V subsidies/O
		dismiss/V guards/O|fire/V guards/O
		attack/V ships/O|raid/V ships/O
		contain/V riots/O|quell/V riots/O
		hamper/V traders/O|hinder/V traders/O
		limit/V wages/O|curb/V wages/O
		expel/V envoys/O|banish/V envoys/O
		seize/V boats/O|confiscate/V boats/O
		fund/V rebels/O|finance/V rebels/O
		slash/V budgets/O|trim/V budgets/O
		tear/V treaties/O|shred/V treaties/O`, `
		halt/V tests/O|halt/V tests/O
		halt/V tests/O|suspend/V flights/O
		take/V ships/O|raid/V ships/O
		build/V dams/O|praise/V envoys/O
		close/V mines/O|close/V quarries/N
		delay/V tariffs/O|delay/V tariffs/O
		see/V envoys/O|greet/V envoys/O
		stop/V|suspend/V
		make/V boats/O|seize/V boats/O
		cut/V wages/O|cut/V wages/O
		fund/V rebels/O|fund/V farmers/O
		burn/V boats/O|count/V votes/O
		dismiss/V guards/O|dismiss/V guards/O
		get/V ships/O|raid/V ships/O
		keep/V treaties/O|shred/V treaties/O
		suspend/V tests/O|suspension/N tests/O
		form/V councils/O|establishment/N councils/O
		withdraw/V guards/O|departure/N guards/O
		raise/V dues/O|cut/V dues/O
		impose/V tariffs/O|imposing/V tariffs/O`},
}

func TestTerm(t *testing.T) {
	for _, f := range termFrames {
		eachGap(t, news.TermDiffers, f.sentence, f.yes, f.no, parsed)
	}
}

// eachGap fills the gap of a sentence on two sides and asks for a divergence.
func eachGap(t *testing.T, kind news.DivergenceKind, sentence, yes, no string, read func(*testing.T, string, string) Account) {
	t.Helper()
	check := func(lines string, want bool) {
		n := 0
		for l := range strings.SplitSeq(strings.TrimSpace(lines), "\n") {
			n++
			x, y, _ := strings.Cut(strings.TrimSpace(l), "|")
			a, b := strings.Replace(sentence, "~", x, 1), strings.Replace(sentence, "~", y, 1)
			got := kindsBetween(newEvent([]Account{read(t, "a", a), read(t, "b", b)}))
			if slices.Contains(got, kind) != want {
				t.Errorf("%s %v, want %v (%v):\n  %s\n  %s", kind, !want, want, got, a, b)
			}
		}
		if n < 15 {
			t.Errorf("%s: %d cases, want 15", kind, n)
		}
	}
	check(yes, true)
	check(no, false)
}

// TestSurer: what is more sure is the same deed done to the same.
func TestSurer(t *testing.T) {
	eachGap(t, news.Stronger, "In the northern valley of Osk the ~ this summer.", `
		county/S will/M repair/V bridge/O|county/S may/M repair/V bridge/O
		county/S must/M repair/V bridge/O|county/S will/M repair/V bridge/O
		league/S must/M suspend/V tests/O|league/S should/M halt/V tests/O
		league/S will/M halt/V tests/O|league/S could/M halt/V tests/O
		league/S will/M suspend/V tests/O|league/S might/M halt/V tests/O
		pilots/S will/M strike/V|pilots/S may/M strike/V
		mayor/S would/M close/V gates/O|mayor/S might/M close/V gates/O
		mayor/S must/M shut/V gates/O|mayor/S could/M close/V gates/O
		mayor/S will/M close/V gates/O|mayor/S should/M close/V gates/O
		bank/S cut/V dues/O|bank/S might/M cut/V dues/O
		flood/S destroyed/V farms/O|flood/S may/M destroy/V farms/O
		flood/S will/M reach/V farms/O|flood/S could/M reach/V farms/O
		union/S will/M sue/V ferry/O|union/S may/M sue/V ferry/O
		ombudsman/S demand/V inquiry/O|ombudsman/S urge/V inquiry/O
		shares/S plunge/V|shares/S fall/V`, `
		county/S will/M repair/V bridge/O|county/S will/M repair/V bridge/O
		county/S will/M repair/V bridge/O|county/S may/M close/V mine/O
		county/S will/M repair/V bridge/O|bridge/N list/N of/X farms/N
		county/S will/M repair/V bridge/O|bridge/S might/M burn/V
		mayor/S must/M move/V fences/O|mayor/S call/V move/N good/A
		league/S will/M halt/V tests/O|league/S would/M halt/V tests/O
		league/S could/M halt/V tests/O|league/S may/M halt/V tests/O
		pilots/S may/M strike/V|sailors/S will/M sing/V
		bank/S might/M cut/V dues/O|bank/S pay/V guards/O
		flood/S may/M destroy/V farms/O|farms/S lie/V there
		union/S may/M sue/V ferry/O|ferry/S sail/V there
		council/S urge/V inquiry/O|mayor/S demand/V boats/O
		ombudsman/S demand/V inquiry/O|ombudsman/S urge/V inquiry/O demands/N
		ombudsman/S ask/V inquiry/O|ombudsman/S urge/V inquiry/O and/X ask/V it/O
		council/S criticize/V mayor/O|guards/S condemn/V boats/O
		county/S should/M repair/V bridge/O|county/S plan/V bridge/O
		mayor/S might/M close/V gates/O|mayor/S may/M shut/V gates/O`, parsed)
}

// TestScales: a word of one side tells more strongly what a word of the other does.
func TestScales(t *testing.T) {
	eachGap(t, news.Stronger, "In the northern valley of Osk the ~ this summer.", `
		board/S cancel/V visits/O|board/S postpone/V visits/O
		board/S abolish/V dues/O|board/S ease/V dues/O
		guards/S oust/V rebels/O|guards/S displace/V rebels/O
		county/S approve/V dam/O|county/S consider/V dam/O
		county/S ban/V fishing/O|county/S restrict/V fishing/O
		town/S scrap/V ferries/O|town/S delay/V ferries/O
		guards/S storm/V harbour/O|guards/S attack/V harbour/O
		flood/S destroy/V farms/O|flood/S damage/V farms/O
		council/S reject/V treaty/O|council/S question/V treaty/O
		court/S convict/V captain/O|court/S accuse/V captain/O
		mayor/S drive/V out fishermen/O|mayor/S push/V back fishermen/O
		union/S force/V council/O|union/S urge/V council/O
		police/S jail/V captain/O|police/S detain/V captain/O
		dam/S destroy/V farms/O|dam/S threaten/V farms/O
		drought/S cause/V outcry/O in/X Harsk/N|drought/S cause/V concern/O in/X Harsk/N`, `
		board/S cancel/V visits/O|board/S scrap/V visits/O
		board/S cancel/V visits/O|league/S postpone/V exams/O
		board/S cancel/V visits/O|board/S cancel/V visits/O
		board/S cancel/V visits/O|board/S postpone/V visits/O and/X cancel/N
		board/S abolish/V dues/O|board/S praise/V dues/O
		guards/S expel/V rebels/O|guards/S repel/V pirates/O
		county/S approve/V dam/O|county/S inspect/V dam/O
		county/S ban/V fishing/O|league/S restrict/V sailing/O
		flood/S destroy/V farms/O|storm/S damage/V boats/O
		council/S reject/V treaty/O|union/S question/V budget/O
		court/S convict/V captain/O|league/S accuse/V pilot/O
		town/S scrap/V ferries/O|town/S abolish/V ferries/O
		police/S jail/V captain/O|guards/S detain/V sailors/O
		drought/S cause/V outcry/O|drought/S cause/V uproar/O
		“board/S cancel/V visits/O”|“board/S postpone/V visits/O”`, parsed)
}

// A reading may reach over the end of its first sentence.
func TestScaledWordBeyondTheSentence(t *testing.T) {
	a := ofTree("councils/NOUN/nsubj/2 meet/VERB/root/0 guards/NOUN/nsubj/4 take/VERB/root/0 over/ADP/compound:prt/4")
	at := a.Doc.Sentences[0].Tokens
	a.Doc.Sentences = []text.Sentence{
		{Span: a.Doc.SpanOf(text.Range{Start: 0, End: 2}), Tokens: text.Range{Start: 0, End: 2}},
		{Span: a.Doc.SpanOf(text.Range{Start: 2, End: at.End}), Tokens: text.Range{Start: 2, End: at.End}},
	}
	e := agreed(newEvent([]Account{a}))
	r := &reading{}
	var all []int
	for x := range e.units {
		all = append(all, x)
	}
	r.units = all
	e.finish(r, all)
	for _, x := range e.scaled(e.side(r)) {
		if e.lexis.words[x.id].form == "take_over" && len(x.tokens) == 2 {
			return
		}
	}
	t.Errorf("no phrase in the second sentence: %v", r.words)
}

// Whoever demands a thing says that it should be, be it by a noun: what a side says so,
// and what the other says by the verb, are compared.
func TestDemandedNoun(t *testing.T) {
	const should = "villages/NOUN/nsubj:pass/4 should/AUX/aux/4 be/AUX/aux:pass/4 exempted/VERB/root/0 from/ADP/case/6 tolls/NOUN/obl/4"
	eachTree(t, news.Stronger, should, map[string]bool{
		"villages/NOUN/nsubj/2 demanded/VERB/root/0 an/DET/det/4 exemption/NOUN/obj/2 from/ADP/case/6 tolls/NOUN/nmod/4": true,
		"villages/NOUN/nsubj/2 hope/VERB/root/0 an/DET/det/4 exemption/NOUN/obj/2 from/ADP/case/6 tolls/NOUN/nmod/4":     false,
		"villages/NOUN/nsubj/2 praised/VERB/root/0 an/DET/det/4 exemption/NOUN/obj/2 from/ADP/case/6 tolls/NOUN/nmod/4":  false,
		"villages/NOUN/nsubj/2 demanded/VERB/root/0 an/DET/det/4 exemption/NOUN/obj/2 from/ADP/case/6 duty/NOUN/nmod/4":  false,
	})
}

// Two dates are of one deed where a verb that says little has it as its object.
func TestDeedOfDate(t *testing.T) {
	const decide = "councils/NOUN/nsubj/2 decide/VERB/root/0 on/ADP/case/4 Friday/PROPN/obl/2"
	eachTree(t, news.DateDiffers, decide, map[string]bool{
		"councils/NOUN/nsubj/2 decide/VERB/root/0 on/ADP/case/4 Tuesday/PROPN/obl/2":                                  true,
		"councils/NOUN/nsubj/2 make/VERB/root/0 a/DET/det/4 decision/NOUN/obj/2 on/ADP/case/6 Tuesday/PROPN/obl/2":    true,
		"councils/NOUN/nsubj/2 make/VERB/root/0 a/DET/det/4 bridge/NOUN/obj/2 on/ADP/case/6 Tuesday/PROPN/obl/2":      false,
		"councils/NOUN/nsubj/2 publish/VERB/root/0 a/DET/det/4 decision/NOUN/obj/2 on/ADP/case/6 Tuesday/PROPN/obl/2": false,
		"councils/NOUN/nsubj/2 make/VERB/root/0 a/DET/det/4 decision/NOUN/obj/2 on/ADP/case/6 Friday/PROPN/obl/2":     false,
		"councils/NOUN/nsubj/2 meet/VERB/root/0 on/ADP/case/4 Tuesday/PROPN/obl/2":                                    false,
	})
}

// eachTree compares each sentence with another: is there a divergence of the kind?
func eachTree(t *testing.T, kind news.DivergenceKind, other string, want map[string]bool) {
	t.Helper()
	for tree, want := range want {
		a, b := ofTree(tree), ofTree(other)
		a.Article.ID, b.Article.ID = "a", "b"
		if got := slices.Contains(kindsBetween(newEvent([]Account{a, b})), kind); got != want {
			t.Errorf("%s %v, want %v: %s", kind, got, want, a.Doc.Text)
		}
	}
}

// TestOpposites: a contradiction is of the same who and what.
func TestOpposites(t *testing.T) {
	eachGap(t, news.Contradiction, "In the northern harbour of Osk ~ after the long strike this summer.", `
		shares/S rise/V|shares/S fall/V
		prices/S increase/V|prices/S decrease/V
		council/S accept/V treaty/O|council/S reject/V treaty/O
		board/S approve/V budget/O|board/S reject/V budget/O
		pilots/S win/V case/O|pilots/S lose/V case/O
		county/S open/V gates/O|county/S close/V gates/O
		league/S raise/V dues/O|league/S cut/V dues/O
		union/S support/V plan/O|union/S oppose/V plan/O
		mayor/S praise/V pilots/O|mayor/S condemn/V pilots/O
		town/S buy/V ferry/O|town/S sell/V ferry/O
		court/S acquit/V captain/O|court/S convict/V captain/O
		police/S release/V captain/O|police/S arrest/V captain/O
		wages/S grow/V|wages/S shrink/V
		law/S allow/V fishing/O|law/S ban/V fishing/O
		minister/S admit/V error/O|minister/S deny/V error/O`, `
		shares/S rise/V|wages/S fall/V
		shares/S rise/V|shares/S rise/V
		council/S accept/V treaty/O|council/S reject/V budget/O
		council/S accept/V treaty/O|league/S reject/V treaty/O
		union/S support/V plan/O|board/S oppose/V plan/O
		pilots/S win/V case/O|sailors/S lose/V case/O
		county/S open/V gates/O|county/S close/V road/O
		town/S buy/V ferry/O|town/S sell/V barges/O
		court/S acquit/V captain/O|court/S convict/V pilot/O
		town/S buy/V ferry/O|captain/S sell/V ferry/O
		league/S raise/V dues/O|league/S cut/V
		law/S allow/V fishing/O|law/S mention/V fishing/O
		police/S release/V captain/O|guards/S arrest/V captain/O
		mayor/S praise/V pilots/O|mayor/S greet/V pilots/O
		board/S approve/V budget/O|board/S read/V budget/O`, parsed)
}

func TestDegree(t *testing.T) {
	eachGap(t, news.Stronger, "The mayors called/V the old river treaty ~ between harbour towns.", `
		significant/A step/O|step/O
		huge/A mistake/O|mistake/O
		massive/A burden/O|burden/O
		grave/A threat/O|threat/O
		severe/A blow/O|blow/O
		total/A failure/O|failure/O
		complete/A success/O|success/O
		serious/A risk/O|risk/O
		unprecedented/A insult/O|insult/O
		enormous/A relief/O|relief/O
		great/A victory/O|minor/A victory/O
		utter/A failure/O|failure/O
		rise/O|marginal/A rise/O
		harsh/A lesson/O|lesson/O
		gain/O|slight/A gain/O
		danger/O|limited/A danger/O
		change/O|modest/A change/O`, `
		significant/A step/O|significant/A step/O
		step/O|step/O
		huge/A mistake/O|massive/A mistake/O
		grave/A threat/O|dire/A grave/A threat/O
		wooden/A bridge/O|bridge/O
		old/A burden/O|burden/O
		red/A line/O|line/O
		small/A gain/O|gain/O
		minor/A gain/O|slight/A gain/O
		temporary/A pact/O|pact/O
		historic/A pact/O|pact/O
		first/A blow/O|blow/O
		total/A failure/O|complete/A failure/O
		step/O|significant/A step/O
		minor/A victory/O|great/A victory/O
		local/A victory/O|victory/O
		severe/A blow/O|grave/A warning/O
		heavy/A rain/O|snow/O`, parsed)
}

// An outlet tells as its own, be it in a noun phrase, what another gives as somebody's
// words; but not what the very speaker does.
func TestOwnVoice(t *testing.T) {
	said := "[m: The mayor said] two thousand pilots joined the harbour strike"
	for tree, want := range map[string]bool{
		"the/DET/det/3 harbour/NOUN/compound/3 strike/NOUN/root/0 of/ADP/case/7 two/NUM/nummod/6 thousand/NUM/nummod/7 pilots/NOUN/nmod/3":                                     true,
		"thousand/NUM/nummod/2 pilots/NOUN/nsubj/3 joined/VERB/root/0 the/DET/det/6 harbour/NOUN/compound/6 strike/NOUN/obj/3":                                                 true,
		"to/PART/mark/2 join/VERB/root/0 a/DET/det/5 harbour/NOUN/compound/5 strike/NOUN/obj/2 of/ADP/case/7 pilots/NOUN/nmod/5":                                               true,
		"pilots/NOUN/nsubj/2 announced/VERB/root/0 a/DET/det/5 harbour/NOUN/compound/5 strike/NOUN/obj/2":                                                                      true,
		"the/DET/det/2 mayor/NOUN/nsubj/3 joined/VERB/root/0 two/NUM/nummod/5 thousand/NUM/nummod/6 pilots/NOUN/obj/3 in/ADP/case/9 harbour/NOUN/compound/9 strike/NOUN/obl/3": false,
		"fishermen/NOUN/nsubj/2 sold/VERB/root/0 their/PRON/nmod/4 boats/NOUN/obj/2":                                                                                           false,
		"the/DET/det/2 ferries/NOUN/root/0 of/ADP/case/5 the/DET/det/5 harbour/NOUN/nmod/2 at/ADP/case/7 night/NOUN/nmod/2 in/ADP/case/9 winter/NOUN/nmod/2":                   false,
	} {
		b := ofTree(tree)
		b.Article.ID = "b"
		if got := slices.Contains(kindsBetween(newEvent([]Account{account(t, "a", said), b})), news.SpeakerDiffers); got != want {
			t.Errorf("another voice %v, want %v: %s", got, want, b.Doc.Text)
		}
	}
}

// headlines are "headline || body" of one account.
var headlines = struct{ yes, no []string }{[]string{
	"Twelve houses burn in Osk || Two houses burned in Osk.",
	"Flood kills 30 cows in the valley || The flood killed 13 cows in the valley.",
	"500 march for the river treaty || Some 50 people marched for the river treaty: 50 march, police counted.",
	"Osk county will close the old bridge || Osk county may close the old bridge.",
	"Mayor must repair the harbour wall || The mayor should repair the harbour wall.",
	"League will raise harbour dues in May || The league plans to raise harbour dues in May.",
	"Northern dam will never hold || The northern dam could hold, engineers say, though it might never hold much.",
	"Harbour pilots will strike on Friday || Harbour pilots might strike on Friday.",
	"Osk council rejects the river treaty plan || The Osk council passed the river treaty plan.",
	"Bridge over Osk not safe || The bridge over Osk is safe.",
	"Ferry to Harsk will not sail in winter || The ferry to Harsk will sail in winter.",
	"Keld denies river talks with Harsk || Keld confirms river talks with Harsk.",
	"Three ships sink off Harsk || Two ships sank off Harsk.",
	"Harbour dues rise by 20 percent || Harbour dues rise by 2 percent.",
	"Town will definitely sell the ferry || The town will sell the ferry.",
}, []string{
	"Twelve houses burn in Osk || 12 houses burned in Osk.",
	"Flood kills 30 cows in the valley || The flood killed thirty cows in the valley.",
	"Osk county may close the old bridge || Osk county will close the old bridge.",
	"League plans to raise harbour dues || The league will raise harbour dues.",
	"Bridge over Osk is safe || The bridge over Osk is safe.",
	"Bridge over Osk not safe || The bridge over Osk is not safe.",
	"Ferry to Harsk sails || The ferry to Harsk sails in winter.",
	"Mayor opens harbour wall || The mayor opened the harbour wall on Sunday.",
	"Three ships sink || Three ships sank off Harsk.",
	"Pilots might strike on Friday || Pilots might strike on Friday.",
	"Harbour dues rise || Harbour dues rise by 2 percent.",
	"Keld speaks of the river || Keld denied river talks with Harsk.",
	"Council passes treaty || The council passed the treaty.",
	"Two houses burn in Osk || Two barns and two houses burned in Osk.",
	"Town could sell the ferry || The town may sell the ferry.",
}}

func TestHeadline(t *testing.T) {
	check := func(cases []string, want bool) {
		if len(cases) < 15 {
			t.Errorf("%d cases, want 15", len(cases))
		}
		for _, c := range cases {
			title, body, _ := strings.Cut(c, " || ")
			a := plainAccount("a", title+". "+body)
			a.Article.Title = text.Span{Start: 0, End: len(title)}
			e := agreed(newEvent([]Account{a}))
			if got := len(e.headline(sidesOf(e))) > 0; got != want {
				t.Errorf("headline %v, want %v: %s", got, want, c)
			}
		}
	}
	check(headlines.yes, true)
	check(headlines.no, false)
}

func TestDetail(t *testing.T) {
	eachGap(t, news.Detail, "Engineers closed the old stone bridge over the river Osk ~ before the autumn flood.", `
		for 3 weeks|again
		with 40 sandbags|again
		near {Harsk}|again
		near {Lomenz}|at once
		with {Radmer Oshane}|again
		for two days|at once
		at the wish of {Dessa Pohlin}|again
		again|near {Ketter}
		at once|with 12 trucks
		and 7 roads|again
		for {Norrex}|again
		with 300 guards|in haste
		in haste|below {Velisk}
		for 6 months|in haste
		beside {Sorvane}|again`, `
		again|again
		near {Harsk}|near {Harsk}
		for 3 weeks|for three weeks
		with 40 sandbags|with forty sandbags
		at once|in haste
		in haste|again
		for 6 months|for six months
		with {Radmer Oshane}|with {Radmer Oshane}
		for {Norrex}|for {Norrex}
		and 7 roads|and seven roads
		for good|for ever
		beside {Sorvane}|near {Sorvane}
		below {Velisk}|at {Velisk}
		with 12 trucks|with twelve trucks
		near {Ketter}|in {Ketter}`, account)
}
