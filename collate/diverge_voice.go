package collate

import (
	"strings"

	"synoptic/lexicon"
	"synoptic/news"
	"synoptic/text"
)

func sameSpeaker(a, b *side) bool {
	return a.said != nil && b.said != nil && a.said.speaker != "" && a.said.speaker == b.said.speaker
}

func otherSpeaker(a, b *side) bool {
	return a.said != nil && b.said != nil && a.said.speaker != "" && b.said.speaker != "" && a.said.speaker != b.said.speaker
}

// speakerRule: the claim is put into the mouths of two actors, or one account
// attributes what the other asserts in its own voice. What any two of their
// readings have in common settles it.
func speakerRule(e *event, as, bs []*side) []finding {
	var best []finding
	for _, a := range as {
		for _, b := range bs {
			f := voices(e, a, b).between(a, b)
			if f.kind == "" && voiceKnown(a) && voiceKnown(b) {
				return nil
			}
			if f.kind != "" && (best == nil || f.confidence > best[0].confidence) && e.alike(a.reading, b.reading) >= f.least() {
				best = []finding{f}
			}
		}
	}
	return best
}

// least is how alike readings must be to be compared: the likeness of two actors'
// words is told with a deduction that is not for what is to be found here.
func (f finding) least() float32 {
	if otherSpeaker(f.x, f.y) {
		return comparable * otherVoice
	}
	return comparable
}

// voiceKnown says that it is known in whose voice a side speaks; whom a pronoun
// means the text may settle, but the analysis did not.
func voiceKnown(s *side) bool {
	return s.said == nil || headOf(s.doc, s.said.source) != ""
}

// voices compares in whose voice two sides speak.
func voices(e *event, a, b *side) finding {
	f := finding{kind: news.SpeakerDiffers, a: a.source(), b: b.source(), confidence: .5}
	switch {
	case a.said == nil && b.said == nil, sameSpeaker(a, b), !voiceKnown(a), !voiceKnown(b):
		return finding{}
	case a.said == nil || b.said == nil:
		f.confidence = .45
		if a.said == nil && e.ownDeed(a, b) || b.said == nil && e.ownDeed(b, a) || e.alike(a.reading, b.reading) < ownVoice {
			return finding{}
		}
	case sharesName(a, b), a.byOffice() != b.byOffice():
		return finding{}
	case otherSpeaker(a, b):
		f.confidence = .7
	}
	return f
}

// ownVoice is how alike an account's assertion and another's statement are at
// least if they differ in who says so.
const ownVoice = .5

// source is where a side names its speaker, or all of it for the outlet's own
// voice.
func (s *side) source() text.Span {
	if s.said == nil || s.said.source.Empty() {
		return s.Span
	}
	return s.said.source
}

// ownDeed says that what own asserts in the outlet's own voice is told of the very
// speaker of said: who decides a thing is no other voice than who announces it.
// So is what is not said in words, but seen, wanted or believed, or done by saying
// it ("announced a tariff").
func (e *event) ownDeed(own, said *side) bool {
	if at := said.attribution(); at.Class != text.SpeechCue && at.Class != text.DocumentCue && at.Class != "" || !said.clausal(at) {
		return true
	}
	words := sourceWords(said)
	for _, w := range own.words { // pronouns as the names they stand for
		if words[e.lexis.words[w.id].key] {
			return true
		}
	}
	r := own.doc.TokensIn(own.Sentence)
	for t := r.Start; t < r.End; t++ {
		if en, ok := entryOf(own.doc, t); ok && words[en.key] {
			return true
		}
	}
	return false
}

// clausal says that what is attributed is quoted or has a verb of its own.
func (s *side) clausal(at text.Attribution) bool {
	if at.Kind != text.Indirect || s.doc.Morphs == nil {
		return true
	}
	for _, c := range at.Content {
		r := s.doc.TokensIn(c)
		for t := r.Start; t < r.End; t++ {
			if strings.Contains(s.doc.Morphs[t].Feats, "VerbForm=Fin") {
				return true
			}
		}
	}
	return false
}

// byOffice says that the source of a side is called by an office alone ("the
// premier"): that it is not who is called by name in the other account the texts may
// settle, but not the words.
func (s *side) byOffice() bool {
	r := s.doc.TokensIn(s.said.source)
	office := false
	for t := r.Start; t < r.End; t++ {
		if s.doc.Morphs != nil && s.doc.Morphs[t].UPOS == "PROPN" {
			return false
		}
		class, _ := lexicon.Title(s.doc.Tokens[t].Form)
		office = office || class&(lexicon.Office|lexicon.Rank) != 0
	}
	return office && s.doc.Morphs != nil
}

// sharesName says that the sources of both sides have a content word in common.
func sharesName(a, b *side) bool {
	x := sourceWords(a)
	for w := range sourceWords(b) {
		if x[w] {
			return true
		}
	}
	return false
}

// sourceWords are the words that name the speaker: of the source, and of the
// name in the text that it stands for.
func sourceWords(s *side) map[string]bool {
	out := map[string]bool{}
	add := func(sp text.Span) {
		r := s.doc.TokensIn(sp)
		for t := r.Start; t < r.End; t++ {
			if en, ok := entryOf(s.doc, t); ok {
				out[en.key] = true
			}
		}
	}
	add(s.said.source)
	if c := s.attribution().Speaker; c >= 0 && c < len(s.doc.Chains) && s.doc.Mentions != nil {
		add(s.doc.Mentions[s.doc.Chains[c].Principal].Span)
	}
	return out
}
