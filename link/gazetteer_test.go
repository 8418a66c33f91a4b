package link

import (
	"strings"
	"testing"

	"synoptic/internal/fault"
)

func TestReadGazetteer(t *testing.T) {
	for _, c := range []struct {
		name  string
		f     Format
		file  string
		find  string
		want  string
		fails string
	}{
		{"jrc", JRCNames, "17\tP\tu\tRadmer+Oshane\n17\tP\tde\tRadmer+Oschan\n", "Radmer Oschan", "jrc:17", ""},
		{"wikidata", Wikidata, "qid\tlabel\taliases\nQ17\tRadmer Oshane\tR. Oshane|Oshane\n", "r oshane", "wikidata:Q17", ""},
		{"aliases", Aliases, "# ours\n\nKetter Hydro\tKHC\n", "khc", "alias:ketter-hydro", ""},
		{"name of two", Aliases, "Ketter Hydro\tKHC\nKelm Housing\tKHC\n", "KHC", "", ""},
		{"short line", JRCNames, "17\tP\tu\tRadmer+Oshane\n17\tP\n\n\nx\tP\tu\tOshane\n", "", "", "f line 2: 2 fields"},
		{"second complaint", JRCNames, "17\tP\tu\tRadmer+Oshane\n17\tP\n\n\nx\tP\tu\tOshane\n", "", "", "f line 5: \"x\" is no number"},
		{"no id", Wikidata, "P3\tOshane\t\n", "", "", "f line 1: \"P3\""},
		{"empty alias", Aliases, "Oshane\t\n", "", "", "f line 1: name 2 is empty"},
		{"not UTF-8", Aliases, "ok\nOsh\xffane\n", "", "", "f line 2: not UTF-8"},
		{"format", "xml", "a\n", "", "", "no gazetteer format"},
	} {
		g, err := ReadGazetteer(strings.NewReader(c.file), "f", c.f)
		if c.fails != "" {
			if g != nil || err == nil || fault.Of(err) != fault.Input || !strings.Contains(err.Error(), c.fails) {
				t.Errorf("%s: %v, %v; want nothing and %q", c.name, g, err, c.fails)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if got := g.Find(c.find); got != c.want {
			t.Errorf("%s: Find(%q) = %q, want %q", c.name, c.find, got, c.want)
		}
	}
}

func TestGazetteerJoinsUnlikeNamesAndGivesIDs(t *testing.T) {
	g, err := ReadGazetteer(strings.NewReader("Q9\tPopular Shield Union\tDirat al-Zafin\n"), "mine.tsv", Wikidata)
	if err != nil {
		t.Fatal(err)
	}
	got, l := stream(Options{Gazetteer: g}, "2031-04-08: [0 ORG Popular Shield Union] spoke.", "2031-04-08: [0 ORG Dirat al-Zafin] spoke.")
	as := l.Actors()
	if letters(got) != "a a" || len(as[0].External) != 1 || as[0].External[0] != "wikidata:Q9" {
		t.Errorf("%v %+v", got, as)
	}
}

func FuzzReadGazetteer(f *testing.F) {
	f.Add("17\tP\tu\tRadmer+Oshane\n")
	f.Fuzz(func(t *testing.T, s string) {
		for _, form := range []Format{JRCNames, Wikidata, Aliases} {
			if g, err := ReadGazetteer(strings.NewReader(s), "f", form); (g == nil) == (err == nil) {
				t.Errorf("%v %v", g, err)
			}
		}
	})
}
