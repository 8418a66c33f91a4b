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

// otherSpeaker says that two sides are of two speakers; who is called by a name that
// both have in it is one.
func otherSpeaker(a, b *side) bool {
	return a.said != nil && b.said != nil && a.said.speaker != "" && b.said.speaker != "" && a.said.speaker != b.said.speaker && !sharesName(a, b)
}

// speakerRule: the claim is put into the mouths of two actors, or one account
// attributes what the other asserts in its own voice. What any two of their
// readings have in common settles it.
func speakerRule(e *event, as, bs []*side) []finding {
	var best []finding
	for _, a := range as {
		for _, b := range bs {
			f := voices(e, a, b).between(a, b)
			if f.settled && e.alike(a.reading, b.reading) >= comparable {
				return nil
			}
			if f.kind != "" && (best == nil || f.confidence > best[0].confidence) && e.alike(a.reading, b.reading) >= f.least() {
				best = []finding{f}
			}
		}
	}
	return best
}

// spreadVoices adds to the voices that were found to differ the accounts that
// have the claim in one of them, too.
func (e *event) spreadVoices(found []finding, accounts [][]*side) []finding {
	for _, f := range found {
		for _, sides := range accounts {
			for _, s := range sides {
				if s.account == f.x.account || s.account == f.y.account || !voiceKnown(s) {
					continue
				}
				if x := e.sameVoice(s, f.x); x && e.alike(s.reading, f.y.reading) >= comparable {
					found = append(found, finding{kind: f.kind, x: s, a: s.source(), y: f.y, b: f.b, confidence: f.confidence, note: f.note})
				} else if !x && e.sameVoice(s, f.y) && e.alike(s.reading, f.x.reading) >= comparable {
					found = append(found, finding{kind: f.kind, x: f.x, a: f.a, y: s, b: s.source(), confidence: f.confidence, note: f.note})
				}
			}
		}
	}
	return found
}

// sameVoice says that two sides have one speaker, or that either outlet asserts the
// claim itself.
func (e *event) sameVoice(a, b *side) bool {
	if a.own() || b.own() {
		return a.own() && b.own() && !a.reports()
	}
	return sameSpeaker(a, b) || sharesName(a, b)
}

// least is how alike readings must be to be compared: the likeness of two actors'
// words is told with a deduction that is not for what is to be found here.
func (f finding) least() float32 {
	if otherSpeaker(f.x, f.y) {
		return comparable * otherVoice
	}
	return comparable
}

// voiceKnown says that it is known in whose voice a side speaks. Whom a pronoun
// means the text may settle, but the analysis did not; who stands behind a
// statement or plans, neither; and an outlet does not quote itself.
func voiceKnown(s *side) bool {
	if s.own() {
		return !s.reachesInto(s.Span) && len(s.quotedTokens()) == 0
	}
	t := headToken(s.doc, s.said.source)
	return t >= 0 && s.speaks(t)
}

// speaks says that token t names somebody who can say something: by name, or by a
// noun for people, bodies and their members.
func (s *side) speaks(t int) bool {
	form := s.form(t)
	if papers[form] || papers[strings.TrimSuffix(form, "s")] {
		return false
	}
	if s.doc.Morphs == nil || s.doc.Morphs[t].UPOS == "PROPN" {
		return true
	}
	class, _ := lexicon.Title(form)
	if singular, _ := lexicon.Title(s.doc.Morphs[t].Lemma); singular != 0 {
		class |= singular
	}
	return class&(lexicon.Office|lexicon.Rank|lexicon.PersonNoun|lexicon.GroupNoun|lexicon.Kinship) != 0
}

// papers are what is said in, by somebody who is not named with it.
var papers = set("announcement statement report text tweet post letter message document release plan deal decision remark comment")

