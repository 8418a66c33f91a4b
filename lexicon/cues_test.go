package lexicon

import (
	"strings"
	"testing"

	"synoptic/text"
)

func TestShippedCues(t *testing.T) {
	l := Cues()
	tests := []struct {
		lemma, upos string
		frame       CueFrame
		strength    Strength
		class       text.CueClass
		evaluative  bool
		modality    text.Modality
		polarity    text.Polarity
	}{
		{"say", "VERB", ThatFrame, UsualCue, text.SpeechCue, false, text.Asserted, text.Positive},
		{"admit", "VERB", ThatFrame, UsualCue, text.SpeechCue, true, text.Asserted, text.Positive},
		{"claim", "VERB", ThatFrame, UsualCue, text.SpeechCue, true, text.Asserted, text.Positive},
		{"deny", "VERB", ThatFrame, UsualCue, text.SpeechCue, false, text.Asserted, text.Negative},
		{"urge", "VERB", AddresseeFrame, UsualCue, text.SpeechCue, false, text.Urged, text.Positive},
		{"plan", "VERB", InfinitiveFrame, UsualCue, text.WantCue, false, text.Intended, text.Positive},
		{"call for", "VERB", NounFrame, UsualCue, text.SpeechCue, false, text.Urged, text.Positive},
		{"claim", "NOUN", ThatFrame, UsualCue, text.SpeechCue, false, text.Asserted, text.Positive},
		{"according to", "ADP", NounFrame, UsualCue, text.SpeechCue, false, text.Asserted, text.Positive},
		{"support", "VERB", NounFrame, UsualCue, text.SpeechCue, false, text.Asserted, text.Positive},
	}
	for _, tt := range tests {
		c := l.Best(tt.lemma, tt.upos, tt.frame)
		if c == nil {
			t.Errorf("%s %s: not listed", tt.upos, tt.lemma)
			continue
		}
		if c.Frames[tt.frame] != tt.strength || c.Class != tt.class || c.Evaluative != tt.evaluative || c.Modality != tt.modality || c.Polarity != tt.polarity {
			t.Errorf("%s %s: got %+v", tt.upos, tt.lemma, *c)
		}
	}
	if l.Best("walk", "VERB", ThatFrame) != nil {
		t.Error("walk is listed as a cue")
	}
	if !l.StartsPhrase("point") || l.StartsPhrase("walk out") {
		t.Error("first words of phrases are wrong")
	}
}

func TestParseCuesErrors(t *testing.T) {
	for in, want := range map[string]string{
		"say: that":                       "line 1: entry before",
		"[verb]\n":                        "line 1: section",
		"[verb loud]\n":                   "unknown word",
		"[verb urged]\n":                  "no class",
		"[verb speech]\nsay that\n":       "line 2:",
		"[verb speech]\n\nsay, , x: np\n": "line 3:",
	} {
		if _, err := ParseCues(in); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ParseCues(%q) = %v, want %q", in, err, want)
		}
	}
}
