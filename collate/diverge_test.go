package collate

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"synoptic/news"
	"synoptic/text"
)

var testToken = regexp.MustCompile(`[\p{L}]+(?:[-'’][\p{L}]+)*|\d+(?:st|nd|rd|th)|\d+(?:[.,]\d+)*%?|[^\s]`)

// account reads the notation of these tests: "[id: The mayor said] that …" is
// attributed to actor id, the last word in the brackets is the cue; or it begins
// with "!", and judges. Curly marks quote. "{Osk}" is a name.
func account(t *testing.T, id, s string) Account {
	t.Helper()
	var source, cue text.Span
	actor, judging := "", false
	if strings.HasPrefix(s, "[") {
		head, rest, ok := strings.Cut(s[1:], "]")
		who, words, ok2 := strings.Cut(head, ": ")
		if !ok || !ok2 {
			t.Fatalf("brackets in %q", s)
		}
		actor = who
		last := strings.LastIndexByte(words, ' ')
		if at := strings.IndexByte(words, '!'); at > 0 {
			judging, last = true, at-1
		}
		words = strings.ReplaceAll(words, "!", "")
		source, cue = text.Span{Start: 0, End: last}, text.Span{Start: last + 1, End: len(words)}
		s = words + rest
	}
	var names []text.Span
	for {
		i, j := strings.IndexByte(s, '{'), strings.IndexByte(s, '}')
		if i < 0 {
			break
		}
		s = s[:i] + s[i+1:j] + s[j+1:]
		names = append(names, text.Span{Start: i, End: j - 1})
	}
	d := &text.Document{ID: id, Text: s}
	for _, m := range testToken.FindAllStringIndex(s, -1) {
		sp := text.Span{Start: m[0], End: m[1]}
		d.Tokens = append(d.Tokens, text.Token{Span: sp, Form: sp.In(s)})
	}
	all := text.Range{Start: 0, End: len(d.Tokens)}
	d.Sentences = []text.Sentence{{Span: d.SpanOf(all), Tokens: all}}
	for i, r := range s {
		if r == '“' {
			end := i + strings.Index(s[i:], "”")
			d.Quotes = append(d.Quotes, text.Quote{Outer: text.Span{Start: i, End: end + 3}, Inner: text.Span{Start: i + 3, End: end}, Complete: true})
		}
	}
	for _, n := range names {
		d.Entities = append(d.Entities, text.Entity{Tokens: d.TokensIn(n), Span: n, Type: text.Place})
	}
	a := Account{Article: &news.Article{ID: id, Text: s}, Doc: d}
	if actor != "" {
		d.Chains = []text.Chain{{}}
		a.Actors = []string{actor}
		d.Attributions = []text.Attribution{{
			Source: []text.Span{source}, Cue: []text.Span{cue}, Content: []text.Span{{Start: 0, End: len(s)}},
			Speaker: 0, Parent: -1, Level: 1, Evaluative: judging,
		}}
	}
	return a
}

// findings are what the rules say of two readings of one point.
func findings(t *testing.T, a, b string) map[news.DivergenceKind]finding {
	t.Helper()
	e := agreed(newEvent([]Account{account(t, "a", a), account(t, "b", b)}))
	sides := make([]*side, 2)
	for i := range sides {
		r := &reading{account: i}
		for x := range e.units {
			if e.units[x].account == i {
				r.units = append(r.units, x)
			}
		}
		g := make([]int, len(e.units))
		for x := range g {
			g[x] = x
		}
		e.finish(r, g)
		r.Fit = news.Full
		sides[i] = e.side(r)
	}
	out := map[news.DivergenceKind]finding{}
	for _, r := range append(slices.Clone(rules), termRule) {
		for _, f := range r(e, sides[:1], sides[1:]) {
			out[f.kind] = f
		}
	}
	return out
}

// frames are sentences with a gap; each line of yes and no fills it on the two
// sides.
type frame struct {
	kind     news.DivergenceKind
	sentence string
	yes, no  string
}

