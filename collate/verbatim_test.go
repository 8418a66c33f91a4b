package collate

import (
	"strings"
	"testing"

	"synoptic/text"
)

// In brackets is what was found, in braces what is told.
func TestLengthen(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"Keld said: {[when the ferry comes] we and our friends will wave}", "A union: {[when the ferry comes], we and our friends will wave}"},
		{"He said: {the guard will [search boats, burn nets] and tow wrecks}", "Note: {the guard will [search boats, burn nets] and tow wrecks}"},
		{"Keld said that {[the ferry is late]} today", "They wrote that {[the ferry is late]} again"},
		{"Keld said: “{[when the ferry comes]}” and we will wave", "A union: “{[when the ferry comes]}” and we will wave"},
		{"Keld said: {[when the ferry comes]} we shall wave", "A union: {[when ferries come]} we shall wave"},
		{"Keld said: {[when the ferry comes]} very late", "A union: {[when the ferry comes]} very late"},
	} {
		var accounts []Account
		var found, want [2]text.Span
		for i, s := range []string{c.a, c.b} {
			found[i], want[i] = marks(s, "[", "]", "{", "}"), marks(s, "{", "}", "[", "]")
			accounts = append(accounts, withQuotes(plainAccount(string(rune('a'+i)), strings.NewReplacer("[", "", "]", "", "{", "", "}", "").Replace(s))))
		}
		e := newEvent(accounts)
		var g []int
		for i, sp := range found {
			doc := e.accounts[i].Doc
			e.units = append(e.units, newCutter(e.lexis, i, e.accounts[i]).unit(0, tokensOf(doc.TokensIn(sp))))
			e.sentenceOf = append(e.sentenceOf, int32(i))
			g = append(g, len(e.units)-1)
		}
		for i, x := range e.lengthen(g) {
			if sp := e.units[x].span; sp != want[i] {
				t.Errorf("{%s}, want {%s}", sp.In(e.accounts[i].Doc.Text), want[i].In(e.accounts[i].Doc.Text))
			}
		}
	}
}

// marks is where a stretch between two marks lies once all marks are gone.
func marks(s, open, shut string, others ...string) text.Span {
	without := strings.NewReplacer(others[0], "", others[1], "").Replace(s)
	start := strings.Index(without, open)
	return text.Span{Start: start, End: strings.Index(without, shut) - len(open)}
}