// voices compares in whose voice two sides speak.
func voices(e *event, a, b *side) finding {
	f := finding{kind: news.SpeakerDiffers, a: a.source(), b: b.source(), confidence: .5}
	switch x, y := a.own(), b.own(); {
	case !voiceKnown(a) || !voiceKnown(b):
		return finding{}
	case x && y:
		return finding{settled: !a.reports() && !b.reports()}
	case x || y:
		f.confidence = .45
		f.note = "; one in the outlet's own voice"
		if x && !e.asserts(a, b) || y && !e.asserts(b, a) || e.alike(a.reading, b.reading) < ownVoice {
			return finding{}
		}
	case sameSpeaker(a, b) || sharesName(a, b):
		return finding{settled: true}
	case !a.clausal() && !b.clausal(), a.byNoun() && b.byName() || b.byNoun() && a.byName(), sameCountry(a, b):
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
	if s.own() || s.said.source.Empty() {
		return s.Span
	}
	return s.said.source
}

// ownDeed says that what own asserts in the outlet's own voice is told of the very
// speaker of said: who decides a thing is no other voice than who announces it.
func (e *event) ownDeed(own, said *side) bool {
	words := sourceWords(said)
	for _, w := range own.words { // pronouns as the names they stand for
		if words[e.lexis.words[w.id].key] {
			return true
		}
	}
	r := own.doc.TokensIn(own.Sentence)
	for t := r.Start; t < r.End; t++ {
		if en, ok := own.doc.gloss(t); ok && words[en.key] {
			return true
		}
	}
	return false
}

// asserts says that own tells as a fact in the outlet's voice what said attributes
// to somebody. What said does by saying it ("announced a tariff") is no claim
// of his.
func (e *event) asserts(own, said *side) bool {
	c := e.lexis.cover(own.words, said.words)
	return min(c.a, c.b) >= leastCommon && said.clausal() && !own.reports() && !e.ownDeed(own, said)
}

// leastCommon is what share of either's words an assertion and a statement of one
// thing have in common.
const leastCommon = .3

// own says that a side is in the outlet's voice. What somebody is told to see, want,
// plan or believe is, too.
func (s *side) own() bool {
	if s.said == nil {
		return true
	}
	at := s.attribution()
	return at.Class != "" && !says(at.Class)
}

// reports says that the sentence of a side tells what somebody says: then the account
// does not assert all of it.
func (s *side) reports() bool {
	for _, at := range s.doc.Attributions {
		if c := text.Cover(at.Cue); says(at.Class) && !c.Empty() && s.Sentence.Contains(c) {
			return true
		}
	}
	return false
}

// clausal says that what is attributed to the side is quoted or has a verb of its own.
func (s *side) clausal() bool { return clausal(s.doc.Document, s.attribution()) }

func clausal(doc *text.Document, at text.Attribution) bool {
	if at.Kind != text.Indirect || doc.Morphs == nil {
		return true
	}
	for _, c := range at.Content {
		r := doc.TokensIn(c)
		for t := r.Start; t < r.End; t++ {
			if strings.Contains(doc.Morphs[t].Feats, "VerbForm=Fin") {
				return true
			}
		}
	}
	return false
}

// byNoun says that the source of a side is one person, called by a noun alone ("the
// premier", "the runner-up"): that it is not who is called by name in the other
// account the texts may settle, but not the words.
func (s *side) byNoun() bool {
	head := headToken(s.doc, s.said.source)
	if head < 0 || s.doc.Morphs == nil || s.doc.Morphs[head].UPOS == "PROPN" || strings.Contains(s.doc.Morphs[head].Feats, "Number=Plur") {
		return false
	}
	r := s.doc.TokensIn(s.said.source)
	for t := r.Start; t < r.End && s.doc.Arcs != nil; t++ {
		if s.doc.Arcs[t].Head == head && s.doc.Morphs[t].UPOS == "PROPN" && naming[s.doc.Arcs[t].Relation] {
			return false
		}
	}
	class, _ := lexicon.Title(s.doc.Tokens[head].Form)
	return class&lexicon.GroupNoun == 0
}

// byName says that the source of a side is a name, and none of a place or body.
func (s *side) byName() bool {
	head := headToken(s.doc, s.said.source)
	for _, n := range s.doc.Entities {
		if n.Tokens.Contains(head) && n.Type != text.Person {
			return false
		}
	}
	return !s.byNoun()
}

// naming are relations of a name to the noun that it goes with.
var naming = set("appos flat nmod:desc compound")

// sameCountry says that one source is a country or its capital, and that the other
// is or is called after the same: who speaks for it the texts leave open.
func sameCountry(a, b *side) bool {
	x, wholeX := a.country()
	y, wholeY := b.country()
	return x != "" && x == y && (wholeX || wholeY)
}

// country is the country that the source of a side names, and whether it speaks
// itself.
func (s *side) country() (code string, whole bool) {
	r := s.doc.TokensIn(s.said.source)
	head := headToken(s.doc, s.said.source)
	for t := r.Start; t < r.End; t++ {
		for n := min(longCountry, r.End-t); n > 0; n-- {
			span := s.doc.SpanOf(text.Range{Start: t, End: t + n})
			if c, _ := lexicon.Country(span.In(s.doc.Text)); c != "" {
				return c, head < t+n && head >= t
			}
		}
	}
	return "", false
}

const longCountry = 4 // tokens of a country's name

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

// sourceWords are the words that name the speakers, him of whom another is
// quoted included: of the sources, and of the names in the text that they stand for.
func sourceWords(s *side) map[string]bool {
	out := map[string]bool{}
	add := func(sp text.Span) {
		r := s.doc.TokensIn(sp)
		for t := r.Start; t < r.End; t++ {
			if en, ok := s.doc.gloss(t); ok {
				out[en.key] = true
			}
		}
	}
	add(s.said.source)
	for _, at := range s.doc.Attributions {
		if text.Cover(at.Source) != s.said.source && !(says(at.Class) && s.within(at)) {
			continue
		}
		add(text.Cover(at.Source))
		if c := at.Speaker; c >= 0 && c < len(s.doc.Chains) && s.doc.Mentions != nil {
			add(s.doc.Mentions[s.doc.Chains[c].Principal].Span)
		}
	}
	return out
}

// within says that most of a side is what at attributes.
func (s *side) within(at text.Attribution) bool {
	held := 0
	for _, c := range at.Content {
		held += c.Overlap(s.Span)
	}
	return 2*held > s.Span.Len()
}
