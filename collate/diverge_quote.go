package collate

import (
	"synoptic/news"
	"synoptic/text"
)

// quotedTokens are the tokens of a reading that stand between quotation marks.
func (s *side) quotedTokens() []int {
	var out []int
	for _, t := range s.tokens {
		if s.doc.Quoted(s.doc.Tokens[t].Span) {
			out = append(out, t)
		}
	}
	return out
}

// quoteRule: one utterance stands between quotation marks in both accounts, in
// different words (quote_words), or in one only a part of what the other has
// (quote_trimmed). Where one reading merely covers less of a longer quotation,
// nothing was trimmed.
func quoteRule(e *event, a, b *side) finding {
	if !a.quoted() || !b.quoted() || otherSpeaker(a, b) {
		return finding{}
	}
	qa, qb := a.quotedTokens(), b.quotedTokens()
	if len(qa) == 0 || len(qb) == 0 || max(len(qa), len(qb)) < 2 {
		return finding{}
	}
	shared := commonRun(a, qa, b, qb)
	short, long := a, b
	if len(qa) > len(qb) {
		short, long = b, a
	}
	least := min(len(qa), len(qb))
	f := finding{a: a.spanOf(qa), b: b.spanOf(qb)}
	switch {
	case len(qa) == len(qb) && shared == least:
		return finding{}
	case shared == least && !endsInside(short):
		return finding{}
	case shared == least:
		f.kind, f.confidence = news.QuoteTrimmed, .7
	case 3*shared >= least || sameSpeaker(a, b) || e.alike(a.reading, b.reading) > .7:
		f.kind, f.confidence = news.QuoteWords, .5+.4*float32(shared)/float32(max(len(qa), len(qb)))
	default:
		return finding{}
	}
	f.note = against(short, short.spanOf(short.quotedTokens()), long, long.spanOf(long.quotedTokens()))
	return f
}

// commonRun is the length of the longest common subsequence of two runs of
// tokens, letter case and marks aside.
func commonRun(a *side, as []int, b *side, bs []int) int {
	row := make([]int, len(bs)+1)
	for _, x := range as {
		diagonal := 0
		for j, y := range bs {
			above := row[j+1]
			if a.form(x) == b.form(y) {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			diagonal = above
		}
	}
	return row[len(bs)]
}

// endsInside says that a quotation begins or ends within or at the edge of the
// reading, rather than running on beyond it.
func endsInside(s *side) bool {
	q := s.quotedTokens()
	first, last := s.doc.Tokens[q[0]].Span, s.doc.Tokens[q[len(q)-1]].Span
	for _, m := range s.doc.Quotes {
		if m.Inner.Contains(first) && m.Inner.Contains(last) {
			r := s.doc.TokensIn(m.Inner)
			return r.Len() <= s.doc.TokensIn(text.Span{Start: first.Start, End: last.End}).Len()+2
		}
	}
	return true
}

// A quotation of fewer words is an expression, not an utterance.
const utterance = 5

// paraphraseRule: an utterance is quoted in one account and reported in other
// words in the other, of the same speaker.
func paraphraseRule(e *event, a, b *side) finding {
	if !sameSpeaker(a, b) {
		return finding{}
	}
	qa, qb := a.quotedTokens(), b.quotedTokens()
	if len(qa) >= utterance == (len(qb) >= utterance) || len(qa) > 0 && len(qb) > 0 {
		return finding{}
	}
	if e.alike(a.reading, b.reading) < sure || 2*commonRun(a, a.tokens, b, b.tokens) >= min(len(a.tokens), len(b.tokens)) {
		return finding{}
	}
	return finding{news.QuoteParaphrased, a.Span, b.Span, .5, "quoted in one, in the outlet's words in the other: " + against(a, a.Span, b, b.Span)}
}

func sameSpeaker(a, b *side) bool {
	return a.said != nil && b.said != nil && a.said.speaker != "" && a.said.speaker == b.said.speaker
}

func otherSpeaker(a, b *side) bool {
	return a.said != nil && b.said != nil && a.said.speaker != "" && b.said.speaker != "" && a.said.speaker != b.said.speaker
}

// speakerRule: the claim is put into the mouths of two actors, or one account
// attributes what the other asserts in its own voice.
func speakerRule(e *event, a, b *side) finding {
	switch {
	case a.said == nil && b.said == nil, sameSpeaker(a, b):
		return finding{}
	case a.said == nil || b.said == nil:
		if e.alike(a.reading, b.reading) < certain {
			return finding{}
		}
		return ownVoice(a, b)
	case !names(a) || !names(b):
		return finding{} // whom a pronoun means the texts may settle, but the analysis did not
	case sharesName(a, b):
		return finding{}
	}
	f := finding{kind: news.SpeakerDiffers, a: a.said.source, b: b.said.source, confidence: .5}
	if otherSpeaker(a, b) {
		f.confidence = .7
	}
	f.note = against(a, f.a, b, f.b)
	return f
}

// Readings as alike as certain differ in hardly more than who says so.
const certain = .8

// names says that the source of a side holds more than pronouns.
func names(s *side) bool { return !s.said.source.Empty() && len(sourceWords(s)) > 0 }

// ownVoice reports that one side attributes what the other asserts.
func ownVoice(a, b *side) finding {
	f := finding{kind: news.SpeakerDiffers, a: a.Span, b: b.Span, confidence: .45}
	if a.said != nil && names(a) {
		f.a = a.said.source
		f.note = "“" + clip(f.a.In(a.doc.Text)) + "” against the outlet's own voice"
	} else if b.said != nil && names(b) {
		f.b = b.said.source
		f.note = "the outlet's own voice against “" + clip(f.b.In(b.doc.Text)) + "”"
	} else {
		return finding{}
	}
	return f
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

func sourceWords(s *side) map[string]bool {
	out := map[string]bool{}
	r := s.doc.TokensIn(s.said.source)
	for t := r.Start; t < r.End; t++ {
		if en, ok := entryOf(s.doc, t); ok {
			out[en.key] = true
		}
	}
	return out
}

// cueRule: the same speaker's words are introduced by a cue that judges in one
// account and by a neutral one in the other.
func cueRule(e *event, a, b *side) finding {
	if !sameSpeaker(a, b) || a.said.cue.Empty() || b.said.cue.Empty() || a.said.judging == b.said.judging {
		return finding{}
	}
	return finding{news.CueDiffers, a.said.cue, b.said.cue, .7, against(a, a.said.cue, b, b.said.cue)}
}