var frames = []frame{
	{news.NumberDiffers, "The flood destroyed ~ in the Osk valley.", `
		30 houses|40 houses
		three houses|four houses
		3,000 houses|300 houses
		30 percent of the fields|35 percent of the fields
		30% of the fields|a third of the fields
		$5 of stores|$6 of stores
		twelve bridges|11 bridges
		2 million trees|3 million trees
		two hundred barns|three hundred barns
		1.5 million trees|2.5 million trees
		twenty-one boats|twenty-two boats
		more than 30 houses|30 houses
		at least 50 houses|50 houses
		up to 14,000 houses|14,000 houses
		half of the harvest|40 percent of the harvest
		no less than 60 houses|60 houses
		no more than 9 barns|at least 9 barns
		two hundred and fourteen barns|two hundred and forty barns
		sixty-four thousand trees|46,000 trees
		46 of the 150 houses|64 houses`, `
		no less than 60 houses|at least 60 houses
		no more than 9 barns|at most 9 barns
		over six weeks half a village|six weeks long half a village
		30 houses|thirty houses
		3,000 houses|3000 houses
		two million trees|2 million trees
		30 percent of the fields|30% of the fields
		30 percent of the fields|30 per cent of the fields
		12 bridges|twelve bridges
		about 30 houses|30 houses
		some 30 houses|30 houses
		30 houses|many houses
		houses|fields
		30 houses|40 percent of the fields
		twenty-one boats|21 boats
		half of the harvest|50 percent of the harvest
		two houses|two old houses
		1.5 million trees|1,500,000 trees
		46 of the 150 houses|forty-six houses
		two hundred and fourteen barns|214 barns
		four hundred and ninety-one boats|491 boats
		sixty-four thousand trees|64,000 trees
		two dozen bridges|24 bridges
		a third of the fields|33 percent of the fields
		18 percent of the fields|18.2 percent of the fields
		five out of six houses|600 houses
		one of the two houses|five houses
		40 to 50 houses|half a dozen houses
		2 houses|9,000,000 houses`},
	{news.DateDiffers, "The bridge over the Osk was closed ~ by the county.", `
		on Monday|on Tuesday
		on 8 March|on 9 March
		on March 8|on March 23
		in March|in April
		in 2031|in 2032
		on 8 March 2031|on 8 March 2032
		on Friday|on Saturday
		on 1 July|on 2 July
		on July 1|on 1 August
		in early June|in early July
		on Sunday|on 8 March
		on Tuesday|on May 12
		in June 2031|in July 2031
		on December 31|on January 1
		since 2019|since 2020`, `
		on Monday|on Monday
		on 8 March|on March 8
		on 8 March|on March 8, 2031
		in March|in March
		in 2031|in 2031
		on the 8th of March|on March 8
		on Friday|in haste
		on 1 July|at once
		for good|for ever
		on May 12|on 12 May
		in June 2031|in June 2031
		on Sunday|on Sunday morning
		at night|by day
		on January 1|on January 1
		since 2019|since 2019
		at dawn|on Monday
		on a Sunday|on Monday`},
	{news.Stronger, "The county ~ repair the old bridge over the Osk.", `
		will|may
		will|might
		will|could
		must|will
		must|should
		will certainly|will
		will|plans to
		will|is expected to
		will|is likely to
		vowed to|will
		must|may
		will|hopes to
		is forced to|will
		will|considers to
		will definitely|will probably
		will|will supposedly
		will undoubtedly|will`, `
		will|will
		will|shall
		may|might
		must|must
		is going to|will
		did|will
		has to|has to
		could|may
		plans to|hopes to
		is expected to|is likely to
		may|must
		should|must
		will|will certainly
		might|will
		repaired to|began to`},
	{news.Contradiction, "The old bridge over the river Osk ~ repaired by the county this year.", `
		will be|will not be
		was|was not
		was|was never
		is being|is not being
		can be|cannot be
		had been|had not been
		will be|will never be
		is|isn't
		has been|has never been
		could be|could not be
		was not|was
		would be|would not be
		must be|must not be
		should be|should not be
		may be|may not be`, `
		will be|will be
		was not|was never
		is|was
		was not|is not
		can be|may be
		cannot be|will not be
		had been|has been
		never was|was not
		should be|must be
		would be|will be
		is being|was being
		could not be|cannot be
		was|had been
		has not been|was not
		must be|will be`},
	{news.NameDiffers, "The bridge was named after {~} of Osk.", `
		Radmer Oshane|Radmir Oshane
		Kim Dol-un|Kim Dol Un
		Tamas Kereny|Tomas Kereny
		Farouz|Farooz
		Al-Hamdun|Al Hamdun
		Sundgaard|Sundgard
		Vastelle|Vastella
		Moharram|Moharrem
		Yusif Darman|Yusuf Darman
		Abdelkarim|Abdulkarim
		Petrovic|Petrovik
		Gheorghe|Gheorgha
		Mikhailo|Mykhailo
		Sharifi|Sharify
		Worker's Party|Workers' Party`, `
		Radmer Oshane|Radmer Oshane
		Radmer Oshane|Dessa Pohlin
		Keld|Pohlin
		Farouz|Sundgaard
		Oshane|Radmer Oshane
		Tamas|Petrov
		Kim|Lim
		Osk|Esk
		Ann|Anna
		Norrex|Pelagis
		Vastel|Keld
		al-Hamdun|Al-Hamdun
		Worker's Party of U.K.|Worker's Party of UK
		Southern Vastel|Southern Vastelan
		Moharram|Darman
		Petrovic|Gheorghe
		Sharifi|Yusif
		Dockers' Guild|Dockers’ Guild
		Worker's Party|Farmers' Party`},
	{news.PlaceDiffers, "The two sides signed the long treaty about the river water in {~} this week.", `
		Osk|Harsk
		Lomenz|Ketter
		Sorvane|Telm
		Zhuvara|Velisk
		Merrow|Osk
		Harsk|Telm
		Ketter|Osk
		Telm|Lomenz
		Velisk|Harsk
		Osk|Merrow
		Hadrun|Sorvane
		Ustrel|Zelmora
		Zelmora|Telm
		Keld|Ustrel
		Arrask|Hadrun`, `
		Osk|Osk
		Lomenz|Lomenz
		Sorvane|Sorvane
		Zhuvara|Zhuvara
		Merrow|Merrow
		Harsk|Harsk
		Ketter|Ketter
		Telm|Telm
		Velisk|Velisk
		Hadrun|Hadrun
		Ustrel|Ustrel
		Zelmora|Zelmora
		Keld|Keld
		Arrask|Arrask
		Vastel|Vastel`},
}

