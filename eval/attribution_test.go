package eval

import (
	"math"
	"strings"
	"testing"

	"synoptic/text"
)

// spansAt finds the parts of a role in a text; "" is no role.
func spansAt(t *testing.T, s string, parts ...string) []text.Span {
	t.Helper()
	var out []text.Span
	for _, p := range parts {
		i := strings.Index(s, p)
		if i < 0 {
			t.Fatalf("%q is not in %q", p, s)
		}
		out = append(out, text.Span{Start: i, End: i + len(p)})
	}
	return out
}

const twoStatements = `The mayor said “the weir must close,” and Lorne denied that talks failed.`

func TestScoreAttributions(t *testing.T) {
	s := twoStatements
	gold := []text.Attribution{
		{Source: spansAt(t, s, "The mayor"), Cue: spansAt(t, s, "said"), Content: spansAt(t, s, "“the weir must close,”")},
		{Source: spansAt(t, s, "Lorne"), Cue: spansAt(t, s, "denied"), Content: spansAt(t, s, "that talks failed")},
	}
	tests := []struct {
		name           string
		pred           []text.Attribution
		group, measure string
		p, r           float64
	}{
		{"perfect", gold, "all", "attribution strict", 1, 1},
		{"none", nil, "all", "attribution lenient", 0, 0},
		{"one of two", gold[:1], "all", "speaker", 1, .5},
		{"kind of the content", gold, "direct", "speaker", 1, 1},
		{"marks do not count", []text.Attribution{{Source: gold[0].Source, Cue: gold[0].Cue, Content: spansAt(t, s, "the weir must close")}}, "all", "content exact", 1, .5},
		{"part of the content", []text.Attribution{{Source: gold[0].Source, Cue: gold[0].Cue, Content: spansAt(t, s, "the weir must")}}, "all", "content partial", 1, .375},
		{"wrong speaker", []text.Attribution{{Source: gold[1].Source, Cue: gold[0].Cue, Content: gold[0].Content}}, "all", "speaker", 0, 0},
		{"wrong speaker, right content", []text.Attribution{{Source: gold[1].Source, Cue: gold[0].Cue, Content: gold[0].Content}}, "all", "content exact", 1, .5},
		{"a cue of speech", gold, "speech", "cue exact", 1, 1},
		{"false positive", append(gold[:2:2], text.Attribution{Cue: spansAt(t, s, "talks"), Content: spansAt(t, s, "failed")}), "all", "attribution strict", 2. / 3, 1},
	}
	for _, tt := range tests {
		got := ScoreAttributions([]AttributedArticle{{ID: "a", Text: s, Gold: gold, Pred: tt.pred}})[tt.group][tt.measure]
		if math.Abs(got.P-tt.p) > 1e-9 || math.Abs(got.R-tt.r) > 1e-9 {
			t.Errorf("%s: %s of %s: P %.3f R %.3f, want %.3f %.3f", tt.name, tt.measure, tt.group, got.P, got.R, tt.p, tt.r)
		}
	}
}

func TestScorerTokens(t *testing.T) {
	for s, want := range map[string]string{
		"U.S. talks":        "U.S|.|talks",
		"Lorne’s well-kept": "Lorne’s|well-kept",
		"a, b":              "a|,|b",
		"é1_x—y":            "é1_x|—|y",
	} {
		var got []string
		for _, sp := range scorerTokens(s).spans {
			got = append(got, sp.In(s))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: %q, want %q", s, strings.Join(got, "|"), want)
		}
	}
}

func TestQuotedMask(t *testing.T) {
	for s, want := range map[string]string{
		`a "b" c`:    "b",
		"“b\nc” d":   "b",
		"it's ‘b’ c": "b",
		"``b'' c":    "b",
		"dogs' b":    "",
	} {
		mask := quotedMask(s)
		got := ""
		for i, c := range s {
			if mask[i] && c < 0x80 && c != '"' && c != '`' && c != '\'' {
				got += string(c)
			}
		}
		if got != want {
			t.Errorf("%q: %q is quoted, want %q", s, got, want)
		}
	}
}

func TestAttributionReliability(t *testing.T) {
	s := twoStatements
	right := text.Attribution{Source: spansAt(t, s, "The mayor"), Cue: spansAt(t, s, "said"), Content: spansAt(t, s, "“the weir must close,”"), Confidence: .95}
	wrong := text.Attribution{Cue: spansAt(t, s, "talks"), Content: spansAt(t, s, "failed"), Confidence: .95}
	rows := AttributionReliability([]AttributedArticle{{Text: s, Gold: []text.Attribution{right}, Pred: []text.Attribution{right, wrong}}})
	if len(rows) != 1 || rows[0].Value != 50 || rows[0].N != 2 {
		t.Errorf("got %+v, want one row of 50 per cent of 2", rows)
	}
}
