package extract

import (
	"fmt"
	"strings"
	"testing"
)

// What Structure reads, one phenomenon a case: [title …], [slug …], [byline …],
// [licence …], [read_also …], [boilerplate …] around the stretch; after the bar
// outlet, place, agency, authors and day, "-" where there is none.
func TestStructure(t *testing.T) {
	long := "The two ministers met for three hours in the port city and agreed on little, their aides told reporters after the talks had ended."
	for _, c := range []struct{ name, text, want string }{
		{"agency after place", "[slug Harsk, RSN –] " + long, "RSN|Harsk|RSN|-|-"},
		{"place in capitals", "[slug HARSK –] " + long, "-|Harsk|-|-|-"},
		{"agency in brackets", "[slug TELMIK, March 12 (RSN) –] " + long, "RSN|Telmik|RSN|-|XXXX-03-12"},
		{"year in dateline", "[slug TELMIK, 12 March 2031 (RSN) —] " + long, "RSN|Telmik|RSN|-|2031-03-12"},
		{"region and hyphen", "[slug HARSK, Sorv. (Delta Wire) -] " + long, "Delta Wire|Harsk|Delta Wire|-|-"},
		{"agency alone", "[slug (Norrex) -] " + long, "Norrex|-|Norrex|-|-"},
		{"no space before the dash", "[slug PORT AVERELL—]" + long, "-|Port Averell|-|-|-"},
		{"two agencies", "[slug KUVEL (CPS/RSN) —] " + long, "-|Kuvel|CPS/RSN|-|-"},
		{"slug spells the agency", "[slug Telmik (RP) -] " + long + "\n\n[slug River Press/River News:] " + long, "River Press|Telmik|RP|-|-"},
		{"no slug without initials", "[slug Telmik (RP) -] " + long + "\n\nHarsk Council: " + long, "RP|Telmik|RP|-|-"},
		{"pair of dashes", "Harbour Air – the only line to the islands – is to stop flying in May, its owner said. " + long, "-|-|-|-|-"},
		{"no place in capitals", "EXCLUSIVE - " + long, "-|-|-|-|-"},
		{"colon after a word", "Kelvarra: Some birds want the whole package. " + long, "-|-|-|-|-"},
		{"headline", "[title Dam talks close with a date and no agreement]\n\n" + long, "-|-|-|-|-"},
		{"headline with full stop", "[title Ketter Dam Will Fill in Spring.]\n" + long, "-|-|-|-|-"},
		{"first sentence is no headline", "The dam was closed on Friday.\n" + long, "-|-|-|-|-"},
		{"above a dateline", "[title The dam was closed. Again.]\n[slug LOMENZ (ZENA) —] " + long, "ZENA|Lomenz|ZENA|-|-"},
		{"stamp before the headline", " [slug date 2031-04-08] [title Dam Talks Close With a Date] \n\n[byline By Staff, Agencies]\n\n" + long, "-|-|-|-|2031-04-08"},
		{"stamp on its line", "[title Dam talks close with a date]\n[slug Published: 8 April 2031, 14:05 GMT]\n" + long, "-|-|-|-|2031-04-08"},
		{"byline with office", "[title Dam talks close with a date]\n\n[byline By Orla Venn, Health Correspondent]\n\n" + long, "-|-|-|Orla Venn|-"},
		{"two authors", "[title Dam talks close with a date]\n[byline By Orla Venn and Per Hallam in Lomenz]\n" + long, "-|-|-|Orla Venn;Per Hallam|-"},
		{"byline under a deck", "[title Dam talks close with a date]\n\nNeither side would say more than that the next round is in May, and there was no statement from either.\n\n[byline By Orla Venn]\n\n" + long, "-|-|-|Orla Venn|-"},
		{"a sentence that begins with By", "[title Dam talks close with a date]\n\nBy Friday the talks had failed.\n\n" + long, "-|-|-|-|-"},
		{"correspondent", "[title Dam talks close with a date]\n\n[byline From our correspondent in Brennick]\n\n" + long, "-|-|-|-|-"},
		{"licence with outlet", long + "   [licence All Content by Lomenz News Agency is licensed under a Creative Commons Attribution 4.0 International License.]", "Lomenz News Agency|-|-|-|-"},
		{"copyright", long + "\n\n[licence © 2031 The Callune Register. All rights reserved.]", "Callune Register|-|-|-|-"},
		{"contributors", long + "\n[byline Per Hallam contributed reporting from Lomenz.]", "-|-|-|-|-"},
		{"read also", long + "\n[read_also Read also: The dam in figures]\n" + long, "-|-|-|-|-"},
		{"nothing", long, "-|-|-|-|-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := Text("a", "a.txt", []byte(unbracket(c.text)))
			if err != nil {
				t.Fatal(err)
			}
			if got := bracket(&a.Text, a.Title.Start, a.Title.End, a.Marked); got != c.text {
				t.Errorf("got  %s\nwant %s", got, c.text)
			}
			dash := func(s string) string {
				if s == "" {
					return "-"
				}
				return s
			}
			got := fmt.Sprintf("%s|%s|%s|%s|%s", dash(a.Outlet), dash(a.Dateline.Place), dash(a.Dateline.Agency), dash(strings.Join(a.Authors, ";")), dash(a.Published.String()))
			if got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}