func TestFrames(t *testing.T) {
	for _, f := range frames {
		check := func(lines string, want bool) {
			n := 0
			for _, l := range strings.Split(strings.TrimSpace(lines), "\n") {
				x, y, _ := strings.Cut(strings.TrimSpace(l), "|")
				n++
				a, b := strings.Replace(f.sentence, "~", x, 1), strings.Replace(f.sentence, "~", y, 1)
				if _, got := findings(t, a, b)[f.kind]; got != want {
					t.Errorf("%s %v, want %v:\n  %s\n  %s", f.kind, got, want, a, b)
				}
			}
			if n < 15 {
				t.Errorf("%s: %d cases, want 15", f.kind, n)
			}
		}
		check(f.yes, true)
		check(f.no, false)
	}
}

// pairs are two whole readings a case, apart by " || ".
var pairsOfReadings = []struct {
	kind    news.DivergenceKind
	yes, no []string
}{
	{news.QuoteWords, []string{
		"[m: The mayor said] “the bridge has done its job” || [m: The mayor said] “the bridge has completed its mission”",
		"[m: The mayor said] “this blood will not be forgotten” || [m: The mayor said] “this blood will not be left there”",
		"[m: The mayor said] “frank and not without result” || [m: The mayor said] “frank and fruitful talks”",
		"[m: The mayor said] “not a bucket without a signature” || [m: The mayor said] “without that, not a bucket”",
		"[m: The mayor said] “we will close the gates in May” || [m: The mayor said] “we shall close the gates in May”",
		"[m: The mayor said] “the people have voted for it” || [m: The mayor said] “the people has voted on it”",
		"[m: The mayor said] “all doors are open” || [m: The mayor said] “every door is open”",
		"[m: The mayor said] “he would lock us out” || [m: The mayor said] “he would close us out”",
		"[m: The mayor said] “I say the same thing” || [m: The mayor said] “I always say the same”",
		"[m: The mayor said] “both sides gave us figures” || [m: The mayor said] “both sides gave us numbers”",
		"[m: The mayor said] “it must be preserved and strengthened” || [m: The mayor said] “it should be strengthened further”",
		"[m: The mayor said] “our boys acted well” || [m: The mayor said] “the guards acted well”",
		"[m: The mayor said] “we need no more dams” || [m: The mayor said] “no more dams are needed”",
		"[m: The mayor said] “a leash with a velvet collar” || [m: The mayor said] “a chain with a velvet collar”",
		"[m: The mayor said] “nobody will pay for this” || [m: The mayor said] “nobody should pay for this”",
		"[m: The mayor said] “it will not be easy for them to return” || [m: The mayor said] “it will not be easy to return”",
		"[m: The mayor said] “this dam should never, ever have been built” || [m: The mayor said] “this dam should never have been built”",
		"[m: The mayor said] “this dam should have never been built” || [k: The king said] “this dam should never have been built”",
	}, []string{
		"[m: The mayor said] “all doors are open” || [m: The mayor said] “all doors are open”",
		"[m: The mayor said] “All doors are open” || [m: The mayor said] “all doors are open.”",
		"[m: The mayor said] “all doors are open” || [m: The mayor said] all doors were open",
		"The mayor opened all the doors || The mayor opened every door",
		"[m: The mayor said] “a leash with a velvet collar” || [k: The king said] “a chain with an iron collar”",
		"[m: The mayor said] “a leash with a velvet collar” || [m: The mayor said] “a leash”",
		"[m: The mayor said] “the bridge is old” || the bridge is old",
		"[m: The mayor said] the bridge is old || [m: The mayor said] the bridge is very old",
		"[m: The mayor said] “it’s an old bridge” || [m: The mayor said] “it's an old bridge”",
		"[m: The mayor said] “old” || [m: The mayor said] “new”",
		"[m: The mayor said] “we will close the gates” || [m: The mayor said] “we will close the gates”",
		"[m: The mayor said] “not a bucket” || [k: The king said] “a bucket for everyone”",
		"[m: The mayor said] “this dam should never have been built” || [k: The king said] “this bridge was never to be built”",
		"[m: The mayor said] “it should never have been built by them” || [m: The mayor said] it “should never have been built”",
		"[m: The mayor said] “it will not be easy for them to return” || [m: The mayor said] it “will not be easy” “to return”",
		"the gates will be closed || [m: The mayor said] “we will close the gates”",
		"[m: The mayor said] the talks were frank || [m: The mayor said] the talks were “frank”",
		"[m: The mayor said] “the talks were frank” || [k: The king said] “the sea was rough today”",
		"[m: The mayor said] “a generous offer by any measure” || [m: The mayor said] “eleven ferries have sunk before”",
	}},
	{news.QuoteTrimmed, []string{
		"[m: The mayor said] “a leash with a velvet collar” || [m: The mayor said] it was “a leash”",
		"[m: The mayor said] “all doors are open, including that one” || [m: The mayor said] “all doors are open”",
		"[m: The mayor said] “this blood will not be forgotten in Osk” || [m: The mayor said] blood would “not be forgotten”",
		"[m: The mayor said] “we stand by every word” || [m: The mayor said] they stood by “every word”",
		"[m: The mayor said] “anybody any good at making placards” || [m: The mayor asked] who was “good at making placards”",
		"[m: The mayor said] “an open and diverse city” || [m: The mayor called] the city “open”",
		"[m: The mayor said] “not a bucket without a signature” || [m: The mayor said] “not a bucket”",
		"[m: The mayor said] “we will close the gates if we must” || [m: The mayor said] “we will close the gates”",
		"[m: The mayor said] “if it rains the loss is small” || [m: The mayor said] “the loss is small”",
		"[m: The mayor said] “it is a dam on our own soil” || [m: The mayor said] “our own soil”",
		"[m: The mayor said] “the talks were frank and not without result” || [m: The mayor said] the talks were “frank”",
		"[m: The mayor said] “never, unless they ask us” || [m: The mayor said] “never”",
		"[m: The mayor said] “most of the farms are safe now” || [m: The mayor said] “the farms are safe”",
		"[m: The mayor said] “he was no enemy of the league” || [m: The mayor said] he was “no enemy”",
		"[m: The mayor said] “in this year we build nothing” || [m: The mayor said] “we build nothing”",
	}, []string{
		"[m: The mayor said] “all doors are open” || [m: The mayor said] “all doors are open”",
		"[m: The mayor said] “all doors are open” || [m: The mayor said] all doors are open",
		"[m: The mayor said] “the bridge has done its job” || [m: The mayor said] “the bridge has completed its mission”",
		"the bridge is open || the bridge is “open”",
		"[m: The mayor said] “we need dams” || [k: The king said] “dams”",
		"[m: The mayor said] “every door is open” || [m: The mayor said] “all doors are open”",
		"[m: The mayor said] “the bridge is old” || [m: The mayor said] “the bridge was old once”",
		"The bridge is old || The old bridge is there",
		"[m: The mayor said] “frank talks” || [m: The mayor said] “fruitful talks”",
		"[m: The mayor said] “we stand by it” || [m: The mayor said] they stood by it",
		"[m: The mayor said] “no more dams” || [m: The mayor said] “no more roads”",
		"[m: The mayor said] “the Loss is small” || [m: The mayor said] “The loss is small”",
		"[m: The mayor said] “it is our soil” || [m: The mayor said] “it’s our soil”",
		"[m: The mayor said] “Never” || [m: The mayor said] “never”",
		"[m: The mayor said] “I say the same thing” || [m: The mayor said] “the same I always say”",
		"[m: The mayor said] it was “final” || [m: The mayor said] “we are extending the final talks with the league and the three harbour towns until autumn”",
		"[m: The mayor said] it was “insane” || [m: The mayor said] it was “insane” and “ridiculous”",
	}},
	{news.QuoteParaphrased, []string{
		"[m: The mayor said] “the harbour gates in Osk will close before the autumn flood” || [m: The mayor said] Osk would shut its harbour gates ahead of the autumn flood",
		"[m: Keld said] “nobody in the river valley should pay for this old dam” || [m: Keld said] the old dam ought to cost the river valley nothing",
		"[m: Keld said] “our pilots will go on strike over harbour wages” || [m: Keld announced] a strike of pilots over wages in the harbour",
		"[m: The mayor said] a bridge for the villages of Osk was a waste of money || [m: The mayor said] “bridges waste the money of villages like Osk”",
		"[m: Keld said] “I am against the river treaty with Harsk” || [m: Keld said] he opposed the Harsk treaty on the river",
		"[m: Keld said] “the ferry company cheated its sailors for years” || [m: Keld accused] the company of the ferry of cheating sailors",
		"[m: Keld said] “fishermen lost half of their boats in this storm” || [m: Keld said] the storm took from fishermen half the boats",
		"[m: Keld said] “the mine at Velisk poisons our drinking water” || [m: Keld said] drinking water was poisoned by the Velisk mine",
		"[m: Keld said] “the council must rebuild the burned school quickly” || [m: Keld urged] a quick rebuilding of the burned school by the council",
		"[m: Keld said] rebuilding of the school had cost the council a fortune || [m: Keld said] “the council paid a fortune to rebuild the school”",
		"[m: Keld said] “farmers in the valley need rain and cheap credit” || [m: Keld said] cheap credit and rain were what valley farmers needed",
		"[m: Keld said] “our hospital has no doctors and no beds left” || [m: Keld said] beds and doctors were lacking at the hospital",
		"[m: Keld said] “the league broke its promise on fish quotas” || [m: Keld said] a promise on quotas of fish was broken by the league",
		"[m: Keld said] “winter dikes protect three thousand families here” || [m: Keld said] families, three thousand, had the protection of winter dikes",
		"[m: Keld said] “the police beat students at the harbour gate” || [m: Keld said] students at the gate of the harbour had been beaten by police",
	}, []string{
		"[m: The mayor said] “the harbour gates will close before the flood” || [m: The mayor said] “the harbour gates will close before the flood”",
		"[m: The mayor said] “the harbour gates will close before the flood” || [k: Pohlin said] gates of the harbour would be shut ahead of the flood",
		"[m: Keld said] the old dam costs nothing || [m: Keld said] the old dam ought to cost nothing",
		"[m: Keld said] “old dam” || [m: Keld said] the old dam ought to cost nothing",
		"[m: Keld said] “pilots will go on strike over wages” || pilots will strike over wages",
		"[m: Keld said] “ferries sail” || [m: Keld said] the ferries sail in every season",
		"[m: Keld said] “pilots will go on strike over harbour wages” || [m: Keld said] pilots will go on strike over harbour wages",
		"[m: Keld said] “the ferry cheated its sailors for years” || [m: Keld said] the ferry cheated “its sailors”",
		"The mine poisons the water || [m: Keld said] the mine poisons the water",
		"The mine poisons the water || The water is poisoned by the mine",
		"[m: Keld said] “the council must rebuild the burned school” || [k: The council said] the burned school is rebuilt",
		"[m: Keld said] “the council must rebuild the burned school” || [m: Keld said] “rebuild the school quickly”",
		"[m: Keld said] “rain” || [m: Keld said] farmers need rain",
		"[m: Keld said] farmers need “cheap credit” || [m: Keld said] cheap credit was what farmers needed",
		"[m: Keld said] “the league broke its promise” || [k: Pohlin said] “a promise was broken by the league”",
		"[m: Keld said] “the old northern dam is a danger to every family here” || [m: Keld said] sailors of the northern fleet lost their pier",
		"[m: Keld said] ferries to Harsk will be cheaper in winter || [m: Keld said] “nobody in Harsk has seen a doctor for three weeks”",
	}},
	{news.CueDiffers, []string{
		"[m: The mayor said] the bridge is safe || [m: The mayor !claimed] the bridge is safe",
		"[m: The mayor !admitted] the bridge is unsafe || [m: The mayor said] the bridge is unsafe",
		"[m: The mayor !boasted] the bridge is new || [m: The mayor said] the bridge is new",
		"[m: Mayor Keld told] the bridge is safe || [m: Keld !alleged] the bridge is safe",
		"[m: Keld !conceded] dams leak || [m: Keld stated] dams leak",
		"[m: Keld !insisted] dams hold || [m: Keld stated] dams hold",
		"[m: Keld !moaned] taxes rise || [m: Keld said] taxes rise",
		"[m: Keld !threatened] war may come || [m: Keld said] war may come",
		"[m: Keld !ranted] taxes rise || [m: Keld wrote] taxes rise",
		"[m: Keld noted] taxes rise || [m: Keld !gloated] taxes rise",
		"[m: Keld !pretended] taxes fall || [m: Keld said] taxes fall",
		"[m: Keld !revealed] taxes fall || [m: Keld said] taxes fall",
		"[m: Keld !confessed] money is gone || [m: Keld said] money is gone",
		"[m: Keld added] money is gone || [m: Keld !blustered] money is gone",
		"[m: Keld !lied] money is there || [m: Keld said] money is there",
		"[m: Keld !again claimed] money is there || [m: Keld said] money is there",
	}, []string{
		"[m: Keld said] money is gone || [m: Keld told] money is gone",
		"[m: Keld said] money is gone || [m: Keld said] money is gone",
		"[m: Keld !claimed] money is gone || [m: Keld !alleged] money is gone",
		"[m: Keld said] money is gone || [k: Pohlin !claimed] money is gone",
		"Money is gone || [m: Keld !claimed] money is gone",
		"[m: Keld !claimed] money is gone || Money is gone",
		"Money is gone || Money is lost",
		"[m: Keld added] money is gone || [m: Keld noted] money is gone",
		"[m: Keld wrote] money is gone || [m: Keld stated] money is gone",
		"[m: Keld !moaned] taxes rise || [k: Pohlin said] taxes rise",
		"[m: Keld !moaned] taxes rise || [m: Keld !ranted] taxes rise",
		"[m: Keld asked] who pays taxes || [m: Keld said] someone pays taxes",
		"[m: Keld announced] taxes rise || [m: Keld declared] taxes rise",
		"[k: Pohlin !boasted] taxes fall || Taxes fall",
		"[m: The mayor explained] taxes rise || [m: Keld said] taxes rise",
		"[m: Keld !never claimed] money is gone || [m: Keld said] money is gone",
		"[m: Keld said] money is gone || [m: Keld !did not threaten] money is gone",
	}},
	{news.SpeakerDiffers, []string{
		"[m: Keld said] the treaty is a leash || [k: Pohlin said] the treaty is a leash",
		"[m: The mayor said] seven were killed || [k: The hospital said] seven were killed",
		"[m: The army said] seven were killed || [k: Its enemy said] seven were killed",
		"[m: A minister said] gates will close || [k: A farmer said] gates will close",
		"[m: Keld said] “not a bucket of river water for Osk” || [k: Pohlin said] “not a bucket of river water for Osk”",
		"[m: The bank said] prices rise || [k: The union said] prices rise",
		"[m: The guard said] men were armed || [k: A witness said] men were armed",
		"[m: Keld warned] floods will come || [k: Oshane warned] floods will come",
		"[m: The envoy said] talks were frank || [k: The minister said] talks were frank",
		"[m: The court ruled] the new river dams are legal || [k: Oshane said] the new river dams are legal",
		"[m: The league said] doors are open || [k: Keld said] doors are open",
		"[m: A poll showed] voters want the harbour bridge || [k: Keld said] voters want the harbour bridge",
		"[m: Rao wrote] harbour jobs will move north || [k: Oshelke told] harbour jobs will move north",
		"[m: The mission said] five died || [k: The hospital said] five died",
		"[m: The king said] ships sail || [k: The captain said] ships sail",
	}, []string{
		"[m: Keld said] the treaty is a leash || [m: Keld said] the treaty is a leash",
		"[m: Keld said] the treaty is a leash || [m: The president said] the treaty is a leash",
		"The treaty is a leash || The treaty is a leash",
		"[m: Mayor Keld said] gates will close || [k: Keld said] gates will close",
		"[m: The river board said] floods will come || [k: The board of the river said] floods will come",
		"Seven were killed || Seven were shot",
		"[m: Keld said] “not a bucket” || [m: Keld warned] “not a bucket”",
		"[m: Keld said] prices rise || [m: Keld wrote] prices rise",
		"[m: Dessa Pohlin said] doors are open || [k: Pohlin said] doors are open",
		"Prices rise || Prices will rise",
		"[m: Keld said] ships sail || [m: He said] ships sail",
		"[m: Keld said] ships sail || [k: He said] ships sail",
		"[m: They said] ships sail || [k: The captain said] ships sail",
		"[m: Keld said] ships sail || [m: Keld !claimed] ships sail",
		"[m: The Osk court ruled] dams are legal || [k: The court said] dams are legal",
		"[m: The poll showed] voters agree || [k: A poll found] voters agree",
		"[m: The announcement said] gates will close || [k: Keld said] gates will close",
		"[m: A statement said] gates will close || [k: Its report said] gates will close",
		"[m: Reykjavik said] gates will close || [k: Iceland said] gates will close",
		"[m: Iceland said] gates will close || [k: Icelandic minister Pohlin said] gates will close",
		"“The harbour gates will close” || [m: Keld said] the harbour gates will close",
		"Ships sail at night || Ships sail by night",
	}},
}

