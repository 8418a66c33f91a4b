package link

import (
	"strings"
	"synoptic/news"
	"synoptic/text"
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
		{"no text", Aliases, "\x7fELF\xff\n\xfe\n\x00\x01\n", "", "", "loaded: f is no text"},
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

func TestFormatOf(t *testing.T) {
	for data, want := range map[string]Format{
		"# names\n\n17\tP\tu\tOrla+Dunmore\n":             JRCNames,
		"qid\tlabel\taliases\nQ1\tOrla Dunmore\t":         Wikidata,
		"Q12\tOrla Dunmore\n":                             Wikidata,
		"Orla Dunmore\tDunmore, O.\n12\tTwelve Outlets\n": Aliases,
		"broken\nQ12\tOrla Dunmore\n":                     Wikidata,
		"":                                                Aliases,
	} {
		if got := FormatOf([]byte(data)); got != want {
			t.Errorf("FormatOf(%q) = %s, want %s", data, got, want)
		}
	}
}

func TestGazetteerInclude(t *testing.T) {
	all := NewGazetteer()
	for _, data := range []string{"Q1\tOrla Dunmore\tO. Dunmore", "Q2\tTarn Union\tTU\nQ3\tO. Dunmore", "Q1\tOrla Dunmore\tMayor Dunmore"} {
		g, err := ReadGazetteer(strings.NewReader(data), "made", Wikidata)
		if err != nil {
			t.Fatal(err)
		}
		all.Include(g)
	}
	for name, want := range map[string]string{"Orla Dunmore": "wikidata:Q1", "Mayor Dunmore": "wikidata:Q1", "TU": "wikidata:Q2", "O. Dunmore": ""} {
		if got := all.Find(name); got != want {
			t.Errorf("Find(%q) = %q, want %q", name, got, want)
		}
	}
	actors := []news.Actor{{Type: text.Person, Aliases: []news.Alias{{Text: "Dunmore"}, {Text: "Orla Dunmore"}}}, {Type: text.Person, Aliases: []news.Alias{{Text: "TU"}}}}
	all.Mark(actors)
	if len(actors[0].External) != 1 || len(actors[1].External) != 0 {
		t.Errorf("marked %v and %v", actors[0].External, actors[1].External)
	}
}
