package lexicon

import (
	"strings"
	"testing"

	"synoptic/text"
)

// phrase reads words of which {TYPE and } mark names; the head is the first
// word that is an office.
func phrase(s string) (*text.Document, int) {
	d := &text.Document{}
	var words []string
	open, kind, head := 0, "", -1
	for _, w := range strings.Fields(s) {
		switch t, starts := strings.CutPrefix(w, "{"); {
		case starts:
			open, kind = len(words), t
		case w == "}":
			d.Entities = append(d.Entities, text.Entity{Tokens: text.Range{Start: open, End: len(words)}, Type: text.EntityType(kind)})
		default:
			if c, _ := Title(w); head < 0 && c&Office != 0 {
				head = len(words)
			}
			start := len(strings.Join(append(words, ""), " "))
			d.Tokens = append(d.Tokens, text.Token{Form: w, Span: text.Span{Start: start, End: start + len(w)}})
			words = append(words, w)
		}
	}
	d.Text = strings.Join(words, " ")
	return d, head
}

func TestHolderSpan(t *testing.T) {
	for in, want := range map[string]string{
		"Leader of the {ORG River Movement } Ayatollah Sayyed {PER Omar Haddan } spoke": "Ayatollah Sayyed Omar Haddan",
		"Leader of the {ORG River Movement } His Eminence Imam Omar Haddan said":        "His Eminence Imam Omar Haddan",
		"Secretary of the {ORG River Commission } Dr Hanne Ruscovi":                     "Dr Hanne Ruscovi",
		"Minister of Water and Finance {PER Hanne Ruscovi } left":                       "Hanne Ruscovi",
		"the Leader of the Movement Sheikh Omar al Haddan spoke":                        "Sheikh Omar al Haddan",
		"Ambassador to {GPE Zelmora } {PER Hanne Ruscovi } left":                        "Hanne Ruscovi",
		"Envoy to the {GPE UK } Sir {PER Omar Haddan } said":                            "Sir Omar Haddan",
		"adviser to {GPE Zelmora } {PER Hanne Ruscovi } left":                           "",
		"Leader of the {ORG River Movement } spoke":                                     "",
		"Leader of the Movement , Sheikh Omar Haddan":                                   "",
		"the leader of the Movement Sheikh Omar Haddan founded":                         "",
		"spokesman of the office of Sheikh Omar Haddan":                                 "",
		"spokesman of Zelmoran Foreign Minister {PER Ada Lorne } said":                  "",
		"adviser of the {PER Ada Lorne } Foundation":                                    "",
	} {
		d, head := phrase(in)
		r := HolderSpan(d, text.Range{Start: 0, End: len(d.Tokens)}, head)
		got := ""
		if r.Len() > 0 {
			got = d.SpanOf(r).In(d.Text)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}