// What two quotations have otherwise outside of what the readings have of them,
// which stands in angle brackets, is another claim.
func TestQuotationsDifferInTheReading(t *testing.T) {
	for s, want := range map[string]bool{
		"“<we will close the gates>, because the dam leaks” || “<we will close the gates>, as dams are old”":           false,
		"“we will close the gates, <because the dam leaks>” || “we will close the gates, <as dams are old>”":           true,
		"“<we will close the gates, because the dam leaks>” || “<we will close the gates, as dams are old>”":           true,
		"“the <northern harbour> is shut for good” || “this <northern harbour> is closed for now”":                     false,
		"“the northern harbour <is shut for good>” || “this northern harbour <is closed for now>”":                     true,
		"“<We will close the gates> in May, come what may” || “<we will close the gates> in June at the latest”":       false,
		"“<we will close every gate> in May, come what may” || “<we shall close the gates> in June at the latest”":     true,
		"<Keld> said “we will close the gates, because the dam leaks” || “<we will close the gates, as dams are old>”": false,
	} {
		x, y, _ := strings.Cut(s, " || ")
		e := newEvent([]Account{inAngles(t, "a", x), inAngles(t, "b", y)})
		a, b := readIn(e, 0, x), readIn(e, 1, y)
		e = agreed(e)
		if got := quoteRule(e, a, b).kind == news.QuoteWords; got != want {
			t.Errorf("other words %v, want %v: %s", got, want, s)
		}
	}
}

