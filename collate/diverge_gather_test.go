package collate

import (
	"reflect"
	"strings"
	"testing"

	"synoptic/news"
	"synoptic/text"
)

// told are the divergences of accounts a, b, c … whose only reading is each a
// sentence.
func told(t *testing.T, sentences ...string) []news.Divergence {
	t.Helper()
	var accounts []Account
	for i, s := range sentences {
		accounts = append(accounts, account(t, string(rune('a'+i)), s))
	}
	e := agreed(newEvent(accounts))
	var rs []*reading
	for _, s := range sidesOf(e) {
		rs = append(rs, s.reading)
	}
	return e.divergences(rs)
}

// What accounts differ on is told once for all of them.
func TestOneDivergenceOfAllAccounts(t *testing.T) {
	for _, c := range []struct {
		sentence, gaps string
		kind           news.DivergenceKind
		accounts, note string
	}{
		{"The flood destroyed ~ in the Osk valley.", "30 houses|40 houses|30 houses", news.NumberDiffers, "a b c", "“30 houses” against “40 houses”"},
		{"The flood destroyed ~ in the Osk valley.", "30 houses|50 houses|40 houses", news.NumberDiffers, "a b c", "“30 houses” against “50 houses” against “40 houses”"},
		{"The county ~ repair the old bridge over the Osk.", "may|will|must", news.Stronger, "c b a", ""},
		{"The county ~ repair the old bridge over the Osk.", "may|will", news.Stronger, "b a", ""},
		{"The bridge over the Osk was closed ~ by the county.", "on Monday|on Tuesday|on Monday", news.DateDiffers, "a b c", "“Monday” against “Tuesday”"},
		{"The bridge over the Osk was closed ~ by the county.", "on Monday|earlier this week", news.DateDiffers, "a b", "“Monday” against “this week”; the texts do not say whether it is one time"},
	} {
		var filled []string
		for g := range strings.SplitSeq(c.gaps, "|") {
			filled = append(filled, strings.Replace(c.sentence, "~", g, 1))
		}
		var of []news.Divergence
		for _, d := range told(t, filled...) {
			if d.Kind == c.kind {
				of = append(of, d)
			}
		}
		if len(of) != 1 || strings.Join(of[0].Accounts, " ") != c.accounts || c.note != "" && of[0].Note != c.note {
			t.Errorf("%s of %s: %+v, want one of %s, %s", c.kind, c.gaps, of, c.accounts, c.note)
		}
	}
}

// Who tells all of a claim, but on neither side of a divergence at one place of it, is
// listed with its own words; where a number or date differs, nobody else is concerned.
func TestInOtherWords(t *testing.T) {
	for _, c := range []struct {
		sentences      string
		kind           news.DivergenceKind
		accounts, last string // the words of the last account listed
	}{
		{"[m: Keld said] ships sail || [k: Pohlin said] ships sail || [o: They said] ships sail", news.SpeakerDiffers, "a b c", "They"},
		{"[m: Keld said] ships sail || [k: Pohlin said] ships sail || [m: Keld said] ships sail", news.SpeakerDiffers, "a b c", "Keld"},
		{"[m: Keld said] ships sail || [k: Pohlin said] ships sail", news.SpeakerDiffers, "a b", "Pohlin"},
		{"The flood destroyed 30 houses in Osk || The flood destroyed 40 houses in Osk || The flood destroyed many houses in Osk", news.NumberDiffers, "a b", "40 houses"},
		{"The bridge was closed on Monday || The bridge was closed on Tuesday || The bridge was closed", news.DateDiffers, "a b", "Tuesday"},
	} {
		n := 0
		for _, d := range told(t, strings.Split(c.sentences, " || ")...) {
			if d.Kind != c.kind {
				continue
			}
			n++
			last := d.Spans[len(d.Spans)-1]
			sentence := strings.NewReplacer("[m: ", "", "[k: ", "", "[o: ", "", "]", "").Replace(strings.Split(c.sentences, " || ")[last.Article[0]-'a'])
			if got := last.Span.In(sentence); strings.Join(d.Accounts, " ") != c.accounts || got != c.last {
				t.Errorf("%s: %+v, the last %q", c.sentences, d, got)
			}
			if own := strings.HasSuffix(d.Note, inOthers); own != (c.last == "They") {
				t.Errorf("%s: note %q", c.sentences, d.Note)
			}
		}
		if n != 1 {
			t.Errorf("%s: %d divergences, want 1", c.sentences, n)
		}
	}
}

// A reading that is not much like one of those that differ fills no place there.
func TestNotInOtherWords(t *testing.T) {
	var accounts []Account
	for i, s := range []string{"[m: Keld said] ships sail", "[k: Pohlin said] ships sail", "[o: They said] ships sail"} {
		accounts = append(accounts, account(t, string(rune('a'+i)), s))
	}
	e := agreed(newEvent(accounts))
	for _, m := range e.meetings {
		for i := range m {
			if m[i].other == 2 {
				for j := range m[i].ties {
					m[i].ties[j].p = closeOther - .1
				}
			}
		}
	}
	var rs []*reading
	for _, s := range sidesOf(e) {
		rs = append(rs, s.reading)
	}
	for _, d := range e.divergences(rs) {
		if d.Kind == news.SpeakerDiffers && len(d.Accounts) != 2 {
			t.Errorf("%+v", d)
		}
	}
}

// A detail lists first who gives it.
func TestDetailFirst(t *testing.T) {
	got := told(t, "Engineers closed the old stone bridge over the river Osk again before the autumn flood.",
		"Engineers closed the old stone bridge over the river Osk with 40 sandbags before the autumn flood.")
	if len(got) != 1 || got[0].Kind != news.Detail || !reflect.DeepEqual(got[0].Accounts, []string{"b", "a"}) {
		t.Errorf("%+v", got)
	}
}

func TestNothingDiffers(t *testing.T) {
	const s = "The flood destroyed 30 houses in the Osk valley on Monday."
	if got := told(t, s, s, s); len(got) != 0 {
		t.Errorf("three accounts in the same words differ: %+v", got)
	}
}

// Two words are told once: as two strengths, if a list has them so.
func TestTermToldByDegree(t *testing.T) {
	at := func(article string, start int) news.Passage {
		return news.Passage{Article: article, Span: text.Span{Start: start, End: start + 5}}
	}
	told := []news.Divergence{
		{Kind: news.Stronger, Spans: []news.Passage{at("a", 10), at("b", 40), at("c", 7)}},
		{Kind: news.QuoteWords, Spans: []news.Passage{at("a", 60), at("b", 70)}},
	}
	for _, c := range []struct {
		spans []news.Passage
		want  bool
	}{
		{[]news.Passage{at("b", 40), at("a", 10)}, true},
		{[]news.Passage{at("a", 10), at("b", 41)}, false},
		{[]news.Passage{at("a", 10), at("b", 40), at("d", 3)}, false},
		{[]news.Passage{at("a", 60), at("b", 70)}, false},
	} {
		if got := toldByDegree(news.Divergence{Kind: news.TermDiffers, Spans: c.spans}, told); got != c.want {
			t.Errorf("%v: %v", c.spans, got)
		}
	}
}
