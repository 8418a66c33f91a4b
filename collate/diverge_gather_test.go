package collate

import (
	"reflect"
	"strings"
	"testing"

	"synoptic/news"
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