// inAngles is an account, less the angle brackets of a reading.
func inAngles(t *testing.T, id, s string) Account {
	return account(t, id, strings.NewReplacer("<", "", ">", "").Replace(s))
}

// readIn is the side of an account with the reading that stands in angle brackets.
func readIn(e *event, account int, s string) *side {
	r := &reading{account: account}
	for x := range e.units {
		if e.units[x].account == account {
			r.units = append(r.units, x)
		}
	}
	e.finish(r, nil)
	r.Span = text.Span{Start: strings.IndexByte(s, '<'), End: strings.IndexByte(s, '>') - 1}
	r.Form = news.Quoted
	return e.side(r)
}

// A date that is less exact in a reading is no difference where the account gives
// the exact one at another place.
func TestDatesToldExactlyElsewhere(t *testing.T) {
	for s, want := range map[string]bool{
		"The gates of Osk close in July. Boats will sail again. || The gates of Osk close on 13 July.":                      true,
		"The gates of Osk close in July. Boats sail until 13 July. || The gates of Osk close on 13 July.":                   false,
		"The gates of Osk close on 13 July. || The gates of Osk close in July. On July 13 no boat may sail.":                false,
		"The gates of Osk close on 13 July. || The gates of Osk close in July. On July 14 no boat may sail.":                true,
		"The gates of Osk close on 13 July. In July boats are rare. || The gates of Osk close in July. No boat may sail.":   true,
		"The gates of Osk close on 13 July. || The gates of Osk close on 14 July. On July 13 the last boat sails from Osk.": true,
	} {
		x, y, _ := strings.Cut(s, " || ")
		e := newEvent([]Account{plainAccount("a", x), plainAccount("b", y)})
		var sides []*side
		for account := range e.accounts {
			r := &reading{account: account}
			for i := range e.units {
				if e.units[i].account == account && e.units[i].sentence == 0 {
					r.units = append(r.units, i)
				}
			}
			e.finish(r, nil)
			sides = append(sides, e.side(r))
		}
		if got := dateRule(e, sides[0], sides[1]).kind == news.DateDiffers; got != want {
			t.Errorf("dates differ %v, want %v: %s", got, want, s)
		}
	}
}

func TestPairsOfReadings(t *testing.T) {
	for _, c := range pairsOfReadings {
		check := func(cases []string, want bool) {
			if len(cases) < 15 {
				t.Errorf("%s: %d cases, want 15", c.kind, len(cases))
			}
			for _, s := range cases {
				a, b, _ := strings.Cut(s, " || ")
				if _, got := findings(t, a, b)[c.kind]; got != want {
					t.Errorf("%s %v, want %v:\n  %s\n  %s", c.kind, got, want, a, b)
				}
			}
		}
		check(c.yes, true)
		check(c.no, false)
	}
}
