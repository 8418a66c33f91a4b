package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"synoptic/extract"
	"synoptic/news"
)

// What a headline, or the report below it, lets somebody demand more strongly than the
// outlet quotes them is told, with the words of both: [stronger] against [quoted].
func TestOverstated(t *testing.T) {
	engine, err := NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	check := func(cases []string, want bool) {
		if len(cases) < 15 {
			t.Errorf("%d cases, want 15", len(cases))
		}
		for _, c := range cases {
			told, quoted, _ := strings.Cut(c, " || ")
			var articles []news.Article
			for i, day := range []string{"Monday", "Monday evening"} {
				text := fmt.Sprintf("Orvel asks Lenna to %s\n\nOSK, March 3 - President Dario Orvel asked Lenna on %s to %s.\n\n\"%s,\" Orvel told reporters in Osk.\n", bare(told), day, bare(told), bare(quoted))
				a, err := extract.Text(fmt.Sprint("a", i), "", []byte(text))
				if err != nil {
					t.Fatal(err)
				}
				articles = append(articles, a)
			}
			got := overstatements(t, engine, articles)
			words := inBrackets(told) + " | " + inBrackets(quoted)
			if want != slices.Contains(got, words) || !want && len(got) > 0 {
				t.Errorf("%s: told %q, want %v", c, got, want)
			}
		}
	}
	check([]string{
		"[expel] the Varn fleet || The Varn fleet [must be resisted]",
		"[expel] the Varn fleet || The presence of the Varn fleet [must be firmly resisted]",
		"[evict] the Varn fleet || The Varn fleet [should be removed]",
		"[ban] Varn ships || Varn ships [should be restricted]",
		"[abolish] the Osk Council || The Osk Council [should be reformed]",
		"[denounce] the Varn Accord || The Varn Accord [should be criticised]",
		"[condemn] the Varn Bank || We [criticise] the Varn Bank",
		"[overthrow] the Varn Council || The Varn Council [must be challenged]",
		"[scrap] the Varn Accord || The Varn Accord [should be amended]",
		"[forbid] Varn ships || Varn ships [should be limited]",
		"[dismantle] the Harbour Guard || The Harbour Guard [should be weakened]",
		"[crush] the Harbour Guard || The Harbour Guard [must be restrained]",
		"[defy] the Varn Council || We [disregard] the Varn Council",
		"[terminate] the Varn Accord || The Varn Accord [should be suspended]",
		"[repeal] the Varn Act || The Varn Act [should be amended]",
	}, true)
	check([]string{
		"[expel] the Varn fleet || The Varn fleet [must be expelled]",
		"[expel] the Varn fleet || The Harbour Guard [must be resisted]",
		"[expel] the Varn fleet || The Varn fleet [must not be resisted]",
		"[resist] the Varn fleet || The Varn fleet [must be expelled]",
		"[expel] the Varn fleet || The Varn fleet [must be resisted]. It must be expelled",
		"[expel] the Varn fleet || The Varn fleet [came] in May",
		"[ban] Varn ships || Varn ships [should be banned]",
		"[restrict] Varn ships || Varn ships [should be banned]",
		"[amend] the Varn Accord || The Varn Accord [should be scrapped]",
		"[scrap] the Varn Accord || The Varn Act [should be amended]",
		"[abolish] the Osk Council || The Varn Council [should be reformed]",
		"[praise] the Harbour Guard || The Harbour Guard [must be praised]",
		"[fund] the Harbour Guard || We [will fund] the Harbour Guard",
		"[visit] the Varn fleet || The Varn fleet [must be resisted]",
		"[suspend] the Varn Accord || The Varn Accord [must be terminated]",
	}, false)
}

var brackets = strings.NewReplacer("[", "", "]", "")

func bare(s string) string { return brackets.Replace(s) }

func inBrackets(s string) string {
	_, s, _ = strings.Cut(s, "[")
	s, _, _ = strings.Cut(s, "]")
	return s
}

// overstatements are what an account is told to put more strongly than its quotations.
func overstatements(t *testing.T, engine *Engine, articles []news.Article) (out []string) {
	t.Helper()
	c, errs := engine.Analyse(articles, Options{OneEvent: true})
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	k, err := NewComparer("", nil)
	if err != nil {
		t.Fatal(err)
	}
	k.All(c)
	for _, p := range c.Comparisons[0].Points {
		for _, d := range p.Divergences {
			if strings.HasSuffix(d.Note, "own quotation") {
				text := articles[slices.IndexFunc(articles, func(a news.Article) bool { return a.ID == d.Accounts[0] })].Text
				out = append(out, d.Spans[0].Span.In(text)+" | "+d.Spans[1].Span.In(text))
			}
		}
	}
	return out
}
